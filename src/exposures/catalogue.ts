import * as z from 'zod'
import { parseJson } from '../base/json.js'
import { ancestorsFirst, expandSemantics, lineageOf } from '../dbt/lineage.js'
import {
  type DbtExposure,
  type DbtNode,
  isTest,
  nodeKey,
  type ProjectGraph,
  testedNode,
} from '../dbt/manifest.js'
import type { UniqueId } from '../dbt/types.js'
import { type ContentLineage, type ExtractKey, GAPS, type Luid } from '../tableau/types.js'
import { byLuidOf, readingsIn } from './content-graph.js'
import { joinLineages } from './discovery/merge.js'
import { hasRelation } from './discovery/project-relations.js'
import { type Discovery, NOTHING_DISCOVERED } from './discovery/types.js'
import { relationOfTable, relationsOf } from './relations.js'
import { type Answers, NOT_FOUND } from './tableau-answers.js'

/** What a run without dbt's files plans from: of dbt's project and of Tableau's answers no more than planning needs. */
export interface Catalogued {
  readonly project: ProjectGraph
  readonly answers: Answers
  /** What discovery adds to the project's own exposures. */
  readonly discovery: Discovery
}

/** Goes up with every change of the schema: a catalogue of any other format is renewed by the next run with dbt's files. */
const FORMAT = 3

/**
 * The catalogue as JSON, without any person's address: everybody who can open a pull request can read state. The same
 * project and the same answers give the same text.
 */
export function writeCatalogue({ project, answers, discovery }: Catalogued): string {
  const lineages = joinLineages(answers.lineages, discovery.lineages)
  const byLuid = byLuidOf(lineages)
  const file = catalogue(withoutServer).parse({
    format: FORMAT,
    project: {
      ...project,
      nodes: nodesNeeded(project, lineages, discovery),
      exposures: project.exposures.map((exposure) => ({
        ...exposure,
        dependsOn: expandSemantics(exposure.dependsOn, project),
      })),
    },
    findings: [...answers.findings].map(([reference, finding]) => [
      reference,
      finding.kind === 'found' && !byLuid.has(finding.content.luid) ? NOT_FOUND : finding,
    ]),
    lineages,
    dashboards: discovery.dashboards.filter(({ workbook }) => byLuid.has(workbook.luid)),
    datasources: discovery.datasources.filter(({ datasource }) => byLuid.has(datasource.luid)),
  })
  return JSON.stringify(file, (_, value: unknown) =>
    typeof value === 'string' ? withoutAddresses(value) : value,
  )
}

/** Reads what `writeCatalogue` wrote for content on `server`; null where it is of another release, or broken. */
export function readCatalogue(text: string, server: string): Catalogued | null {
  const { data: file } = catalogue(onServer(server)).safeParse(parseJson(text))
  if (file === undefined) return null
  const { project, findings, lineages, dashboards, datasources } = file
  return {
    project: { ...project, nodes: withKeys(project.nodes), semantics: new Map() },
    answers: { findings: new Map(findings), lineages },
    discovery: { ...NOTHING_DISCOVERED, dashboards, datasources, lineages },
  }
}

/** A key has the form of an address, so it is worked out anew; what a test reads comes before it. */
function withKeys(all: readonly Omit<DbtNode, 'key'>[]): Map<UniqueId, DbtNode> {
  const nodes = new Map<UniqueId, DbtNode>()
  for (const one of all) {
    const home = isTest(one.resourceType) ? (testedNode(one.parents, nodes) ?? one) : one
    nodes.set(one.id, { ...one, key: nodeKey(one.id, home) })
  }
  return nodes
}

const nullableText = z.string().nullable()
const uniqueId = z.custom<UniqueId>(isText)
const luid = z.custom<Luid>(isText)
/** What no plan asks for: left out of the file, and null when read. */
const notKept = z.unknown().transform(() => null)
const noCandidates = z.unknown().transform((): [] => [])

function isText(value: unknown): boolean {
  return typeof value === 'string'
}

const node = z.object({
  id: uniqueId,
  resourceType: z.string(),
  name: z.string(),
  packageName: z.string(),
  database: nullableText,
  schema: nullableText,
  identifier: z.string(),
  latestPointer: nullableText,
  materialized: nullableText,
  // Only the exposures-file needs it, which needs dbt's files.
  access: notKept,
  parents: z.array(uniqueId),
  path: z.string(),
  tags: z.array(z.string()),
  canFail: z.boolean(),
  // Only a build needs it, to tell a changed view.
  codeHash: notKept,
}) satisfies z.ZodType<Omit<DbtNode, 'key'>>

