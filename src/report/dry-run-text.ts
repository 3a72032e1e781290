/* What a dry run says of itself. */

import { isOnProduction } from '../github/event.js'
import type { MessageId } from '../messages/message.js'
import type { Report } from './report.js'

type DryRun = Pick<Report, 'mode' | 'builds' | 'notices'>

/**
 * What a dry run has saved, as a sentence (docs/state.md#what-is-kept); empty where there was nothing to save, or where a
 * warning says that it could not be saved.
 */
export function savedText({ mode, builds, notices }: DryRun): string {
  const hasLanded = builds.some(({ landed }) => landed > 0)
  if (isOnProduction(mode)) {
    const isSaved = hasLanded && !notices.some(({ id }) => NOT_SAVED.has(id))
    return isSaved ? 'What this build landed was saved for the next run that refreshes.' : ''
  }
  const what = hasLanded ? ', neither what this build landed nor a request' : ''
  const isSaid = mode.kind === 'dry' && mode.byBranch === true
  const why = isSaid ? '' : ', because this is not a run of the production branch'
  return `Nothing was saved either${what}${why}.`
}

const NOT_SAVED: ReadonlySet<MessageId> = new Set([
  'AE-STATE-NOT-SAVED',
  'AE-STATE-NOT-SHOWN',
  'AE-STATE-SAVE-FAILED',
  'AE-JOURNAL-NOT-WRITTEN',
] as const)

/** The last line of its log. */
export function dryRunVerdict(report: DryRun, why: string): string {
  if (!isOnProduction(report.mode)) return `Nothing was refreshed or saved: ${why}.`
  return `Nothing was refreshed: ${why}. ${savedText(report)}`.trim()
}
