import { failuresByStatus } from '../ranking.js'
import type { Notice } from '../../base/notice.js'
import type { MessageId } from '../../messages/message.js'
import type { Report } from '../report.js'
import { list, plural } from '../lists.js'
import { dryRunVerdict } from '../dry-run-text.js'
import type { Status } from '../status.js'
import { duration } from '../times.js'

/**
 * The last line of the log, for what the counts do not show: that the step fails and why, or that nothing was done. Null if
 * there is nothing to add. May hold untrusted text.
 */
export function verdictOf(report: Report, failsOnFailure: boolean): string | null {
  const { mode, error, cancelled, misdirected, notices, run } = report
  const failures = failuresText(report)
  // Its notice is the only line before.
  if (mode.kind === 'off') return null
  const took = duration((run.endedAt - run.startedAt) / 1000)
  if (cancelled) return `This step fails, because the run was cancelled after ${took}.`
  if (error !== null) return `This step fails, because the run stopped at the error above (${error.id}).`
  const causes = [
    ...(failures !== null && failsOnFailure ? [`${failures} (fail-on: failure)`] : []),
    ...new Set(notices.flatMap((each) => (each.level === 'error' ? [errorText(each, report)] : []))),
  ]
  if (causes.length > 0) return `This step fails, because ${causes.join(', and because ')}.`
  if (failures !== null) return `This step succeeds although ${failures}: fail-on does not name failure.`
  if (misdirected > 0) return 'Nothing was refreshed: none of the exposures is of this Tableau site.'
  return mode.kind === 'dry' ? dryRunVerdict(report, mode.why) : null
}

/** The cause of a red step in short: the line of its annotation is above. */
function errorText({ id }: Notice, { failedSince, unresolved }: Report): string {
  const earlier = failedSince.flatMap(({ extracts }) => extracts.map(({ lineage }) => lineage.content.name))
  const names = (all: readonly string[]): string => (all.length === 0 ? '' : `: ${list(all)}`)
  const short: Readonly<Partial<Record<MessageId, string>>> = {
    'AE-EARLIER-REQUEST-FAILS': `a refresh that an earlier run requested failed${names(earlier)} (fail-on: failure)`,
    'AE-UNRESOLVED-FAILS': `exposures are unresolved${names(unresolved.map(({ exposure }) => exposure))} (fail-on: unresolved)`,
    'AE-SITE-MISMATCH-FAILS': "none of the exposures is on this run's Tableau site (fail-on: unresolved)",
    'AE-DRIFT-FAILS': 'exposures and Tableau differ (fail-on: drift)',
    'AE-STALE-FAILS': 'data is older than stale_after promises (fail-on: stale)',
  }
  return short[id] ?? `of the error above (${id})`
}

/** `1 extract failed, 6 were cancelled`; null without any. */
function failuresText(report: Report): string | null {
  const parts = [...failuresByStatus(report)].map(([status, count], index) => {
    const [one, many] = FAILED_WORDS[status] ?? FAILED_WORDS.failed
    return `${index === 0 ? plural(count, 'extract') : count} ${count === 1 ? one : many}`
  })
  return parts.length === 0 ? null : parts.join(', ')
}

const FAILED_WORDS: Readonly<Partial<Record<Status, readonly [string, string]>>> & {
  readonly failed: readonly [string, string]
} = {
  failed: ['failed', 'failed'],
  'timed-out': ['was still running at the timeout', 'were still running at the timeout'],
  cancelled: ['was cancelled', 'were cancelled'],
  blocked: ['was blocked', 'were blocked'],
}
