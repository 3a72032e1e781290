import type { Instant } from '../base/clock.js'
import type { NodeKey } from '../dbt/types.js'
import { linksToTableau } from '../exposures/declared.js'
import { countBySite } from '../exposures/other-sites.js'
import type { Mode, RunEvent } from '../github/event.js'
import { otherSiteMessage } from '../report/other-sites.js'
import type { SiteAddress } from '../tableau/server-address.js'
import type { FirstInputs } from './inputs.js'
import type { Action } from './ports.js'
import type { Project } from './project.js'
import type { Findings } from './report-draft.js'
import type { SavedState } from './saved-state.js'

/* The steps before Tableau. They load the code of state only if the run needs it. */

interface StateRequest {
  readonly mode: Mode
  readonly first: FirstInputs
  /** Null without dbt files. */
  readonly built: Project | null
}

/** The state of earlier runs; null for a project without Tableau exposures, which has nothing to remember. */
export async function loadState(
  action: Action,
  { mode, first, built }: StateRequest,
): Promise<SavedState | null> {
  const needsState =
    built === null
      ? first.site !== null
      : first.discovers || built.manifest.exposures.some((one) => linksToTableau(one, first.site))
  if (!needsState) return null
  const { openState } = await import('./saved-state.js')
  return openState(action, mode, first)
}

interface BuildToNote {
  readonly built: Project | null
  readonly event: RunEvent
  readonly first: FirstInputs
  readonly startedAt: Instant
  readonly now: Instant
}

export interface NotedBuild {
  /** Nodes that landed since a run of this Tableau site last looked. */
  readonly landed: ReadonlySet<NodeKey>
  /** The instant that this run represents. */
  readonly slot: Instant
  readonly found: Findings
}

/** Writes what dbt built to state and to disk, before anything else in this run can go wrong. */
export async function noteBuild(
  state: SavedState | null,
  { built, event, first, startedAt, now }: BuildToNote,
): Promise<NotedBuild> {
  if (state === null || built === null) return { landed: new Set(), slot: startedAt, found: {} }
  const { loadProblems } = await import('./saved-state.js')
  const { noteFacts, slotOfRun } = await import('./facts.js')
  const { landed, fresh, notices, warnedBefore } = noteFacts(built.builds, state.journal, { now, ...first })
  const problems = loadProblems(state)
  const slot = slotOfRun(event, fresh, startedAt)
  // A pull request's build says nothing about production.
  const shown = event.pullRequest === null ? [...problems, ...notices] : problems
  return { landed, slot, found: { slot, hasNews: fresh.length > 0, notices: shown, warnedBefore } }
}

/** The project as the newest run with dbt files saved it. */
export async function openCatalogue(
  state: SavedState | null,
  site: SiteAddress | null,
  now: Instant,
): Promise<{ readonly project: Project; readonly found: Findings }> {
  const { catalogueAge, projectFromCatalogue } = await import('./catalogue.js')
  const { project, builtAt, notices } = projectFromCatalogue(state, site)
  const { line, warnings } = catalogueAge(builtAt, now)
  return { project, found: { catalogueOf: builtAt, line, notices: [...notices, ...warnings] } }
}

/** Exposures of other sites: normal in a matrix over sites, probably a mistake if there are no exposures of this site. */
export function findOtherSites({ manifest }: Project, address: SiteAddress | null): Findings {
  if (address === null) return {}
  const counts = countBySite(manifest.exposures, address)
  const notice = otherSiteMessage(counts, address)
  const sites = { counts, address }
  if (notice === null) return { sites }
  const elsewhere = counts.elsewhere.reduce((sum, { exposures }) => sum + exposures, 0)
  return {
    sites,
    notices: [notice],
    misdirected: counts.here > 0 ? 0 : elsewhere,
  }
}
