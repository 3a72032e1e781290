import { behaviourOf, instantOf } from './behaviour.js'
import { Catalogue } from './catalogue.js'
import { Directory } from './directory.js'
import type {
  DatasourceInput,
  FlowInput,
  ReadsInput,
  SiteInput,
  VirtualConnectionInput,
  WorkbookInput,
} from './input.js'
import type {
  Datasource,
  Embedded,
  Flow,
  Lineage,
  Site,
  View,
  VirtualConnection,
  VirtualTable,
  Workbook,
} from './model.js'
import { ContentUrls, luidOf, numberOf, splitPath } from './names.js'
import { tasksOf } from './tasks.js'

const CREATED_AT = '2025-01-02T03:04:05Z'

const NO_LINEAGE: Lineage = {
  tables: [],
  customSql: [],
  reads: [],
  credits: [],
  virtualTables: [],
  hideUpstreamTables: false,
}

/** Turns the description of a site into its model. Throws if a path, an owner or a table name does not exist. */
export function site(input: SiteInput): Site {
  return new SiteBuilder(input).build()
}

class SiteBuilder {
  readonly #input: SiteInput
  readonly #catalogue: Catalogue
  readonly #directory: Directory
  readonly #datasources = new Map<string, Datasource>()
  readonly #virtualTables = new Map<string, VirtualTable>()

  constructor(input: SiteInput) {
    this.#input = input
    this.#catalogue = new Catalogue(input.contentUrl, input.connectionType ?? 'snowflake')
    this.#directory = new Directory(input)
  }

