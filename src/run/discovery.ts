import { compareNames } from '../base/order.js'
import { isCatalogueOf, type SavedCatalogue } from './catalogue.js'
import { discoveryWarnings, withRepeatsAsNotices } from './repeated-warnings.js'
import { message, type Message } from '../messages/message.js'
import type { Project } from './project.js'
import type { Journal } from '../state/journal.js'
import type { Instant } from '../base/clock.js'
import type { ProjectGraph } from '../dbt/manifest.js'
import type { NodeKey } from '../dbt/types.js'
import { linkedContent } from '../exposures/declared.js'
import { carryOver } from '../exposures/discovery/carry-over.js'
import {
  type DiscoveredContent,
  type Discovery,
  NOTHING_DISCOVERED,
  type Search,
} from '../exposures/discovery/types.js'
import { addressOf, type Inputs } from './inputs.js'
import { nodesToDiscover } from '../plan/nodes-to-discover.js'
import { contentTest } from '../exposures/select/by-content.js'
import type { SelectorPart } from '../exposures/select/syntax.js'
import { askedText, nearMissesText } from '../report/log/discovery-line.js'
import { list } from '../report/lists.js'
import { EMPTY_STATE, type ExtractKey, type RefreshState } from '../state/state.js'
import { NOTHING_PREFETCHED, type Prefetched } from '../tableau/lineage/site.js'
import type { TableauSession } from '../tableau/session.js'
import type { ContentLineage } from '../tableau/types.js'

interface DiscoveryRequest {
  readonly inputs: Inputs
  readonly project: Project
  readonly landed: ReadonlySet<NodeKey>
  readonly journal: Journal
  readonly catalogue: SavedCatalogue
  readonly now: Instant
}

/**
 * Finds the Tableau content that reads the nodes that this run is about, and writes it to state. Without dbt files it
 * returns what earlier runs found; with `discover: false`, nothing.
 */
export async function discoverExposures(
  { inputs, project, landed, journal, catalogue, now }: DiscoveryRequest,
  tableau: TableauSession,
): Promise<Discovered> {
  const { discover: isWanted, relationMap } = inputs
  const { manifest } = project
  const site = addressOf(inputs)
  if (project.answers !== null) return withoutSearch(inProjects(project.discovery, isWanted))
  if (isWanted === null) return withoutSearch(NOTHING_DISCOVERED)
  const { discover } = await import('../exposures/discovery/discover.js')
  const before = (isCatalogueOf(project, journal) ? catalogue()?.discovery : null) ?? NOTHING_DISCOVERED
  const searchFrom = new Set(
    needsAllNodes(inputs, before.lineages)
      ? manifest.nodes.keys()
      : nodesToDiscover({ manifest, state: journal.state, landed }),
  )
  const { discovery, prefetched } = await discover({ manifest, relationMap, searchFrom, isWanted, tableau })
  journal.update({ ...EMPTY_STATE, reads: readFacts(discovery, manifest.nodes, now) })
  const known = carryOver(before, discovery, {
    searched: searchFrom,
    isWanted,
    isKnown: (node) => manifest.nodes.has(node),
    isInState: (extract) => journal.state.reads.has(extract),
  })
  const isNothing = known.dashboards.length + known.datasources.length === 0
  const missed = isNothing ? unmatchedProjects(discovery.lineages, isWanted) : []
  const exposureLinks = project.builds.flatMap(({ manifest: { exposureLinks: own } }) => own)
  const notices = [...discovery.notices, ...discovery.incomplete]
  const isUnexplained = isNothing && missed.length === 0
  const nothing = isUnexplained ? nothingFound(discovery, manifest) : { line: null, notices: [] }
  return {
    discovery,
    line: nothing.line,
    planned: plansAll(inputs) ? known : discovery,
    known,
    linkedContent: linkedContent(exposureLinks, site),
    prefetched,
    notices: [
      ...notices.filter(({ level }) => level !== 'warning'),
      ...withRepeatsAsNotices(discoveryWarnings(notices), journal, now),
      ...missed,
      ...nothing.notices,
    ],
  }
}

/**
 * What to say of a search without results: a log line, or a notice if near misses are to be corrected. It is a warning in a project
 * without exposures, of which no run refreshes anything until then.
 */