const exposure = z
  .object({
    id: uniqueId,
    name: z.string(),
    label: nullableText,
    url: nullableText,
    maturity: nullableText,
    owners: z.array(z.string()),
    tags: z.array(z.string()),
    path: z.string(),
    dependsOn: z.array(uniqueId),
    meta: z.object({ active_exposure: z.unknown().optional() }),
  })
  .transform(({ owners, ...rest }) => {
    const owner = owners.find((one) => !one.includes('@')) ?? null
    return { ...rest, owner, owners: owner === null ? [] : [owner] }
  }) satisfies z.ZodType<DbtExposure>

const table = z.object({
  name: nullableText,
  schema: nullableText,
  fullName: nullableText,
  database: nullableText,
  connectionType: nullableText,
})

const reading = {
  tables: z.array(table),
  reads: z.array(luid),
  // One that this release does not know is one all the same.
  gaps: z.array(z.enum(GAPS).catch('incomplete')),
}

/** By the content URL before the `/` an exposure may point at a workbook: one sheet tells it. */
const sheets = z.array(z.object({ path: z.string() })).transform((all) => {
  const address = all.map(({ path }) => path.split('/', 1).join()).find((part) => part !== '')
  return address === undefined ? [] : [{ path: `${address}/` }]
})

const discovered = {
  owner: z
    .object({ name: nullableText, email: notKept })
    .nullable()
    .transform((owner) => (owner?.name?.includes('@') === false ? owner : null)),
  upstream: z.array(
    z.object({ node: uniqueId, through: z.enum(['table', 'custom-sql']), certain: z.boolean() }),
  ),
  extracts: z.array(z.custom<ExtractKey>(isText)),
}

/** Keeps what a plan needs, both when it is written and when it is read. `link` is what becomes of a link in Tableau. */
function catalogue(link: (url: string) => string) {
  const url = z.string().transform(link)
  const content = z.object({
    kind: z.enum(['workbook', 'datasource']),
    luid,
    name: z.string(),
    project: nullableText,
    url: url.nullable(),
  })
  const finding = z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('found'), content }),
    z.object({ kind: z.enum(['not-found', 'ambiguous']), candidates: noCandidates }),
  ])
  const lineage = z.object({
    content,
    hasExtract: z.boolean().nullable(),
    ...reading,
    live: z.object(reading),
    // What it was then says nothing about who has refreshed since.
    extractUpdatedAt: notKept,
    viaBridge: z.boolean(),
  }) satisfies z.ZodType<ContentLineage>
  const described = { luid, name: z.string(), projectPath: z.array(z.string()), url, description: notKept }
  return z.object({
    format: z.literal(FORMAT),
    project: z.object({
      nodes: z.array(node),
      exposures: z.array(exposure),
      disabledExposures: z.array(z.string()),
      adapterType: nullableText,
    }),
    findings: z.array(z.tuple([z.string(), finding])),
    lineages: z.array(lineage),
    dashboards: z.array(z.object({ workbook: z.object({ ...described, sheets }), ...discovered })),
    datasources: z.array(z.object({ datasource: z.object(described), ...discovered })),
  })
}

/** State is kept by server, so a link needs none. */
function withoutServer(url: string): string {
  if (!URL.canParse(url)) return url
  const { pathname, search, hash } = new URL(url)
  return `${pathname}${search}${hash}`
}

/** The path of a reverse proxy is a part of the link. */
function onServer(server: string): (link: string) => string {
  const origin = URL.canParse(server) ? new URL(server).origin : server
  return (link) => (link.startsWith('/') ? `${origin}${link}` : link)
}

/** The lengths keep it from running long. */
const ADDRESS = /[^\s"'<>()@/:;,|]{1,64}@[^\s"'<>()@/:;,|]+\.\p{L}{2,}/gu

function withoutAddresses(text: string): string {
  return text.includes('@') ? text.replace(ADDRESS, '…') : text
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
  const tables = lineages.flatMap(readingsIn).flatMap((one) => one.tables)
  const names = new Set(tables.map((one) => relationOfTable(one)?.name))
  const read = [...project.nodes.values()]
    .filter((one) => hasRelation(one) && relationsOf(one, []).some(({ name }) => names.has(name)))
    .map(({ id }) => id)
  const named = project.exposures.flatMap(({ dependsOn }) => expandSemantics(dependsOn, project))
  const shown = [...dashboards, ...datasources].flatMap(({ upstream }) => upstream.map((one) => one.node))
  const ids = new Set(ancestorsFirst([...named, ...shown, ...read], lineageOf(project)))
  const tests = [...project.nodes.values()].filter(
    ({ resourceType, parents }) =>
      isTest(resourceType) && parents.length > 0 && parents.every((id) => ids.has(id)),
  )
  return [...[...ids].flatMap((id) => project.nodes.get(id) ?? []), ...tests]
}
