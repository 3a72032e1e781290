import type { Clock, Instant, Milliseconds } from '../clock.js'
import { sentenceOf } from '../errors.js'
import type { ExtractToPlan } from '../exposures/types.js'
import type { ExtractRow } from '../plan/types.js'
import type { Journal } from '../state/journal.js'
import { isPermanent } from '../state/requests.js'
import type { ExtractKey, JobId, RequestFacts } from '../state/state.js'
import { type Course, coursesOf, firstPhase, type Phase, settledRow, wayIsClear } from './courses.js'
import { endsSession, lookAtJob, type JobNews } from './job-news.js'
import { nextPollAt } from './polling.js'
import type { TableauSession } from '../tableau/session.js'
import { requestOf, type RequestNews } from './request.js'
import type { RefreshEvents, RefreshResult, SettledRow } from './types.js'

export interface RefreshOptions {
  readonly wait: boolean
  /** For all refreshes together. */
  readonly timeout: Milliseconds
  readonly maxParallel: number
}

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

/** Between a failure that time may heal and the second try in this run. */
const PAUSE_BEFORE_RETRY: Milliseconds = 30_000

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
  readonly #courses: ReadonlyMap<ExtractKey, Course>
  readonly #deadline: Instant

  constructor(refreshing: Refreshing) {
    const { rows, clock, options } = refreshing
    this.#refreshing = refreshing
    this.#courses = new Map(coursesOf(rows, clock.now()).map((course) => [course.key, course]))
    this.#deadline = clock.now() + options.timeout
  }

  /** All rows with what became of them; what still runs is left running. */
  rows(): SettledRow[] {
    return [...this.#courses.values()].map((course) => {
      const { row, phase } = course
      // A job of an earlier run that nobody waits for: the plan's decision says it all.
      if (phase.kind !== 'running' || row.decision.decision === 'wait') return settledRow(course)
      return { row, result: { ...NO_RESULT, outcome: 'requested', jobId: phase.job.id } }
    })
  }

  async run(): Promise<void> {
    const { clock, signal, events } = this.#refreshing
    for (let next: Instant | null = clock.now(); next !== null; next = this.#nextStepAt()) {
      await clock.sleep(Math.max(0, Math.min(next, this.#deadline) - clock.now()), signal)
      if (signal.aborted) return
      if (clock.now() >= this.#deadline) {
        this.#timeOut()
        return
      }
      await this.#stepAll(this.#due())
      events.progress(this.#running().map(({ key, phase }) => ({ key, since: phase.job.requestedAt })))
    }
  }

  /** Where the session is lost in one of these steps, the others still note what Tableau answered them. */
  async #stepAll(courses: readonly Course[]): Promise<void> {
    const steps = await Promise.allSettled(courses.map((course) => this.#step(course)))
    for (const step of steps) if (step.status === 'rejected') throw step.reason
  }

  /** What runs is left running, and what waited for it is blocked; in the order of the plan, so data sources first. */
  #timeOut(): void {
    if (!this.#refreshing.options.wait) return
    for (const course of this.#courses.values()) {
      const { phase } = course
      if (phase.kind === 'running')
        this.#settle(course, { ...NO_RESULT, outcome: 'timed-out', jobId: phase.job.id })
      else if (phase.kind === 'due' && phase.earlier !== null) course.phase = settled(phase.earlier)
      else if (phase.kind === 'due' && wayIsClear(course, this.#courses) === 'blocked')
        this.#settle(course, { ...NO_RESULT, outcome: 'blocked' })
    }
  }

  /** Null when there is nothing left to do or to wait for. */
  #nextStepAt(): Instant | null {
    const instants = [...this.#courses.values()].flatMap((course) => this.#stepAt(course) ?? [])
    return instants.length === 0 ? null : Math.min(...instants)
  }

  #stepAt(course: Course): Instant | null {
    const { phase } = course
    if (phase.kind === 'settled') return null
    if (phase.kind === 'running') return this.#refreshing.options.wait ? phase.at : null
    return this.#mayStart() <= 0 || wayIsClear(course, this.#courses) === 'not-yet' ? null : phase.at
  }

  /** Where nobody waits, nobody knows what still runs: then all are asked for. */
  #mayStart(): number {
    const { wait, maxParallel } = this.#refreshing.options
    return wait ? maxParallel - this.#running().length : Infinity
  }

  #running(): (Course & { phase: Phase & { kind: 'running' } })[] {
    return [...this.#courses.values()].filter(
      (course): course is Course & { phase: Phase & { kind: 'running' } } => course.phase.kind === 'running',
    )
  }

  /** The courses to take a step with now: no more of them start than may run at once. */
  #due(): Course[] {
    const now = this.#refreshing.clock.now()
    const due = [...this.#courses.values()].filter((course) => (this.#stepAt(course) ?? Infinity) <= now)
    const starting = due.filter(({ phase }) => phase.kind === 'due').slice(0, this.#mayStart())
    return [...due.filter(({ phase }) => phase.kind === 'running'), ...starting]
  }

  async #step(course: Course): Promise<void> {
    if (course.phase.kind === 'running') await this.#look(course, course.phase)
    else if (wayIsClear(course, this.#courses) === 'blocked')
      this.#settle(course, { ...NO_RESULT, outcome: 'blocked' })
    else await this.#request(course)
  }

  async #request(course: Course): Promise<void> {
    const { clock, tableau, events } = this.#refreshing
    const { decision } = course.row
    // The data source it waited for may have turned out to need no refresh: then nothing new arrives.
    if (decision.decision === 'refresh' && decision.after.length > 0) {
      course.row = this.#planAgain(course)
      if (course.row.decision.decision !== 'refresh') {
        this.#begin(course)
        return
      }
    }
    const requestedAt = clock.now()
    events.started(course.row)
    this.#afterRequest(course, requestedAt, await requestOf(course.row, tableau))
  }

  #afterRequest(course: Course, requestedAt: Instant, news: RequestNews): void {
    const now = this.#refreshing.clock.now()
    switch (news.kind) {
      case 'running':
        course.attempts += 1
        this.#note(course, news.jobId, { requestedAt, outcome: null, failure: null, seconds: null })
        course.phase = {
          kind: 'running',
          at: nextPollAt(requestedAt, now),
          job: { id: news.jobId, requestedAt, unknownSince: null },
        }
        return
      case 'later':
        if (now + news.wait < this.#deadline)
          course.phase = { kind: 'due', at: now + news.wait, earlier: settledRow(course).result }
        else this.#settle(course, { ...NO_RESULT, outcome: 'deferred', failure: news.failure })
        return
      case 'refused':
        course.attempts += 1
        // There is no job to remember it by, but whether its cause heals decides about the window it used.
        this.#note(course, `refused-${requestedAt}`, {
          requestedAt,
          outcome: 'failed',
          failure: news.failure.class,
          seconds: null,
        })
        if (news.unclear === true)
          this.#settle(course, { ...NO_RESULT, outcome: 'failed', failure: news.failure })
        else this.#failed(course, { ...NO_RESULT, outcome: 'failed', failure: news.failure })
    }
  }

  async #look(course: Course, phase: Phase & { kind: 'running' }): Promise<void> {
    const { tableau, clock, events } = this.#refreshing
    const { job } = phase
    try {
      this.#afterLook(
        course,
        phase,
        await lookAtJob(job, course.row.extract.lineage, { tableau, now: clock.now() }),
      )
    } catch (error) {
      if (endsSession(error)) throw error
      // A dropped poll is no failed job.
      events.detail(`${course.key}: job ${job.id} could not be looked at: ${sentenceOf(error)}`)
      course.phase = { ...phase, at: nextPollAt(job.requestedAt, clock.now()) }
    }
  }

  #afterLook(course: Course, { job }: Phase & { kind: 'running' }, news: JobNews): void {
    const now = this.#refreshing.clock.now()
    if (news.kind === 'running') {
      const at = nextPollAt(job.requestedAt, now)
      course.phase = { kind: 'running', at, job: { ...job, unknownSince: news.unknownSince } }
      return
    }
    const { outcome, failure, seconds } = news
    const { requestedAt } = job
    this.#note(course, job.id, { requestedAt, outcome, failure: failure?.class ?? null, seconds })
    const result = { outcome, failure, seconds, jobId: job.id, endedAt: news.endedAt ?? now }
    if (course.row.decision.decision === 'wait') this.#followed(course, result)
    else if (outcome === 'failed') this.#failed(course, result)
    else this.#settle(course, result)
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
  }

  /** A failure that time may heal is tried once more in this run. */
  #failed(course: Course, result: RefreshResult): void {
    const again = this.#refreshing.clock.now() + PAUSE_BEFORE_RETRY
    const mayHeal = !isPermanent(result.failure?.class ?? null)
    if (!mayHeal || course.attempts > 1 || again >= this.#deadline) {
      this.#settle(course, result)
      return
    }
    this.#refreshing.events.ended(course.row, result)
    course.phase = { kind: 'due', at: again, earlier: result }
  }

  #settle(course: Course, result: RefreshResult): void {
    this.#refreshing.events.ended(course.row, result)
    course.phase = settled(result)
  }

  #planAgain(course: Course): ExtractRow {
    const open = [...this.#courses.values()].filter(({ phase }) => phase.kind !== 'settled')
    return this.#refreshing.planAgain(course.row.extract, new Set(open.map(({ key }) => key)))
  }

  #note(course: Course, job: JobId, facts: Omit<RequestFacts, 'window'>): void {
    const known = this.#refreshing.journal.state.requests.get(course.key)?.get(job)
    const { decision } = course.row
    const window = known?.window ?? (decision.decision === 'refresh' ? decision.window : null)
    this.#refreshing.journal.update({
      nodes: new Map(),
      requests: new Map([[course.key, new Map([[job, { ...facts, window }]])]]),
    })
  }
}

function settled(result: RefreshResult): Phase {
  return { kind: 'settled', result }
}

const NO_RESULT: Omit<RefreshResult, 'outcome'> = { jobId: null, seconds: null, endedAt: null, failure: null }
