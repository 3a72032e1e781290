import { nearest } from '../exposures/select/nearest.js'
import type { SiteCounts, OtherSite } from '../exposures/other-sites.js'
import { isTableauCloud, sameServer, type SiteAddress } from '../tableau/server-address.js'
import { oneLine } from '../base/untrusted-text.js'

const SITES_SHOWN = 3
const LONGEST_NAME = 80

/** One sentence about exposures that point at another server or site than this run's; null if none does. */
export function otherSiteText({ all, here, elsewhere }: SiteCounts, address: SiteAddress): string | null {
  const [first] = elsewhere
  if (first === undefined) return null
  const thisRun = `this run is for ${thisSite(address, first)}`
  const count = countOf(elsewhere)
  if (here > 0) return `${count} of ${all} exposures point elsewhere, ${list(elsewhere)}; ${thisRun}.`
  const noun = count === all ? 'exposure' : 'Tableau exposure'
  const subject = count === 1 ? `The only ${noun} points` : `All ${count} ${noun}s point`
  const where = elsewhere.length === 1 ? `at ${siteOn(first)}` : `elsewhere, ${list(elsewhere)}`
  return `${subject} ${where}; ${thisRun}. ${remedyFor(elsewhere, first, address)}`
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

/** What to correct, guessed from the names. The third parameter is the site with the most exposures. */
function remedyFor(elsewhere: readonly OtherSite[], { host, site }: OtherSite, address: SiteAddress): string {
  const server = new URL(address.server)
  if (!sameServer(server, urlOf(host))) return serverRemedy(server, urlOf(host))
  const shown = oneLine(site, LONGEST_NAME)
  const given = oneLine(address.site, LONGEST_NAME)
  if (site === '') return isTableauCloud(server) ? NO_SITE_IN_URLS : DEFAULT_SITE_IN_URLS
  if (address.site === '') return noSiteRemedy(shown, server)
  if (folded(site) === folded(address.site))
    return `${given} looks like the display name of the site: give its content URL, which stands behind /site/ in addresses, ${shown}.`
  const [meant] = nearest(
    address.site,
    elsewhere.map((each) => each.site),
  )
  return meant === undefined
    ? 'Correct tableau-site, or the url of these exposures.'
    : `Check tableau-site: did you mean ${oneLine(meant, LONGEST_NAME)}?`
}

const NO_SITE_IN_URLS =
  'On Tableau Cloud an address has to name its site: copy the addresses of the exposures anew from a browser.'
const DEFAULT_SITE_IN_URLS =
  'If you mean the default site, leave tableau-site empty; else copy the addresses of the exposures anew from a browser.'

function noSiteRemedy(site: string, server: URL): string {
  const cause = isTableauCloud(server)
    ? 'tableau-site is empty, and Tableau Cloud has no default site'
    : 'tableau-site names the default site, as an empty value and Default do'
  return `${cause}: give ${site}. If it comes from a secret or variable, check that this job may read it.`
}

function serverRemedy(server: URL, other: URL): string {
  if (isShortNameOf(server.hostname, other.hostname))
    return `${server.hostname} is the short name of that host: give tableau-server-url as the exposures have it.`
  if (isShortNameOf(other.hostname, server.hostname))
    return `${other.hostname} is the short name of that host: give the exposures the whole name.`
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
