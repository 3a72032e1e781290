import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import { pathToFileURL } from 'node:url'

import prettier from 'prettier'

import { nameOfBuild, presentBuild } from '../../scripts/measured-dist.js'
import { systemClock } from '../../src/base/clock.js'
import { cacheKeyPrefix } from '../../src/state/cache/cache-key.js'
import { join } from '../../src/state/join.js'
import { serialise } from '../../src/state/state-file.js'
import { factsOfKind, type RefreshState } from '../../src/state/state.js'
import { scopesFor } from '../../simulators/actions-cache/scopes.js'
import { startActionsCache, type ActionsCacheServer } from '../../simulators/actions-cache/server.js'
import { CacheSimulator } from '../../simulators/actions-cache/simulator.js'
import { type JobTimes, memoryOf, playJob } from './job.js'
import { largeState, type Size } from './large-state.js'

/* How large state gets, and how long it takes to load, join and save it; the tables go into docs/state.md. */

const ROUNDS = [1, 2, 3, 4, 5, 6, 7]
const DAY = 24 * 3_600_000
const SIZES: readonly Size[] = [
  { extracts: 100, nodes: 1_000 },
  { extracts: 1_000, nodes: 5_000 },
  { extracts: 10_000, nodes: 20_000 },
]
const MATRIX: Size = { extracts: 5_000, nodes: 20_000 }
const SITES = ['acme', 'beta', 'gamma', 'delta', 'epsilon']
const PAGE = joinPath(import.meta.dirname, '../../docs/state.md')
const ROOT = joinPath(import.meta.dirname, '../..')

type Kind = 'dbt' | 'site'

interface Figures {
  readonly size: Size
  readonly bytes: Readonly<Record<Kind, number>>
  readonly packed: Readonly<Record<Kind, number>>
  /** Milliseconds, median of the rounds. */
  readonly times: JobTimes
}

async function measure(size: Size, now: number): Promise<Figures> {
  const earlier = largeState(size, now - DAY)
  const today = largeState(size, now)
  const simulator = new CacheSimulator()
  const server = await startActionsCache(simulator)
  try {
    enter(server)
    await playJob({ site: 'acme', isPatient: false }, earlier)
    const all = await inTurn(ROUNDS, (round) =>
      playJob({ site: 'acme', isPatient: false }, later(today, round)),
    )
    if (simulator.entries.length !== 2 * (ROUNDS.length + 1))
      throw new Error('A save needed more than one upload.')
    const of = (name: keyof JobTimes): number => median(all.map((times) => times[name]))
    return {
      size,
      bytes: bytesOf(join(earlier, today)),
      packed: packedIn(simulator),
      times: { load: of('load'), join: of('join'), save: of('save'), journal: of('journal') },
    }
  } finally {
    await server.close()
  }
}

/** A round needs something new of either kind, or nothing would be saved. */
function later(state: RefreshState, round: number): RefreshState {
  const nodes = [...state.nodes].map(
    ([key, facts]) => [key, { ...facts, okAt: (facts.okAt ?? 0) + round }] as const,
  )
  const reads = [...state.reads].map(
    ([key, { seenAt, ...rest }]) => [key, { seenAt: seenAt + round, ...rest }] as const,
  )
  return { ...state, nodes: new Map(nodes), reads: new Map(reads) }
}

function bytesOf(state: RefreshState): Figures['bytes'] {
  const of = (kind: Kind): number => Buffer.byteLength(serialise(factsOfKind(kind, state)))
  return { dbt: of('dbt'), site: of('site') }
}

function packedIn(simulator: CacheSimulator): Figures['packed'] {
  const ofDbt = cacheKeyPrefix({ of: 'dbt', stateScope: '' })
  const largest = (isOne: (key: string) => boolean): number =>
    Math.max(...simulator.entries.filter(({ key }) => isOne(key)).map(({ archive }) => archive?.length ?? 0))
  return {
    dbt: largest((key) => key.startsWith(ofDbt)),
    site: largest((key) => !key.startsWith(ofDbt)),
  }
}

interface MatrixFigures {
  readonly saves: number
  /** How many of them saved the entry of dbt. */
  readonly ofDbt: number
  /** The compressed size of all entries. */
  readonly packed: number
  readonly times: readonly JobTimes[]
  readonly lost: number
}

/** Five jobs that run after one build at the same time, each for another site, in its own process. */
async function measureMatrix(now: number): Promise<MatrixFigures> {
  const simulator = new CacheSimulator()
  const server = await startActionsCache(simulator)
  const ofDbt = cacheKeyPrefix({ of: 'dbt', stateScope: '' })
  try {
    const times = await Promise.all(SITES.map((site) => spawnJob(server, site, now)))
    const saved = simulator.entries.length
    const learnt = largeState(MATRIX, now)
    const lost = await inTurn(SITES, async (site) => {
      enter(server)
      const { journal } = await memoryOf({ site, isPatient: false })
      return learnt.nodes.size - journal.state.nodes.size + learnt.requests.size - journal.state.requests.size
    })
    return {
      saves: saved,
      ofDbt: simulator.entries.filter(({ key }) => key.startsWith(ofDbt)).length,
      packed: simulator.entries.reduce((sum, { archive }) => sum + (archive?.length ?? 0), 0),
      times,
      lost: lost.reduce((a, b) => a + b, 0),
    }
  } finally {
    await server.close()
  }
}

