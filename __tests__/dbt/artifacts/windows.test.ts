import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { readDbtProject } from '../../../src/dbt/artifacts/artifacts.js'
import { changedByFiles } from '../../../src/dbt/compare/changed-files.js'
import { readComparedManifest } from '../../../src/dbt/compare/compared-manifest.js'
import { modifiedSince } from '../../../src/dbt/compare/modified.js'
import { type Engine, ENGINES, unpack } from '../../support/artifacts.js'

/* Artifacts as dbt writes them on Windows, with `\` in paths, and as tools there store them: with CRLF and a byte order mark. */

const PATHS = ['path', 'original_file_path', 'patch_path', 'build_path', 'compiled_path']

/** Only the path changes, not the slashes before it: `acme://models\_marts.yml`. */
const onWindows = (path: string): string => path.replaceAll(/(?<!:\/?)\/(?!\/)/g, '\\')

function writtenOnWindows(engine: Engine): string {
  const folder = unpack(engine, 'build-ok')
  for (const name of readdirSync(join(folder, 'target'))) {
    if (!name.endsWith('.json')) continue
    const path = join(folder, 'target', name)
    const json = JSON.parse(readFileSync(path, 'utf8'), (key, value: unknown) =>
      PATHS.includes(key) && typeof value === 'string' ? onWindows(value) : value,
    ) as unknown
    writeFileSync(path, `\uFEFF${JSON.stringify(json, null, 2).replaceAll('\n', '\r\n')}`)
  }
  return folder
}

describe.each(ENGINES)('artifacts of %s from Windows', (engine) => {
  const [linux, windows] = [unpack(engine, 'build-ok'), writtenOnWindows(engine)]
  const manifestIn = (folder: string) =>
    readComparedManifest(join(folder, 'target/manifest.json'), 'target/manifest.json')

  test('give the same as those from Linux', async () => {
    expect(readFileSync(join(windows, 'target/manifest.json'), 'utf8')).toContain(
      String.raw`"models\\exposures.yml"`,
    )
    expect(await readDbtProject(['target'], windows)).toEqual(await readDbtProject(['target'], linux))
  })

  test('show no changes compared with those from Linux', () => {
    expect(modifiedSince(manifestIn(linux), manifestIn(windows)).changes).toEqual([])
  })

  test('match the files that GitHub lists with /', () => {
    const files = { changed: ['shop/models/marts/fct_orders.sql', 'shop/models/exposures.yml'], gone: [] }
    const mapped = changedByFiles(manifestIn(windows), files, 'shop')
    expect(mapped).toEqual(changedByFiles(manifestIn(linux), files, 'shop'))
    expect(mapped.changes.map(({ id }) => id)).toContain('model.acme.fct_orders')
  })
})
