import { describe, expect, test } from '@jest/globals'
import type { OtherSite } from '../../src/exposures/other-sites.js'
import { message } from '../../src/messages/message.js'
import { otherSiteMessage, wrongSiteMessage } from '../../src/report/other-sites.js'
import { HOSTILE } from './hostile.js'

const CLOUD = '10ax.online.tableau.com'
const at = (host: string, site: string, exposures = 3): OtherSite => ({ host, site, exposures })
const run = (site: string, host = CLOUD) => ({ server: `https://${host}`, site })
const none = (elsewhere: readonly OtherSite[], all = 3) => ({ all, here: 0, elsewhere })

describe('a refused sign-in', () => {
  const refusal = message('AE-SIGN-IN-TOKEN', { code: '401001', site: 'tableau-site' })
  const counts = (here: number, elsewhere: number) => ({
    all: here + elsewhere,
    here,
    elsewhere: elsewhere === 0 ? [] : [at(CLOUD, 'acme', elsewhere)],
  })

  test('names the site first if most exposures point at another', () => {
    expect(wrongSiteMessage(refusal, counts(2, 11), run('acmee'))?.message).toBe(
      `This run signs in to site acmee, but 11 of 13 exposures point at other sites (11 at site acme on ${CLOUD}), and Tableau refused the sign-in. Check tableau-site: did you mean acme? If this is the right site: ${refusal.message}`,
    )
  })

  test.each([
    ['most are of this site', counts(7, 6), refusal],
    ['all are of this site', counts(13, 0), refusal],
    ['another error', counts(2, 11), message('AE-TABLEAU-UNREACHABLE', { why: 'x' })],
  ])('stays as it is: %s', (_, where, told) => {
    expect(wrongSiteMessage(told, where, run('acmee'))).toBeNull()
  })
})

describe('if no exposure points at the site of this run', () => {
  test.each<[string, OtherSite, ReturnType<typeof run>, string]>([
    [
      'a typing mistake',
      at(CLOUD, 'acme'),
      run('acmee'),
      'All 3 exposures point at site acme on 10ax.online.tableau.com, but this run is for site acmee. Check tableau-site: did you mean acme?',
    ],
    [
      'the display name',
      at(CLOUD, 'acmecorp'),
      run('Acme_Corp'),
      'All 3 exposures point at site acmecorp on 10ax.online.tableau.com, but this run is for site Acme_Corp. Set tableau-site to the content URL acmecorp, the text after /site/ in addresses; Acme_Corp looks like the display name of the site.',
    ],
    [
      'an empty site on Tableau Cloud',
      at(CLOUD, 'acme'),
      run(''),
      'All 3 exposures point at site acme on 10ax.online.tableau.com, but this run is for no site. Set tableau-site to acme (it is empty, and Tableau Cloud has no default site); if it comes from a secret or variable, check that this job may read it.',
    ],
    [
      'Default, or nothing, on Tableau Server',
      at('tableau.corp', 'acme'),
      run('', 'tableau.corp'),
      'All 3 exposures point at site acme on tableau.corp, but this run is for the default site. Set tableau-site to acme (an empty value and Default mean the default site); if it comes from a secret or variable, check that this job may read it.',
    ],
    [
      'exposures on the default site',
      at('tableau.corp', ''),
      run('acme', 'tableau.corp'),
      'All 3 exposures point at the default site on tableau.corp, but this run is for site acme. Leave tableau-site empty for the default site, or copy the addresses of the exposures again from a browser.',
    ],
    [
      'addresses on Tableau Cloud without a site',
      at(CLOUD, ''),
      run('acme'),
      'All 3 exposures point at no site on 10ax.online.tableau.com, but this run is for site acme. Copy the addresses of the exposures again from a browser: on Tableau Cloud each address names its site.',
    ],
    [
      'another site',
      at(CLOUD, 'beta'),
      run('acme'),
      'All 3 exposures point at site beta on 10ax.online.tableau.com, but this run is for site acme. Correct tableau-site, or the url of these exposures.',
    ],
    [
      'the short name of the host',
      at('tableau.acme.com', 'acme'),
      run('acme', 'tableau'),
      'All 3 exposures point at site acme on tableau.acme.com, but this run is for site acme on tableau. Set tableau-server-url to the host as the exposures have it; tableau is its short name.',
    ],
    [
      'the short name of the host in the exposures',
      at('tableau', 'acme'),
      run('acme', 'tableau.acme.com'),
      'All 3 exposures point at site acme on tableau, but this run is for site acme on tableau.acme.com. Give the exposures the whole host name; tableau is its short name.',
    ],
    [
      'a typing mistake in the host',
      at('tableau.acme.com', 'acme'),
      run('acme', 'tableau.acne.com'),
      'All 3 exposures point at site acme on tableau.acme.com, but this run is for site acme on tableau.acne.com. Check tableau-server-url: did you mean tableau.acme.com?',
    ],
    [
      'another server',
      at('bi.example.org', 'acme'),
      run('acme', 'tableau.acme.com'),
      'All 3 exposures point at site acme on bi.example.org, but this run is for site acme on tableau.acme.com. Correct tableau-server-url, or the url of these exposures.',
    ],
    [
      'another site on another pod of Tableau Cloud, which is one server',
      at('prod-uk-a.online.tableau.com', 'beta'),
      run('acme'),
      'All 3 exposures point at site beta on prod-uk-a.online.tableau.com, but this run is for site acme on 10ax.online.tableau.com. Correct tableau-site, or the url of these exposures.',
    ],
  ])('%s', (_, elsewhere, address, words) => {
    expect(otherSiteMessage(none([elsewhere]), address)?.message).toBe(words)
  })

  test('with one exposure, and with exposures of other tools too', () => {
    expect(otherSiteMessage(none([at(CLOUD, 'beta', 1)], 1), run('acme'))?.message).toMatch(
      /^The only exposure points at site beta/,
    )
    expect(otherSiteMessage(none([at(CLOUD, 'beta', 1)], 2), run('acme'))?.message).toMatch(
      /^The only Tableau exposure points at/,
    )
    expect(otherSiteMessage(none([at(CLOUD, 'beta')], 4), run('acme'))?.message).toMatch(
      /^All 3 Tableau exposures point at site beta/,
    )
  })

  test('on several sites', () => {
    const sites = ['north', 'south', 'east', 'west', 'mars'].map((site) => at(CLOUD, site, 2))
    expect(otherSiteMessage(none(sites, 10), run('acme'))?.message).toBe(
      'All 10 exposures point at other sites (2 at site north on 10ax.online.tableau.com, 2 at site south on 10ax.online.tableau.com, 2 at site east on 10ax.online.tableau.com, 4 at other sites), but this run is for site acme. Correct tableau-site, or the url of these exposures.',
    )
  })
})

test('if only some point elsewhere: a count without a remedy', () => {
  expect(otherSiteMessage({ all: 5, here: 3, elsewhere: [at(CLOUD, 'beta', 2)] }, run('acme'))?.message).toBe(
    '2 of 5 exposures point at other sites (2 at site beta on 10ax.online.tableau.com); this run is for site acme.',
  )
})

test('if none points elsewhere: null', () => {
  expect(otherSiteMessage({ all: 5, here: 5, elsewhere: [] }, run('acme'))).toBeNull()
})

test.each(HOSTILE.map((name) => [name.slice(0, 40), name]))('any site name gives one line: %s', (_, name) => {
  const words = otherSiteMessage(none([at(CLOUD, name)]), run('acme'))?.message ?? ''
  for (const harmful of ['\r', '\n', '\u001B']) expect(words).not.toContain(harmful)
})
