import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { type ComparedManifest, readComparedManifest } from '../../../src/dbt/compare/compared-manifest.js'
import { stateModifiedPlus } from '../../../src/dbt/compare/modified.js'
import { engines } from '../../fixtures/engines.js'
import { install, type InstalledEngine } from '../../fixtures/install.js'
import { cacheFolder } from '../../fixtures/paths.js'
import { lastLines, run } from '../../fixtures/process.js'
import { layProject } from '../../fixtures/project.js'
import { changes, prepare, Project, type ProjectChange } from './changes.js'

/*
 * Proof that src/dbt/compare/modified.ts knows dbt's own rules: for each engine and each change, `dbt ls --select state:modified+`
 * lists the nodes that we find. Usage: npx tsx scripts/proof/modified/main.ts [engine …] [-- part of a change's name]
 */

const root = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '')
const split = process.argv.indexOf('--')
const wanted = process.argv.slice(2, split < 0 ? undefined : split)
const part = split < 0 ? '' : (process.argv[split + 1] ?? '')
const home = mkdtempSync(join(tmpdir(), 'modified-'))
let passed = 0
let failed = 0
try {
  mkdirSync(cacheFolder(), { recursive: true })
  for (const engine of engines.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    proveEngine(install(engine, cacheFolder()))
  }
} finally {
  rmSync(home, { recursive: true, force: true })
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

function proveEngine(engine: InstalledEngine): void {
  const production = join(home, engine.name)
  layProject(root, engine, production)
  prepare(new Project(production))
  dbt(engine, production, ['parse'])
  for (const change of changes.filter(({ name }) => name.includes(part))) prove(change, engine, production)
}

function prove(change: ProjectChange, engine: InstalledEngine, production: string): void {
  // The same folder for each, so that dbt parses only what a change touches; dbt lists by content, not by time.
  const branch = join(home, 'branch')
  rmSync(branch, { recursive: true, force: true })
  cpSync(production, branch, { recursive: true })
  change.apply(new Project(branch))
  const state = join(production, 'target')
  const select = ['--select', 'state:modified+', '--state', state]
  const listed = dbt(engine, branch, [
    '--quiet',
    'ls',
    ...select,
    '--output',
    'json',
    '--output-keys',
    'unique_id',
  ])
  const told = tellingFor(engine)
  const theirs = [...listed.matchAll(/"unique_id": ?"([^"]+)"/g)]
    .map(([, id]) => id ?? '')
    .sort()
    .filter(told)
  const ours = stateModifiedPlus(manifestIn(production), manifestIn(branch)).filter(told)
  const missing = theirs.filter((id) => !ours.some((other) => other === id))
  const surplus = ours.filter((id) => !theirs.includes(id))
  const holds = missing.length + surplus.length === 0
  if (holds) passed += 1
  else failed += 1
  console.log(`${holds ? 'ok     ' : 'FAILED '} ${engine.name}: ${change.name} (${theirs.length} nodes)`)
  if (!holds) console.log(JSON.stringify({ missing, surplus }, null, 2))
}

/**
 * v2.0.0-preview.196 always lists the semantic models with their metrics, even if nothing has changed, and no exposure
 * that depends on metrics alone. We follow Core there: a reviewer should see what changed, and everything that it reaches.
 */
function tellingFor({ name }: InstalledEngine): (id: string) => boolean {
  if (name !== 'v2') return () => true
  return (id) => !/^(semantic_model|metric)\./.test(id) && id !== 'exposure.acme.revenue_metrics'
}

function manifestIn(folder: string): ComparedManifest {
  const path = join(folder, 'target', 'manifest.json')
  return readComparedManifest(path, path)
}

function dbt(engine: InstalledEngine, folder: string, command: readonly string[]): string {
  const environment = {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    HOME: home,
    LANG: 'C.UTF-8',
    DBT_SEND_ANONYMOUS_USAGE_STATS: 'false',
    DO_NOT_TRACK: '1',
    ...engine.environment,
  }
  const { code, output } = run(engine.program, command, folder, environment)
  if (code !== 0)
    throw new Error(`${engine.name}: dbt ${command.join(' ')} ended with ${code}:\n${lastLines(output)}`)
  return output
}
