import { sentenceOf } from '../base/errors.js'
import type { NodeKey, UniqueId } from '../dbt/types.js'
import type { DeclaredExposures } from '../exposures/declared.js'
import { type Resolved, resolveExposures } from '../exposures/resolve.js'
import { type ChosenExposures, chooseExposures } from '../exposures/select/select.js'
import { isManual } from '../github/event.js'
import { message, type Message } from '../messages/message.js'
import { plan, planExtract } from '../plan/plan.js'
import { nextSlotOf } from '../plan/slot.js'
import type { Plan, PlanInput } from '../plan/types.js'
import { foreignRefreshes } from '../refresh/foreign-refreshes.js'
import { endsSession } from '../refresh/job-outcome.js'
import { refreshAll } from '../refresh/refresh-loop.js'
import { earlierFailures, endedWell } from './earlier-requests.js'
import { settleOpenRequests } from '../refresh/settle-open-requests.js'
import { endedSinceText } from '../report/reason-text.js'
import type { Journal } from '../state/journal.js'
import type { TableauSession } from '../tableau/session.js'
import { contentPort, keepCatalogue, keptCatalogue } from './catalogue.js'
import { discoverExposures } from './discovery.js'
import { givenOnce, rememberNeverLanded } from './given-once.js'
import { checkDrift, driftNotices } from './drift.js'
import { writeExposuresFile } from './exposures-file.js'
import { addressOf, type Inputs } from './inputs.js'
import { firstDiscovery, lineageNotices, planInput, reading } from './planning.js'
import { isWithoutExposures, type Project } from './project.js'
import type { Run } from './run.js'
import { type SavedState, missingState } from './saved-state.js'
import { withSession } from './tableau-session.js'

/** What is known before the first call to Tableau. */
export interface BeforeTableau {
  readonly inputs: Inputs
  /** On a pull request, with production's databases and schemas. */
  readonly project: Project
  readonly declared: DeclaredExposures
  /** Landed since a run of this Tableau site last looked. */
  readonly landed: ReadonlySet<NodeKey>
  readonly state: SavedState
  /** The nodes that will land after a pull request is merged; null for a build, or if the changes are unknown. */
  readonly reached: ReadonlySet<UniqueId> | null
}

/**
 * The second half of `main`, for builds and pull requests alike: extracts, settle, plan, refresh. A file of its own, so that
 * a run with nothing to refresh need not load it. Returns null if `select` and `exclude` leave no exposure.
 */
export async function planAndRefresh(run: Run, known: BeforeTableau): Promise<Plan | null> {
  const { action, draft, log, preparation } = run
  const { inputs, project, declared } = known
  const chosen = chooseExposures(declared, project.manifest, inputs.selection)
  draft.declared(chosen)
  if (isWithoutExposures(chosen, inputs, project)) {
    draft.note(chosen.unmatched.values())
    return null
  }
  draft.tableau = addressOf(inputs)
  preparation.set(inputs.timeout)
  const hooks = {
    beforeCall: preparation.check,
    log: (line: string) => log.detail(line),
    warn: (problem: Message) => draft.say(problem),
  }
  return withSession(action, inputs, hooks, async (tableau) => {
    const { journal } = known.state
    const resolved = await findExtracts(run, known, chosen, tableau)
    const settled = await settleOpenRequests(resolved.extracts, {
      tableau,
      journal,
      clock: action.clock,
      log,
    })
    draft.endedSince = endedWell(settled)
    if (draft.endedSince.length > 0)
      log.line(`Ended well since: ${endedSinceText(draft.endedSince, action.clock.now())}`)
    await reportForeignRefreshes(run, resolved, journal, tableau)
    const { input, planned } = planExtracts(run, known, chosen, resolved)
    if (draft.mode.kind === 'real') draft.note(earlierFailures(settled, planned, inputs.failOn))
    if (draft.mode.kind === 'real') await refreshExtracts(run, { planned, input, inputs, journal, tableau })
    return planned
  })
}

