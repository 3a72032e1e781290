import { createHmac, randomUUID } from 'node:crypto'

import {
  ManualClock,
  TableauSimulator,
  type SettingsChange,
  type SimulatedResponse,
  type SiteInput,
} from '../../../simulators/tableau/index.js'
import { decodeBody } from '../../../simulators/tableau/wire/decode.js'
import { attribute, child, type Element } from '../../../simulators/tableau/wire/element.js'

/* Shared by the tests of the simulator: a simulator with a manual clock, and a small client for it. */

export type Format = 'json' | 'xml'
export const FORMATS: readonly Format[] = ['json', 'xml']

export const PAT = { personalAccessTokenName: 'ci', personalAccessTokenSecret: 's3cret' }

export function tableau(site: Partial<SiteInput> = {}, settings: SettingsChange = {}) {
  const clock = new ManualClock('2026-04-13T06:00:00Z')
  const simulator = new TableauSimulator({ sites: [{ contentUrl: 'acme', ...site }], clock, settings })
  return { clock, simulator }
}

export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  readonly fate: SimulatedResponse['fate']
  /** Both formats, read into the same tree. */
  readonly root: Element | undefined
  readonly code: string | undefined
}

interface AskOptions {
  readonly method?: string
  readonly body?: string
  readonly contentType?: string
  readonly format?: Format
  readonly version?: string
  readonly token?: string | undefined
  readonly host?: string
}

/** One call below `/api/{version}`. */
export function ask(simulator: TableauSimulator, path: string, options: AskOptions = {}): Reply {
  const { method = 'GET', body = '', format = 'json', version = '3.27', token, host } = options
  const response = simulator.handle({
    method,
    url: path.startsWith('/api/') ? path : `/api/${version}${path}`,
    headers: {
      ...(format === 'json' ? { accept: 'application/json' } : {}),
      'content-type': options.contentType ?? (body.startsWith('{') ? 'application/json' : 'text/xml'),
      'x-tableau-auth': token,
      host,
    },
    body,
  })
  return replyOf(response)
}

function replyOf({ status, headers, body, fate }: SimulatedResponse): Reply {
  const type = headers['content-type'] ?? ''
  const root = /json|application\/xml/.test(type) && body !== '' ? decodeBody(body, type) : undefined
  return { status, headers, text: body, fate, root, code: attribute(child(root, 'error'), 'code') }
}

interface ClientOptions {
  readonly simulator: TableauSimulator
  readonly token: string
  readonly siteId: string
  readonly format: Format
  readonly version: string
}

export class Client {
  readonly simulator: TableauSimulator
  readonly token: string
  readonly siteId: string

  constructor(private readonly options: ClientOptions) {
    this.simulator = options.simulator
    this.token = options.token
    this.siteId = options.siteId
  }

  get(path: string): Reply {
    return this.call('GET', path)
  }

  post(path: string, body = '<tsRequest/>'): Reply {
    return this.call('POST', path, body)
  }

  put(path: string): Reply {
    return this.call('PUT', path)
  }

  private call(method: string, path: string, body = ''): Reply {
    const { format, token, version } = this.options
    return ask(this.simulator, `/sites/${this.siteId}${path}`, { method, body, format, token, version })
  }

  /** The job's id of a refresh that was accepted. */
  refresh(path: string, body?: string): string {
    const reply = this.post(path, body)
    const id = attribute(child(reply.root, 'job'), 'id')
    if (id === undefined) throw new Error(`refused: ${reply.text}`)
    return id
  }

  job(id: string): Element {
    const reply = this.get(`/jobs/${id}`)
    const job = child(reply.root, 'job')
    if (job === undefined) throw new Error(`no job: ${reply.text}`)
    return job
  }

  graphql(query: string, variables: Record<string, unknown> = {}): GraphqlAnswer {
    const body = JSON.stringify({ query, variables })
    const reply = ask(this.simulator, '/api/metadata/graphql', { method: 'POST', body, token: this.token })
    return { ...(JSON.parse(reply.text) as Omit<GraphqlAnswer, 'status'>), status: reply.status }
  }

