import { timestamp } from '../clock.js'
import { phaseOf, progressOf, type Job } from '../state/jobs.js'
import { mayRefresh, maySee } from '../state/permissions.js'
import { element } from '../wire/element.js'
import { TableauError } from '../wire/errors.js'
import { filtered, only, ordered, type Fields } from './filters.js'
import { backgroundJobElement, jobElement, jobTypeOf, statusOf } from './job-render.js'
import { paged } from './paging.js'
import { param, type Call, type Reply, type SessionRoute } from './route.js'

const READ = 'tableau:jobs:read'
/** Before 3.25 no JWT session may query jobs, whatever its scopes (docs/facts/tableau.md#jwt-scopes). */
const JWT_SINCE = '3.25'

export const jobRoutes: readonly SessionRoute[] = [
  {
    name: 'query-job',
    method: 'GET',
    path: '/sites/:site/jobs/:id',
    since: '2.6',
    scope: READ,
    jwtSince: JWT_SINCE,
    handle: queryJob,
  },
  {
    name: 'query-jobs',
    method: 'GET',
    path: '/sites/:site/jobs',
    since: '3.1',
    scope: READ,
    jwtSince: JWT_SINCE,
    handle: queryJobs,
  },
  {
    name: 'cancel-job',
    method: 'PUT',
    path: '/sites/:site/jobs/:id',
    since: '3.1',
    scope: 'tableau:jobs:update',
    jwtSince: JWT_SINCE,
    handle: cancelJob,
  },
  {
    name: 'flow-run',
    method: 'GET',
    path: '/sites/:site/flows/runs/:id',
    since: '3.10',
    scope: 'tableau:flow_runs:read',
    handle: flowRun,
  },
]

function findJob(call: Call): Job {
  const id = param(call, 'id')
  const job = call.world.jobs.get(id)
  if (job?.site !== call.site || !maySee(call.session.user, job.target)) throw new TableauError('404031', id)
  return job
}

/** A job that Query Job no longer knows, while the list does (docs/facts/tableau.md#jobs-that-cannot-be-queried). */
function queryJob(call: Call): Reply {
  const { world, site, now } = call
  world.quotas.takeJobQuery(site, now)
  const job = findJob(call)
  const { afterEnd } = world.settings.jobs
  if (phaseOf(job, now) === 'ended' && afterEnd !== 'kept') {
    throw new TableauError(afterEnd === '400031' ? '400031' : '404031', job.id)
  }
  return { status: 200, body: [jobElement(job, now, world.settings.jobs)] }
}

function queryJobs(call: Call): Reply {
  const { world, site, session, query, now } = call
  world.quotas.takeJobQuery(site, now)
  if (!session.user.admin && world.settings.jobs.listForNonAdmins === 'refused')
    throw new TableauError('403004')
  const jobs = world.jobs.all.filter((job) => job.site === site && maySee(session.user, job.target))
  const found = filtered(jobs, jobFields(now), query)
  return {
    status: 200,
    body: paged(found, query, ['backgroundJobs', 'backgroundJob'], (job) =>
      backgroundJobElement(job, now, world.settings.jobs),
    ),
  }
}

/** There is no filter by id (docs/facts/tableau.md#list-of-jobs). */
function jobFields(now: number): Fields<Job> {
  const endOf = (job: Job): string | undefined =>
    phaseOf(job, now) === 'ended' ? timestamp(job.endsAt) : undefined
  return {
    args: only(['has'], (job) => job.target.luid),
    completedAt: ordered(endOf),
    endedAt: ordered(endOf),
    createdAt: ordered((job) => timestamp(job.createdAt)),
    startedAt: ordered((job) => (job.startsAt <= now ? timestamp(job.startsAt) : undefined)),
    priority: ordered(() => 50),
    progress: ordered((job) => progressOf(job, now)),
    jobType: only(['eq', 'in'], jobTypeOf),
    notes: only(['has'], (job) => job.outcome.notes),
    status: only(['eq'], (job) => statusOf(job, now)),
    title: only(['eq', 'has'], (job) => job.target.name),
    subtitle: only(['eq', 'has'], (job) => job.target.kind),
  }
}

function cancelJob(call: Call): Reply {
  const { world, session, now } = call
  const job = findJob(call)
  if (!mayRefresh(session.user, job.target)) throw new TableauError('403004')
  world.jobs.cancel(job, now)
  const { cancelStatus } = world.settings.jobs
  return cancelStatus === 204
    ? { status: 204 }
    : { status: 200, body: [jobElement(job, now, world.settings.jobs)] }
}

/** `completedAt` is there and empty while the flow runs (docs/facts/tableau.md#flow-runs). */
function flowRun(call: Call): Reply {
  const { world, now } = call
  const job = world.jobs.all.find((one) => one.flowRunId === param(call, 'id') && one.site === call.site)
  if (job === undefined) throw new TableauError('404003', `/flows/runs/${param(call, 'id')}`)
  return {
    status: 200,
    body: [
      element('flowRun', {
        id: job.flowRunId,
        flowId: job.target.luid,
        status: statusOf(job, now),
        startedAt: job.startsAt <= now ? timestamp(job.startsAt) : '',
        completedAt: phaseOf(job, now) === 'ended' ? timestamp(job.endsAt) : '',
        progress: progressOf(job, now),
        backgroundJobId: job.id,
      }),
    ],
  }
}
