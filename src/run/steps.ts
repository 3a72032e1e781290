/* What a run does once there is something to refresh: loaded only then, as it takes longer to load than all before. */

import { writeExposures } from './exposures-file.js'
import { type ToCheck, checkDrift } from './drift.js'
import { contentPort, keepCatalogue, type Wanted } from './catalogue.js'
import { projectHealth } from '../dbt/health.js'
import type { NodeKey, UniqueId } from '../dbt/types.js'
import { ConfigurationError, sentenceOf } from '../base/errors.js'
import { discoverExposures } from './discovery.js'

import type { DeclaredExposures } from '../exposures/declared.js'
import { resolveExposures, type Resolved } from '../exposures/resolve.js'
import { chooseExposures, type Chosen } from '../exposures/select/select.js'
import { upstreamNotices } from '../exposures/upstream-notices.js'
import { isManual } from '../github/event.js'
import { HttpError } from '../base/http.js'
import type { Inputs } from './inputs.js'
import { type Memory, whatIsUnknown } from './saved-state.js'
import { overtaken } from '../plan/latecomers.js'
import { plan, planExtract } from '../plan/plan.js'
import { nextSlotOf } from '../plan/slot.js'
import type { Plan, PlanInput } from '../plan/types.js'
import { isWithoutExposures } from './project.js'
import { endsSession } from '../refresh/job-outcome.js'
import { refreshAll } from '../refresh/refresh-loop.js'
import { secondRefreshers } from '../refresh/foreign-refreshes.js'
import { note, type Run, say, sayAll } from './run.js'
import { EMPTY_STATE } from '../state/state.js'
import { NotTableauError, SessionError, TableauError } from '../tableau/client/errors.js'
import { type TableauSession, withTableau } from '../tableau/session.js'

export { noteFacts, openMemory } from './facts.js'
export { plan } from '../plan/plan.js'
export { settleEarlier } from '../refresh/settle-open-requests.js'

/** Sentences about what this run's plan cannot know. A run without dbt's files has stopped where it knows nothing. */
function sayWhatIsUnknown(run: Run, { dbtArtifacts }: Inputs, memory: Memory): void {
  if (dbtArtifacts === 'none') return
  const unknown = whatIsUnknown(memory, run.draft.mode)
  if (unknown !== null) say(run, 'notice', unknown)
}

/**
 * What `select` and `exclude` leave of the exposures. After the facts are noted: a wrong expression loses none.
 * @throws ConfigurationError when `select` matches nothing.
 */
export function choose(
  run: Run,
  declared: DeclaredExposures,
  { project, inputs }: Pick<Wanted, 'project' | 'inputs'>,
): Chosen {
  const chosen = chooseExposures(declared, project.manifest, inputs.selection)
  run.draft.declared(chosen)
  // Else they are told together with what content does not answer to.
  if (isWithoutExposures(chosen, inputs, project)) sayAll(run, 'warning', chosen.unmatched.values())
  return chosen
}

/** Opens the one session of this run. @throws ConfigurationError when an input that it needs is missing. */
export async function onTableau(
  run: Run,
  { tableau: { server, site, credentials }, onCancel, timeout }: Inputs,
  use: (tableau: TableauSession) => Promise<void>,
): Promise<void> {
  const { action, draft, log, preparation } = run
  if (server === null) {
    throw new ConfigurationError(
      "tableau-server-url is empty, but there are exposures of Tableau: give the server's address.",
    )
  }
  draft.tableau = { server, site }
  if (credentials === null) {
    throw new ConfigurationError(
      'There are no credentials for Tableau: give tableau-token-name and tableau-token-secret, or a connected app by tableau-client-id, tableau-secret-id, tableau-secret-value and tableau-username.',
    )
  }
  const { http, clock, random, signal, runner } = action
  preparation.set(timeout)
  const mask = (secret: string): void => runner.setSecret(secret)
  await withTableau(
    {
      http,
      clock,
      random,
      signal,
      mask,
      server,
      site,
      credentials,
      mayCancel: onCancel === 'cancel',
      beforeCall: preparation.check,
      log: (line) => log.detail(line),
      warn: (sentence) => say(run, 'warning', sentence),
    },
    use,
  ).catch((error: unknown) => {
    throw withRemedy(error)
  })
}

/** What came between this run and Tableau while it read knows no more than what it met. */
function withRemedy(error: unknown): unknown {
  const isServers = error instanceof TableauError && error.status >= 500
  if (!isServers && !(error instanceof HttpError) && !(error instanceof NotTableauError)) return error
  const met = sentenceOf(error).replace(/\.$/, '')
  const sentence = `${met}; check Tableau's status page, and what stands between this runner and Tableau: a proxy, gateway or firewall.`
  return new SessionError('unreachable', sentence)
}

interface Found extends Wanted {
  readonly resolved: Resolved
}