/** Finds the extracts of the exposures; saves the catalogue, writes the exposures-file and checks for drift. */
async function findExtracts(
  { action, draft, log, workspace }: Run,
  { inputs, project, landed, state: { journal } }: BeforeTableau,
  chosen: ChosenExposures,
  tableau: TableauSession,
): Promise<Resolved> {
  const site = addressOf(inputs)
  const { relationMap } = inputs
  const now = action.clock.now()
  const kept = keptCatalogue(journal, site)
  const discovered = await discoverExposures({ inputs, project, landed, journal, kept, now }, tableau)
  draft.note(discovered.notices)
  if (discovered.line !== null) log.line(discovered.line)
  const port = contentPort(tableau, { project, chosen, kept })
  const resolved = await resolveExposures(chosen, port, {
    manifest: project.manifest,
    relationMap,
    discovered,
  })
  // The rest needs dbt files.
  if (project.answers !== null) return resolved
  const { answers, discovery } = resolved
  draft.note(keepCatalogue({ project, answers, discovery, journal, now }))
  if (inputs.exposuresFile !== null) {
    const found = { project, discovery: discovered.discovery, site }
    const written = await writeExposuresFile({ path: inputs.exposuresFile, workspace, ...found })
    draft.exposuresFile = written.path
    draft.note(written.notices)
    if (written.line !== null) log.line(written.line)
  }
  if (inputs.discover !== null || inputs.failOn.includes('drift')) {
    draft.drift = await checkDrift({ project, chosen, resolved, discovered, site, relationMap }, tableau)
    draft.note(driftNotices(draft.drift, inputs.failOn))
  }
  return resolved
}

/** Warns about extracts that somebody else refreshes too. A failure to find out does not stop the run. */
async function reportForeignRefreshes(
  { action, draft, log }: Run,
  { extracts }: Resolved,
  journal: Journal,
  tableau: TableauSession,
): Promise<void> {
  try {
    const found = await foreignRefreshes(extracts, journal.state.requests, tableau)
    draft.note(givenOnce(found, journal, action.clock.now()))
  } catch (error) {
    if (endsSession(error)) throw error
    log.detail(`Tableau's schedules cannot be read: ${sentenceOf(error)}`)
  }
}

function planExtracts(
  { action, draft, event, log }: Run,
  { inputs, project, state, reached }: BeforeTableau,
  chosen: ChosenExposures,
  resolved: Resolved,
): { input: PlanInput; planned: Plan } {
  const unknown = inputs.dbtArtifacts === 'none' ? null : missingState(state, draft.mode)
  if (unknown !== null) draft.say(unknown)
  draft.note(lineageNotices(resolved))
  const now = action.clock.now()
  const { builds } = project
  // For an exposures-file, dbt parse is enough.
  const expectsNoLandings =
    inputs.exposuresFile !== null && builds.every(({ runResults }) => runResults.length === 0)
  const input = planInput(
    {
      expectsNoLandings,
      manifest: project.manifest,
      chosen,
      resolved,
      policy: { ...inputs.policy, manual: isManual(event) },
      expected: reached ?? new Set(),
      slot: reached === null ? draft.slot : now,
      now,
      nextSlot: nextSlotOf({ cron: event.cron, slot: draft.slot }),
    },
    state.journal,
  )
  const planned = plan(input)
  if (!expectsNoLandings) rememberNeverLanded(planned, state.journal, now)
  draft.note(firstDiscovery(planned, input.requests, draft.mode.kind === 'real'))
  // Without state, rows that the pull request does not reach would tell a reviewer nothing.
  const isKnown = reached === null || state.dbt.state.nodes.size > 0
  const shown = isKnown ? planned : reading(planned, reached)
  draft.planned(shown)
  log.planned(shown, draft.mode)
  return { input, planned }
}

interface Planned {
  readonly planned: Plan
  readonly input: PlanInput
  readonly inputs: Inputs
  readonly journal: Journal
  readonly tableau: TableauSession
}

async function refreshExtracts(
  { action: { clock, signal }, draft, log, preparation }: Run,
  { planned, input, inputs, journal, tableau }: Planned,
): Promise<void> {
  const starts = planned.extracts.some(({ decision }) => decision.kind === 'refresh')
  if (starts && inputs.wait && !tableau.canQueryJobs)
    draft.say(message('AE-JOBS-NOT-VISIBLE', { version: tableau.version }))
  preparation.lift()
  const { rows, error } = await refreshAll({
    rows: planned.extracts,
    tableau,
    journal,
    clock,
    signal,
    options: inputs,
    events: log,
    planAgain: (extract, coming) =>
      planExtract({ ...input, now: clock.now(), requests: journal.state.requests }, extract, coming),
  })
  draft.rows = rows
  draft.error = error
}
