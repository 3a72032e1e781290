import type { UniqueId } from '../dbt/types.js'
import type { ExtractToPlan } from './types.js'

export type Pairs = ExtractToPlan['otherEnvironment']

/** What Tableau's lineage says of the nodes that one extract's exposures name. */
export interface Comparison {
  /** False where the lineage is off, or incomplete anywhere behind the extract. */
  readonly complete: boolean
  /** Nodes whose tables it reads, as far as their names tell, where dbt built them … */
  readonly upstream: ReadonlyMap<UniqueId, unknown>
  /** … and those of which schema and all are told. */
  readonly certain: ReadonlySet<UniqueId>
  /** Tables of the same names in another database or schema. */
  readonly elsewhere: readonly (Pairs[number] & { readonly node: UniqueId })[]
}

/** What all extracts together tell of the environment that dbt built. */
export interface Environment {
  /** Nodes that Tableau reads in another environment only, as far as complete lineages tell. */
  readonly elsewhere: ReadonlyMap<UniqueId, Pairs[number]>
  /** Tableau reads nothing where dbt built it, and something elsewhere. */
  readonly isOther: boolean
}

export function environmentOf(comparisons: readonly Comparison[]): Environment {
  const here = new Set(comparisons.flatMap(({ certain }) => builtByDbt(certain)))
  const there = comparisons.filter(({ complete }) => complete).flatMap(({ elsewhere }) => elsewhere)
  const elsewhere = there.filter(({ node }) => !here.has(node))
  return {
    elsewhere: new Map(elsewhere.map(({ node, dbt, tableau }) => [node, { dbt, tableau }])),
    isOther: here.size === 0 && elsewhere.length > 0,
  }
}

/**
 * The pairs of names that show that this extract reads another environment than dbt built; none where it may be the
 * same. Its own lineage speaks first. Where that knows the names only in part, or only sources, which all environments
 * share, the other extracts speak: a development build must not refresh what production shows, only because Tableau
 * cannot read custom SQL.
 */
export function otherEnvironment(own: Comparison, ids: readonly UniqueId[], environment: Environment): Pairs {
  if (builtByDbt(own.certain).length > 0) return []
  const inPart = builtByDbt(own.upstream.keys())
  const elsewhere = own.elsewhere.filter(({ node }) => !own.upstream.has(node))
  if (own.complete && inPart.length === 0 && elsewhere.length > 0) return distinct(elsewhere)
  const built = own.upstream.size === 0 ? builtByDbt(ids) : inPart
  if (built.length > 0) return elsewherePairs(built, environment)
  return own.upstream.size > 0 && environment.isOther ? distinct([...environment.elsewhere.values()]) : []
}

/** Where all of these nodes are read elsewhere, as what and where; else none. */
function elsewherePairs(nodes: readonly UniqueId[], { elsewhere }: Environment): Pairs {
  const pairs = nodes.flatMap((node) => elsewhere.get(node) ?? [])
  return pairs.length === nodes.length ? distinct(pairs) : []
}

function builtByDbt(ids: Iterable<UniqueId>): UniqueId[] {
  return [...ids].filter((id) => !id.startsWith('source.'))
}

/** Two data sources may read the same table. */
function distinct(pairs: Pairs): Pairs {
  return [
    ...new Map(pairs.map(({ dbt, tableau }) => [JSON.stringify([dbt, tableau]), { dbt, tableau }])).values(),
  ]
}
