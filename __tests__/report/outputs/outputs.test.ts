import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { describe, expect, test } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'

import { rowsJsonSchema } from '../../../scripts/json-schemas.js'
import {
  outputsOf,
  writePlanFile,
  writeSummaryFile,
  ROWS_VERSION,
} from '../../../src/report/outputs/outputs.js'
import { summaryMarkdown } from '../../../src/report/summary/summary.js'
import { doneLine } from '../../../src/report/log/lines.js'
import { toRows } from '../../../src/report/outputs/rows.js'
import type { UniqueId } from '../../../src/dbt/types.js'
import { message } from '../../../src/messages/message.js'
import type { Report, ReportRow } from '../../../src/report/report.js'
import type { Row } from '../../../src/report/outputs/rows-schema.js'
import { canMount, mountDisk, unmount } from '../../support/disks.js'
import { HOSTILE } from '../hostile.js'
import { exposure, failed, job, newData, planRow, report, SERVER, staleMorning } from '../stories.js'
import { runs } from '../../support/runs.js'

// The schema has patterns for instants; ajv needs another package for its formats.
const schema: object = JSON.parse(rowsJsonSchema()) as object
const valid = new Ajv2020({ validateFormats: false }).compile(schema)

const FILES = { plan: 'plan.json', summary: 'summary.md' }

function rowsOf(story: Report): Row[] {
  return JSON.parse(outputsOf(story, FILES).rows) as Row[]
}

