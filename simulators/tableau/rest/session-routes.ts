import type { Credentials, Session } from '../state/sessions.js'
import { attribute, child, element, textElement, type Element } from '../wire/element.js'
import { TableauError } from '../wire/errors.js'
import type { PublicCall, Reply, Route } from './route.js'

export const sessionRoutes: readonly Route[] = [
  { name: 'server-info', method: 'GET', path: '/serverinfo', since: '2.4', public: true, handle: serverInfo },
  { name: 'sign-in', method: 'POST', path: '/auth/signin', since: '2.0', public: true, handle: signIn },
  {
    name: 'sign-out',
    method: 'POST',
    path: '/auth/signout',
    since: '2.0',
    handle: ({ world, session, now }) => {
      world.sessions.end(session, 'sign-out')
      world.record.signOuts.push({ at: now, user: session.user.name })
      return { status: 204 }
    },
  },
  {
    name: 'switch-site',
    method: 'POST',
    path: '/auth/switchSite',
    since: '2.6',
    handle: ({ world, session, body }) => {
      const contentUrl = attribute(child(body, 'site'), 'contentUrl')
      if (contentUrl === undefined) throw new TableauError('400000', 'site is missing')
      return { status: 200, body: [credentialsElement(world.sessions.switchSite(session, contentUrl))] }
    },
  },
]

/** Needs no session (docs/facts/tableau.md#api-versions); `productVersion` has an attribute and a text. */
function serverInfo({ world }: PublicCall): Reply {
  const { productVersion, productBuild, restApiVersion } = world.settings
  return {
    status: 200,
    body: [
      element('serverInfo', {}, [
        textElement('productVersion', productVersion, { build: productBuild }),
        textElement('restApiVersion', restApiVersion),
      ]),
    ],
  }
}

function signIn({ world, host, url, body, now }: PublicCall): Reply {
  const { redirectTo } = world.settings.signIn
  if (redirectTo !== undefined && new URL(redirectTo).host !== host) {
    return { status: 301, headers: { location: new URL(url, redirectTo).href } }
  }
  const { most, seconds } = world.settings.signIn.burst
  const recent = world.record.signIns.filter(({ at }) => now - at < seconds * 1000)
  if (recent.length >= most) throw new TableauError('401002')
  const credentials = child(body, 'credentials')
  const contentUrl = attribute(child(credentials, 'site'), 'contentUrl')
  if (credentials === undefined || contentUrl === undefined) {
    throw new TableauError('400000', 'credentials or site is missing')
  }
  const parsed = credentialsOf(credentials)
  const attempt = { at: now, kind: parsed.kind, site: contentUrl }
  try {
    const session = world.sessions.signIn(parsed, contentUrl)
    world.record.signIns.push({ ...attempt, user: session.user.name, succeeded: true })
    return { status: 200, body: [credentialsElement(session)] }
  } catch (error) {
    world.record.signIns.push({ ...attempt, user: undefined, succeeded: false })
    throw error
  }
}

function credentialsOf(element: Element): Credentials {
  const jwt = attribute(element, 'jwt')
  if (jwt !== undefined) return { kind: 'jwt', jwt, isUat: attribute(element, 'isUat') === 'true' }
  const tokenName = attribute(element, 'personalAccessTokenName')
  const secret = attribute(element, 'personalAccessTokenSecret')
  if (tokenName !== undefined && secret !== undefined) return { kind: 'pat', name: tokenName, secret }
  const name = attribute(element, 'name')
  const password = attribute(element, 'password')
  if (name !== undefined && password !== undefined) return { kind: 'password', name, password }
  throw new TableauError('400000', 'no credentials of a known kind')
}

/** Only tokens and JWTs get the remaining lifetime (docs/facts/tableau.md#remaining-lifetime). */
function credentialsElement({ token, site, user, kind }: Session): Element {
  return element(
    'credentials',
    { token, estimatedTimeToExpiration: kind === 'password' ? undefined : '364:00:42' },
    [element('site', { id: site.luid, contentUrl: site.contentUrl }), element('user', { id: user.luid })],
  )
}
