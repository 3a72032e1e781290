import type { Refreshable } from '../content/model.js'
import { type Job, type Jobs, finishCodeOf, phaseOf, type JobPhase } from './jobs.js'
import type { Session, Sessions } from './sessions.js'

export interface CallRecord {
  readonly at: number
  readonly method: string
  readonly path: string
  readonly query: string
  /** The route's name, e.g. `refresh-workbook`; undefined for an unknown path. */
  readonly route: string | undefined
  readonly user: string | undefined
  readonly token: string | undefined
  readonly status: number
  readonly tableauCode: string | undefined
  /** What the client got: a response, a broken connection, or nothing. */
  readonly fate: 'answered' | 'reset' | 'silent'
}

export interface SignInRecord {
  readonly at: number
  readonly kind: string
  readonly site: string
  readonly user: string | undefined
  readonly succeeded: boolean
}

export interface JobRecord {
  readonly id: string
  readonly kind: Refreshable['kind']
  readonly target: string
  readonly path: string
  readonly site: string
  readonly requestedBy: string
  readonly incremental: boolean
  readonly createdAt: number
  readonly startedAt: number | undefined
  readonly endedAt: number | undefined
  readonly phase: JobPhase
  readonly result: 'success' | 'failed' | 'cancelled' | undefined
  readonly finishCode: number | undefined
}

/** What really happened: the source of truth for tests of the action. */
export class Recorder {
  readonly calls: CallRecord[] = []
  readonly signIns: SignInRecord[] = []
  readonly signOuts: { readonly at: number; readonly user: string }[] = []

  constructor(
    private readonly jobBook: Jobs,
    private readonly sessionBook: Sessions,
    private readonly now: () => number,
  ) {}

  /** In order of creation, with their present state. */
  get jobs(): JobRecord[] {
    const now = this.now()
    return this.jobBook.all.map((job) => recordOf(job, now))
  }

  get sessionsAlive(): Session[] {
    return this.sessionBook.alive
  }

  /** The calls that reached this route, e.g. `query-job`. */
  callsTo(route: string): CallRecord[] {
    return this.calls.filter((call) => call.route === route)
  }

  /** The end of the last successful refresh of this content within the story, in epoch milliseconds. */
  lastRefresh(luid: string): number | undefined {
    const done = this.jobs.filter((job) => job.target === luid && job.result === 'success')
    return done.reduce<number | undefined>((last, job) => Math.max(last ?? 0, job.endedAt ?? 0), undefined)
  }

  /** Everything, as plain JSON. */
  dump(): object {
    const { calls, signIns, signOuts, jobs } = this
    const sessionsAlive = this.sessionsAlive.map(({ user, site, kind }) => ({
      user: user.name,
      site: site.contentUrl,
      kind,
    }))
    return { calls, signIns, signOuts, jobs, sessionsAlive }
  }
}

function recordOf(job: Job, now: number): JobRecord {
  const phase = phaseOf(job, now)
  const ended = phase === 'ended'
  return {
    id: job.id,
    kind: job.target.kind,
    target: job.target.luid,
    path: job.target.path,
    site: job.site.contentUrl,
    requestedBy: job.requestedBy,
    incremental: job.incremental,
    createdAt: job.createdAt,
    startedAt: job.startsAt <= now ? job.startsAt : undefined,
    endedAt: ended ? job.endsAt : undefined,
    phase,
    result: ended ? job.outcome.result : undefined,
    finishCode: ended ? finishCodeOf(job) : undefined,
  }
}
