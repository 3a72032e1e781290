import type { Site, Task } from '../content/model.js'
import type { Job, Jobs } from './jobs.js'

const MINUTE = 60_000
const EVERY_MINUTES = { Hourly: 60, Daily: 24 * 60, Weekly: 7 * 24 * 60 } as const

/** Five failed scheduled refreshes in a row suspend the schedule (docs/facts/tableau.md#suspended-schedules). */
export const SUSPENDED_AFTER = 5

/** Tableau's own schedules: submits their refreshes up to the present, in the order in which they were due. */
export class Schedules {
  #until: number

  constructor(
    private readonly sites: readonly Site[],
    private readonly jobs: Jobs,
    start: number,
  ) {
    this.#until = start
  }

  advanceTo(now: number): void {
    const due = this.sites.flatMap((site) =>
      site.tasks.flatMap((task) => dueBetween(task, this.#until, now).map((at) => ({ site, task, at }))),
    )
    this.#until = Math.max(this.#until, now)
    for (const { site, task, at } of due.sort((a, b) => a.at - b.at)) this.#run(site, task, at)
  }

  /** Failures in a row of this task's target, as REST shows them. Any success resets the count. */
  consecutiveFailures(task: Task, now: number): number {
    if (task.target === undefined) return task.initialFailures
    let failures = task.initialFailures
    for (const job of endedInOrder(this.jobs.of(task.target), now)) {
      if (job.outcome.result === 'success') failures = 0
      else if (job.outcome.result === 'failed' && job.taskLuid === task.luid) failures += 1
    }
    return Math.min(failures, SUSPENDED_AFTER)
  }

  nextRun(task: Task, now: number): number {
    const every = EVERY_MINUTES[task.frequency] * MINUTE
    const first = task.atMinute * MINUTE
    return first + (Math.floor((now - first) / every) + 1) * every
  }

  #run(site: Site, task: Task, at: number): void {
    const { target } = task
    if (target === undefined || this.jobs.active(target, at) !== undefined) return
    if (this.consecutiveFailures(task, at) >= SUSPENDED_AFTER) return
    this.jobs.submit(
      { site, target, requestedBy: 'schedule', incremental: task.incremental, taskLuid: task.luid },
      at,
    )
  }
}

function endedInOrder(jobs: readonly Job[], now: number): Job[] {
  return jobs.filter((job) => job.endsAt <= now).sort((a, b) => a.endsAt - b.endsAt)
}

/** The task's instants after `from`, up to and including `to`. */
function dueBetween(task: Task, from: number, to: number): number[] {
  const every = EVERY_MINUTES[task.frequency] * MINUTE
  const first = task.atMinute * MINUTE
  const due: number[] = []
  for (let at = first + (Math.floor((from - first) / every) + 1) * every; at <= to; at += every) due.push(at)
  return due
}
