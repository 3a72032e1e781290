import type { Flow, Site, Task, VirtualConnection } from '../content/model.js'
import { timestamp } from '../clock.js'
import { mayRefresh, maySee } from '../state/permissions.js'
import { element, list, type Element } from '../wire/element.js'
import { TableauError } from '../wire/errors.js'
import { projectFields } from './content-fields.js'
import { filtered, text } from './filters.js'
import { paged } from './paging.js'
import { projectElement, siteRoleOf, webpageUrl } from './render.js'
import { param, type Call, type Reply, type SessionRoute } from './route.js'
import { taskElement } from './task-render.js'

const READ = 'tableau:content:read'

export const siteRoutes: readonly SessionRoute[] = [
  { name: 'site', method: 'GET', path: '/sites/:site', since: '2.0', scope: READ, handle: site },
  {
    name: 'user',
    method: 'GET',
    path: '/sites/:site/users/:id',
    since: '2.0',
    scope: 'tableau:users:read',
    handle: user,
  },
  {
    name: 'projects',
    method: 'GET',
    path: '/sites/:site/projects',
    since: '2.0',
    scope: READ,
    handle: projects,
  },
  {
    name: 'flows',
    method: 'GET',
    path: '/sites/:site/flows',
    since: '3.3',
    scope: 'tableau:flows:read',
    handle: flows,
  },
  {
    name: 'virtual-connections',
    method: 'GET',
    path: '/sites/:site/virtualConnections',
    since: '3.18',
    scope: READ,
    handle: virtualConnections,
  },
  {
    name: 'tasks',
    method: 'GET',
    path: '/sites/:site/tasks/extractRefreshes',
    since: '2.6',
    scope: 'tableau:tasks:read',
    handle: tasks,
  },
  {
    name: 'task',
    method: 'GET',
    path: '/sites/:site/tasks/extractRefreshes/:id',
    since: '2.6',
    scope: 'tableau:tasks:read',
    handle: task,
  },
  {
    name: 'linked-tasks',
    method: 'GET',
    path: '/sites/:site/tasks/linked',
    since: '3.15',
    scope: 'tableau:tasks:read',
    handle: linkedTasks,
  },
  {
    name: 'run-linked-task',
    method: 'POST',
    path: '/sites/:site/tasks/linked/:id/runNow',
    since: '3.15',
    scope: 'tableau:tasks:run',
    handle: runLinkedTask,
  },
]

/** Also by name or contentUrl, with `?key=` (docs/facts/tableau.md#endpoints). The router admits only the session's own site. */
function site({ site: one }: Call): Reply {
  return { status: 200, body: [siteElement(one)] }
}

function siteElement({ luid, name, contentUrl, runNowEnabled }: Site): Element {
  return element('site', { id: luid, name, contentUrl, state: 'Active', runNowEnabled })
}

function user(call: Call): Reply {
  const found = call.site.users.find((one) => one.luid === param(call, 'id'))
  if (found === undefined) throw new TableauError('404002')
  const { luid, name, fullName, email, admin } = found
  return {
    status: 200,
    body: [
      element('user', { id: luid, name, fullName, email, siteRole: siteRoleOf(admin) }, [
        element('domain', { name: 'local' }),
      ]),
    ],
  }
}

function projects({ site: { projects: all }, query }: Call): Reply {
  const found = filtered(all, projectFields, query)
  return { status: 200, body: paged(found, query, ['projects', 'project'], projectElement) }
}

function flows({ world, site: one, session, query }: Call): Reply {
  const visible = one.flows.filter((flow) => maySee(session.user, flow))
  const found = filtered(visible, { name: text<Flow>((flow) => flow.name) }, query)
  const render = ({ luid, name, number, project, owner, createdAt }: Flow): Element =>
    element(
      'flow',
      {
        id: luid,
        name,
        description: '',
        webpageUrl: webpageUrl(world, one, 'flows', number),
        fileType: 'tfl',
        createdAt: timestamp(createdAt),
        updatedAt: timestamp(createdAt),
      },
      [
        element('project', { id: project.luid, name: project.name }),
        element('owner', { id: owner.luid }),
        list('tags', 'tag', []),
      ],
    )
  return { status: 200, body: paged(found, query, ['flows', 'flow'], render) }
}

function virtualConnections({ world, site: one, query }: Call): Reply {
  const render = ({ luid, name, number, tables }: VirtualConnection): Element =>
    element('virtualConnection', {
      id: luid,
      name,
      webpageUrl: webpageUrl(world, one, 'virtual_connections', number),
      isCertified: false,
      hasExtracts: tables.some((table) => table.extracted),
    })
  return {
    status: 200,
    body: paged(one.virtualConnections, query, ['virtualConnections', 'virtualConnection'], render),
  }
}

/** No paging, no filter; only administrators see the tasks of others' content (docs/facts/tableau.md#extract-tasks). */
function tasks(call: Call): Reply {
  return {
    status: 200,
    body: [
      list(
        'tasks',
        'task',
        visibleTasks(call).map((one) => wrapped(call, one)),
      ),
    ],
  }
}

function task(call: Call): Reply {
  const found = visibleTasks(call).find((one) => one.luid === param(call, 'id'))
  if (found === undefined) throw new TableauError('404013')
  return { status: 200, body: [wrapped(call, found)] }
}

function visibleTasks({ site: one, session }: Call): Task[] {
  return one.tasks.filter(
    ({ target }) => session.user.admin || (target !== undefined && mayRefresh(session.user, target)),
  )
}

function wrapped({ world, now }: Call, one: Task): Element {
  const state = {
    failures: world.schedules.consecutiveFailures(one, now),
    nextRunAt: world.schedules.nextRun(one, now),
  }
  return element('task', {}, [taskElement(one, state)])
}

function linkedTasks({ site: one }: Call): Reply {
  const items = one.linkedTasks.map(({ luid }) => element('linkedTasks', { id: luid, numSteps: 1 }))
  return { status: 200, body: [list('linkedTasks', 'linkedTasks', items)] }
}

function runLinkedTask(call: Call): Reply {
  const found = call.site.linkedTasks.find((one) => one.luid === param(call, 'id'))
  if (found === undefined) throw new TableauError('404013')
  const job = { id: `${found.luid.slice(0, -4)}0001`, linkedTaskId: found.luid, status: 'InProgress' }
  return { status: 200, body: [element('linkedTaskJob', { ...job, createdAt: timestamp(call.now) })] }
}
