import { message, type Message } from '../messages/message.js'
import { nearest } from '../base/nearest.js'
import type { SiteCounts, OtherSite } from '../exposures/other-sites.js'
import { isTableauCloud, sameServer, type SiteAddress } from '../tableau/server-address.js'
import { oneLine } from '../base/untrusted-text.js'

const SITES_SHOWN = 3
const LONGEST_NAME = 80

/** A message about exposures that point at another server or site than this run's; null if none does. */
export function otherSiteMessage({ all, here, elsewhere }: SiteCounts, address: SiteAddress): Message | null {
  const [first] = elsewhere
  if (first === undefined) return null
  const site = thisSite(address, first)
  const count = countOf(elsewhere)
  if (here > 0) return message('AE-OTHER-SITES', { count, all, places: list(elsewhere), site })
  const noun = count === all ? 'exposure' : 'Tableau exposure'
  const exposures = count === 1 ? `The only ${noun} points` : `All ${count} ${noun}s point`
  const places = elsewhere.length === 1 ? `at ${siteOn(first)}` : `at other sites (${list(elsewhere)})`
  const remedy = remedyFor(elsewhere, first, address)
  return message('AE-SITE-MISMATCH', { exposures, places, site, remedy })
}

/**
 * A message about a refused sign-in if most exposures point at other sites than this run's: the site is more likely
 * wrong than the credentials. Null otherwise.
 */
export function wrongSiteMessage(
  refusal: Message,
  { all, elsewhere }: SiteCounts,
  address: SiteAddress,
): Message | null {
  const [first] = elsewhere
  const count = countOf(elsewhere)
  if (first === undefined || !refusal.id.startsWith('AE-SIGN-IN-') || count * 2 <= all) return null
  return message('AE-SIGN-IN-OTHER-SITE', {
    site: thisSite(address, first),
    count,
    all,
    places: list(elsewhere),
    remedy: remedyFor(elsewhere, first, address),
    refusal: refusal.message,
  })
}

function countOf(sites: readonly OtherSite[]): number {
  return sites.reduce((sum, { exposures }) => sum + exposures, 0)
}

function list(sites: readonly OtherSite[]): string {
  const shown = sites.slice(0, SITES_SHOWN).map((one) => `${one.exposures} at ${siteOn(one)}`)
  const rest = countOf(sites.slice(SITES_SHOWN))
  return [...shown, ...(rest === 0 ? [] : [`${rest} at other sites`])].join(', ')
}

function siteOn({ host, site }: Pick<OtherSite, 'host' | 'site'>): string {
  return `${siteName(site, urlOf(host))} on ${oneLine(host, LONGEST_NAME)}`
}

/** This run's site; with its host only if the exposures have another one. */
function thisSite({ server, site }: SiteAddress, { host }: OtherSite): string {
  const url = new URL(server)
  return url.host === host ? siteName(site, url) : siteOn({ host: url.host, site })
}

function siteName(site: string, server: URL): string {
  if (site !== '') return `site ${oneLine(site, LONGEST_NAME)}`
  return isTableauCloud(server) ? 'no site' : 'the default site'
}

function urlOf(host: string): URL {
  return new URL(`https://${host}`)
}

/** What to correct, guessed from the names. The second parameter is the site with the most exposures. */
function remedyFor(elsewhere: readonly OtherSite[], { host, site }: OtherSite, address: SiteAddress): string {
  const server = new URL(address.server)
  if (!sameServer(server, urlOf(host))) return serverRemedy(server, urlOf(host))
  const shown = oneLine(site, LONGEST_NAME)
  const given = oneLine(address.site, LONGEST_NAME)
  if (site === '') return isTableauCloud(server) ? NO_SITE_IN_URLS : DEFAULT_SITE_IN_URLS
  if (address.site === '') return noSiteRemedy(shown, server)
  if (folded(site) === folded(address.site))
    return `Set tableau-site to the content URL ${shown}, the text after /site/ in addresses; ${given} looks like the display name of the site.`
  const [meant] = nearest(
    address.site,
    elsewhere.map((each) => each.site),
  )
  return meant === undefined
    ? 'Correct tableau-site, or the url of these exposures.'
    : `Check tableau-site: did you mean ${oneLine(meant, LONGEST_NAME)}?`
}

const NO_SITE_IN_URLS =
  'Copy the addresses of the exposures again from a browser: on Tableau Cloud each address names its site.'
const DEFAULT_SITE_IN_URLS =
  'Leave tableau-site empty for the default site, or copy the addresses of the exposures again from a browser.'

function noSiteRemedy(site: string, server: URL): string {
  const cause = isTableauCloud(server)
    ? 'it is empty, and Tableau Cloud has no default site'
    : 'an empty value and Default mean the default site'
  return `Set tableau-site to ${site} (${cause}); if it comes from a secret or variable, check that this job may read it.`
}

function serverRemedy(server: URL, other: URL): string {
  if (isShortNameOf(server.hostname, other.hostname))
    return `Set tableau-server-url to the host as the exposures have it; ${server.hostname} is its short name.`
  if (isShortNameOf(other.hostname, server.hostname))
    return `Give the exposures the whole host name; ${other.hostname} is its short name.`
  return nearest(server.host, [other.host]).length > 0
    ? `Check tableau-server-url: did you mean ${oneLine(other.host, LONGEST_NAME)}?`
    : 'Correct tableau-server-url, or the url of these exposures.'
}

function isShortNameOf(name: string, hostname: string): boolean {
  return !name.includes('.') && hostname.startsWith(`${name}.`)
}

/** Letters and digits only, in lower case: a site's display name and its content URL often differ in nothing else. */
function folded(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}
