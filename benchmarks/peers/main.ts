import { writeFileSync } from 'node:fs'
import { cpus, release, totalmem } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { nameOfBuild, presentBuild } from '../../scripts/measured-dist.js'
import { document, section } from './document.js'
import { oneWorkbook } from './one-workbook.js'
import { optionsOf } from './options.js'
import { ours } from './ours.js'
import { installed } from './packages.js'
import { asTool, PEERS } from './peers.js'
import type { Lineup, Table } from './scenario.js'
import type { Tool, ToolId } from './tools.js'
import { twentyWorkbooks } from './twenty-workbooks.js'
import { underFaults } from './under-faults.js'

/* Runs the peers and us against the same simulator. Usage: npx tsx benchmarks/peers/main.ts [--only a,b,c] [--tools …] [--quick] */

const COMMAND = 'npx tsx benchmarks/peers/main.ts'
const DOCUMENT = join(import.meta.dirname, '../../docs/benchmarks.md')
const ROOT = join(import.meta.dirname, '../..')
const SCENARIOS: Readonly<Record<'a' | 'b' | 'c', (lineup: Lineup) => Promise<Table>>> = {
  a: oneWorkbook,
  b: twentyWorkbooks,
  c: underFaults,
}

interface Gathered {
  readonly tools: readonly Tool[]
  readonly versions: readonly (readonly [string, string])[]
  readonly notRun: readonly string[]
}

async function gather(wanted: readonly ToolId[]): Promise<Gathered> {
  const tools: Tool[] = wanted.includes('ours') ? [ours] : []
  const versions: [string, string][] = wanted.includes('ours') ? [[ours.name, build]] : []
  const notRun: string[] = []
  for (const peer of PEERS.filter(({ id }) => wanted.includes(id))) {
    try {
      const environment = await installed(peer.id)
      tools.push(asTool(peer, environment))
      versions.push([peer.name, environment.versions.join(', ')])
    } catch (error) {
      notRun.push(`${peer.name}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return { tools, versions, notRun }
}

function machine(): string {
  const [processor] = cpus()
  const memory = Math.round(totalmem() / 1024 ** 3)
  return `${cpus().length} cores (${processor?.model.trim() ?? 'unknown'}), ${memory} GB, ${process.platform} ${release()}, Node ${process.version}`
}

const build = nameOfBuild(presentBuild(ROOT))
const options = optionsOf(process.argv.slice(2))
const { tools, versions, notRun } = await gather(options.tools)
for (const [name, version] of versions) console.log(`${name}: ${version}`)
for (const line of notRun) console.log(`Not run: ${line}`)

const delay = monitorEventLoopDelay({ resolution: 10 })
delay.enable()
const tables: Table[] = []
for (const part of options.only) {
  const table = await SCENARIOS[part]({ tools, quick: options.quick, atOnce: options['at-once'] })
  tables.push(table)
  console.log(`\n${section(table)}`)
}
const late = (delay.percentile(99) - 10e6) / 1e6
const hindrance = `Up to ${options['at-once']} measurements ran at the same time; 99 % of the time the simulator was at most ${Math.max(0, late).toFixed(0)} ms late.`
console.log(`\n${hindrance}`)

if (nameOfBuild(presentBuild(ROOT)) !== build) {
  console.log(
    'dist/ was rebuilt meanwhile: the figures of Active Exposures are of two programs, and none are written.',
  )
  process.exitCode = 1
} else if (options.whole) {
  const date = new Date().toISOString().slice(0, 10)
  const circumstances = {
    date,
    command: [COMMAND, ...process.argv.slice(2)].join(' '),
    machine: machine(),
    versions,
    notRun,
    hindrance,
  }
  writeFileSync(DOCUMENT, document(circumstances, tables))
} else {
  console.log('Only a part was run: docs/benchmarks.md stays as it is.')
}
