import { expect, test } from '@jest/globals'
import { gzipSync } from 'node:zlib'
import type { ProjectGraph } from '../../src/dbt/manifest.js'
import { type Discovery, NOTHING_DISCOVERED } from '../../src/exposures/discovery/types.js'
import { readCatalogue, writeCatalogue } from '../../src/exposures/catalogue.js'
import type { ContentLineage, Luid } from '../../src/tableau/types.js'
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

function textOf(discovery: Discovery, project: ProjectGraph = SHOP): string {
  return writeCatalogue({ project, answers: NO_ANSWERS, discovery })
}

function there(text: string, server = ADDRESS.server) {
  const read = readCatalogue(text, server)
  if (read === null) throw new Error('the catalogue cannot be read back')
  return read
}

/** As content of a workbook or data source that was discovered is described. */
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

test('what was discovered comes back, but for what only dbt’s YAML would need', () => {
  const { discovery, project } = there(textOf(FOUND))
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
  // With all that lies above its nodes, and the tests on them.
  expect([...project.nodes.keys()].sort()).toEqual([
    'model.shop.fct_orders',
    'model.shop.raw',
    'test.shop.unique_orders.1',
  ])
})

test('links are on the server of the run, also behind the path of a reverse proxy', () => {
  const url = 'https://bi.example.com/tableau/#/site/acme/workbooks/7'
  const orders = { ...ORDERS, workbook: { ...ORDERS.workbook, url } }
  const found = discoveryOf([orders], { lineages: [lineageOf('workbook', 'Orders', url)] })
  const text = textOf(found)
  expect(text).not.toContain('bi.example.com')
  expect(there(text, 'https://bi.example.com/tableau').discovery.dashboards[0]?.workbook.url).toBe(url)
})

test('it contains no e-mail address', () => {
  const owner = { name: 'ana@example.com', email: 'bo@example.com' }
  const named = dashboard({ name: 'Sales of ci@example.com', owner })
  const lineage = lineageOf('workbook', 'Sales of ci@example.com', named.workbook.url)
  const text = textOf(discoveryOf([named], { lineages: [lineage] }))
  expect(text).not.toContain('@example')
  expect(there(text).discovery.dashboards[0]).toMatchObject({ owner: null, workbook: { name: 'Sales of …' } })
})

test('10,000 discovered workbooks over 20,000 nodes take less than one and a half megabytes, packed', () => {
  const { project, discovery } = large()
  const text = textOf(discovery, project)
  const packed = gzipSync(text).length
  expect(project.nodes.size).toBe(20_000)
  expect(there(text).discovery.dashboards).toHaveLength(10_000)
  expect({ whole: text.length < 25e6, packed: packed < 1.5e6 }).toEqual({ whole: true, packed: true })
  if (process.env['SHOW'] !== undefined) console.log({ whole: text.length, packed })
})

/** 8,000 models with one or two tests each, and 10,000 workbooks on three of them each. */
function large(): { project: ProjectGraph; discovery: Discovery } {
  const random = (index: number): number => (index * 2654435761) % 4294967296
  const name = (index: number): string =>
    `${['fct', 'dim', 'int', 'stg'][index % 4] ?? ''}_orders_by_customer_${index}`
  const nodes: Record<string, { reads: string[]; schema: string }> = {}
  for (let index = 0; index < 8000; index += 1) {
    const reads =
      index < 800 ? [] : [1, 2, 3].map((step) => `model.shop.${name(random(index * step) % index)}`)
    const id = `model.shop.${name(index)}`
    nodes[id] = { reads: [...new Set(reads)], schema: `schema_${index % 12}` }
    nodes[`test.shop.not_null_${name(index)}.${random(index).toString(16)}`] = { reads: [id], schema: 'x' }
    if (index % 2 === 0)
      nodes[`test.shop.unique_${name(index)}.${random(index + 1).toString(16)}`] = {
        reads: [id],
        schema: 'x',
      }
  }
  const luid = (index: number): Luid =>
    `${random(index + 7)
      .toString(16)
      .padStart(8, '0')}-1111-4222-8333-${index.toString(16).padStart(12, '0')}` as Luid
  const found = Array.from({ length: 10_000 }, (_, index) => {
    const reads = [...new Set([index, random(index), random(index * 3)].map((each) => each % 8000))]
    const url = `${ADDRESS.server}/#/site/${ADDRESS.site}/workbooks/${index}`
    const lineage = content(`workbook:${luid(index)}`, {
      tables: reads.map((each) => `analytics.schema_${each % 12}.${name(each)}`),
    })
    const project = `Teams/Team ${index % 300}`
    const label = `Dashboard of team ${index}`
    return {
      lineage: { ...lineage, content: { ...lineage.content, name: label, project, url } },
      dashboard: dashboard({
        name: label,
        luid: luid(index),
        project,
        url,
        owner: { name: `Owner ${index % 300}`, email: null },
        reads: reads.map((each) => `model.shop.${name(each)}`),
        sheets: [{ path: `DashboardOfTeam${index}/Overview` }],
      }),
    }
  })
  const discovery = {
    ...NOTHING_DISCOVERED,
    dashboards: found.map((one) => one.dashboard),
    lineages: found.map(({ lineage }) => lineage),
  }
  return { project: manifestOf(nodes), discovery }
}
