import type { ContentLineage, ExtractKey, Gap, Luid, Reading } from '../tableau/types.js'

/* Which published data sources Tableau content reads, and what of it can be refreshed. */

export type ByLuid = ReadonlyMap<Luid, ContentLineage>

export function byLuidOf(lineages: readonly ContentLineage[]): ByLuid {
  return new Map(lineages.map((lineage) => [lineage.content.luid, lineage]))
}

export function extractKey({ content }: ContentLineage): ExtractKey {
  return `${content.kind}:${content.luid}` as ExtractKey
}

type ReadsOnly = Pick<Reading, 'reads'>

/** `contents`, and the published data sources that they read in extracts or live, directly or through others, known or not. */
export function reachableLuids(
  contents: readonly Luid[],
  lineageOf: (luid: Luid) => (ReadsOnly & { readonly live: ReadsOnly }) | undefined,
): Luid[] {
  const all = new Set(contents)
  for (const luid of all) {
    const lineage = lineageOf(luid)
    for (const read of [...(lineage?.reads ?? []), ...(lineage?.live.reads ?? [])]) all.add(read)
  }
  return [...all]
}

/** What its extract reads, and, if anything, what it reads live. */
export function readingsIn(lineage: ContentLineage): readonly Reading[] {
  const { tables, reads, gaps } = lineage.live
  return tables.length + reads.length + gaps.length === 0 ? [lineage] : [lineage, lineage.live]
}

/** The known lineages of `contents` and of all published data sources that they read, directly or through others. */
export function reachableContent(contents: readonly Luid[], byLuid: ByLuid): ContentLineage[] {
  const all = reachableLuids(contents, (luid) => byLuid.get(luid))
  return all.flatMap((luid) => byLuid.get(luid) ?? [])
}

/**
 * What may have to be refreshed for `contents`: the extracts among them and the data sources that they read, and each of
 * `contents` that may read a hidden data source. If there is none, `contents`, so that their rows say that there is no extract.
 */
export function refreshableContent(contents: readonly Luid[], byLuid: ByLuid): ContentLineage[] {
  const all = reachableContent(contents, byLuid)
  const isNamed = ({ content }: ContentLineage): boolean => contents.includes(content.luid)
  const extracts = all.filter(
    (lineage) => lineage.hasExtract !== false || (isNamed(lineage) && mayHideSources(lineage, byLuid)),
  )
  return extracts.length > 0 ? extracts : all.filter(isNamed)
}

/** Gaps that may hide a published data source. */
const GAPS_THAT_HIDE_SOURCES: readonly Gap[] = ['hidden-source', 'connections-refused', 'nothing-shown']

/** Whether content without an extract of its own may read a published data source that the signed-in user cannot see. */
export function mayHideSources(lineage: ContentLineage, byLuid: ByLuid): boolean {
  const readLive = reachableLuids([lineage.content.luid], (luid) => {
    const one = byLuid.get(luid)
    return one?.hasExtract === false ? one : undefined
  })
  return readLive.some((luid) => {
    const one = byLuid.get(luid)
    if (one === undefined) return true
    return one.hasExtract === false && GAPS_THAT_HIDE_SOURCES.some((gap) => one.gaps.includes(gap))
  })
}

/** The published data sources with an extract that its extract reads, directly or through those without one. */
export function extractsReadBy(lineage: ContentLineage, byLuid: ByLuid): ExtractKey[] {
  const keys = new Set<ExtractKey>()
  const open = new Set(lineage.reads)
  for (const luid of open) {
    const read = byLuid.get(luid)
    if (read === undefined || luid === lineage.content.luid) continue
    if (read.hasExtract === false) for (const behind of read.reads) open.add(behind)
    else keys.add(extractKey(read))
  }
  return [...keys].sort()
}
