import { site as siteModel } from '../tableau/content/build.js'
import {
  type CustomSqlInput,
  datasource,
  workbook,
  type SiteInput,
  type TableInput,
} from '../tableau/content/input.js'
import type { WorldFreeze } from './freezes.js'
import type { Random } from './random.js'

/** `mesh`: a public model of another project, which this one only reads. */
export type NodeKind =
  'source' | 'mesh' | 'seed' | 'table' | 'incremental' | 'view' | 'ephemeral' | 'snapshot' | 'dynamic_table'

/** What the nodes are that have changed their kind, by id. */
export type Kinds = Readonly<Record<string, NodeKind>>

export interface WorldNode {
  readonly id: string
  readonly name: string
  readonly kind: NodeKind
  readonly parents: readonly string[]
}

export interface WorldTest {
  readonly id: string
  readonly name: string
  readonly parents: readonly string[]
}

/** Settings of an exposure, as in its YAML. */
export interface WorldSettings {
  readonly minutes: number | null
  readonly at: string | null
  readonly timezone: string | null
  readonly updatesOn: 'any' | 'all' | null
  readonly onUpstreamFailure: 'refresh' | null
  readonly incremental: boolean
  readonly weekly: WeeklyTimes | null
  readonly freezes: readonly WorldFreeze[]
  /** In minutes; 0 promises nothing, null leaves it to the input. */
  readonly staleAfter: number | null
}

/** Several times, or days of the week, in `build_after`. */
export interface WeeklyTimes {
  /** As in the YAML. */
  readonly at: readonly string[]
  readonly days: readonly string[] | null
  /** What these mean. Days are as in cron: Sunday is 0. */
  readonly times: readonly { readonly time: string; readonly days: readonly number[] }[]
  /** Between one time and the next. */
  readonly longestDays: number
}

export interface WorldExposure {
  readonly name: string
  /** Path of a workbook or data source. */
  readonly shows: string
  readonly dependsOn: readonly string[]
  readonly settings: WorldSettings
  /** False if nobody wrote it, and only discovery finds it. */
  readonly isDeclared: boolean
}

/** The second site has content of its own, which another step of the same workflow refreshes. */
export type SiteName = 'acme' | 'beta'

/** A workbook or data source and what is in it. */
export interface WorldContent {
  readonly kind: 'workbook' | 'datasource'
  readonly site: SiteName
  /** No other content of any site has it. */
  readonly path: string
  readonly luid: string
  /** Nodes whose tables its own extract reads. */
  readonly tables: readonly string[]
  /** Published data sources that its extract reads. */
  readonly reads: readonly string[]
  /** Published data sources that it shows live, beside an extract or without one. */
  readonly shows: readonly string[]
  /** Something else that its extract reads and whose upstream is unknown. */
  readonly beside: 'a file' | 'a view made by hand' | 'custom SQL' | null
  /** Its own tables are read by custom SQL that Tableau understands. */
  readonly hasSql: boolean
  /** A data source that Tableau Bridge refreshes. */
  readonly isBridge: boolean
  /** How Tableau shows a data source that the action's user may not see; null for one that the user sees. */
  readonly hidden: 'named' | 'missing' | null
}

export function hasExtract({ tables, reads }: Pick<WorldContent, 'tables' | 'reads'>): boolean {
  return tables.length + reads.length > 0
}

export interface Project {
  /** Parents come before their children. */
  readonly nodes: readonly WorldNode[]
  readonly tests: readonly WorldTest[]
  readonly exposures: readonly WorldExposure[]
  readonly contents: readonly WorldContent[]
  /** Sources whose freshness is measured. */
  readonly measured: readonly string[]
  /** Those of them that have no load time, as an empty table has none. */
  readonly untimed: readonly string[]
  /** What Tableau calls dbt's database; another name takes `relation-map`. */
  readonly database: 'ANALYTICS' | 'WAREHOUSE'
  /** The input `discover`. */
  readonly discovers: boolean
  /** Whether the workflow also builds the project of the `mesh` nodes. */
  readonly hasFinance: boolean
}

