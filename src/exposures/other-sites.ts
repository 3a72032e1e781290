import type { ExposureLink } from '../dbt/manifest.js'
import type { SiteAddress } from '../tableau/server-address.js'
import { targetOf } from '../tableau/urls.js'
import { namesExtracts, parseSettings } from './settings.js'

/** A Tableau site other than this run's, with the number of exposures that point at it. */
export interface OtherSite {
  readonly host: string
  /** Content URL; empty for the default site, or if the address names none. */
  readonly site: string
  readonly exposures: number
}

/** Enabled exposures, counted by the site that they point at. */
export interface SiteCounts {
  readonly all: number
  /** At this run's site, or at content named without a URL. */
  readonly here: number
  /** The site with the most exposures first. */
  readonly elsewhere: readonly OtherSite[]
}

export function countBySite(exposures: readonly ExposureLink[], address: SiteAddress): SiteCounts {
  const sitesPointedAt = exposures.filter(isEnabled).map((exposure) => siteOf(exposure, address))
  const sites = new Map<string, OtherSite>()
  for (const direction of sitesPointedAt) {
    if (typeof direction === 'string') continue
    const key = JSON.stringify([direction.host, direction.site.toLowerCase()])
    sites.set(key, { ...direction, exposures: (sites.get(key)?.exposures ?? 0) + 1 })
  }
  return {
    all: sitesPointedAt.length,
    here: sitesPointedAt.filter((direction) => direction === 'here').length,
    elsewhere: [...sites.values()].sort((a, b) => b.exposures - a.exposures),
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
