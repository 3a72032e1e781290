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
import { lastPart, relationOfTable, relationsOf } from './relations.js'
import { type Answers, NOT_FOUND } from './tableau-answers.js'

/** What a run without dbt's artifacts plans from: the parts of dbt's project and of Tableau's answers that a plan needs. */
export interface Catalogued {
  readonly project: ProjectGraph
  readonly answers: Answers
  /** What discovery adds to the project's own exposures. */
  readonly discovery: Discovery
}

/** Raised with every change of the schema. A catalogue in another format is ignored until a run with dbt's artifacts replaces it. */
const FORMAT = 3

/**
 * The catalogue as JSON, without e-mail addresses, since everybody who can open a pull request can read state. The same project
 * and answers give the same text.
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
    typeof value === 'string' ? withoutEmails(value) : value,
  )
}

/** Reads what `writeCatalogue` wrote for content on `server`; null if it is invalid or in another format. */
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

/** Computes the keys, which the file lacks because they look like e-mail addresses. Tests follow the nodes that they read. */
function withKeys(all: readonly Omit<DbtNode, 'key'>[]): Map<UniqueId, DbtNode> {
  const nodes = new Map<UniqueId, DbtNode>()
  for (const one of all) {
    const owner = isTest(one.resourceType) ? (testedNode(one.parents, nodes) ?? one) : one
    nodes.set(one.id, { ...one, key: nodeKey(one.id, owner) })
  }
  return nodes
}

const nullableText = z.string().nullable()
const uniqueId = z.custom<UniqueId>(isText)
const luid = z.custom<Luid>(isText)
/** A member that no plan needs: null in the file and when read. */
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
  // Only the exposures-file needs it, and that needs dbt's artifacts.
  access: notKept,
  parents: z.array(uniqueId),
  path: z.string(),
  tags: z.array(z.string()),
  canFail: z.boolean(),
  // Only a build needs it, to detect a changed view.
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
  // A gap that only a later release knows.
  gaps: z.array(z.enum(GAPS).catch('incomplete')),
}

/** An exposure may link to a workbook by its content URL, which is the part before the `/` of any sheet: one sheet is enough. */
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

/** The schema, for writing and for reading; it drops what no plan needs. `link` transforms each URL of Tableau content. */
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
    // An old value does not show who has refreshed since.
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

/** The path of a URL: state is kept per server. */
function withoutServer(url: string): string {
  if (!URL.canParse(url)) return url
  const { pathname, search, hash } = new URL(url)
  return `${pathname}${search}${hash}`
}

/** Adds the server again, without its path: if a reverse proxy adds a path, the stored link has it. */
function onServer(server: string): (link: string) => string {
  const origin = URL.canParse(server) ? new URL(server).origin : server
  return (link) => (link.startsWith('/') ? `${origin}${link}` : link)
}

/** The limit keeps matching fast on long text. */
const EMAIL = /[^\s"'<>()@/:;,|]{1,64}@[^\s"'<>()@/:;,|]+\.\p{L}{2,}/gu

function withoutEmails(text: string): string {
  return text.includes('@') ? text.replace(EMAIL, '…') : text
}

/**
 * The nodes that can change a plan: those that exposures name or whose name Tableau reads, their ancestors, and the tests that
 * may hold any of these back, which are those that read no other node (dbt/health.ts).
 */
function nodesNeeded(
  project: ProjectGraph,
  lineages: readonly ContentLineage[],
  { dashboards, datasources }: Discovery,
): DbtNode[] {
  const tables = lineages.flatMap(readingsIn).flatMap((one) => one.tables)
  const names = new Set(tables.map((one) => lastPart(relationOfTable(one)?.name ?? '')))
  const read = [...project.nodes.values()]
    .filter((one) => hasRelation(one) && relationsOf(one, []).some(({ name }) => names.has(lastPart(name))))
    .map(({ id }) => id)
  const named = project.exposures.flatMap(({ dependsOn }) => expandSemantics(dependsOn, project))
  const shown = [...dashboards, ...datasources].flatMap(({ upstream }) => upstream.map((one) => one.node))
  const ids = new Set(ancestorsFirst([...named, ...shown, ...read], lineageOf(project)))
  const tests = [...project.nodes.values()].filter(
    ({ resourceType, parents }) =>
      isTest(resourceType) && parents.length > 0 && parents.every((id) => ids.has(id)),
  )
  // A selector never matches a test, and without dbt's artifacts no file is named.
  const withoutPaths = tests.map((one) => ({ ...one, path: '' }))
  return [...[...ids].flatMap((id) => project.nodes.get(id) ?? []), ...withoutPaths]
}