export const SERVER = 'https://tableau.example'
export const SITE = 'acme'
/** The publisher. Content of the action's own user would be exempt from permissions. */
const OWNER = 'ada@example.com'

/** A small project with all kinds of nodes, data sources and workbooks. */
export function projectOf(random: Random): Project {
  const nodes = nodesOf(random)
  const tests = testsOf(nodes, random)
  const contents = contentsOf(nodes, random)
  const exposures = exposuresOf(contents, nodes, random)
  // Later additions are drawn last, so that the rest of a seed's project stays the same.
  const all = random.chance(0.25) ? withMesh(nodes, random) : nodes
  const seen = random.chance(0.4) ? withHidden(contents, random) : contents
  const sources = all.filter(({ kind }) => kind === 'source').map(({ id }) => id)
  const contentsAsRead = readInOtherWays(seen, random)
  const measured = random.chance(0.4) ? random.some(sources, 0.7) : []
  const untimed = random.some(measured, 0.2)
  const database = random.chance(0.2) ? 'WAREHOUSE' : 'ANALYTICS'
  const dated = withCalendars(exposures, random)
  const second = random.chance(0.25) ? contentsOfSecondSite(nodes, random) : []
  const more = withCalendars(exposuresOf(second, nodes, random, 'second'), random)
  const discovers = !hidesContent({ contents: contentsAsRead }) && random.chance(0.35)
  return {
    nodes: all,
    tests,
    contents: [...contentsAsRead, ...second],
    exposures: [...(discovers ? withoutSome(dated, contentsAsRead, random) : dated), ...more],
    measured,
    untimed,
    database,
    discovers,
    hasFinance: all !== nodes && random.chance(0.6),
  }
}

/** The same project, in which some nodes have changed their kind. */
export function withKinds(project: Project, kinds: Kinds): Project {
  return {
    ...project,
    nodes: project.nodes.map((node) => ({ ...node, kind: kinds[node.id] ?? node.kind })),
  }
}

/**
 * Nobody has written some of the exposures: discovery has to find their content. Of content that shares a data source either all is
 * declared or nothing. Others do not name everything that their content reads, which is drift.
 */
function withoutSome(
  exposures: readonly WorldExposure[],
  contents: readonly WorldContent[],
  random: Random,
): WorldExposure[] {
  const groups = new Map<string, boolean>()
  const isLeftOut = (path: string): boolean => {
    const [group = path] = allBehindPaths(path, contents).filter((one) => one !== path)
    const known = groups.get(group) ?? random.chance(0.5)
    groups.set(group, known)
    return known
  }
  const written = exposures
    .filter(({ shows }) => !isLeftOut(shows))
    .map((exposure) => {
      const [, ...rest] = exposure.dependsOn
      return rest.length > 0 && random.chance(0.3) ? { ...exposure, dependsOn: rest } : exposure
    })
  const isKnown = ({ path }: WorldContent): boolean => written.some(({ shows }) => shows === path)
  // A data source that a workbook reads is found with that.
  const isRead = ({ path }: WorldContent): boolean =>
    contents.some(({ reads, shows }) => [...reads, ...shows].includes(path))
  const found = contents.filter((content) => !isKnown(content) && !isRead(content))
  return [...written, ...found.map((content) => foundExposure(content, contents))]
}

function foundExposure(content: WorldContent, contents: readonly WorldContent[]): WorldExposure {
  const read = allBehind(content, contents).flatMap(({ tables }) => tables)
  return {
    name: content.path,
    shows: content.path,
    dependsOn: [...new Set(read)],
    settings: NO_SETTINGS,
    isDeclared: false,
  }
}

function allBehindPaths(path: string, contents: readonly WorldContent[]): string[] {
  const content = contents.find((one) => one.path === path)
  return content === undefined ? [] : allBehind(content, contents).map((one) => one.path)
}

