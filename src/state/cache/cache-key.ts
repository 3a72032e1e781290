import { createHash } from 'node:crypto'
import { STATE_VERSION } from '../state-file.js'

/**
 * A state entry: what landed is a fact of dbt, the same for every Tableau site; what was requested is a fact of one site.
 * `stateScope` is a name of the user's choice.
 */
export type StateEntry =
  | { readonly of: 'dbt'; readonly stateScope: string }
  | {
      readonly of: 'site'
      readonly stateScope: string
      readonly server: string
      /** Its `contentUrl`; empty for the default site. */
      readonly site: string
    }

/**
 * The prefix of all saves of one entry. It ends in a delimiter, since a restore matches prefixes
 * (docs/facts/github-actions.md#cache-keys). A hash stands for the address and the scope: everybody who can read the
 * repository can read cache keys, and `prod` must not find `prod-eu`.
 */
export function cacheKeyPrefix(entry: StateEntry): string {
  const hash = createHash('sha256')
    .update(JSON.stringify(identityOf(entry)))
    .digest('hex')
    .slice(0, 16)
  return `active-exposures-v${STATE_VERSION}-${hash}-`
}

/** Tableau finds a site whatever the case of its content URL; if it did not, LUIDs would still keep two sites apart. */
function identityOf(entry: StateEntry): readonly string[] {
  const scope = entry.stateScope.trim()
  return entry.of === 'dbt'
    ? [entry.of, scope]
    : [entry.of, hostOf(entry.server), entry.site.trim().toLowerCase(), scope]
}

/** Lower-case host, with its port where that is not the default one. */
function hostOf(server: string): string {
  const text = server.trim()
  const absolute = /^https?:\/\//i.test(text) ? text : `https://${text}`
  return URL.canParse(absolute) ? new URL(absolute).host : text.toLowerCase()
}
