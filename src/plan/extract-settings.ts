import type { BuildAfter, ExtractToPlan, OnUpstreamFailure, UpdatesOn } from '../exposures/types.js'
import { compare } from '../base/order.js'
import type { Policy } from './types.js'

/** What one extract is decided by, whatever the number of exposures it serves. */
export interface Settings {
  readonly buildAfter: BuildAfter
  readonly updatesOn: UpdatesOn
  readonly onUpstreamFailure: OnUpstreamFailure
  readonly incremental: boolean
}

/** A window with the rule for what has to land in it: they were chosen together, so they stay together. */
type WindowRule = Pick<Settings, 'buildAfter' | 'updatesOn'>

/**
 * The settings of an extract: the rhythm of the exposure with the smallest window, as nobody who asked for fresh
 * data should wait for someone who did not. What can harm others (data of a failed upstream, a refresh that
 * rewrites only a part) happens only if all exposures ask for it.
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
  }
}

/**
 * Smallest window first. Among equals `any` before `all` (it waits for less), and a wished-for time of day before
 * none (who left it open has nothing against it); what is left is settled by time and zone, only to be settled.
 */
function bySmallestWindow(a: WindowRule, b: WindowRule): number {
  return (
    a.buildAfter.minutes - b.buildAfter.minutes ||
    patience(a) - patience(b) ||
    compare(a.buildAfter.at ?? '~', b.buildAfter.at ?? '~') ||
    compare(a.buildAfter.timezone ?? '', b.buildAfter.timezone ?? '')
  )
}

function patience({ updatesOn }: WindowRule): number {
  return updatesOn === 'any' ? 0 : 1
}