/** One workbook, or two, and often a data source that the first one reads. */
function contentsOfSecondSite(nodes: readonly WorldNode[], random: Random): WorldContent[] {
  const marts = nodes.filter(({ name }) => /^(fct|rpt|history)/.test(name)).map(({ id }) => id)
  const own = { site: 'beta', beside: null, shows: [], ...PLAIN } as const
  const hasSource = random.chance(0.5)
  const source = {
    ...own,
    kind: 'datasource',
    path: 'Shop/Second',
    tables: [random.pick(marts)],
    reads: [],
  } as const
  const first = {
    ...own,
    kind: 'workbook',
    path: 'Shop/Board 8',
    tables: [random.pick(marts)],
    reads: hasSource ? [source.path] : [],
  } as const
  const other = {
    ...own,
    kind: 'workbook',
    path: 'Shop/Board 9',
    tables: [random.pick(marts)],
    reads: [],
  } as const
  return withLuids([...(hasSource ? [source] : []), first, ...(random.chance(0.5) ? [other] : [])], 'beta')
}

function withLuids(contents: readonly Omit<WorldContent, 'luid'>[], contentUrl: SiteName): WorldContent[] {
  const built = siteModel(siteInput(contents, { contentUrl }))
  const all = [...built.workbooks, ...built.datasources]
  return contents.map((content) => ({
    ...content,
    luid: all.find(({ path }) => path === content.path)?.luid ?? '',
  }))
}

/** Through custom SQL, which Tableau may understand or not, or through Tableau Bridge. */
function readInOtherWays(contents: readonly WorldContent[], random: Random): WorldContent[] {
  return contents.map((content) => {
    const { kind, tables, beside } = content
    const isUnread = beside === 'a view made by hand' && random.chance(0.4)
    return {
      ...content,
      beside: isUnread ? 'custom SQL' : beside,
      hasSql: tables.length > 0 && random.chance(0.15),
      isBridge: kind === 'datasource' && random.chance(0.2),
    }
  })
}

/** Hides the published data sources that workbooks read or show from the action's user. */
function withHidden(contents: readonly WorldContent[], random: Random): WorldContent[] {
  const hidden = random.pick(['named', 'missing'] as const)
  const read = new Set(contents.flatMap(({ reads, shows }) => [...reads, ...shows]))
  return contents.map((content) => (read.has(content.path) ? { ...content, hidden } : content))
}

/** Adds a public model of another project, which one model reads. */
function withMesh(nodes: readonly WorldNode[], random: Random): WorldNode[] {
  const mesh: WorldNode = { id: 'model.finance.ledger', name: 'ledger', kind: 'mesh', parents: [] }
  const reader = random.pick(nodes.filter(({ parents }) => parents.length > 0))
  const read = (node: WorldNode): WorldNode =>
    node === reader ? { ...node, parents: [...node.parents, mesh.id] } : node
  return [mesh, ...nodes.map(read)]
}

function nodesOf(random: Random): WorldNode[] {
  const nodes: WorldNode[] = []
  const add = (kind: NodeKind, name: string, parents: readonly string[]): void => {
    const type = { source: 'source', seed: 'seed', snapshot: 'snapshot' }[kind as string] ?? 'model'
    nodes.push({ id: `${type}.shop.${kind === 'source' ? 'raw.' : ''}${name}`, name, kind, parents })
  }
  const idsFrom = (start: number): string[] => nodes.slice(start).map(({ id }) => id)
  for (const i of upTo(2, random)) add('source', `raw_${i}`, [])
  if (random.chance(0.4)) add('seed', 'countries', [])
  const roots = idsFrom(0)
  for (const i of upTo(3, random))
    add(random.pick(['view', 'view', 'ephemeral', 'table']), `stg_${i}`, someOf(roots, random))
  if (random.chance(0.3)) add('snapshot', 'history', someOf(roots, random))
  const staging = idsFrom(roots.length)
  for (const i of upTo(3, random))
    add(random.chance(0.15) ? 'dynamic_table' : 'table', `fct_${i}`, someOf(staging, random))
  if (random.chance(0.5)) add('view', 'rpt_0', someOf(idsFrom(roots.length + staging.length), random))
  return nodes
}

