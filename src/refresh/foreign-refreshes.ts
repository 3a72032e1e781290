import { toMinute } from '../base/clock.js'
import { oneLine } from '../base/untrusted-text.js'
import type { ExtractToPlan } from '../exposures/types.js'
import { message, type Message } from '../messages/message.js'
import { isUpdatedSince, newestFirst, type Requests } from '../state/request-history.js'
import type { RefreshState, WarningKey } from '../state/state.js'
import type { TableauSession } from '../tableau/session.js'
import type { ExtractTask } from '../tableau/types.js'

/** Tableau suspends a schedule after this many failures in a row (docs/facts/tableau.md#suspended-schedules). */
const SUSPENDED_AFTER = 5

/** A warning and its keys in state, which show later runs that it was given. */
export interface RememberedWarning {
  readonly keys: readonly WarningKey[]
  readonly warning: Message
}

/**
 * Warnings about extracts that somebody else refreshes too, usually a schedule in Tableau: it doubles the cost, and it may
 * run just before new data lands. Extracts with the same cause share a warning, unless an earlier run has warned of some of
 * them. Tableau's schedules are queried only if an extract was updated after our last refresh.
 */
export async function foreignRefreshes(
  extracts: readonly ExtractToPlan[],
  { requests, warned }: Pick<RefreshState, 'requests' | 'warned'>,
  tableau: Pick<TableauSession, 'extractTasks'>,
): Promise<RememberedWarning[]> {
  const suspects = extracts.filter((extract) => isUpdatedByOthers(extract, requests.get(extract.key)))
  if (suspects.length === 0) return []
  const tasks = (await tableau.extractTasks()) ?? []
  const causes = new Map<string, Cause>()
  for (const extract of suspects) {
    const key: WarningKey = `second-refresher ${extract.key}`
    const refresher = refresherOf(extract, tasks)
    const cause = JSON.stringify([refresher, warned.has(key)])
    const { keys = [], seen = [] } = causes.get(cause) ?? {}
    causes.set(cause, { refresher, keys: [...keys, key], seen: [...seen, seenAt(extract)] })
  }
  return [...causes.values()].map((cause) => ({ keys: cause.keys, warning: warningAbout(cause) }))
}

/** What refreshes an extract besides this action, as far as Tableau shows it; null: not a schedule of Tableau. */
type Refresher = Omit<ExtractTask, 'luid'> | null

interface Cause {
  readonly refresher: Refresher
  readonly keys: readonly WarningKey[]
  readonly seen: readonly string[]
}

function isUpdatedByOthers({ lineage: { extractUpdatedAt } }: ExtractToPlan, requests: Requests): boolean {
  const [newest] = newestFirst(requests)
  return newest !== undefined && newest.outcome !== null && isUpdatedSince(extractUpdatedAt, newest)
}

function refresherOf({ lineage: { content } }: ExtractToPlan, tasks: readonly ExtractTask[]): Refresher {
  const task = tasks.find(({ luid }) => luid === content.luid)
  if (task === undefined) return null
  const { schedule, frequency, consecutiveFailures } = task
  return {
    schedule,
    frequency,
    consecutiveFailures: consecutiveFailures >= SUSPENDED_AFTER ? consecutiveFailures : 0,
  }
}

/** `Weekly KPIs (last at 04:00 UTC on 30 Nov 2026)`. */
function seenAt({ lineage: { content, extractUpdatedAt } }: ExtractToPlan): string {
  return extractUpdatedAt === null ? content.name : `${content.name} (last at ${toMinute(extractUpdatedAt)})`
}

const SHOWN = 8

function warningAbout({ refresher, seen }: Cause): Message {
  const more = seen.length > SHOWN ? ` and ${seen.length - SHOWN} more` : ''
  const contents = `${seen.slice(0, SHOWN).join(', ')}${more}`
  if (refresher === null) return message('AE-OTHER-REFRESHER', { contents })
  const { consecutiveFailures: failures } = refresher
  const schedule = scheduleText(refresher)
  return failures > 0
    ? message('AE-OTHER-SCHEDULE-SUSPENDED', { contents, schedule, failures })
    : message('AE-OTHER-SCHEDULE', { contents, schedule })
}

/** `Tableau's own schedule "Night shift"`; a schedule of Tableau Cloud has no name, only a frequency: `Tableau's own daily schedule`. */
function scheduleText({ schedule, frequency }: NonNullable<Refresher>): string {
  if (schedule !== null) return `Tableau's own schedule "${oneLine(schedule, LONGEST_NAME)}"`
  return `Tableau's own ${frequency === null ? '' : `${oneLine(frequency, LONGEST_NAME).toLowerCase()} `}schedule`
}

const LONGEST_NAME = 80
