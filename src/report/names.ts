import { distinctNames, namesOfNode } from '../dbt/names.js'
import { nodeName, type UniqueId } from '../dbt/types.js'
import type { ExtractRow, UpstreamId } from '../plan/types.js'
import { contentPath } from '../tableau/content-names.js'
import type { ExtractKey } from '../state/state.js'

/** The display name of each extract, node and exposure in a report. Equal names are made longer until they differ. */
export type Names = ReadonlyMap<UpstreamId, string>

type Candidates<Id> = Map<Id, [string, ...string[]]>

/** @param nodes further nodes that the report mentions */
export function namesOf(rows: readonly ExtractRow[], nodes: Iterable<UniqueId> = []): Names {
  const ids = new Set(nodes)
  const ofExtracts: Candidates<ExtractKey> = new Map()
  const ofExposures: Candidates<UniqueId> = new Map()
  for (const row of rows) {
    const { key, lineage, upstream, exposures } = row.extract
    const { name, project } = lineage.content
    ofExtracts.set(key, [name, ...(project === null ? [] : [contentPath(lineage.content)]), key])
    for (const { node } of upstream) ids.add(node)
    for (const { uniqueId, name: own } of exposures) ofExposures.set(uniqueId, namesOfNode(uniqueId, own))
    if (row.known.lateNode !== null) ids.add(row.known.lateNode.node)
    for (const { node } of problemsOf(row)) ids.add(node)
  }
  const ofNodes: Candidates<UniqueId> = new Map([...ids].map((id) => [id, namesOfNode(id)]))
  // Includes data sources without a row.
  const dataSources = rows.flatMap((row) => [...row.dataSources])
  return new Map<UpstreamId, string>([
    ...dataSources.map(([key, { name }]) => [key, name] as const),
    ...distinctNames(ofExposures),
    ...distinctNames(ofNodes),
    ...distinctNames(ofExtracts),
  ])
}

function problemsOf({ decision }: ExtractRow) {
  return decision.reason === 'upstream-failed' ? decision.problems : []
}

/** Whether only discovered exposures have this extract. */
export function isDiscovered({ exposures }: ExtractRow['extract']): boolean {
  return exposures.length > 0 && exposures.every(({ origin }) => origin === 'discovered')
}

export function nameIn(id: UpstreamId, names: Names): string {
  // The key of an extract without a name has no parts, and is shown as it is.
  return names.get(id) ?? (nodeName(id as UniqueId) || id)
}