function upTo(most: number, random: Random): number[] {
  return Array.from({ length: random.int(1, most) }, (_, index) => index)
}

function someOf(ids: readonly string[], random: Random): string[] {
  const some = random.some(ids, 0.5)
  return some.length > 0 ? some : [random.pick(ids)]
}

function testsOf(nodes: readonly WorldNode[], random: Random): WorldTest[] {
  const tests = nodes
    .filter(({ kind }) => kind !== 'ephemeral' && random.chance(0.4))
    .map(({ id, name }) => ({ id: `test.shop.not_null_${name}`, name: `not_null_${name}`, parents: [id] }))
  const tables = nodes.filter(({ kind }) => kind === 'table' || kind === 'view').map(({ id }) => id)
  if (tables.length > 1 && random.chance(0.5)) {
    const [one, other] = [tables[0] ?? '', tables.at(-1) ?? '']
    tests.push({ id: 'test.shop.relationships_0', name: 'relationships_0', parents: [one, other] })
  }
  return tests
}

const PLAIN = { hidden: null, hasSql: false, isBridge: false } as const

function contentsOf(nodes: readonly WorldNode[], random: Random): WorldContent[] {
  const readable = nodes.filter(({ kind }) => kind !== 'ephemeral').map(({ id }) => id)
  const marts = nodes.filter(({ name }) => /^(fct|rpt|history)/.test(name)).map(({ id }) => id)
  const tables = (): string[] => [
    ...new Set([random.pick(marts), ...(random.chance(0.3) ? [random.pick(readable)] : [])]),
  ]
  const contents: Omit<WorldContent, 'luid'>[] = []
  const beside = (): WorldContent['beside'] =>
    random.chance(0.2) ? random.pick(['a file', 'a view made by hand'] as const) : null
  if (random.chance(0.6)) {
    const path = 'Shop/Orders'
    const rest = { reads: [], shows: [], ...PLAIN }
    contents.push({ kind: 'datasource', site: SITE, path, tables: tables(), beside: beside(), ...rest })
  }
  for (const i of upTo(3, random)) {
    const sources = contents
      .filter(({ kind }) => kind === 'datasource' && random.chance(0.5))
      .map(({ path }) => path)
    const own = sources.length > 0 && random.chance(0.4) ? [] : tables()
    const isLive = random.chance(0.5)
    const [reads, shows] = isLive ? [[], sources] : [sources, []]
    contents.push({
      kind: 'workbook',
      site: SITE,
      path: `Shop/Board ${i}`,
      tables: own,
      reads,
      shows,
      beside: own.length > 0 ? beside() : null,
      ...PLAIN,
    })
  }
  return withLuids(contents, 'acme')
}

function exposuresOf(
  contents: readonly WorldContent[],
  nodes: readonly WorldNode[],
  random: Random,
  name = 'exposure',
): WorldExposure[] {
  return contents
    .filter(({ kind, site }) => kind === 'workbook' || (site === SITE && random.chance(0.3)))
    .map((content, index) => {
      const behind = allBehind(content, contents)
      const more = random.chance(0.15) ? [random.pick(nodes.map(({ id }) => id))] : []
      return {
        name: `${name}_${index}`,
        shows: content.path,
        dependsOn: [...new Set([...behind.flatMap(({ tables }) => tables), ...more])],
        settings: settingsOf(random),
        isDeclared: true,
      }
    })
}

const NO_SETTINGS: WorldSettings = {
  minutes: null,
  at: null,
  timezone: null,
  updatesOn: null,
  onUpstreamFailure: null,
  incremental: false,
  weekly: null,
  freezes: [],
  staleAfter: null,
}

