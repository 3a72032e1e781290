import { timestamp } from '../clock.js'
import type { Datasource, Flow } from '../content/model.js'
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
import { customSqlOf, readers, upstreamDatasources } from './lineage.js'
import type { Node } from './lists.js'
import { downstreamOf, upstreamOf } from './streams.js'

/* Published data sources and flows as GraphQL nodes. */

export function datasourceNode(graph: Graph, one: Datasource): Node {
  const { site } = graph
  return {
    __typename: 'PublishedDatasource',
    id: one.id,
    hidden: isHidden(graph, one),
    luid: one.luid,
    name: one.name,
    description: one.description,
    uri: `sites/${site.number}/datasources/${one.number}`,
    vizportalId: String(one.number),
    vizportalUrlId: String(one.number),
    ...containerOf(one.project, false),
    hasExtracts: one.hasExtract,
    containsUnsupportedCustomSql: customSqlOf(one.lineage).some((sql) => sql.unsupported),
    ...extractTimesOf(graph, one, one.hasExtract),
    createdAt: timestamp(one.createdAt),
    updatedAt: timestamp(one.createdAt),
    isCertified: one.certified,
    hasActiveWarning: false,
    site: () => siteNode(site),
    owner: () => userNode(one.owner, site),
    ...many(graph, 'tags', () => tagNodes(one.tags, site)),
    ...upstreamOf(graph, one.lineage),
    ...downstreamOf(graph, () => readers(site, (lineage) => upstreamDatasources(lineage).includes(one))),
  }
}

export function flowNode(graph: Graph, one: Flow): Node {
  return {
    __typename: 'Flow',
    id: one.id,
    hidden: isHidden(graph, one),
    luid: one.luid,
    name: one.name,
    uri: `sites/${graph.site.number}/flows/${one.number}`,
    vizportalUrlId: String(one.number),
    ...containerOf(one.project, false),
    owner: () => userNode(one.owner, graph.site),
    ...many(graph, 'upstreamDatasources', () => one.reads.map((source) => graph.make.datasource(source))),
  }
}
