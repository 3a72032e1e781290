import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'

import { Stryker } from '@stryker-mutator/core'
import { format, resolveConfig } from 'prettier'

import { type Mutant, mutationPage } from './page.js'
import { ROOMS, type Room } from './rooms.js'
import { EQUIVALENT } from './equivalent.js'

/*
 * Changes the sources of each room (rooms.ts) in many small ways, and counts which changes the unit tests of that room notice.
 * Usage: npm run mutation [-- src/plan/window.ts …] [-- --concurrency 2] [-- --fresh]
 * Without files it runs all rooms and writes docs/mutation.md. Fails if a change survives that equivalent.ts does not explain.
 * Results are kept in build/, so that the next run tries only what a change of sources or tests may have altered; --fresh tries all.
 */

const ROOT = join(import.meta.dirname, '../..')
const PAGE = join(ROOT, 'docs/mutation.md')

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { concurrency: { type: 'string', default: '1' }, fresh: { type: 'boolean', default: false } },
})

process.env['PROPERTIES_FACTOR'] ??= '0.1'
process.env['TSX_TSCONFIG_PATH'] = join(import.meta.dirname, 'tsconfig.json')
const mutants: Mutant[] = []
for (const room of ROOMS) mutants.push(...(await mutantsIn(room)))

const page = mutationPage(mutants, EQUIVALENT, {
  date: new Date().toISOString().slice(0, 10),
  commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: ROOT, encoding: 'utf8' }).trim(),
  stryker: versionOf('@stryker-mutator/core'),
})
console.log(page.table)
for (const problem of page.problems) console.error(problem)
if (page.problems.length > 0) process.exitCode = 1
if (positionals.length === 0)
  writeFileSync(PAGE, await format(page.text, { ...(await resolveConfig(PAGE)), filepath: PAGE }))

async function mutantsIn({ folder, files, tests }: Room): Promise<Mutant[]> {
  const sources = files.map((file) => `src/${folder}/${file}.ts`)
  const mutate = positionals.length === 0 ? sources : sources.filter((file) => positionals.includes(file))
  if (mutate.length === 0) return []
  const results = await new Stryker({
    mutate,
    testRunner: 'mocha',
    plugins: ['@stryker-mutator/mocha-runner'],
    mochaOptions: { spec: tests.map((test) => `__tests__/${folder}/${test}`) },
    testRunnerNodeArgs: ['--import', 'tsx', '--import', './__tests__/support/properties.ts'],
    coverageAnalysis: 'perTest',
    // A change of what is evaluated on import needs a new process of its own.
    ignoreStatic: true,
    concurrency: Number(values.concurrency),
    timeoutMS: 30_000,
    dryRunTimeoutMinutes: 60,
    timeoutFactor: 3,
    ignorePatterns: ['**', '!src/**', '!__tests__/**', '!simulators/**', '!*.json'],
    incremental: true,
    incrementalFile: `build/mutation-${folder}.json`,
    force: values.fresh,
    tempDirName: 'build/mutation',
    disableTypeChecks: false,
    reporters: ['progress-append-only'],
    allowConsoleColors: false,
  }).runMutationTest()
  return results.map(toMutant)
}

type MutantResult = Awaited<ReturnType<Stryker['runMutationTest']>>[number]

/** With the text that it changes; lines and columns count from 1. */
function toMutant({ fileName, location: { start, end }, replacement, status }: MutantResult): Mutant {
  const lines = readFileSync(fileName, 'utf8').split('\n')
  const changed = lines.slice(start.line - 1, end.line)
  changed[changed.length - 1] = (changed.at(-1) ?? '').slice(0, end.column - 1)
  changed[0] = (changed[0] ?? '').slice(start.column - 1)
  return {
    file: relative(ROOT, fileName),
    line: start.line,
    code: (lines[start.line - 1] ?? '').trim(),
    was: oneLine(changed.join('\n')),
    becomes: oneLine(replacement),
    status,
  }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function versionOf(name: string): string {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8')) as {
    version: string
  }
  return version
}