function settingsOf(random: Random): WorldSettings {
  const own = random.chance(0.35)
  const at = own && random.chance(0.4) ? random.pick(['06:30', '02:30', '23:00']) : null
  return {
    minutes: own ? (at === null ? random.pick([60, 240, 720, 1440, 2880]) : 1440) : null,
    at,
    timezone: at === null ? null : random.pick(['Europe/Berlin', 'America/New_York', 'UTC']),
    updatesOn: random.chance(0.15) ? random.pick(['any', 'all']) : null,
    onUpstreamFailure: random.chance(0.08) ? 'refresh' : null,
    incremental: random.chance(0.15),
    weekly: null,
    freezes: [],
    staleAfter: null,
  }
}

/** Gives some exposures times of a week, and some a freeze. */
function withCalendars(exposures: readonly WorldExposure[], random: Random): WorldExposure[] {
  return exposures.map((exposure) => {
    const { settings } = exposure
    const weekly = random.chance(0.12) ? random.pick(WEEKLY) : null
    const timezone = random.pick(['Europe/Berlin', 'America/New_York', 'UTC'])
    const times = weekly === null ? {} : { minutes: null, at: null, timezone, weekly }
    const freezes = random.chance(0.12) ? [recurringFreeze(random)] : []
    const staleAfter = random.chance(0.2) ? random.pick([0, 90, 1500]) : null
    return { ...exposure, settings: { ...settings, ...times, freezes, staleAfter } }
  })
}

/** The end of each month, or a day of the week. */
export function recurringFreeze(random: Random): WorldFreeze {
  return {
    kind: 'cron',
    on: random.pick(['L', 1, 5, 6] as const),
    at: random.pick(['18:00', '04:30'] as const),
    hours: random.pick([3, 14, 30]),
    timezone: random.pick([null, 'America/New_York', 'Europe/Berlin']),
  }
}

const WORKDAYS = [1, 2, 3, 4, 5]

const WEEKLY: readonly WeeklyTimes[] = [
  {
    at: ['07:00', '13:00', '18:00'],
    days: ['mon-fri'],
    times: ['07:00', '13:00', '18:00'].map((time) => ({ time, days: WORKDAYS })),
    longestDays: 3,
  },
  {
    at: ['01:00', 'fri 16:00'],
    days: null,
    times: [
      { time: '01:00', days: [0, ...WORKDAYS, 6] },
      { time: '16:00', days: [5] },
    ],
    longestDays: 1,
  },
  {
    at: ['05:30'],
    days: ['Monday', 'thu'],
    times: [{ time: '05:30', days: [1, 4] }],
    longestDays: 4,
  },
]

/** The Tableau site with this content. */
export function siteInput(
  contents: readonly Omit<WorldContent, 'luid'>[],
  { database = 'ANALYTICS', ...rest }: Partial<SiteInput> & { readonly database?: Project['database'] } = {},
): SiteInput {
  return {
    contentUrl: SITE,
    users: [
      {
        name: 'ci@example.com',
        ...accessTo(contents),
        tokens: [
          { name: 'ci', secret: 's3cret' },
          { name: 'second', secret: 's3cret-too' },
        ],
      },
      { name: OWNER },
    ],
    projects: ['Shop'],
    datasources: contents
      .filter(({ kind }) => kind === 'datasource')
      .map((content) =>
        datasource(content.path, {
          ...readBy(content, database),
          owner: OWNER,
          bridge: content.isBridge,
        }),
      ),
    workbooks: contents
      .filter(({ kind }) => kind === 'workbook')
      .map((content) =>
        workbook(content.path, {
          owner: OWNER,
          views: ['Overview'],
          reads: [...content.shows],
          embedded: hasExtract(content) ? [{ ...readBy(content, database), reads: [...content.reads] }] : [],
        }),
      ),
    ...rest,
  }
}

/** An administrator, or a user who may refresh everything that is not hidden from them. */
function accessTo(
  contents: readonly Pick<WorldContent, 'path' | 'hidden'>[],
): Pick<NonNullable<SiteInput['users']>[number], 'admin' | 'sees' | 'refreshes'> {
  if (!hidesContent({ contents })) return { admin: true }
  const visible = contents.filter(({ hidden }) => hidden === null).map(({ path }) => path)
  return { admin: false, sees: visible, refreshes: visible }
}

