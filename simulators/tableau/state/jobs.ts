import { hasOwnExtract, type Outcome, type Refreshable, type Site } from '../content/model.js'
import { luidOf } from '../content/names.js'

export type JobPhase = 'queued' | 'running' | 'ended'

export interface Job {
  readonly id: string
  readonly site: Site
  readonly target: Refreshable
  /** A user's name, or `schedule` for Tableau's own tasks. */
  readonly requestedBy: string
  readonly taskLuid: string | undefined
  readonly incremental: boolean
  readonly createdAt: number
  /** An instant in the future is planned. */
  startsAt: number
  endsAt: number
  outcome: Outcome
  cancelled: boolean
  /** The site's capacity of that day was used up: it ends as it starts. */
  readonly isCutOff: boolean
  readonly flowRunId: string | undefined
}

const DAY = 24 * 60 * 60_000

/** Running jobs continue; a job that would start is cancelled, and its notes give the reason. */
const CUT_OFF: Outcome = {
  result: 'cancelled',
  notes: 'No more non-interactive quota remaining for your site',
  statusNotes: [],
}

export interface JobRequest {
  readonly site: Site
  readonly target: Refreshable
  readonly requestedBy: string
  readonly incremental?: boolean
  readonly taskLuid?: string
}

export interface ExtractTimes {
  readonly full: number | undefined
  readonly incremental: number | undefined
  /** The newer of the two, else the creation (docs/facts/tableau.md#schema). */
  readonly update: number
}

/**
 * All jobs. Their start and end are computed on request, so that their state depends only on the clock.
 */
export class Jobs {
  readonly all: Job[] = []
  readonly #byId = new Map<string, Job>()
  readonly #byTarget = new Map<Refreshable, Job[]>()
  /** Unfinished jobs, so that a new job does not search a week of jobs. */
  readonly #open = new Map<Site, Job[]>()

  submit(request: JobRequest, now: number): Job {
    const { site, target } = request
    const earlier = this.of(target)
    const { outcomes } = target.behaviour
    const isCutOff = this.#usedOn(now, site) >= site.quotas.refreshesPerDay
    const job: Job = {
      id: luidOf('job', target.luid, String(earlier.length), String(now)),
      site,
      target,
      requestedBy: request.requestedBy,
      taskLuid: request.taskLuid,
      incremental: (request.incremental ?? false) && target.behaviour.incremental === 'supported',
      createdAt: now,
      startsAt: Number.POSITIVE_INFINITY,
      endsAt: Number.POSITIVE_INFINITY,
      outcome: isCutOff ? CUT_OFF : (outcomes[Math.min(earlier.length, outcomes.length - 1)] ?? outcomes[0]),
      cancelled: false,
      isCutOff,
      flowRunId: target.kind === 'flow' ? luidOf('flow-run', target.luid, String(earlier.length)) : undefined,
    }
    this.all.push(job)
    this.#byId.set(job.id, job)
    this.#byTarget.set(target, [...earlier, job])
    this.#open.set(site, [...(this.#open.get(site) ?? []), job])
    this.#plan(site, now)
    return job
  }

  get(id: string): Job | undefined {
    return this.#byId.get(id)
  }

  of(target: Refreshable): readonly Job[] {
    return this.#byTarget.get(target) ?? []
  }

  /** Cancelling a job that has ended changes nothing. */
  cancel(job: Job, now: number): void {
    const phase = phaseOf(job, now)
    if (phase === 'ended') return
    if (phase === 'queued') job.startsAt = Number.POSITIVE_INFINITY
    job.cancelled = true
    job.outcome = { result: 'cancelled', statusNotes: [] }
    job.endsAt = now
    this.#plan(job.site, now)
  }

  /** The job of this target that is queued or running, if any: the reason for 409093. */
  active(target: Refreshable, now: number): Job | undefined {
    return this.of(target).find((job) => phaseOf(job, now) !== 'ended')
  }

  /** When the extract's data last changed, as of an instant. A failed refresh changes nothing. */
  extractTimes(target: Refreshable, now: number): ExtractTimes {
    const done = this.of(target).filter((job) => job.endsAt <= now && job.outcome.result === 'success')
    const lastOf = (incremental: boolean): number | undefined =>
      done.findLast((job) => job.incremental === incremental)?.endsAt
    const initial = hasOwnExtract(target) ? (target.lastRefreshedAt ?? target.createdAt) : undefined
    const full = lastOf(false) ?? initial
    const incremental = lastOf(true)
    return { full, incremental, update: Math.max(full ?? 0, incremental ?? 0, target.createdAt) }
  }

  /** How many refreshes had succeeded by then. */
  succeeded(now: number): number {
    return this.all.filter((job) => job.endsAt <= now && job.outcome.result === 'success').length
  }

  /** Refreshes of that day (UTC) that had capacity. */
  #usedOn(now: number, site: Site): number {
    if (site.quotas.refreshesPerDay === Number.POSITIVE_INFINITY) return 0
    const day = Math.floor(now / DAY)
    return this.all.filter(
      (job) => job.site === site && !job.isCutOff && Math.floor(job.createdAt / DAY) === day,
    ).length
  }

  /** Schedules jobs in their order on the slots of the site. Jobs that have started keep their times. */
  #plan(site: Site, now: number): void {
    const open = (this.#open.get(site) ?? []).filter((job) => !job.cancelled && job.endsAt > now)
    this.#open.set(site, open)
    const slots = open.filter((job) => job.startsAt <= now).map((job) => job.endsAt)
    for (const job of open.filter((one) => one.startsAt > now)) {
      const { seconds, queueSeconds } = job.target.behaviour
      slots.sort((a, b) => a - b)
      const free = slots.length < site.concurrency ? now : (slots.shift() ?? now)
      job.startsAt = Math.max(free, job.createdAt + queueSeconds * 1000)
      job.endsAt = job.startsAt + (job.isCutOff ? 0 : seconds * 1000)
      slots.push(job.endsAt)
    }
  }
}

export function phaseOf(job: Job, now: number): JobPhase {
  if (now >= job.endsAt) return 'ended'
  return now >= job.startsAt ? 'running' : 'queued'
}

/** Percent; 100 only at the end. */
export function progressOf(job: Job, now: number): number {
  switch (phaseOf(job, now)) {
    case 'queued':
      return 0
    case 'running':
      return Math.floor(((now - job.startsAt) / (job.endsAt - job.startsAt)) * 100)
    case 'ended':
      return 100
  }
}

/** 0 success, 1 failed, 2 cancelled, 3 when a Bridge refresh really ended (docs/facts/tableau.md#jobs). */
export function finishCodeOf(job: Job): 0 | 1 | 2 | 3 {
  switch (job.outcome.result) {
    case 'success':
      return isBridge(job) ? 3 : 0
    case 'failed':
      return 1
    case 'cancelled':
      return 2
  }
}

export function isBridge(job: Job): boolean {
  return job.target.kind === 'datasource' && job.target.bridge
}
