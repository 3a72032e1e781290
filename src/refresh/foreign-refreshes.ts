import { type Milliseconds, toMinute } from '../base/clock.js'
import type { ExtractToPlan } from '../exposures/types.js'
import { message, type Message } from '../messages/message.js'
import { newestFirst, type Requests } from '../state/request-history.js'
import type { RefreshState, WarningKey } from '../state/state.js'
import type { TableauSession } from '../tableau/session.js'
import type { ExtractTask } from '../tableau/types.js'

/** An update this long after the end of our own refresh may still be its effect: clocks differ. */
const OWN_UPDATE: Milliseconds = 15 * 60_000

/** Tableau suspends a schedule after this many failures in a row (docs/facts/tableau.md#suspended-schedules). */
const SUSPENDED_AFTER = 5

/** A warning and its key in state, which shows later runs that it was given. */
export interface RememberedWarning {
  readonly key: WarningKey
  readonly warning: Message
}

/**
 * Warnings about extracts that somebody else refreshes too, mostly a schedule in Tableau: it costs twice, and it may
 * run just before new data lands. Tableau's schedules are queried only if an extract shows such a refresh.
 */
export async function foreignRefreshes(
  extracts: readonly ExtractToPlan[],
  requests: RefreshState['requests'],
  tableau: Pick<TableauSession, 'extractTasks'>,
): Promise<RememberedWarning[]> {
  const suspects = extracts.filter((extract) => isUpdatedByOthers(extract, requests.get(extract.key)))
  if (suspects.length === 0) return []
  const tasks = (await tableau.extractTasks()) ?? []
  return suspects.map((extract) => ({
    key: `second-refresher ${extract.key}`,
    warning: warningAbout(extract, tasks),
  }))
}

function isUpdatedByOthers({ lineage: { extractUpdatedAt } }: ExtractToPlan, requests: Requests): boolean {
  const [newest] = newestFirst(requests)
  if (newest === undefined || newest.outcome === null || extractUpdatedAt === null) return false
  return extractUpdatedAt > newest.requestedAt + (newest.seconds ?? 0) * 1000 + OWN_UPDATE
}

function warningAbout(
  { lineage: { content, extractUpdatedAt } }: ExtractToPlan,
  tasks: readonly ExtractTask[],
): Message {
  const time = extractUpdatedAt === null ? '' : ` at ${toMinute(extractUpdatedAt)}`
  const seen = { content: content.name, time }
  const task = tasks.find(({ luid }) => luid === content.luid)
  if (task === undefined) return message('AE-OTHER-REFRESHER', seen)
  const frequency = task.frequency === null ? '' : ` (${task.frequency})`
  const failures = task.consecutiveFailures
  return failures >= SUSPENDED_AFTER
    ? message('AE-OTHER-SCHEDULE-SUSPENDED', { ...seen, frequency, failures })
    : message('AE-OTHER-SCHEDULE', { ...seen, frequency })
}
