import type { Instant } from '../base/clock.js'
import { oneLine } from '../base/untrusted-text.js'
import { message, type Message } from '../messages/message.js'
import { list, plural } from '../report/lists.js'
import { type FindFile, problemsWithDetails } from '../dbt/failure-details.js'
import type { Artifacts } from '../dbt/facts.js'
import { projectHealth } from '../dbt/health.js'
import type { ProjectGraph } from '../dbt/manifest.js'
import type { UniqueId } from '../dbt/types.js'
import type { Resolved } from '../exposures/resolve.js'
import type { ChosenExposures } from '../exposures/select/select.js'
import { upstreamNotices } from '../exposures/upstream-notices.js'
import { overtakenRefreshes } from '../plan/late-nodes.js'
import type { Plan, PlanInput } from '../plan/types.js'
import type { Journal } from '../state/journal.js'
import { EMPTY_STATE } from '../state/state.js'
import { contentPath } from '../tableau/content-names.js'
import type { Content } from '../tableau/types.js'

interface Planning extends Pick<PlanInput, 'policy' | 'expected' | 'slot' | 'now' | 'nextSlot'> {
  readonly manifest: ProjectGraph
  readonly builds: readonly Artifacts[]
  readonly chosen: ChosenExposures
  readonly resolved: Resolved
  readonly fileOf: FindFile
  /** True if no landing can be known in this run: extracts without one are then no reason for a warning. */
  readonly expectsNoLandings: boolean
}

/** Everything that `plan` needs. Also saves in state which refreshes newer data has overtaken. */
export function planInput(
  { manifest, builds, chosen, resolved, fileOf, expectsNoLandings, ...given }: Planning,
  journal: Journal,
): PlanInput {
  const upstream = resolved.extracts.flatMap((extract) => extract.upstream.map(({ node }) => node))
  const { nodes } = journal.state
  const find = problemsWithDetails(builds, fileOf)
  const { statuses, jointTests } = projectHealth(upstream, manifest, nodes, find)
  const input = {
    exposures: {
      leftOut: [...chosen.leftOut, ...resolved.leftOut],
      unresolved: [...chosen.unresolved, ...resolved.unresolved],
    },
    extracts: resolved.extracts,
    others: resolved.others,
    nodes: statuses,
    jointTests,
    requests: journal.state.requests,
    warned: expectsNoLandings ? neverLandedWarnings(resolved, given.now) : journal.state.warned,
    ...given,
  }
  journal.update({ ...EMPTY_STATE, requests: overtakenRefreshes(input) })
  return { ...input, requests: journal.state.requests }
}

function neverLandedWarnings({ extracts }: Resolved, now: Instant): PlanInput['warned'] {
  return new Map(extracts.map(({ key }) => [`never-landed ${key}`, now]))
}

/** Gaps in Tableau's lineage, nodes that exposures declare and do not read, and selectors that match nothing. */
export function lineageNotices(resolved: Resolved): Message[] {
  return [...resolved.notices, ...upstreamNotices(resolved), ...resolved.unmatched]
}

/** Explains why the first run with discovery may start many refreshes at once. */
export function firstDiscoveryNotice(
  { extracts }: Plan,
  requests: PlanInput['requests'],
  isReal: boolean,
): Message[] {
  const rows = extracts.filter(({ extract }) =>
    extract.exposures.every(({ origin }) => origin === 'discovered'),
  )
  if (rows.length === 0 || rows.some(({ extract }) => requests.has(extract.key))) return []
  const starting = rows.filter(({ decision }) => decision.kind === 'refresh').length
  if (starting === 0) return []
  const contents = rows.map(({ extract }) => extract.lineage.content)
  // An exposure may have the name of a workbook.
  const names = contents.map(contentPath)
  return [
    message('AE-FIRST-DISCOVERY', {
      extracts: `${plural(rows.length, 'extract')} (${list(names)})`,
      starts: isReal ? 'refreshes' : 'would refresh',
      count: starting === rows.length ? 'all of them' : `${starting} of them`,
      one: contents.slice(0, 1).map(selectorOf).join(''),
    }),
  ]
}

/** `workbook:Marketing/Campaigns`; quoted if it has spaces. */
function selectorOf(content: Content): string {
  const selector = `${content.kind}:${oneLine(contentPath(content), LONGEST_PATH)}`
  return /\s/.test(selector) ? `"${selector}"` : selector
}

const LONGEST_PATH = 200

/** The plan with only the rows that read one of these nodes. */
export function rowsReading(plan: Plan, nodes: ReadonlyMap<UniqueId, unknown>): Plan {
  const extracts = plan.extracts.filter(({ extract }) => extract.upstream.some(({ node }) => nodes.has(node)))
  return { ...plan, extracts }
}
