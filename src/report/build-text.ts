import { type Instant, latestOf } from '../base/clock.js'
import type { BuildSummary, FreshnessSummary } from '../dbt/build-summary.js'
import { nodeName, type UniqueId } from '../dbt/types.js'
import { list, plural } from './lists.js'
import type { Report } from './report.js'
import { shortly } from './times.js'

interface Counts {
  readonly rebuilt: number
  readonly failed: number
  readonly failedTests: number
  readonly warned: number
}

/** `6 nodes rebuilt, 1 failed; 1 test failed, 2 warned`, of all builds of a run together. */
export function buildText(builds: readonly BuildSummary[]): string {
  const sum = (count: (build: BuildSummary) => number): number =>
    builds.reduce((total, build) => total + count(build), 0)
  return countsText({
    rebuilt: sum(({ landed }) => landed),
    failed: sum(({ failed }) => failed),
    failedTests: sum(({ failedTests }) => failedTests.length),
    warned: sum(({ warned }) => warned.length),
  })
}

/** Nodes and tests apart, and no count of zero but the first. */
function countsText({ rebuilt, failed, failedTests, warned }: Counts): string {
  const nodes = `${nodesText(rebuilt)}${failed === 0 ? '' : `, ${failed} failed`}`
  const tests = [
    ...(failedTests === 0 ? [] : [`${plural(failedTests, 'test')} failed`]),
    ...(warned === 0 ? [] : [`${failedTests === 0 ? plural(warned, 'test') : warned} warned`]),
  ]
  return [nodes, ...(tests.length === 0 ? [] : [tests.join(', ')])].join('; ')
}

/** `6 nodes rebuilt, 1 failed; 1 test failed: unique_orders; 1 test warned: not_null_amount`, of one build. */
export function buildDetails({ landed, failed, failedTests, warned }: BuildSummary): string {
  return [
    countsText({ rebuilt: landed, failed, failedTests: 0, warned: 0 }),
    ...namedTests(failedTests, 'failed'),
    ...namedTests(
      warned.map(({ id }) => id),
      'warned',
    ),
  ].join('; ')
}

/** `; dbt source freshness of today 06:03: 1 error, 2 warned`, with the time of the newest; empty if it found nothing. */
export function freshnessText(all: readonly FreshnessSummary[], now: Instant): string {
  const files = all.filter((file) => file.failed.length + file.warned.length > 0)
  if (files.length === 0) return ''
  const [failed, warned] = [files.flatMap((file) => file.failed), files.flatMap((file) => file.warned)]
  const found = [
    ...(failed.length === 0 ? [] : [plural(failed.length, 'error')]),
    ...(warned.length === 0 ? [] : [`${warned.length} warned`]),
  ]
  const finishedAt = latestOf(files.map((file) => file.finishedAt))
  return `; dbt source freshness of ${shortly(finishedAt, now)}: ${found.join(', ')}`
}

/** `3 sources measured; 1 error: shop.payments`, of one `sources.json`. */
export function freshnessDetails({ measured, failed, warned }: FreshnessSummary): string {
  return [
    `${plural(measured, 'source')} measured`,
    ...(failed.length === 0 ? [] : [`${plural(failed.length, 'error')}: ${list(failed.map(nodeName))}`]),
    ...(warned.length === 0 ? [] : [`${warned.length} warned: ${list(warned.map(nodeName))}`]),
  ].join('; ')
}

function namedTests(ids: readonly UniqueId[], what: string): string[] {
  if (ids.length === 0) return []
  return [`${plural(ids.length, 'test')} ${what}: ${list([...new Set(ids.map(nodeName))])}`]
}

function nodesText(count: number): string {
  return `${count === 0 ? 'no node' : plural(count, 'node')} rebuilt`
}

/** Whether an earlier run has counted the results already. */
export function isCounted({ notices }: Pick<Report, 'notices'>): boolean {
  return notices.some(({ id }) => id === 'AE-RESULTS-KNOWN' || id === 'AE-RESULTS-OUTDATED')
}
