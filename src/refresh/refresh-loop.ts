import type { Clock, Instant, Milliseconds } from '../base/clock.js'
import { clauseOf, explanationOf, sentenceOf } from '../base/errors.js'
import type { Message } from '../messages/message.js'
import type { ExtractToPlan } from '../exposures/types.js'
import type { ExtractRow } from '../plan/types.js'
import type { Journal } from '../state/journal.js'
import {
  givenUpRequest,
  isPermanent,
  knownJobs,
  lastFinal,
  pastSeconds,
  repeatedFailure,
} from '../state/request-history.js'
import { type RequestId, requestKey } from '../state/request-id.js'
import { type ExtractKey, type RequestFacts, stateOfRequest } from '../state/state.js'
import { classifyError, type Failure } from '../tableau/failures/failures.js'
import type { TableauSession } from '../tableau/session.js'
import {
  type TrackedExtract,
  firstPhase,
  type FollowedJob,
  isRunning,
  type Phase,
  type RunningExtract,
  settledRow,
  dependencyStatus,
} from './tracked-extract.js'
import { endsSession, type JobProgress, pollJob } from './job-outcome.js'
import { DurationOfOthers } from './polling/duration.js'
import { nextPollAt } from './polling/next-poll.js'
import { sendRequest, type RequestResult } from './request.js'
import { recordEnd } from './settle-open-requests.js'
import { dailyLimit, heldByLimit, isDailyQuota, rememberedLimit, type SiteLimit } from './site-quota.js'
import { JobList } from './polling/job-list.js'
import { RefreshSchedule } from './schedule.js'
import type { RefreshEvents, RefreshOptions, RefreshResult, RefreshedRow } from './outcome.js'

export interface RefreshInput {
  /** In the order of the plan. */
  readonly rows: readonly ExtractRow[]
  readonly tableau: TableauSession
  readonly journal: Journal
  readonly clock: Clock
  /** Aborted when the run is cancelled. */
  readonly signal: AbortSignal
  readonly options: RefreshOptions
  readonly events: RefreshEvents
  /** Plans one extract again, with the requests made so far. */
  readonly planAgain: (extract: ExtractToPlan, coming: ReadonlySet<ExtractKey>) => ExtractRow
}

export interface RefreshedRows {
  readonly rows: readonly RefreshedRow[]
  /** Why the loop stopped early; null if it reached its end. */
  readonly error: Message | null
}

/** Part of the 7.5 seconds that a cancelled step has (docs/architecture.md#the-post-step). */
const TIME_TO_CANCEL: Milliseconds = 2_000

/** Between a temporary failure and the second attempt in this run. */
const PAUSE_BEFORE_RETRY: Milliseconds = 30_000

/** Between two requests while Tableau refuses ours because of a job that this user cannot see. */
const PAUSE_WHILE_HIDDEN: Milliseconds = 20_000

/**
 * Requests the planned refreshes, follows existing jobs, and waits for all of them. Each request and each outcome is
 * written to the journal before the next step. Never rejects.
 */
export async function refreshAll(input: RefreshInput): Promise<RefreshedRows> {
  const loop = new RefreshLoop(input)
  try {
    await loop.run()
    return { rows: loop.rows(), error: null }
  } catch (error) {
    return { rows: loop.rows(), error: explanationOf(error) }
  }
}

class RefreshLoop {
  readonly #input: RefreshInput
  readonly #schedule: RefreshSchedule
  readonly #jobList: JobList
  #hasReportedPolls = false
  readonly #otherDurations = new DurationOfOthers()
  /** Extracts with a request that Tableau has not answered yet. */
  readonly #sending = new Set<ExtractKey>()

