/* The content of a site. Built by `build.ts`; a test may change it during a simulation. */

export interface Outcome {
  readonly result: 'success' | 'failed' | 'cancelled'
  readonly notes?: string
  readonly statusNotes: readonly { type: string; value: string; text: string }[]
}

type IncrementalSupport = 'supported' | 'full-instead' | 400 | 409 | 422

export interface RefreshBehaviour {
  seconds: number
  queueSeconds: number
  /** For the first, second, … refresh; the last one repeats. */
  outcomes: readonly [Outcome, ...Outcome[]]
  incremental: IncrementalSupport
}

export interface Token {
  readonly name: string
  readonly secret: string
  readonly expiresAt: number | undefined
  revoked: boolean
  lastUsedAt: number | undefined
}

export interface User {
  readonly luid: string
  readonly name: string
  readonly fullName: string
  readonly email: string
  admin: boolean
  readonly password: string | undefined
  readonly tokens: Token[]
  refreshes: string[]
  sees: string[] | undefined
}

export interface Project {
  readonly luid: string
  readonly name: string
  readonly path: string
  readonly number: number
  readonly parent: Project | undefined
  readonly owner: User
  readonly leaders: readonly User[]
}

export interface Database {
  readonly id: string
  readonly luid: string
  readonly name: string | null
  readonly kind: 'server' | 'cloud-file' | 'file' | 'web-data-connector'
  readonly connectionType: string
  readonly hostName: string | undefined
  readonly port: number | undefined
  readonly service: string | undefined
  readonly connectorUrl: string | undefined
  readonly provider: string | undefined
}

export interface Table {
  readonly id: string
  readonly luid: string
  readonly name: string
  readonly schema: string
  readonly fullName: string
  readonly connectionType: string
  readonly database: Database | undefined
  readonly columns: readonly string[]
}

export interface CustomSql {
  readonly id: string
  readonly name: string
  readonly query: string
  readonly tables: readonly Table[]
  readonly unsupported: boolean
  readonly connectionType: string
  readonly database: Database | undefined
}

/** The sources of a published or embedded data source. */
export interface Lineage {
  readonly tables: readonly Table[]
  readonly customSql: readonly CustomSql[]
  readonly reads: readonly Datasource[]
  /** Tableau shows them as read by it, although another data source of the blend reads them. */
  readonly credits: readonly Datasource[]
  readonly virtualTables: readonly VirtualTable[]
  readonly hideUpstreamTables: boolean
}

interface Content {
  readonly luid: string
  readonly id: string
  readonly number: number
  readonly name: string
  readonly path: string
  readonly project: Project
  readonly owner: User
  readonly description: string
  readonly tags: readonly string[]
  readonly createdAt: number
  /** The last refresh before the simulation began, if any. */
  readonly lastRefreshedAt: number | undefined
  behaviour: RefreshBehaviour
}

export interface Datasource extends Content {
  readonly kind: 'datasource'
  readonly contentUrl: string
  hasExtract: boolean
  readonly type: string
  readonly certified: boolean
  bridge: boolean
  lineage: Lineage
}

export interface View {
  readonly luid: string
  readonly id: string
  readonly name: string
  readonly urlName: string
  readonly type: 'view' | 'dashboard' | 'story'
  readonly hidden: boolean
  readonly number: number
}

export interface Embedded {
  readonly id: string
  readonly name: string
  hasExtract: boolean
  lineage: Lineage
}

export interface Workbook extends Content {
  readonly kind: 'workbook'
  readonly contentUrl: string
  readonly views: readonly View[]
  readonly embedded: readonly Embedded[]
  readonly personalSpace: boolean
}

export interface Flow extends Content {
  readonly kind: 'flow'
  readonly reads: readonly Datasource[]
}

export interface VirtualTable {
  readonly luid: string
  readonly id: string
  readonly name: string
  readonly number: number
  readonly table: Table | undefined
  readonly extracted: boolean
  readonly connection: VirtualConnection
}

export interface VirtualConnection extends Content {
  readonly kind: 'virtual-connection'
  readonly tables: readonly VirtualTable[]
}

export interface Task {
  readonly luid: string
  readonly scheduleLuid: string
  readonly kind: 'extractRefresh' | 'dataAcceleration'
  readonly target: Datasource | Workbook | undefined
  readonly frequency: 'Hourly' | 'Daily' | 'Weekly'
  /** Minutes after midnight UTC of the day's first run. */
  readonly atMinute: number
  readonly style: 'cloud' | 'server' | 'none'
  readonly incremental: boolean
  readonly initialFailures: number
}

interface ConnectedApp {
  readonly clientId: string
  enabled: boolean
  readonly secrets: readonly { id: string; value: string }[]
}

export interface Site {
  readonly luid: string
  readonly name: string
  readonly contentUrl: string
  readonly number: number
  runNowEnabled: boolean
  concurrency: number
  quotas: { refreshesPerHour: number; jobQueriesPerDay: number; refreshesPerDay: number }
  readonly users: readonly User[]
  readonly connectedApps: readonly ConnectedApp[]
  readonly projects: readonly Project[]
  readonly databases: readonly Database[]
  readonly tables: readonly Table[]
  readonly datasources: readonly Datasource[]
  readonly workbooks: readonly Workbook[]
  readonly virtualConnections: readonly VirtualConnection[]
  readonly flows: readonly Flow[]
  readonly tasks: readonly Task[]
  readonly linkedTasks: readonly { luid: string; name: string }[]
}

export type Refreshable = Datasource | Workbook | Flow

/** Whether the content has an extract to refresh. A wrapped published data source is not the workbook's own extract. */
export function hasOwnExtract(content: Refreshable): boolean {
  switch (content.kind) {
    case 'datasource':
      return content.hasExtract
    case 'workbook':
      return content.embedded.some((source) => source.hasExtract)
    case 'flow':
      return true
  }
}
