import { ConfigurationError } from '../../base/errors.js'
import type { HttpResponse } from '../../base/http.js'
import { message } from '../../messages/message.js'
import { isLoopback, sameServer } from '../server-address.js'

/** Enough for generic host → pod and http → https. */
export const MOST_REDIRECTS = 3

/** Not 303, which asks for a GET and so cannot repeat a sign-in. */
export function isRedirect({ status }: HttpResponse): boolean {
  return status === 301 || status === 302 || status === 307 || status === 308
}

/**
 * The origin to continue at. Credentials follow a redirect only to the same host or within Tableau Cloud, only over
 * https (on loopback also over http, if that was configured), and only to the same page
 * (docs/architecture.md#security-rules).
 * Throws a ConfigurationError that names both hosts.
 */
export function redirectedOrigin(from: URL, location: string | undefined, configured: string): string {
  const to = location !== undefined && URL.canParse(location, from.href) ? new URL(location, from) : null
  if (to === null) {
    throw new ConfigurationError(message('AE-REDIRECT-BROKEN', { host: from.host }))
  }
  const sameHost = to.hostname === from.hostname || sameServer(to, from)
  if (!sameHost || !isSafe(to, new URL(configured)) || !isSamePage(from, to)) {
    const target = `${to.protocol}//${to.host}`
    throw new ConfigurationError(message('AE-REDIRECT-REFUSED', { host: from.host, target }))
  }
  return to.origin
}

function isSafe(to: URL, configured: URL): boolean {
  if (to.username !== '' || to.password !== '') return false
  if (to.protocol === 'https:') return true
  return (
    to.protocol === 'http:' && configured.protocol === 'http:' && isLoopback(configured) && isLoopback(to)
  )
}

/** Credentials must not go to a login page. */
function isSamePage(from: URL, to: URL): boolean {
  return from.pathname.toLowerCase() === to.pathname.toLowerCase()
}
