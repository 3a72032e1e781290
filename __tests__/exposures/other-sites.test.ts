import { describe, expect, test } from '@jest/globals'
import { countBySite } from '../../src/exposures/other-sites.js'

const CLOUD = 'https://10ax.online.tableau.com'
const ACME = { server: CLOUD, site: 'acme' }

const linkOf = (url: string | null, settings?: object) => ({
  name: 'any',
  url,
  meta: settings === undefined ? {} : { active_exposure: settings },
})
const view = (site: string, host = CLOUD) => linkOf(`${host}/#/site/${site}/views/KPIs/Overview`)

describe('exposures by site', () => {
  test.each([
    ['at this site', view('acme')],
    ['at this site, in upper case', view('ACME')],
    ['at this site, on another pod of Tableau Cloud', view('acme', 'https://prod-uk-a.online.tableau.com')],
    ['at a page of this site without content', linkOf(`${CLOUD}/#/site/acme/home`)],
    ['at content named without a URL', linkOf(null, { extracts: [{ workbook: 'A/B' }] })],
    ['at content named next to a URL of another tool', linkOf('https://wiki.example/x', { extracts: [] })],
  ])('%s: this site', (_, exposure) => {
    expect(countBySite([exposure], ACME)).toEqual({ all: 1, here: 1, elsewhere: [] })
  })

  test.each([
    ['another site', view('beta'), '10ax.online.tableau.com', 'beta'],
    ['another server', view('acme', 'https://tableau.corp'), 'tableau.corp', 'acme'],
    ['the default site', linkOf('https://tableau.corp/#/views/KPIs/Overview'), 'tableau.corp', ''],
    [
      'another site, although its settings are wrong',
      { ...view('beta'), meta: { active_exposure: { x: 1 } } },
      '10ax.online.tableau.com',
      'beta',
    ],
    [
      'another site, although extracts are named',
      { ...view('beta'), meta: { active_exposure: { extracts: [{ workbook: 'A/B' }] } } },
      '10ax.online.tableau.com',
      'beta',
    ],
  ])('%s: another site', (_, exposure, host, site) => {
    expect(countBySite([exposure], ACME)).toEqual({
      all: 1,
      here: 0,
      elsewhere: [{ host, site, exposures: 1 }],
    })
  })

  test.each([
    ['of another tool', linkOf('https://acme.looker.com/dashboards/42')],
    ['without a URL', linkOf(null)],
  ])('%s: another tool', (_, exposure) => {
    expect(countBySite([exposure], ACME)).toEqual({ all: 1, here: 0, elsewhere: [] })
  })

  test('disabled exposures do not count, and the site with the most exposures comes first', () => {
    const off = { ...view('off'), meta: { active_exposure: { enabled: false } } }
    expect(countBySite([view('a'), off, view('b'), view('B'), view('acme')], ACME)).toEqual({
      all: 4,
      here: 1,
      elsewhere: [
        { host: '10ax.online.tableau.com', site: 'B', exposures: 2 },
        { host: '10ax.online.tableau.com', site: 'a', exposures: 1 },
      ],
    })
  })
})
