import type { Instant } from '../base/clock.js'
import type { JobId } from '../tableau/types.js'

/** Identifies a refresh request: by its job in Tableau, or, if no job is known, by when it was requested. */
export type RequestId =
  | { readonly kind: 'job'; readonly job: JobId }
  /** `unseen`: Tableau did not answer, so there may be a job. `refused`, `deferred`: there is none. */
  | { readonly kind: 'unseen' | 'refused' | 'deferred'; readonly requestedAt: Instant }

/** A request id as text: its key in state, and its name for people. */
export type RequestKey = string & { readonly brand: 'RequestKey' }

export function requestKey(id: RequestId): RequestKey {
  const key: string = id.kind === 'job' ? id.job : `${id.kind}-${id.requestedAt}`
  return key as RequestKey
}

/** The inverse of `requestKey`. A key of any other form is the id of a job in Tableau. */
export function parseRequestKey(key: RequestKey): RequestId {
  const [, kind, requestedAt] = /^(unseen|refused|deferred)-(0|[1-9]\d{0,14})$/.exec(key) ?? []
  return kind === undefined
    ? { kind: 'job', job: key as string as JobId }
    : { kind: kind as 'unseen' | 'refused' | 'deferred', requestedAt: Number(requestedAt) }
}
