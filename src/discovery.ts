import type { Wanted } from './catalogue.js'
import type { Instant } from './clock.js'
import type { ProjectGraph } from './dbt/manifest.js'
import type { NodeKey } from './dbt/types.js'
import { pointedAt } from './exposures/declared.js'
import { type Discovery, NOTHING_DISCOVERED } from './exposures/discovered.js'
import { addressOf, type Inputs } from './inputs.js'
import { askedNodes } from './plan/asked.js'
import { note, type Run, sayAll } from './run.js'
import { EMPTY_STATE, type ExtractKey, type RefreshState } from './state/state.js'
import type { TableauSession } from './tableau/session.js'

interface ToDiscover extends Wanted {
  readonly landed: ReadonlySet<NodeKey>
}

/**
 * Finds what reads the nodes that matter in this run, says what may be missing, and remembers what was found. Nothing
 * where it is not asked for, nor where the run plans without dbt's files and asks Tableau nothing.
 */
export async function discoverExposures(
  run: Run,
  { inputs, project, landed, memory: { journal } }: ToDiscover,
  tableau: TableauSession,
): Promise<Discovered> {
  const { discover: isWanted, relationMap } = inputs
  const { nodes } = project.manifest
  if (isWanted === null || project.answers !== null) return { discovery: NOTHING_DISCOVERED, pointedAt: [] }
  const { discover } = await import('./exposures/discover.js')
  const asked = needsAll(inputs)
    ? nodes.keys()
    : askedNodes({ manifest: project.manifest, state: journal.state, landed })
  const discovery = await discover({ manifest: project.manifest, relationMap, asked, isWanted, tableau })
  note(run, discovery.notices)
  sayAll(run, 'warning', discovery.incomplete)
  journal.update({ ...EMPTY_STATE, reads: readFacts(discovery, nodes, run.action.clock.now()) })
  const pointers = project.builds.flatMap(({ manifest: { pointers: own } }) => own)
  return { discovery, pointedAt: pointedAt(pointers, addressOf(inputs)) }
}

/** A file of all dashboards, or a verdict on all, cannot go by what landed in this build. */
function needsAll({ exposuresFile, failOn }: Inputs): boolean {
  return exposuresFile !== null || failOn.includes('drift')
}

export interface Discovered {
  readonly discovery: Discovery
  readonly pointedAt: ReturnType<typeof pointedAt>
}

/** Every extract with the nodes of all that is shown on it. */
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