describe('the outputs of the morning on which the CFO dashboard is stale', () => {
  const outputs = outputsOf(staleMorning(), {
    plan: '/tmp/plan.json',
    summary: '/tmp/summary.md',
  })

  test('have the counts and the paths of plan file and summary file', () => {
    expect(outputs).toMatchObject({
      refreshed: '2',
      skipped: '1',
      held: '1',
      failed: '1',
      'earlier-failed': '0',
      'rows-version': ROWS_VERSION,
      'rows-truncated': 'false',
      'plan-file': '/tmp/plan.json',
      'summary-file': '/tmp/summary.md',
    })
  })

  test('count no extract twice, and the same as the log', () => {
    const { refreshed, skipped, held, failed } = outputs
    expect(doneLine(staleMorning())).toContain(
      `REFRESHED=${refreshed} SKIP=${skipped} ERROR=${failed} HELD=${held} `,
    )
  })

  test('count the refreshes of earlier runs that failed since, as the log does', () => {
    const { extract } = planRow({ name: 'Menu' }, newData('m'))
    const failedSince = [
      { id: 'AE-EARLIER-REQUEST-FAILED', extracts: [extract], cause: 'x', next: 'y', remedy: 'z' } as const,
    ]
    const story = { ...staleMorning(), failedSince }
    expect(outputsOf(story, FILES)).toMatchObject({ failed: '1', 'earlier-failed': '1' })
    expect(doneLine(story)).toMatch(/ EARLIER-FAILED=1$/)
  })

  test('list failed rows first, then unresolved exposures, then the others', () => {
    expect(rowsOf(staleMorning()).map(({ reason, outcome }) => [reason, outcome])).toEqual([
      ['new-data', 'failed'],
      ['not-found', null],
      ['upstream-failed', null],
      ['new-data', 'refreshed'],
      ['new-data', 'refreshed'],
      ['build-after', null],
    ])
  })

  test('have every field of a row', () => {
    expect(rowsOf(staleMorning())[0]).toEqual({
      extract: {
        kind: 'workbook',
        luid: 'luid-Cash flow',
        name: 'Cash flow',
        project: 'Finance/Board',
        url: `${SERVER}/#/site/acme/workbooks/9`,
      },
      exposures: ['cfo_weekly'],
      discovered: false,
      owners: [],
      decision: 'refresh',
      reason: 'new-data',
      failingSince: null,
      recoveredFrom: null,
      messageId: 'AE-FAILED-CREDENTIALS',
      outcome: 'failed',
      message:
        'the embedded credentials were refused. Let the owner of the connection enter its credentials again in Tableau (Edit Connection) and embed them; unlock or renew the account in the database first if it is locked or expired. To refresh it at once after that, run the manual workflow (https://github.com/active-exposures/active-exposures/blob/main/docs/manual-refresh.md) with select: cfo_weekly and force; otherwise the next run does.',
      lastRefreshedAt: '2026-11-23T06:02:30.000Z',
      dueAt: null,
      newestDataAt: null,
      staleSince: null,
      staleCause: null,
      seconds: 73,
      jobId: 'job-2',
    })
  })

  test('mark what only discovery found', () => {
    const found = { ...exposure('Marketing/Board', 'board'), origin: 'discovered' as const }
    const rows = [[found], [found, exposure('kpis')], [exposure('kpis')]].map((exposures, index) => ({
      row: planRow({ name: `Board ${index}`, exposures }, newData('m')),
      result: null,
    }))
    expect(rowsOf(report(rows)).map(({ discovered }) => discovered)).toEqual([true, false, false])
  })

  test('name the owners of their exposures; only the plan file has their addresses', () => {
    const story = staleMorning()
    const owned = [
      {
        id: 'exposure.shop.cfo_weekly' as UniqueId,
        name: 'cfo_weekly',
        owners: ['Finance', 'cfo@example.com'],
      },
      {
        id: 'exposure.shop.old_forecast' as UniqueId,
        name: 'old_forecast',
        owners: ['bi@example.com', 'b@example.com'],
      },
    ]
    const rows = toRows({ ...story, owned })
    expect(rows.slice(0, 2).map(({ owners }) => owners)).toEqual([
      [{ name: 'Finance', emails: ['cfo@example.com'] }],
      [{ name: null, emails: ['bi@example.com', 'b@example.com'] }],
    ])
    const output = outputsOf({ ...story, owned }, { plan: null, summary: null })
    expect(JSON.stringify(output)).not.toContain('@example.com')
    expect(JSON.stringify(output)).toContain('Finance')
    expect(valid(rows)).toBe(true)
  })

  test('name the owner that Tableau shows for a discovered exposure, and each owner once', () => {
    const both = ['one', 'two'].map((name) => ({
      ...exposure(name),
      origin: 'discovered' as const,
      owner: 'Ana',
    }))
    const [first] = toRows(
      report([{ row: planRow({ name: 'KPIs', exposures: both }, newData('a')), result: null }]),
    )
    expect(first?.owners).toEqual([{ name: 'Ana', emails: [] }])
  })

  test('follow the schema', () => {
    expect(valid(rowsOf(staleMorning()))).toBe(true)
  })
})

test('a row that waits has the id of its job', () => {
  const wait = { kind: 'wait', reason: 'in-flight', request: job('job-9'), requestedAt: 0 } as const
  expect(rowsOf(report([{ row: planRow({ name: 'x' }, wait), result: null }]))[0]?.jobId).toBe('job-9')
})

test('the schema rejects a row with an unknown word or an invalid instant', () => {
  const [row] = rowsOf(staleMorning())
  expect(valid([{ ...row, decision: 'maybe' }])).toBe(false)
  expect(valid([{ ...row, dueAt: 'tomorrow' }])).toBe(false)
  expect(valid([{ ...row, more: 1 }])).toBe(false)
})

test('a link to another server is left out', () => {
  const evil = { row: planRow({ name: 'x', url: 'javascript:alert(1)' }, newData('a')), result: failed() }
  expect(rowsOf(report([evil]))[0]?.extract?.url).toBeNull()
})

const big = (count: number, text: string): ReportRow[] =>
  Array.from({ length: count }, (_, index) => ({
    row: planRow({ name: `${index}${text}`, project: text, exposures: [exposure(text)] }, newData(text)),
    result: index % 2 === 0 ? failed({ text }) : null,
  }))

