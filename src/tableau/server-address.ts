import { ConfigurationError } from '../base/errors.js'
import { message } from '../messages/message.js'
import { unwrapped } from './pasted-text.js'
import { parseTableauPath } from './url-parts.js'

/** The configured server and site. */
export interface SiteAddress {
  /** Origin and the path prefix of a reverse proxy; without a slash at the end. */
  readonly server: string
  /** The site's contentUrl; empty for the default site. */
  readonly site: string
}

/** A text with any other character is not a content URL (REST API, *Create Site*). */
const CONTENT_URL = /^[\w-]+$/

/**
 * Normalises the server input: `https://` and whatever a browser's address bar shows after the server are optional. A path
 * prefix is kept, as Tableau's clients do: a reverse proxy may serve the REST API there.
 * Throws a ConfigurationError for anything else.
 */
export function serverAddress(input: string): string {
  const url = parsedServer(input)
  return isTableauCloud(url) ? url.origin : `${url.origin}${encodedPath(parseTableauPath(url).prefix)}`
}

function encodedPath(path: string): string {
  return new URL(`https://localhost${encodeURI(path).replaceAll('#', '%23')}`).pathname.replace(/\/+$/, '')
}

function parsedServer(input: string): URL {
  const url = webAddress(unwrapped(input))
  if (url === null) {
    throw new ConfigurationError(message('AE-SERVER-INVALID'))
  }
  if (url.username !== '' || url.password !== '') {
    throw new ConfigurationError(message('AE-SERVER-CREDENTIALS'))
  }
  return url
}

/** A name, an IPv4 or an IPv6 address; not the `http` of a mistyped `http:/host`. */
const HOST = /^(?!https?$)[\w.-]+$|^\[[\da-f:.]+\]$/i

/** The address of a web page, with or without its scheme; null for anything else. */
export function webAddress(text: string): URL | null {
  const trimmed = text.trim()
  const absolute = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed)
    ? trimmed
    : `https://${trimmed.replace(/^(?:https?:)?[/\\]*/i, '')}`
  const url = URL.canParse(absolute) ? new URL(absolute) : null
  return url !== null && /^https?:$/.test(url.protocol) && HOST.test(url.hostname) ? url : null
}

/**
 * The content URL of the site: from `tableau-site`, which may be a whole address, else from `tableau-server-url`, else the
 * default site. Throws a ConfigurationError if it cannot be a content URL.
 */
export function siteContentUrl(tableauSite: string, tableauServerUrl: string | null): string {
  const server = tableauServerUrl === null ? null : parsedServer(tableauServerUrl)
  const text = unwrapped(tableauSite)
  if (text === '') return siteNamed((server === null ? null : parseTableauPath(server).site) ?? '', server)
  const site = /[/#]/.test(text) ? siteInAddress(text, server) : text
  if (site !== '' && !CONTENT_URL.test(site)) throw invalidSiteError(text)
  return siteNamed(site, server)
}

/** Reads a whole address, or the part after the host. */
function siteInAddress(text: string, server: URL | null): string {
  const bare = /^\/*([^/#]*)\/*$/.exec(text)?.[1]
  if (bare !== undefined) return bare
  const isPath = /^[/#!]*(?:t|site)\//i.test(text)
  const url = isPath ? new URL(`https://localhost/${text.replace(/^\/+/, '')}`) : webAddress(text)
  if (url === null) throw invalidSiteError(text)
  const { site } = parseTableauPath(url)
  const isElsewhere = !isPath && server !== null && !sameServer(url, server)
  if (site === null && (isElsewhere || isTableauCloud(url))) throw invalidSiteError(text)
  if (isElsewhere) {
    throw new ConfigurationError(message('AE-SITE-ON-OTHER-SERVER', { host: url.host, server: server.host }))
  }
  return site ?? ''
}

/**
 * `Default` is the name of a Tableau Server's default site, whose content URL is empty; tabcmd reads it this way too
 * (tableau/tabcmd, session.py). Tableau Cloud has no default site.
 */
export function siteNamed(site: string, server: URL | null): string {
  const isCloud = server !== null && isTableauCloud(server)
  return site.toLowerCase() === 'default' && !isCloud ? '' : site
}

function invalidSiteError(given: string): ConfigurationError {
  return new ConfigurationError(message('AE-SITE-INVALID', { given }))
}

/**
 * True if both hosts are the same server. All pods of Tableau Cloud are one server: a site's contentUrl is unique across
 * them, sites move between pods, and `online.tableau.com` redirects to the right pod.
 */
export function sameServer(a: URL, b: URL): boolean {
  return a.host === b.host || (isTableauCloud(a) && isTableauCloud(b))
}

export function isTableauCloud({ hostname }: URL): boolean {
  return hostname === 'online.tableau.com' || hostname.endsWith('.online.tableau.com')
}

/** Whether the URL is on this machine. */
export function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname)
}
