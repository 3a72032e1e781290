import { distinctBy } from '../base/distinct.js'
import type { UniqueId } from '../dbt/types.js'
import type { Evidence } from './evidence.js'
import type { Namesake } from './discovery/project-relations.js'
import type { ExtractToPlan, UpstreamOfExtract } from './types.js'
import { type Confirmed, elsewhereIn } from './upstream.js'

export type Pairs = ExtractToPlan['elsewhere']

/**
 * What all extracts of a run tell of the environment that dbt built. A table in a schema of its own, such as a calendar, may
 * be the same in all environments, so that reading it proves nothing. A node vouches for this environment where it, or
 * something it is built from, stands in a schema whose nodes are read elsewhere by others.
 */
export class RunEnvironment {
  /** By node that is read only elsewhere: where. */
  readonly #elsewhere: ReadonlyMap<UniqueId, Namesake>
  /** Schemas with a node that vouches. */
  readonly #provenSchemas: ReadonlySet<string>

  constructor(
    all: readonly Confirmed[],
    private readonly evidence: Evidence,
  ) {
    const placed = new Set(all.flatMap(placedNodes))
    const pairs = all.flatMap(({ elsewhere }) => elsewhere)
    const nodes = pairs.flatMap((pair) =>
      [...elsewhereIn({ elsewhere: [pair] }, evidence)].map((id) => [id, pair] as const),
    )
    this.#elsewhere = new Map(nodes.filter(([id]) => !isSource(id) && !placed.has(id)))
    const proves = this.#elsewhere.size === 0 ? () => false : this.#proofOfThisEnvironment()
    this.#provenSchemas = new Set([...placed].filter(proves).flatMap((id) => this.#schemaOf(id)))
  }

  #proofOfThisEnvironment(): (id: UniqueId) => boolean {
    const { evidence } = this
    const schemas = new Set([...this.#elsewhere.keys()].flatMap((id) => this.#schemaOf(id)))
    const sharesSchema = (id: UniqueId): boolean => this.#schemaOf(id).some((schema) => schemas.has(schema))
    const inSharedSchemas = [...evidence.nodes.keys()].filter(sharesSchema)
    const below = evidence.withDescendants(inSharedSchemas)
    // Of a view that only shows what is read elsewhere nothing is known.
    const belowOthers = evidence.withDescendants(inSharedSchemas.filter((id) => !this.#elsewhere.has(id)))
    return (id) => sharesSchema(id) || (evidence.isView(id) ? belowOthers : below).has(id)
  }

  /** Nothing is read where dbt built it, and something elsewhere. */
  get isOtherEnvironment(): boolean {
    return this.#elsewhere.size > 0 && this.#provenSchemas.size === 0
  }

  get pairs(): Pairs {
    return distinctPairs([...this.#elsewhere.values()])
  }

  isProven(id: UniqueId): boolean {
    return this.#schemaOf(id).some((schema) => this.#provenSchemas.has(schema))
  }

  /** A view is judged by the tables behind it: where all of these are read only elsewhere, so is the view. */
  withoutViewsElsewhere(confirmed: Confirmed): Confirmed {
    const away = [...confirmed.nodes.keys()].filter((id) => this.#isViewOnElsewhere(id))
    if (away.length === 0) return confirmed
    const gone = new Set(away.flatMap((id) => [id, ...this.evidence.behindView(id)]))
    const pairs = [...gone].flatMap((id) => this.#elsewhere.get(id) ?? [])
    return {
      ...confirmed,
      nodes: new Map(
        [...confirmed.nodes].filter(([id, { placed }]) => !gone.has(id) || (placed && !away.includes(id))),
      ),
      elsewhere: [...confirmed.elsewhere, ...pairs],
    }
  }

  #isViewOnElsewhere(id: UniqueId): boolean {
    const tables = [...this.evidence.behindView(id)].filter(
      (each) => !isSource(each) && !this.evidence.isView(each),
    )
    return tables.length > 0 && !this.isProven(id) && tables.every((each) => this.#elsewhere.has(each))
  }

  /** None for a source: all environments share those. */
  #schemaOf(id: UniqueId): string[] {
    const node = this.evidence.nodes.get(id)
    return node === undefined || isSource(id)
      ? []
      : [`${node.database ?? ''}.${node.schema ?? ''}`.toLowerCase()]
  }
}

/**
 * The pairs of names that show that this extract reads another environment than dbt built; none where it may be the same.
 * Where all is known, its own reading decides: nothing is left of its upstream that only this environment has. Else all
 * extracts together decide, since a development build must not refresh what production shows only because Tableau cannot
 * read custom SQL.
 */
export function otherEnvironment(
  own: Confirmed,
  upstream: readonly UpstreamOfExtract[],
  run: RunEnvironment,
): Pairs {
  const placed = placedNodes(own)
  if (placed.some((id) => run.isProven(id))) return []
  const isShared = ({ node }: UpstreamOfExtract): boolean => isSource(node) || placed.includes(node)
  const pairs = distinctPairs(own.elsewhere)
  if (own.completeness !== 'part' && pairs.length > 0 && upstream.every(isShared)) return pairs
  if (own.completeness === 'all' && pairs.length === 0 && placed.length > 0) return []
  if (!run.isOtherEnvironment) return []
  return pairs.length > 0 ? pairs : run.pairs
}

/** What it reads for sure where this build wrote it. */
function placedNodes({ nodes }: Confirmed): UniqueId[] {
  return [...nodes].flatMap(([id, { placed }]) => (placed && !isSource(id) ? [id] : []))
}

function isSource(id: UniqueId): boolean {
  return id.startsWith('source.')
}

/** Two data sources may read the same table. */
export function distinctPairs(namesakes: readonly Namesake[]): Pairs {
  const pairs = namesakes.map(({ dbt, tableau }) => ({ dbt, tableau }))
  return distinctBy(pairs, (pair) => JSON.stringify(pair))
}