  withVersion(version: string): Client {
    return new Client({ ...this.options, version })
  }
}

export interface GraphqlAnswer {
  readonly status: number
  /** Undefined if the answer has none. */
  readonly data: GraphqlData
  readonly errors?: readonly {
    message: string
    path: unknown
    extensions: { code?: string; severity?: string; properties?: unknown } | null
  }[]
}

/** The parts of the shapes that the tests read. They compare the rest as a whole. */
interface Row {
  readonly id: string
  readonly name: string | null
  readonly luid: string
  readonly query: string
  readonly database: { readonly id: string }
  readonly embeddedDatasources: readonly Row[]
  readonly upstreamTables: readonly Row[]
  readonly downstreamWorkbooks: readonly Row[]
  readonly views: readonly Row[]
  readonly sheets: readonly Row[]
  readonly dashboards: readonly Row[]
}

type RootList =
  | 'customSQLTables'
  | 'databases'
  | 'databaseTables'
  | 'embeddedDatasources'
  | 'publishedDatasources'
  | 'virtualConnections'
  | 'workbooks'

interface GraphqlData extends Readonly<Record<RootList, readonly Row[]>> {
  readonly workbooksConnection: {
    readonly nodes: readonly Row[]
    readonly totalCount: number
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string }
  }
}

export function signInBody(credentials: Record<string, string | boolean>, contentUrl = 'acme'): string {
  return JSON.stringify({ credentials: { ...credentials, site: { contentUrl } } })
}

export function signInReply(
  simulator: TableauSimulator,
  credentials: Record<string, string>,
  contentUrl = 'acme',
): Reply {
  return ask(simulator, '/auth/signin', { method: 'POST', body: signInBody(credentials, contentUrl) })
}

/** Signs in, by default with the PAT of the default user, an administrator. */
export function signedIn(
  simulator: TableauSimulator,
  {
    credentials = PAT,
    contentUrl = 'acme',
    format = 'json',
  }: { credentials?: Record<string, string>; contentUrl?: string; format?: Format } = {},
): Client {
  const reply = signInReply(simulator, credentials, contentUrl)
  const found = child(reply.root, 'credentials')
  const token = attribute(found, 'token')
  const siteId = attribute(child(found, 'site'), 'id')
  if (token === undefined || siteId === undefined) throw new Error(`sign-in refused: ${reply.text}`)
  return new Client({ simulator, token, siteId, format, version: '3.27' })
}

export const APP = { clientId: 'client-1', secrets: [{ id: 'secret-1', value: 'shown-once' }] }

interface JwtParts {
  readonly header?: Record<string, unknown>
  readonly claims?: Record<string, unknown>
  readonly secret?: string
}

/** A JWT that is valid at the simulator's time, except for what the test changes. */
export function mintJwt(
  now: number,
  { header = {}, claims = {}, secret = 'shown-once' }: JwtParts = {},
): string {
  const seconds = Math.floor(now / 1000)
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const head = encode({ alg: 'HS256', typ: 'JWT', kid: 'secret-1', iss: 'client-1', ...header })
  const payload = encode({
    iss: 'client-1',
    sub: 'ann',
    aud: 'tableau',
    jti: randomUUID(),
    iat: seconds - 5,
    exp: seconds + 300,
    scp: ['tableau:content:read', 'tableau:tasks:run', 'tableau:jobs:read'],
    ...claims,
  })
  const signature = createHmac('sha256', secret).update(`${head}.${payload}`).digest('base64url')
  return `${head}.${payload}.${signature}`
}

/** Children of a container such as `workbooks`. */
export function items(root: Element | undefined, container: string): readonly Element[] {
  return child(root, container)?.children ?? []
}

/** A text-only element is a member in JSON, a child in XML. */
export function textOf(element: Element | undefined, name: string): string | undefined {
  return attribute(element, name) ?? child(element, name)?.text
}

export function named(elements: readonly Element[], name: string): Element | undefined {
  return elements.find((one) => attribute(one, 'name') === name)
}
