import type { Clock, Milliseconds } from '../../base/clock.js'
import type { Http } from '../../base/http.js'
import type { Message } from '../../messages/message.js'

/** How to sign in. */
export type Credentials =
  | {
      /** A personal access token. */
      readonly kind: 'token'
      readonly name: string
      readonly secret: string
    }
  | {
      /** A connected app with direct trust: we mint the JWT. */
      readonly kind: 'connected-app'
      readonly clientId: string
      readonly secretId: string
      readonly secretValue: string
      readonly username: string
    }

export interface TableauOptions {
  /** `tableau-server-url` as the user gave it. */
  readonly server: string
  /** The site's contentUrl; empty for the default site. */
  readonly site: string
  readonly credentials: Credentials
  readonly http: Http
  readonly clock: Clock
  /** At least 0, less than 1. Spreads retries. */
  readonly random: () => number
  /** Called with every secret before it is first used. */
  readonly mask: (secret: string) => void
  /** Called with a description before each call except clean-up; throws to end the session. */
  readonly beforeCall?: (doing: string) => void
  /** Shown to the user; each message once. */
  readonly warn: (problem: Message) => void
  /** Debug log; one line per call. */
  readonly log: (line: string) => void
  /** Ends all waiting and all calls but the sign-out. */
  readonly signal?: AbortSignal
  /** Asks a connected app for the scope that cancelling a job needs. Default: false. */
  readonly mayCancel?: boolean
  /** Asks a connected app for the scopes of data-quality warnings. Default: false. */
  readonly mayWarn?: boolean
}

/** From request to response, in real time. Tableau itself allows a Metadata query up to 30 s (docs/facts/tableau.md#errors-and-limits). */
export const TIME_LIMITS = {
  serverinfo: 20_000,
  signIn: 30_000,
  call: 60_000,
  metadata: 60_000,
  /** Short: the runner kills a cancelled job after 7.5 s. */
  signOut: 4_000,
} as const satisfies Record<string, Milliseconds>

/** The options that retries need. */
export function retryOptions({
  clock,
  random,
  signal,
}: TableauOptions): Pick<TableauOptions, 'clock' | 'random' | 'signal'> {
  return signal === undefined ? { clock, random } : { clock, random, signal }
}
