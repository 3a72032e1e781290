import { timestamp } from '../clock.js'
import { hasOwnExtract, type Datasource, type Refreshable, type Workbook } from '../content/model.js'
import type { Job } from '../state/jobs.js'
import { mayRefresh } from '../state/permissions.js'
import { attribute, child, element } from '../wire/element.js'
import { TableauError } from '../wire/errors.js'
import { findDatasource, findWorkbook } from './content-routes.js'
import { jobDetail } from './job-render.js'
import { param, type Call, type Reply, type SessionRoute } from './route.js'
import { atLeast } from './version.js'

const RUN = 'tableau:tasks:run'

export const refreshRoutes: readonly SessionRoute[] = [
  {
    name: 'refresh-workbook',
    method: 'POST',
    path: '/sites/:site/workbooks/:id/refresh',
    since: '2.8',
    scope: RUN,
    handle: (call) => refresh(call, findWorkbook(call)),
  },
  {
    name: 'refresh-datasource',
    method: 'POST',
    path: '/sites/:site/datasources/:id/refresh',
    since: '2.8',
    scope: RUN,
    handle: (call) => refresh(call, findDatasource(call)),
  },
  {
    name: 'run-task',
    method: 'POST',
    path: '/sites/:site/tasks/extractRefreshes/:id/runNow',
    since: '2.6',
    scope: RUN,
    handle: runNow,
  },
  {
    name: 'run-flow',
    method: 'POST',
    path: '/sites/:site/flows/:id/run',
    since: '3.3',
    scope: RUN,
    handle: runFlow,
  },
]

/** Update Workbook Now and Update Data Source Now (docs/facts/tableau.md#requesting-a-refresh). */
function refresh(call: Call, target: Datasource | Workbook): Reply {
  const incremental = wantsIncremental(call)
  assertAllowed(call, target)
  if (incremental) assertIncremental(target)
  const job = start(call, target, incremental)
  return { status: call.world.settings.refresh.status, body: [startedJob(job)] }
}

function runNow(call: Call): Reply {
  const task = call.site.tasks.find((one) => one.luid === param(call, 'id'))
  if (task?.target === undefined) throw new TableauError('404013')
  assertAllowed(call, task.target)
  const job = start(call, task.target, task.incremental)
  const bare = call.world.settings.refresh.runNowBody === 'bare'
  return { status: 200, body: [bare ? barestJob(job) : startedJob(job)] }
}

function runFlow(call: Call): Reply {
  const flow = call.site.flows.find((one) => one.luid === param(call, 'id'))
  if (flow === undefined) throw new TableauError('404003', `/flows/${param(call, 'id')}`)
  assertMay(call, flow)
  return { status: 200, body: [startedJob(start(call, flow, false))] }
}

/**
 * Incremental came with 3.25, as XML `<extractRefresh incremental="true"/>` (docs/facts/tableau.md#incremental-refresh). A
 * body is required, at least `<tsRequest/>` or `{}`: clients have always sent one.
 */
function wantsIncremental(call: Call): boolean {
  if (call.body === undefined) throw new TableauError('400000', 'the request has no body')
  const incremental = attribute(child(call.body, 'extractRefresh'), 'incremental') === 'true'
  if (incremental && !atLeast(call.version, '3.25')) {
    throw new TableauError('400003', 'this version of the API knows no incremental refresh')
  }
  return incremental
}

function assertIncremental(target: Datasource | Workbook): void {
  const { incremental } = target.behaviour
  const about = `the extract of '${target.name}' has no key for it`
  if (incremental === 400) throw new TableauError('400003', about)
  if (incremental === 409) throw new TableauError('409000', about)
  if (incremental === 422) throw new TableauError('422000', about)
}

function assertMay({ site, session }: Call, target: Refreshable): void {
  // The code for "Run Now" switched off is unverified; 403157 is that of disabled features (docs/facts/tableau.md#error-codes).
  if (!site.runNowEnabled) throw new TableauError('403157', 'Run Now')
  if (!mayRefresh(session.user, target)) throw new TableauError('403004')
}

function assertAllowed(call: Call, target: Datasource | Workbook): void {
  assertMay(call, target)
  if (hasOwnExtract(target)) return
  const { noExtractError } = call.world.settings.refresh
  const { kind, name } = target
  const about = {
    '409090': `${kind} '${name}' is not allowed.. (Extract operation for the ${kind} is not allowed.)`,
    '403180': `${kind} '${name}'`,
    '403069': kind,
  }
  throw new TableauError(noExtractError, about[noExtractError])
}

/** 409093 while one is queued or running, without that job's id (docs/facts/tableau.md#error-codes). */
function start({ world, site, session, now }: Call, target: Refreshable, incremental: boolean): Job {
  world.quotas.takeRefresh(site, now)
  if (world.jobs.active(target, now) !== undefined) throw new TableauError('409093', target.name)
  return world.jobs.submit({ site, target, requestedBy: session.user.name, incremental }, now)
}

function startedJob(job: Job) {
  const type = job.target.kind === 'flow' ? 'RunFlow' : 'RefreshExtract'
  return element('job', { id: job.id, mode: 'Asynchronous', type, createdAt: timestamp(job.createdAt) }, [
    jobDetail(job),
  ])
}

/** An old runNow answer: only the id can be relied on (docs/facts/tableau.md#requesting-a-refresh). */
function barestJob(job: Job) {
  return element('job', { id: job.id, mode: 'Asynchronous', type: 'RefreshExtract' })
}
