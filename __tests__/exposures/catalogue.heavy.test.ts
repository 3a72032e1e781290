import { expect, test } from '@jest/globals'
import { gzipSync } from 'node:zlib'
import type { ProjectGraph } from '../../src/dbt/manifest.js'
import type { Answers } from '../../src/exposures/tableau-answers.js'
import { NOTHING_DISCOVERED } from '../../src/exposures/discovery/types.js'
import { writeCatalogue } from '../../src/exposures/catalogue.js'
import type { ContentLineage } from '../../src/tableau/types.js'
import { serialise } from '../../src/state/state-file.js'
import { EMPTY_STATE } from '../../src/state/state.js'
import { manifestOf } from '../support/dbt.js'
import { content } from './lineage.js'

test('10,000 extracts over 20,000 nodes take less than 2 MB compressed', () => {
  const { text, graph, answers } = large()
  const state = serialise({ ...EMPTY_STATE, catalogue: { builtAt: 0, project: 'shop', content: text } })
  const packed = gzipSync(state).length
  expect(graph.nodes.size).toBe(20_000)
  expect(answers.lineages).toHaveLength(10_000)
  expect({ whole: state.length < 30e6, packed: packed < 2e6 }).toEqual({ whole: true, packed: true })
  if (process.env['SHOW'] !== undefined) console.log({ whole: state.length, packed })
})

/** 8,000 models with one or two tests each, and an exposure with a workbook for nearly every model. */
function large(): { text: string; graph: ProjectGraph; answers: Answers } {
  const nodes: Record<string, { reads: string[]; schema: string; materialized?: string }> = {}
  const model = (index: number): string =>
    `model.shop.${['fct', 'dim', 'int', 'stg'][index % 4] ?? ''}_orders_by_customer_${index}`
  const random = (index: number): number => (index * 2654435761) % 4294967296
  for (let index = 0; index < 8000; index += 1) {
    const reads = index < 800 ? [] : [1, 2, 3].map((step) => model(random(index * step) % index))
    nodes[model(index)] = {
      reads: [...new Set(reads)],
      schema: `schema_${index % 12}`,
      ...(index % 3 === 0 && { materialized: 'view' }),
    }
    nodes[`test.shop.not_null_${model(index).slice(11)}_id.${random(index).toString(16)}`] = {
      reads: [model(index)],
      schema: 'x',
    }
    if (index % 2 === 0)
      nodes[`test.shop.unique_${model(index).slice(11)}_id.${random(index + 1).toString(16)}`] = {
        reads: [model(index)],
        schema: 'x',
      }
  }
  const exposures = Object.fromEntries(
    Array.from({ length: 10_000 }, (_, index) => [
      `exposure.shop.dashboard_of_team_${index}`,
      {
        name: `dashboard_of_team_${index}`,
        package_name: 'shop',
        label: `Dashboard of team ${index}`,
        url: `https://10ax.online.tableau.com/#/site/acme/views/DashboardOfTeam${index}/Overview`,
        owner: { name: `Team ${index % 300}`, email: `team${index}@example.com` },
        original_file_path: `models/exposures/${index % 40}.yml`,
        tags: [`team-${index % 300}`],
        depends_on: { nodes: [model(index % 8000), model(random(index) % 8000)] },
      },
    ]),
  )
  const graph = manifestOf(nodes, { exposures })
  const luid = (index: number): string =>
    `${random(index + 7)
      .toString(16)
      .padStart(8, '0')}-1111-4222-8333-${index.toString(16).padStart(12, '0')}`
  const lineages = Array.from({ length: 10_000 }, (_, index): ContentLineage => {
    const one = content(`workbook:${luid(index)}`, {
      tables: [index, random(index), random(index * 3)].map(
        (each) => `analytics.schema_${each % 12}.${model(each % 8000).slice(11)}`,
      ),
    })
    return {
      ...one,
      content: {
        ...one.content,
        name: `Dashboard of team ${index}`,
        project: `Teams/Team ${index % 300}`,
        url: `https://10ax.online.tableau.com/#/site/acme/workbooks/${index}`,
      },
    }
  })
  const found = lineages.map(
    (lineage, index) =>
      [
        `content-url workbook DashboardOfTeam${index}`,
        { kind: 'found' as const, content: lineage.content },
      ] as const,
  )
  const answers = { findings: new Map(found), lineages }
  return { text: writeCatalogue({ project: graph, answers, discovery: NOTHING_DISCOVERED }), graph, answers }
}
