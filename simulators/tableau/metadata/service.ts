import {
  defaultFieldResolver,
  type DocumentNode,
  executeSync,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isLeafType,
  isNonNullType,
  parse,
  validate,
} from 'graphql'
import { z } from 'zod'

import type { World } from '../rest/route.js'
import type { FaultEffect } from '../state/faults.js'
import type { Session } from '../state/sessions.js'
import { Budget } from './budget.js'
import { metadataError, type MetadataError } from './codes.js'
import { many, userNode, type Graph } from './graph.js'
import { allCustomSql } from './lineage.js'
import type { ListArguments, Node } from './lists.js'
import { withMakers } from './makers.js'
import { metadataSchema } from './schema.js'

export type InjectedError = Extract<FaultEffect, { kind: 'metadata' }>

const requestBody = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
})

/** The Metadata API: any query over the schema, within its limits. It answers with HTTP 200 (docs/facts/tableau.md#transport). */
export class MetadataService {
  #queries = 0
  readonly #answers: Answers | null

  /** `isFixed`: content and settings do not change, so only refreshes change the answers. */
  constructor(
    private readonly world: World,
    { isFixed = false } = {},
  ) {
    this.#answers = isFixed ? { refreshes: -1, all: new Map() } : null
  }

  /** The body of the answer. */
  answer(body: string, session: Session, injected: readonly InjectedError[]): string {
    if (this.#answers === null || injected.length > 0)
      return JSON.stringify(this.#work(body, session, injected))
    const refreshes = this.world.jobs.succeeded(this.world.clock.now())
    if (refreshes !== this.#answers.refreshes) {
      this.#answers.all.clear()
      this.#answers.refreshes = refreshes
    }
    const question = `${session.site.luid} ${session.user.luid} ${body}`
    const known = this.#answers.all.get(question)
    if (known !== undefined) return known
    const answer = JSON.stringify(this.#work(body, session, injected))
    this.#answers.all.set(question, answer)
    return answer
  }

  #work(body: string, session: Session, injected: readonly InjectedError[]): object {
    const off = OFF[this.world.settings.metadata.service]
    if (off !== undefined) return { errors: [metadataError(off)] }
    const request = requestBody.safeParse(parseJson(body))
    if (!request.success)
      return { errors: [{ message: 'Invalid syntax: the request is not a GraphQL request.', path: null }] }
    const { query, variables, operationName } = request.data
    const graph = this.#graph(session)
    const { document, problems } = LANGUAGE.understood(query)
    const result =
      document === null
        ? { errors: problems }
        : executeSync({
            schema: LANGUAGE.schema,
            document,
            rootValue: this.#roots(graph, injected),
            fieldResolver: hidingResolver,
            variableValues: variables,
            operationName,
          })
    const errors = [
      ...(result.errors ?? []).map(publicError),
      ...graph.budget.errors,
      ...injected.map(errorOf),
    ]
    const data = result.data === undefined ? {} : left(result.data, injected)
    return errors.length === 0 ? data : { ...data, errors }
  }

  #graph({ site, user }: Session): Graph {
    const { world } = this
    const { nonAdmins, hiddenSources, unordered } = world.settings.metadata
    this.#queries += 1
    return withMakers({
      site,
      user,
      jobs: world.jobs,
      now: world.clock.now(),
      budget: new Budget(world.settings.metadata),
      siteNumber: site.number,
      hiddenRows: nonAdmins === 'filtered' ? 'filtered' : 'obfuscated',
      tablesHidden: !user.admin && nonAdmins !== 'everything',
      showsHiddenSources: hiddenSources === 'named',
      unordered,
      seed: this.#queries,
    })
  }

  #roots(graph: Graph, injected: readonly InjectedError[]): object {
    const all = roots(graph, (nodes) => this.#shortened(graph, nodes, injected))
    const mayListAll = graph.user.admin || !this.world.settings.metadata.filterRequired
    return mayListAll ? all : { ...all, ...filtered(all, ['customSQLTables', 'customSQLTablesConnection']) }
  }

  /** What is left of a root list while the store is filled, or when a test injected an incomplete answer. */
  #shortened(graph: Graph, nodes: readonly Node[], injected: readonly InjectedError[]): readonly Node[] {
    if (this.world.settings.metadata.backfill === 'running') {
      graph.budget.warn(metadataError('BACKFILL_RUNNING'))
      return []
    }
    if (injected.some(({ data }) => data === 'empty')) return []
    return injected.some(({ data }) => data === 'first-half')
      ? nodes.slice(0, Math.ceil(nodes.length / 2))
      : nodes
  }
}

/** The answers by query, valid while the number of successful refreshes is the same. */
interface Answers {
  refreshes: number
  readonly all: Map<string, string>
}

interface Understood {
  /** Null where there are problems. */
  readonly document: DocumentNode | null
  readonly problems: readonly GraphQLError[]
}

/** Clients send the same queries again and again, and parsing takes longer than answering. */
class Language {
  #schema: GraphQLSchema | undefined
  readonly #seen = new Map<string, Understood>()