export function nothingFound(
  { search }: Pick<Discovery, 'search'>,
  { adapterType, exposures }: Pick<ProjectGraph, 'adapterType'> & { readonly exposures: readonly unknown[] },
): Pick<Discovered, 'line' | 'notices'> {
  if (search === null) return { line: null, notices: [] }
  const tables = askedText(search)
  const misses = nearMissesText(search, adapterType)
  if (misses === null)
    return { line: `Discovery found nothing: no content in Tableau reads the ${tables}`, notices: [] }
  const told = nearMissesMessage(search, { tables, misses })
  return { line: null, notices: [exposures.length === 0 ? told : { ...told, level: 'notice' }] }
}

/** relation-map may help only where a table of the same kind of database is read. */
function nearMissesMessage(
  { nearMisses }: Search,
  told: { readonly tables: string; readonly misses: string },
): Message {
  return nearMisses.some(({ kind }) => kind === 'elsewhere')
    ? message('AE-DISCOVERY-NEAR-MISSES', told)
    : message('AE-DISCOVERY-OTHER-DATABASE', told)
}

/** Warns if the globs of `discover` match none of the Tableau projects that have content of this dbt project: probably a typo. */
function unmatchedProjects(
  lineages: readonly ContentLineage[],
  isWanted: (project: string) => boolean,
): Message[] {
  const projects = new Set(lineages.flatMap(({ content }) => content.project ?? []))
  if (projects.size === 0 || [...projects].some(isWanted)) return []
  return [message('AE-DISCOVER-MATCHES-NOTHING', { projects: list([...projects].sort(compareNames)) })]
}

function withoutSearch(discovery: Discovery): Discovered {
  return {
    discovery,
    planned: discovery,
    known: discovery,
    linkedContent: [],
    prefetched: NOTHING_PREFETCHED,
    notices: [],
    line: null,
  }
}

function inProjects(
  { dashboards, datasources, ...rest }: Discovery,
  isWanted: Inputs['discover'],
): Discovery {
  const isIn = ({ projectPath }: DiscoveredContent): boolean => isWanted?.(projectPath.join('/')) !== false
  return {
    ...rest,
    dashboards: dashboards.filter(({ workbook }) => isIn(workbook)),
    datasources: datasources.filter(({ datasource }) => isIn(datasource)),
  }
}

/**
 * Whether to search for the readers of all nodes, not only of those that landed: to write the exposures-file, to check
 * for drift, to force a refresh, or because `select` names content that no earlier run has seen.
 */
function needsAllNodes(
  { exposuresFile, failOn, policy, selection: { select } }: Inputs,
  seen: readonly ContentLineage[],
): boolean {
  const isUnseen = (part: SelectorPart): boolean => part.content.length > 0 && !seen.some(contentTest(part))
  return exposuresFile !== null || failOn.includes('drift') || policy.force || select.some(isUnseen)
}

/** Whether the plan includes content without new data, because it is forced or selected by name. */
function plansAll({ policy, selection: { select } }: Inputs): boolean {
  return policy.force || select.some(({ content }) => content.length > 0)
}

export interface Discovered {
  /** Found by this run. */
  readonly discovery: Discovery
  /** The part that the plan uses. */
  readonly planned: Discovery
  /** Found by this run and by earlier ones, for runs without dbt files. */
  readonly known: Discovery
  /** The content that declared exposures name. */
  readonly linkedContent: ReturnType<typeof linkedContent>
  /** The lineage that discovery has read already, so that resolving the exposures does not read it again. */
  readonly prefetched: Prefetched
  /** For the log, if nothing was found; else null. */
  readonly line: string | null
  /** What may be missing. */
  readonly notices: readonly Message[]
}

/** For each extract, the nodes that its dashboards read. */
function readFacts(
  { dashboards, datasources }: Discovery,
  nodes: ProjectGraph['nodes'],
  seenAt: Instant,
): RefreshState['reads'] {
  const keys = new Map<ExtractKey, Set<NodeKey>>()
  for (const { extracts, upstream } of [...dashboards, ...datasources]) {
    const read = upstream.flatMap(({ node }) => nodes.get(node)?.key ?? [])
    for (const extract of extracts) keys.set(extract, new Set([...(keys.get(extract) ?? []), ...read]))
  }
  return new Map([...keys].map(([extract, read]) => [extract, { seenAt, nodes: [...read].sort() }]))
}
