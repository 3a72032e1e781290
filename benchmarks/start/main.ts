import { cpSync, mkdtempSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { nameOfBuild, presentBuild } from '../../scripts/measured-dist.js'
import { bareAction, emptyScript } from './bare.js'
import { cpuSeconds, median, type Start } from './cpu.js'
import { workspace } from './workspace.js'

/*
 * CPU seconds of the whole process for runs that have nothing to do, compared with what every action needs: Node itself, and
 * importing @actions/core. CPU seconds instead of wall time, because load on the machine changes them less. Writes
 * docs/benchmarks-start.md.
 */

const ROOT = join(import.meta.dirname, '../..')
const ROUNDS = 15

interface Case extends Start {
  readonly name: string
  /** What it is compared with, and the most times as much it may cost. */
  readonly promise?: { readonly times: number; readonly of: string }
}

/** As a runner has it: no checkout around it, whose node_modules Node would search. */
const DIST = mkdtempSync(join(tmpdir(), 'dist-'))
cpSync(join(ROOT, 'dist'), DIST, { recursive: true })

const NODE = 'an empty script'
const CORE = 'a script that imports `@actions/core`'

const CASES: readonly Case[] = [
  { name: NODE, entry: emptyScript() },
  { name: CORE, entry: await bareAction() },
  {
    name: 'main, no exposure with a Tableau address',
    entry: join(DIST, 'index.js'),
    promise: { times: 1.3, of: CORE },
  },
  {
    name: 'main, switched off',
    entry: join(DIST, 'index.js'),
    environment: { DBT_ACTIVE_EXPOSURES: 'false', GITHUB_REF: 'refs/heads/feature' },
    promise: { times: 1.1, of: CORE },
  },
  {
    name: 'post step, nothing to save',
    entry: join(DIST, 'post.js'),
    promise: { times: 1.2, of: NODE },
  },
]

function measured(): ReadonlyMap<string, number> {
  const cwd = workspace()
  const seconds = new Map<string, number[]>(CASES.map(({ name }) => [name, []]))
  // The first round fills the file cache. The cases alternate, so that other load affects all of them.
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const { name, ...start } of CASES) {
      const used = cpuSeconds(start, cwd)
      if (round > 0) seconds.get(name)?.push(used)
    }
  }
  return new Map([...seconds].map(([name, values]) => [name, median(values)]))
}

function page(seconds: ReadonlyMap<string, number>): string {
  const of = (name: string): number => seconds.get(name) ?? NaN
  const rows = CASES.map(({ name, promise }) => {
    const times = promise === undefined ? NaN : of(name) / of(promise.of)
    const kept = promise === undefined ? '' : times <= promise.times ? 'yes' : '**no**'
    const shown = [of(NODE), of(CORE)].map((base) => (of(name) / base).toFixed(2))
    const most = promise === undefined ? '' : `${promise.times} × ${promise.of}`
    return `| ${[name, `${(of(name) * 1000).toFixed(0)} ms`, ...shown, most, kept].join(' | ')} |`
  })
  return `# Start

Made by \`npx tsx benchmarks/start/main.ts\` with ${nameOfBuild(presentBuild(ROOT))} on Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? ''},
${(totalmem() / 1024 ** 3).toFixed(0)} GB: CPU time (user and system) of the whole process, with a warm file cache, median of ${ROUNDS} runs, all
cases in turn. Other load on the machine affects all lines, so compare the ratios rather than the times.

| run | CPU time | × ${NODE} | × ${CORE} | at most | kept |
| --- | --: | --: | --: | --- | --- |
${rows.join('\n')}

The script is bundled by esbuild, as this action is, but like any other action: \`@actions/core\` brings an HTTP client along.
`
}

const text = page(measured())
writeFileSync(join(ROOT, 'docs/benchmarks-start.md'), text)
console.log(text)
