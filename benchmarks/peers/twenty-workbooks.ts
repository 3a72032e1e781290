import { seeded, SPREAD, HISTORY_RUNS } from './draws.js'
import { mean, measure, type Measured } from './measure.js'
import { live } from './ours.js'
import { variants } from './one-workbook.js'
import { pooled } from './pool.js'
import { number, type Lineup, type Table } from './scenario.js'
import { Stand } from './stand.js'
import type { Order } from './tools.js'

const SEED = 20_260_821
const COUNT = 20
const SECONDS = 12
/** The number of workbooks measured for a tool that works one after another. */
const SAMPLE = 3
const LIMIT = 240_000

type Row = ReturnType<typeof variants>[number]

interface Outcome {
  readonly calls: number
  readonly wallSeconds: number
  readonly lags: readonly number[]
  readonly failed: boolean
}

/** Twenty workbooks of 12 s each. */
export async function twentyWorkbooks({ tools, quick, atOnce }: Lineup): Promise<Table> {
  const rows = tools.flatMap(variants)
  const sample = quick ? 1 : SAMPLE
  const tasks = rows.map((row) => () => (row.tool.many === 'together' ? together(row) : sampled(row, sample)))
  const outcomes = await pooled(tasks, atOnce)
  return {
    title: 'Twenty workbooks',
    text:
      `${COUNT} workbooks, each refresh takes ${SECONDS} s, and the site runs all at once. ` +
      `A tool that takes one workbook after another is measured with ${sample} and extrapolated to ${COUNT} (marked ≈).`,
    columns: ['Tool', 'Calls', 'Wall seconds', 'Mean seconds from job end to knowing', 'Most'],
    rows: rows.map(({ name, tool }, index) => line(name, tool.many, outcomes[index])),
    notes: [
      'One process per workbook: TSC script, tabcmd and Airflow; in one session, one after another: dagster-tableau.',
      'Processes beside each other would take less time for the same calls; but with one token each sign-in ends the session before, so only Airflow, which signs in by password, could do so.',
    ],
  }
}

async function together(row: Row): Promise<Outcome> {
  const random = seeded(SEED)
  const stand = await Stand.open({ seconds: Array.from({ length: COUNT }, () => SECONDS) }, row.user)
  try {
    const near = (): number[] =>
      Array.from({ length: COUNT }, () => SECONDS * (1 + (random() * 2 - 1) * SPREAD))
    if (row.history) await live(stand, Array.from({ length: HISTORY_RUNS }, near))
    for (let index = 0; index < COUNT; index += 1) stand.setSeconds(index, SECONDS)
    return outcomeOf([await measure(row.tool, stand, order(COUNT))])
  } finally {
    await stand.close()
  }
}

async function sampled({ tool, user }: Row, sample: number): Promise<Outcome> {
  const stand = await Stand.open({ seconds: Array.from({ length: sample }, () => SECONDS) }, user)
  try {
    if (tool.many === 'sequence') return extrapolated(await measure(tool, stand, order(sample)), sample)
    const runs: Measured[] = []
    for (let index = 0; index < sample; index += 1) {
      stand.simulator.record.calls.length = 0
      runs.push(await measure(tool, stand, { workbooks: [index], limit: LIMIT }))
    }
    const { calls, wallSeconds, ...rest } = outcomeOf(runs)
    return { ...rest, calls: (calls * COUNT) / sample, wallSeconds: (wallSeconds * COUNT) / sample }
  } finally {
    await stand.close()
  }
}

function order(count: number): Order {
  return { workbooks: Array.from({ length: count }, (_, index) => index), limit: LIMIT }
}

function outcomeOf(runs: readonly Measured[]): Outcome {
  const sum = (of: (run: Measured) => number): number => runs.reduce((total, run) => total + of(run), 0)
  return {
    calls: sum(({ calls }) => calls.length),
    wallSeconds: sum((run) => run.wallSeconds),
    lags: runs.flatMap(({ lags }) => lags),
    failed: runs.some(({ exitCode }) => exitCode !== 0),
  }
}

const ONCE_A_SESSION = new Set(['server-info', 'sign-in', 'sign-out'])

/** A session's own calls and the start of its process are counted once; the rest grows with the workbooks. */
function extrapolated(run: Measured, sample: number): Outcome {
  const once = run.calls.filter(({ route }) => ONCE_A_SESSION.has(route ?? '')).length
  const starts = (run.calls.find(({ route }) => route === 'sign-in')?.at ?? run.endedAt) - startOf(run)
  const outcome = outcomeOf([run])
  const grows = COUNT / sample
  return {
    ...outcome,
    calls: once + (run.calls.length - once) * grows,
    wallSeconds: starts / 1000 + (run.wallSeconds - starts / 1000) * grows,
  }
}

function startOf({ endedAt, wallSeconds }: Measured): number {
  return endedAt - wallSeconds * 1000
}

function line(name: string, many: Row['tool']['many'], outcome: Outcome | undefined): string[] {
  if (outcome === undefined) return [name]
  const mark = many === 'together' ? '' : '≈ '
  return [
    outcome.failed ? `${name} (failed)` : name,
    `${mark}${Math.round(outcome.calls)}`,
    `${mark}${number(outcome.wallSeconds)}`,
    number(mean(outcome.lags)),
    number(Math.max(...outcome.lags)),
  ]
}
