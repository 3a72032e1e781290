import type { Clock, Instant } from '../base/clock.js'
import { clauseOf, ConfigurationError, sentenceOf } from '../base/errors.js'
import { HttpError } from '../base/http.js'
import { buildSummaries } from '../dbt/build-summary.js'
import { isOnlyCompiled } from '../dbt/facts.js'
import type { FindFile } from '../dbt/failure-details.js'
import type { NodeKey, UniqueId } from '../dbt/types.js'
import type { DeclaredExposures } from '../exposures/declared.js'
import { extractsBelow } from '../exposures/extracts-below.js'
import { type Resolved, resolveExposures } from '../exposures/resolve.js'
import { unusedMappings } from '../exposures/unused-mappings.js'
import type { ChosenExposures } from '../exposures/select/select.js'
import { isManual, isOnProduction, type Mode, type PullRequest, type RunEvent } from '../github/event.js'
import { message, type Message } from '../messages/message.js'
import { datedRefreshes, withFreshness } from '../plan/freshness.js'
import { plan, planExtract } from '../plan/plan.js'
import { nextSlotOf } from '../plan/slot.js'
import type { ExtractRow, Plan, PlanInput } from '../plan/types.js'
import { type Forecast, forecastOf } from '../refresh/forecast.js'
import { foreignRefreshes } from '../refresh/foreign-refreshes.js'
import { endsSession } from '../refresh/job-outcome.js'
import type { RefreshEvents } from '../refresh/outcome.js'
import { refreshAll } from '../refresh/refresh-loop.js'
import { type Settled, settleOpenRequests } from '../refresh/settle-open-requests.js'
import { endedSinceText } from '../report/ended-since-text.js'
import { mendedText } from '../report/attempt-text.js'
import { newestDataFromDbt } from '../report/newest-data.js'
import type { Report, ReportRow } from '../report/report.js'
import { at } from '../report/times.js'
import { noLongerHeld } from './mended.js'
import type { Journal } from '../state/journal.js'
import { EMPTY_STATE } from '../state/state.js'
import { NotTableauError, SessionError, TableauError } from '../tableau/client/errors.js'
import type { SiteAddress } from '../tableau/server-address.js'
import { type TableauOptions, type TableauSession, withTableau } from '../tableau/session.js'
import { contentPort, projectOf, updateCatalogue, type SavedCatalogue, savedCatalogue } from './catalogue.js'
import { type Discovered, discoverExposures } from './discovery.js'
import { checkDrift, driftNotices } from './drift.js'
import { deferredAgain, earlierFailures, endedWell } from './earlier-requests.js'
import { writeExposuresFile } from './exposures-file.js'
import { withRepeatsAsNotices, rememberNeverLanded } from './repeated-warnings.js'
import { type Inputs, TOKEN } from './inputs.js'
import { runLink } from './run-link.js'
import { firstDiscoveryNotice, lineageNotices, planInput, rowsReading } from './planning.js'
import type { Action } from './ports.js'
import type { Project } from './project.js'
import type { Findings } from './report-draft.js'
import { missingStateNotice, type SavedState } from './saved-state.js'

/* The steps from the sign-in to the refreshes, in one file so that a run with nothing to refresh does not load them. */

/** What is known before the first call to Tableau. */
export interface BeforeTableau {
  readonly mode: Mode
  readonly inputs: Inputs
  readonly site: SiteAddress | null
  /** On a pull request, with production's databases and schemas. */
  readonly project: Project
  readonly declared: DeclaredExposures
  /** Landed since a run of this Tableau site last looked. */
  readonly landed: ReadonlySet<NodeKey>
  readonly slot: Instant
  readonly state: SavedState | null
  /** The nodes that will land after a pull request is merged; null for a build, or if the changes are unknown. */
  readonly reached: ReadonlyMap<UniqueId, readonly UniqueId[]> | null
}

/** A notice that a pull request is reviewed without Tableau, for lack of credentials; null for builds: they need them. */
export function missingAccess(pull: PullRequest | null, { tableau }: Inputs): Message | null {
  if (pull === null || tableau.credentials !== null) return null
  return message(pull.untrusted ? 'AE-PULL-REQUEST-WITHOUT-SECRETS' : 'AE-PULL-REQUEST-WITHOUT-CREDENTIALS')
}

interface SessionInputs extends Pick<Inputs, 'tableau' | 'onCancel'> {
  /** Whether data-quality warnings are to be set, or may have to be lifted. */
  readonly mayWarn: boolean
}

/**
 * Opens the one session of a run, and signs out at its end.
 * @throws ConfigurationError when an input that it needs is missing.
 */
