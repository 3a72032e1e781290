import { timestamp } from '../clock.js'
import type {
  CustomSql,
  Database,
  Datasource,
  Embedded,
  Flow,
  Project,
  Site,
  Table,
  User,
  VirtualConnection,
  VirtualTable,
  Workbook,
} from '../content/model.js'
import { luidOf, numberOf } from '../content/names.js'
import type { Jobs } from '../state/jobs.js'
import { maySee } from '../state/permissions.js'
import type { ReaderIndex } from './lineage.js'
import { connection, plainList, type ListArguments, type ListContext, type Node } from './lists.js'

/** Makes nodes of every kind. An interface, because lineage is cyclic and imports must not be. */
interface Makers {
  workbook(one: Workbook): Node
  views(one: Workbook, type: 'sheet' | 'dashboard' | 'any'): Node[]
  embedded(workbook: Workbook, source: Embedded): Node
  datasource(one: Datasource): Node
  flow(one: Flow): Node
  table(one: Table): Node
  database(one: Database): Node
  customSql(one: CustomSql): Node
  virtualConnection(one: VirtualConnection): Node
  virtualTable(one: VirtualTable): Node
}

/** One query's view of a site: user, time and cost. */
export interface Graph extends ListContext {
  readonly site: Site
  readonly user: User
  readonly now: number
  readonly jobs: Jobs
  /** Of databases and tables, for users who are not administrators. */
  readonly tablesHidden: boolean
  /** Whether the answer contains published data sources that the user may not see. */
  readonly showsHiddenSources: boolean
  readonly readersOf: { readonly table: ReaderIndex<Table>; readonly customSql: ReaderIndex<CustomSql> }
  readonly make: Makers
}

type Content = Workbook | Datasource | Flow | VirtualConnection

/** A lineage member in both its forms, computed only on request. */
export function many(
  graph: Graph,
  name: string,
  produce: () => readonly Node[],
): Record<string, (args: ListArguments) => unknown> {
  const connectionName = `${name}Connection`
  return {
    [name]: (args: ListArguments) => plainList(graph, name, produce(), args),
    [connectionName]: (args: ListArguments) => connection(graph, connectionName, produce(), args),
  }
}

export function isHidden(graph: Graph, content: Content): boolean {
  return !maySee(graph.user, content)
}

export function userNode(user: User, site: Site): Node {
  const number = numberOf('user', user.name)
  return {
    __typename: 'TableauUser',
    id: luidOf('graphql', site.contentUrl, 'user', user.name),
    hidden: false,
    luid: user.luid,
    uri: `sites/${site.number}/users/${number}`,
    vizportalId: String(number),
    username: user.name,
    name: user.fullName,
    domain: 'local',
    email: user.email,
  }
}

export function siteNode(site: Site): Node {
  return {
    __typename: 'TableauSite',
    id: luidOf('graphql', site.contentUrl, 'site'),
    hidden: false,
    luid: site.luid,
    name: site.name,
    uri: `sites/${site.number}`,
  }
}

export function tagNodes(tags: readonly string[], site: Site): Node[] {
  return tags.map((name) => ({
    __typename: 'Tag',
    id: luidOf('graphql', site.contentUrl, 'tag', name),
    hidden: false,
    name,
  }))
}

/** The project of content. In REST, content of a Personal Space has none (docs/facts/tableau.md#personal-space). */
export function containerOf(project: Project, personalSpace: boolean) {
  if (personalSpace) {
    return {
      projectName: 'Personal Space',
      projectLuid: null,
      projectVizportalUrlId: null,
      ...PERSONAL_SPACE,
    }
  }
  return {
    projectName: project.name,
    projectLuid: project.luid,
    projectVizportalUrlId: String(project.number),
    containerType: 'project',
    containerName: project.name,
  }
}

const PERSONAL_SPACE = { containerType: 'personalSpace', containerName: 'Personal Space' }

/** Never true of an extract: all three times are null for a live connection (derived). */
export function extractTimesOf(graph: Graph, content: Workbook | Datasource, hasExtract: boolean) {
  if (!hasExtract) {
    return {
      extractLastRefreshTime: null,
      extractLastIncrementalUpdateTime: null,
      extractLastUpdateTime: null,
    }
  }
  const { full, incremental, update } = graph.jobs.extractTimes(content, graph.now)
  return {
    extractLastRefreshTime: full === undefined ? null : timestamp(full),
    extractLastIncrementalUpdateTime: incremental === undefined ? null : timestamp(incremental),
    extractLastUpdateTime: timestamp(update),
  }
}
