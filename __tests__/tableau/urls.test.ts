import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { ConfigurationError } from '../../src/errors.js'
import { serverOrigin, targetOf, type SiteAddress, type UrlTarget } from '../../src/tableau/urls.js'

const CLOUD: SiteAddress = { server: 'https://10ax.online.tableau.com', site: 'acme' }
const SERVER: SiteAddress = { server: 'https://tableau.example.com', site: '' }

const workbook = (contentUrl: string, view: string | null = null): UrlTarget => ({
  kind: 'content',
  reference: { by: 'content-url', of: 'workbook', contentUrl },
  view,
})
const numbered = (of: 'workbook' | 'datasource', number: string): UrlTarget => ({
  kind: 'content',
  reference: { by: 'number', of, number },
  view: null,
})

describe('on Tableau Cloud, site acme', () => {
  test.each<[string, UrlTarget]>([
    [
      'https://10ax.online.tableau.com/#/site/acme/views/KPIs/Overview',
      workbook('KPIs', 'KPIs/sheets/Overview'),
    ],
    [
      'https://10ax.online.tableau.com/#/site/acme/views/KPIs/Overview?:iid=1',
      workbook('KPIs', 'KPIs/sheets/Overview'),
    ],
    ['https://10ax.online.tableau.com/t/acme/views/KPIs/Overview', workbook('KPIs', 'KPIs/sheets/Overview')],
    [
      'https://10ax.online.tableau.com/t/acme/views/KPIs/Overview?:embed=y&:toolbar=n#5',
      workbook('KPIs', 'KPIs/sheets/Overview'),
    ],
    [
      'https://10ax.online.tableau.com/t/acme/views/KPIs/Overview.png',
      workbook('KPIs', 'KPIs/sheets/Overview'),
    ],
    [
      'https://10ax.online.tableau.com/t/acme/authoring/KPIs/Overview',
      workbook('KPIs', 'KPIs/sheets/Overview'),
    ],
    [
      'https://10ax.online.tableau.com/#/site/acme/authoring/KPIs/Overview',
      workbook('KPIs', 'KPIs/sheets/Overview'),
    ],
    [
      'https://10ax.online.tableau.com/#/site/acme/views/KPIs/Overview/0d1b9f30-3c8e-4b53-9e2f-6f5b2c6f0a11/MyView?:iid=2',
      workbook('KPIs', 'KPIs/sheets/Overview'),
    ],
    [
      'https://10ax.online.tableau.com/#/site/acme/views/Ums%C3%A4tze/Alle%20Tage',
      workbook('Umsätze', 'Umsätze/sheets/Alle Tage'),
    ],
    [
      'https://10ax.online.tableau.com/#/site/acme/views/100%/Overview',
      workbook('100%', '100%/sheets/Overview'),
    ],
    ['https://10ax.online.tableau.com/#/site/acme/views/KPIs', workbook('KPIs')],
    ['https://10ax.online.tableau.com/#/site/acme/workbooks/265605', numbered('workbook', '265605')],
    ['https://10ax.online.tableau.com/#/site/acme/workbooks/265605/views', numbered('workbook', '265605')],
    [
      'https://10ax.online.tableau.com/#/site/acme/workbooks/265605/views?:origin=card',
      numbered('workbook', '265605'),
    ],
    ['https://10ax.online.tableau.com/#/site/acme/datasources/3566752', numbered('datasource', '3566752')],
    [
      'https://10ax.online.tableau.com/#/site/acme/datasources/3566752/connections',
      numbered('datasource', '3566752'),
    ],
    ['https://10ax.online.tableau.com/#/site/acme/workbooks/KPIs', workbook('KPIs')],
    [
      '  https://10AX.online.tableau.com:443/#/site/acme/views/KPIs/Overview\n',
      workbook('KPIs', 'KPIs/sheets/Overview'),
    ],
    // Case of the site; another pod, and the generic host: the site decides which pod.
    [
      'https://10ax.online.tableau.com/#/site/ACME/views/KPIs/Overview',
      workbook('KPIs', 'KPIs/sheets/Overview'),
    ],
    [
      'https://prod-uk-a.online.tableau.com/#/site/acme/views/KPIs/Overview',
      workbook('KPIs', 'KPIs/sheets/Overview'),
    ],
    ['https://online.tableau.com/t/acme/views/KPIs/Overview', workbook('KPIs', 'KPIs/sheets/Overview')],
    ['http://10ax.online.tableau.com/t/acme/views/KPIs/Overview', workbook('KPIs', 'KPIs/sheets/Overview')],
  ])('%s', (url, target) => {
    expect(targetOf(url, CLOUD)).toEqual(target)
  })

  test.each<[string, 'tool' | 'server' | 'site' | 'page']>([
    ['https://app.powerbi.com/groups/1/reports/2', 'tool'],
    ['https://lookerstudio.google.com/reporting/views', 'tool'],
    ['mailto:bi@example.com', 'tool'],
    ['see the wiki', 'tool'],
    ['', 'tool'],
    ['https://public.tableau.com/views/KPIs/Overview', 'server'],
    ['https://tableau.example.com/#/site/acme/views/KPIs/Overview', 'server'],
    ['https://online.tableau.com.evil.example/#/site/acme/views/KPIs/Overview', 'server'],
    ['https://10ax.online.tableau.com/#/site/acme2/views/KPIs/Overview', 'site'],
    ['https://10ax.online.tableau.com/views/KPIs/Overview', 'site'],
    ['https://10ax.online.tableau.com/#/site/acme/projects/4711', 'page'],
    ['https://10ax.online.tableau.com/#/site/acme/home', 'page'],
    ['https://10ax.online.tableau.com/#/site/acme/views', 'page'],
  ])('%s is of another %s', (url, reason) => {
    expect(targetOf(url, CLOUD)).toMatchObject({ kind: 'other', reason })
  })
})

