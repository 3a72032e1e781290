/* What the summary says first of a pull request: what it breaks, removes and reaches. */

import {
  exposuresReachedBy,
  type Impact,
  isBreaking,
  reachedAndEdited,
  type ReachedExposure,
} from '../../impact/impact.js'
import { idLink } from '../id-link.js'
import { list, plural } from '../lists.js'
import { literal, type Phrase, safeText, strong } from '../markdown.js'
import { nameIn } from '../names.js'
import { breakingMessage, breakingRemedy } from './annotations.js'
import { changesNoData, impactWordingContext } from './impact-text.js'
import { type ReachingNode, widestFirst } from './order.js'

const LONGEST_NAMES = 300

/** The nodes that reach an exposure and are removed, or break their enforced contract. */
export function breakingNodes(impact: Impact): {
  readonly removed: readonly ReachingNode[]
  readonly broken: readonly ReachingNode[]
} {
  const breaking = widestFirst(impact).reaching.filter(({ node }) => isBreaking(node))
  return {
    removed: breaking.filter(({ node }) => node.how === 'removed'),
    broken: breaking.filter(({ node }) => node.how !== 'removed'),
  }
}

/** Whether something that an exposure reads is removed, or no longer has what its contract promised. */
export function breaksAnything(impact: Impact | null): boolean {
  if (impact === null) return false
  const { removed, broken } = breakingNodes(impact)
  return removed.length + broken.length > 0
}

/** For the headline: `breaks 1 contract (9 exposures)`, `removes 1 exposure`; holds only constants and numbers. */
export function breakingCounts(impact: Impact | null): string[] {
  if (impact === null) return []
  const { removed, broken } = breakingNodes(impact)
  const counted = (verb: string, nodes: readonly ReachingNode[], noun: string): string[] =>
    nodes.length === 0
      ? []
      : [`${verb} ${plural(nodes.length, noun)} (${plural(exposuresBelow(nodes, impact).size, 'exposure')})`]
  const deleted = impact.removedExposures.length
  return [
    ...counted('breaks', broken, 'contract'),
    ...counted('removes', removed, 'node'),
    ...(deleted === 0 ? [] : [`removes ${plural(deleted, 'exposure')}`]),
  ]
}

function exposuresBelow(nodes: readonly ReachingNode[], impact: Impact): ReadonlySet<ReachedExposure> {
  return new Set(nodes.flatMap(({ node }) => exposuresReachedBy(node, impact)))
}

/** `Breaks a contract: fct_orders (9 exposures).`, `Removes: old_menu (1 exposure).` */
export function breakingSentences(impact: Impact | null): Phrase[][] {
  if (impact === null) return []
  const { removed, broken } = breakingNodes(impact)
  const { names } = impactWordingContext(impact)
  const sentence = (label: 'Breaks a contract:' | 'Removes:', nodes: readonly ReachingNode[]): Phrase[][] =>
    namesSentence(
      label,
      nodes.map(({ node, reach }) => `${nameIn(node.id, names)} (${plural(reach, 'exposure')})`),
    )
  return [
    ...sentence('Breaks a contract:', broken),
    ...sentence('Removes:', removed),
    ...namesSentence(
      'Removes the exposure:',
      impact.removedExposures.map(({ label }) => label),
    ),
  ]
}

function namesSentence(
  label: 'Breaks a contract:' | 'Removes:' | 'Removes the exposure:',
  names: readonly string[],
): Phrase[][] {
  if (names.length === 0) return []
  return [[strong(literal(label)), literal(' '), safeText(list(names), LONGEST_NAMES), literal('.')]]
}

/** For "What to do": `⚠️ fct_orders: Check these 9 dashboards after the merge, or …`, one entry for each node. */
export function breakingRemedies(impact: Impact | null): Phrase[][] {
  if (impact === null) return []
  const { removed, broken } = breakingNodes(impact)
  const { names } = impactWordingContext(impact)
  return [...broken, ...removed].map(({ node }) => [
    literal('⚠️ '),
    strong(safeText(nameIn(node.id, names), LONGEST_NAMES)),
    literal(`: ${breakingRemedy(node, impact)}`),
    ...idLink(breakingMessage(node)),
  ])
}

/** Whether it is known of every extract if the pull request brings it new data. */
export function isReachKnown(impact: Impact | null): boolean {
  return impact !== null && impact.unknown.gone + impact.unknown.unmapped === 0
}

/** For the headline, where the next build after the merge refreshes nothing. */
export function reachText(impact: Impact | null): string {
  if (impact === null) return 'what this pull request reaches is not known'
  const { length } = reachedAndEdited(impact).reached
  if (length > 0) return `reaches ${plural(length, 'exposure')}`
  if (!isReachKnown(impact)) return 'what this pull request reaches is not known'
  return changesNoData(impact) ? 'no data changes' : 'reaches no exposure'
}
