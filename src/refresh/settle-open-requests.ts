import type { Clock, Instant } from '../base/clock.js'
import { sentenceOf } from '../base/errors.js'
import type { ExtractToPlan } from '../exposures/types.js'
import type { Journal } from '../state/journal.js'
import { type KnownRequest, newestFirst } from '../state/request-history.js'
import { requestKey } from '../state/request-id.js'
import { type ExtractKey, stateOfRequest } from '../state/state.js'
import type { RefreshEvents } from './outcome.js'
import { endsSession, type JobEnd, pollJob } from './job-outcome.js'
import type { TableauSession } from '../tableau/session.js'

interface SettleContext {
  readonly tableau: TableauSession
  readonly journal: Journal
  readonly clock: Clock
  readonly log: Pick<RefreshEvents, 'detail'>
}

/** An extract, and how the newest of its open requests ended. */
export interface Settled {
  readonly extract: ExtractToPlan
  readonly id: KnownRequest['id']
  readonly requestedAt: Instant
  readonly end: JobEnd
}

/**
 * Looks up how the open requests of earlier runs ended, and records it. A request stays open while its job runs or cannot be
 * queried: the plan then waits for it.
 */
export async function settleOpenRequests(
  extracts: readonly ExtractToPlan[],
  context: SettleContext,
): Promise<Settled[]> {
  const settled: Settled[] = []
  for (const extract of extracts) {
    const { requests } = context.journal.state
    // Overlapping runs may have left several.
    const open = newestFirst(requests.get(extract.key)).filter(({ outcome }) => outcome === null)
    let newest: Settled | null = null
    for (const request of open) {
      const end = await settleRequest(extract, request, context)
      if (end !== null) newest ??= { extract, id: request.id, requestedAt: request.requestedAt, end }
    }
    if (newest !== null) settled.push(newest)
  }
  return settled
}

async function settleRequest(
  extract: ExtractToPlan,
  request: KnownRequest,
  { tableau, journal, clock, log }: SettleContext,
): Promise<JobEnd | null> {
  const { key } = extract
  const { requests } = journal.state
  try {
    // The grace period for an unknown job ended in an earlier run.
    const job = { ...request, unknownSince: -Infinity }
    const progress = await pollJob(job, extract, { tableau, now: clock.now(), requests })
    if (progress.kind === 'running') return null
    recordEnd(key, request, progress, journal)
    return progress
  } catch (error) {
    if (endsSession(error)) throw error
    log.detail(`${key}: earlier job ${requestKey(request.id)} could not be looked at: ${sentenceOf(error)}`)
    return null
  }
}

/** Records how the job of an earlier request ended. */
export function recordEnd(
  key: ExtractKey,
  { id, requestedAt, window, isRetry }: KnownRequest,
  { outcome, failure, seconds, isOurs }: JobEnd,
  journal: Journal,
): void {
  const facts = {
    requestedAt,
    // Somebody else's refresh does not use up our window.
    window: isOurs ? window : null,
    outcome,
    failure: failure?.class ?? null,
    seconds,
    ...(isRetry !== undefined && { isRetry }),
  }
  journal.update(stateOfRequest(key, id, facts))
}
