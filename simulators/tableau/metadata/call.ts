import { answer, type Handled, type SimulatedRequest } from '../exchange.js'
import type { World } from '../rest/route.js'
import { refusal, rendered } from '../rest/service.js'
import { grants } from '../state/jwt.js'
import type { Session } from '../state/sessions.js'
import { TableauError } from '../wire/errors.js'
import type { InjectedError, MetadataService } from './service.js'

const HEADERS = { server: 'TableauMicroservicesContainer', 'content-type': 'application/json;charset=UTF-8' }

export const METADATA_PATH = '/api/metadata/'

/** Answers one call to the Metadata API or its status endpoints; the session decides the site (docs/facts/tableau.md#transport). */
export function metadataCall(
  world: World,
  service: MetadataService,
  request: SimulatedRequest,
  injected: readonly InjectedError[],
): Handled {
  const { pathname } = new URL(request.url, 'http://tableau')
  const route = metadataRoute(pathname)
  let session: Session | undefined
  try {
    if (world.settings.metadata.service === 'not-found') throw new TableauError('404003', pathname)
    session = world.sessions.require(request.headers['x-tableau-auth'])
    const { scopes } = session
    if (scopes !== undefined && !grants(scopes, 'tableau:content:read')) throw new TableauError('401002')
    const body =
      route === 'metadata'
        ? service.answer(request.body, session, injected)
        : JSON.stringify(statusOf(pathname, world))
    return { response: answer(200, HEADERS, body), route, session }
  } catch (error) {
    const { reply, code } = refusal(error, world.settings)
    return { response: rendered(reply, 'json', world.settings), route, session, code }
  }
}

export function metadataRoute(path: string): string {
  return path === '/api/metadata/graphql' ? 'metadata' : 'metadata-status'
}

/** The status endpoints exist; the bodies of their answers are unverified (docs/facts/tableau.md#transport). */
function statusOf(path: string, { settings }: World): object {
  const match = /^\/api\/metadata\/v1\/control\/(backfill|eventing)\/status$/.exec(path)
  if (match === null) throw new TableauError('404003', path)
  if (match[1] === 'eventing') return { status: 'OK' }
  return { backfillComplete: settings.metadata.backfill === 'complete' }
}
