import type { BuildSummary } from '../dbt/build-summary.js'
import { plural } from './lists.js'
import type { Report } from './report.js'

type Counts = Pick<BuildSummary, 'landed' | 'failed' | 'failedTests'> & { readonly warned: number }

/** The counts of all builds of a run together. */
export function countsOfBuilds(builds: readonly BuildSummary[]): Counts {
  const sum = (count: (build: BuildSummary) => number): number =>
    builds.reduce((total, build) => total + count(build), 0)
  return {
    landed: sum(({ landed }) => landed),
    failed: sum(({ failed }) => failed),
    failedTests: sum(({ failedTests }) => failedTests),
    warned: sum(({ warned }) => warned.length),
  }
}

/** `6 nodes have new data, 1 failed; 1 test failed, 2 warned`: nodes and tests apart, and no count of zero but the first. */
export function buildText({ landed, failed, failedTests, warned }: Counts): string {
  const nodes = `${landed === 0 ? 'no node' : plural(landed, 'node')} ${landed > 1 ? 'have' : 'has'} new data`
  const tests = [
    ...(failedTests === 0 ? [] : [`${plural(failedTests, 'test')} failed`]),
    ...(warned === 0 ? [] : [`${failedTests === 0 ? plural(warned, 'test') : warned} warned`]),
  ]
  return [
    `${nodes}${failed === 0 ? '' : `, ${failed} failed`}`,
    ...(tests.length === 0 ? [] : [tests.join(', ')]),
  ].join('; ')
}

/** Whether an earlier run has counted the results already. */
export function isCounted({ notices }: Pick<Report, 'notices'>): boolean {
  return notices.some(({ id }) => id === 'AE-RESULTS-KNOWN' || id === 'AE-RESULTS-OUTDATED')
}