async function spawnJob(server: ActionsCacheServer, site: string, now: number): Promise<JobTimes> {
  const workspace = mkdtempSync(joinPath(tmpdir(), 'job-'))
  const loader = pathToFileURL(joinPath(ROOT, 'node_modules/tsx/dist/loader.mjs')).href
  const file = joinPath(import.meta.dirname, 'matrix-job.ts')
  const child = spawn(
    process.execPath,
    ['--import', loader, file, site, String(MATRIX.extracts), String(MATRIX.nodes), String(now)],
    {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        ...server.environment(SCOPES),
        GITHUB_WORKSPACE: workspace,
        RUNNER_TEMP: workspace,
      },
    },
  )
  let told = ''
  child.stdout.on('data', (chunk: Buffer) => (told += chunk.toString()))
  const code = await new Promise((resolve) => child.once('close', resolve))
  rmSync(workspace, { recursive: true, force: true })
  if (code !== 0) throw new Error(`The job of site ${site} ended with ${String(code)}.`)
  return JSON.parse(told) as JobTimes
}

const SCOPES = scopesFor({ event: 'schedule', ref: 'refs/heads/main', defaultBranch: 'main' })

function enter(server: ActionsCacheServer): void {
  Object.assign(process.env, server.environment(SCOPES))
}

/** The client logs every step to standard output, and no runner hides it here. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const write = process.stdout.write.bind(process.stdout)
  process.stdout.write = () => true
  try {
    return await work()
  } finally {
    process.stdout.write = write
  }
}

async function inTurn<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const done: R[] = []
  for (const one of all) done.push(await work(one))
  return done
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN
}

const whole = (value: number): string => Math.round(value).toLocaleString('en')
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 2 : 1)} MB`

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`

function tableOf(all: readonly Figures[]): string[] {
  const rows = all.map(
    ({ size, bytes, packed, times }) =>
      `| ${whole(size.extracts)} | ${whole(size.nodes)} | ${megabytes(bytes.dbt)} + ${megabytes(bytes.site)} | ${megabytes(packed.dbt)} + ${megabytes(packed.site)} | ${whole(times.load)} ms | ${whole(times.join)} ms | ${whole(times.save)} ms | ${whole(times.journal)} ms |`,
  )
  return [
    '| extracts | nodes | files (dbt + site) | in the cache | load | join | save | one fact to disk |',
    '| --: | --: | --: | --: | --: | --: | --: | --: |',
    ...rows,
  ]
}

function matrixSentence({ saves, ofDbt, packed, times, lost }: MatrixFigures): string {
  const longest = (name: keyof JobTimes): string => seconds(Math.max(...times.map((each) => each[name])))
  return `**Five sites × ${whole(MATRIX.extracts)} extracts** over ${whole(MATRIX.nodes)} nodes, five processes that load and save at the same moment: ${saves} saves, ${ofDbt} of them of what landed, ${megabytes(packed)} in the cache; the slowest job loads in ${longest('load')} and saves in ${longest('save')}, with all pauses. ${lost === 0 ? 'No node and no extract is missing afterwards.' : `${lost} nodes and extracts are missing afterwards.`}`
}

const ABOUT = `The source of ${nameOfBuild(presentBuild(ROOT))}, Node ${process.version}, ${cpus().length} cores, the real cache client against a simulated service on loopback; median of ${ROUNDS.length} runs, in which every node and every extract has news. A save is of both entries side by side: their looks and uploads, without the pause between them. \`npx tsx benchmarks/state/main.ts\` makes this section.`

async function writePage(lines: readonly string[]): Promise<void> {
  const page = readFileSync(PAGE, 'utf8')
  const [before = '', rest = ''] = page.split('<!-- size -->')
  const [, after = ''] = rest.split('<!-- /size -->')
  if (after === '') throw new Error(`${PAGE} has no place for the table: <!-- size --> and <!-- /size -->.`)
  const written = `${before}<!-- size -->\n\n${lines.join('\n')}\n\n<!-- /size -->${after}`
  const options = await prettier.resolveConfig(PAGE)
  writeFileSync(PAGE, await prettier.format(written, { ...options, parser: 'markdown' }))
}

async function main(): Promise<void> {
  const workspace = mkdtempSync(joinPath(tmpdir(), 'workspace-'))
  process.chdir(workspace)
  Object.assign(process.env, { GITHUB_WORKSPACE: workspace, RUNNER_TEMP: workspace })
  const now = systemClock.now()
  const all = await quietly(() => inTurn(SIZES, (size) => measure(size, now)))
  const matrix = await quietly(() => measureMatrix(now))
  process.chdir(ROOT)
  rmSync(workspace, { recursive: true, force: true })
  const lines = [...tableOf(all), '', matrixSentence(matrix), '', ABOUT]
  process.stdout.write(`${lines.join('\n')}\n`)
  await writePage(lines)
}

await main()