describe("on a server's default site", () => {
  test.each<[string, UrlTarget]>([
    ['https://tableau.example.com/#/views/KPIs/Overview?:iid=1', workbook('KPIs', 'KPIs/sheets/Overview')],
    ['https://tableau.example.com/views/KPIs/Overview', workbook('KPIs', 'KPIs/sheets/Overview')],
    [
      'https://tableau.example.com/trusted/8a7sdf/views/KPIs/Overview',
      workbook('KPIs', 'KPIs/sheets/Overview'),
    ],
    ['https://tableau.example.com/#/workbooks/1/views', numbered('workbook', '1')],
    ['https://tableau.example.com/#/datasources/2', numbered('datasource', '2')],
    ['http://TABLEAU.example.com/views/KPIs/Overview', workbook('KPIs', 'KPIs/sheets/Overview')],
  ])('%s', (url, target) => {
    expect(targetOf(url, SERVER)).toEqual(target)
  })

  test.each<[string, string]>([
    ['https://tableau.example.com/t/sales/views/KPIs/Overview', 'site'],
    ['https://tableau.example.com/#/site/sales/views/KPIs/Overview', 'site'],
    ['https://tableau.example.com:8443/views/KPIs/Overview', 'server'],
    ['https://10ax.online.tableau.com/views/KPIs/Overview', 'server'],
  ])('%s is of another %s', (url, reason) => {
    expect(targetOf(url, SERVER)).toMatchObject({ kind: 'other', reason })
  })
})

test('any text has a target, and a reason given for people does not repeat the text', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.webUrl({ withFragments: true, withQueryParameters: true })),
      (text) => {
        const target = targetOf(text, CLOUD)
        if (target.kind === 'other') expect(target.why).not.toMatch(/[\n\r]/)
      },
    ),
  )
})

describe('the address of a server', () => {
  test.each([
    ['https://10ax.online.tableau.com', 'https://10ax.online.tableau.com'],
    ['https://10ax.online.tableau.com/', 'https://10ax.online.tableau.com'],
    ['10ax.online.tableau.com', 'https://10ax.online.tableau.com'],
    ['https://10AX.online.tableau.com/#/site/acme/home', 'https://10ax.online.tableau.com'],
    ['  https://tableau.example.com:8443 ', 'https://tableau.example.com:8443'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['tableau:8443', 'https://tableau:8443'],
  ])('%s', (input, origin) => {
    expect(serverOrigin(input)).toBe(origin)
  })

  test.each(['', 'ftp://tableau.example.com', 'https://', 'https://bob:pw@tableau.example.com'])(
    '%j is none, and the sentence names the input but not the value',
    (input) => {
      expect(() => serverOrigin(input)).toThrow(ConfigurationError)
      expect(() => serverOrigin(input)).toThrow(/^tableau-server-url /)
      expect(() => serverOrigin(input)).not.toThrow(/bob|pw@/)
    },
  )
})
