import { unwrapped } from './pasted-text.js'
import { type TableauPath, parseTableauPath } from './url-parts.js'
import { isTableauCloud, sameServer, type SiteAddress, siteNamed, webAddress } from './server-address.js'
import type { ContentReference } from './types.js'

/** What the URL of an exposure points at, relative to the configured server and site. */
export type UrlTarget =
  | { readonly kind: 'content'; readonly reference: ContentReference }
  /** Another tool, or a page of this site without content to look up. */
  | { readonly kind: 'other'; readonly reason: 'tool' | 'page'; readonly why: string }
  | {
      readonly kind: 'other'
      readonly reason: 'server' | 'site'
      /** For messages; does not contain the URL. */
      readonly why: string
      /** The host and the site's content URL. */
      readonly host: string
      readonly site: string
    }

/**
 * Reads every form of a pasted Tableau URL (docs/facts/tableau.md#pasted-addresses); never throws. Without a configured
 * server, only a URL that is certainly Tableau's counts.
 */
export function targetOf(text: string, address: SiteAddress | null): UrlTarget {
  const url = pastedUrl(text, address)
  if (url === null) return { kind: 'other', reason: 'tool', why: 'the URL is not a web address' }
  const place = parseTableauPath(url)
  const isCertainlyTableau = place.isCertainlyTableau || isTableauCloud(url)
  if (address === null) return isCertainlyTableau ? targetOn(place) : tool(url)
  const server = new URL(address.server)
  const isHere = sameHost(url, server) && samePrefix(place, parseTableauPath(server))
  if (!isHere) return isCertainlyTableau ? elsewhere('server', url, place) : tool(url)
  if (!isCertainlyTableau && place.prefix !== '' && place.reference === null) return tool(url)
  return isOnSite(place, url, address) ? targetOn(place) : elsewhere('site', url, place)
}

function tool({ host }: URL): UrlTarget {
  return { kind: 'other', reason: 'tool', why: `the URL is on ${host}` }
}

function elsewhere(reason: 'server' | 'site', url: URL, { site }: TableauPath): UrlTarget {
  const { host } = url
  const named = siteNamed(site ?? '', url)
  if (reason === 'server')
    return { kind: 'other', reason, why: `the URL is on another server, ${host}`, host, site: named }
  return { kind: 'other', reason, why: whyOtherSite(named, url), host, site: named }
}

function whyOtherSite(site: string, url: URL): string {
  if (site !== '') return `the URL is on another site, ${site}`
  return isTableauCloud(url) ? 'the URL names no site' : 'the URL is on the default site'
}

function targetOn({ reference, isRedirect }: TableauPath): UrlTarget {
  if (reference !== null) return { kind: 'content', reference }
  const why = isRedirect
    ? 'the URL is a redirect (redirect_to_view), whose target Tableau shows only to a browser: open it and use the address it leads to'
    : 'the URL names neither a view nor a workbook nor a data source: use the address that a browser shows for the dashboard'
  return { kind: 'other', reason: 'page', why }
}

/** A page without site and content may belong to any site. */
function isOnSite({ site, reference }: TableauPath, url: URL, address: SiteAddress): boolean {
  if (site === null && reference === null) return true
  return siteNamed(site ?? '', url).toLowerCase() === address.site.toLowerCase()
}

/** Ignores the scheme: people mix up http and https. */
function sameHost(a: URL, b: URL): boolean {
  return sameServer(a, b) || (a.hostname === b.hostname && a.port === '' && b.port === '')
}

/** Inside the company's network, URLs may lack the reverse proxy's prefix. Two different prefixes are two servers. */
function samePrefix({ prefix: a }: TableauPath, { prefix: b }: TableauPath): boolean {
  return a === '' || b === '' || a.toLowerCase() === b.toLowerCase()
}

/** What follows in a longer URL is its query, which is not needed. */
const LONGEST = 8192

/** A Tableau path without a host, as tabcmd accepts it. */
const PATH_ALONE = /^[/#!]*(?:t|site|views|authoring|workbooks|datasources|redirect_to_view)\//i

function pastedUrl(text: string, address: SiteAddress | null): URL | null {
  const pasted = unwrapped(text.slice(0, LONGEST))
  if (!PATH_ALONE.test(pasted)) return webAddress(pasted)
  return address === null ? null : new URL(`${new URL(address.server).origin}/${pasted.replace(/^\/+/, '')}`)
}
