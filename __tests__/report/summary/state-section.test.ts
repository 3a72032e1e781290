import { describe, expect, test } from '@jest/globals'

import { MINUTE } from '../../../src/base/clock.js'
import type { UniqueId } from '../../../src/dbt/types.js'
import type { Decision, Known } from '../../../src/plan/types.js'
import type { ReportRow } from '../../../src/report/report.js'
import { LARGEST_SUMMARY, summaryMarkdown } from '../../../src/report/summary/summary.js'
import { HOSTILE } from '../hostile.js'
import { all, cells, CONSTANT_HTML, parsed, readable } from '../parsed.js'
import {
  dataSources,
  exposure,
  failed,
  key,
  knownOf,
  newData,
  node,
  planRow,
  refreshed,
  report,
  result,
  time,
} from '../stories.js'

const NOTHING = knownOf([])
const YESTERDAY = '2026-11-23'
const TOMORROW = '2026-11-25'

function skipped(name: string, known: Partial<Known> = {}, exposures: readonly string[] = [name]): ReportRow {
  const times = {
    lastRefreshedAt: time('06:02:30', YESTERDAY),
    dueAt: time('06:00:00', TOMORROW),
    known: { ...NOTHING, ...known },
  }
  const sketch = { name, exposures: exposures.map((each) => exposure(each)) }
  return { row: planRow(sketch, { kind: 'skip', reason: 'build-after' }, times), result: null }
}

const lateNode = (node: string, minutes = 37): Known['lateNode'] => ({
  node: `model.shop.${node}` as UniqueId,
  times: 3,
  of: 5,
  after: minutes * MINUTE,
})

const landing = (name: string) => ({ id: node(name), name })

/** The text of the folded section. */
function section(rows: readonly ReportRow[], markdown = summaryMarkdown(report(rows))): string {
  const [, part = ''] = /<details>\n<summary>(State of the extracts[^]*?)<\/details>/.exec(markdown) ?? []
  return part
}

function remembered(rows: readonly ReportRow[], folded = section(rows)): string[][] {
  const [table] = all(parsed(folded.replace(/^.*\n/, '')), 'table')
  return table === undefined ? [] : cells(table)
}