/** The extracts behind the exposures; what was learnt of them is kept for runs without dbt's files. */
export async function findExtracts(
  run: Run,
  wanted: Wanted & { readonly landed: ReadonlySet<NodeKey> },
  tableau: TableauSession,
): Promise<Resolved> {
  const { inputs, project, chosen, memory } = wanted
  const discovered = await discoverExposures(run, wanted, tableau)
  const port = contentPort(tableau, wanted)
  const resolved = await resolveExposures(chosen, port, { ...project, ...inputs, discovered })
  keepCatalogue(run, project, { ...resolved, memory })
  await giveBack(run, { ...wanted, ...discovered, resolved, tableau })
  return resolved
}

/** The first run that discovers may start many refreshes at once: nobody should wonder why. */
function sayFirstDiscovery(run: Run, { extracts }: Plan, requests: PlanInput['requests']): void {
  const rows = extracts.filter(({ extract }) =>
    extract.exposures.every(({ origin }) => origin === 'discovered'),
  )
  if (rows.length === 0 || rows.some(({ extract }) => requests.has(extract.key))) return
  const starting = rows.filter(({ decision }) => decision.decision === 'refresh').length
  const would = run.draft.mode.kind === 'real' ? 'starts' : 'would start'
  say(
    run,
    'notice',
    `Discovery found ${rows.length} extracts that no exposure declares, and none of them was refreshed by this action before: this run ${would} ${starting} of them.`,
  )
}

/** Plans, and tells the plan; returns what it was made from. */
export function planRun(run: Run, found: Found): PlanInput {
  const input = planInput(run, found)
  const planned = plan(input)
  sayFirstDiscovery(run, planned, input.requests)
  run.draft.planned(planned)
  run.log.planned(planned, run.draft.mode)
  return input
}

/** All that the plan is made from; what it shows to have been overtaken goes into state first. */
export function planInput(run: Run, { inputs, project, chosen, resolved, memory }: Found): PlanInput {
  const { nodes, requests } = memory.journal.state
  const upstream = resolved.extracts.flatMap((extract) => extract.upstream.map(({ node }) => node))
  sayWhatIsUnknown(run, inputs, memory)
  const { statuses, jointTests } = projectHealth(upstream, project.manifest, nodes)
  sayAll(run, 'notice', resolved.notices)
  note(run, upstreamNotices(resolved))
  sayAll(run, 'warning', resolved.unmatched)
  const input = {
    exposures: {
      leftOut: [...chosen.leftOut, ...resolved.leftOut],
      unresolved: [...chosen.unresolved, ...resolved.unresolved],
    },
    extracts: resolved.extracts,
    others: resolved.others,
    nodes: statuses,
    jointTests,
    expected: new Set<UniqueId>(),
    requests,
    policy: { ...inputs.policy, manual: isManual(run.event) },
    slot: run.draft.slot,
    now: run.action.clock.now(),
    nextSlot: nextSlotOf({ cron: run.event.cron, slot: run.draft.slot }),
  }
  memory.journal.update({ ...EMPTY_STATE, requests: overtaken(input) })
  return { ...input, requests: memory.journal.state.requests }
}

/** What others refresh too is told; that it cannot be found out is no reason to stop. */
export async function noteOthers(run: Run, { extracts }: Resolved, tableau: TableauSession): Promise<void> {
  const requests = run.memory?.journal.state.requests ?? new Map<never, never>()
  try {
    sayAll(run, 'warning', await secondRefreshers(extracts, requests, tableau))
  } catch (error) {
    if (endsSession(error)) throw error
    run.log.detail(`Tableau's schedules cannot be read: ${sentenceOf(error)}`)
  }
}

interface Planned {
  readonly input: PlanInput
  readonly inputs: Inputs
  readonly tableau: TableauSession
  readonly memory: Memory
}

export async function refreshPlanned(run: Run, { input, inputs, tableau, memory }: Planned): Promise<void> {
  const { action, draft, log } = run
  const asks = draft.rows.some(({ row }) => row.decision.decision === 'refresh')
  if (asks && inputs.wait && !tableau.canQueryJobs) say(run, 'notice', unseenJobs(tableau.version))
  run.preparation.lift()
  const { rows, error } = await refreshAll({
    ...action,
    rows: draft.rows.map(({ row }) => row),
    tableau,
    journal: memory.journal,
    options: inputs,
    events: log,
    planAgain: (extract, coming) =>
      planExtract(
        { ...input, now: action.clock.now(), requests: memory.journal.state.requests },
        extract,
        coming,
      ),
  })
  draft.rows = rows
  draft.error = error
}

function unseenJobs(version: string): string {
  return `Tableau's REST API ${version} shows no jobs to a connected app: refreshes are requested but not waited for, and the next run judges each by its extract's last update. Upgrade Tableau to API 3.25, or use a personal access token, to wait for them.`
}

/** What Tableau showed, for those who write dbt's YAML. A run without dbt's files has nothing to hold it against. */
export async function giveBack(run: Run, known: ToCheck): Promise<void> {
  if (known.project.answers !== null) return
  await writeExposures(run, known)
  await checkDrift(run, known)
}
