/* What a dry run says of itself. */

import { isOnProduction } from '../github/event.js'
import { isOfPullRequest, type Report } from './report.js'

/**
 * What a dry run saves, as a sentence: a build outside of the production branch says nothing about production, and a request was not
 * made (docs/state.md#what-is-kept).
 */
export function savedByDryRun({ mode, run, builds, tableau }: Report): string {
  if (!isOnProduction(mode)) {
    const what = builds.length === 0 ? 'Nothing' : 'Neither what this build landed nor a request'
    const whose = isOfPullRequest({ run }) ? 'a pull request' : 'another branch'
    return `${what} is saved, because a run of ${whose} does not count for production.`
  }
  if (builds.length === 0 || tableau === null) return 'No request is saved.'
  return 'What this build landed is saved for the next run that refreshes; no request is.'
}
