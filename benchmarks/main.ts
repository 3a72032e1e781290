import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildNamedIn, measuredPages, nameOfBuild, presentBuild } from '../scripts/measured-dist.js'

/*
 * Runs all benchmarks, which write docs/benchmarks*.md and the table of docs/state.md; about half an hour, on a machine that
 * does nothing else. Usage: npm run benchmarks [-- NAME…] [-- --check]; with --check nothing is run, and every page must have
 * figures of the present dist/, as before a release.
 */

const ROOT = join(import.meta.dirname, '..')

/** The quick ones first. */
const BENCHMARKS = [
  'polling',
  'scaling',
  'site',
  'start',
  'memory',
  'state',
  'discovery',
  'manifest',
  'peers',
]

/** As on a GitHub runner. */
const NODE = '24'

function run(names: readonly string[]): number {
  if (process.versions.node.split('.', 1).join() !== NODE)
    throw new Error(`Run it with Node ${NODE}, first on the PATH: this is ${process.version}.`)
  const before = presentBuild(ROOT)
  console.log(`Measuring ${nameOfBuild(before)}`)
  const missed = names.filter((name) => {
    const began = performance.now()
    console.log(`\n=== ${name}`)
    const file = join(import.meta.dirname, name, 'main.ts')
    const { status } = spawnSync(process.execPath, ['--import', 'tsx', file], { cwd: ROOT, stdio: 'inherit' })
    console.log(
      `=== ${name} took ${((performance.now() - began) / 1000).toFixed(0)} s, exit code ${String(status)}`,
    )
    return status !== 0
  })
  if (presentBuild(ROOT).hash !== before.hash) missed.push('dist/ was rebuilt meanwhile')
  console.log(
    missed.length === 0 ? '\nAll promises are kept.' : `\nMissed a promise or failed: ${missed.join(', ')}`,
  )
  return missed.length === 0 ? 0 : 1
}

function check(): number {
  const present = presentBuild(ROOT)
  const stale = [...measuredPages(ROOT)].filter(([, text]) => buildNamedIn(text)?.hash !== present.hash)
  for (const [path] of stale)
    console.log(`${path} has no figures of ${nameOfBuild(present)}: run npm run benchmarks.`)
  return stale.length === 0 ? 0 : 1
}

const { values, positionals } = parseArgs({ options: { check: { type: 'boolean' } }, allowPositionals: true })
const unknown = positionals.filter((name) => !BENCHMARKS.includes(name))
if (unknown.length > 0)
  throw new Error(`There is no benchmark ${unknown.join(', ')}, only ${BENCHMARKS.join(', ')}.`)
process.exitCode = values.check === true ? check() : run(positionals.length === 0 ? BENCHMARKS : positionals)
