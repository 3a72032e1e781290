import { createHash } from 'node:crypto'
import { STATE_VERSION } from '../state-file.js'

/**
 * A state entry. Landings are facts of dbt, the same for every Tableau site; requests are facts of one site. `stateScope` is
 * the input of that name.
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
 * The key prefix of all saves of one entry. It ends in a delimiter because a restore matches prefixes
 * (docs/facts/github-actions.md#cache-keys). Address and scope are hashed: everybody who can read the
 * repository can read cache keys, and `prod` must not match `prod-eu`.
 */
export function cacheKeyPrefix(entry: StateEntry): string {
  const hash = createHash('sha256')
    .update(JSON.stringify(identityOf(entry)))
    .digest('hex')
    .slice(0, 16)
  return `active-exposures-v${STATE_VERSION}-${hash}-`
}

/** Tableau ignores the case of a site's content URL. If it did not, LUIDs would still keep two sites apart. */
function identityOf(entry: StateEntry): readonly string[] {
  const scope = entry.stateScope.trim()
  return entry.of === 'dbt'
    ? [entry.of, scope]
    : [entry.of, hostOf(entry.server), entry.site.trim().toLowerCase(), scope]
}

/** Lower-case host, with its port unless that is the default one. */
function hostOf(server: string): string {
  const text = server.trim()
  const absolute = /^https?:\/\//i.test(text) ? text : `https://${text}`
  return URL.canParse(absolute) ? new URL(absolute).host : text.toLowerCase()
}
