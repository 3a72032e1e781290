import { earliestOf, type Instant, type Milliseconds } from '../../base/clock.js'
import { requestKey } from '../../state/request-id.js'
import type { ExtractKey } from '../../state/state.js'
import type { TableauSession } from '../../tableau/session.js'
import type { ListedJob } from '../../tableau/types.js'
import type { RunningExtract } from '../tracked-extract.js'
import { endsSession, type JobProgress, secondsBetween } from '../job-outcome.js'
import { CLOCK_SKEW } from '../find-job.js'

/** From this many running jobs on, one list call costs less than one call per job. */
const MIN_JOBS_TO_LIST = 3

/** Poll times are rounded to a shared grid, so that one list call serves several jobs. Its step: a second, or a 24th of the job's age. */
const SHORTEST_STEP: Milliseconds = 1_000
const STEPS_PER_AGE = 24

/** Polls many jobs with one list call, if this user may list jobs; otherwise each job is polled individually. */
export class JobList {
  readonly #tableau: TableauSession
  /** Whether this user may list jobs; only the first call shows it. */
  #list: 'untried' | 'allowed' | 'refused'

  constructor(tableau: TableauSession) {
    this.#tableau = tableau
    this.#list = tableau.canQueryJobs ? 'untried' : 'refused'
  }

  /**
   * The progress of running jobs that are due or have ended, as far as the list shows it. A due job without a result here
   * must be polled individually.
   */
  async poll(
    now: Instant,
    inFlight: readonly RunningExtract[],
  ): Promise<ReadonlyMap<ExtractKey, JobProgress>> {
    if (!this.#isWorthIt(inFlight.length)) return new Map()
    const createdSince = earliestOf(inFlight.map(({ phase }) => phase.job.requestedAt)) - CLOCK_SKEW
    const listed = new Map((await this.#listed(createdSince)).map((job) => [job.id as string, job]))
    const polled = inFlight.flatMap(({ key, phase, row }) => {
      const job = listed.get(requestKey(phase.job.id))
      // The list shows neither why a job failed nor whether a Bridge refresh has ended.
      const progress = job === undefined || row.extract.lineage.viaBridge ? null : progressOf(job)
      const matters = progress?.kind === 'ended' || phase.at <= now
      return progress !== null && matters ? [[key, progress] as const] : []
    })
    return new Map(polled)
  }

  /** `at` rounded up to the shared grid; `at` itself if jobs are polled individually. */
  pollTime(at: Instant, requestedAt: Instant, inFlight: number): Instant {
    if (!this.#isWorthIt(inFlight)) return at
    // The clock may have been set back, so a negative age counts as 0.
    const steps = Math.max(0, at - requestedAt) / (STEPS_PER_AGE * SHORTEST_STEP)
    // Powers of two, so that every point of a coarser grid is also one of the finer grids.
    const step = SHORTEST_STEP * 2 ** Math.max(0, Math.floor(Math.log2(steps)))
    return Math.ceil(at / step) * step
  }

  /** How many calls one poll of all running jobs takes, as far as is known. */
  polledIndividually(inFlight: number): number {
    return this.#list === 'allowed' && this.#isWorthIt(inFlight) ? 1 : inFlight
  }

  #isWorthIt(inFlight: number): boolean {
    return this.#list !== 'refused' && inFlight >= MIN_JOBS_TO_LIST
  }

  async #listed(createdSince: number): Promise<readonly ListedJob[]> {
    try {
      const listed = await this.#tableau.jobs({ createdSince })
      this.#list = listed === 'not-allowed' ? 'refused' : 'allowed'
      return listed === 'not-allowed' ? [] : listed
    } catch (error) {
      if (endsSession(error)) throw error
      return []
    }
  }
}

function progressOf({ state, createdAt, endedAt }: ListedJob): JobProgress | null {
  switch (state) {
    case 'queued':
    case 'running':
      return { kind: 'running', unknownSince: null }
    case 'succeeded': {
      const seconds = secondsBetween(createdAt, endedAt)
      return { kind: 'ended', outcome: 'refreshed', failure: null, seconds, endedAt, isOurs: true }
    }
    case 'failed':
    case 'cancelled':
    case null:
      return null
  }
}