  get schema(): GraphQLSchema {
    return (this.#schema ??= metadataSchema())
  }

  understood(query: string): Understood {
    const known = this.#seen.get(query)
    if (known !== undefined) return known
    if (this.#seen.size >= MOST_QUERIES) this.#seen.clear()
    const understood = understand(query, this.schema)
    this.#seen.set(query, understood)
    return understood
  }
}

const MOST_QUERIES = 1000
/** The same for all simulators. */
const LANGUAGE = new Language()

function understand(query: string, schema: GraphQLSchema): Understood {
  try {
    const document = parse(query)
    const problems = validate(schema, document)
    return { document: problems.length === 0 ? document : null, problems }
  } catch (error) {
    if (error instanceof GraphQLError) return { document: null, problems: [error] }
    throw error
  }
}

/** The error code for each way in which the service is off. */
const OFF: Readonly<Partial<Record<World['settings']['metadata']['service'], string>>> = {
  'feature-disabled': 'FEATURE_DISABLED',
  'site-disabled': 'SITE_DISABLED',
  'access-denied': 'ACCESS_DENIED',
}

/** The data without the parts that injected errors concern. */
function left(data: object | null, injected: readonly InjectedError[]): object {
  const taken = injected.filter((one) => one.data === 'absent')
  if (taken.some(({ path }) => path === undefined)) return {}
  const gone = taken.map(({ path }) => [path?.[0] ?? '', null])
  return { data: data === null ? null : { ...data, ...(Object.fromEntries(gone) as object) } }
}

/** Lists that refuse to be given whole. */
function filtered(all: Roots, names: readonly string[]): Roots {
  return Object.fromEntries(
    names.map((name) => [
      name,
      (args: ListArguments) => {
        if (Object.keys(args.filter ?? {}).length > 0) return all[name]?.(args)
        const { message, extensions } = metadataError('FILTER_REQUIRED')
        throw new GraphQLError(message, { extensions: { ...extensions } })
      },
    ]),
  )
}

type Roots = Readonly<Record<string, (args: ListArguments) => unknown>>

function roots(graph: Graph, shortened: (nodes: readonly Node[]) => readonly Node[]): Roots {
  const { site } = graph
  const root = (name: string, produce: () => Node[]): Roots => many(graph, name, () => shortened(produce()))
  const views = (): Node[] => site.workbooks.flatMap((one) => graph.make.views(one, 'any'))
  const published = (): Node[] => site.datasources.map((one) => graph.make.datasource(one))
  const embedded = (): Node[] =>
    site.workbooks.flatMap((workbook) =>
      workbook.embedded.map((source) => graph.make.embedded(workbook, source)),
    )
  const tables = (): Node[] => site.tables.map((one) => graph.make.table(one))
  const customSql = (): Node[] => allCustomSql(site).map((one) => graph.make.customSql(one))
  const virtualTables = (): Node[] =>
    site.virtualConnections.flatMap((one) => one.tables.map((table) => graph.make.virtualTable(table)))
  return {
    ...root('workbooks', () => site.workbooks.map((one) => graph.make.workbook(one))),
    ...root('views', views),
    ...root('sheets', () => views().filter((one) => one.__typename === 'Sheet')),
    ...root('dashboards', () => views().filter((one) => one.__typename === 'Dashboard')),
    ...root('publishedDatasources', published),
    ...root('embeddedDatasources', embedded),
    ...root('datasources', () => [...published(), ...embedded()]),
    ...root('databaseTables', tables),
    ...root('customSQLTables', customSql),
    ...root('tables', () => [...tables(), ...customSql(), ...virtualTables()]),
    ...root('databases', () => site.databases.map((one) => graph.make.database(one))),
    ...root('virtualConnections', () =>
      site.virtualConnections.map((one) => graph.make.virtualConnection(one)),
    ),
    ...root('virtualConnectionTables', virtualTables),
    ...root('flows', () => site.flows.map((one) => graph.make.flow(one))),
    ...root('tableauUsers', () => site.users.map((one) => userNode(one, site))),
  }
}

/** A row that the user may not see keeps ids and what can never be null (docs/facts/tableau.md#hidden-items). */
const hidingResolver: GraphQLFieldResolver<unknown, unknown> = (source, args, context, info) => {
  const hidden = typeof source === 'object' && source !== null && 'hidden' in source && source.hidden === true
  if (hidden && !isNonNullType(info.returnType) && isLeafType(info.returnType)) return null
  return defaultFieldResolver(source, args, context, info)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function publicError(error: GraphQLError) {
  const extensions =
    Object.keys(error.extensions).length > 0 ? error.extensions : { classification: 'ValidationError' }
  return { message: error.message, path: error.path ?? null, extensions }
}

function errorOf({ message, code, severity, path: given }: InjectedError): MetadataError {
  const path = given ?? null
  if (code === undefined) return { message: message ?? 'unexpected error occurred', path, extensions: null }
  return metadataError(code, {
    path,
    ...(message === undefined ? {} : { message }),
    ...(severity === undefined ? {} : { severity }),
  })
}
