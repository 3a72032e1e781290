import type { CallRecord, JobRecord } from '../../simulators/tableau/index.js'
import type { Ended } from './process.js'
import type { Stand } from './stand.js'
import type { Order, Tool } from './tools.js'

/** The result of one tool's run, from the simulator's record. */
export interface Measured extends Ended {
  readonly calls: readonly CallRecord[]
  /** Jobs of the tool and of others when its process ended. */
  readonly jobs: readonly JobRecord[]
  /** From the start of the tool's process to its end. */
  readonly wallSeconds: number
  /** From the end of each job to the answer that showed it; empty if the tool never asked. */
  readonly lags: readonly number[]
  readonly landed: number
  readonly endedAt: number
}

export async function measure(tool: Tool, stand: Stand, order: Order): Promise<Measured> {
  const { record } = stand.simulator
  const earlier = record.jobs.filter(({ endedAt }) => endedAt !== undefined).length
  const startedAt = Date.now()
  const ended = await tool.refresh(stand, order)
  const endedAt = Date.now()
  const jobs = record.jobs.slice(earlier)
  const calls = [...record.calls]
  return {
    ...ended,
    calls,
    jobs,
    wallSeconds: (endedAt - startedAt) / 1000,
    lags: jobs.flatMap((job) => lagOf(job, calls) ?? []),
    landed: stand.landed,
    endedAt,
  }
}

/** Seconds from a job's end to the first answer after it that shows this job, or the list of jobs. */
function lagOf(job: JobRecord, calls: readonly CallRecord[]): number | undefined {
  const { endedAt } = job
  if (endedAt === undefined) return undefined
  const told = calls.find(
    ({ at, route, path, status, fate }) =>
      at >= endedAt &&
      fate === 'answered' &&
      status === 200 &&
      (route === 'query-jobs' || (route === 'query-job' && path.endsWith(job.id))),
  )
  return told === undefined ? undefined : (told.at - endedAt) / 1000
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
