import type { Instant, Milliseconds } from '../base/clock.js'
import { ConfigurationError } from '../base/errors.js'
import { once } from '../base/once.js'
import { message, type Message } from '../messages/message.js'
import { type Catalogued, readCatalogue, writeCatalogue } from '../exposures/catalogue.js'
import type { ChosenExposures } from '../exposures/select/select.js'
import { withKnownAnswers, type ContentPort, NO_TABLEAU } from '../exposures/tableau-answers.js'
import { ago, at } from '../report/times.js'
import type { Journal } from '../state/journal.js'
import { isSame } from '../state/state-file.js'
import { EMPTY_STATE } from '../state/state.js'
import type { SiteAddress } from '../tableau/server-address.js'
import type { Project } from './project.js'
import { loadProblems, type SavedState } from './saved-state.js'

/** After a week, exposures and dashboards have probably changed. */
const STALE: Milliseconds = 7 * 24 * 60 * 60 * 1000

/**
 * The project as the newest run with dbt files saved it in state.
 * @throws ConfigurationError when no run saved one, or when state cannot be read.
 */
export function projectFromCatalogue(
  state: SavedState | null,
  site: SiteAddress | null,
): { project: Project; builtAt: Instant; notices: readonly Message[] } {
  if (site === null || state === null) {
    throw new ConfigurationError(message('AE-CATALOGUE-NEEDS-SERVER'))
  }
  const { catalogue } = state.journal.state
  if (catalogue === null) throw new ConfigurationError(noCatalogueMessage(state))
  const read = readCatalogue(catalogue.content, site.server)
  if (read === null) {
    throw new ConfigurationError(message('AE-CATALOGUE-OF-OTHER-RELEASE'))
  }
  const { project: manifest, answers, discovery } = read
  return {
    project: { manifest, builds: [], notices: [], unreadable: null, answers, discovery },
    builtAt: catalogue.builtAt,
    notices: loadProblems(state),
  }
}

/** Distinguishes a catalogue that was never saved from a state that could not be read. */
function noCatalogueMessage({ site }: SavedState): Message {
  const isRead = site === null || site.problem === null || !isSame(site.state, EMPTY_STATE)
  return isRead
    ? message('AE-CATALOGUE-MISSING')
    : message('AE-CATALOGUE-UNREADABLE', { problem: site.problem.message })
}

/** The age of the catalogue as a log line, with a warning when it is stale. */
export function catalogueAge(builtAt: Instant, now: Instant): { line: string; warnings: readonly Message[] } {
  const age = ago(builtAt, now)
  return {
    line: `Planning without dbt's files: the exposures are of the catalogue saved ${age}, at ${at(builtAt, now)}`,
    warnings: now - builtAt < STALE ? [] : [message('AE-CATALOGUE-STALE', { age })],
  }
}

interface ContentQuery {
  readonly project: Project
  readonly chosen: ChosenExposures
  readonly catalogue: SavedCatalogue
}

/**
 * Where the content of exposures is looked up. With dbt files: in Tableau, except for exposures that are not selected and
 * are in the catalogue already. Without dbt files: only in the catalogue; if an entry is outdated, Tableau refuses the
 * refresh.
 */
export function contentPort(tableau: ContentPort, { project, chosen, catalogue }: ContentQuery): ContentPort {
  if (project.answers !== null) return withKnownAnswers(NO_TABLEAU, project.answers, [])
  if (chosen.others.length === 0) return tableau
  const known = catalogue()
  if (known === null) return tableau
  return withKnownAnswers(
    tableau,
    known.answers,
    chosen.ours.flatMap(({ references }) => references),
  )
}

/** The catalogue in state, parsed on the first call; null if there is none, or if another release wrote it. */
export type SavedCatalogue = () => Catalogued | null

export function savedCatalogue({ state: { catalogue } }: Journal, site: SiteAddress | null): SavedCatalogue {
  return once(() => (catalogue === null ? null : readCatalogue(catalogue.content, site?.server ?? '')))
}

/** Whether the catalogue in state was saved for this project. */
export function isCatalogueOf(project: Project, { state: { catalogue } }: Journal): boolean {
  return catalogue?.project === projectNames(project)
}

/** The names of the run's dbt projects; those of the catalogue if the run plans from it. */
export function projectOf(project: Project, { state: { catalogue } }: Journal): string {
  return project.builds.length === 0 ? (catalogue?.project ?? '') : projectNames(project)
}

function projectNames({ builds }: Project): string {
  const names = builds.map(({ manifest }) => manifest.projectName ?? '')
  return [...new Set(names)].sort().join(', ')
}

interface CatalogueUpdate extends Pick<Catalogued, 'answers' | 'discovery'> {
  readonly project: Project
  readonly journal: Journal
  readonly now: Instant
}

/** Writes the catalogue to state. Returns a notice if that replaces the catalogue of other projects. */
export function updateCatalogue({ project, answers, discovery, journal, now }: CatalogueUpdate): Message[] {
  const name = projectNames(project)
  const before = journal.state.catalogue?.project
  const content = writeCatalogue({ project: project.manifest, answers, discovery })
  journal.update({ ...EMPTY_STATE, catalogue: { builtAt: now, project: name, content } })
  if (before === undefined || before === name) return []
  const names = new Set(name.split(', '))
  const gone = before.split(', ').filter((one) => !names.has(one))
  const isPart = before.split(', ').length === names.size + gone.length
  return [
    isPart
      ? message('AE-PROJECT-GONE', { gone: gone.join(', ') })
      : message('AE-CATALOGUE-REPLACED', { before, project: name }),
  ]
}
