import { type Instant, latestOf, type Milliseconds, MINUTE } from '../base/clock.js'
import type { ExtractToPlan } from '../exposures/types.js'
import {
  type FailingStreak,
  failingStreak,
  repeatedFailure,
  type Requests,
} from '../state/request-history.js'
import type { Settings } from './extract-settings.js'
import type { Held } from './window.js'

/** Row 10 applies: its refreshes failed, and nothing suggests that another attempt would succeed now. */
export interface Failing extends Omit<FailingStreak, 'newest'> {
  /** When it will be tried again. */
  readonly until: Instant
}

interface History {
  readonly extract: ExtractToPlan
  readonly requests: Requests
  readonly settings: Settings
  readonly now: Instant
  readonly held: Held | null
}

/**
 * Row 10. A permanent failure uses up its window. After three runs that failed with the same class, or with two classes in
 * turn, there is one attempt per eighth of the window. New data ends neither; a success by anyone ends both.
 */
export function failingOf(history: History): Failing | null {
  const waiting = [untilWindowEnds(history), untilNextAttempt(history)]
    .flatMap((one) => one ?? [])
    .filter(({ newest }) => !isRefreshedSince(newest, history.extract))
  const [first] = waiting
  if (first === undefined) return null
  const { since, orEarlier, failure } = first
  return { since, orEarlier, failure, until: latestOf(waiting.map(({ until }) => until)) }
}

type Waiting = FailingStreak & { readonly until: Instant }

/** Tableau's last update also shows refreshes by schedules and people. */
export function isRefreshedSince(instant: Instant, { lineage }: ExtractToPlan): boolean {
  return lineage.extractUpdatedAt !== null && lineage.extractUpdatedAt > instant
}

function untilWindowEnds({ requests, held }: History): Waiting | null {
  const streak = failingStreak(requests)
  return streak === null || held === null || held.failure === null ? null : { ...streak, until: held.end }
}

function untilNextAttempt({ requests, settings, now }: History): Waiting | null {
  const streak = repeatedFailure(requests)
  if (streak === null) return null
  const until = streak.newest + spacingOf(settings)
  return now < until ? { ...streak, until } : null
}

const HOUR: Milliseconds = 60 * MINUTE

/** An eighth of a week: with more, an outage of an hour could cost a day. */
const LONGEST_SPACING: Milliseconds = 21 * HOUR

/** Between two attempts after repeated failures: an eighth of the window, at least an hour. */
function spacingOf({ buildAfter }: Settings): Milliseconds {
  return Math.min(Math.max((buildAfter.minutes * MINUTE) / 8, HOUR), LONGEST_SPACING)
}
