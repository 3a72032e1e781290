import { z } from 'zod'

/*
 * How a test or a content file describes a site. Everything but the names has a default; `build.ts` turns it into
 * the model. The same schemas check the JSON file that `main.ts` is given.
 */

const outcome = z.union([
  z.enum(['success', 'failed', 'cancelled']),
  z.strictObject({
    result: z.enum(['success', 'failed', 'cancelled']),
    /** `extractRefreshJob.notes`: may be absent, multi-line, very long, or hostile (docs/facts/tableau.md#jobs). */
    notes: z.string().optional(),
    statusNotes: z
      .array(z.strictObject({ type: z.string(), value: z.string(), text: z.string() }))
      .optional(),
  }),
])

const refresh = {
  /** How long a refresh runs. */
  seconds: z.number().optional(),
  /** How long it waits in the queue even when a slot is free. */
  queueSeconds: z.number().optional(),
  /** The outcomes of the first, second, … refresh; the last one repeats. */
  outcomes: z.array(outcome).optional(),
  /** An incremental request is done, done in full, or refused with this HTTP status (docs/facts/tableau.md#incremental-refresh). */
  incremental: z
    .union([
      z.literal('supported'),
      z.literal('full-instead'),
      z.literal(400),
      z.literal(409),
      z.literal(422),
    ])
    .optional(),
  /** The last refresh before the simulation starts. */
  lastRefreshedAt: z.string().optional(),
}

const database = z.strictObject({
  name: z.string().nullable(),
  kind: z.enum(['server', 'cloud-file', 'file', 'web-data-connector']).optional(),
  connectionType: z.string().optional(),
  hostName: z.string().optional(),
  port: z.number().optional(),
  service: z.string().optional(),
  connectorUrl: z.string().optional(),
  provider: z.string().optional(),
  luid: z.string().optional(),
})

/** `DB.SCHEMA.TABLE` as Snowflake has it, or every part by itself (docs/facts/tableau.md#table-names). */
const table = z.union([
  z.string(),
  z.strictObject({
    name: z.string(),
    schema: z.string().optional(),
    fullName: z.string().optional(),
    connectionType: z.string().optional(),
    /** `null`: Tableau does not know the database. */
    database: z.union([z.string(), z.null(), database]).optional(),
    columns: z.array(z.string()).optional(),
    luid: z.string().optional(),
  }),
])

const customSql = z.strictObject({
  query: z.string(),
  name: z.string().optional(),
  /** The tables that Tableau's parser found in the query; a plain name has neither schema nor brackets (docs/facts/tableau.md#table-names). */
  tables: z.array(table).optional(),
  unsupported: z.boolean().optional(),
  connectionType: z.string().optional(),
  database: z.union([z.string(), z.null(), database]).optional(),
})

const reads = {
  tables: z.array(table).optional(),
  /** Published data sources it reads, by path or LUID. */
  reads: z.array(z.string()).optional(),
  /** Published data sources that Tableau shows as read by it, although another data source of the blend reads them. */
  credits: z.array(z.string()).optional(),
  customSql: z.array(customSql).optional(),
  /** Tables of virtual connections, as `Connection/TABLE`. */
  virtualTables: z.array(z.string()).optional(),
  /** Tableau shows no lineage although the tables are read (docs/facts/tableau.md#missing-lineage). */
  hideUpstreamTables: z.boolean().optional(),
}

const content = {
  /** `Project/Sub-project/Name`. */
  path: z.string(),
  luid: z.string().optional(),
  /** The number in the browser's address, Metadata's `vizportalUrlId`. */
  number: z.number().optional(),
  contentUrl: z.string().optional(),
  owner: z.string().optional(),
  description: z.string().optional(),
  tags: z.array(z.string()).optional(),
  createdAt: z.string().optional(),
}

const datasourceInput = z.strictObject({
  ...content,
  ...refresh,
  ...reads,
  /** false: a live connection. */
  extract: z.boolean().optional(),
  type: z.string().optional(),
  certified: z.boolean().optional(),
  /** Refreshed by Tableau Bridge: `useRemoteQueryAgent` (docs/facts/tableau.md#bridge-data-sources). */
  bridge: z.boolean().optional(),
})

const view = z.union([
  z.string(),
  z.strictObject({
    name: z.string(),
    type: z.enum(['view', 'dashboard', 'story']).optional(),
    hidden: z.boolean().optional(),
    luid: z.string().optional(),
  }),
])

const embedded = z.strictObject({
  name: z.string().optional(),
  ...reads,
  extract: z.boolean().optional(),
})

const workbookInput = z.strictObject({
  ...content,
  ...refresh,
  views: z.array(view).optional(),
  /** Published data sources shown live; each becomes an embedded data source that wraps it. */
  reads: z.array(z.string()).optional(),
  embedded: z.array(embedded).optional(),
  personalSpace: z.boolean().optional(),
})

