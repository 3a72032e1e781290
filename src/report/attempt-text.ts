/* What is said of a later attempt of a run, and of what its build has mended. */

import { nodeName } from '../dbt/types.js'
import { list } from './lists.js'
import { isOfPullRequest, type Mended, type Report } from './report.js'
import { at } from './times.js'

/** `Attempt 2 of this run: … in a new window; it is counted by build_after as a run of 06:00 UTC`; null for a first attempt. A manual or forced run uses no window. */
export function attemptText({ run, mode }: Pick<Report, 'run' | 'mode'>): string | null {
  const { attempt, options, slot, endedAt } = run
  if (attempt === 1) return null
  const first = `Attempt ${attempt} of this run`
  const usesWindows = mode.kind === 'real' && !options.manual && !options.force && !isOfPullRequest({ run })
  return usesWindows
    ? `${first}: what an earlier attempt has refreshed is refreshed again only with newer data and in a new window; it is counted by build_after as a run of ${at(slot, endedAt)}, as the first attempt was`
    : first
}

/** `Customers, Orders and 4 more, since fct_orders no longer fails`. */
export function mendedText({ extracts, causes }: Mended): string {
  const names = list([...new Set(causes.map(nodeName))])
  return `${list(extracts)}, since ${names} no longer ${causes.length === 1 ? 'fails' : 'fail'}`
}
