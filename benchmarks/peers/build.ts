import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { modelOf } from './site.js'

const SCHEMAS = 'https://schemas.getdbt.com/dbt'

/** Writes what `dbt build` leaves in `target/`: a model per workbook, built at `landed`, and an exposure that names the workbook's LUID. */
export function writeBuild(folder: string, luids: readonly string[], landed: number): void {
  const metadata = {
    dbt_version: '1.12.2',
    generated_at: new Date(landed).toISOString(),
    invocation_id: randomUUID(),
    project_name: 'bench',
  }
  const target = join(folder, 'target')
  mkdirSync(target, { recursive: true })
  const write = (name: string, content: object): void =>
    writeFileSync(join(target, name), JSON.stringify(content))
  write('manifest.json', {
    metadata: { ...metadata, dbt_schema_version: `${SCHEMAS}/manifest/v12.json` },
    nodes: Object.fromEntries(luids.map((_, index) => [idOf(index), model(index)])),
    exposures: Object.fromEntries(
      luids.map((luid, index) => [`exposure.bench.exposure_${index + 1}`, exposure(index, luid)]),
    ),
  })
  write('run_results.json', {
    metadata: { ...metadata, dbt_schema_version: `${SCHEMAS}/run-results/v6.json` },
    args: { which: 'build' },
    results: luids.map((_, index) => result(index, new Date(landed).toISOString())),
  })
}

function idOf(index: number): string {
  return `model.bench.${modelOf(index)}`
}

function model(index: number): object {
  const name = modelOf(index)
  return {
    unique_id: idOf(index),
    resource_type: 'model',
    name,
    package_name: 'bench',
    database: 'analytics',
    schema: 'marts',
    alias: name,
    original_file_path: `models/${name}.sql`,
    raw_code: 'select 1 as id',
    depends_on: { nodes: [] },
    config: { materialized: 'table' },
  }
}

function exposure(index: number, luid: string): object {
  return {
    unique_id: `exposure.bench.exposure_${index + 1}`,
    name: `exposure_${index + 1}`,
    resource_type: 'exposure',
    package_name: 'bench',
    type: 'dashboard',
    owner: { name: 'Bench' },
    original_file_path: 'models/exposures.yml',
    depends_on: { nodes: [idOf(index)] },
    config: { meta: { active_exposure: { extracts: [{ workbook: luid }] } } },
  }
}

function result(index: number, at: string): object {
  return {
    unique_id: idOf(index),
    status: 'success',
    message: null,
    failures: null,
    timing: [{ name: 'execute', started_at: at, completed_at: at }],
  }
}
