import type { Milliseconds } from '../clock.js'
import type { ExtractRow } from '../plan/types.js'
import type { Failure } from '../tableau/failures.js'
import type { TableauSession } from '../tableau/session.js'

/** What became of the request, as far as the loop cares. */
export type RequestNews =
  | { readonly kind: 'running'; readonly jobId: string }
  | { readonly kind: 'later'; readonly wait: Milliseconds; readonly failure: Failure }
  /** `unclear`: Tableau may have queued it all the same, so this run must not ask again. */
  | { readonly kind: 'refused'; readonly failure: Failure; readonly unclear?: true }

/** Where Tableau limits the rate and does not say for how long. */
const WAIT_UNTOLD: Milliseconds = 5 * 60_000

/** Requests the refresh a row was decided for; in full, once, where Tableau refuses it incrementally. */
export async function requestOf(
  { extract, decision }: ExtractRow,
  tableau: TableauSession,
): Promise<RequestNews> {
  const { content } = extract.lineage
  const incremental = decision.decision === 'refresh' && decision.incremental
  let answer = await tableau.refresh(content, incremental ? 'incremental' : 'full')
  if (answer.kind === 'incremental-refused') answer = await tableau.refresh(content, 'full')
  switch (answer.kind) {
    case 'requested':
      return { kind: 'running', jobId: answer.jobId }
    case 'rate-limited':
      return { kind: 'later', wait: answer.wait ?? WAIT_UNTOLD, failure: RATE_LIMITED }
    case 'refused':
    case 'unreachable':
      return { kind: 'refused', failure: answer.failure }
    case 'already-queued':
      return { kind: 'refused', failure: ALREADY_QUEUED }
    case 'incremental-refused':
      return {
        kind: 'refused',
        failure: { class: 'unknown', text: '', remedy: 'Tableau refuses it also in full.' },
      }
    case 'unclear':
      return {
        kind: 'refused',
        failure: { class: 'unreachable', text: answer.why, remedy: UNCLEAR },
        unclear: true,
      }
  }
}

const RATE_LIMITED: Failure = {
  class: 'quota',
  text: '',
  remedy: "The site's hourly quota for refreshes is used up; the next run asks again.",
}

const ALREADY_QUEUED: Failure = {
  class: 'unknown',
  text: '',
  remedy: 'A refresh by somebody else is queued or running already; the next run asks again.',
}

const UNCLEAR =
  'Tableau gave no clear answer and may or may not have queued the refresh; the next run asks again.'