export async function withSession<T>(
  { http, clock, random, signal, runner }: Action,
  { tableau: { server, site, credentials }, onCancel, mayWarn }: SessionInputs,
  hooks: Pick<TableauOptions, 'beforeCall' | 'log' | 'warn'>,
  use: (tableau: TableauSession) => Promise<T>,
): Promise<T> {
  if (server === null) throw new ConfigurationError(withoutServer(credentials !== null))
  if (credentials === null) throw new ConfigurationError(message('AE-CREDENTIALS-MISSING'))
  const mask = (secret: string): void => runner.setSecret(secret)
  const mayCancel = onCancel === 'cancel'
  return withTableau(
    { http, clock, random, signal, mask, server, site, credentials, mayCancel, mayWarn, ...hooks },
    use,
  ).catch((error: unknown) => {
    throw explained(error)
  })
}

/** Names all that is missing, so that one correction is enough. */
function withoutServer(hasCredentials: boolean): Message {
  return hasCredentials
    ? message('AE-SERVER-MISSING')
    : message('AE-INPUT-EMPTY', { inputs: ['tableau-server-url', ...TOKEN].join(', ') })
}

/** Explains refused calls, and errors of the network or of a proxy on the way to Tableau. */
function explained(error: unknown): unknown {
  const why = clauseOf(error)
  if (error instanceof TableauError && error.status < 500)
    return new SessionError('refused', message('AE-TABLEAU-REFUSED', { why }))
  const isUnreachable =
    error instanceof TableauError || error instanceof HttpError || error instanceof NotTableauError
  return isUnreachable ? new SessionError('unreachable', message('AE-TABLEAU-UNREACHABLE', { why })) : error
}

type DiscoverInput = Pick<BeforeTableau, 'inputs' | 'site' | 'project' | 'landed'>

/** Finds content that reads what landed, and opens the catalogue that earlier runs saved. */
export async function discover(
  { inputs, site, project, landed }: DiscoverInput,
  { journal, now }: { readonly journal: Journal; readonly now: Instant },
  tableau: TableauSession,
): Promise<{
  readonly discovered: Discovered
  readonly catalogue: SavedCatalogue
  readonly found: Findings
}> {
  const catalogue = savedCatalogue(journal, site)
  const discovered = await discoverExposures({ inputs, project, landed, journal, catalogue, now }, tableau)
  return { discovered, catalogue, found: { notices: discovered.notices, line: discovered.line } }
}

interface FindInput extends Pick<BeforeTableau, 'inputs' | 'project'> {
  readonly chosen: ChosenExposures
  readonly discovered: Discovered
  readonly catalogue: SavedCatalogue
}

/** Looks the exposures up in Tableau, and finds the extracts behind them. */
export function findExtracts(
  { inputs: { policy, relationMap }, project, chosen, discovered, catalogue }: FindInput,
  tableau: TableauSession,
): Promise<Resolved> {
  const port = contentPort(tableau, { project, chosen, catalogue })
  const guarded = policy.freezes === 'none' ? [] : chosen.guarded
  const { manifest } = project
  return resolveExposures({ ...chosen, guarded }, port, { manifest, relationMap, discovered })
}

interface CatalogueInput {
  readonly project: Project
  readonly resolved: Resolved
  readonly journal: Journal
  readonly now: Instant
}

/** Saves the catalogue for runs without dbt files. */
export function saveCatalogue({ project, resolved, journal, now }: CatalogueInput): Findings {
  const { answers, discovery } = resolved
  return { notices: updateCatalogue({ project, answers, discovery, journal, now }) }
}

interface ExportInput extends Pick<BeforeTableau, 'inputs' | 'site' | 'project'> {
  readonly workspace: string
  readonly discovered: Discovered
}

/** Writes the discovered exposures to the file that the inputs name. */
export async function exportExposures({
  inputs: { exposuresFile },
  site,
  project,
  workspace,
  discovered: { discovery },
}: ExportInput): Promise<Findings> {
  if (exposuresFile === null) return {}
  return writeExposuresFile({ path: exposuresFile, workspace, project, discovery, site })
}

interface DriftInput extends Pick<BeforeTableau, 'inputs' | 'site' | 'project'> {
  readonly chosen: ChosenExposures
  readonly discovered: Discovered
  readonly resolved: Resolved
  readonly written: Report['exposuresFile']
}

/** Compares declared exposures with Tableau, if the run discovers or fails on drift. */
export async function findDrift(
  { inputs, site, project, chosen, discovered, resolved, written }: DriftInput,
  tableau: TableauSession,
): Promise<Findings> {
  const { discover: discovers, failOn, relationMap } = inputs
  if (discovers === null && !failOn.includes('drift')) return {}
  const drift = await checkDrift(
    { project, chosen, resolved, discovered, site, relationMap, written },
    tableau,
  )
  return { drift, notices: driftNotices(drift, failOn) }
}

