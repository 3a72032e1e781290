import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { SiteAddress } from '../../src/tableau/server-address.js'
import { targetOf, type UrlTarget } from '../../src/tableau/urls.js'

const CLOUD: SiteAddress = { server: 'https://10ax.online.tableau.com', site: 'acme' }
const SERVER: SiteAddress = { server: 'https://tableau.example.com', site: '' }
const BEHIND_PROXY: SiteAddress = { server: 'https://bi.example.com/tableau', site: 'acme' }

const workbook = (contentUrl: string): UrlTarget => ({
  kind: 'content',
  reference: { by: 'content-url', of: 'workbook', contentUrl },
})
const datasource = (contentUrl: string): UrlTarget => ({
  kind: 'content',
  reference: { by: 'content-url', of: 'datasource', contentUrl },
})
const numbered = (of: 'workbook' | 'datasource', number: string): UrlTarget => ({
  kind: 'content',
  reference: { by: 'number', of, number },
})

const POD = 'https://10ax.online.tableau.com'
const GUID = '0d1b9f30-3c8e-4b53-9e2f-6f5b2c6f0a11'

describe('on Tableau Cloud, site acme', () => {
  test.each<[string, UrlTarget]>([
    // As in a browser's address bar.
    [`${POD}/#/site/acme/views/KPIs/Overview`, workbook('KPIs')],
    [`${POD}/#/site/acme/views/KPIs/Overview?:iid=1`, workbook('KPIs')],
    [`${POD}/#/site/acme/views/KPIs/Overview#1`, workbook('KPIs')],
    [`${POD}/#/site/acme/views/KPIs`, workbook('KPIs')],
    [`${POD}/#/site/acme/authoring/KPIs/Overview`, workbook('KPIs')],
    [`${POD}/#/site/acme/views/KPIs/Overview/${GUID}/MyView?:iid=2`, workbook('KPIs')],
    [`${POD}/#/site/acme/views/KPIs/${GUID}/MyView`, workbook('KPIs')],
    [`${POD}/#/site/acme/workbooks/265605`, numbered('workbook', '265605')],
    [`${POD}/#/site/acme/workbooks/265605/views`, numbered('workbook', '265605')],
    [`${POD}/#/site/acme/workbooks/265605/views?:origin=card`, numbered('workbook', '265605')],
    [`${POD}/#/site/acme/datasources/3566752`, numbered('datasource', '3566752')],
    [`${POD}/#/site/acme/datasources/3566752/connections`, numbered('datasource', '3566752')],
    // From "Share", embeds, exports and scripts.
    [`${POD}/t/acme/views/KPIs/Overview`, workbook('KPIs')],
    [`${POD}/t/acme/views/KPIs/Overview?:embed=y&:toolbar=n#5`, workbook('KPIs')],
    [`${POD}/t/acme/views/KPIs/Overview.png`, workbook('KPIs')],
    [`${POD}/t/acme/views/KPIs/Overview.pdf?Region=North`, workbook('KPIs')],
    [`${POD}/t/acme/views/KPIs/Overview.csv`, workbook('KPIs')],
    [`${POD}/t/acme/views/KPIs/sheets/Overview`, workbook('KPIs')],
    [`${POD}/t/acme/views/KPIs%2FOverview`, workbook('KPIs')],
    [`${POD}/t/acme/authoring/KPIs/Overview`, workbook('KPIs')],
    [`${POD}/vizql/t/acme/w/KPIs/v/Overview`, workbook('KPIs')],
    [`${POD}/vizql/t/acme/w/KPIs/v/Overview/vud/sessions/1-2`, workbook('KPIs')],
    [`${POD}/trusted/8a7sdf/t/acme/views/KPIs/Overview`, workbook('KPIs')],
    [`${POD}/#/site/acme/workbooks/KPIs`, workbook('KPIs')],
    [`${POD}/t/acme/workbooks/KPIs.twbx`, workbook('KPIs')],
    [`${POD}/t/acme/datasources/Orders.tdsx`, datasource('Orders')],
    // With a missing, encoded, doubled or misplaced hash.
    [`${POD}/site/acme/views/KPIs/Overview`, workbook('KPIs')],
    [`${POD}/%23/site/acme/views/KPIs/Overview`, workbook('KPIs')],
    [`${POD}/%23/site/acme/workbooks/265605`, numbered('workbook', '265605')],
    [`${POD}#/site/acme/views/KPIs/Overview`, workbook('KPIs')],
    [`${POD}/#site/acme/views/KPIs/Overview`, workbook('KPIs')],
    [`${POD}/#!/site/acme/views/KPIs/Overview`, workbook('KPIs')],
    [`${POD}//#/site/acme/views/KPIs/Overview`, workbook('KPIs')],
    [`${POD}/#//site/acme//views/KPIs//Overview`, workbook('KPIs')],
    [`${POD}/#/site%2Facme%2Fviews%2FKPIs%2FOverview%3F:iid=1`, workbook('KPIs')],
    [`${POD}/?tenant=x#/site/acme/views/KPIs/Overview`, workbook('KPIs')],
    // Names.
    [`${POD}/#/site/acme/views/Ums%C3%A4tze/Alle%20Tage`, workbook('Umsätze')],
    [`${POD}/#/site/acme/views/100%/Overview`, workbook('100%')],
    [`${POD}/#/site/acme/views/views/t`, workbook('views')],
    [`${POD}/#/site/acme/views/Ums%E4tze/Overview`, workbook('Ums%E4tze')],
    // Without a scheme, another one, a port, upper case.
    ['10ax.online.tableau.com/#/site/acme/views/KPIs/Overview', workbook('KPIs')],
    ['//10ax.online.tableau.com/t/acme/views/KPIs/Overview', workbook('KPIs')],
    ['http://10ax.online.tableau.com/t/acme/views/KPIs/Overview', workbook('KPIs')],
    ['  https://10AX.online.tableau.com:443/#/site/acme/views/KPIs/Overview\n', workbook('KPIs')],
    [`${POD}/#/site/ACME/views/KPIs/Overview`, workbook('KPIs')],
    [`${POD}/T/acme/Views/KPIs/Overview`, workbook('KPIs')],
    // Without a host, as tabcmd accepts it.
    ['/t/acme/views/KPIs/Overview', workbook('KPIs')],
    ['#/site/acme/workbooks/265605', numbered('workbook', '265605')],
    ['/#/site/acme/views/KPIs/Overview', workbook('KPIs')],
    // From chats, documents and code.
    [`<${POD}/#/site/acme/views/KPIs/Overview>`, workbook('KPIs')],
    [`<${POD}/#/site/acme/views/KPIs/Overview|Weekly KPIs>`, workbook('KPIs')],
    [`[Weekly KPIs](${POD}/#/site/acme/views/KPIs/Overview)`, workbook('KPIs')],
    [`[KPIs (weekly)](<${POD}/#/site/acme/views/KPIs/Overview> "Weekly")`, workbook('KPIs')],
    [`"${POD}/#/site/acme/views/KPIs/Overview"`, workbook('KPIs')],
    [`\`${POD}/#/site/acme/workbooks/265605\``, numbered('workbook', '265605')],
    // Another pod, and the generic host: the site decides which pod.
    ['https://prod-uk-a.online.tableau.com/#/site/acme/views/KPIs/Overview', workbook('KPIs')],
    ['https://online.tableau.com/t/acme/views/KPIs/Overview', workbook('KPIs')],
    [`${POD}/#/site/acme/views/KPIs/Overview?:x=${'9'.repeat(20_000)}`, workbook('KPIs')],
  ])('%.120s', (url, target) => {
    expect(targetOf(url, CLOUD)).toEqual(target)
  })

  test.each([
    `${POD}/#/site/acme/redirect_to_view/12345`,
    `${POD}/t/acme/redirect_to_view/12345`,
    `${POD}/redirect_to_view/12345`,
  ])('%s can only be followed by a browser', (url) => {
    expect(targetOf(url, CLOUD)).toEqual({
      kind: 'other',
      reason: 'page',
      why: 'the URL is a redirect (redirect_to_view), whose target Tableau shows only to a browser: open it and use the address it leads to',
    })
  })

  test.each([
    `${POD}/#/site/acme/projects/4711`,
    `${POD}/#/site/acme/home`,
    `${POD}/#/site/acme/views`,
    `${POD}/#/site/acme/flows/12`,
    `${POD}/#/site/acme`,
    `${POD}/`,
    POD,
    'https://sso.online.tableau.com/public/idp/SSO?x=1',
  ])('%s names no content', (url) => {
    expect(targetOf(url, CLOUD)).toEqual({
      kind: 'other',
      reason: 'page',
      why: 'the URL names neither a view nor a workbook nor a data source: use the address that a browser shows for the dashboard',
    })
  })

  test.each([
    ['https://app.powerbi.com/groups/1/reports/2', 'the URL is on app.powerbi.com'],
    ['https://lookerstudio.google.com/reporting/views', 'the URL is on lookerstudio.google.com'],
    ['https://acme.monday.com/boards/1/views/2', 'the URL is on acme.monday.com'],
    ['https://github.com/orgs/acme/projects/1/views/2', 'the URL is on github.com'],
    ['https://community.example.com/t/weekly-kpis/123', 'the URL is on community.example.com'],
    ['mailto:bi@example.com', 'the URL is on example.com'],
    ['ftp://10ax.online.tableau.com/t/acme/views/K/O', 'the URL is not a web address'],
    ['see the wiki', 'the URL is not a web address'],
    ['[the wiki]()', 'the URL is not a web address'],
    ['', 'the URL is not a web address'],
  ])('%j is another tool', (url, why) => {
    expect(targetOf(url, CLOUD)).toEqual({ kind: 'other', reason: 'tool', why })
  })

  test.each([
    ['https://public.tableau.com/views/KPIs/Overview', 'public.tableau.com', ''],
    ['https://tableau.example.com/#/site/acme/views/KPIs/Overview', 'tableau.example.com', 'acme'],
    ['https://tableau/t/acme/views/KPIs/Overview', 'tableau', 'acme'],
    ['https://bi.example.com/bi/t/acme/views/KPIs/Overview', 'bi.example.com', 'acme'],
    [
      'https://online.tableau.com.evil.example/#/site/acme/views/KPIs/Overview',
      'online.tableau.com.evil.example',
      'acme',
    ],
  ])('%s is another server', (url, host, site) => {
    const why = `the URL is on another server, ${host}`
    expect(targetOf(url, CLOUD)).toEqual({ kind: 'other', reason: 'server', host, site, why })
  })

  test.each([
    [`${POD}/#/site/acme2/views/KPIs/Overview`, 'acme2', 'the URL is on another site, acme2'],
    [`${POD}/t/acme2/views/KPIs/Overview`, 'acme2', 'the URL is on another site, acme2'],
    [`${POD}/#/site/acme2/home`, 'acme2', 'the URL is on another site, acme2'],
    [`${POD}/#/site/Default/views/KPIs/Overview`, 'Default', 'the URL is on another site, Default'],
    [`${POD}/views/KPIs/Overview`, '', 'the URL names no site'],
    [`${POD}/#/site//views/KPIs/Overview`, '', 'the URL names no site'],
  ])('%s is another site', (url, site, why) => {
    const host = '10ax.online.tableau.com'
    expect(targetOf(url, CLOUD)).toEqual({ kind: 'other', reason: 'site', host, site, why })
  })
})

