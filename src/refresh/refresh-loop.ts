import type { Clock, Instant, Milliseconds } from '../base/clock.js'
import { sentenceOf } from '../base/errors.js'
import type { ExtractToPlan } from '../exposures/types.js'
import type { ExtractRow } from '../plan/types.js'
import type { Journal } from '../state/journal.js'
import { isPermanent, knownJobs, lastFinal, pastSeconds, repeatedFailure } from '../state/request-history.js'
import { type RequestId, requestKey } from '../state/request-id.js'
import { type ExtractKey, type RequestFacts, stateOfRequest } from '../state/state.js'
import { classifyError } from '../tableau/failures/failures.js'
import type { TableauSession } from '../tableau/session.js'
import {
  type Course,
  firstPhase,
  type FollowedJob,
  isRunning,
  type Phase,
  type RunningCourse,
  settledRow,
  wayIsClear,
} from './tracked-extract.js'
import { DurationOfOthers } from './polling/duration.js'
import { endsSession, type JobNews, lookAtJob } from './job-outcome.js'
import { nextPollAt } from './polling/next-poll.js'
import { requestOf, type RequestNews } from './request.js'
import { dailyLimit, isDailyQuota, rememberedLimit, type SiteLimit } from './site-quota.js'
import { Sweep } from './polling/job-list.js'
import { Timetable } from './schedule.js'
import type { Failure, RefreshEvents, RefreshOptions, RefreshResult, SettledRow } from './outcome.js'

export interface Refreshing {
  /** In the order of the plan. */
  readonly rows: readonly ExtractRow[]
  readonly tableau: TableauSession
  readonly journal: Journal
  readonly clock: Clock
  /** Aborted when the run is cancelled. */
  readonly signal: AbortSignal
  readonly options: RefreshOptions
  readonly events: RefreshEvents
  /** Decides about one extract once more, with the requests as they are by now. */
  readonly planAgain: (extract: ExtractToPlan, coming: ReadonlySet<ExtractKey>) => ExtractRow
}

export interface Refreshed {
  readonly rows: readonly SettledRow[]
  /** Why it could not go on to the end; null when it did. */
  readonly error: string | null
}

/** Part of the 7.5 seconds that the runner leaves a cancelled step (docs/architecture.md#the-post-step). */
const TIME_TO_CANCEL: Milliseconds = 2_000

/** Between a failure that time may heal and the second try in this run. */
const PAUSE_BEFORE_RETRY: Milliseconds = 30_000

/** Between two requests while a refresh that nobody shows us is in the way. */
const PAUSE_WHILE_HIDDEN: Milliseconds = 20_000

/**
 * Refreshes what the plan says, follows jobs that are there already, and waits for all of them. Every request
 * and outcome is in the journal before anything else happens. Never rejects.
 */
export async function refreshAll(refreshing: Refreshing): Promise<Refreshed> {
  const loop = new RefreshLoop(refreshing)
  try {
    await loop.run()
    return { rows: loop.rows(), error: null }
  } catch (error) {
    return { rows: loop.rows(), error: sentenceOf(error) }
  }
}

class RefreshLoop {
  readonly #refreshing: Refreshing
  readonly #timetable: Timetable
  readonly #sweep: Sweep
  readonly #others = new DurationOfOthers()
  /** Extracts whose request is on its way. */
  readonly #asked = new Set<ExtractKey>()

  constructor(refreshing: Refreshing) {
    const { rows, clock, options, tableau } = refreshing
    this.#refreshing = refreshing
    this.#timetable = new Timetable(rows, options, clock.now())
    this.#sweep = new Sweep(tableau)
    const { requests: known } = refreshing.journal.state
    for (const requests of known.values()) {
      for (const seconds of pastSeconds(requests).slice(0, 1)) this.#others.add(seconds)
    }
    const isForced = rows.some(({ decision }) => decision.reason === 'forced')
    const limit = isForced ? null : rememberedLimit(known, clock.now())
    if (limit !== null) this.#timetable.limit(limit)
  }

