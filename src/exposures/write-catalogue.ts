import { ancestorsFirst, expandSemantics, lineageOf } from '../dbt/lineage.js'
import { type DbtExposure, type DbtNode, isTest, type ProjectGraph, testedNode } from '../dbt/manifest.js'
import type { UniqueId } from '../dbt/types.js'
import type { ContentLineage, ExtractKey, Finding, Luid, Reading } from '../tableau/types.js'
import { extractKey, readingsIn } from './behind.js'
import type {
  DiscoveredContent,
  DiscoveredDashboard,
  DiscoveredDatasource,
  Discovery,
} from './discovery/types.js'
import { joinLineages } from './discovery/merge.js'
import {
  type CatalogueContent,
  type CatalogueDiscovered,
  type Catalogued,
  type CatalogueExposure,
  type CatalogueFile,
  type CatalogueNode,
  type CatalogueReading,
  type CatalogueTable,
  FORMAT,
  nameInId,
} from './catalogue.js'
import { standsInWarehouse } from './discovery/project-relations.js'
import { relationOfTable, relationsOf } from './relations.js'

/** An address of a person: everybody who can open a pull request can read state. The lengths keep it from running long. */
const ADDRESS = /[^\s"'<>()@/:;,|]{1,64}@[^\s"'<>()@/:;,|]+\.\p{L}{2,}/gu

/**
 * The catalogue as compact JSON: what occurs often stands in a table and is named by its place there, what goes without
 * saying is left out. The same project and the same answers give the same text.
 */
export function writeCatalogue({ project, answers, discovery }: Catalogued): string {
  const lineages = joinLineages(answers.lineages, discovery.lineages)
  const nodes = nodesNeeded(project, lineages, discovery)
  const tables: Tables = {
    nodes: new Map(nodes.map(({ id }, index) => [id, index])),
    contents: new Map(lineages.map(({ content }, index) => [content.luid, index])),
    extracts: new Map(lineages.map((lineage, index) => [extractKey(lineage), index])),
    places: new Table(),
    words: new Table(),
    tables: new Table(),
  }
  const file: CatalogueFile = {
    format: FORMAT,
    ...(project.adapterType !== null && { adapter: project.adapterType }),
    nodes: nodes.map((node) => writeNode(node, project, tables)),
    exposures: project.exposures.map((exposure) => writeExposure(exposure, project, tables)),
    disabled: [...project.disabledExposures],
    contents: lineages.map((lineage) => writeContent(lineage, tables)),
    found: [...answers.findings].map(([reference, finding]) => [reference, writeFinding(finding, tables)]),
    discovered: [
      ...discovery.dashboards.flatMap((one) => writeDiscovered(one, one.workbook, tables)),
      ...discovery.datasources.flatMap((one) => writeDiscovered(one, one.datasource, tables)),
    ],
    places: tables.places.rows,
    words: tables.words.rows,
    tables: tables.tables.rows,
  }
  return JSON.stringify(file, (_, value: unknown) =>
    typeof value === 'string' ? withoutAddresses(value) : value,
  )
}

function withoutAddresses(text: string): string {
  return text.includes('@') ? text.replace(ADDRESS, '…') : text
}

interface Tables {
  readonly nodes: ReadonlyMap<UniqueId, number>
  readonly contents: ReadonlyMap<Luid, number>
  readonly extracts: ReadonlyMap<ExtractKey, number>
  readonly places: Table<CatalogueFile['places'][number]>
  readonly words: Table<string>
  readonly tables: Table<CatalogueTable>
}

/** Rows that are named by their place, each once. */
class Table<Row> {
  readonly rows: Row[] = []
  readonly #places = new Map<string, number>()

  placeOf(row: Row): number {
    const key = JSON.stringify(row)
    const place = this.#places.get(key) ?? this.rows.push(row) - 1
    this.#places.set(key, place)
    return place
  }
}

/**
 * What exposures name and what has a name that Tableau reads, all above these, and the tests that may hold any of it back:
 * those that read nothing else (dbt/health.ts). No other node can change a plan.
 */
function nodesNeeded(
  project: ProjectGraph,
  lineages: readonly ContentLineage[],
  { dashboards, datasources }: Discovery,
): DbtNode[] {
  const tables = lineages.flatMap(readingsIn).flatMap((reading) => reading.tables)
  const names = new Set(tables.map((table) => relationOfTable(table)?.name))
  const read = [...project.nodes.values()]
    .filter((node) => standsInWarehouse(node) && relationsOf(node, []).some(({ name }) => names.has(name)))
    .map(({ id }) => id)
  const named = project.exposures.flatMap(({ dependsOn }) => expandSemantics(dependsOn, project))
  const shown = [...dashboards, ...datasources].flatMap(({ upstream }) => upstream.map(({ node }) => node))
  const ids = new Set(ancestorsFirst([...named, ...shown, ...read], lineageOf(project)))
  const tests = [...project.nodes.values()].filter(
    ({ resourceType, parents }) =>
      isTest(resourceType) && parents.length > 0 && parents.every((id) => ids.has(id)),
  )
  return [...[...ids].flatMap((id) => project.nodes.get(id) ?? []), ...tests]
}

function writeNode(node: DbtNode, project: ProjectGraph, { nodes, places, words }: Tables): CatalogueNode {
  const { id, name, identifier, materialized, parents } = node
  const place = (): { at: number } => ({ at: places.placeOf([node.database, node.schema]) })
  const common = {
    id,
    ...some(
      'reads',
      parents.map((parent) => nodes.get(parent) ?? parent),
    ),
    ...(name !== nameInId(id) && { name }),
    ...(!node.canFail && { quiet: true as const }),
  }
  if (isTest(node.resourceType)) {
    return testedNode(parents, project.nodes) === undefined ? { ...common, ...place() } : common
  }
  return {
    ...common,
    ...place(),
    ...(materialized !== null && { as: words.placeOf(materialized) }),
    path: node.path,
    ...some(
      'tags',
      node.tags.map((tag) => words.placeOf(tag)),
    ),
    ...(identifier !== name && { identifier }),
    ...(node.latestPointer !== null && { pointer: node.latestPointer }),
  }
}

function writeExposure(
  exposure: DbtExposure,
  project: ProjectGraph,
  { nodes, words }: Tables,
): CatalogueExposure {
  const { id, name, label, url, maturity, path, meta } = exposure
  const owner = exposure.owners.find((one) => !one.includes('@'))
  return {
    id,
    name,
    ...(label !== null && { label }),
    ...(url !== null && { url }),
    ...(maturity !== null && { maturity }),
    ...(owner !== undefined && { owner }),
    ...some(
      'tags',
      exposure.tags.map((tag) => words.placeOf(tag)),
    ),
    path,
    reads: expandSemantics(exposure.dependsOn, project).map((read) => nodes.get(read) ?? read),
    ...(meta['active_exposure'] !== undefined && { settings: meta['active_exposure'] }),
  }
}

function writeContent(lineage: ContentLineage, tables: Tables): CatalogueContent {
  const { content, hasExtract, viaBridge } = lineage
  const live = writeReading(lineage.live, tables)
  return {
    kind: content.kind,
    luid: content.luid,
    name: content.name,
    ...(content.project !== null && { project: content.project }),
    ...(content.url !== null && { link: withoutServer(content.url) }),
    extract: hasExtract,
    ...(viaBridge && { bridge: true }),
    ...writeReading(lineage, tables),
    ...(Object.keys(live).length > 0 && { live }),
  }
}

function writeReading(reading: Reading, { contents, tables }: Tables): CatalogueReading {
  return {
    ...some(
      'tables',
      reading.tables.map(({ name, schema, fullName, database, connectionType }) =>
        tables.placeOf([name, schema, fullName, database, connectionType]),
      ),
    ),
    ...some(
      'reads',
      reading.reads.map((luid) => contents.get(luid) ?? luid),
    ),
    ...some('gaps', reading.gaps),
  }
}

function withoutServer(url: string): string {
  if (!URL.canParse(url)) return url
  const { pathname, search, hash } = new URL(url)
  return `${pathname}${search}${hash}`
}

function writeFinding(finding: Finding, { contents }: Tables): CatalogueFile['found'][number][1] {
  if (finding.kind !== 'found') return finding.kind
  return contents.get(finding.content.luid) ?? 'not-found'
}

function writeDiscovered(
  { upstream, extracts, owner }: DiscoveredDashboard | DiscoveredDatasource,
  content: DiscoveredContent & Partial<Pick<DiscoveredDashboard['workbook'], 'sheets'>>,
  { nodes, contents, extracts: places, words }: Tables,
): CatalogueDiscovered[] {
  const place = contents.get(content.luid)
  if (place === undefined) return []
  const [address] = content.sheets?.flatMap(({ path }) => path.split('/', 1)) ?? []
  return [
    {
      content: place,
      reads: upstream.map(({ node }) => nodes.get(node) ?? node),
      extracts: extracts.flatMap((key) => places.get(key) ?? []),
      ...(address !== undefined && address !== '' && { address }),
      ...(owner?.name?.includes('@') === false && { owner: words.placeOf(owner.name) }),
    },
  ]
}

/** Nothing at all for an empty list. */
function some<Name extends string, T>(name: Name, list: readonly T[]): Partial<Record<Name, T[]>> {
  return list.length === 0 ? {} : ({ [name]: [...list] } as Partial<Record<Name, T[]>>)
}
