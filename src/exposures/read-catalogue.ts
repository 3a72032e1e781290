import { type DbtExposure, type DbtNode, isTest, nodeKey, testedNode } from '../dbt/manifest.js'
import type { UniqueId } from '../dbt/types.js'
import { parseJson } from '../base/json.js'
import {
  type ContentLineage,
  type Finding,
  type Luid,
  NO_READING,
  type Reading,
  type TableauTable,
} from '../tableau/types.js'
import {
  type DiscoveredDashboard,
  type DiscoveredDatasource,
  type Discovery,
  NOTHING_DISCOVERED,
} from './discovery/types.js'
import { extractKey } from './behind.js'
import {
  type CatalogueContent,
  type CatalogueDiscovered,
  type Catalogued,
  type CatalogueExposure,
  catalogueFile,
  type CatalogueFile,
  type CatalogueNode,
  type CatalogueReading,
  FORMAT,
  nameInId,
} from './catalogue.js'

/** Reads what `writeCatalogue` wrote for content on `server`; null where it is of another release, or broken. */
export function readCatalogue(text: string, server: string): Catalogued | null {
  const { data: file } = catalogueFile.safeParse(parseJson(text))
  if (file === undefined) return null
  const lineages = file.contents.map((content) => readContent(content, file, server))
  return {
    project: {
      nodes: readNodes(file),
      semantics: new Map(),
      exposures: file.exposures.map((exposure) => readExposure(exposure, file)),
      disabledExposures: file.disabled,
      adapterType: file.adapter ?? null,
    },
    answers: {
      findings: new Map(
        file.found.map(([reference, finding]) => [reference, readFinding(finding, lineages)]),
      ),
      lineages,
    },
    discovery: readDiscovery(file, lineages),
  }
}

function readNodes(file: CatalogueFile): Map<UniqueId, DbtNode> {
  const nodes = new Map<UniqueId, DbtNode>()
  for (const row of file.nodes) {
    const node = readNode(row, file)
    const home = isTest(node.resourceType) ? (testedNode(node.parents, nodes) ?? node) : node
    nodes.set(node.id, { ...node, key: nodeKey(node.id, home) })
  }
  return nodes
}

function readNode(row: CatalogueNode, { nodes, places, words }: CatalogueFile): Omit<DbtNode, 'key'> {
  const { id, reads = [], at = -1, as: materialized = -1, path = '', tags = [] } = row
  const [resourceType = '', packageName = ''] = id.split('.')
  const [database, schema] = places[at] ?? [null, null]
  return {
    id: id as UniqueId,
    resourceType,
    packageName,
    database,
    schema,
    ...readNames(row),
    materialized: words[materialized] ?? null,
    parents: idsOf(reads, nodes) as UniqueId[],
    path,
    tags: tags.flatMap((tag) => words[tag] ?? []),
    canFail: row.quiet === undefined,
    // Only the exposures-file needs it, which needs dbt's files.
    access: null,
    // Only a build needs it, to tell a changed view.
    codeHash: null,
  }
}

function readNames(row: CatalogueNode): Pick<DbtNode, 'name' | 'identifier' | 'latestPointer'> {
  const name = row.name ?? nameInId(row.id)
  return { name, identifier: row.identifier ?? name, latestPointer: row.pointer ?? null }
}

function readExposure(row: CatalogueExposure, { nodes, words }: CatalogueFile): DbtExposure {
  const { id, name, label = null, url = null, maturity = null, owner = null, tags = [], path, reads } = row
  return {
    id: id as UniqueId,
    name,
    label,
    type: '',
    url,
    maturity,
    owner,
    owners: owner === null ? [] : [owner],
    tags: tags.flatMap((tag) => words[tag] ?? []),
    path,
    dependsOn: idsOf(reads, nodes) as UniqueId[],
    meta: row.settings === undefined ? {} : { active_exposure: row.settings },
  }
}

