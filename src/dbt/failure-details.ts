import type { Instant } from '../base/clock.js'
import { cut } from '../base/untrusted-text.js'
import type { SourceFreshness } from './artifacts/sources.js'
import type { Artifacts } from './facts.js'
import { type FindProblem, problemOf } from './problems.js'
import type { FailureDetails, UniqueId } from './types.js'

/** Characters kept of a message. dbt's own log has it whole. */
const LONGEST_MESSAGE = 4000

interface Known {
  readonly failedAt: Instant
  readonly details: FailureDetails
}

/** `problemOf` with what these builds say about the failure; state keeps only when it was. */
export function problemsWithDetails(builds: readonly Artifacts[]): FindProblem {
  const known = new Map(builds.flatMap(detailsIn))
  return (node, facts) => {
    const problem = problemOf(node, facts)
    const own = known.get(node.id)
    return problem === null || own?.failedAt !== problem.failedAt
      ? problem
      : { ...problem, details: own.details }
  }
}

function detailsIn({ runResults, sources }: Artifacts): [UniqueId, Known][] {
  const results = runResults.flatMap((each) => each.results)
  const said = results.flatMap(({ id, message, completedAt }): [UniqueId, Known][] =>
    message === '' ? [] : [[id, { failedAt: completedAt, details: textOf(message) }]],
  )
  const measured = sources.flatMap((file) =>
    file.sources.flatMap((source): [UniqueId, Known][] => {
      const details = detailsOfSource(source)
      return details === null ? [] : [[source.id, { failedAt: source.checkedAt, details }]]
    }),
  )
  return [...said, ...measured]
}

function textOf(message: string): FailureDetails {
  return { kind: 'message', text: cut(message, LONGEST_MESSAGE) }
}

function detailsOfSource({ error, maxLoadedAt, errorAfter }: SourceFreshness): FailureDetails | null {
  if (error !== '') return textOf(error)
  return maxLoadedAt === null ? null : { kind: 'age', newestRowAt: maxLoadedAt, errorAfter }
}
