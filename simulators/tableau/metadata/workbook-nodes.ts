import { timestamp } from '../clock.js'
import type { Embedded, View, Workbook } from '../content/model.js'
import {
  containerOf,
  extractTimesOf,
  isHidden,
  many,
  siteNode,
  tagNodes,
  userNode,
  type Graph,
} from './graph.js'
import { combined } from './lineage.js'
import type { Node } from './lists.js'
import { downstreamOf, upstreamOf } from './streams.js'

/* Workbooks, their views and embedded data sources as GraphQL nodes. Fields are computed only if a query selects them. */

export function workbookNode(graph: Graph, one: Workbook): Node {
  const { site } = graph
  const lineage = combined(one)
  const views = (type: 'sheet' | 'dashboard' | 'any'): Node[] => graph.make.views(one, type)
  return {
    __typename: 'Workbook',
    id: one.id,
    hidden: isHidden(graph, one),
    luid: one.luid,
    name: one.name,
    description: one.description,
    uri: `sites/${site.number}/workbooks/${one.number}`,
    vizportalUrlId: String(one.number),
    ...containerOf(one.project, one.personalSpace),
    containsUnsupportedCustomSql: lineage.customSql.some((sql) => sql.unsupported),
    createdAt: timestamp(one.createdAt),
    updatedAt: timestamp(one.createdAt),
    site: () => siteNode(site),
    owner: () => userNode(one.owner, site),
    ...many(graph, 'tags', () => tagNodes(one.tags, site)),
    ...many(graph, 'views', () => views('any')),
    ...many(graph, 'sheets', () => views('sheet')),
    ...many(graph, 'dashboards', () => views('dashboard')),
    ...many(graph, 'embeddedDatasources', () =>
      one.embedded.map((source) => graph.make.embedded(one, source)),
    ),
    ...upstreamOf(graph, lineage),
  }
}

export function viewNodes(graph: Graph, one: Workbook, type: 'sheet' | 'dashboard' | 'any'): Node[] {
  const wanted = one.views.filter(
    (view) => type === 'any' || (view.type === 'dashboard') === (type === 'dashboard'),
  )
  return wanted.map((view) => viewNode(graph, one, view))
}

/** A hidden view has no LUID: `luid` is the empty string (docs/facts/tableau.md#schema). */
function viewNode(graph: Graph, one: Workbook, view: View): Node {
  const lineage = combined(one)
  return {
    __typename: view.type === 'dashboard' ? 'Dashboard' : 'Sheet',
    id: view.id,
    hidden: isHidden(graph, one),
    name: view.name,
    documentViewId: String(view.number),
    luid: view.hidden ? '' : view.luid,
    path: view.hidden ? '' : `${one.contentUrl}/${view.urlName}`,
    createdAt: timestamp(one.createdAt),
    updatedAt: timestamp(one.createdAt),
    index: one.views.indexOf(view),
    workbook: () => graph.make.workbook(one),
    ...many(graph, 'sheets', () => graph.make.views(one, 'sheet')),
    ...many(graph, 'parentEmbeddedDatasources', () =>
      one.embedded.map((source) => graph.make.embedded(one, source)),
    ),
    ...upstreamOf(graph, lineage),
  }
}

/** Has no LUID, project or owner of its own (docs/facts/tableau.md#schema). */
export function embeddedNode(graph: Graph, workbook: Workbook, source: Embedded): Node {
  const { lineage } = source
  return {
    __typename: 'EmbeddedDatasource',
    id: source.id,
    hidden: isHidden(graph, workbook),
    name: source.name,
    hasExtracts: source.hasExtract,
    containsUnsupportedCustomSql: lineage.customSql.some((sql) => sql.unsupported),
    ...extractTimesOf(graph, workbook, source.hasExtract),
    createdAt: timestamp(workbook.createdAt),
    updatedAt: timestamp(workbook.createdAt),
    workbook: () => graph.make.workbook(workbook),
    ...many(graph, 'parentPublishedDatasources', () =>
      lineage.reads.map((one) => graph.make.datasource(one)),
    ),
    ...upstreamOf(graph, lineage),
    ...downstreamOf(graph, () => ({
      datasources: [],
      embedded: [{ workbook, source }],
      workbooks: [workbook],
    })),
  }
}
