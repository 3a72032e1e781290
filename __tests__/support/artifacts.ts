import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

const ARTIFACTS = join(import.meta.dirname, '../fixtures/artifacts')

export const ENGINES = ['core-1.8', 'core-1.10', 'core-1.12', 'v2'] as const
export type Engine = (typeof ENGINES)[number]

/** A new folder with a scenario's artifacts as dbt left them in `target/`; those of earlier commands are in `target/before/`. */
export function unpack(engine: Engine, scenario: string): string {
  const root = mkdtempSync(join(tmpdir(), 'artifacts-'))
  cpSync(join(ARTIFACTS, engine, scenario), join(root, 'target'), { recursive: true })
  for (const path of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.gz')) continue
    writeFileSync(join(root, path.slice(0, -3)), gunzipSync(readFileSync(join(root, path))))
    rmSync(join(root, path))
  }
  return root
}

/** A new folder with the given artifacts in `target/`. */
export function artifactsFolder(files: Readonly<Record<string, unknown>>): string {
  const root = mkdtempSync(join(tmpdir(), 'artifacts-'))
  mkdirSync(join(root, 'target'))
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(root, 'target', name), typeof content === 'string' ? content : JSON.stringify(content))
  }
  return root
}
