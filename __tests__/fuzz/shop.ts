import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { workbook } from '../../simulators/tableau/index.js'
import type { SiteInput } from '../../simulators/tableau/index.js'
import { rawManifest, rawResults } from '../support/dbt.js'
import { onStage, type Stage } from '../support/tableau.js'

/*
 * The shop of all fuzzed runs. Its build landed `fresh` and `sub`, failed at `broken`, and left `old` out.
 */

export const START = '2026-08-20T06:31:00Z'

/** Content that no run may refresh, whatever Tableau, GitHub or the state answer. */
export const NEVER_REFRESHED = [
  'Default/old',
  'Default/broken',
  'Default/stranger',
  'Default/disabled',
  'Default/live',
]

const EXPOSURES = ['fresh', 'sub', 'old', 'broken', 'disabled', 'live', 'chained']

const NODE_OF: Readonly<Record<string, string>> = { disabled: 'fresh', live: 'fresh', chained: 'sub' }

function exposure(name: string): object {
  return {
    unique_id: `exposure.shop.${name}`,
    name,
    label: `The ${name} board`,
    type: 'dashboard',
    package_name: 'shop',
    original_file_path: 'models/exposures.yml',
    owner: { name: 'Ada', email: ['ada@example.com'] },
    tags: ['board'],
    url: name === 'sub' ? 'https://10ax.online.tableau.com/#/site/acme/views/sub/Overview' : null,
    depends_on: {
      nodes: [`model.shop.${NODE_OF[name] ?? name}`, ...(name === 'fresh' ? ['source.shop.raw.orders'] : [])],
    },
    config: { enabled: true },
    meta: {
      active_exposure: {
        ...(name === 'disabled' && { enabled: false }),
        ...(name === 'fresh' && {
          build_after: { count: 1, period: 'day', updates_on: 'any', at: '06:30', timezone: 'Europe/Berlin' },
          incremental: true,
        }),
        ...(name !== 'sub' && { extracts: [{ workbook: `Default/${name}` }] }),
      },
    },
  }
}

export interface ArtifactFiles {
  readonly 'manifest.json': unknown
  readonly 'run_results.json': unknown
  readonly 'sources.json': unknown
  readonly 'catalog.json': unknown
}

export function artifactFiles(): ArtifactFiles {
  const manifest = rawManifest(
    {
      'source.shop.raw.orders': {},
      'model.shop.fresh': { reads: ['source.shop.raw.orders'] },
      'model.shop.staged': { materialized: 'view', reads: ['model.shop.fresh'] },
      'model.shop.sub': { reads: ['model.shop.staged'], version: [2, 2], alias: 'sub' },
      'model.shop.old': {},
      'model.shop.broken': {},
      'test.shop.not_null_sub': { reads: ['model.shop.sub'], severity: 'ERROR' },
      'seed.shop.rates': {},
      'snapshot.shop.history': {},
      'unit_test.shop.sub': { reads: ['model.shop.sub'] },
    },
    {
      exposures: Object.fromEntries(EXPOSURES.map((name) => [`exposure.shop.${name}`, exposure(name)])),
      metrics: {},
    },
  )
  const results = rawResults('build', {
    'model.shop.fresh': { status: 'success', at: '06:30:00', compiled_code: 'select 1' },
    'model.shop.staged': { status: 'success', at: '06:30:01' },
    'model.shop.sub': {
      status: 'success',
      at: '06:30:02',
      batch_results: { successful: [['a', 'b']], failed: [] },
    },
    'model.shop.broken': { status: 'error', at: '06:30:03', message: 'Database Error' },
    'test.shop.not_null_sub': { status: 'pass', at: '06:30:04' },
  })
  return {
    'manifest.json': manifest,
    'run_results.json': results,
    'sources.json': {
      metadata: {
        dbt_schema_version: 'https://schemas.getdbt.com/dbt/sources/v3.json',
        generated_at: '2026-08-20T06:20:00Z',
      },
      results: [
        {
          unique_id: 'source.shop.raw.orders',
          status: 'pass',
          max_loaded_at: '2026-08-20T05:00:00Z',
          snapshotted_at: '2026-08-20T06:20:00Z',
        },
      ],
    },
    'catalog.json': {
      metadata: {
        dbt_schema_version: 'https://schemas.getdbt.com/dbt/catalog/v1.json',
        generated_at: '2026-08-20T06:30:10Z',
      },
      nodes: { 'model.shop.fresh': { columns: { id: { type: 'int', index: 1 } } } },
      sources: {},
      errors: null,
    },
  }
}

/** A new workspace with these files in `target/`. */
export function workspaceWith(files: Readonly<Record<string, unknown>>): string {
  const root = mkdtempSync(join(tmpdir(), 'fuzz-'))
  mkdirSync(join(root, 'target'))
  for (const [name, content] of Object.entries(files)) {
    const bytes = Buffer.isBuffer(content) ? content : JSON.stringify(content)
    writeFileSync(join(root, 'target', name), bytes)
  }
  return root
}

const table = (name: string): string => `ANALYTICS.MARTS.${name.toUpperCase()}`

const SITE: Partial<SiteInput> = {
  datasources: [{ path: 'Default/Published', tables: [table('sub')], seconds: 5 }],
  workbooks: [
    workbook('Default/fresh', {
      embedded: [
        { tables: [table('fresh')] },
        { customSql: [{ query: 'select * from ANALYTICS.MARTS.FRESH', unsupported: true }] },
      ],
      seconds: 30,
    }),
    workbook('Default/sub', {
      views: ['Overview'],
      embedded: [{ tables: [table('sub')] }],
      outcomes: [{ result: 'failed', notes: 'Bridge is busy' }, 'success'],
    }),
    workbook('Default/chained', { reads: ['Default/Published'], embedded: [{ tables: [table('sub')] }] }),
    ...['old', 'broken', 'disabled'].map((name) =>
      workbook(`Default/${name}`, { embedded: [{ tables: [table(name === 'disabled' ? 'fresh' : name)] }] }),
    ),
    workbook('Default/stranger', { embedded: [{ tables: [table('fresh')] }] }),
    workbook('Default/live', { embedded: [{ tables: [table('fresh')], extract: false }] }),
  ],
  tasks: [{ refreshes: 'Default/fresh', frequency: 'Daily', at: '22:00' }],
}

export function stageOfShop(): Stage {
  return onStage(SITE, { start: START })
}