  constructor(input: RefreshInput) {
    const { rows, clock, options, tableau, journal } = input
    this.#input = input
    this.#schedule = new RefreshSchedule(rows, options, clock.now())
    this.#jobList = new JobList(tableau)
    const { requests: known } = journal.state
    for (const requests of known.values()) {
      for (const seconds of pastSeconds(requests).slice(0, 1)) this.#otherDurations.add(seconds)
    }
    const isForced = rows.some(({ decision }) => decision.reason === 'forced')
    const limit = isForced ? null : rememberedLimit(known, clock.now())
    if (limit !== null) this.#schedule.limit(limit)
  }

  /** All rows with their results. A job of ours that is still running counts as requested. */
  rows(): RefreshedRow[] {
    const { clock, journal } = this.#input
    const limit = rememberedLimit(journal.state.requests, clock.now())
    return this.#schedule.all.map((tracked) => heldByLimit(this.#rowOf(tracked), limit))
  }

  #rowOf(tracked: TrackedExtract): RefreshedRow {
    // For a job that is not ours and was not waited for, the plan's decision says everything.
    if (!isRunning(tracked) || tracked.phase.job.by !== 'ours') return this.#withDueAt(settledRow(tracked))
    return {
      row: tracked.row,
      result: { ...NO_RESULT, outcome: 'requested', request: tracked.phase.job.id },
    }
  }

  /**
   * Without a success the planned window is not used up, so a new plan decides when the extract is due again: the window
   * of a permanent failure may apply, or the one of repeated failures (row 10 of docs/decisions.md#the-table).
   */
  #withDueAt(settled: RefreshedRow): RefreshedRow {
    const { row, result } = settled
    if (result?.outcome === 'refreshed') return { row: withWindowUsed(row), result }
    if (result === null || result.outcome === 'requested') return settled
    const { decision, dueAt, known } = this.#input.planAgain(row.extract, new Set())
    const now = {
      dueAt: decision.kind === 'skip' ? dueAt : null,
      known: { ...row.known, window: known.window },
    }
    return { row: { ...row, ...now }, result }
  }

  async run(): Promise<void> {
    const { clock, signal, events, options } = this.#input
    const schedule = this.#schedule
    this.#deferRest()
    for (let next: Instant | null = clock.now(); next !== null; next = schedule.nextStepAt()) {
      await clock.sleep(Math.max(0, Math.min(next, schedule.deadline) - clock.now()), signal)
      if (signal.aborted) {
        if (options.onCancel === 'cancel') await this.#cancelRunning()
        return
      }
      if (clock.now() >= schedule.deadline) {
        this.#timeOut()
        return
      }
      await this.#stepAll().catch((error: unknown) => {
        // The signal also ends the calls in flight; their errors are not failures.
        if (!signal.aborted) throw error
      })
      events.progress(schedule.running.map(({ key, phase }) => ({ key, since: phase.job.requestedAt })))
    }
  }

  /** Sends the cancel calls without waiting for their effect: the runner kills a cancelled step. The next run looks up the result. */
  async #cancelRunning(): Promise<void> {
    const { tableau, clock, events } = this.#input
    const ours = this.#schedule.running.filter(({ phase }) => phase.job.by === 'ours')
    const asked = ours.map(async (tracked) => {
      const { id } = tracked.phase.job
      const answer = id.kind === 'job' ? await tableau.cancel(id.job) : 'unknown-now'
      if (answer === 'asked')
        this.#settle(tracked, { ...NO_RESULT, outcome: 'cancelled', request: tracked.phase.job.id })
      else events.detail(`${tracked.key}: job ${requestKey(id)} could not be cancelled (${answer})`)
    })
    await Promise.race([Promise.allSettled(asked), clock.sleep(TIME_TO_CANCEL)])
  }

  /** If one step loses the session, the others still record their answers before the error is thrown. */
  async #stepAll(): Promise<void> {
    const now = this.#input.clock.now()
    const { running, starting, blocked } = this.#schedule.due(now)
    for (const tracked of blocked) this.#block(tracked)
    const inFlight = this.#schedule.running
    const seen = running.length > 0 ? await this.#jobList.poll(now, inFlight) : NOTHING_SEEN
    const polled = inFlight.filter((tracked) => running.includes(tracked) || seen.has(tracked.key))
    const steps = await Promise.allSettled([
      ...polled.map((tracked) => this.#poll(tracked, seen.get(tracked.key) ?? null)),
      ...starting.map((tracked) => this.#start(tracked)),
    ])
    for (const step of steps) if (step.status === 'rejected') throw step.reason
  }

  /** Running jobs stay running and extracts that wait for them are blocked. Plan order: data sources come first. */
  #timeOut(): void {
    if (!this.#input.options.wait) return
    for (const tracked of this.#schedule.all) {
      const { phase } = tracked
      if (phase.kind === 'running')
        this.#settle(tracked, {
          ...NO_RESULT,
          outcome: 'timed-out',
          failure: phase.pollFailure ?? null,
          request: phase.job.id,
        })
      else if (phase.kind === 'due' && tracked.firstResult !== null)
        this.#settle(tracked, tracked.firstResult)
      else if (phase.kind === 'due' && dependencyStatus(tracked, this.#schedule.extracts) === 'blocked')
        this.#block(tracked)
    }
  }

  async #start(tracked: TrackedExtract): Promise<void> {
    const { clock, tableau, events, journal } = this.#input
    const { decision } = tracked.row
    // The data source it waited for may not have been refreshed after all: then there is no new data.
    if (decision.kind === 'refresh' && decision.after.length > 0 && tracked.attempts === 0) {
      tracked.row = this.#planAgain(tracked)
      if (tracked.row.decision.kind !== 'refresh') {
        this.#restart(tracked)
        return
      }
    }
    if (await this.#hasEndedLate(tracked)) return
    // A request sent at the same time may have hit the site's quota.
    if (this.#schedule.isLimited(clock.now())) return
    const requestedAt = clock.now()
    const requests = journal.state.requests.get(tracked.key)
    const known = knownJobs(requests)
    const unseen: RequestId = { kind: 'unseen', requestedAt }
    if (tracked.attempts === 0) tracked.repeatedFailureClass = repeatedFailure(requests)?.failure ?? null
    events.started(tracked.row)
    const unanswered = { requestedAt, ...OPEN }
    this.#sending.add(tracked.key)
    journal.sending(tracked.key, unseen, {
      ...unanswered,
      window: windowOf(tracked.row),
      ...(isSecondTry(tracked) && { isRetry: true }),
    })
    const result = await sendRequest(tracked.row, { tableau, clock, requestedAt, known }).catch(
      (error: unknown) => {
        // The session was lost while we looked for the job: the next run looks again.
        this.#record(tracked, unseen, unanswered)
        throw error
      },
    )
    journal.answered(tracked.key)
    this.#sending.delete(tracked.key)
    this.#afterRequest(tracked, requestedAt, result)
    journal.flush()
  }

  /** Whether an earlier job that counted as failed, because this user cannot see it, has succeeded since. Then there is nothing to request. */
  async #hasEndedLate(tracked: TrackedExtract): Promise<boolean> {
    const { journal, tableau, clock } = this.#input
    const { key, row } = tracked
    const { requests } = journal.state
    const late = givenUpRequest(requests.get(key))
    if (late === null) return false
    const job = { ...late, unknownSince: -Infinity }
    const progress = await pollJob(job, row.extract, { tableau, now: clock.now(), requests }).catch(
      (error: unknown) => {
        if (endsSession(error)) throw error
        return null
      },
    )
    // A quota may have deferred it meanwhile.
    if (progress?.kind !== 'ended' || progress.outcome !== 'refreshed' || tracked.phase.kind !== 'due')
      return false
    recordEnd(key, late, progress, journal)
    const { outcome, failure, seconds, endedAt } = progress
    const result = { outcome, failure, seconds, endedAt, request: late.id }
    if (tracked.attempts > 0) this.#settle(tracked, result)
    else this.#afterEarlierJob(tracked, result)
    return true
  }

  #afterRequest(tracked: TrackedExtract, requestedAt: Instant, result: RequestResult): void {
    const now = this.#input.clock.now()
    switch (result.kind) {
      case 'running':
        this.#follow(tracked, { id: { kind: 'job', job: result.jobId }, requestedAt, by: 'ours' })
        return
      case 'adopted':
        this.#follow(tracked, {
          id: { kind: 'job', job: result.jobId },
          requestedAt: result.requestedAt,
          by: 'ours',
        })
        return
      case 'unseen':
        this.#follow(tracked, { id: { kind: 'unseen', requestedAt }, requestedAt, by: 'ours' })
        return
      case 'conflicting':
        this.#follow(tracked, { id: { kind: 'job', job: result.jobId }, requestedAt, by: 'foreign' })
        return
      case 'hidden':
        this.#requestLater(tracked, now + PAUSE_WHILE_HIDDEN)
        return
      case 'limited':
        this.#afterLimit(result.failure, {
          until: now + result.wait,
          failure: result.failure,
          isDaily: false,
        })
        return
      case 'refused':
        if (isDailyQuota(result.failure)) this.#afterLimit(result.failure)
        else this.#afterRefusal(tracked, requestedAt, result.failure)
        return
      case 'session-lost':
        throw result.error
    }
  }

  #follow(tracked: TrackedExtract, job: Omit<FollowedJob, 'unknownSince'>): void {
    if (job.by === 'ours') {
      tracked.attempts += 1
      this.#record(tracked, job.id, { requestedAt: job.requestedAt, ...OPEN })
    }
    const canSee = this.#input.tableau.canQueryJobs
    tracked.phase = {
      kind: 'running',
      at: this.#nextPollAt(tracked, job),
      job: { ...job, unknownSince: null },
    }
    if (!canSee && job.by === 'ours')
      this.#settle(tracked, { ...NO_RESULT, outcome: 'requested', request: job.id })
  }

  /** A quota applies to the whole site: if it ends too late for this run, all other requests are deferred too. */
  #afterLimit(failure: Failure, hourly: SiteLimit | null = null): void {
    const daily = isDailyQuota(failure) ? dailyLimit(this.#input.clock.now(), failure) : null
    const limit = daily ?? hourly
    if (limit !== null) this.#schedule.limit(limit)
    this.#deferRest()
  }

  /** Defers all requests that cannot be sent before the deadline because of the site's limit. */
  #deferRest(): void {
    const limit = this.#schedule.tooLate
    if (limit === null) return
    for (const tracked of this.#schedule.all)
      if (tracked.phase.kind === 'due' && !this.#sending.has(tracked.key)) this.#defer(tracked, limit)
  }

  /** Sends the request again at `at`, or defers it to the next run if that is too late. */
  #requestLater(tracked: TrackedExtract, at: Instant): void {
    if (this.#schedule.isInTime(at)) tracked.phase = { kind: 'due', at }
    else this.#defer(tracked, { until: at, failure: HIDDEN, isDaily: false })
  }

  #defer(tracked: TrackedExtract, { until, failure, isDaily }: SiteLimit): void {
    if (tracked.firstResult !== null) {
      this.#settle(tracked, tracked.firstResult)
      return
    }
    const { clock, journal } = this.#input
    const before = lastFinal(journal.state.requests.get(tracked.key))
    const requestedAt = clock.now()
    const noted = isDaily ? failure.class : null
    const id: RequestId = { kind: 'deferred', requestedAt }
    this.#record(tracked, id, { requestedAt, ...OPEN, outcome: 'deferred', failure: noted })
    if (isDaily) tracked.row = { ...tracked.row, dueAt: until }
    // One deferral is normal under a quota; a second in a row is reported as a failure.
    const outcome = before?.outcome === 'deferred' ? 'failed' : 'deferred'
    this.#settle(tracked, { ...NO_RESULT, outcome, failure })
  }

  #afterRefusal(tracked: TrackedExtract, requestedAt: Instant, failure: Failure): void {
    tracked.attempts += 1
    // There is no job, but the failure class decides whether the window is used up.
    const id: RequestId = { kind: 'refused', requestedAt }
    this.#record(tracked, id, { requestedAt, ...OPEN, outcome: 'failed', failure: failure.class })
    this.#failed(tracked, { ...NO_RESULT, outcome: 'failed', failure })
  }

  async #poll(tracked: RunningExtract, listed: JobProgress | null): Promise<void> {
    const { tableau, clock, events, journal } = this.#input
    const { job } = tracked.phase
    const { requests } = journal.state
    try {
      const context = { tableau, now: clock.now(), requests }
      this.#afterPoll(tracked, listed ?? (await pollJob(job, tracked.row.extract, context)))
    } catch (error) {
      if (endsSession(error)) throw error
      const failedPolls = (tracked.phase.failedPolls ?? 0) + 1
      if (failedPolls >= POLLS_UNTIL_REPORTED) this.#reportFailedPolls(error)
      // A failed poll does not mean a failed job.
      events.detail(`${tracked.key}: job ${requestKey(job.id)} could not be looked at: ${sentenceOf(error)}`)
      tracked.phase = {
        ...tracked.phase,
        at: this.#nextPollAt(tracked, job),
        pollFailure: classifyError(error),
        failedPolls,
      }
    }
  }

  #reportFailedPolls(error: unknown): void {
    if (this.#hasReportedPolls) return
    this.#hasReportedPolls = true
    this.#input.events.pollsFail(clauseOf(error))
  }

  #afterPoll(tracked: RunningExtract, progress: JobProgress): void {
    const { job } = tracked.phase
    if (progress.kind === 'running') {
      const at = this.#nextPollAt(tracked, job)
      tracked.phase = { kind: 'running', at, job: { ...job, unknownSince: progress.unknownSince } }
      return
    }
    const { outcome, failure, seconds } = progress
    if (outcome === 'refreshed' && seconds !== null) this.#otherDurations.add(seconds)
    const { id: request, requestedAt, by } = job
    if (by !== 'foreign')
      this.#record(tracked, request, { requestedAt, outcome, failure: failure?.class ?? null, seconds })
    const endedAt = progress.endedAt ?? this.#input.clock.now()
    const result = { outcome, failure, seconds, request, endedAt }
    if (isDailyQuota(failure)) this.#afterDailyQuota(tracked, result, failure)
    else if (by !== 'ours') this.#afterEarlierJob(tracked, result)
    else if (outcome === 'failed') this.#failed(tracked, result)
    else this.#settle(tracked, result)
  }

  /** Tableau cancelled the job because of the daily quota: retries it if the quota is reset before the end of this run. */
  #afterDailyQuota(tracked: RunningExtract, result: RefreshResult, failure: Failure): void {
    const { by } = tracked.phase.job
    const limit = dailyLimit(tracked.phase.job.requestedAt, failure)
    this.#schedule.limit(limit)
    if (by !== 'ours') this.#afterEarlierJob(tracked, result)
    else if (this.#schedule.isInTime(limit.until)) this.#tryAgain(tracked, result)
    else this.#settle(tracked, result)
    this.#deferRest()
  }

  #nextPollAt({ key }: TrackedExtract, { requestedAt }: Pick<FollowedJob, 'requestedAt'>): Instant {
    const { clock, journal } = this.#input
    const past = pastSeconds(journal.state.requests.get(key))
    const inFlight = this.#schedule.running.length + this.#sending.size
    const polledIndividually = this.#jobList.polledIndividually(inFlight)
    const others = this.#otherDurations.duration
    const at = nextPollAt({ requestedAt, now: clock.now(), past, others, polledIndividually })
    return this.#jobList.pollTime(at, requestedAt, inFlight)
  }

  /** A job of an earlier run or of somebody else has ended: plans the extract again. */
  #afterEarlierJob(tracked: TrackedExtract, result: RefreshResult): void {
    this.#input.events.ended(tracked.row, result)
    tracked.row = this.#planAgain(tracked)
    this.#restart(tracked)
  }

  #restart(tracked: TrackedExtract): void {
    this.#input.events.decided(tracked.row)
    tracked.phase = firstPhase(tracked.row, this.#input.clock.now())
    // An earlier attempt in this run is the result to report.
    if (tracked.phase.kind === 'settled') tracked.phase = settled(tracked.firstResult)
    this.#deferRest()
  }

  /** Retries a temporary failure once in this run, unless the last three runs ended with the same class. */
  #failed(tracked: TrackedExtract, result: RefreshResult): void {
    const { clock } = this.#input
    const failure = result.failure?.class ?? null
    const mayHeal = !isPermanent(failure) && failure !== tracked.repeatedFailureClass
    const isInTime = clock.now() + PAUSE_BEFORE_RETRY < this.#schedule.deadline
    if (mayHeal && tracked.attempts <= 1 && isInTime) this.#tryAgain(tracked, result)
    else this.#settle(tracked, result)
  }

  #tryAgain(tracked: TrackedExtract, result: RefreshResult): void {
    const now = this.#input.clock.now()
    const at = this.#schedule.afterLimit(now + PAUSE_BEFORE_RETRY)
    this.#input.events.retrying(tracked.row, result, at - now)
    tracked.firstResult = result
    tracked.phase = { kind: 'due', at }
    this.#deferRest()
  }

  #block(tracked: TrackedExtract): void {
    this.#settle(tracked, { ...NO_RESULT, outcome: 'blocked' })
  }

  #settle(tracked: TrackedExtract, result: RefreshResult): void {
    const { firstResult: first } = tracked
    const ended = first === null || first === result ? result : { ...result, firstAttempt: first }
    this.#input.events.ended(tracked.row, ended)
    tracked.phase = settled(ended)
  }

  #planAgain(tracked: TrackedExtract): ExtractRow {
    const open = this.#schedule.all.filter(({ phase }) => phase.kind !== 'settled')
    const row = this.#input.planAgain(tracked.row.extract, new Set(open.map(({ key }) => key)))
    if (tracked.attempts === 0) return row
    // A failure of this run is no history of the extract.
    return { ...row, known: { ...row.known, failing: tracked.row.known.failing } }
  }

  #record(tracked: TrackedExtract, id: RequestId, facts: Omit<RequestFacts, 'window'>): void {
    const known = this.#input.journal.state.requests.get(tracked.key)?.get(requestKey(id))
    const window = known?.window ?? windowOf(tracked.row)
    const isRetry = known === undefined ? isSecondTry(tracked) : known.isRetry === true
    const noted = { ...facts, window, ...(isRetry && { isRetry }) }
    this.#input.journal.update(stateOfRequest(tracked.key, id, noted))
  }
}

/** The row of a refresh that has succeeded. */
function withWindowUsed(row: ExtractRow): ExtractRow {
  const [start, end] = [windowOf(row), row.dueAt]
  return start === null || end === null ? row : { ...row, known: { ...row.known, window: { start, end } } }
}

function windowOf({ decision }: ExtractRow): Instant | null {
  return decision.kind === 'refresh' ? decision.window : null
}

/** For row 10 a run counts once, also one that dies before the answer to its second request. */
function isSecondTry({ firstResult }: TrackedExtract): boolean {
  return firstResult !== null
}

function settled(result: RefreshResult | null): Phase {
  return { kind: 'settled', result }
}

const NOTHING_SEEN: ReadonlyMap<ExtractKey, JobProgress> = new Map()

/** Of one job, in a row. */
const POLLS_UNTIL_REPORTED = 3

const OPEN = { outcome: null, failure: null, seconds: null } as const

const NO_RESULT: Omit<RefreshResult, 'outcome'> = {
  request: null,
  seconds: null,
  endedAt: null,
  failure: null,
}

const HIDDEN: Failure = {
  class: 'unknown',
  text: 'A refresh by somebody else is queued or running, and this user may not see whose.',
}
