import { expect, test } from '@jest/globals'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { UniqueId } from '../../src/dbt/types.js'
import { nodeFiles } from '../../src/run/node-files.js'
import { manifestOf } from '../support/dbt.js'

function workspaceWith(...files: string[]): string {
  const workspace = mkdtempSync(join(tmpdir(), 'files-'))
  for (const file of files) {
    mkdirSync(dirname(join(workspace, file)), { recursive: true })
    writeFileSync(join(workspace, file), '')
  }
  return workspace
}

const MANIFEST = manifestOf({
  'model.shop.orders': { path: 'models\\orders.sql' },
  'test.shop.plausible': { path: 'tests/plausible.sql', reads: ['model.shop.orders'] },
  'test.shop.gone': { path: 'tests/gone.sql', reads: ['model.shop.orders'] },
  'test.shop.outside': { path: '../../elsewhere.sql', reads: ['model.shop.orders'] },
  'model.utils.dates': { path: 'models/dates.sql' },
  'model.shop.unknown': { path: '' },
})

test.each([
  ['model.shop.orders', { path: 'dbt/shop/models/orders.sql', exists: true }],
  ['test.shop.plausible', { path: 'dbt/shop/tests/plausible.sql', exists: true }],
  ['test.shop.gone', { path: 'dbt/shop/tests/gone.sql', exists: false }],
  ['model.utils.dates', null],
  ['model.shop.unknown', null],
])('%s of a project in a subfolder', async (id, expected) => {
  const workspace = workspaceWith(
    'dbt/shop/dbt_project.yml',
    'dbt/shop/models/orders.sql',
    'dbt/shop/models/dates.sql',
    'dbt/shop/tests/plausible.sql',
  )
  const manifest = { ...MANIFEST, path: 'dbt/shop/target/manifest.json' }
  const node = manifest.nodes.get(id as UniqueId)
  const fileOf = await nodeFiles([{ manifest }], workspace)
  expect(node === undefined ? undefined : fileOf(node)).toEqual(expected)
})

test('a file outside the workspace is not named', async () => {
  const node = MANIFEST.nodes.get('test.shop.outside' as UniqueId)
  const fileOf = await nodeFiles([{ manifest: MANIFEST }], workspaceWith('dbt_project.yml'))
  expect(node === undefined ? undefined : fileOf(node)).toBeNull()
})
