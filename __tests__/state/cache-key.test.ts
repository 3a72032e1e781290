import { describe, expect, it } from '@jest/globals'
import { cacheKeyPrefix, type Instance } from '../../src/state/cache-key.js'

const ACME: Instance = { server: 'https://10ax.online.tableau.com', site: 'acme', stateScope: '' }
const prefix = (changes: Partial<Instance>): string => cacheKeyPrefix({ ...ACME, ...changes })

describe('the prefix of cache keys', () => {
  it('names program, version and instance, and ends in a delimiter', () => {
    expect(prefix({})).toMatch(/^active-exposures-v1-[0-9a-f]{16}-$/)
  })
  it.each<[string, Partial<Instance>]>([
    ['a host in capitals', { server: 'https://10AX.Online.Tableau.com' }],
    ['a slash at the end', { server: 'https://10ax.online.tableau.com/' }],
    ['the default port', { server: 'https://10ax.online.tableau.com:443' }],
    ['no scheme', { server: '10ax.online.tableau.com' }],
    ['blanks around', { server: ' https://10ax.online.tableau.com ', site: ' acme', stateScope: ' ' }],
    ['a site in capitals', { site: 'Acme' }],
  ])('is the same for %s', (_, changes) => {
    expect(prefix(changes)).toBe(prefix({}))
  })
  it('differs between servers, sites and scopes, also where one is the beginning of another', () => {
    const different = [
      prefix({}),
      prefix({ server: 'https://10ax.online.tableau.com:8443' }),
      prefix({ server: 'http://10ax.online.tableau.com' }),
      prefix({ server: 'not a server' }),
      prefix({ site: '' }),
      prefix({ site: 'acme2' }),
      prefix({ stateScope: 'prod' }),
      prefix({ stateScope: 'prod-eu' }),
      prefix({ site: '', stateScope: 'acme' }),
    ]
    expect(new Set(different).size).toBe(different.length)
    for (const one of different) expect(different.filter((other) => other.startsWith(one))).toEqual([one])
  })
  it('shows neither server nor scope to those who can read cache keys', () => {
    expect(prefix({ stateScope: 'secret-project' })).not.toMatch(/tableau|acme|secret/)
  })
})
