import { expect, test } from '@jest/globals'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withPlaces } from '../../src/run/exposure-places.js'

test('the place of an unresolved exposure is its line in the workspace, also of a project in a subfolder', async () => {
  const workspace = mkdtempSync(join(tmpdir(), 'places-'))
  const models = join(workspace, 'shop', 'models')
  mkdirSync(models, { recursive: true })
  writeFileSync(join(workspace, 'shop', 'dbt_project.yml'), 'name: shop\n')
  writeFileSync(join(models, 'exposures.yml'), 'version: 2\nexposures:\n  - name: kpis\n  - name: menu\n')
  const projects = [
    {
      path: 'shop/target/manifest.json',
      exposures: ['menu', 'gone'].map((name) => ({ name, path: 'models/exposures.yml' })),
    },
  ]
  const one = { reason: 'not-found', message: 'x', candidates: [] } as const
  const unresolved = ['menu', 'gone', 'other'].map((exposure) => ({ ...one, exposure }))
  expect(await withPlaces(unresolved, projects, workspace)).toEqual([
    { ...one, exposure: 'menu', place: { file: 'shop/models/exposures.yml', line: 4 } },
    { ...one, exposure: 'gone' },
    { ...one, exposure: 'other' },
  ])
})
