import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

import { parse } from 'yaml'

import { readDbtProject } from '../../src/dbt/artifacts/artifacts.js'
import type { Manifest } from '../../src/dbt/manifest.js'
import { exposuresFile } from '../../src/exposures/file/exposures-file.js'
import { liftBlock } from '../fixtures/adapt-yaml.js'
import { type Engine, engines } from '../fixtures/engines.js'
import { sourceFiles } from '../fixtures/example-hash.js'
import { type InstalledEngine, install } from '../fixtures/install.js'
import { cacheFolder, repositoryPaths } from '../fixtures/paths.js'
import { lastLines, run } from '../fixtures/process.js'
import { discoveryFor } from './content.js'

/*
 * Proof that every dbt reads the exposures-file: writes one for the example, with names and descriptions that are hard to
 * write, lets `dbt parse` of each engine read it, and looks at the manifest. Usage: npx tsx scripts/exposures-file/main.ts
 */

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')
const FILE = 'models/tableau.yml'

interface Exposure {
  readonly name: string
  readonly label: string
  readonly description?: string
  readonly url: string
  readonly depends_on: readonly string[]
  readonly config: { readonly meta: object }
}

let failed = 0
for (const engine of engines) {
  const problems = await check(install(engine, cacheFolder()))
  if (problems.length > 0) failed += 1
  console.log(
    problems.length === 0
      ? `ok      dbt ${engine.version}`
      : `FAILED  dbt ${engine.version}\n${problems.join('\n')}`,
  )
}
console.log(`${engines.length - failed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

async function check(engine: InstalledEngine): Promise<string[]> {
  const project = mkdtempSync(path.join(tmpdir(), 'exposures-file-'))
  try {
    layExample(engine, project)
    parseWith(engine, project)
    const before = await readManifest(project)
    const { text } = exposuresFile({
      text: null,
      displayPath: FILE,
      discovery: discoveryFor(before),
      manifest: before,
      exposures: before.exposures.map(({ name }) => ({ name, references: [] })),
    })
    writeFileSync(path.join(project, FILE), text)
    const output = parseWith(engine, project)
    return [...aboutTheFile(output), ...(await differences(text, project))]
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  } finally {
    rmSync(project, { recursive: true, force: true })
  }
}

function layExample(engine: Engine, project: string): void {
  const { example, overlays } = repositoryPaths(root)
  const folders = engine.overlay === undefined ? [example] : [example, path.join(overlays, engine.overlay)]
  for (const folder of folders) {
    for (const file of sourceFiles(folder)) {
      const to = path.join(project, file)
      mkdirSync(path.dirname(to), { recursive: true })
      cpSync(path.join(folder, file), to)
      if (!file.endsWith('.yml')) continue
      writeFileSync(to, (engine.lift ?? []).reduce(liftBlock, readFileSync(to, 'utf8')))
    }
  }
}

function parseWith(engine: InstalledEngine, project: string): string {
  const { code, output } = run(engine.program, ['parse'], project, {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    HOME: project,
    LANG: 'C.UTF-8',
    DBT_SEND_ANONYMOUS_USAGE_STATS: 'false',
    DO_NOT_TRACK: '1',
    ...engine.environment,
  })
  if (code !== 0) throw new Error(`dbt parse ended with ${code}:\n${lastLines(output)}`)
  return output
}

async function readManifest(project: string): Promise<Manifest> {
  const { builds } = await readDbtProject(['target'], project)
  const [build] = builds
  if (build === undefined) throw new Error('dbt parse wrote no manifest.json')
  return build.manifest
}

/** Every dbt names the file in its warnings. */
function aboutTheFile(output: string): string[] {
  return output.split('\n').filter((line) => line.includes(FILE))
}

/** Compares the file with what dbt read from it, exposure by exposure. */
async function differences(text: string, project: string): Promise<string[]> {
  const written = (parse(text) as { exposures: Exposure[] }).exposures
  const raw = JSON.parse(readFileSync(path.join(project, 'target/manifest.json'), 'utf8')) as {
    exposures: Record<string, { label: string; description: string; url: string }>
  }
  const known = new Map((await readManifest(project)).exposures.map((exposure) => [exposure.name, exposure]))
  return written.flatMap(({ name, label, description = '', url, depends_on, config }) => {
    const exposure = known.get(name)
    const told = raw.exposures[`exposure.acme.${name}`]
    if (exposure === undefined || told === undefined) return [`${name} is not in the manifest`]
    const checks: Readonly<Record<string, boolean>> = {
      label: told.label === label,
      // dbt removes spaces at the end of each rendered text.
      description: told.description.trim() === description.trim(),
      url: told.url === url,
      depends_on: exposure.dependsOn.length === depends_on.length,
      meta: JSON.stringify(exposure.meta) === JSON.stringify(config.meta),
    }
    return Object.entries(checks).flatMap(([key, holds]) =>
      holds ? [] : [`${name}: ${key} arrived otherwise: ${JSON.stringify(told).slice(0, 400)}`],
    )
  })
}
