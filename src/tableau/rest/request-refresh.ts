import * as z from 'zod'
import type { Milliseconds } from '../../base/clock.js'
import { HttpError } from '../../base/http.js'
import { sentenceOf } from '../../base/errors.js'
import { parseResponse } from '../client/response.js'
import type { Calls } from '../client/calls.js'
import { NotTableauError, TableauError } from '../client/errors.js'
import { classifyError, type Failure } from '../failures/failures.js'
import { jobId } from '../client/shapes.js'
import { requestedWait } from '../client/retry.js'
import type { Content, JobId } from '../types.js'
import { INCREMENTAL_AND_JWT_JOBS, isAtLeast } from '../client/version.js'

export type RefreshMode = 'full' | 'incremental'

/** The answer to a refresh request; the result of the refresh is the job's. */
export type RefreshAnswer =
  | { readonly kind: 'requested'; readonly jobId: JobId }
  /** A refresh is already queued or running (409093). Tableau does not say which job. */
  | { readonly kind: 'already-queued' }
  /** `wait`: how long Tableau asks to wait; null if it does not say. */
  | { readonly kind: 'rate-limited'; readonly wait: Milliseconds | null; readonly failure: Failure }
  /** No incremental refresh is possible; a full one may be. */
  | { readonly kind: 'incremental-refused' }
  | { readonly kind: 'refused'; readonly failure: Failure }
  /** Unclear whether Tableau queued it: search for the job before another request. */
  | { readonly kind: 'unclear'; readonly why: string }
  /** No answer, and certainly nothing is queued. */
  | { readonly kind: 'unreachable'; readonly failure: Failure }

const PATHS = { workbook: 'workbooks', datasource: 'datasources' } as const
const FULL = '<tsRequest/>'
const INCREMENTAL = '<tsRequest><extractRefresh incremental="true"/></tsRequest>'

const answer = z.object({ job: z.object({ id: jobId }) })

/** Asks Tableau to refresh an extract (docs/facts/tableau.md#requesting-a-refresh). Throws only if the session is lost. */
export async function requestRefresh(
  calls: Calls,
  { kind, luid }: Pick<Content, 'kind' | 'luid'>,
  mode: RefreshMode,
): Promise<RefreshAnswer> {
  if (mode === 'incremental' && !isAtLeast(calls.version, INCREMENTAL_AND_JWT_JOBS)) {
    return { kind: 'incremental-refused' }
  }
  const path = `${PATHS[kind]}/${encodeURIComponent(luid)}/refresh`
  try {
    const sent = await calls.send('POST', path, mode === 'incremental' ? INCREMENTAL : FULL)
    return { kind: 'requested', jobId: parseResponse(answer, sent, `${calls.origin()}/${path}`).job.id }
  } catch (error) {
    return answerTo(error, mode, calls.options.clock.now())
  }
}

function answerTo(error: unknown, mode: RefreshMode, now: number): RefreshAnswer {
  if (error instanceof TableauError) return refusal(error, mode, now)
  if (error instanceof HttpError && error.neverSent)
    return { kind: 'unreachable', failure: classifyError(error) }
  if (error instanceof HttpError || error instanceof NotTableauError)
    return { kind: 'unclear', why: sentenceOf(error) }
  throw error
}

function refusal(error: TableauError, mode: RefreshMode, now: number): RefreshAnswer {
  if (error.code === '409093') return { kind: 'already-queued' }
  if (error.status === 429)
    return { kind: 'rate-limited', wait: requestedWait(error, now), failure: classifyError(error) }
  if (error.status >= 500 || error.status === 408) return { kind: 'unclear', why: error.message }
  const failure = classifyError(error)
  // No code is documented for this and texts are localised (docs/facts/tableau.md#incremental-refresh). If the reason was
  // another one, the full refresh that follows shows it.
  const maybeIncremental = [400, 409, 422].includes(error.status) && failure.class !== 'no-extract'
  return mode === 'incremental' && maybeIncremental
    ? { kind: 'incremental-refused' }
    : { kind: 'refused', failure }
}
