import { describe, expect, it } from '@jest/globals'
import { cacheKeyPrefix } from '../../../src/state/cache/cache-key.js'

interface Names {
  readonly server: string
  readonly site: string
  readonly stateScope: string
}

const ACME: Names = { server: 'https://10ax.online.tableau.com', site: 'acme', stateScope: '' }
const ofSite = (changes: Partial<Names>): string => cacheKeyPrefix({ of: 'site', ...ACME, ...changes })
const ofDbt = (stateScope: string): string => cacheKeyPrefix({ of: 'dbt', stateScope })

describe('the prefix of cache keys', () => {
  it('contains the program, the version and a hash, and ends in a delimiter', () => {
    expect(ofSite({})).toMatch(/^active-exposures-v2-[0-9a-f]{16}-$/)
    expect(ofDbt('')).toMatch(/^active-exposures-v2-[0-9a-f]{16}-$/)
  })
  it.each<[string, Partial<Names>]>([
    ['a host in upper case', { server: 'https://10AX.Online.Tableau.com' }],
    ['a trailing slash', { server: 'https://10ax.online.tableau.com/' }],
    ['the default port', { server: 'https://10ax.online.tableau.com:443' }],
    ['no scheme', { server: '10ax.online.tableau.com' }],
    ['another scheme', { server: 'http://10ax.online.tableau.com' }],
    ['surrounding spaces', { server: ' https://10ax.online.tableau.com ', site: ' acme', stateScope: ' ' }],
    ['a site in upper case', { site: 'Acme' }],
  ])('of a site is the same for %s', (_, changes) => {
    expect(ofSite(changes)).toBe(ofSite({}))
  })
  it('of dbt is the same for spaces around its scope', () => {
    expect(ofDbt(' prod ')).toBe(ofDbt('prod'))
  })
  it('differs between dbt and sites, and for each server, site and scope, also if one is a prefix of another', () => {
    const different = [
      ofSite({}),
      ofSite({ server: 'https://10ax.online.tableau.com:8443' }),
      ofSite({ server: 'not a server' }),
      ofSite({ site: '' }),
      ofSite({ site: 'acme2' }),
      ofSite({ stateScope: 'prod' }),
      ofSite({ stateScope: 'prod-eu' }),
      ofSite({ site: '', stateScope: 'acme' }),
      ofDbt(''),
      ofDbt('prod'),
      ofDbt('prod-eu'),
    ]
    expect(new Set(different).size).toBe(different.length)
    for (const one of different) expect(different.filter((other) => other.startsWith(one))).toEqual([one])
  })
  it('reveals neither server nor scope', () => {
    for (const prefix of [ofSite({ stateScope: 'secret-project' }), ofDbt('secret-project')])
      expect(prefix).not.toMatch(/tableau|acme|secret/)
  })
})
