import { fork } from 'node:child_process'
import { performance } from 'node:perf_hooks'
import { startTableau, TableauSimulator } from '../../simulators/tableau/index.js'
import { systemClock } from '../../src/base/clock.js'
import { discover } from '../../src/exposures/discovery/discover.js'
import { createHttp, type Http } from '../../src/base/http.js'
import { withTableau } from '../../src/tableau/session.js'
import { modelsOf, siteOf, type Size } from './site.js'

/*
 * The cost of discovery on a large site: calls, seconds and memory. The simulated Tableau runs in a separate process, so
 * that only the action's memory is measured; the time of its answers is shown separately.
 */

const SIZE: Size = {
  workbooks: 10_000,
  datasources: 3_000,
  tables: 40_000,
  models: 3_000,
  queries: 2_500,
  unparsed: 1_200,
}

const ROLE = 'DISCOVERY_BENCHMARK_ROLE'

async function serve(): Promise<void> {
  const simulator = new TableauSimulator({ sites: [siteOf(SIZE)] })
  const { url } = await startTableau(simulator)
  const { tables, workbooks, datasources } = simulator.site('acme')
  process.send?.({
    url,
    made: { tables: tables.length, workbooks: workbooks.length, datasources: datasources.length },
  })
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

async function measure(url: string, built: number): Promise<void> {
  const manifest = { nodes: modelsOf(SIZE), adapterType: 'snowflake' }
  const all = [...manifest.nodes.keys()]
  // Spread over popular and unpopular models; a single one is of medium popularity.
  const step = Math.floor(SIZE.models / built)
  const searchFrom = all.filter((_, index) => index % step === Math.floor(step / 2)).slice(0, built)
  const before = process.memoryUsage().rss
  const cost: Cost = { calls: 0, waiting: 0 }
  const start = performance.now()
  const { discovery } = await withTableau(
    {
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
    },
    (tableau) => discover({ manifest, relationMap: [], searchFrom, isWanted: () => true, tableau }),
  )
  const seconds = (performance.now() - start) / 1000
  const { dashboards, datasources, lineages, incomplete } = discovery
  console.log(
    [
      `${built} built`,
      `${cost.calls} calls (sign-in and sign-out included)`,
      `${seconds.toFixed(1)} s, ${(cost.waiting / 1000).toFixed(1)} s of them waiting for answers`,
      `peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB, ${(before / 1024 / 1024).toFixed(0)} MB before`,
      `${dashboards.length} dashboards, ${datasources.length} data sources by themselves, ${new Set([...dashboards, ...datasources].flatMap(({ extracts }) => extracts)).size} extracts, ${lineages.length} contents looked at`,
      `${incomplete.length} gaps`,
    ].join('; '),
  )
}

/** Each measurement in its own process, because peak memory never falls. */
async function child(role: string): Promise<void> {
  const running = fork(import.meta.filename, {
    env: { ...process.env, [ROLE]: role },
    execArgv: process.execArgv,
  })
  await new Promise((resolve) => running.once('exit', resolve))
}

async function main(): Promise<void> {
  const server = fork(import.meta.filename, {
    env: { ...process.env, [ROLE]: 'server' },
    execArgv: process.execArgv,
  })
  const { url, made } = await new Promise<{ url: string; made: object }>((resolve) =>
    server.once('message', (message) => resolve(message as { url: string; made: object })),
  )
  console.log(
    `Site: ${JSON.stringify(made)}, ${SIZE.queries} custom SQL texts, ${SIZE.unparsed} of them not parsed by Tableau; project: ${SIZE.models} models.`,
  )
  for (const built of [200, 1]) await child(`${built} ${url}`)
  server.kill()
}

const role = process.env[ROLE] ?? ''
if (role === 'server') await serve()
else if (role === '') await main()
else await measure(role.split(' ')[1] ?? '', Number(role.split(' ')[0]))
