import type { Datasource, Workbook } from '../content/model.js'
import { maySee } from '../state/permissions.js'
import { list, type Element } from '../wire/element.js'
import { TableauError } from '../wire/errors.js'
import { connectionsOfDatasource, connectionsOfWorkbook } from './connections.js'
import { datasourceFields, viewFields, workbookFields, type ViewInWorkbook } from './content-fields.js'
import { withFields } from './fields.js'
import { filtered } from './filters.js'
import { paged } from './paging.js'
import {
  DATASOURCE_DEFAULTS,
  datasourceElement,
  VIEW_DEFAULTS,
  viewElement,
  WORKBOOK_DEFAULTS,
  workbookElement,
} from './render.js'
import { param, type Call, type Reply, type SessionRoute } from './route.js'

const READ = 'tableau:content:read'

export const contentRoutes: readonly SessionRoute[] = [
  {
    name: 'workbooks',
    method: 'GET',
    path: '/sites/:site/workbooks',
    since: '2.0',
    scope: READ,
    handle: workbooks,
  },
  {
    name: 'workbook',
    method: 'GET',
    path: '/sites/:site/workbooks/:id',
    since: '2.0',
    scope: READ,
    handle: workbook,
  },
  {
    name: 'workbook-connections',
    method: 'GET',
    path: '/sites/:site/workbooks/:id/connections',
    since: '2.0',
    scope: READ,
    handle: (call) => ok(connectionsOfWorkbook(findWorkbook(call))),
  },
  {
    name: 'workbook-views',
    method: 'GET',
    path: '/sites/:site/workbooks/:id/views',
    since: '2.0',
    scope: READ,
    handle: (call) => ok(viewsOf(findWorkbook(call))),
  },
  {
    name: 'datasources',
    method: 'GET',
    path: '/sites/:site/datasources',
    since: '2.0',
    scope: READ,
    handle: datasources,
  },
  {
    name: 'datasource',
    method: 'GET',
    path: '/sites/:site/datasources/:id',
    since: '2.0',
    scope: READ,
    handle: (call) => {
      const full = datasourceElement(call.world, call.site, findDatasource(call), false)
      return ok(withFields(full, call.query, DATASOURCE_DEFAULTS))
    },
  },
  {
    name: 'datasource-connections',
    method: 'GET',
    path: '/sites/:site/datasources/:id/connections',
    since: '2.0',
    scope: READ,
    handle: (call) => ok(connectionsOfDatasource(findDatasource(call))),
  },
  { name: 'views', method: 'GET', path: '/sites/:site/views', since: '2.2', scope: READ, handle: views },
  { name: 'view', method: 'GET', path: '/sites/:site/views/:id', since: '3.1', scope: READ, handle: view },
]

function ok(...body: Element[]): Reply {
  return { status: 200, body }
}

export function findWorkbook(call: Call): Workbook {
  const found = call.site.workbooks.find(
    (one) => one.luid === param(call, 'id') && maySee(call.session.user, one),
  )
  if (found === undefined) throw new TableauError('404006')
  return found
}

export function findDatasource(call: Call): Datasource {
  const found = call.site.datasources.find(
    (one) => one.luid === param(call, 'id') && maySee(call.session.user, one),
  )
  if (found === undefined) throw new TableauError('404004')
  return found
}

function asksForAll(call: Call): boolean {
  return (call.query.get('fields') ?? '').includes('_all_')
}

function workbooks(call: Call): Reply {
  const { site, world, query, session } = call
  const visible = site.workbooks.filter((one) => maySee(session.user, one))
  const found = filtered(visible, workbookFields, query)
  const render = (one: Workbook): Element =>
    withFields(workbookElement(world, site, one, asksForAll(call)), query, WORKBOOK_DEFAULTS)
  return { status: 200, body: paged(found, query, ['workbooks', 'workbook'], render) }
}

/** A single workbook includes its views (docs/facts/tableau.md#endpoints). */
function workbook(call: Call): Reply {
  const found = findWorkbook(call)
  const full = workbookElement(call.world, call.site, found, false)
  const withViews = { ...full, children: [...full.children, viewsOf(found)] }
  return ok(withFields(withViews, call.query, WORKBOOK_DEFAULTS))
}

function viewsOf(of: Workbook): Element {
  const shown = of.views.filter((one) => !one.hidden)
  return list(
    'views',
    'view',
    shown.map((one) => withFields(viewElement(of, one), new URLSearchParams(), VIEW_DEFAULTS)),
  )
}

function datasources(call: Call): Reply {
  const { site, world, query, session } = call
  const visible = site.datasources.filter((one) => maySee(session.user, one))
  const found = filtered(visible, datasourceFields, query)
  const render = (one: Datasource): Element =>
    withFields(datasourceElement(world, site, one, asksForAll(call)), query, DATASOURCE_DEFAULTS)
  return { status: 200, body: paged(found, query, ['datasources', 'datasource'], render) }
}

function visibleViews({ site, session }: Call): ViewInWorkbook[] {
  return site.workbooks
    .filter((one) => maySee(session.user, one))
    .flatMap((one) => one.views.filter((each) => !each.hidden).map((each) => ({ workbook: one, view: each })))
}

function views(call: Call): Reply {
  const found = filtered(visibleViews(call), viewFields, call.query)
  const render = (one: ViewInWorkbook): Element => viewInList(call, one)
  return { status: 200, body: paged(found, call.query, ['views', 'view'], render) }
}

function view(call: Call): Reply {
  const found = visibleViews(call).find((one) => one.view.luid === param(call, 'id'))
  if (found === undefined) throw new TableauError('404011')
  return ok(viewInList(call, found))
}

/** The nested workbook has its id alone (docs/facts/tableau.md#endpoints), with `_all_` also contentUrl and hasExtracts. */
function viewInList(call: Call, one: ViewInWorkbook): Element {
  const full = viewElement(one.workbook, one.view)
  if (asksForAll(call)) return full
  const children = full.children.map((each) =>
    each.name === 'workbook' ? { ...each, attributes: { id: one.workbook.luid } } : each,
  )
  return withFields({ ...full, children }, call.query, VIEW_DEFAULTS)
}
