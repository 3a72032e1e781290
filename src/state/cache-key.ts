import { createHash } from 'node:crypto'
import { STATE_VERSION } from './serialise.js'

/** What tells one state from another: a Tableau server, a site on it, and a name of the user's choice. */
export interface Instance {
  readonly server: string
  /** Its `contentUrl`; empty for the default site. */
  readonly site: string
  readonly stateScope: string
}

/**
 * The prefix under which the states of one instance are kept; it ends in a delimiter, since a restore matches
 * prefixes (facts/actions-platform.md §5.3). A hash in place of the address and the scope: cache keys are visible
 * to everybody who can read the repository, and `prod` must not find `prod-eu`.
 */
export function cacheKeyPrefix({ server, site, stateScope }: Instance): string {
  // A site is found whatever the case of its name; were it not, keys are LUIDs and two sites in one state do not meet.
  const identity = JSON.stringify([normalisedServer(server), site.trim().toLowerCase(), stateScope.trim()])
  const hash = createHash('sha256').update(identity).digest('hex').slice(0, 16)
  return `active-exposures-v${STATE_VERSION}-${hash}-`
}

/** Lower-case host, no default port, no trailing slash, https where nothing is said. */
function normalisedServer(server: string): string {
  const text = server.trim()
  const absolute = /^https?:\/\//i.test(text) ? text : `https://${text}`
  if (!URL.canParse(absolute)) return text.toLowerCase()
  const url = new URL(absolute)
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`
}