test('of 10,000 rows the worst fit into 100 kB, and rows-truncated is true', () => {
  const outputs = outputsOf(report(big(10_000, 'é😀"\\'.repeat(20))), FILES)
  expect(Buffer.byteLength(outputs.rows)).toBeLessThanOrEqual(100_000)
  expect(outputs['rows-truncated']).toBe('true')
  const outcomes = (JSON.parse(outputs.rows) as Row[]).map(({ outcome }) => outcome)
  expect(outcomes.length).toBeGreaterThan(50)
  expect(new Set(outcomes)).toEqual(new Set(['failed']))
})

test('a row that is too large by itself does not hide the others', () => {
  const many = Array.from({ length: 5000 }, (_, index) => exposure(`a_long_exposure_name_${index}`))
  const giant = { row: planRow({ name: 'giant', exposures: many }, newData('a')), result: failed() }
  const outputs = outputsOf(report([giant, ...big(2, 'x')]), FILES)
  expect((JSON.parse(outputs.rows) as Row[]).map(({ extract }) => extract?.name)).toEqual(['0x', '1x'])
  expect(outputs['rows-truncated']).toBe('true')
})

test('with any names, the output is one line of JSON that follows the schema', () => {
  const name = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...HOSTILE))
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 50 }), name, (count, text) => {
      const { rows } = outputsOf(report(big(count, text)), FILES)
      expect(rows).not.toMatch(/[\r\n]/)
      expect(Buffer.byteLength(rows)).toBeLessThanOrEqual(100_000)
      expect(valid(JSON.parse(rows))).toBe(true)
    }),
    { numRuns: runs(20) },
  )
})

test('the plan file holds every row', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'plan-'))
  try {
    const path = await writePlanFile(join(folder, 'deep'), report(big(2000, 'x'.repeat(100))))
    const rows = JSON.parse(await readFile(path, 'utf8')) as Row[]
    expect(rows).toHaveLength(2000)
    expect(valid(rows)).toBe(true)
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('the summary file holds every row, also if the summary of GitHub leaves some out, and is otherwise the same', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'summary-'))
  const textOf = async (story: Report): Promise<string> =>
    readFile(await writeSummaryFile(join(folder, 'deep'), story), 'utf8')
  try {
    const distinct = Array.from({ length: 400 }, (_, index) => ({
      row: planRow({ name: `Board ${index}` }, newData(`m${index}`)),
      result: failed({ text: `why ${index}` }),
    }))
    const whole = await textOf(report(distinct))
    expect(whole).toContain('Board 399')
    expect(summaryMarkdown(report(distinct))).not.toContain('Board 399')
    expect(await textOf(staleMorning())).toBe(`${summaryMarkdown(staleMorning())}\n`)
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('the error that stopped the run is told by its id and in words; other runs have none', () => {
  const error = message('AE-INPUT-INVALID', { input: 'fail-on', expected: 'never', given: 'nver' })
  const outputs = outputsOf({ ...report([]), error }, FILES)
  expect(outputs['message-id']).toBe('AE-INPUT-INVALID')
  expect(outputs.message).toBe(error.message)
  expect(outputsOf(report([]), FILES)).toMatchObject({ 'message-id': '', message: '' })
})

test('files that could not be written have an empty output', () => {
  expect(outputsOf(report([]), { plan: null, summary: null })).toMatchObject({
    'plan-file': '',
    'summary-file': '',
  })
})

test('the schema has an id and a version', () => {
  expect(schema).toMatchObject({
    $id: expect.stringMatching(/^https:\/\/.*\/v0\/docs\/rows\.schema\.json$/),
    $comment: expect.stringMatching(/^Version \d+\.\d+$/),
  })
})

/** Skipped if no disk can be mounted. */
const onSmallDisk = canMount ? test : test.skip

onSmallDisk('of a plan file that finds no room on its disk no part is left', async () => {
  const folder = mountDisk('64k')
  try {
    await expect(writePlanFile(folder, report(big(2000, 'x'.repeat(100))))).rejects.toThrow('ENOSPC')
    expect(await readdir(folder)).toEqual([])
  } finally {
    unmount(folder)
  }
})
