import type { JobId } from '../state/state.js'
import type { TableauSession } from '../tableau/session.js'
import type { ListedJob } from '../tableau/types.js'
import type { RunningCourse } from './courses.js'
import { endsSession, type JobNews, secondsBetween } from './job-news.js'
import { CLOCK_SKEW } from './jobs-there.js'

/** From so many jobs on, one look at the list costs less than a look at each. */
const WORTH_A_SWEEP = 3

/** Looks at many jobs with one call, for users who may list jobs; for all others each job is asked for by itself. */
export class Sweep {
  readonly #tableau: TableauSession
  #mayList: boolean

  constructor(tableau: TableauSession) {
    this.#tableau = tableau
    this.#mayList = tableau.canQueryJobs
  }

  /** What the list tells of these jobs. Of one that is missing here, only a look of its own can tell. */
  async look(courses: readonly RunningCourse[]): Promise<ReadonlyMap<JobId, JobNews>> {
    if (!this.#mayList || courses.length < WORTH_A_SWEEP) return new Map()
    const createdSince = Math.min(...courses.map(({ phase }) => phase.job.requestedAt)) - CLOCK_SKEW
    const listed = await this.#list(createdSince)
    const news = courses.flatMap(({ phase, row }) => {
      const job = listed.find(({ id }) => id === phase.job.id)
      // The list has neither the reason of a failure, nor a word of whether Bridge has really ended.
      const told = job === undefined || row.extract.lineage.viaBridge ? null : newsOf(job)
      return told === null ? [] : [[phase.job.id, told] as const]
    })
    return new Map(news)
  }

  async #list(createdSince: number): Promise<readonly ListedJob[]> {
    try {
      const listed = await this.#tableau.jobs({ createdSince })
      if (listed !== 'not-allowed') return listed
    } catch (error) {
      if (endsSession(error)) throw error
      return []
    }
    this.#mayList = false
    return []
  }
}

function newsOf({ state, createdAt, endedAt }: ListedJob): JobNews | null {
  switch (state) {
    case 'queued':
    case 'running':
      return { kind: 'running', unknownSince: null }
    case 'succeeded': {
      const seconds = secondsBetween(createdAt, endedAt)
      return { kind: 'ended', outcome: 'refreshed', failure: null, seconds, endedAt }
    }
    case 'failed':
    case 'cancelled':
    case null:
      return null
  }
}
