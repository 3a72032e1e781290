import { join } from 'node:path'

import { describe, expect, test } from '@jest/globals'
import type { GitHub } from '../../src/github/client.js'
import { type ComparedManifest, readComparedManifest } from '../../src/dbt/compare/compared-manifest.js'
import { NOTHING_UNKNOWN } from '../../src/impact/impact.js'
import { impactOf } from '../../src/impact/reach.js'
import type { KnownExposure } from '../../src/dbt/compare/changed-files.js'
import type { DbtExposure } from '../../src/dbt/manifest.js'
import type { UniqueId } from '../../src/dbt/types.js'
import { type ChangesFound, type ChangesInput, changesOf } from '../../src/impact/changes.js'
import { artifactsFolder } from '../support/artifacts.js'
import { rawManifest } from '../support/dbt.js'

/** A pull request that changes this file. */
function pullRequestWith(filename: string): Pick<GitHub, 'owner' | 'repo' | 'read'> {
  return {
    owner: 'acme',
    repo: 'shop',
    read: (schema) => Promise.resolve(schema.parse([{ filename, status: 'modified' }])),
  }
}

const file = 'models/exposures.yml'

function changesOfPullRequest(saved: ChangesInput['saved'], changed = file): Promise<ChangesFound> {
  const exposure = { name: 'kpis', package_name: 'shop', original_file_path: file }
  const manifest = rawManifest({ 'model.shop.orders': {} }, { exposures: { 'exposure.shop.kpis': exposure } })
  return changesOf({
    workspace: artifactsFolder({ 'manifest.json': manifest }),
    manifests: ['target/manifest.json'],
    baseManifest: [],
    pullNumber: 7,
    github: pullRequestWith(changed) as GitHub,
    saved,
  })
}

test('without a base manifest, a changed YAML file may have lost an exposure, and the caveat says that this cannot be seen', async () => {
  expect(await changesOfPullRequest(null)).toMatchObject({
    caveats: [
      "Whether 1 exposure in models/exposures.yml changed, and which others were deleted, is not known without base-manifest. Set base-manifest to production's manifest to see what differs.",
    ],
  })
})

describe("without a base manifest, production's newest run tells which exposures are removed:", () => {
  const saved = (name: string, path = file): KnownExposure => ({ id: `exposure.${name}` as UniqueId, path })
  const removed = async (...known: KnownExposure[]): Promise<string[]> => {
    const found = await changesOfPullRequest(known)
    const changes = 'projects' in found ? found.projects.flatMap((project) => project.changes) : []
    return changes.flatMap(({ id, how }) => (how === 'removed' ? [id] : []))
  }

  test.each<[string, KnownExposure, string[]]>([
    ['one that its changed file no longer has', saved('shop.menu'), ['exposure.shop.menu']],
    ['of a file that Windows wrote', saved('shop.menu', 'models\\exposures.yml'), ['exposure.shop.menu']],
    ['not one that the file still has', saved('shop.kpis'), []],
    ['not one of a file that the pull request leaves alone', saved('shop.menu', 'models/other.yml'), []],
    ['not one of another project', saved('finance.menu'), []],
  ])('%s', async (_, known, expected) => {
    expect(await removed(known)).toEqual(expected)
  })

  test.each<[string, KnownExposure[], string]>([
    ['an exposure that it does not have is new', [saved('shop.menu')], 'new'],
    ['one that it has may have changed', [saved('shop.kpis')], 'changed'],
    ['all may have changed if it knows none of the project', [saved('finance.menu')], 'changed'],
  ])('%s', async (_, known, how) => {
    const found = await changesOfPullRequest(known)
    const changes = 'projects' in found ? found.projects.flatMap((project) => project.changes) : []
    expect(changes.find(({ id }) => id === 'exposure.shop.kpis')).toMatchObject({ how })
  })

  test('the caveat says what is seen', async () => {
    expect(await changesOfPullRequest([saved('shop.kpis')])).toMatchObject({
      caveats: [
        "Whether 1 exposure in models/exposures.yml changed is not known without base-manifest. New and deleted ones are known from production's newest run. Set base-manifest to production's manifest to see what differs.",
      ],
    })
    // The only exposure of the file is new.
    expect(await changesOfPullRequest([saved('shop.menu')])).toMatchObject({ caveats: [] })
  })
})

test('the lineage of a change is that of the pull request, with removed nodes where production has them', () => {
  const below = (...nodes: string[]) => ({ reads: nodes.map((name) => `model.shop.${name}`) })
  const read = (nodes: Parameters<typeof rawManifest>[0]): ComparedManifest =>
    readComparedManifest(
      join(artifactsFolder({ 'manifest.json': rawManifest(nodes) }), 'target/manifest.json'),
      'manifest',
    )
  const base = read({
    'model.shop.menu': below('old', 'orders'),
    'model.shop.old': below('raw'),
    'model.shop.orders': {},
    'model.shop.raw': {},
  })
  const current = read({ 'model.shop.menu': below('new'), 'model.shop.new': {}, 'model.shop.orders': {} })
  const { parentsOf } = impactOf({
    projects: [{ current, base, folder: '', changes: [] }],
    exposures: [],
    saved: [],
    leftOut: [],
    unresolved: [],
    rows: null,
    caveats: [],
    unknown: NOTHING_UNKNOWN,
    now: 0,
  })
  const parents = (name: string) => parentsOf(`model.shop.${name}` as UniqueId)
  expect(parents('menu')).toEqual(['model.shop.new', 'model.shop.old'])
  expect(parents('old')).toEqual(['model.shop.raw'])
  expect(parents('unknown')).toEqual([])
})

describe('a removed exposure is described as', () => {
  const read = (exposures: Readonly<Record<string, object>>): ComparedManifest =>
    readComparedManifest(
      join(artifactsFolder({ 'manifest.json': rawManifest({}, { exposures }) }), 'target/manifest.json'),
      'manifest',
    )
  const menu = { name: 'menu', label: 'Menu', maturity: 'low', original_file_path: 'models\\e.yml' }
  const removedOf = (base: ComparedManifest | null, saved: readonly DbtExposure[]) =>
    impactOf({
      projects: [
        {
          current: read({}),
          base,
          folder: 'dbt',
          changes: [{ id: 'exposure.shop.menu' as UniqueId, how: 'removed', parts: [] }],
        },
      ],
      exposures: [],
      saved,
      leftOut: [],
      unresolved: [],
      rows: null,
      caveats: [],
      unknown: NOTHING_UNKNOWN,
      now: 0,
    }).removedExposures
  const described = {
    name: 'menu',
    label: 'Menu',
    owner: 'Kitchen',
    maturity: 'low',
    file: 'dbt/models/e.yml',
  }

  test("production's manifest has it", () => {
    const base = read({ 'exposure.shop.menu': { ...menu, owner: { name: 'Kitchen', email: 'k@acme.com' } } })
    expect(removedOf(base, [])).toEqual([described])
    const odd = read({ 'exposure.shop.menu': { name: 'menu', label: 3, owner: { name: ['Kitchen'] } } })
    expect(removedOf(odd, [])).toEqual([
      { ...described, label: 'menu', owner: null, maturity: null, file: '' },
    ])
  })

  test("production's newest run has it, else by its name only", () => {
    const saved = {
      id: 'exposure.shop.menu',
      label: 'Menu',
      owner: 'Kitchen',
      maturity: 'low',
      path: 'models/e.yml',
    }
    expect(removedOf(null, [saved as DbtExposure])).toEqual([described])
    expect(removedOf(null, [])).toEqual([
      { ...described, label: 'menu', owner: null, maturity: null, file: '' },
    ])
  })
})