describe('what state holds of each extract', () => {
  test('last refresh, newest landing, window used, not before; sorted by name', () => {
    const window = { start: time('06:00:00', YESTERDAY), end: time('06:00:00', TOMORROW) }
    const newest = { ...landing('fct_stock'), at: time('06:01:00') }
    expect(remembered([skipped('Stock', { newest, window }), skipped('Board')])).toEqual([
      ['Extract', 'New data upstream', 'Next refresh'],
      ['Board\nrefreshed 23 Nov 06:02', 'not known', 'not before 25 Nov 06:00'],
      [
        'Stock\nrefreshed 23 Nov 06:02\nwindow: 23 Nov 06:00 to 25 Nov 06:00',
        'today 06:01\nfct_stock',
        'not before 25 Nov 06:00',
      ],
    ])
  })

  test('the time of a source is explained, since its newest row is older', () => {
    const measured = { id: 'source.shop.pos.payments' as UniqueId, at: time('06:01:00') }
    const note = 'when new rows in a source were first noticed. The rows themselves may be older.'
    expect(section([skipped('Stock', { newest: measured })])).toContain(note)
    const built = { ...landing('fct_stock'), at: time('06:01:00') }
    expect(section([skipped('Stock', { newest: built })])).not.toContain(note)
  })

  test('what only discovery found is marked', () => {
    const found = { ...exposure('Marketing/Board', 'board'), origin: 'discovered' as const }
    const row = planRow({ name: 'Board', exposures: [found] }, newData('m'))
    expect(remembered([{ row, result: refreshed(60) }])[1]?.[0]).toBe(
      'Board\ndiscovered · refreshed today 06:03',
    )
  })

  test('extracts of one name are told apart by their projects', () => {
    const rows = ['Executive', 'Marketing'].map((project) => {
      const row = planRow({ name: 'KPIs', project }, newData('m'))
      const key = `workbook:${project}` as typeof row.extract.key
      return { row: { ...row, extract: { ...row.extract, key } }, result: refreshed(1) }
    })
    expect(
      remembered(rows)
        .slice(1)
        .map(([name]) => name?.split('\n')[0]),
    ).toEqual(['Executive/KPIs', 'Marketing/KPIs'])
    expect(readable(summaryMarkdown(report(rows)))).toContain(
      '**fct_orders** → ✅ Executive/KPIs, ✅ Marketing/KPIs',
    )
  })

  test('a window that is used up is shown with its end', () => {
    const known = { ...NOTHING, window: { start: time('06:00:00'), end: time('06:00:00', TOMORROW) } }
    const row = planRow({ name: 'Orders' }, newData('fct_orders'), {
      dueAt: time('06:00:00', TOMORROW),
      known,
    })
    expect(remembered([{ row, result: refreshed(60) }])[1]).toEqual([
      'Orders\nrefreshed today 06:03\nwindow: today 06:00 to 25 Nov 06:00',
      'not known',
      'not before 25 Nov 06:00',
    ])
    expect(remembered([{ row, result: null }])[1]?.at(-1)).toBe('with the next run')
  })

  test('a window that a permanent failure has used up says so', () => {
    const known = { ...NOTHING, window: { start: time('06:00:00'), end: time('12:00:00') } }
    const row = planRow({ name: 'Orders' }, newData('fct_orders'), { dueAt: time('12:00:00'), known })
    expect(remembered([{ row, result: failed() }])[1]?.[0]).toBe(
      'Orders\nnever refreshed by this action\nwindow: today 06:00 to today 12:00, used by the failed refresh',
    )
    const passing = failed({ class: 'unreachable' })
    expect(remembered([{ row, result: passing }])[1]?.[0]).toMatch(/to today 12:00$/)
  })

  test('a data source is marked among what is upstream', () => {
    const newest = { id: key('Orders', 'datasource'), at: time('06:01:00') }
    const row = planRow({ name: 'KPIs' }, newData('m'), {
      known: { ...NOTHING, newest },
      ...dataSources('Orders'),
    })
    expect(remembered([{ row, result: refreshed(60) }])[1]?.[1]).toBe(
      'today 06:01\nOrders (data source, refreshed then)',
    )
    const freshness = { newestDataAt: time('05:40:00'), promised: null, staleSince: null }
    const orders = planRow({ name: 'Orders', kind: 'datasource' }, newData('m'), {
      known: { ...NOTHING, freshness },
    })
    const both = [
      { row, result: refreshed(60) },
      { row: orders, result: refreshed(60) },
    ]
    expect(remembered(both).map(([, newestData]) => newestData)).toContain(
      'today 06:01\nOrders (data source, refreshed then; data from today 05:40)',
    )
  })

  test.each([
    ['used up its window', failed(), TOMORROW, 'not before 25 Nov 06:00'],
    ['may be retried at once', failed({ class: 'unreachable' }), null, 'with the next run'],
    ['only a person can fix', failed(), null, 'once fixed'],
    ['is still running', result('timed-out'), null, 'still running; the next run looks it up'],
    ['waits for its data source', result('blocked'), null, 'after Orders'],
  ])('not before, of a refresh that %s', (_, ended, due, shown) => {
    const decision = { ...newData('Orders'), after: [key('Orders', 'datasource')] } as Decision
    const row = planRow({ name: 'KPIs' }, decision, {
      dueAt: due === null ? null : time('06:00:00', due),
      ...dataSources('Orders'),
    })
    expect(remembered([{ row, result: ended }])[1]?.at(-1)).toBe(shown)
  })

  test('a refresh that was requested is looked up by the next run, which does not start it', () => {
    const times = { dueAt: time('06:00:00', TOMORROW) }
    const row = planRow({ name: 'Orders' }, newData('fct_orders'), times)
    expect(remembered([{ row, result: result('requested') }])[1]?.at(-1)).toBe(
      'still running; the next run looks it up',
    )
  })

  test.each([
    ['push', 'now, in a real run'],
    ['pull_request', 'with the next build after the merge'],
  ])('of a dry run after the event %s it says when the extract refreshes', (event, next) => {
    const given = report([{ row: planRow({ name: 'Orders' }, newData('fct_orders')), result: null }])
    const dry = {
      ...given,
      mode: { kind: 'dry', why: 'x', onProduction: false } as const,
      run: { ...given.run, event },
    }
    const tables = all(parsed(summaryMarkdown(dry)), 'table').map(cells)
    const state = tables.find(([titles]) => titles?.at(-1) === 'Next refresh')
    expect(state?.[1]?.at(-1)).toBe(next)
  })

  test('of what has no extract it says nothing about refreshes and data', () => {
    const row = planRow({ name: 'Tour' }, { kind: 'skip', reason: 'no-extract' })
    expect(remembered([{ row, result: null }])[1]).toEqual(['Tour', '–', '–'])
  })

  test('"not before" is explained where no table above shows it', () => {
    const decision: Decision = { kind: 'skip', reason: 'upstream-failed', problems: [] }
    const row = planRow({ name: 'Orders' }, decision, { dueAt: time('06:00:00', TOMORROW) })
    const note = 'Not before: the first run after that time refreshes it'
    const held = [{ row, result: null }]
    expect(remembered(held)[1]).toEqual([
      'Orders\nnever refreshed by this action',
      'not known',
      'not before 25 Nov 06:00, once fixed',
    ])
    expect(section(held)).toContain(note)
    const markdown = summaryMarkdown(report([...held, skipped('Board')]))
    expect(markdown.split(note)).toHaveLength(2)
    expect(section(held, markdown)).not.toContain(note)
  })

  test('a run without extracts has no section', () => {
    expect(section([])).toBe('')
  })

  test('of 10,000 extracts it shows 100, and the summary fits', () => {
    const rows = Array.from({ length: 10_000 }, (_, index) => skipped(`Extract ${index}`))
    const markdown = summaryMarkdown(report(rows))
    const folded = section(rows, markdown)
    expect(remembered(rows, folded)).toHaveLength(101)
    expect(folded).toContain('… and 9900 more.')
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(LARGEST_SUMMARY)
  })
})