const flowInput = z.strictObject({ ...content, ...refresh, reads: z.array(z.string()).optional() })

const virtualConnectionInput = z.strictObject({
  ...content,
  ...refresh,
  tables: z.array(
    z.strictObject({ name: z.string(), reads: table.optional(), extracted: z.boolean().optional() }),
  ),
})

const taskInput = z.strictObject({
  luid: z.string().optional(),
  /** Path or LUID of what is refreshed. Without it the task is listed without a target (docs/facts/tableau.md#extract-tasks). */
  refreshes: z.string().optional(),
  frequency: z.enum(['Hourly', 'Daily', 'Weekly']).optional(),
  /** First run of the day, `HH:MM` UTC. */
  at: z.string().optional(),
  /** Cloud schedules have neither id nor name; Server's have both. */
  style: z.enum(['cloud', 'server', 'none']).optional(),
  incremental: z.boolean().optional(),
  consecutiveFailedCount: z.number().optional(),
  kind: z.enum(['extractRefresh', 'dataAcceleration']).optional(),
})

const linkedTaskInput = z.strictObject({ name: z.string(), luid: z.string().optional() })

const userInput = z.strictObject({
  name: z.string(),
  fullName: z.string().optional(),
  email: z.string().optional(),
  luid: z.string().optional(),
  admin: z.boolean().optional(),
  password: z.string().optional(),
  tokens: z
    .array(z.strictObject({ name: z.string(), secret: z.string(), expiresAt: z.string().optional() }))
    .optional(),
  /** Projects or content, by path, that this user may refresh without owning them. */
  refreshes: z.array(z.string()).optional(),
  /** Projects or content, by path, that a user who is not an administrator sees; everything if left out. */
  sees: z.array(z.string()).optional(),
})

const projectInput = z.union([
  z.string(),
  z.strictObject({
    path: z.string(),
    luid: z.string().optional(),
    owner: z.string().optional(),
    leaders: z.array(z.string()).optional(),
  }),
])

const siteInput = z.strictObject({
  contentUrl: z.string(),
  name: z.string().optional(),
  luid: z.string().optional(),
  runNowEnabled: z.boolean().optional(),
  /** Refreshes that run at the same time (docs/facts/tableau.md#rate-limits). */
  concurrency: z.number().optional(),
  quotas: z
    .strictObject({
      refreshesPerHour: z.number().optional(),
      jobQueriesPerDay: z.number().optional(),
      /** Capacity for refreshes, reset at 24:00 UTC: jobs beyond it are cancelled (docs/facts/tableau.md#daily-quota). */
      refreshesPerDay: z.number().optional(),
    })
    .optional(),
  connectionType: z.string().optional(),
  users: z.array(userInput).optional(),
  connectedApps: z
    .array(
      z.strictObject({
        clientId: z.string(),
        enabled: z.boolean().optional(),
        secrets: z.array(z.strictObject({ id: z.string(), value: z.string() })),
      }),
    )
    .optional(),
  projects: z.array(projectInput).optional(),
  datasources: z.array(datasourceInput).optional(),
  workbooks: z.array(workbookInput).optional(),
  virtualConnections: z.array(virtualConnectionInput).optional(),
  flows: z.array(flowInput).optional(),
  tasks: z.array(taskInput).optional(),
  linkedTasks: z.array(linkedTaskInput).optional(),
})

export const contentFile = z.strictObject({ sites: z.array(siteInput) })

export type SiteInput = z.input<typeof siteInput>
export type DatasourceInput = z.input<typeof datasourceInput>
export type WorkbookInput = z.input<typeof workbookInput>
export type FlowInput = z.input<typeof flowInput>
export type VirtualConnectionInput = z.input<typeof virtualConnectionInput>
export type TaskInput = z.input<typeof taskInput>
export type UserInput = z.input<typeof userInput>
export type TableInput = z.input<typeof table>
export type DatabaseInput = z.input<typeof database>
export type CustomSqlInput = z.input<typeof customSql>
export type OutcomeInput = z.input<typeof outcome>
export type RefreshInput = Pick<DatasourceInput, keyof typeof refresh>
export type ReadsInput = z.input<typeof embedded>

/** A published data source, e.g. `datasource('Finance/Orders', { tables: ['DB.SCHEMA.ORDERS'], seconds: 12 })`. */
export function datasource(path: string, rest: Omit<DatasourceInput, 'path'> = {}): DatasourceInput {
  return { path, ...rest }
}

/** A workbook, e.g. `workbook('Finance/Weekly KPIs', { views: ['Overview'], reads: ['Finance/Orders'] })`. */
export function workbook(path: string, rest: Omit<WorkbookInput, 'path'> = {}): WorkbookInput {
  return { path, ...rest }
}
