import { drawDurations, seeded, type Durations } from './draws.js'
import { mean, measure, type Measured } from './measure.js'
import { live } from './ours.js'
import { pooled } from './pool.js'
import { number, type Lineup, type Table } from './scenario.js'
import { ADMIN, OWNER, type User } from './site.js'
import { Stand } from './stand.js'
import type { Tool } from './tools.js'

const SEED = 20_260_820
const DRAWS = 6
const LIMIT = 180_000

/** A tool in one measured situation. */
interface Row {
  readonly name: string
  readonly tool: Tool
  readonly user: User
  readonly history: boolean
}

export function variants(tool: Tool): Row[] {
  if (tool.id !== 'ours') return [{ name: tool.name, tool, user: ADMIN, history: false }]
  return [
    { name: `${tool.name}, first run`, tool, user: ADMIN, history: false },
    { name: `${tool.name}, with history`, tool, user: ADMIN, history: true },
    { name: `${tool.name}, first run, no jobs list`, tool, user: OWNER, history: false },
    { name: `${tool.name}, with history, no jobs list`, tool, user: OWNER, history: true },
  ]
}

/** One workbook by LUID (tabcmd: by name, it knows no LUID), jobs of 5 to 20 s. */
export async function oneWorkbook({ tools, quick, atOnce }: Lineup): Promise<Table> {
  const random = seeded(SEED)
  const draws = Array.from({ length: quick ? 1 : DRAWS }, () => drawDurations(random, 5, 20))
  const rows = tools.flatMap(variants)
  const tasks = rows.flatMap((row) => draws.map((draw) => () => once(row, draw)))
  const measured = await pooled(tasks, atOnce)
  const seconds = draws.map((draw) => draw.seconds.toFixed(1)).join(', ')
  return {
    title: 'One workbook',
    text: `Refreshes of ${seconds} s, drawn between 5 and 20 s; each tool gets the same. Means over all of them.`,
    columns: [
      'Tool',
      'Calls',
      'Seconds from job end to knowing',
      'Most',
      'Wall seconds',
      'Wall beyond the job',
    ],
    rows: rows.map((row, index) =>
      line(row, measured.slice(index * draws.length, (index + 1) * draws.length)),
    ),
    notes: callsOf(rows, measured, draws.length),
  }
}

async function once({ tool, user, history }: Row, draw: Durations): Promise<Measured> {
  const stand = await Stand.open({ seconds: [draw.seconds] }, user)
  try {
    if (history)
      await live(
        stand,
        draw.history.map((seconds) => [seconds]),
      )
    stand.setSeconds(0, draw.seconds)
    return await measure(tool, stand, { workbooks: [0], limit: LIMIT })
  } finally {
    await stand.close()
  }
}

function line({ name }: Row, all: readonly Measured[]): string[] {
  const lags = all.flatMap(({ lags }) => lags)
  const failed = all.filter(({ exitCode }) => exitCode !== 0).length
  return [
    failed > 0 ? `${name} (${failed} of ${all.length} failed)` : name,
    number(mean(all.map(({ calls }) => calls.length))),
    number(mean(lags)),
    number(Math.max(...lags)),
    number(mean(all.map(({ wallSeconds }) => wallSeconds))),
    number(mean(all.map((one) => one.wallSeconds - jobSeconds(one)))),
  ]
}

function jobSeconds({ jobs }: Measured): number {
  const [job] = jobs
  return ((job?.endedAt ?? NaN) - (job?.startedAt ?? NaN)) / 1000
}

/** The calls of the first draw, by kind. */
function callsOf(rows: readonly Row[], measured: readonly Measured[], draws: number): string[] {
  return rows.map(({ name }, index) => {
    const routes = (measured[index * draws]?.calls ?? []).map(({ route, status }) =>
      status < 400 ? (route ?? '?') : `${route ?? '?'} (${status})`,
    )
    return `Calls of ${name}, first of these: ${counted(routes).join(', ')}.`
  })
}

/** `query-job ×8` for runs of the same. */
function counted(names: readonly string[]): string[] {
  const runs: { name: string; times: number }[] = []
  for (const name of names) {
    const last = runs.at(-1)
    if (last?.name === name) last.times += 1
    else runs.push({ name, times: 1 })
  }
  return runs.map(({ name, times }) => (times > 1 ? `${name} ×${times}` : name))
}
