import { expect, test } from '@jest/globals'
import { gzipSync } from 'node:zlib'
import type { ProjectGraph } from '../../src/dbt/manifest.js'
import { type Discovery, NOTHING_DISCOVERED } from '../../src/exposures/discovery/types.js'
import { readCatalogue, writeCatalogue } from '../../src/exposures/catalogue.js'
import type { Luid } from '../../src/tableau/types.js'
import { manifestOf } from '../support/dbt.js'
import { ADDRESS } from '../support/tableau.js'
import { dashboard } from './discoveries.js'
import { content } from './lineage.js'

test('10,000 discovered workbooks over 20,000 nodes take less than 1.5 MB compressed', () => {
  const { project, discovery } = large()
  const text = writeCatalogue({ project, answers: { findings: new Map(), lineages: [] }, discovery })
  const packed = gzipSync(text).length
  expect(project.nodes.size).toBe(20_000)
  expect(readCatalogue(text, ADDRESS.server)?.discovery.dashboards).toHaveLength(10_000)
  expect({ whole: text.length < 25e6, packed: packed < 1.5e6 }).toEqual({ whole: true, packed: true })
  if (process.env['SHOW'] !== undefined) console.log({ whole: text.length, packed })
})

/** 8,000 models with one or two tests each, and 10,000 workbooks that each read three of them. */
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
