import type { Manifest } from '../../src/dbt/manifest.js'
import type { Exposure } from '../../src/exposures/types.js'
import type { ContentLineage, Luid, TableauTable } from '../../src/tableau/types.js'
import { manifestOf, uid } from '../support/dbt.js'
import { exposure } from '../plan/build.js'

/** Models `analytics.marts.<name>`. */
export function models(...names: readonly string[]): Manifest {
  return manifestOf(Object.fromEntries(names.map((name) => [`model.shop.${name}`, {}])))
}

/** An exposure that depends on these models. */
export function dashboard(name: string, ...upstream: readonly string[]): Exposure {
  return { ...exposure(name), upstream: upstream.map((model) => uid(`model.shop.${model}`)) }
}

/** `analytics.marts.orders`; null for one whose name Tableau hides. */
function table(place: string | null): TableauTable {
  const [name = null, schema = null, database = null] = (place ?? '').split('.').reverse()
  return place === null
    ? { name: null, schema: null, fullName: null, database: null, connectionType: 'snowflake' }
    : { name, schema, fullName: `[${schema ?? ''}].[${name ?? ''}]`, database, connectionType: 'snowflake' }
}

interface Shape extends Partial<Omit<ContentLineage, 'tables' | 'reads' | 'content'>> {
  readonly tables?: readonly (string | null)[] | null
  readonly reads?: readonly string[]
}

/** Written `workbook:kpis`: with an extract of its own, reading no table and no data source, unless told. */
export function content(id: string, { tables = [], reads = [], ...rest }: Shape = {}): ContentLineage {
  const [kind = '', name = ''] = id.split(':')
  return {
    content: {
      kind: kind === 'datasource' ? 'datasource' : 'workbook',
      luid: name as Luid,
      name,
      project: null,
      url: null,
      owner: null,
    },
    hasExtract: true,
    tables: tables?.map(table) ?? null,
    reads: reads as readonly Luid[],
    extractUpdatedAt: null,
    viaBridge: false,
    ...rest,
  }
}
