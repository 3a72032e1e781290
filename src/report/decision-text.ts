import type { Decision, ExtractRow, Landing, OverridableSkip } from '../plan/types.js'
import { idsOf, listNames, listUpstream } from './lists.js'
import type { WordingContext } from './report.js'
import { failingSince, NOT_ON_THIS_DAY, skipText } from './skip-text.js'
import { when } from './times.js'

/** The plan's decision in words. */
export function decisionText(row: ExtractRow, context: WordingContext): string {
  const { decision } = row
  switch (decision.kind) {
    case 'refresh':
      return refreshText(decision, row, context)
    case 'wait':
      return `the refresh requested at ${when(decision.requestedAt, context)} is still running`
    case 'skip':
      return skipText(decision, row, context)
    default:
      return decision satisfies never
  }
}

function refreshText(
  decision: Extract<Decision, { kind: 'refresh' }>,
  row: ExtractRow,
  context: WordingContext,
): string {
  const data = dataText(decision.landed, context)
  switch (decision.reason) {
    case 'new-data':
      return data === '' ? 'new data' : data
    case 'first-refresh':
      return data === '' ? 'first refresh' : `first refresh: ${data}`
    case 'forced':
      if (decision.overriddenSkip !== null)
        return `forced, although ${overriddenText(decision.overriddenSkip, row, context)}`
      return data === '' ? 'forced' : `forced: ${data}`
    default:
      return decision.reason satisfies never
  }
}

/** `new data in fct_orders`, and what gets its new data only with the build after the merge of this pull request. */
function dataText(landed: readonly Landing[], context: WordingContext): string {
  const here = landed.filter(({ changed }) => changed === undefined)
  return [
    ...(here.length === 0 ? [] : [`new data in ${listUpstream(idsOf(here), context)}`]),
    ...changedTexts(landed, context),
  ].join('; ')
}

/** `fct_orders changes with this pull request`, `rpt_menu is downstream of stg_menu, which this pull request changes`. */
function changedTexts(landed: readonly Landing[], context: WordingContext): string[] {
  const changed = landed.filter((landing) => landing.changed?.some((id) => id === landing.id))
  const downstream = landed.filter((landing) => landing.changed !== undefined && !changed.includes(landing))
  const causes = [...new Set(downstream.flatMap((landing) => landing.changed ?? []))]
  const [verb, be] = [changed.length === 1 ? 'changes' : 'change', downstream.length === 1 ? 'is' : 'are']
  const because = `${be} downstream of ${listNames(causes, context)}, which this pull request changes`
  return [
    ...(changed.length === 0 ? [] : [`${listNames(idsOf(changed), context)} ${verb} with this pull request`]),
    ...(downstream.length === 0 ? [] : [`${listNames(idsOf(downstream), context)} ${because}`]),
  ]
}

/** What `force` overrides, as a clause. */
function overriddenText(skip: OverridableSkip, row: ExtractRow, context: WordingContext): string {
  switch (skip.reason) {
    case 'up-to-date':
      return `nothing is new since its last refresh (data from ${when(row.known.freshness.newestDataAt ?? skip.landedAt, context)})`
    case 'waiting-for-upstream':
      return `no new data is known in ${listUpstream(skip.waitingFor, context)} yet (updates_on: all)`
    case 'build-after':
      if (skip.isDayOff === true) return NOT_ON_THIS_DAY
      return row.lastRefreshedAt === null
        ? 'its window is used up'
        : `it was refreshed at ${when(row.lastRefreshedAt, context)}`
    case 'failing':
      return `it has been ${failingSince(skip, context)}`
    default:
      return skip satisfies never
  }
}
