import type { ExposureLink } from '../dbt/manifest.js'
import type { SiteAddress } from '../tableau/server-address.js'
import { targetOf } from '../tableau/urls.js'
import { namesExtracts, parseSettings } from './settings.js'

/** A Tableau site other than this run's, with the number of exposures that link to it. */
export interface OtherSite {
  readonly host: string
  /** Content URL; empty for the default site, or if the address names none. */
  readonly site: string
  readonly exposures: number
}

/** Enabled exposures, counted by the site that they link to. */
export interface SiteCounts {
  readonly all: number
  /** Those that link to this run's site, or name content without a URL. */
  readonly here: number
  /** The site with the most exposures first. */
  readonly elsewhere: readonly OtherSite[]
}

export function countBySite(exposures: readonly ExposureLink[], address: SiteAddress): SiteCounts {
  const sites = exposures.filter(isEnabled).map((exposure) => siteOf(exposure, address))
  const others = new Map<string, OtherSite>()
  for (const site of sites) {
    if (typeof site === 'string') continue
    const key = JSON.stringify([site.host, site.site.toLowerCase()])
    others.set(key, { ...site, exposures: (others.get(key)?.exposures ?? 0) + 1 })
  }
  return {
    all: sites.length,
    here: sites.filter((site) => site === 'here').length,
    elsewhere: [...others.values()].sort((a, b) => b.exposures - a.exposures),
  }
}

function isEnabled({ meta }: ExposureLink): boolean {
  const settings = parseSettings(meta, 0)
  return !('enabled' in settings) || settings.enabled
}

function siteOf(
  { url, meta }: ExposureLink,
  address: SiteAddress,
): 'here' | 'other-tool' | Pick<OtherSite, 'host' | 'site'> {
  const target = url === null ? null : targetOf(url, address)
  if (target?.kind === 'content') return 'here'
  switch (target?.reason) {
    case 'server':
    case 'site':
      return { host: target.host, site: target.site }
    case 'page':
      return 'here'
    case 'tool':
    case undefined:
      return namesExtracts(meta) ? 'here' : 'other-tool'
  }
}
