import { distinctBy } from '../base/distinct.js'
import type { WarnedTest } from '../dbt/build-summary.js'
import { isCounted } from './build-text.js'
import { list, listNames, NAMES_SHOWN, plural } from './lists.js'
import { nodeName } from '../dbt/types.js'
import type { ExtractKey } from '../state/state.js'
import { isOfPullRequest, type Report, type WordingContext } from './report.js'

/**
 * The tests that warned in this build and not in their run before, if the run has rows. None that an earlier run has told, and
 * none that only concerns extracts which read another environment than this build's.
 */
export function newlyWarned(report: Report): WarnedTest[] {
  if (report.rows.length === 0 || isOfPullRequest(report) || isCounted(report)) return []
  const warned = report.builds.flatMap((build) => build.warned)
  return distinctBy(warned, ({ id }) => id).filter(({ id }) => {
    const below = report.belowWarned.get(id) ?? []
    const isElsewhere = below.length > 0 && below.every(isOfOtherEnvironment(report))
    return !isElsewhere && !report.warnedBefore.has(id)
  })
}

/** What this build writes does not reach these extracts, so no test of it is upstream of their data. */
function isOfOtherEnvironment({ rows }: Report): (key: ExtractKey) => boolean {
  const elsewhere = new Set(
    rows.flatMap(({ row: { decision, extract } }) =>
      decision.reason === 'other-environment' ? [extract.key] : [],
    ),
  )
  return (key) => elsewhere.has(key)
}

/** `test unique_orders (12 results, upstream of Menu, Orders); a warning holds nothing back`; null without any. */
export function warnedText(report: Report, context: WordingContext): string | null {
  const tests = newlyWarned(report)
  if (tests.length === 0) return null
  const shown = tests
    .slice(0, NAMES_SHOWN)
    .map((test) => `${list([nodeName(test.id)])}${aboutText(test, report, context)}`)
  const more = tests.length - shown.length
  const names = `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
  return `${tests.length === 1 ? 'test' : 'tests'} ${names}; a warning holds nothing back`
}

function aboutText({ id, results }: WarnedTest, report: Report, context: WordingContext): string {
  const isElsewhere = isOfOtherEnvironment(report)
  const below = report.belowWarned.get(id)?.filter((key) => !isElsewhere(key))
  const parts = [
    ...(results === null ? [] : [plural(results, 'result')]),
    ...(below === undefined
      ? []
      : [`upstream of ${below.length === 0 ? 'no extract' : listNames(below, context)}`]),
  ]
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`
}