interface Ports {
  readonly tableau: TableauSession
  readonly journal: Journal
  readonly clock: Clock
  readonly log: RefreshEvents
}

/** Looks up how the refreshes of earlier runs ended. */
export async function settle(
  { extracts }: Resolved,
  { tableau, journal, clock, log }: Ports,
): Promise<{ readonly settled: readonly Settled[]; readonly found: Findings }> {
  const settled = await settleOpenRequests(extracts, { tableau, journal, clock, log })
  const endedSince = endedWell(settled)
  const isNone = endedSince.length === 0
  const line = isNone ? null : `Ended well since: ${endedSinceText(endedSince, clock.now())}`
  return { settled, found: { endedSince, line } }
}

/** Warns about extracts that somebody else refreshes too. If Tableau's schedules cannot be read, the run goes on. */
export async function findForeignRefreshes(
  { extracts }: Resolved,
  { tableau, journal, clock, log }: Ports,
): Promise<Findings> {
  try {
    const foreign = await foreignRefreshes(extracts, journal.state, tableau)
    return { notices: withRepeatsAsNotices(foreign, journal, clock.now()) }
  } catch (error) {
    if (endsSession(error)) throw error
    log.detail(`Tableau's schedules cannot be read: ${sentenceOf(error)}`)
    return {}
  }
}

interface PlanningInput extends Pick<BeforeTableau, 'mode' | 'inputs' | 'project' | 'slot' | 'reached'> {
  readonly event: RunEvent
  readonly state: SavedState
  readonly chosen: ChosenExposures
  readonly resolved: Resolved
  readonly fileOf: FindFile
  readonly now: Instant
}

export interface Planned {
  readonly plan: Plan
  /** The part of the plan that is reported. */
  readonly shown: Plan
  /** The input of `plan`, for planning one extract again. */
  readonly input: PlanInput
  readonly forecast: Forecast | null
  readonly belowWarned: Report['belowWarned']
  readonly mended: Report['mended']
  /** For the log. */
  readonly line: string | null
  readonly notices: readonly Message[]
}

/** Decides about each extract. */
export function planExtracts(given: PlanningInput): Planned {
  const { mode, inputs, project, slot, reached, event, state, chosen, resolved, fileOf, now } = given
  // For an exposures-file, dbt parse is enough.
  const expectsNoLandings = inputs.exposuresFile !== null && project.builds.every(isOnlyCompiled)
  const input = planInput(
    {
      expectsNoLandings,
      manifest: project.manifest,
      builds: project.builds,
      chosen,
      resolved,
      fileOf,
      policy: { ...inputs.policy, manual: isManual(event) },
      expected: reached ?? new Map(),
      slot: reached === null ? slot : now,
      now,
      nextSlot: nextSlotOf({ cron: event.cron, slot }),
    },
    state.journal,
  )
  const planned = plan(input)
  if (!expectsNoLandings) rememberNeverLanded(planned, state.journal, now)
  const mended = mendedBy(planned, given)
  // Without state, rows that the pull request does not reach mean nothing to a reviewer.
  const isKnown = reached === null || state.dbt.state.nodes.size > 0
  return {
    plan: planned,
    shown: isKnown ? planned : rowsReading(planned, reached),
    input,
    forecast: reached === null ? forecastOf(planned.extracts, input.requests, now) : null,
    belowWarned: belowWarned(planned, project),
    ...mended,
    line: mended.line ?? newestDataLine(planned, project, now),
    notices: [
      ...(expectsNoLandings ? [] : noticesOfMissingState(planned, given)),
      ...unusedMappings(project.manifest, inputs.relationMap),
      ...lineageNotices(resolved),
      ...firstDiscoveryNotice(planned, input.requests, mode.kind === 'real'),
    ],
  }
}

/** Why nothing is known of what landed before, where this explains rows. */
function noticesOfMissingState({ extracts }: Plan, { inputs, state, mode }: PlanningInput): Message[] {
  if (inputs.dbtArtifacts === 'none' || extracts.length === 0) return []
  const notice = missingStateNotice(state, mode)
  return notice === null ? [] : [notice]
}

/** Without dbt's files: the newest builds that earlier runs have saved, which are often newer than the catalogue. */
function newestDataLine({ extracts }: Plan, { answers }: Project, now: Instant): string | null {
  if (answers === null) return null
  const newest = newestDataFromDbt(extracts)
  return newest === null ? null : `Newest data that earlier builds have brought: from ${at(newest, now)}`
}

