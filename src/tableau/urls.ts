import { unwrapped } from './pasted-text.js'
import { type Place, placeOf } from './url-parts.js'
import { isTableauCloud, sameServer, type SiteAddress, siteNamed, webAddress } from './server-address.js'
import type { ContentReference } from './types.js'

/** What the URL of an exposure points at, as seen from one server and site. */
export type UrlTarget =
  | { readonly kind: 'content'; readonly reference: ContentReference }
  /** Of another tool, or of this site but without any content that could be looked up. */
  | { readonly kind: 'other'; readonly reason: 'tool' | 'page'; readonly why: string }
  | {
      readonly kind: 'other'
      readonly reason: 'server' | 'site'
      /** For people, as are the other ones: without the URL itself. */
      readonly why: string
      /** Where it points: the host, and the content URL of the site. */
      readonly host: string
      readonly site: string
    }

/**
 * Reads every form in which people paste an address of Tableau (docs/facts/tableau.md#pasted-addresses); never throws.
 * Without a configured server, only what is surely an address of Tableau counts.
 */
export function targetOf(text: string, address: SiteAddress | null): UrlTarget {
  const url = pastedUrl(text, address)
  if (url === null) return { kind: 'other', reason: 'tool', why: 'the URL is not a web address' }
  const place = placeOf(url)
  const isTableaus = place.isTableaus || isTableauCloud(url)
  if (address === null) return isTableaus ? targetOn(place) : tool(url)
  const server = new URL(address.server)
  const isHere = sameHost(url, server) && samePrefix(place, placeOf(server))
  if (!isHere) return isTableaus ? elsewhere('server', url, place) : tool(url)
  if (!isTableaus && place.prefix !== '' && place.reference === null) return tool(url)
  return isOnSite(place, url, address) ? targetOn(place) : elsewhere('site', url, place)
}

function tool({ host }: URL): UrlTarget {
  return { kind: 'other', reason: 'tool', why: `the URL is on ${host}` }
}

function elsewhere(reason: 'server' | 'site', url: URL, { site }: Place): UrlTarget {
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

function targetOn({ reference, isRedirect }: Place): UrlTarget {
  if (reference !== null) return { kind: 'content', reference }
  const why = isRedirect
    ? 'the URL is a redirect (redirect_to_view), whose target Tableau tells only to a browser: open it and give the address it leads to'
    : 'the URL names neither a view nor a workbook nor a data source: give the address that a browser shows for the dashboard'
  return { kind: 'other', reason: 'page', why }
}

/** A page without content that says nothing of a site is of whichever site. */
function isOnSite({ site, reference }: Place, url: URL, address: SiteAddress): boolean {
  if (site === null && reference === null) return true
  return siteNamed(site ?? '', url).toLowerCase() === address.site.toLowerCase()
}

/** The scheme does not matter: people write http where the server answers https, and the other way round. */
function sameHost(a: URL, b: URL): boolean {
  return sameServer(a, b) || (a.hostname === b.hostname && a.port === '' && b.port === '')
}

/** Inside a network the prefix of a reverse proxy may be missing; two prefixes are two servers. */
function samePrefix({ prefix: a }: Place, { prefix: b }: Place): boolean {
  return a === '' || b === '' || a.toLowerCase() === b.toLowerCase()
}

/** Longer ones have long queries, which say nothing here. */
const LONGEST = 8192

/** A path of Tableau's without a host, as tabcmd takes it. */
const PATH_ALONE = /^[/#!]*(?:t|site|views|authoring|workbooks|datasources|redirect_to_view)\//i

function pastedUrl(text: string, address: SiteAddress | null): URL | null {
  const pasted = unwrapped(text.slice(0, LONGEST))
  if (!PATH_ALONE.test(pasted)) return webAddress(pasted)
  return address === null ? null : new URL(`${new URL(address.server).origin}/${pasted.replace(/^\/+/, '')}`)
}