function idsOf(reads: readonly (number | string)[], nodes: CatalogueFile['nodes']): string[] {
  return reads.flatMap((read) => (typeof read === 'string' ? read : (nodes[read]?.id ?? [])))
}

function readContent(row: CatalogueContent, file: CatalogueFile, server: string): ContentLineage {
  const { kind, name, project = null, link, extract, bridge = false, live } = row
  return {
    content: {
      kind,
      luid: row.luid as Luid,
      name,
      project,
      url: link === undefined ? null : `${originOf(server)}${link}`,
      owner: null,
    },
    hasExtract: extract,
    ...(file.format === FORMAT ? readReading(row, file) : olderReading(row, file)),
    live: live === undefined ? NO_READING : readReading(live, file),
    // What it was then says nothing about who has refreshed since.
    extractUpdatedAt: null,
    viaBridge: bridge,
  }
}

function readReading(
  { tables = [], reads = [], gaps = [] }: CatalogueReading,
  file: Pick<CatalogueFile, 'contents' | 'tables'>,
): Reading {
  return {
    tables: tables.flatMap((place) => readTable(file.tables[place])),
    reads: reads.flatMap((read) =>
      typeof read === 'string' ? read : (file.contents[read]?.luid ?? []),
    ) as Luid[],
    gaps,
  }
}

/** Which of these tables an extract holds is not known. */
function olderReading(row: CatalogueReading, file: Pick<CatalogueFile, 'contents' | 'tables'>): Reading {
  return { ...readReading(row, file), gaps: ['incomplete'] }
}

/** The path of a reverse proxy is a part of the link. */
function originOf(server: string): string {
  return URL.canParse(server) ? new URL(server).origin : server
}

function readTable(row: CatalogueFile['tables'][number] | undefined): TableauTable[] {
  if (row === undefined) return []
  const [name, schema, fullName, database, connectionType] = row
  return [{ name, schema, fullName, database, connectionType }]
}

function readDiscovery(file: CatalogueFile, lineages: readonly ContentLineage[]): Discovery {
  const dashboards: DiscoveredDashboard[] = []
  const datasources: DiscoveredDatasource[] = []
  for (const row of file.discovered) {
    const content = lineages[row.content]?.content
    if (content === undefined) continue
    const one = readDiscovered(row, file, lineages)
    const what = {
      ...content,
      projectPath: content.project?.split('/') ?? [],
      url: content.url ?? '',
      description: null,
    }
    const sheets = row.address === undefined ? [] : [{ name: '', path: `${row.address}/`, dashboard: false }]
    if (content.kind === 'workbook') dashboards.push({ ...one, workbook: { ...what, sheets } })
    else datasources.push({ ...one, datasource: what })
  }
  return { ...NOTHING_DISCOVERED, dashboards, datasources, lineages }
}

function readDiscovered(
  { reads, extracts, owner }: CatalogueDiscovered,
  { nodes, words }: CatalogueFile,
  lineages: readonly ContentLineage[],
): Pick<DiscoveredDashboard, 'owner' | 'upstream' | 'extracts'> {
  const name = owner === undefined ? undefined : words[owner]
  return {
    owner: name === undefined ? null : { name, email: null },
    upstream: idsOf(reads, nodes).map((id) => ({ node: id as UniqueId, through: 'table', certain: true })),
    extracts: extracts.flatMap((place) => {
      const lineage = lineages[place]
      return lineage === undefined ? [] : [extractKey(lineage)]
    }),
  }
}

function readFinding(
  finding: CatalogueFile['found'][number][1],
  lineages: readonly ContentLineage[],
): Finding {
  if (finding === 'ambiguous') return { kind: 'ambiguous', candidates: [] }
  const content = typeof finding === 'number' ? lineages[finding]?.content : undefined
  return content === undefined ? { kind: 'not-found', candidates: [] } : { kind: 'found', content }
}
