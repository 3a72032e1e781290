import { distinctBy } from '../base/distinct.js'
import type { UniqueId } from '../dbt/types.js'
import type { Evidence } from './evidence.js'
import type { Namesake } from './discovery/project-relations.js'
import type { ExtractToPlan, UpstreamOfExtract } from './types.js'
import { type Confirmed, elsewhereIn, type Via } from './upstream.js'

export type Pairs = ExtractToPlan['elsewhere']

/**
 * What all extracts of a run show about the environment that dbt built. All environments may share a table in a schema of its
 * own, such as a calendar, so reading it proves nothing. A node proves this environment if it, or one of its ancestors, is in
 * a schema whose nodes other extracts read elsewhere.
 */
export class RunEnvironment {
  /** Whether something is read in another database, so that a name without its database fits both environments. */
  readonly #needsDatabase: boolean
  /** Nodes that are read only elsewhere, and where. */
  readonly #elsewhere: ReadonlyMap<UniqueId, Namesake>
  /** Schemas with a node that proves this environment. */
  readonly #provenSchemas: ReadonlySet<string>

  constructor(
    all: readonly Confirmed[],
    private readonly evidence: Evidence,
  ) {
    const pairs = all.flatMap(({ elsewhere }) => elsewhere)
    this.#needsDatabase = pairs.some(({ inOtherDatabase }) => inOtherDatabase)
    const ofThisBuild = new Set(all.flatMap((confirmed) => this.nodesOfThisBuild(confirmed)))
    const nodes = pairs.flatMap((pair) =>
      [...elsewhereIn({ elsewhere: [pair] }, evidence)].map((id) => [id, pair] as const),
    )
    this.#elsewhere = new Map(nodes.filter(([id]) => !isSource(id) && !ofThisBuild.has(id)))
    const proves = this.#elsewhere.size === 0 ? () => false : this.#proofOfThisEnvironment()
    this.#provenSchemas = new Set([...ofThisBuild].filter(proves).flatMap((id) => this.#schemaOf(id)))
  }

  #proofOfThisEnvironment(): (id: UniqueId) => boolean {
    const { evidence } = this
    const schemas = new Set([...this.#elsewhere.keys()].flatMap((id) => this.#schemaOf(id)))
    const sharesSchema = (id: UniqueId): boolean => this.#schemaOf(id).some((schema) => schemas.has(schema))
    const inSharedSchemas = [...evidence.nodes.keys()].filter(sharesSchema)
    const downstream = evidence.withDescendants(inSharedSchemas)
    // A view whose tables are all read elsewhere proves nothing.
    const downstreamOfOthers = evidence.withDescendants(
      inSharedSchemas.filter((id) => !this.#elsewhere.has(id)),
    )
    return (id) => sharesSchema(id) || (evidence.isView(id) ? downstreamOfOthers : downstream).has(id)
  }

  /** Whether nodes are read only elsewhere, and no node proves this environment. */
  get isOtherEnvironment(): boolean {
    return this.#elsewhere.size > 0 && this.#provenSchemas.size === 0
  }

  get pairs(): Pairs {
    return distinctPairs([...this.#elsewhere.values()])
  }

  isProven(id: UniqueId): boolean {
    return this.#schemaOf(id).some((schema) => this.#provenSchemas.has(schema))
  }

  /** Counts a view as read elsewhere if all tables behind it are read only elsewhere. */
  withoutViewsElsewhere(confirmed: Confirmed): Confirmed {
    const viewsElsewhere = [...confirmed.nodes.keys()].filter((id) => this.#isViewOnElsewhere(id))
    if (viewsElsewhere.length === 0) return confirmed
    const dropped = new Set(viewsElsewhere.flatMap((id) => [id, ...this.evidence.nodesBehindView(id)]))
    const pairs = [...dropped].flatMap((id) => this.#elsewhere.get(id) ?? [])
    return {
      ...confirmed,
      nodes: new Map(
        [...confirmed.nodes].filter(
          ([id, via]) => !dropped.has(id) || (this.#isOfThisBuild(via) && !viewsElsewhere.includes(id)),
        ),
      ),
      elsewhere: [...confirmed.elsewhere, ...pairs],
    }
  }

  /** The nodes that it certainly reads where this build wrote them. */
  nodesOfThisBuild({ nodes }: Confirmed): UniqueId[] {
    return [...nodes].flatMap(([id, via]) => (this.#isOfThisBuild(via) && !isSource(id) ? [id] : []))
  }

  #isOfThisBuild({ given }: Via): boolean {
    return given === 'full' || (given === 'schema' && !this.#needsDatabase)
  }

  #isViewOnElsewhere(id: UniqueId): boolean {
    const tables = [...this.evidence.nodesBehindView(id)].filter(
      (each) => !isSource(each) && !this.evidence.isView(each),
    )
    return tables.length > 0 && !this.isProven(id) && tables.every((each) => this.#elsewhere.has(each))
  }

  /** Empty for a source: all environments share sources. */
  #schemaOf(id: UniqueId): string[] {
    const node = this.evidence.nodes.get(id)
    return node === undefined || isSource(id)
      ? []
      : [`${node.database ?? ''}.${node.schema ?? ''}`.toLowerCase()]
  }
}

/**
 * The pairs of names that show that this extract reads another environment than dbt built; empty if it may be the same one. If
 * everything that it reads is known, only that decides: no upstream may be left that only this environment has. Otherwise all
 * extracts of the run decide, so that a development build does not refresh production's content only because Tableau cannot
 * parse its custom SQL.
 */
export function otherEnvironment(
  own: Confirmed,
  upstream: readonly UpstreamOfExtract[],
  run: RunEnvironment,
): Pairs {
  const ofThisBuild = run.nodesOfThisBuild(own)
  if (ofThisBuild.some((id) => run.isProven(id))) return []
  const isShared = ({ node }: UpstreamOfExtract): boolean => isSource(node) || ofThisBuild.includes(node)
  const pairs = distinctPairs(own.elsewhere)
  if (own.completeness !== 'part' && pairs.length > 0 && upstream.every(isShared)) return pairs
  if (own.completeness === 'all' && pairs.length === 0 && ofThisBuild.length > 0) return []
  if (!run.isOtherEnvironment) return []
  return pairs.length > 0 ? pairs : run.pairs
}

function isSource(id: UniqueId): boolean {
  return id.startsWith('source.')
}

/** Each pair once: two data sources may read the same table. */
export function distinctPairs(namesakes: readonly Namesake[]): Pairs {
  const pairs = namesakes.map(({ dbt, tableau }) => ({ dbt, tableau }))
  return distinctBy(pairs, (pair) => JSON.stringify(pair))
}
