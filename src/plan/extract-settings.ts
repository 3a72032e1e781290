import { earliestOf, type Milliseconds, MINUTE } from '../base/clock.js'
import type { BuildAfter, ExtractToPlan, Freeze, OnUpstreamFailure, UpdatesOn } from '../exposures/types.js'
import { compare } from '../base/order.js'
import type { Policy } from './types.js'

/** The settings of one extract, merged from all its exposures. */
export interface Settings {
  readonly buildAfter: BuildAfter
  readonly updatesOn: UpdatesOn
  readonly onUpstreamFailure: OnUpstreamFailure
  readonly incremental: boolean
  readonly freezes: readonly Freeze[]
  /** The strictest promise of its exposures; null if none of them promises anything. */
  readonly staleAfter: Milliseconds | null
}

/** A window and what has to land in it. Both come from the same exposure. */
type WindowRule = Pick<Settings, 'buildAfter' | 'updatesOn'>

/**
 * The settings of an extract. The exposure with the smallest window decides about windows: freshness that one exposure
 * asks for must not wait for another. Settings that can harm others (data of a failed upstream, incremental refreshes)
 * apply only if all exposures have them.
 */
export function settingsOf(extract: ExtractToPlan, policy: Policy): Settings {
  const candidates = extract.exposures.map(({ settings }) => ({
    buildAfter: settings.buildAfter ?? policy.buildAfter,
    updatesOn: settings.updatesOn ?? policy.updatesOn,
    onUpstreamFailure: settings.onUpstreamFailure ?? policy.onUpstreamFailure,
    incremental: settings.incremental,
  }))
  const { buildAfter, updatesOn } = [...candidates].sort(bySmallestWindow)[0] ?? policy
  const allRefresh = candidates.every((candidate) => candidate.onUpstreamFailure === 'refresh')
  return {
    buildAfter,
    updatesOn,
    onUpstreamFailure: allRefresh ? 'refresh' : 'skip',
    incremental: candidates.every((candidate) => candidate.incremental),
    freezes:
      policy.freezes === 'none'
        ? []
        : [...policy.freezes, ...extract.exposures.flatMap(({ settings }) => settings.freezes)],
    staleAfter: promisedBy(extract.exposures, policy),
  }
}

/** The strictest promise of these exposures; null if none of them promises anything. */
export function promisedBy(
  exposures: ExtractToPlan['exposures'],
  policy: Pick<Policy, 'staleAfter'>,
): Milliseconds | null {
  return strictest(exposures.map(({ settings }) => settings.staleAfter ?? policy.staleAfter))
}

/** 0 promises nothing. */
function strictest(minutes: readonly number[]): Milliseconds | null {
  const promised = minutes.filter((one) => one > 0)
  return promised.length === 0 ? null : earliestOf(promised) * MINUTE
}

/**
 * Smallest window first. Among equal ones `any` before `all`, which waits for more, and a time of day before none; then by time
 * and time zone, so that the order is total.
 */
function bySmallestWindow(a: WindowRule, b: WindowRule): number {
  return (
    a.buildAfter.minutes - b.buildAfter.minutes ||
    updatesOnRank(a) - updatesOnRank(b) ||
    compare(timesOf(a.buildAfter), timesOf(b.buildAfter)) ||
    compare(a.buildAfter.timezone ?? '', b.buildAfter.timezone ?? '')
  )
}

function timesOf({ at }: BuildAfter): string {
  if (at === null) return '~'
  return typeof at === 'string' ? at : at.map(({ time, days }) => [time, ...days].join(' ')).join()
}

function updatesOnRank({ updatesOn }: WindowRule): number {
  return updatesOn === 'any' ? 0 : 1
}
