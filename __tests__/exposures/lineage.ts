import type { Manifest } from '../../src/dbt/manifest.js'
import type { Exposure } from '../../src/exposures/types.js'
import {
  type ContentLineage,
  type Gap,
  type Luid,
  NO_READING,
  type Reading,
  type TableauTable,
} from '../../src/tableau/types.js'
import { manifestOf, uid } from '../support/dbt.js'
import { exposure } from '../plan/build.js'

/** Models, each built as `analytics.marts.<name>`. */
export function models(...names: readonly string[]): Manifest {
  return manifestOf(Object.fromEntries(names.map((name) => [`model.shop.${name}`, {}])))
}

/** An exposure that depends on these models. */
export function dashboard(name: string, ...upstream: readonly string[]): Exposure {
  return { ...exposure(name), upstream: upstream.map((model) => uid(`model.shop.${model}`)) }
}

/** A table named like `analytics.marts.orders`. */
export function table(place: string, connectionType = 'snowflake'): TableauTable {
  const [name = null, schema = null, database = null] = place.split('.').reverse()
  return { name, schema, fullName: `[${schema ?? ''}].[${name ?? ''}]`, database, connectionType }
}

interface Sketch {
  /** An element that is null, or null instead of the list: Tableau does not show it. */
  readonly tables?: readonly (string | TableauTable | null)[] | null
  readonly reads?: readonly string[]
  readonly gaps?: readonly Gap[]
}

interface Shape extends Partial<Omit<ContentLineage, keyof Sketch | 'content' | 'live'>>, Sketch {
  readonly live?: Sketch
}

function reading({ tables = [], reads = [], gaps }: Sketch): Reading {
  const named = (tables ?? []).filter((one) => one !== null)
  const isWhole = tables !== null && named.length === tables.length
  return {
    tables: named.map((one) => (typeof one === 'string' ? table(one) : one)),
    reads: reads as readonly Luid[],
    gaps: gaps ?? (isWhole ? [] : ['redacted']),
  }
}

/** Content such as `workbook:kpis`; by default it has an extract, and reads no table and no data source. */
export function content(id: string, { live, ...shape }: Shape = {}): ContentLineage {
  const [kind = '', name = ''] = id.split(':')
  const { hasExtract = true, extractUpdatedAt = null, viaBridge = false } = shape
  return {
    content: {
      kind: kind === 'datasource' ? 'datasource' : 'workbook',
      luid: name as Luid,
      name,
      project: null,
      url: null,
    },
    hasExtract,
    ...reading(shape),
    live: live === undefined ? NO_READING : reading(live),
    extractUpdatedAt,
    viaBridge,
  }
}