describe("on a server's default site", () => {
  const HOST = 'https://tableau.example.com'
  test.each<[string, UrlTarget]>([
    [`${HOST}/#/views/KPIs/Overview?:iid=1`, workbook('KPIs')],
    [`${HOST}/views/KPIs/Overview`, workbook('KPIs')],
    [`${HOST}/trusted/8a7sdf/views/KPIs/Overview`, workbook('KPIs')],
    [`${HOST}/vizql/w/KPIs/v/Overview`, workbook('KPIs')],
    [`${HOST}/#/workbooks/1/views`, numbered('workbook', '1')],
    [`${HOST}/#/datasources/2`, numbered('datasource', '2')],
    ['http://TABLEAU.example.com/views/KPIs/Overview', workbook('KPIs')],
    ['tableau.example.com/views/KPIs/Overview', workbook('KPIs')],
    ['views/KPIs/Overview', workbook('KPIs')],
    // The default site named by nothing, or by its name.
    [`${HOST}/t//views/KPIs/Overview`, workbook('KPIs')],
    [`${HOST}/#/site//views/KPIs/Overview`, workbook('KPIs')],
    [`${HOST}/#/site//workbooks/1/views`, numbered('workbook', '1')],
    [`${HOST}/#/site/Default/views/KPIs/Overview`, workbook('KPIs')],
    [`${HOST}/t/default/views/KPIs/Overview`, workbook('KPIs')],
    // Through a reverse proxy that puts a path before Tableau's.
    [`${HOST}/bi/views/KPIs/Overview`, workbook('KPIs')],
    [`${HOST}/bi/#/workbooks/1/views`, numbered('workbook', '1')],
  ])('%s', (url, target) => {
    expect(targetOf(url, SERVER)).toEqual(target)
  })

  test.each([
    [`${HOST}/t/sales/views/KPIs/Overview`, 'site'],
    [`${HOST}/#/site/sales/views/KPIs/Overview`, 'site'],
    [`${HOST}:8443/views/KPIs/Overview`, 'server'],
    ['https://10ax.online.tableau.com/views/KPIs/Overview', 'server'],
    [`${HOST}/#/home`, 'page'],
    // Another tool on the same host.
    [`${HOST}/metabase/dashboard/1`, 'tool'],
  ])('%s is of another %s', (url, reason) => {
    expect(targetOf(url, SERVER)).toMatchObject({ kind: 'other', reason })
  })
})