describe('a hint about a node that regularly lands soon after the refresh', () => {
  test('names the node, the extracts, how often, and the setting to change in which exposure', () => {
    const rows = [
      skipped('Board', { lateNode: lateNode('dim_customers', 35) }, ['sales_board']),
      skipped('Stock', { lateNode: lateNode('dim_customers') }, ['stock_levels', 'sales_board']),
      skipped('Other'),
    ]
    const text = readable(section(rows))
    expect(text).toContain('State of the extracts, and what comes too late</summary>')
    expect(text).toContain(
      '- 💡 `dim_customers` landed too late for **Board, Stock**: after 3 of the last 5 refreshes, by up to 37 min, and then waits for the next window. In `build_after` of sales_board, stock_levels set `at` to a time after the run that it follows now and before the run that builds this node; `updates_on: all` then waits for both.\n',
    )
  })

  test('is absent if no node lands late', () => {
    expect(section([skipped('Board')])).toMatch(/^State of the extracts<\/summary>/)
    expect(section([skipped('Board')])).not.toContain('💡')
  })

  test('the number of hints is limited, those for most extracts first', () => {
    const rows = Array.from({ length: 60 }, (_, index) =>
      skipped(`e${index}`, { lateNode: lateNode(`node_${Math.floor(index / 2) === 20 ? 40 : index}`) }),
    )
    const text = section(rows)
    expect(text.match(/💡/g)).toHaveLength(30)
    expect(text).toContain('… and 29 more hints.')
    expect(text.indexOf('`node_40`')).toBeLessThan(text.indexOf('`node_0`'))
  })

  test('names the unresolved exposures, whose extracts have no row', () => {
    const unresolved = ['kpis', 'menu'].map((exposure) => ({
      exposure,
      reason: 'misconfigured' as const,
      message: 'wrong',
      candidates: [],
    }))
    const rows = [skipped('Board')]
    const told = (count: number): string =>
      section(rows, summaryMarkdown(report(rows, { unresolved: unresolved.slice(0, count) })))
    expect(told(0)).not.toContain('Not in this table')
    expect(told(1)).toContain('Not in this table, and not planned: what the unresolved exposure kpis shows.')
    expect(told(2)).toContain('planned: what the unresolved exposures kpis, menu show.')
  })

  test.each(HOSTILE.map((name) => [JSON.stringify(name).slice(0, 60), name]))(
    'hostile names stay text: %s',
    (_, name) => {
      const known = { lateNode: lateNode(name), newest: { ...landing(name), at: time('06:01:00') } }
      const tree = parsed(summaryMarkdown(report([skipped(name, known)])))
      expect(all(tree, 'html').filter(({ value }) => !CONSTANT_HTML.test(value))).toEqual([])
      expect(all(tree, 'image')).toEqual([])
      expect(all(tree, 'table').map(({ children }) => children.map((line) => line.children.length))).toEqual([
        [2, 2],
        [3, 3],
      ])
      const texts = all(tree, 'text').map(({ value }) => value)
      expect(texts.join('\n')).not.toMatch(/@\w|#\d|GH-\d|:\/\/|www\.|:\w+:/i)
      expect(all(tree, 'heading').map(({ depth }) => depth)).toEqual([2])
    },
  )
})