/** What this build has mended; a build that does not count for production mends nothing. */
function mendedBy(
  { extracts }: Plan,
  { mode, inputs, project: { manifest }, event, state }: PlanningInput,
): Pick<Planned, 'mended' | 'line'> {
  if (!isOnProduction(mode)) return { mended: null, line: null }
  const policy = { ...inputs.policy, manual: isManual(event) }
  const [before, after] = [state.dbt.state.nodes, state.journal.state.nodes]
  const mended = noLongerHeld(extracts, { manifest, policy, before, after })
  return { mended, line: mended === null ? null : `No longer held back: ${mendedText(mended)}` }
}

/** Of a test that warned, the extracts that it would hold back if it failed. */
function belowWarned({ extracts }: Plan, { builds, manifest }: Project): Report['belowWarned'] {
  const refreshable = extracts.filter(({ decision }) => decision.reason !== 'no-extract')
  const warned = builds.flatMap(buildSummaries).flatMap((build) => build.warned)
  return extractsBelow(
    warned.map(({ id }) => id),
    manifest,
    refreshable.map(({ extract }) => extract),
  )
}

interface BeforeRefresh {
  readonly inputs: Pick<Inputs, 'wait' | 'failOn'>
  readonly settled: readonly Settled[]
  readonly plan: Plan
}

/** Notices before the refreshes start: earlier refreshes that failed, and jobs that this user cannot wait for. */
export function noticesBeforeRefresh(
  { inputs, settled, plan: planned }: BeforeRefresh,
  { canQueryJobs, version }: TableauSession,
): Findings {
  const starts = planned.extracts.some(({ decision }) => decision.kind === 'refresh')
  const cannotWait = starts && inputs.wait && !canQueryJobs
  const { notices, failedSince } = earlierFailures(settled, planned, inputs)
  return {
    failedSince,
    notices: [...notices, ...(cannotWait ? [message('AE-JOBS-NOT-VISIBLE', { version })] : [])],
  }
}

/** Notices after the refreshes: failed refreshes of earlier runs that a quota has deferred again. */
export function noticesAfterRefresh(
  settled: readonly Settled[],
  rows: readonly ReportRow[],
  inputs: Pick<Inputs, 'failOn'>,
): Findings {
  return { notices: deferredAgain(settled, rows, inputs) }
}

interface RefreshStepInput {
  readonly rows: readonly ExtractRow[]
  readonly input: PlanInput
  readonly inputs: Inputs
  readonly signal: AbortSignal
}

/** Requests the planned refreshes and waits for them. What was refreshed has the age of its new data. */
export async function refreshExtracts(
  { rows, input, inputs, signal }: RefreshStepInput,
  { tableau, journal, clock, log }: Ports,
): Promise<Findings> {
  const current = (): PlanInput => ({ ...input, now: clock.now(), requests: journal.state.requests })
  const refreshed = await refreshAll({
    rows,
    tableau,
    journal,
    clock,
    signal,
    options: inputs,
    events: log,
    planAgain: (extract, coming) => planExtract(current(), extract, coming),
  })
  const rowsNow = withFreshness(refreshed.rows, current())
  journal.update({ ...EMPTY_STATE, requests: datedRefreshes(rowsNow, journal.state) })
  return { ...refreshed, rows: rowsNow }
}

/** Whether this run sets data-quality warnings, or may have to lift those of earlier runs. */
export function worksOnWarnings(
  { dataQualityWarning: isOn }: Pick<Inputs, 'dataQualityWarning'>,
  { state: { qualityWarnings } }: Journal,
): boolean {
  return isOn || [...qualityWarnings.values()].some(({ mayStand }) => mayStand)
}

interface QualityStepInput extends Pick<BeforeTableau, 'inputs' | 'project'> {
  /** After the refreshes. */
  readonly report: Report
  readonly resolved: Resolved
  readonly action: Pick<Action, 'environment' | 'signal'>
}

/** Sets and lifts data-quality warnings in Tableau. Without the input, only those that an earlier run may have left. */
export async function setQualityWarnings(
  { inputs, project, report, resolved, action }: QualityStepInput,
  { state, ...ports }: Ports & { readonly state: SavedState },
): Promise<Findings> {
  const { dataQualityWarning: isOn, discover: discovers } = inputs
  if (!worksOnWarnings(inputs, state.journal)) return {}
  const { reads } = state.journal.state
  const { updateQualityWarnings } = await import('./quality-warnings.js')
  const others = new Set(resolved.others.map(({ key }) => key))
  return updateQualityWarnings(
    {
      isOn,
      report,
      project: projectOf(project, state.journal),
      // With discovery, a run finds only content that reads what landed.
      isElsewhere: (key) => others.has(key) || (discovers !== null && reads.has(key)),
      run: runLink(action.environment),
    },
    { ...ports, state, signal: action.signal },
  )
}
