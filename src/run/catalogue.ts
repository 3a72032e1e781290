import type { Milliseconds } from '../base/clock.js'
import { ConfigurationError } from '../base/errors.js'
import { askSparingly, type ContentPort, NOBODY } from '../exposures/tableau-answers.js'
import { type Catalogued, readCatalogue, writeCatalogue } from '../exposures/catalogue.js'
import type { Discovery } from '../exposures/discovery/types.js'
import type { Chosen } from '../exposures/select/select.js'
import { openMemory } from './facts.js'
import { addressOf, type Inputs } from './inputs.js'
import { type Memory, OTHER_COMPRESSION, problemsOf } from './saved-state.js'
import type { Project } from './project.js'
import { ago, at } from '../report/times.js'
import { type Run, say, sayAll } from './run.js'
import { isSame } from '../state/state-file.js'
import { EMPTY_STATE } from '../state/state.js'

/** Older than this, exposures and dashboards are likely to have changed since. */
const STALE: Milliseconds = 7 * 24 * 60 * 60 * 1000

const NOTHING_KEPT = `dbt-artifacts is none, but no run has kept a catalogue of exposures in state for this server, site and state-scope: run this action once after dbt build on the production branch, with the same server, site and state-scope. ${OTHER_COMPRESSION}`

const NEEDS_STATE =
  'With dbt-artifacts: none there is nothing else to plan from: run it again once state can be read, or run the action after dbt build.'

/**
 * The project as the newest run with dbt's files has kept it in state.
 * @throws ConfigurationError when none has, or when state cannot be read.
 */
export async function openCatalogue(run: Run, inputs: Inputs): Promise<Project> {
  const site = addressOf(inputs)
  if (site === null) {
    throw new ConfigurationError(
      'tableau-server-url is empty: without dbt files the action needs it to find what an earlier run has kept.',
    )
  }
  const memory = await openMemory(run, { stateScope: inputs.stateScope, site })
  const { catalogue } = memory.journal.state
  if (catalogue === null) throw new ConfigurationError(whyNone(memory))
  sayAll(run, 'warning', problemsOf(memory))
  const read = readCatalogue(catalogue.content, site.server)
  if (read === null) {
    throw new ConfigurationError(
      'The catalogue in state was kept by another release of this action: run it once after dbt build.',
    )
  }
  tellAge(run, catalogue.builtAt)
  const { project: manifest, answers, discovery } = read
  return { manifest, builds: [], notices: [], answers, discovery }
}

/** That nothing could be read is no sign that nothing was kept. */
function whyNone({ site }: Memory): string {
  const isRead = site === null || site.problem === null || !isSame(site.state, EMPTY_STATE)
  return isRead ? NOTHING_KEPT : `${site.problem} ${NEEDS_STATE}`
}

function tellAge({ action, draft, log }: Run, builtAt: number): void {
  const now = action.clock.now()
  draft.catalogueOf = builtAt
  log.line(
    `Planning without dbt's files, from the catalogue kept at ${at(builtAt, now)} (${ago(builtAt, now)})`,
  )
  if (now - builtAt < STALE) return
  draft.notices.push({
    level: 'warning',
    message: `The catalogue that this run plans from was kept ${ago(builtAt, now)}: exposures and dashboards may have changed since; run the action after dbt build to renew it.`,
  })
}

/** What a run is about. */
export interface Wanted {
  readonly inputs: Inputs
  readonly project: Project
  readonly chosen: Chosen
  readonly memory: Memory
}

/**
 * Whom to ask what stands behind exposures. Where dbt's files are read it is Tableau, but not about what is not selected and
 * known already; without them nobody is asked: a refresh that Tableau refuses tells soon enough.
 */
export function contentPort(tableau: ContentPort, { inputs, project, chosen, memory }: Wanted): ContentPort {
  if (project.answers !== null) return askSparingly(NOBODY, project.answers, [])
  if (chosen.others.length === 0) return tableau
  const known = keptBefore(memory, inputs)
  if (known === null) return tableau
  return askSparingly(
    tableau,
    known.answers,
    chosen.ours.flatMap(({ references }) => references),
  )
}

/** What an earlier run has kept of project and answers; null where none has, or in a form of another release. */
export function keptBefore({ journal }: Memory, { tableau }: Inputs): Catalogued | null {
  const { catalogue } = journal.state
  return catalogue === null ? null : readCatalogue(catalogue.content, tableau.server ?? '')
}

/** What earlier runs have discovered for this project; null where nothing is known of it. */
export function discoveredBefore({ inputs, project, memory }: Wanted): Discovery | null {
  const isOwn = memory.journal.state.catalogue?.project === nameOf(project)
  return isOwn ? (keptBefore(memory, inputs)?.discovery ?? null) : null
}

function nameOf({ builds }: Project): string {
  const names = builds.map(({ manifest }) => manifest.projectName ?? '')
  return [...new Set(names)].sort().join(', ')
}

/** Keeps what a run without dbt's files has to know. */
export function keepCatalogue(
  run: Run,
  project: Project,
  { answers, discovery, memory }: Omit<Catalogued, 'project'> & { readonly memory: Memory },
): void {
  if (project.answers !== null) return
  const name = nameOf(project)
  const before = memory.journal.state.catalogue?.project
  if (before !== undefined && before !== name) say(run, 'notice', replaced(before, name))
  const content = writeCatalogue({ project: project.manifest, answers, discovery })
  const catalogue = { builtAt: run.action.clock.now(), project: name, content }
  memory.journal.update({ ...EMPTY_STATE, catalogue })
}

function replaced(before: string, name: string): string {
  return `The catalogue for runs without dbt files was of the dbt project ${before} and is now of ${name}: give each a state-scope of its own.`
}
