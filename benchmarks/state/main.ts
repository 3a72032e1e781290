import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import { performance } from 'node:perf_hooks'

import prettier from 'prettier'

import { systemClock } from '../../src/clock.js'
import { actionsCacheStore } from '../../src/state/actions-cache.js'
import { Journal } from '../../src/state/journal.js'
import { join } from '../../src/state/merge.js'
import { serialise } from '../../src/state/serialise.js'
import { EMPTY_STATE, type RefreshState } from '../../src/state/state.js'
import type { StateStore } from '../../src/state/store.js'
import { scopesFor } from '../../simulators/actions-cache/scopes.js'
import { startActionsCache, type ActionsCacheServer } from '../../simulators/actions-cache/server.js'
import { CacheSimulator } from '../../simulators/actions-cache/simulator.js'
import { largeState, type Size } from './large-state.js'

/* How large state gets, and how long it takes to load, join and save it; the table goes into docs/state.md. */

const ROUNDS = 7
const SIZES: readonly Size[] = [
  { extracts: 100, nodes: 1_000 },
  { extracts: 1_000, nodes: 5_000 },
  { extracts: 10_000, nodes: 20_000 },
]
const PAGE = joinPath(import.meta.dirname, '../../docs/state.md')

interface Figures {
  readonly size: Size
  readonly bytes: number
  readonly packed: number
  /** Milliseconds, median of the rounds. */
  readonly times: {
    readonly load: number
    readonly join: number
    readonly save: number
    readonly journal: number
  }
}

async function measure(size: Size, now: number): Promise<Figures> {
  const earlier = largeState(size, now - 24 * 3_600_000)
  const today = largeState(size, now)
  const simulator = new CacheSimulator()
  const server = await startActionsCache(simulator)
  const folder = mkdtempSync(joinPath(tmpdir(), 'state-'))
  try {
    await saved(storeOf(server), earlier)
    const rounds = await inTurn(ROUNDS, (round) => oneRound({ server, folder, round, today }))
    if (simulator.entries.length !== ROUNDS + 1) throw new Error('A save needed more than one upload.')
    const packed = Math.max(...simulator.entries.map(({ archive }) => archive?.length ?? 0))
    const of = (name: keyof Figures['times']): number => median(rounds.map((times) => times[name]))
    return {
      size,
      bytes: Buffer.byteLength(serialise(join(earlier, today))),
      packed,
      times: { load: of('load'), join: of('join'), save: of('save'), journal: of('journal') },
    }
  } finally {
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Round {
  readonly server: ActionsCacheServer
  readonly folder: string
  readonly round: number
  readonly today: RefreshState
}

/** Each round as a run of its own: load, learn of all nodes and extracts, note one request, save. */
async function oneRound({ server, folder, round, today }: Round): Promise<Figures['times']> {
  const store = storeOf(server)
  const load = await timed(() => store.load())
  if (!load.result.found) throw new Error(`Nothing was found: ${String(load.result.problem)}`)
  const joined = await timed(() => join(load.result.state, later(today, round)))
  const journal = new Journal(joinPath(folder, String(round)), joined.result)
  const noted = await timed(() => journal.update({ ...EMPTY_STATE, requests: firstOf(today) }))
  const save = await timed(() => saved(store, journal.state))
  return { load: load.took, join: joined.took, save: save.took, journal: noted.took }
}

/** A round has to know something new, or nothing would be saved. */
function later(state: RefreshState, round: number): RefreshState {
  const nodes = [...state.nodes].map(
    ([key, facts]) => [key, { ...facts, okAt: (facts.okAt ?? 0) + round }] as const,
  )
  return { ...state, nodes: new Map(nodes) }
}

function firstOf({ requests }: RefreshState): RefreshState['requests'] {
  return new Map([...requests].slice(0, 1))
}

async function saved(store: StateStore, state: RefreshState): Promise<void> {
  const { saved: isSaved, problem } = await store.save(state)
  if (!isSaved || problem !== null) throw new Error(problem ?? 'Nothing was saved.')
}

/** Without the pause before the second look, which is two to four times what the rest of a save takes. */
function storeOf(server: ActionsCacheServer): StateStore {
  Object.assign(
    process.env,
    server.environment(scopesFor({ event: 'schedule', ref: 'refs/heads/main', defaultBranch: 'main' })),
  )
  return actionsCacheStore({
    entry: { of: 'site', server: 'https://10ax.online.tableau.com', site: 'acme', stateScope: '' },
    environment: {
      runId: '1',
      runAttempt: '1',
      workspace: process.cwd(),
      cacheMode: '',
      random: Math.random,
    },
    clock: {
      now: () => systemClock.now(),
      sleep: (duration, signal) => systemClock.sleep(signal === undefined ? 0 : duration, signal),
    },
  })
}

/** The client tells every step on standard output, where no runner hides it. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const write = process.stdout.write.bind(process.stdout)
  process.stdout.write = () => true
  try {
    return await work()
  } finally {
    process.stdout.write = write
  }
}

async function timed<T>(work: () => T | Promise<T>): Promise<{ result: T; took: number }> {
  const started = performance.now()
  const result = await work()
  return { result, took: performance.now() - started }
}

async function inTurn<T>(count: number, work: (index: number) => Promise<T>): Promise<T[]> {
  const done: T[] = []
  for (let index = 1; index <= count; index += 1) done.push(await work(index))
  return done
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN
}

const whole = (value: number): string => Math.round(value).toLocaleString('en')
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 2 : 1)} MB`

function tableOf(all: readonly Figures[]): string {
  const rows = all.map(
    ({ size, bytes, packed, times }) =>
      `| ${whole(size.extracts)} | ${whole(size.nodes)} | ${megabytes(bytes)} | ${megabytes(packed)} | ${whole(times.load)} ms | ${whole(times.join)} ms | ${whole(times.save)} ms | ${whole(times.journal)} ms |`,
  )
  return [
    '| extracts | nodes | file | in the cache | load | join | save | one fact to disk |',
    '| --: | --: | --: | --: | --: | --: | --: | --: |',
    ...rows,
    '',
    `Node ${process.version}, ${cpus().length} cores, the real cache client against a simulated service on loopback; median of ${ROUNDS} runs, in which every node and every extract has news. A save is its two looks and the upload, without the pause between them. \`npx tsx benchmarks/state/main.ts\` makes this table.`,
  ].join('\n')
}

async function writeTable(table: string): Promise<void> {
  const page = readFileSync(PAGE, 'utf8')
  const [before = '', rest = ''] = page.split('<!-- size -->')
  const [, after = ''] = rest.split('<!-- /size -->')
  if (after === '') throw new Error(`${PAGE} has no place for the table: <!-- size --> and <!-- /size -->.`)
  const written = `${before}<!-- size -->\n\n${table}\n\n<!-- /size -->${after}`
  const options = await prettier.resolveConfig(PAGE)
  writeFileSync(PAGE, await prettier.format(written, { ...options, parser: 'markdown' }))
}

async function main(): Promise<void> {
  const workspace = mkdtempSync(joinPath(tmpdir(), 'workspace-'))
  process.chdir(workspace)
  Object.assign(process.env, { GITHUB_WORKSPACE: workspace, RUNNER_TEMP: workspace })
  const now = systemClock.now()
  const all: Figures[] = []
  for (const size of SIZES) all.push(await quietly(() => measure(size, now)))
  rmSync(workspace, { recursive: true, force: true })
  const table = tableOf(all)
  process.stdout.write(`${table}\n`)
  await writeTable(table)
}

await main()
