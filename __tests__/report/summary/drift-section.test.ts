import { expect, test } from '@jest/globals'

import type { UniqueId } from '../../../src/dbt/types.js'
import type { Drift } from '../../../src/exposures/discovery/drift.js'
import { outputsOf } from '../../../src/report/outputs/outputs.js'
import { message } from '../../../src/messages/message.js'
import { driftText } from '../../../src/report/drift-text.js'
import { summaryMarkdown } from '../../../src/report/summary/summary.js'
import type { Luid } from '../../../src/tableau/types.js'
import { HOSTILE } from '../hostile.js'
import { report, SERVER } from '../stories.js'

function without(name: string): Drift {
  return {
    kind: 'no-exposure',
    exposure: null,
    content: {
      kind: 'workbook',
      luid: 'l-1' as Luid,
      name,
      project: 'Finance',
      url: `${SERVER}/#/site/acme/workbooks/1`,
    },
    nodes: ['model.shop.orders' as UniqueId],
    message: `The dashboard reads orders, but no exposure points at it.`,
  }
}

const dead: Drift = {
  kind: 'dead',
  exposure: 'old_forecast',
  content: null,
  nodes: [],
  message: 'Tableau has no such workbook.',
}

const summaryOf = (drift: readonly Drift[], incomplete = false): string =>
  summaryMarkdown(report([], { drift: { drift, incomplete } }))

test('a table lists the differences, with links', () => {
  const markdown = summaryOf([dead, without('Board')])
  expect(markdown).toContain('### Drift')
  expect(markdown).toContain('| **old_forecast**<br>leads nowhere | Tableau has no such workbook. |')
  expect(markdown).toContain(`| **[Finance/Board](${SERVER}/#/site/acme/workbooks/1)**<br>no exposure |`)
})

test('a difference of an exposure and its content shows both, in words that may break on a phone', () => {
  const renamed: Drift = { ...without('Board'), kind: 'renamed', exposure: 'finance_board_of_directors' }
  expect(summaryOf([renamed])).toContain(
    `| **finance\\_<wbr>board\\_<wbr>of\\_<wbr>directors**<br>renamed<br><sub>[Finance/Board](${SERVER}/#/site/acme/workbooks/1)</sub> |`,
  )
})

test('the notice names what differs, and how', () => {
  expect(driftText([dead])).toBe('1 point: old_forecast (leads nowhere)')
  const renamed: Drift = { ...without('Board'), kind: 'renamed', exposure: 'kpis' }
  const many = [renamed, ...['A', 'B', 'C, D', 'E', 'F'].map(without)]
  expect(driftText(many)).toBe(
    '6 points: kpis (renamed), Finance/A (no exposure), Finance/B (no exposure), "Finance/C, D" (no exposure), Finance/E (no exposure) and 1 more',
  )
})

test('the summary does not point to its own section', () => {
  const notices = [message('AE-DRIFT', { differences: '1 point' })]
  const markdown = summaryMarkdown(report([], { notices, drift: { drift: [dead], incomplete: false } }))
  expect(markdown).toContain('### Drift')
  expect(markdown).not.toContain('under Drift')
})

test('an incomplete answer is mentioned', () => {
  expect(summaryOf([dead], true)).toContain("Tableau's answer was incomplete")
})

test('without a difference, or without a check, there is no section', () => {
  expect(summaryOf([])).not.toContain('Drift')
  expect(summaryMarkdown(report([]))).not.toContain('Drift')
})

test('many dashboards without an exposure are folded, and capped', () => {
  const markdown = summaryOf([dead, ...Array.from({ length: 1000 }, (_, index) => without(`W${index}`))])
  expect(markdown).toContain('<summary>1000 dashboards without an exposure</summary>')
  expect(markdown).toContain('in the output drift.')
  expect(Buffer.byteLength(markdown)).toBeLessThan(1_048_576)
})

const NO_FILES = { plan: null, summary: null }

test('the output is JSON within its size limit', () => {
  const drift = [dead, ...Array.from({ length: 5000 }, (_, index) => without(`W${index}`))]
  const output = outputsOf(report([], { drift: { drift, incomplete: false } }), NO_FILES).drift
  expect(Buffer.byteLength(output)).toBeLessThanOrEqual(100_000)
  expect(JSON.parse(output)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        kind: 'dead',
        messageId: 'AE-NOT-FOUND',
        exposure: 'old_forecast',
        content: null,
      }),
    ]),
  )
  expect(outputsOf(report([]), NO_FILES).drift).toBe('[]')
})

test.each(HOSTILE.map((name) => [name.slice(0, 40), name]))(
  'a hostile name stays in its cell: %j',
  (_, name) => {
    const lines = summaryOf([{ ...without(name), exposure: name, message: name }]).split('\n')
    const row = lines.findIndex((line) => line.startsWith('| ') && line.includes('<br>no exposure<br>'))
    expect(row).toBeGreaterThan(0)
    expect(lines[row + 1]).toBe('')
    const bare = (lines[row] ?? '').replaceAll('\\<', '')
    expect(bare).not.toMatch(/<(?!br>|wbr>|\/?sub>)[a-z]/i)
  },
)
