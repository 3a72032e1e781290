import { earliestOf, type Instant, type Milliseconds } from '../../base/clock.js'
import { requestKey } from '../../state/request-id.js'
import type { ExtractKey } from '../../state/state.js'
import type { TableauSession } from '../../tableau/session.js'
import type { ListedJob } from '../../tableau/types.js'
import type { RunningExtract } from '../tracked-extract.js'
import { endsSession, type JobProgress, secondsBetween } from '../job-outcome.js'
import { CLOCK_SKEW } from '../find-job.js'

/** From so many jobs in flight on, looks at the list cost less than looks at each. */
const WORTH_LISTING = 3

/** Looks at different jobs fall on common moments, so that they share a sweep: this far apart, or a 24th of a job's age. */
const SHORTEST_GRID: Milliseconds = 1_000
const GRID_STEPS_PER_AGE = 24

/** Looks at many jobs with one call, for users who may list jobs; for all others each job is asked for by itself. */
export class JobList {
  readonly #tableau: TableauSession
  /** Not known before it was tried. */
  #list: 'untried' | 'allowed' | 'refused'

  constructor(tableau: TableauSession) {
    this.#tableau = tableau
    this.#list = tableau.canQueryJobs ? 'untried' : 'refused'
  }

  /**
   * What the list tells of the jobs in flight: of those that are due for a look, and of those that have ended. Of one
   * that is due and missing here, only a look of its own can tell.
   */
  async look(
    now: Instant,
    inFlight: readonly RunningExtract[],
  ): Promise<ReadonlyMap<ExtractKey, JobProgress>> {
    if (!this.#isWorthIt(inFlight.length)) return new Map()
    const createdSince = earliestOf(inFlight.map(({ phase }) => phase.job.requestedAt)) - CLOCK_SKEW
    const listed = new Map((await this.#listed(createdSince)).map((job) => [job.id as string, job]))
    const news = inFlight.flatMap(({ key, phase, row }) => {
      const job = listed.get(requestKey(phase.job.id))
      // The list has neither the reason of a failure, nor a word of whether Bridge has really ended.
      const told = job === undefined || row.extract.lineage.viaBridge ? null : progressOf(job)
      const matters = told?.kind === 'ended' || phase.at <= now
      return told !== null && matters ? [[key, told] as const] : []
    })
    return new Map(news)
  }

  /** The moment from `at` on that looks at other jobs fall on too; `at` itself where each job is asked for by itself. */
  pollTime(at: Instant, requestedAt: Instant, inFlight: number): Instant {
    if (!this.#isWorthIt(inFlight)) return at
    const beats = (at - requestedAt) / (GRID_STEPS_PER_AGE * SHORTEST_GRID)
    // Powers of two: each longer pollTime falls on a shorter one.
    const pollTime = SHORTEST_GRID * 2 ** Math.max(0, Math.floor(Math.log2(beats)))
    return Math.ceil(at / pollTime) * pollTime
  }

  /** How many of the jobs in flight are looked at one by one, as far as is known: the more, the dearer each look. */
  polledIndividually(inFlight: number): number {
    return this.#list === 'allowed' && this.#isWorthIt(inFlight) ? 1 : inFlight
  }

  #isWorthIt(inFlight: number): boolean {
    return this.#list !== 'refused' && inFlight >= WORTH_LISTING
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
