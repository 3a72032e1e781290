import type { Clock } from '../base/clock.js'
import { sentenceOf } from '../base/errors.js'
import type { ExtractToPlan } from '../exposures/types.js'
import type { Journal } from '../state/journal.js'
import { type KnownRequest, newestFirst } from '../state/request-history.js'
import { requestKey } from '../state/request-id.js'
import { stateOfRequest } from '../state/state.js'
import type { RefreshEvents } from './outcome.js'
import { endsSession, pollJob } from './job-outcome.js'
import type { TableauSession } from '../tableau/session.js'

interface Surroundings {
  readonly tableau: TableauSession
  readonly journal: Journal
  readonly clock: Clock
  readonly log: Pick<RefreshEvents, 'detail'>
}

/**
 * Looks up how earlier requests ended whose outcome is open, and notes it. One that still runs stays open: the
 * plan then says wait. So does one that cannot be looked at now.
 */
export async function settleOpenRequests(
  extracts: readonly ExtractToPlan[],
  surroundings: Surroundings,
): Promise<void> {
  for (const extract of extracts) {
    const { requests } = surroundings.journal.state
    // Runs that overlapped may have left several.
    const open = newestFirst(requests.get(extract.key)).filter(({ outcome }) => outcome === null)
    for (const request of open) await settleRequest(extract, request, surroundings)
  }
}

async function settleRequest(
  { key, lineage }: ExtractToPlan,
  { id, requestedAt, window, isRetry }: KnownRequest,
  { tableau, journal, clock, log }: Surroundings,
): Promise<void> {
  try {
    const now = clock.now()
    // Earlier runs were patient already.
    const news = await pollJob({ id, requestedAt, unknownSince: -Infinity }, lineage, { tableau, now })
    if (news.kind === 'running') return
    const { outcome, failure, seconds, isOurs } = news
    const facts = {
      requestedAt,
      // Somebody else's refresh uses up no window of ours.
      window: isOurs ? window : null,
      outcome,
      failure: failure?.class ?? null,
      seconds,
      ...(isRetry !== undefined && { isRetry }),
    }
    journal.update(stateOfRequest(key, id, facts))
  } catch (error) {
    if (endsSession(error)) throw error
    log.detail(`${key}: earlier job ${requestKey(id)} could not be looked at: ${sentenceOf(error)}`)
  }
}
