import { timestamp } from '../clock.js'
import { mayRefresh, maySee } from '../state/permissions.js'
import type { QualityWarning, WarningText } from '../state/quality-warnings.js'
import { attribute, child, element, list, type Element } from '../wire/element.js'
import { TableauError } from '../wire/errors.js'
import { param, type Call, type Reply, type SessionRoute } from './route.js'

/* The `dataQualityWarnings` methods (docs/facts/tableau.md#data-quality-warnings). */

const OF_CONTENT = '/sites/:site/dataQualityWarnings/:type/:id'
const BY_ID = '/sites/:site/dataQualityWarnings/:id'
const SCOPES = { read: 'tableau:labels:read', write: 'tableau:labels:update' } as const

const route = (
  name: string,
  method: SessionRoute['method'],
  path: string,
  handle: SessionRoute['handle'],
): SessionRoute => ({
  name,
  method,
  path,
  since: '3.5',
  scope: method === 'GET' ? SCOPES.read : SCOPES.write,
  handle: (call) => {
    const { licensed, connectedApps } = call.world.settings.qualityWarnings
    if (connectedApps === 'refused' && call.session.kind === 'jwt') throw new TableauError('401002')
    if (!licensed) throw new TableauError('403157', 'Data Management')
    return handle(call)
  },
})

export const qualityWarningRoutes: readonly SessionRoute[] = [
  route('quality-warnings', 'GET', OF_CONTENT, (call) =>
    listed(call.world.qualityWarnings.on(contentOf(call))),
  ),
  route('add-quality-warning', 'POST', OF_CONTENT, add),
  route('update-quality-warnings', 'PUT', OF_CONTENT, (call) => {
    const all = call.world.qualityWarnings.on(writable(call, contentOf(call)))
    return listed(all.map((one) => changed(call, one)))
  }),
  route('delete-quality-warnings', 'DELETE', OF_CONTENT, (call) => {
    const all = call.world.qualityWarnings.on(writable(call, contentOf(call)))
    for (const one of all) call.world.qualityWarnings.remove(one)
    return { status: 204 }
  }),
  route('quality-warning', 'GET', BY_ID, (call) => ({ status: 200, body: [rendered(warningOf(call))] })),
  route('update-quality-warning', 'PUT', BY_ID, (call) => {
    const found = warningOf(call)
    writable(call, found.content)
    return { status: 200, body: [rendered(changed(call, found))] }
  }),
  route('delete-quality-warning', 'DELETE', BY_ID, (call) => {
    const found = warningOf(call)
    writable(call, found.content)
    call.world.qualityWarnings.remove(found)
    return { status: 204 }
  }),
]

/** Workbooks and views cannot have one. */
function contentOf(call: Call): QualityWarning['content'] {
  const { site, session } = call
  const type = param(call, 'type').toLowerCase()
  if (type !== 'datasource' && type !== 'flow') throw new TableauError('400000', `content type ${type}`)
  const all = type === 'datasource' ? site.datasources : site.flows
  const found = all.find((one) => one.luid === param(call, 'id') && maySee(session.user, one))
  if (found === undefined) throw new TableauError('404004')
  return found
}

function warningOf(call: Call): QualityWarning {
  const found = call.world.qualityWarnings.get(param(call, 'id'))
  if (found?.site !== call.site || !maySee(call.session.user, found.content)) throw new TableauError('404004')
  return found
}

/** Who may refresh stands for who may overwrite, which the simulator does not know. */
function writable(call: Call, content: QualityWarning['content']): QualityWarning['content'] {
  if (!mayRefresh(call.session.user, content)) throw new TableauError('403004')
  return content
}

function add(call: Call): Reply {
  const { world, site, session, now } = call
  const content = writable(call, contentOf(call))
  const text = { type: 'WARNING', message: '', isActive: true, isSevere: false, ...textIn(call) }
  const standing = world.qualityWarnings.on(content)
  const { perContent } = world.settings.qualityWarnings
  const isTaken = standing.some(({ type }) => perContent === 'one' || type === text.type)
  if (isTaken) throw new TableauError('409004', content.name)
  return listed([world.qualityWarnings.add({ site, content, owner: session.user }, text, now)])
}

function changed(call: Call, one: QualityWarning): QualityWarning {
  return call.world.qualityWarnings.change(one, textIn(call), call.session.user, call.now)
}

/** What the request says; the rest stays. */
function textIn(call: Call): Partial<WarningText> {
  const given = child(call.body, 'dataQualityWarning')
  if (given === undefined) throw new TableauError('400000', 'dataQualityWarning is missing')
  const { longest } = call.world.settings.qualityWarnings
  const [type, message] = [attribute(given, 'type'), attribute(given, 'message')]
  const [active, severe] = [attribute(given, 'isActive'), attribute(given, 'isSevere')]
  return {
    ...(type !== undefined && { type }),
    ...(message !== undefined && { message: message.slice(0, longest ?? message.length) }),
    ...(active !== undefined && { isActive: active === 'true' }),
    ...(severe !== undefined && { isSevere: severe === 'true' }),
  }
}

function listed(all: readonly QualityWarning[]): Reply {
  return {
    status: 200,
    body: [list('dataQualityWarningList', 'dataQualityWarning', all.map(rendered))],
  }
}

function rendered(one: QualityWarning): Element {
  return element(
    'dataQualityWarning',
    {
      id: one.id,
      userDisplayName: one.owner.fullName,
      contentId: one.content.luid,
      contentType: one.content.kind.toUpperCase(),
      message: one.message,
      type: one.type,
      isActive: one.isActive,
      isSevere: one.isSevere,
      createdAt: timestamp(one.createdAt),
      updatedAt: timestamp(one.updatedAt),
    },
    [element('site', { id: one.site.luid }), element('owner', { id: one.owner.luid })],
  )
}
