import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const MANIFEST = {
  metadata: {
    dbt_schema_version: 'https://schemas.getdbt.com/dbt/manifest/v12.json',
    dbt_version: '1.12.6',
    project_name: 'empty',
  },
  nodes: {},
  exposures: {},
}

/** A checkout with a dbt project that has no exposure. */
export function workspace(): string {
  const root = mkdtempSync(join(tmpdir(), 'workspace-'))
  mkdirSync(join(root, 'target'))
  writeFileSync(join(root, 'target/manifest.json'), JSON.stringify(MANIFEST))
  return root
}