/** Then the action's user is no administrator. */
export function hidesContent({
  contents,
}: {
  readonly contents: readonly Pick<WorldContent, 'hidden'>[]
}): boolean {
  return contents.some(({ hidden }) => hidden !== null)
}

/** The content itself and the data sources that it reads or shows. */
export function allBehind<T extends Pick<WorldContent, 'path' | 'reads' | 'shows'>>(
  content: T,
  contents: readonly T[],
): T[] {
  const { reads, shows } = content
  return [content, ...contents.filter(({ path }) => reads.includes(path) || shows.includes(path))]
}

function readBy(
  { tables, beside, hasSql }: Pick<WorldContent, 'tables' | 'beside' | 'hasSql'>,
  database: Project['database'],
): { tables: TableInput[]; customSql: CustomSqlInput[] } {
  const own = tables.map((id) => tableOf(id, database))
  // Tableau keeps no more than the names of the tables in custom SQL (docs/facts/tableau.md#custom-sql).
  const names = own.map((table) => table.split('.').at(-1) ?? '')
  const parsed = hasSql ? [{ query: `select * from ${own.join(', ')}`, tables: names }] : []
  const unread = beside === 'custom SQL' ? [{ query: 'select count( from', unsupported: true }] : []
  const others = beside === null || beside === 'custom SQL' ? [] : [BESIDE[beside]]
  return { tables: [...(hasSql ? [] : own), ...others], customSql: [...parsed, ...unread] }
}

const BESIDE: Readonly<Record<'a file' | 'a view made by hand', TableInput>> = {
  'a file': { name: 'Extract', schema: 'Extract', connectionType: 'hyper', database: 'targets.hyper' },
  'a view made by hand': 'ANALYTICS.PROD.MADE_BY_HAND',
}

/** The table of a node in production. */
function tableOf(id: string, database: Project['database']): string {
  const name = (id.split('.').at(-1) ?? '').toUpperCase()
  return `${database}.${schemaOf(id)}.${name}`
}

function schemaOf(id: string): string {
  if (id.startsWith('source.')) return 'RAW'
  return isBuiltHere(id) ? 'PROD' : 'FINANCE'
}

/** False for sources and for nodes of another project: no build of this one writes them, so they are the same in every schema. */
export function isBuiltHere(id: string): boolean {
  return /^[a-z_]+[.]shop[.]/.test(id) && !id.startsWith('source.')
}

/** The ancestors of each node, itself included. */
export function ancestorsOf(project: Project): ReadonlyMap<string, ReadonlySet<string>> {
  const all = new Map<string, Set<string>>()
  for (const { id, parents } of project.nodes)
    all.set(id, new Set([id, ...parents.flatMap((parent) => [...(all.get(parent) ?? [])])]))
  return all
}

/**
 * For each node that no project of the run builds: the nodes that dbt runs and that read it, also through ephemeral models. `built`:
 * nodes of another project that this run builds too.
 */
export function readersOfSources(
  { nodes }: Project,
  built: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const readers = (id: string): string[] =>
    nodes
      .filter(({ parents }) => parents.includes(id))
      .flatMap((node) => (node.kind === 'ephemeral' ? readers(node.id) : [node.id]))
  return new Map(
    nodes.filter(({ id }) => !isBuiltHere(id) && !built.includes(id)).map(({ id }) => [id, readers(id)]),
  )
}

/** dbt's rule: a test holds back the nodes that are downstream of everything the test reads. */
export function heldByTest(project: Project): ReadonlyMap<string, readonly string[]> {
  const ancestors = ancestorsOf(project)
  return new Map(
    project.nodes.map(({ id }) => [
      id,
      project.tests
        .filter(({ parents }) => parents.every((parent) => ancestors.get(id)?.has(parent)))
        .map((test) => test.id),
    ]),
  )
}
