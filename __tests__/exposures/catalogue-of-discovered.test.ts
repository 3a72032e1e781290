import { expect, test } from '@jest/globals'
import type { Discovery } from '../../src/exposures/discovery/types.js'
import { readCatalogue, writeCatalogue } from '../../src/exposures/catalogue.js'
import type { ContentLineage } from '../../src/tableau/types.js'
import { manifestOf } from '../support/dbt.js'
import { ADDRESS } from '../support/tableau.js'
import { dashboard, dataSource, discoveryOf, luidOf } from './discoveries.js'
import { content } from './lineage.js'

const NO_ANSWERS = { findings: new Map(), lineages: [] }
const SHOP = manifestOf({
  'model.shop.raw': {},
  'model.shop.fct_orders': { reads: ['model.shop.raw'] },
  'model.shop.aside': {},
  'test.shop.unique_orders.1': { reads: ['model.shop.fct_orders'] },
})

function textOf(discovery: Discovery): string {
  return writeCatalogue({ project: SHOP, answers: NO_ANSWERS, discovery })
}

function readBack(text: string, server = ADDRESS.server) {
  const read = readCatalogue(text, server)
  if (read === null) throw new Error('the catalogue cannot be read back')
  return read
}

/** The lineage of a discovered workbook or data source. */
function lineageOf(kind: 'workbook' | 'datasource', name: string, url: string): ContentLineage {
  const one = content(`${kind}:${luidOf(name)}`, { tables: ['analytics.marts.fct_orders'] })
  return { ...one, content: { ...one.content, name, project: 'Finance/Monthly', url } }
}

const ORDERS = dashboard({
  name: 'Orders',
  project: 'Finance/Monthly',
  sheets: [{ path: 'Orders_1/Overview' }],
})
const SOURCE = dataSource({ name: 'Source', project: 'Finance/Monthly', owner: null })
const FOUND = discoveryOf([{ ...ORDERS, extracts: [...ORDERS.extracts, ...SOURCE.extracts] }], {
  datasources: [SOURCE],
  lineages: [
    lineageOf('workbook', 'Orders', ORDERS.workbook.url),
    lineageOf('datasource', 'Source', SOURCE.datasource.url),
  ],
})

test('discovered content is read back, without what only an exposures-file would need', () => {
  const { discovery, project } = readBack(textOf(FOUND))
  const [found] = FOUND.dashboards
  expect(discovery.dashboards).toEqual([
    {
      ...found,
      owner: { name: 'Ann Analyst', email: null },
      workbook: expect.objectContaining({
        luid: luidOf('Orders'),
        name: 'Orders',
        projectPath: ['Finance', 'Monthly'],
        url: ORDERS.workbook.url,
        sheets: [{ path: 'Orders_1/' }],
      }),
    },
  ])
  expect(discovery.datasources).toMatchObject([{ extracts: SOURCE.extracts, owner: null }])
  expect(discovery.lineages).toEqual(FOUND.lineages)
  // With the ancestors of its nodes, and the tests on these.
  expect([...project.nodes.keys()].sort()).toEqual([
    'model.shop.fct_orders',
    'model.shop.raw',
    'test.shop.unique_orders.1',
  ])
})

test('URLs are on the server of the run, also with the path of a reverse proxy', () => {
  const url = 'https://bi.example.com/tableau/#/site/acme/workbooks/7'
  const orders = { ...ORDERS, workbook: { ...ORDERS.workbook, url } }
  const found = discoveryOf([orders], { lineages: [lineageOf('workbook', 'Orders', url)] })
  const text = textOf(found)
  expect(text).not.toContain('bi.example.com')
  expect(readBack(text, 'https://bi.example.com/tableau').discovery.dashboards[0]?.workbook.url).toBe(url)
})

test('it contains no e-mail address', () => {
  const owner = { name: 'ana@example.com', email: 'bo@example.com' }
  const named = dashboard({ name: 'Sales of ci@example.com', owner })
  const lineage = lineageOf('workbook', 'Sales of ci@example.com', named.workbook.url)
  const text = textOf(discoveryOf([named], { lineages: [lineage] }))
  expect(text).not.toContain('@example')
  expect(readBack(text).discovery.dashboards[0]).toMatchObject({
    owner: null,
    workbook: { name: 'Sales of …' },
  })
})
