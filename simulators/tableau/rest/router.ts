import type { Site } from '../content/model.js'
import { grants } from '../state/jwt.js'
import type { Session } from '../state/sessions.js'
import { TableauError } from '../wire/errors.js'
import { contentRoutes } from './content-routes.js'
import { jobRoutes } from './job-routes.js'
import { qualityWarningRoutes } from './quality-warning-routes.js'
import { refreshRoutes } from './refresh-routes.js'
import type { PublicCall, Reply, Route, SessionRoute } from './route.js'
import { sessionRoutes } from './session-routes.js'
import { siteRoutes } from './site-routes.js'
import { atLeast, versionOf, type Version } from './version.js'

const ROUTES: readonly Route[] = [
  ...sessionRoutes,
  ...siteRoutes,
  ...contentRoutes,
  ...refreshRoutes,
  ...jobRoutes,
  ...qualityWarningRoutes,
]

export interface Match {
  readonly route: Route
  readonly version: Version
  readonly params: Readonly<Record<string, string>>
}

/**
 * The route of a request. 404003 for a path or version this server does not know (docs/facts/tableau.md#api-versions), 405000
 * for a path with another method.
 */
export function matchRoute(method: string, path: string, serverVersion: string): Match {
  const [, api, versionText = '', ...rest] = path.split('/')
  const below = rest.join('/')
  const unknown = (): TableauError => new TableauError('404003', `/${versionText}/${below}`)
  const version = versionOf(versionText)
  const newest = versionOf(serverVersion)
  if (api !== 'api' || version === undefined || newest === undefined) throw unknown()
  if (!atLeast(newest, versionText) || !atLeast(version, '2.0')) throw unknown()
  const parts = rest.map((part) => ({
    text: decodeURIComponent(part),
    folded: decodeURIComponent(part).toLowerCase(),
  }))
  const found = ROUTES.flatMap((route) => {
    const params = paramsOf(partsOf(route.path), parts)
    if (params === undefined || !atLeast(version, route.since)) return []
    return [{ route, version, params }]
  })
  const match = found.find(({ route }) => route.method === method)
  if (match !== undefined) return match
  throw found.length > 0 ? new TableauError('405000', method) : unknown()
}

export function routeName(method: string, path: string, serverVersion: string): string | undefined {
  try {
    return matchRoute(method, path, serverVersion).route.name
  } catch {
    return undefined
  }
}

const patterns = new Map<string, readonly string[]>()

function partsOf(pattern: string): readonly string[] {
  const known = patterns.get(pattern)
  if (known !== undefined) return known
  const parts = pattern
    .slice(1)
    .split('/')
    .map((part) => (part.startsWith(':') ? part : part.toLowerCase()))
  patterns.set(pattern, parts)
  return parts
}

/** A part of a path, and how fixed parts are compared: `serverinfo` and `serverInfo` are both in use. */
interface Part {
  readonly text: string
  readonly folded: string
}

function paramsOf(wanted: readonly string[], parts: readonly Part[]): Record<string, string> | undefined {
  if (wanted.length !== parts.length) return undefined
  if (wanted.some((part, index) => !part.startsWith(':') && part !== parts[index]?.folded)) return undefined
  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries())
    if (part.startsWith(':')) params[part.slice(1)] = parts[index]?.text ?? ''
  return params
}

/** Checks session, site and scope, then runs the handler. */
export function run(match: Match, call: PublicCall, session: () => Session): Reply {
  const { route } = match
  if (route.public === true) return route.handle(call)
  const held = session()
  const site = siteOf(call, held)
  assertScope(route, match.version, held)
  return route.handle({ ...call, session: held, site })
}

/** Another site's id gets 401002, as an ended session does (docs/facts/tableau.md#error-codes). */
function siteOf(call: PublicCall, { site }: Session): Site {
  const id = call.params['site']
  if (id === undefined || id === site.luid) return site
  const key = call.query.get('key')
  if (key === 'name' && id === site.name) return site
  if (key === 'contentUrl' && id === site.contentUrl) return site
  throw new TableauError(key === null ? '401002' : '404000')
}

/** A missing scope looks like a lost session: 401002, not 403 (docs/facts/tableau.md#jwt-scopes). */
function assertScope(route: SessionRoute, version: Version, { scopes }: Session): void {
  if (scopes === undefined) return
  if (route.jwtSince !== undefined && !atLeast(version, route.jwtSince)) throw new TableauError('401002')
  if (route.scope !== undefined && !grants(scopes, route.scope)) throw new TableauError('401002')
}