describe('on a server behind a path', () => {
  test.each<[string, UrlTarget]>([
    ['https://bi.example.com/tableau/#/site/acme/views/KPIs/Overview', workbook('KPIs')],
    ['https://bi.example.com/tableau/t/acme/views/KPIs/Overview', workbook('KPIs')],
    ['https://bi.example.com/Tableau/site/acme/workbooks/7', numbered('workbook', '7')],
    ['https://bi.example.com/t/acme/views/KPIs/Overview', workbook('KPIs')],
    ['/t/acme/views/KPIs/Overview', workbook('KPIs')],
  ])('%s', (url, target) => {
    expect(targetOf(url, BEHIND_PROXY)).toEqual(target)
  })

  test('another path is another server', () => {
    const url = 'https://bi.example.com/tableau-dev/t/acme/views/KPIs/Overview'
    expect(targetOf(url, BEHIND_PROXY)).toMatchObject({ reason: 'server', host: 'bi.example.com' })
  })
})

describe('without a configured server', () => {
  test.each<[string, UrlTarget]>([
    [`${POD}/#/site/acme/views/KPIs/Overview`, workbook('KPIs')],
    ['https://tableau.example.com/views/KPIs/Overview', workbook('KPIs')],
    ['https://bi.example.com/bi/t/acme/views/KPIs/Overview', workbook('KPIs')],
  ])('%s is a Tableau URL', (url, target) => {
    expect(targetOf(url, null)).toEqual(target)
  })

  test.each([
    'https://github.com/orgs/acme/projects/1/views/2',
    'see the wiki',
    '/t/acme/views/KPIs/Overview',
  ])('%s is not', (url) => {
    expect(targetOf(url, null)).toMatchObject({ kind: 'other', reason: 'tool' })
  })
})

test('any text has a target, and its reason does not contain the text', () => {
  const addresses = fc.constantFrom(CLOUD, SERVER, BEHIND_PROXY, null)
  const piece = fc.constantFrom(
    't',
    'site',
    '#',
    '%23',
    '',
    'views',
    'w',
    'vizql',
    'trusted',
    'acme',
    'K',
    '?',
    '<',
  )
  const texts = fc.oneof(
    fc.string(),
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
    fc.array(fc.oneof(piece, fc.string()), { maxLength: 12 }).map((pieces) => `${POD}/${pieces.join('/')}`),
  )
  fc.assert(
    fc.property(texts, addresses, (text, address) => {
      const target = targetOf(text, address)
      if (target.kind === 'other') expect(target.why).not.toMatch(/[\n\r]/)
    }),
  )
})

test('a hostile URL of a megabyte is read in a time that grows with its length, not with its square', () => {
  const started = performance.now()
  for (const part of ['/t', '/', '%2F', '[](', '<', ' ', '/views'])
    targetOf(`${POD}${part.repeat(500_000)}`, CLOUD)
  expect(performance.now() - started).toBeLessThan(60_000)
})
