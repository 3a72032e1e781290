import { type ChildProcess, fork } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { nameOfBuild, presentBuild } from '../../scripts/measured-dist.js'
import { startTableau, TableauSimulator } from '../../simulators/tableau/index.js'
import { systemClock } from '../../src/base/clock.js'
import { discover } from '../../src/exposures/discovery/discover.js'
import { exposuresFile } from '../../src/exposures/file/exposures-file.js'
import { createHttp, type Http } from '../../src/base/http.js'
import { withTableau } from '../../src/tableau/session.js'
import { modelsOf, siteOf, type Size } from './site.js'

/*
 * The cost of discovery on a large site: calls, seconds and memory; writes docs/benchmarks-discovery.md, unless
 * `--quick` asks for a small site. The simulated Tableau runs in a separate process, so
 * that only the action's memory is measured; the time of its answers is shown separately.
 */

const ROOT = join(import.meta.dirname, '../..')
/** Only shows that it runs, on a site of a fiftieth, and writes nothing. */
const IS_QUICK = process.argv.includes('--quick')
const SCALE = IS_QUICK ? 50 : 1

const SIZE: Size = {
  workbooks: 10_000 / SCALE,
  datasources: 3_000 / SCALE,
  tables: 40_000 / SCALE,
  models: 3_000 / SCALE,
  queries: 2_500 / SCALE,
  unparsed: 1_200 / SCALE,
}

const ROLE = 'DISCOVERY_BENCHMARK_ROLE'

async function serve(): Promise<void> {
  const simulator = new TableauSimulator({ sites: [siteOf(SIZE)] })
  const { url } = await startTableau(simulator)
  process.send?.({ url, tables: simulator.site('acme').tables.length } satisfies Served)
}

interface Cost {
  calls: number
  waiting: number
}

function counted(http: Http, cost: Cost): Http {
  return async (request) => {
    const start = performance.now()
    const answer = await http(request)
    cost.calls += 1
    cost.waiting += performance.now() - start
    return answer
  }
}

interface Measured {
  readonly calls: number
  readonly seconds: number
  /** Of these, waiting for the simulator. */
  readonly waiting: number
  readonly peak: number
  readonly before: number
  readonly found: string
}

/** What a run searches for: the readers of the models that it built, or of all. */
interface Case {
  readonly title: string
  readonly models: number
  readonly writesFile: boolean
}

const CASES: readonly Case[] = [
  { title: '1 model built', models: 1, writesFile: false },
  { title: '200 models built', models: 200 / SCALE, writesFile: false },
  { title: 'with `exposures-file`: all 3,000 models', models: SIZE.models, writesFile: true },
]

async function measure(url: string, { models, writesFile }: Case): Promise<Measured> {
  const manifest = { nodes: modelsOf(SIZE), adapterType: 'snowflake', projectName: 'shop' }
  const all = [...manifest.nodes.keys()]
  // Spread over popular and unpopular models; a single one is of medium popularity.
  const step = Math.floor(SIZE.models / models)
  const searchFrom = all.filter((_, index) => index % step === Math.floor(step / 2)).slice(0, models)
  const before = process.memoryUsage().rss / 1024 ** 2
  const cost: Cost = { calls: 0, waiting: 0 }
  const start = performance.now()
  const { discovery } = await withTableau(sessionAt(url, cost), (tableau) =>
    discover({ manifest, relationMap: [], searchFrom, isWanted: () => true, tableau }),
  )
  const { dashboards, datasources, incomplete } = discovery
  const extracts = new Set([...dashboards, ...datasources].flatMap((each) => each.extracts)).size
  const found = `${count(dashboards.length, 'dashboard')} and ${count(datasources.length, 'data source')} on ${count(extracts, 'extract')}`
  const file = writesFile
    ? exposuresFile({ text: null, displayPath: 'models/tableau.yml', discovery, manifest, exposures: [] })
    : null
  if (incomplete.length > 0) throw new Error(`The answer has ${incomplete.length} gaps.`)
  return {
    ...cost,
    seconds: (performance.now() - start) / 1000,
    peak: process.resourceUsage().maxRSS / 1024,
    before,
    found: file === null ? found : `${found}; ${count(file.luids.size, 'exposure')} written`,
  }
}

function sessionAt(url: string, cost: Cost): Parameters<typeof withTableau>[0] {
  return {
    server: url,
    site: 'acme',
    credentials: { kind: 'token', name: 'ci', secret: 's3cret' },
    http: counted(createHttp(), cost),
    clock: systemClock,
    random: Math.random,
    signal: new AbortController().signal,
    mask: () => undefined,
    log: () => undefined,
    warn: () => undefined,
  }
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`
}

/** A process of its own for each measurement, because peak memory never falls. Its first message is what it has to tell. */
async function inProcess(role: string): Promise<{ readonly told: unknown; readonly process: ChildProcess }> {
  const running = fork(import.meta.filename, process.argv.slice(2), {
    env: { ...process.env, [ROLE]: role },
    execArgv: process.execArgv,
  })
  const told = await new Promise((resolve, reject) => {
    running.once('message', resolve)
    running.once('exit', () => reject(new Error(`The process for ${role} ended without a word.`)))
  })
  return { told, process: running }
}

interface Served {
  readonly url: string
  readonly tables: number
}

function page(rows: ReadonlyMap<Case, Measured>, { tables }: Served): string {
  const whole = (value: number): string => Math.round(value).toLocaleString('en')
  const lines = [...rows].map(
    ([{ title }, { calls, seconds, waiting, peak, before, found }]) =>
      `| ${[title, whole(calls), `${seconds.toFixed(1)} s`, `${(waiting / 1000).toFixed(1)} s`, `${whole(peak)} MB (${whole(before)} MB before)`, found].join(' | ')} |`,
  )
  return `# Discovery on a large site

Made by \`npx tsx benchmarks/discovery/main.ts\` from the source of ${nameOfBuild(presentBuild(ROOT))} on Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? ''}.
The simulated Tableau has ${whole(SIZE.workbooks)} workbooks, ${whole(SIZE.datasources)} published data sources and ${whole(tables)} tables, with ${whole(SIZE.queries)} custom SQL texts of which Tableau
could not parse ${whole(SIZE.unparsed)}; the project has ${whole(SIZE.models)} models. Calls include sign-in and sign-out. Nearly all of the time is spent waiting for the
simulator, which computes the lineage in one thread; memory is that of the process with \`tsx\`, without the simulator.

| search | calls | time | of it waiting | peak memory | found |
| --- | --: | --: | --: | --- | --- |
${lines.join('\n')}

What is asked for, and when: [discovery](discovery.md#what-tableau-is-asked).
`
}

async function main(): Promise<void> {
  const server = await inProcess('server')
  const served = server.told as Served
  const rows = new Map<Case, Measured>()
  for (const [index, one] of CASES.entries()) {
    const { told } = await inProcess(`${index} ${served.url}`)
    rows.set(one, told as Measured)
  }
  server.process.kill()
  const text = page(rows, served)
  console.log(text)
  if (!IS_QUICK) writeFileSync(join(ROOT, 'docs/benchmarks-discovery.md'), text)
}

const [role = '', url = ''] = (process.env[ROLE] ?? '').split(' ')
const measured = CASES[Number(role)]
if (role === '') await main()
else if (role === 'server') await serve()
else if (measured !== undefined) process.send?.(await measure(url, measured))
