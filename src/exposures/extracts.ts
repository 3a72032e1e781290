import { compareNames } from '../base/order.js'
import { addTo } from '../base/add-to.js'
import type { Manifest } from '../dbt/manifest.js'
import type { UniqueId } from '../dbt/types.js'
import type { ContentLineage, ExtractKey } from '../tableau/types.js'
import { byLuidOf, extractKey, extractsReadBy, mayHideSources, refreshableContent } from './content-graph.js'
import { Evidence } from './evidence.js'
import { ProjectRelations } from './discovery/project-relations.js'
import { distinctPairs, otherEnvironment, RunEnvironment } from './other-environment.js'
import type { RelationMapping } from './relations.js'
import type { Exposure, ExtractToPlan } from './types.js'
import { allDeclared, type Claim, confirm, type Confirmed, notRead, upstreamOf } from './upstream.js'

/** An exposure with the workbooks and data sources that it shows. */
export interface FoundExposure extends Claim {
  readonly exposure: Exposure
  /** Only these extracts, if discovery gives them; else all that `contents` read. */
  readonly extracts?: readonly ExtractKey[]
  /** Whether it may show content that was not looked up. */
  readonly showsMore?: boolean
}

export interface ExtractsContext {
  readonly manifest: Pick<Manifest, 'nodes' | 'adapterType'>
  /** Of the content of these exposures, and of every published data source that it reads, directly or through others. */
  readonly lineages: readonly ContentLineage[]
  readonly relationMap: readonly RelationMapping[]
}

export interface FoundExtracts {
  readonly extracts: readonly ExtractToPlan[]
  /** For each declared exposure, the nodes in its depends_on that none of its content reads. */
  readonly notRead: readonly { readonly exposure: Exposure; readonly nodes: readonly UniqueId[] }[]
}

/**
 * The extracts of these exposures, each once, with the exposures that it serves and its own upstream. A workbook stands for its
 * own extract and those of the published data sources that it reads. Content without an extract is included, so that its row
 * can say so.
 */
export function findExtracts(
  found: readonly FoundExposure[],
  { manifest, lineages, relationMap }: ExtractsContext,
): FoundExtracts {
  const relations = new ProjectRelations(manifest, relationMap)
  const evidence = new Evidence({ nodes: manifest.nodes, relations, byLuid: byLuidOf(lineages) })
  const served = servedBy(found, evidence).map(([lineage, claims]) => ({
    lineage,
    claims,
    confirmed: confirm(lineage, claims, evidence),
  }))
  const run = new RunEnvironment(
    served.map(({ confirmed }) => confirmed),
    evidence,
  )
  return {
    extracts: served.map((one) =>
      extractToPlan({ ...one, confirmed: run.withoutViewsElsewhere(one.confirmed) }, run, evidence),
    ),
    notRead: found
      .filter(({ exposure, showsMore = false }) => exposure.origin === 'declared' && !showsMore)
      .map((claim) => ({ exposure: claim.exposure, nodes: notRead(claim, evidence) }))
      .filter(({ nodes }) => nodes.length > 0),
  }
}

function servedBy(
  found: readonly FoundExposure[],
  { byLuid }: Evidence,
): [ContentLineage, readonly FoundExposure[]][] {
  const served = new Map<ContentLineage, FoundExposure[]>()
  for (const claim of found) {
    const behind = refreshableContent(claim.contents, byLuid)
    for (const lineage of behind.filter((one) => claim.extracts?.includes(extractKey(one)) !== false)) {
      addTo(served, lineage, claim)
    }
  }
  return [...served]
}

interface Served {
  readonly lineage: ContentLineage
  readonly claims: readonly FoundExposure[]
  readonly confirmed: Confirmed
}

function extractToPlan(served: Served, run: RunEnvironment, evidence: Evidence): ExtractToPlan {
  const { lineage, claims, confirmed } = served
  const upstream = upstreamOf(served, evidence)
  const pairs = otherEnvironment(confirmed, upstream, run)
  const { elsewhere, foreignTables, completeness } = confirmed
  const isUnrelated =
    upstream.length === 0 && elsewhere.length === 0 && foreignTables.length > 0 && completeness !== 'part'
  return {
    key: extractKey(lineage),
    lineage,
    exposures: claims.map(({ exposure }) => exposure).sort((a, b) => compareNames(a.name, b.name)),
    // Only for display: an extract of another environment is never refreshed.
    upstream: pairs.length > 0 ? allDeclared(served) : upstream,
    reads: extractsReadBy(lineage, evidence.byLuid),
    elsewhere: distinctPairs(elsewhere),
    otherEnvironment: pairs,
    unrelated: isUnrelated ? foreignTables : null,
    mayHideSources: mayHideSources(lineage, evidence.byLuid),
  }
}
