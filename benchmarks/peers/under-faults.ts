import { FAULTS, type Fault } from './faults.js'
import { mean, measure } from './measure.js'
import { pooled } from './pool.js'
import { number, type Lineup, type Table } from './scenario.js'
import { ADMIN, OWNER, type User } from './site.js'
import { Stand } from './stand.js'
import type { Tool } from './tools.js'
import { verdictOf } from './verdict.js'

const LIMIT = 150_000

interface Case {
  readonly fault: Fault
  readonly name: string
  readonly tool: Tool
  readonly user: User
}

/** One workbook with a refresh of 12 s, under each fault. */
export async function underFaults({ tools, atOnce }: Lineup): Promise<Table> {
  const cases = FAULTS.flatMap((fault) => tools.flatMap((tool) => casesOf(fault, tool)))
  return {
    title: 'Faults',
    text: 'One workbook, 12 s. "Right" is explained below the table.',
    columns: ['Fault', 'Tool', 'What happens', 'Right', 'Exit', 'Own jobs', 'Calls', 'Wall seconds', 'Lag'],
    rows: await pooled(
      cases.map((one) => () => play(one)),
      atOnce,
    ),
    notes: FAULTS.map(({ name, happens, expects }) => `**${name}**: ${happens} ${RIGHT[expects]}`),
  }
}

const RIGHT: Readonly<Record<Fault['expects'], string>> = {
  fresh:
    'Right: ends with success once a refresh that began after the data landed has succeeded, with at most one job of its own.',
  'told-no-extract': 'Right: no job, and the tool says so or fails rather than claim a refresh.',
  deferred:
    'Right: ends within its time, without failing, and says that the refresh is left to the next run.',
}

function casesOf(fault: Fault, tool: Tool): Case[] {
  if (tool.id !== 'ours') {
    return fault.onlyOurs === true ? [] : [{ fault, name: tool.name, tool, user: ADMIN }]
  }
  const usual = { fault, name: tool.name, tool, user: ADMIN }
  return fault.name.startsWith('409') || fault.name.startsWith('500 after')
    ? [usual, { fault, name: `${tool.name}, no jobs list`, tool, user: OWNER }]
    : [usual]
}

async function play({ fault, name, tool, user }: Case): Promise<string[]> {
  const stand = await Stand.open(fault.shape, user)
  const over = new AbortController()
  try {
    await fault.prepare(stand)
    const { timeoutMinutes } = fault
    const order = { workbooks: [0], limit: LIMIT, ...(timeoutMinutes !== undefined && { timeoutMinutes }) }
    const beside = fault.meanwhile?.(stand, over.signal)
    const measured = await measure(tool, stand, order)
    over.abort()
    await beside
    const { words, right } = verdictOf(measured, fault.expects, user.name)
    const untouched = fault.name === 'foreign sign-in' && tool.signIn !== 'token'
    return [
      fault.name,
      name,
      untouched ? `not touched: signs in by ${tool.signIn}` : words,
      right ? 'yes' : 'no',
      String(measured.exitCode ?? 'killed'),
      String(measured.jobs.filter(({ requestedBy }) => requestedBy === user.name).length),
      String(measured.calls.length),
      number(measured.wallSeconds),
      number(mean(measured.lags)),
    ]
  } finally {
    over.abort()
    await stand.close()
  }
}
