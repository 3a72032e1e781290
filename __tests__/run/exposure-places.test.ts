import { expect, test } from '@jest/globals'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { UniqueId } from '../../src/dbt/types.js'
import { withPlaces } from '../../src/run/exposure-places.js'

const exposure = (project: string, name: string) => ({
  id: `exposure.${project}.${name}` as UniqueId,
  name,
  path: 'models/exposures.yml',
})

test('of two exposures of one name, each has the place of its own project', async () => {
  const workspace = mkdtempSync(join(tmpdir(), 'places-'))
  const projects = ['shop', 'finance'].map((project) => {
    mkdirSync(join(workspace, project, 'models'), { recursive: true })
    writeFileSync(join(workspace, project, 'dbt_project.yml'), `name: ${project}\n`)
    writeFileSync(join(workspace, project, 'models/exposures.yml'), 'exposures:\n  - name: kpis\n')
    return { path: `${project}/target/manifest.json`, exposures: [exposure(project, 'kpis')] }
  })
  const one = { exposure: 'kpis', reason: 'not-found', message: 'x', candidates: [] } as const
  const [found] = await withPlaces(
    [{ ...one, uniqueId: exposure('finance', 'kpis').id }],
    projects,
    workspace,
  )
  expect(found?.place?.file).toBe('finance/models/exposures.yml')
})

test('the place of an unresolved exposure is its line in the workspace, also of a project in a subfolder', async () => {
  const workspace = mkdtempSync(join(tmpdir(), 'places-'))
  const models = join(workspace, 'shop', 'models')
  mkdirSync(models, { recursive: true })
  writeFileSync(join(workspace, 'shop', 'dbt_project.yml'), 'name: shop\n')
  writeFileSync(join(models, 'exposures.yml'), 'version: 2\nexposures:\n  - name: kpis\n  - name: menu\n')
  const projects = [
    {
      path: 'shop/target/manifest.json',
      exposures: ['menu', 'gone'].map((name) => exposure('shop', name)),
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