  build(): Site {
    const { virtualConnections = [], datasources = [], workbooks = [], flows = [], ...input } = this.#input
    const content = {
      virtualConnections: virtualConnections.map((one) => this.#virtualConnection(one)),
      datasources: this.#buildDatasources(datasources),
      workbooks: this.#buildWorkbooks(workbooks),
      flows: flows.map((flow) => this.#flow(flow)),
    }
    return {
      ...content,
      ...siteProperties(input),
      users: this.#directory.users,
      projects: this.#directory.projects,
      databases: this.#catalogue.databases,
      tables: this.#catalogue.tables,
      tasks: tasksOf(input, [...content.datasources, ...content.workbooks]),
    }
  }

  #luid(kind: string, name: string): string {
    return luidOf(this.#input.contentUrl, kind, name)
  }

  #graphqlId(kind: string, name: string): string {
    return luidOf('graphql', this.#input.contentUrl, kind, name)
  }

  #content(kind: string, input: FlowInput | DatasourceInput | WorkbookInput | VirtualConnectionInput) {
    const { project, name } = splitPath(input.path)
    return {
      luid: input.luid ?? this.#luid(kind, input.path),
      id: this.#graphqlId(kind, input.path),
      number: input.number ?? numberOf(this.#input.contentUrl, kind, input.path),
      name,
      path: input.path,
      project: this.#directory.project(project),
      owner: this.#directory.owner(input.owner),
      description: input.description ?? '',
      tags: input.tags ?? [],
      createdAt: instantOf(input.createdAt ?? CREATED_AT) ?? 0,
      lastRefreshedAt: instantOf(input.lastRefreshedAt),
      behaviour: behaviourOf(input),
    }
  }

  #lineage(input: ReadsInput, owner: string): Lineage {
    return {
      tables: (input.tables ?? []).map((table) => this.#catalogue.table(table)),
      customSql: (input.customSql ?? []).map((sql) => this.#catalogue.customSql(sql, owner)),
      reads: (input.reads ?? []).map((path) => found(this.#datasources, path, 'data source')),
      credits: (input.credits ?? []).map((path) => found(this.#datasources, path, 'data source')),
      virtualTables: (input.virtualTables ?? []).map((path) =>
        found(this.#virtualTables, path, 'virtual table'),
      ),
      hideUpstreamTables: input.hideUpstreamTables ?? false,
    }
  }

  /** In two passes, so that data sources may read each other in any order. */
  #buildDatasources(inputs: readonly DatasourceInput[]): Datasource[] {
    const urls = new ContentUrls()
    const built = inputs.map((input) => {
      const content = this.#content('datasource', input)
      const one: Datasource = {
        kind: 'datasource',
        ...content,
        contentUrl: input.contentUrl ?? urls.claim(content.name, input.path),
        hasExtract: input.extract ?? true,
        type: input.type ?? this.#input.connectionType ?? 'snowflake',
        certified: input.certified ?? false,
        bridge: input.bridge ?? false,
        lineage: NO_LINEAGE,
      }
      this.#datasources.set(input.path, one)
      this.#datasources.set(one.luid, one)
      return one
    })
    for (const [index, one] of built.entries()) one.lineage = this.#lineage(inputs[index] ?? {}, one.luid)
    return built
  }

  #buildWorkbooks(inputs: readonly WorkbookInput[]): Workbook[] {
    const urls = new ContentUrls()
    return inputs.map((input) => {
      const content = this.#content('workbook', input)
      return {
        kind: 'workbook',
        ...content,
        contentUrl: input.contentUrl ?? urls.claim(content.name, input.path),
        views: this.#views(input),
        embedded: this.#embedded(input),
        personalSpace: input.personalSpace ?? false,
      }
    })
  }

  #views(input: WorkbookInput): View[] {
    return (input.views ?? []).map((view) => {
      const { name, type, hidden, luid } = typeof view === 'string' ? { name: view } : view
      const path = `${input.path}/${name}`
      return {
        luid: luid ?? this.#luid('view', path),
        id: this.#graphqlId('view', path),
        name,
        urlName: name.replace(/[^\p{L}\p{N}_-]/gu, ''),
        type: type ?? 'dashboard',
        hidden: hidden ?? false,
        number: numberOf(this.#input.contentUrl, 'view', path),
      }
    })
  }

  #embedded(input: WorkbookInput): Embedded[] {
    const wrappers = (input.reads ?? []).map((path) => ({ reads: [path], extract: false }))
    return [...wrappers, ...(input.embedded ?? [])].map((source: ReadsInput, index) => {
      const lineage = this.#lineage(source, `${input.path}#${index}`)
      return {
        id: this.#graphqlId('embedded', `${input.path}#${index}`),
        name: source.name ?? lineage.reads[0]?.name ?? lineage.tables[0]?.name ?? `Embedded ${index + 1}`,
        hasExtract: source.extract ?? true,
        lineage,
      }
    })
  }

  #flow(input: FlowInput): Flow {
    const reads = (input.reads ?? []).map((path) => found(this.#datasources, path, 'data source'))
    return { kind: 'flow', ...this.#content('flow', input), reads }
  }

  #virtualConnection(input: VirtualConnectionInput): VirtualConnection {
    const tables: VirtualTable[] = []
    const connection: VirtualConnection = {
      kind: 'virtual-connection',
      ...this.#content('virtual-connection', input),
      tables,
    }
    for (const { name, reads, extracted } of input.tables) {
      const path = `${input.path}/${name}`
      const table: VirtualTable = {
        luid: this.#luid('virtual-table', path),
        id: this.#graphqlId('virtual-table', path),
        name,
        number: numberOf('virtual-table', path),
        table: reads === undefined ? undefined : this.#catalogue.table(reads),
        extracted: extracted ?? false,
        connection,
      }
      tables.push(table)
      this.#virtualTables.set(path, table)
      this.#virtualTables.set(`${connection.name}/${name}`, table)
    }
    return connection
  }
}

function found<T>(map: ReadonlyMap<string, T>, key: string, kind: string): T {
  const value = map.get(key)
  if (value === undefined) throw new Error(`the site has no ${kind} ${key}`)
  return value
}

/** The properties of the site itself. */
function siteProperties(input: SiteInput) {
  const {
    contentUrl,
    runNowEnabled = true,
    concurrency = 10,
    quotas = {},
    connectedApps = [],
    linkedTasks = [],
  } = input
  return {
    luid: input.luid ?? luidOf('site', contentUrl),
    name: input.name ?? (contentUrl === '' ? 'Default' : contentUrl),
    contentUrl,
    number: 15038,
    runNowEnabled,
    concurrency,
    quotas: {
      refreshesPerHour: quotas.refreshesPerHour ?? Number.POSITIVE_INFINITY,
      jobQueriesPerDay: quotas.jobQueriesPerDay ?? Number.POSITIVE_INFINITY,
      refreshesPerDay: quotas.refreshesPerDay ?? Number.POSITIVE_INFINITY,
    },
    connectedApps: connectedApps.map((app) => ({ ...app, enabled: app.enabled ?? true })),
    linkedTasks: linkedTasks.map(({ name, luid }) => ({
      name,
      luid: luid ?? luidOf(contentUrl, 'linked', name),
    })),
  }
}
