import { expandSemantics, lineageOf } from '../../dbt/lineage.js'
import { type DbtExposure, type DbtNode, isTest, type ProjectGraph } from '../../dbt/manifest.js'
import { nodeName, type UniqueId } from '../../dbt/types.js'
import { message, type Message } from '../../messages/message.js'
import { matcher } from './matcher.js'
import { nearest } from '../../base/nearest.js'
import type { DbtMethod, DbtTerm } from './syntax.js'

/** An exposure's unique id, or its name if it is disabled in dbt. */
export type ExposureId = UniqueId | string

type Names<T> = Readonly<Record<DbtMethod, (thing: T) => readonly string[]>>

const nothing = (): readonly string[] => []

const OF_EXPOSURE: Names<DbtExposure> = {
  name: exposureNames,
  exposure: exposureNames,
  tag: ({ tags }) => tags,
  owner: ({ owners }) => owners,
  path: ({ path }) => foldersOf(path),
  package: ({ id }) => [packageOf(id)],
  source: nothing,
}

/** The same methods for nodes, to select the exposures downstream of them. */
const OF_NODE: Names<DbtNode> = {
  name: (node) =>
    node.resourceType === 'source' ? [] : namesInPackage(node.id, [nodeName(node.id), node.name]),
  exposure: nothing,
  tag: ({ tags }) => tags,
  owner: nothing,
  path: ({ path }) => foldersOf(path),
  package: ({ packageName }) => [packageName],
  source: sourceNames,
}

/** All exposures that a selector can match. */
export function allExposures({ exposures, disabledExposures }: ProjectGraph): ExposureId[] {
  return [...exposures.map(({ id }) => id), ...disabledExposures]
}

/** The exposures that a selector matches: directly, or downstream of the nodes that it matches (`model+`). */
export function exposuresMatching(term: DbtTerm, graph: ProjectGraph): Set<ExposureId> {
  const matches = matcher(term.value, { ignoreCase: term.method === 'owner' })
  const named = graph.exposures.filter((exposure) => OF_EXPOSURE[term.method](exposure).some(matches))
  const off = isByName(term) ? graph.disabledExposures.filter((name) => matches(name)) : []
  return new Set([...named.map(({ id }) => id), ...off, ...exposuresDownstream(term, graph)])
}

function exposuresDownstream(term: DbtTerm, graph: ProjectGraph): UniqueId[] {
  // In dbt, `model+1` ends one step downstream of the model; from a node to its exposure is one step.
  if (term.steps === null || term.steps < 1) return []
  const { children } = lineageOf(graph)
  const reached = new Set(nodesMatching(term, graph).map(({ id }) => id))
  let latest: readonly UniqueId[] = [...reached]
  for (let step = 1; step < term.steps && latest.length > 0; step += 1) {
    latest = latest.flatMap(children).filter((id) => !reached.has(id))
    for (const id of latest) reached.add(id)
  }
  return graph.exposures
    .filter(({ dependsOn }) => expandSemantics(dependsOn, graph).some((id) => reached.has(id)))
    .map(({ id }) => id)
}

function nodesMatching({ method, value }: DbtTerm, { nodes }: ProjectGraph): DbtNode[] {
  const matches = matcher(value)
  return dataNodes(nodes).filter((node) => OF_NODE[method](node).some(matches))
}

function dataNodes(nodes: ProjectGraph['nodes']): DbtNode[] {
  return [...nodes.values()].filter(({ resourceType }) => !isTest(resourceType))
}

/** Why a selector matches no exposure, with the most similar names. */
export function whyNoMatch(input: string, term: DbtTerm, graph: ProjectGraph): Message {
  const nodes = nodesMatching(term, graph)
  const [node] = nodes
  if (node !== undefined && term.steps === null) {
    return message('AE-SELECTOR-NEEDS-PLUS', { input, selector: term.text, type: node.resourceType })
  }
  if (node !== undefined) {
    return message('AE-SELECTOR-NO-EXPOSURE', { input, selector: term.text, node: nodeName(node.id) })
  }
  const selectable = term.steps === null ? [] : dataNodes(graph.nodes)
  if (!isByName(term)) {
    const names = [
      ...graph.exposures.flatMap(OF_EXPOSURE[term.method]),
      ...selectable.flatMap(OF_NODE[term.method]),
    ]
    return noMatch(input, term, names)
  }
  const nodeNames = term.method === 'name' ? selectable.map(({ id }) => nodeName(id)) : []
  return noMatch(input, term, [
    ...graph.exposures.map(({ name }) => name),
    ...graph.disabledExposures,
    ...nodeNames,
  ])
}

/** The warning about a name that matches nothing, with the most similar of `names`. */
export function noMatch(
  input: string,
  { text, value }: Pick<DbtTerm, 'text' | 'value'>,
  names: readonly string[],
): Message {
  const near = nearest(value, names)
  return near.length === 0
    ? message('AE-SELECTOR-UNKNOWN', { input, selector: text })
    : message('AE-SELECTOR-MISSPELT', { input, selector: text, names: near.join(', ') })
}

function isByName({ method }: DbtTerm): boolean {
  return method === 'name' || method === 'exposure'
}

function exposureNames({ id, name }: DbtExposure): string[] {
  return namesInPackage(id, [name])
}

function namesInPackage(id: UniqueId, names: readonly string[]): string[] {
  return names.flatMap((name) => [name, `${packageOf(id)}.${name}`])
}

function packageOf(id: UniqueId): string {
  return id.split('.')[1] ?? ''
}

/** As in dbt, `raw`, `raw.orders` and `shop.raw.orders` name `source.shop.raw.orders`. */
function sourceNames({ id, resourceType }: DbtNode): string[] {
  if (resourceType !== 'source') return []
  const [, inPackage = '', source = '', ...table] = id.split('.')
  const name = [source, ...table].join('.')
  return [source, name, `${inPackage}.${name}`]
}

/** The path of a file and of each folder that contains it. */
function foldersOf(path: string): string[] {
  const parts = path.split('/')
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
}
