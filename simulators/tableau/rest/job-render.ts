import { timestamp } from '../clock.js'
import type { Settings } from '../settings.js'
import { finishCodeOf, isBridge, phaseOf, progressOf, type Job } from '../state/jobs.js'
import { element, list, textElement, type Element } from '../wire/element.js'

/** The child that names the target of the job (docs/facts/tableau.md#requesting-a-refresh). */
export function jobDetail(job: Job, notes?: string): Element {
  const { target } = job
  const about = element(target.kind, { id: target.luid, name: target.name })
  if (target.kind === 'flow') return element('runFlowJobType', { flowRunId: job.flowRunId }, [about])
  return element('extractRefreshJob', {}, [
    notes === undefined ? undefined : textElement('notes', notes),
    about,
  ])
}

/** Query Job: `completedAt` and `finishCode` only at the end, except for the known quirks (docs/facts/tableau.md#jobs). */
export function jobElement(job: Job, now: number, settings: Settings['jobs']): Element {
  const ended = phaseOf(job, now) === 'ended'
  const { notes, statusNotes } = job.outcome
  return element(
    'job',
    {
      id: job.id,
      mode: 'Asynchronous',
      type: job.target.kind === 'flow' ? 'RunFlow' : 'RefreshExtract',
      progress: progressOf(job, now),
      createdAt: timestamp(job.createdAt),
      startedAt: job.startsAt <= now ? timestamp(job.startsAt) : undefined,
      ...(ended
        ? { completedAt: timestamp(job.endsAt), finishCode: finishCodeOf(job) }
        : beforeTheEnd(job, now, settings)),
    },
    [
      jobDetail(job, ended ? notes : undefined),
      ended && statusNotes.length > 0
        ? list(
            'statusNotes',
            'statusNote',
            statusNotes.map((note) => element('statusNote', note)),
          )
        : undefined,
    ],
  )
}

function beforeTheEnd(job: Job, now: number, settings: Settings['jobs']) {
  if (phaseOf(job, now) !== 'running') return {}
  // 0 only means that a Bridge client was assigned; 3 is the end.
  if (isBridge(job)) {
    return { finishCode: 0, completedAt: settings.bridgeCompletedEarly ? timestamp(job.startsAt) : undefined }
  }
  return settings.finishCodeEarly ? { finishCode: 1 } : {}
}

/** Query Jobs: no finishCode, no notes, and the end is `endedAt` (docs/facts/tableau.md#list-of-jobs). */
export function backgroundJobElement(job: Job, now: number, settings: Settings['jobs']): Element {
  const ended = phaseOf(job, now) === 'ended'
  const isAccepted = isBridge(job) && settings.bridgeCompletedEarly && phaseOf(job, now) === 'running'
  return element('backgroundJob', {
    id: job.id,
    status: isAccepted ? 'Success' : statusOf(job, now),
    createdAt: timestamp(job.createdAt),
    startedAt: job.startsAt <= now ? timestamp(job.startsAt) : undefined,
    endedAt: isAccepted ? timestamp(job.startsAt) : ended ? timestamp(job.endsAt) : undefined,
    priority: 50,
    jobType: jobTypeOf(job),
    title: job.target.name,
    subtitle: { workbook: 'Workbook', datasource: 'Data Source', flow: 'Flow' }[job.target.kind],
  })
}

export function statusOf(job: Job, now: number): string {
  switch (phaseOf(job, now)) {
    case 'queued':
      return 'Pending'
    case 'running':
      return 'InProgress'
    case 'ended':
      return { success: 'Success', failed: 'Failed', cancelled: 'Cancelled' }[job.outcome.result]
  }
}

export function jobTypeOf(job: Job): string {
  if (job.target.kind === 'flow') return 'run_flow'
  return job.incremental ? 'increment_extracts' : 'refresh_extracts'
}