  /** All rows with what became of them; what still runs is left running. */
  rows(): SettledRow[] {
    return this.#timetable.all.map((course) => {
      // A job that is not ours and that nobody waits for: the plan's decision says it all.
      if (!isRunning(course) || course.phase.job.by !== 'ours') return this.#told(settledRow(course))
      return { row: course.row, result: { ...NO_RESULT, outcome: 'requested', request: course.phase.job.id } }
    })
  }

  /** After a failure the plan says again what holds the extract back: nothing, its window, or row 10. */
  #told(settled: SettledRow): SettledRow {
    const { row, result } = settled
    if (result?.outcome !== 'failed' && result?.outcome !== 'cancelled') return settled
    const { decision, dueAt } = this.#refreshing.planAgain(row.extract, new Set())
    return { row: { ...row, dueAt: decision.decision === 'skip' ? dueAt : null }, result }
  }

  async run(): Promise<void> {
    const { clock, signal, events, options } = this.#refreshing
    const timetable = this.#timetable
    this.#deferLate()
    for (let next: Instant | null = clock.now(); next !== null; next = timetable.nextStepAt()) {
      await clock.sleep(Math.max(0, Math.min(next, timetable.deadline) - clock.now()), signal)
      if (signal.aborted) {
        if (options.onCancel === 'cancel') await this.#cancelRunning()
        return
      }
      if (clock.now() >= timetable.deadline) {
        this.#timeOut()
        return
      }
      await this.#stepAll()
      events.progress(timetable.running.map(({ key, phase }) => ({ key, since: phase.job.requestedAt })))
    }
  }

  /** The runner gives a cancelled run no time: Tableau is asked, and the next run learns what came of it. */
  async #cancelRunning(): Promise<void> {
    const { tableau, clock, events } = this.#refreshing
    const ours = this.#timetable.running.filter(({ phase }) => phase.job.by === 'ours')
    const asked = ours.map(async (course) => {
      const { id } = course.phase.job
      const answer = id.kind === 'job' ? await tableau.cancel(id.job) : 'unknown-now'
      if (answer === 'asked')
        this.#settle(course, { ...NO_RESULT, outcome: 'cancelled', request: course.phase.job.id })
      else events.detail(`${course.key}: job ${requestKey(id)} could not be cancelled (${answer})`)
    })
    await Promise.race([Promise.allSettled(asked), clock.sleep(TIME_TO_CANCEL)])
  }

  /** Where the session is lost in one of these steps, the others still note what Tableau answered them. */
  async #stepAll(): Promise<void> {
    const now = this.#refreshing.clock.now()
    const { running, starting, blocked } = this.#timetable.due(now)
    for (const course of blocked) this.#block(course)
    const inFlight = this.#timetable.running
    const seen = running.length > 0 ? await this.#sweep.look(now, inFlight) : NOTHING_SEEN
    const looked = inFlight.filter((course) => running.includes(course) || seen.has(course.key))
    const steps = await Promise.allSettled([
      ...looked.map((course) => this.#look(course, seen.get(course.key) ?? null)),
      ...starting.map((course) => this.#start(course)),
    ])
    for (const step of steps) if (step.status === 'rejected') throw step.reason
  }

  /** What runs is left running, and what waited for it is blocked; in the order of the plan, so data sources first. */
  #timeOut(): void {
    if (!this.#refreshing.options.wait) return
    for (const course of this.#timetable.all) {
      const { phase } = course
      if (phase.kind === 'running')
        this.#settle(course, {
          ...NO_RESULT,
          outcome: 'timed-out',
          failure: phase.untold ?? null,
          request: phase.job.id,
        })
      else if (phase.kind === 'due' && course.earlier !== null) course.phase = settled(course.earlier)
      else if (phase.kind === 'due' && wayIsClear(course, this.#timetable.courses) === 'blocked')
        this.#block(course)
    }
  }

  async #start(course: Course): Promise<void> {
    const { clock, tableau, events, journal } = this.#refreshing
    const { decision } = course.row
    // The data source it waited for may have turned out to need no refresh: then nothing new arrives.
    if (decision.decision === 'refresh' && decision.after.length > 0 && course.attempts === 0) {
      course.row = this.#planAgain(course)
      if (course.row.decision.decision !== 'refresh') {
        this.#begin(course)
        return
      }
    }
    // Another start of this moment may have met the site's quota.
    if (this.#timetable.isLimited(clock.now())) return
    const requestedAt = clock.now()
    const requests = journal.state.requests.get(course.key)
    const known = knownJobs(requests)
    const unseen: RequestId = { kind: 'unseen', requestedAt }
    if (course.attempts === 0) course.failedBefore = repeatedFailure(requests)?.failure ?? null
    events.started(course.row)
    const unanswered = { requestedAt, ...OPEN }
    this.#asked.add(course.key)
    journal.asking(course.key, unseen, { ...unanswered, window: windowOf(course.row) })
    const news = await requestOf(course.row, { tableau, clock, requestedAt, known }).catch(
      (error: unknown) => {
        // The session was lost while an unclear answer was looked into: the next run finds out.
        this.#note(course, unseen, unanswered)
        throw error
      },
    )
    journal.answered(course.key)
    this.#asked.delete(course.key)
    this.#afterRequest(course, requestedAt, news)
  }

  #afterRequest(course: Course, requestedAt: Instant, news: RequestNews): void {
    const now = this.#refreshing.clock.now()
    switch (news.kind) {
      case 'running':
        this.#follow(course, { id: { kind: 'job', job: news.jobId }, requestedAt, by: 'ours' })
        return
      case 'adopted':
        this.#follow(course, {
          id: { kind: 'job', job: news.jobId },
          requestedAt: news.requestedAt,
          by: 'ours',
        })
        return
      case 'unseen':
        this.#follow(course, { id: { kind: 'unseen', requestedAt }, requestedAt, by: 'ours' })
        return
      case 'in-the-way':
        this.#follow(course, { id: { kind: 'job', job: news.jobId }, requestedAt, by: 'foreign' })
        return
      case 'hidden':
        this.#askAgain(course, now + PAUSE_WHILE_HIDDEN)
        return
      case 'limited':
        this.#limited(news.failure, { until: now + news.wait, failure: news.failure, isDaily: false })
        return
      case 'refused':
        if (isDailyQuota(news.failure)) this.#limited(news.failure)
        else this.#refused(course, requestedAt, news.failure)
        return
      case 'session-lost':
        throw news.error
    }
  }

  #follow(course: Course, job: Omit<FollowedJob, 'unknownSince'>): void {
    if (job.by === 'ours') {
      course.attempts += 1
      this.#note(course, job.id, { requestedAt: job.requestedAt, ...OPEN })
    }
    const canSee = this.#refreshing.tableau.canQueryJobs
    course.phase = { kind: 'running', at: this.#nextLookAt(course, job), job: { ...job, unknownSince: null } }
    if (!canSee && job.by === 'ours')
      this.#settle(course, { ...NO_RESULT, outcome: 'requested', request: job.id })
  }

  /** A quota is the whole site's: where it ends too late for this run, nothing else need be asked for either. */
  #limited(failure: Failure, hourly: SiteLimit | null = null): void {
    const daily = isDailyQuota(failure) ? dailyLimit(this.#refreshing.clock.now(), failure) : null
    const limit = daily ?? hourly
    if (limit !== null) this.#timetable.limit(limit)
    this.#deferLate()
  }

  /** What the site's limit leaves no time for is left to the next run. */
  #deferLate(): void {
    const limit = this.#timetable.tooLate
    if (limit === null) return
    for (const course of this.#timetable.all)
      if (course.phase.kind === 'due' && !this.#asked.has(course.key)) this.#defer(course, limit)
  }

  /** Until nothing that nobody shows us is in the way; too late for this run, it is deferred to the next. */
  #askAgain(course: Course, at: Instant): void {
    if (this.#timetable.isInTime(at)) course.phase = { kind: 'due', at }
    else this.#defer(course, { failure: HIDDEN, isDaily: false })
  }

  #defer(course: Course, { failure, isDaily }: Pick<SiteLimit, 'failure' | 'isDaily'>): void {
    if (course.earlier !== null) {
      this.#settle(course, course.earlier)
      return
    }
    const { clock, journal } = this.#refreshing
    const before = lastFinal(journal.state.requests.get(course.key))
    const requestedAt = clock.now()
    const noted = isDaily ? failure.class : null
    const id: RequestId = { kind: 'deferred', requestedAt }
    this.#note(course, id, { requestedAt, ...OPEN, outcome: 'deferred', failure: noted })
    // Once is the quota's normal course; twice running somebody has to know.
    const outcome = before?.outcome === 'deferred' ? 'failed' : 'deferred'
    this.#settle(course, { ...NO_RESULT, outcome, failure })
  }

  #refused(course: Course, requestedAt: Instant, failure: Failure): void {
    course.attempts += 1
    // There is no job to remember it by, but whether its cause heals decides about the window it used.
    const id: RequestId = { kind: 'refused', requestedAt }
    this.#note(course, id, { requestedAt, ...OPEN, outcome: 'failed', failure: failure.class })
    this.#failed(course, { ...NO_RESULT, outcome: 'failed', failure })
  }

  async #look(course: RunningCourse, swept: JobNews | null): Promise<void> {
    const { tableau, clock, events } = this.#refreshing
    const { job } = course.phase
    try {
      const now = clock.now()
      this.#afterLook(course, swept ?? (await lookAtJob(job, course.row.extract.lineage, { tableau, now })))
    } catch (error) {
      if (endsSession(error)) throw error
      // A dropped poll is no failed job.
      events.detail(`${course.key}: job ${requestKey(job.id)} could not be looked at: ${sentenceOf(error)}`)
      course.phase = { ...course.phase, at: this.#nextLookAt(course, job), untold: classifyError(error) }
    }
  }

  #afterLook(course: RunningCourse, news: JobNews): void {
    const { job } = course.phase
    if (news.kind === 'running') {
      const at = this.#nextLookAt(course, job)
      course.phase = { kind: 'running', at, job: { ...job, unknownSince: news.unknownSince } }
      return
    }
    const { outcome, failure, seconds } = news
    if (outcome === 'refreshed' && seconds !== null) this.#others.add(seconds)
    const { id: request, requestedAt, by } = job
    if (by !== 'foreign')
      this.#note(course, request, { requestedAt, outcome, failure: failure?.class ?? null, seconds })
    const endedAt = news.endedAt ?? this.#refreshing.clock.now()
    const result = { outcome, failure, seconds, request, endedAt }
    if (isDailyQuota(failure)) this.#cutOff(course, result, failure)
    else if (by !== 'ours') this.#followed(course, result)
    else if (outcome === 'failed') this.#failed(course, result)
    else this.#settle(course, result)
  }

  /** Tableau has ended it for want of capacity: asked for again once that is back, if this run still waits then. */
  #cutOff(course: RunningCourse, result: RefreshResult, failure: Failure): void {
    const { by } = course.phase.job
    const limit = dailyLimit(course.phase.job.requestedAt, failure)
    this.#timetable.limit(limit)
    if (by !== 'ours') this.#followed(course, result)
    else if (this.#timetable.isInTime(limit.until)) this.#tryAgain(course, result)
    else this.#settle(course, result)
    this.#deferLate()
  }

  #nextLookAt({ key }: Course, { requestedAt }: Pick<FollowedJob, 'requestedAt'>): Instant {
    const { clock, journal } = this.#refreshing
    const past = pastSeconds(journal.state.requests.get(key))
    const inFlight = this.#timetable.running.length + this.#asked.size
    const crowd = this.#sweep.crowd(inFlight)
    const others = this.#others.duration
    const at = nextPollAt({ requestedAt, now: clock.now(), past, others, crowd })
    return this.#sweep.beat(at, requestedAt, inFlight)
  }

  /** A job that was there already has ended: now this extract is planned again. */
  #followed(course: Course, result: RefreshResult): void {
    this.#refreshing.events.ended(course.row, result)
    course.row = this.#planAgain(course)
    this.#begin(course)
  }

  #begin(course: Course): void {
    this.#refreshing.events.decided(course.row)
    course.phase = firstPhase(course.row, this.#refreshing.clock.now())
    // It has been tried in this run, and what came of that is what there is to tell.
    if (course.phase.kind === 'settled') course.phase = settled(course.earlier)
    this.#deferLate()
  }

  /** A failure that time may heal is tried once more in this run, unless the last three runs ended with the same. */
  #failed(course: Course, result: RefreshResult): void {
    const { clock } = this.#refreshing
    const failure = result.failure?.class ?? null
    const mayHeal = !isPermanent(failure) && failure !== course.failedBefore
    const isInTime = clock.now() + PAUSE_BEFORE_RETRY < this.#timetable.deadline
    if (mayHeal && course.attempts <= 1 && isInTime) this.#tryAgain(course, result)
    else this.#settle(course, result)
  }

  #tryAgain(course: Course, result: RefreshResult): void {
    this.#refreshing.events.ended(course.row, result)
    course.earlier = result
    course.phase = { kind: 'due', at: this.#refreshing.clock.now() + PAUSE_BEFORE_RETRY }
    this.#deferLate()
  }

  #block(course: Course): void {
    this.#settle(course, { ...NO_RESULT, outcome: 'blocked' })
  }

  #settle(course: Course, result: RefreshResult): void {
    this.#refreshing.events.ended(course.row, result)
    course.phase = settled(result)
  }

  #planAgain(course: Course): ExtractRow {
    const open = this.#timetable.all.filter(({ phase }) => phase.kind !== 'settled')
    return this.#refreshing.planAgain(course.row.extract, new Set(open.map(({ key }) => key)))
  }

  #note(course: Course, id: RequestId, facts: Omit<RequestFacts, 'window'>): void {
    const known = this.#refreshing.journal.state.requests.get(course.key)?.get(requestKey(id))
    const window = known?.window ?? windowOf(course.row)
    const isRetry = known === undefined ? course.attempts > 1 : known.isRetry === true
    const noted = { ...facts, window, ...(isRetry && { isRetry }) }
    this.#refreshing.journal.update(stateOfRequest(course.key, id, noted))
  }
}

function windowOf({ decision }: ExtractRow): Instant | null {
  return decision.decision === 'refresh' ? decision.window : null
}

function settled(result: RefreshResult | null): Phase {
  return { kind: 'settled', result }
}

const NOTHING_SEEN: ReadonlyMap<ExtractKey, JobNews> = new Map()

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
