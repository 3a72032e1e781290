import type { Instant } from '../base/clock.js'
import { cut } from '../base/untrusted-text.js'
import type { SourceFreshness } from './artifacts/sources.js'
import type { Artifacts } from './facts.js'
import { type FindProblem, problemOf } from './problems.js'
import type { DbtNode } from './manifest.js'
import type { FailureDetails, NodeFile, UniqueId } from './types.js'

/** Characters kept of a message. dbt's own log has it whole. */
const LONGEST_MESSAGE = 4000

interface Known {
  readonly failedAt: Instant
  readonly details: FailureDetails
}

/** The file of a node; null if it is not known. */
export type FindFile = (node: DbtNode) => NodeFile | null

/** `problemOf` with the file of the node, and with what these builds say about the failure; state keeps only when it was. */
export function problemsWithDetails(builds: readonly Artifacts[], fileOf: FindFile): FindProblem {
  const known = new Map(builds.flatMap(detailsIn))
  return (node, facts) => {
    const problem = problemOf(node, facts)
    if (problem === null) return null
    const own = known.get(node.id)
    const file = fileOf(node)
    return {
      ...problem,
      ...(own?.failedAt === problem.failedAt && { details: own.details }),
      ...(file !== null && { file }),
    }
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
