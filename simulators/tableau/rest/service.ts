import { answer, type Handled, type SimulatedRequest, type SimulatedResponse } from '../exchange.js'
import type { Settings } from '../settings.js'
import type { Session } from '../state/sessions.js'
import { decodeBody, MalformedBody } from '../wire/decode.js'
import { CONTENT_TYPES, encode, wantedFormat, type Format } from '../wire/encode.js'
import { TableauError } from '../wire/errors.js'
import type { PublicCall, Reply, World } from './route.js'
import { matchRoute, run, type Match } from './router.js'

const HEADERS = { server: 'Tableau', 'x-tableau': 'Tableau Server' }

/** Answers one REST call: route, session, handler, and the format asked for. */
export function restCall(world: World, request: SimulatedRequest): Handled {
  const url = new URL(request.url, 'http://tableau')
  const format = wantedFormat(request.headers['accept'])
  let match: Match | undefined
  let session: Session | undefined
  try {
    match = matchRoute(request.method, url.pathname, world.settings.restApiVersion)
    const special = outOfOrder(match.route.name, world.settings)
    if (special !== undefined) return { response: special, route: match.route.name }
    const requireSession = (): Session =>
      (session = world.sessions.require(request.headers['x-tableau-auth']))
    const reply = run(match, callOf(world, request, { url, match }), requireSession)
    return { response: rendered(reply, format, world.settings), route: match.route.name, session }
  } catch (error) {
    const { reply, code } = refusal(error, world.settings)
    return { response: rendered(reply, format, world.settings), route: match?.route.name, session, code }
  }
}

function callOf(
  world: World,
  request: SimulatedRequest,
  { url, match }: { url: URL; match: Match },
): PublicCall {
  return {
    world,
    version: match.version,
    url: request.url,
    host: request.headers['host'],
    params: match.params,
    query: url.searchParams,
    body: decodeBody(request.body, request.headers['content-type']),
    now: world.clock.now(),
  }
}

/** Responses of settings that replace an endpoint's own. */
function outOfOrder(route: string, settings: Settings): SimulatedResponse | undefined {
  if (route === 'server-info' && settings.serverInfo === 'html') {
    return answer(200, { 'content-type': 'text/html' }, '<!doctype html><title>Welcome</title>')
  }
  if (route === 'sign-out' && settings.signOut === 'fails-500') {
    return answer(500, { 'content-type': 'text/html' }, '<!doctype html><title>Error</title>')
  }
  if (route === 'sign-out' && settings.signOut === 'fails-401') throw new TableauError('401002')
  return undefined
}

/** The response for a refusal. Any other error is a bug of the simulator and is thrown again. */
export function refusal(error: unknown, { language }: Settings): { reply: Reply; code: string } {
  const refused = error instanceof MalformedBody ? new TableauError('400000', error.message) : error
  if (!(refused instanceof TableauError)) throw error
  const { status, headers, code } = refused
  return { reply: { status, headers, body: [refused.body(language)] }, code }
}

export function rendered(
  { status, body, headers = {} }: Reply,
  format: Format,
  settings: Settings,
): SimulatedResponse {
  if (body === undefined) return answer(status, { ...HEADERS, ...headers }, '')
  return answer(
    status,
    { ...HEADERS, 'content-type': CONTENT_TYPES[format], ...headers },
    encode(body, format, settings),
  )
}
