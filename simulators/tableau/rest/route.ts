import type { Clock } from '../../clock.js'
import type { Site } from '../content/model.js'
import type { Settings } from '../settings.js'
import type { Jobs } from '../state/jobs.js'
import type { QualityWarnings } from '../state/quality-warnings.js'
import type { Quotas } from '../state/quotas.js'
import type { Recorder } from '../state/record.js'
import type { Schedules } from '../state/schedules.js'
import type { Session, Sessions } from '../state/sessions.js'
import type { Element } from '../wire/element.js'
import type { Version } from './version.js'

/** Everything that handlers may look at or change. */
export interface World {
  readonly sites: readonly Site[]
  readonly settings: Settings
  readonly clock: Clock
  readonly sessions: Sessions
  readonly jobs: Jobs
  readonly schedules: Schedules
  readonly quotas: Quotas
  readonly qualityWarnings: QualityWarnings
  readonly record: Recorder
}

export interface Reply {
  readonly status: number
  /** Children of `tsResponse`, or members of the JSON object. Empty for 204. */
  readonly body?: readonly Element[]
  readonly headers?: Readonly<Record<string, string>>
}

export interface PublicCall {
  readonly world: World
  readonly version: Version
  readonly url: string
  readonly host: string | undefined
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: Element | undefined
  readonly now: number
}

export interface Call extends PublicCall {
  readonly session: Session
  readonly site: Site
}

interface RouteBase {
  readonly name: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below `/api/{version}`, `:name` for a part that varies. */
  readonly path: string
  /** The REST version that introduced it (docs/facts/tableau.md#endpoints). */
  readonly since: string
}

interface PublicRoute extends RouteBase {
  readonly public: true
  handle(call: PublicCall): Reply
}

export interface SessionRoute extends RouteBase {
  readonly public?: never
  /** The scope that a JWT session needs (docs/facts/tableau.md#jwt-scopes). */
  readonly scope?: string
  /** JWT sessions are accepted only from this version on. */
  readonly jwtSince?: string
  handle(call: Call): Reply
}

export type Route = PublicRoute | SessionRoute

export function param(call: PublicCall, name: string): string {
  const value = call.params[name]
  if (value === undefined) throw new Error(`route without :${name}`)
  return value
}
