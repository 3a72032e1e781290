import { addTo } from '../base/add-to.js'
import { cut, oneLine } from '../base/untrusted-text.js'
import type { UniqueId } from '../dbt/types.js'
import { type Names, nameIn } from '../report/names.js'
import type { ReportRow } from '../report/report.js'
import { healthOf, type HealthSignal } from './health.js'
import { Markup, markup } from './markup.js'
import type { Tile } from './tiles.js'

/** Nodes drawn for each extract; more would hide what matters. */
const MOST_NODES = 8
const LONGEST_LABEL = 27

const BOX = { width: 196, height: 30, gapX: 64, gapY: 10 }
const MARGIN = 4

type Column = 'nodes' | 'datasources' | 'workbooks' | 'exposures'
const COLUMNS: readonly Column[] = ['nodes', 'datasources', 'workbooks', 'exposures']

interface Box {
  readonly column: Column
  readonly label: string
  /** A node has no state of its own. */
  readonly health: HealthSignal | 'node'
}

/** Boxes by their key, and arrows between keys. */
class Graph {
  readonly boxes = new Map<string, Box>()
  /** The targets of each key, without repeats. */
  readonly arrows = new Map<string, Set<string>>()

  box(key: string, box: Box): string {
    if (!this.boxes.has(key)) this.boxes.set(key, box)
    return key
  }

  edge(from: string, to: string): void {
    if (from !== to) this.arrows.set(from, (this.arrows.get(from) ?? new Set()).add(to))
  }
}

/** Nodes → data sources → workbooks → exposures as SVG, and as a list for narrow screens; null if there is nothing to draw. */
export function lineagePicture(tiles: readonly Tile[], names: Names): Markup | null {
  const graph = new Graph()
  for (const tile of tiles) draw(graph, tile, names)
  return graph.arrows.size === 0 ? null : markup`${pictureOf(graph)}${listOf(graph)}${legendOf(graph)}`
}

function draw(graph: Graph, tile: Tile, names: Names): void {
  const { id, label, health, rows } = tile
  const exposure = graph.box(`exposure ${id}`, { column: 'exposures', label, health })
  if (rows.length === 0) drawNodes(graph, tile.nodes, exposure, names)
  const extracts = new Map(
    rows.map((row) => [row.row.extract.key, extractBox(graph, row, { exposure, label })]),
  )
  // A data source leads to the exposure through the workbook that reads it.
  const read = new Set(rows.flatMap(({ row }) => row.extract.reads))
  for (const { row } of rows) {
    const { key, upstream } = row.extract
    const extract = extracts.get(key) ?? exposure
    if (!read.has(key)) graph.edge(extract, exposure)
    const direct = upstream.filter(({ via }) => via === null || !extracts.has(via)).map(({ node }) => node)
    drawNodes(graph, direct, extract, names)
    drawDataSources(graph, row, extract)
  }
}

/** A workbook with the exposure's own name is drawn once. */
function extractBox(
  graph: Graph,
  reportRow: ReportRow,
  { exposure, label }: { readonly exposure: string; readonly label: string },
): string {
  const { key, lineage } = reportRow.row.extract
  const { name, kind } = lineage.content
  if (kind === 'workbook' && name.toLowerCase() === label.toLowerCase()) return exposure
  return graph.box(`extract ${key}`, {
    column: kind === 'workbook' ? 'workbooks' : 'datasources',
    label: name,
    health: healthOf(reportRow, true),
  })
}

function drawNodes(graph: Graph, nodes: readonly UniqueId[], to: string, names: Names): void {
  const shown = nodes.slice(0, MOST_NODES)
  for (const node of shown) {
    const label = nameIn(node, names)
    graph.edge(graph.box(`node ${node}`, { column: 'nodes', label, health: 'node' }), to)
  }
  const more = nodes.length - shown.length
  if (more === 0) return
  graph.edge(graph.box(`more ${to}`, { column: 'nodes', label: `… ${more} more`, health: 'node' }), to)
}

/** Those that have no row of this exposure have no state here. */
function drawDataSources(graph: Graph, row: ReportRow['row'], to: string): void {
  for (const key of row.extract.reads) {
    const box = `extract ${key}`
    const label = row.dataSources.get(key)?.name
    if (graph.boxes.has(box)) graph.edge(box, to)
    else if (label !== undefined)
      graph.edge(graph.box(box, { column: 'datasources', label, health: 'node' }), to)
  }
}

interface Place {
  readonly x: number
  readonly y: number
}

function pictureOf(graph: Graph): Markup {
  const columns = COLUMNS.map((column) => keysIn(graph, column)).filter((keys) => keys.length > 0)
  const { routes, rows } = routesOf(graph, columns)
  const tallest = rows.reduce((most, keys) => Math.max(most, keys.length), 0)
  const places = placesOf(routes, rows, tallest)
  const width = columns.length * (BOX.width + BOX.gapX) - BOX.gapX + 2 * MARGIN
  const height = tallest * (BOX.height + BOX.gapY) - BOX.gapY + 2 * MARGIN
  const at = (key: string): Place => places.get(key) ?? { x: 0, y: 0 }
  const arrows = routes.map((route) => arrow(route.map(at)))
  const boxes = [...graph.boxes].map(([key, box]) => boxMarkup(box, at(key)))
  return markup`<svg class="lineage ${columns.length > 2 ? 'wide' : 'narrow'}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="Lineage: what is built on the left, exposures on the right">${arrows}${boxes}</svg>`
}

function keysIn({ boxes }: Graph, column: Column): string[] {
  return [...boxes].flatMap(([key, box]) => (box.column === column ? [key] : []))
}

/**
 * The arrows as the keys that they pass, and the keys of each column. An arrow over a column has a row of its own there, shared by
 * all arrows to the same box, so that none passes behind a box.
 */
function routesOf(
  { arrows }: Graph,
  columns: readonly (readonly string[])[],
): { readonly routes: readonly (readonly string[])[]; readonly rows: readonly (readonly string[])[] } {
  const columnOf = new Map(columns.flatMap((keys, index) => keys.map((key) => [key, index] as const)))
  const rows = columns.map((keys) => new Set(keys))
  const routes = [...arrows].flatMap(([from, targets]) =>
    [...targets].map((to) => {
      const first = (columnOf.get(from) ?? 0) + 1
      const passed = rows.slice(first, columnOf.get(to))
      const ways = passed.map((keys, index) => {
        const way = `way ${first + index} ${to}`
        keys.add(way)
        return way
      })
      return [from, ...ways, to]
    }),
  )
  return { routes, rows: rows.map((keys) => [...keys]) }
}

/** Each column is sorted by where its arrows end, then by where they begin, so that few of them cross; and centred. */
function placesOf(
  routes: readonly (readonly string[])[],
  columns: readonly (readonly string[])[],
  tallest: number,
): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>()
  const targets = new Map<string, string[]>()
  const sources = new Map<string, string[]>()
  for (const route of routes)
    for (const [index, key] of route.slice(1).entries()) {
      addTo(targets, route[index] ?? '', key)
      addTo(sources, key, route[index] ?? '')
    }
  const place = (neighbours: ReadonlyMap<string, readonly string[]>, index: number): void => {
    const keys = columns[index] ?? []
    const x = MARGIN + index * (BOX.width + BOX.gapX)
    const top = MARGIN + ((tallest - keys.length) * (BOX.height + BOX.gapY)) / 2
    const middle = (key: string): number =>
      mean((neighbours.get(key) ?? []).flatMap((other) => places.get(other)?.y ?? []))
    const order = keys.map((key) => ({ key, y: middle(key) })).sort((a, b) => a.y - b.y)
    for (const [row, { key }] of order.entries())
      places.set(key, { x, y: top + row * (BOX.height + BOX.gapY) })
  }
  const leftwards = [...columns.keys()].reverse()
  for (const index of leftwards) place(targets, index)
  for (const index of columns.keys()) if (index > 0) place(sources, index)
  for (const index of leftwards) if (index < columns.length - 1) place(targets, index)
  return places
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Curves from place to place, and straight over the columns that it passes. */
function arrow(route: readonly Place[]): Markup {
  const curves = route.slice(1).map((to, index) => {
    const from = route[index] ?? to
    const [x1, y1] = [from.x + BOX.width, from.y + BOX.height / 2]
    const [x2, y2] = [to.x, to.y + BOX.height / 2]
    const bend = Math.min(BOX.gapX, x2 - x1) / 2
    return markup`${index === 0 ? 'M' : 'L'}${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`
  })
  return markup`<path d="${new Markup(curves.map(({ text }) => text).join(''))}"/>`
}

/** What each box reads, a line each: a screen of a phone is too narrow for three columns. */
function listOf({ boxes, arrows }: Graph): Markup {
  const labelOf = (key: string): string => boxes.get(key)?.label ?? ''
  const items = COLUMNS.flatMap((column) =>
    [...boxes].flatMap(([key, box]) => {
      const sources = [...arrows].flatMap(([from, targets]) => (targets.has(key) ? [labelOf(from)] : []))
      return box.column !== column || sources.length === 0
        ? []
        : [markup`<p><strong>${box.label}</strong> reads ${sources.join(', ')}</p>`]
    }),
  )
  return markup`<div class="edges">${items}</div>`
}

/** What the signs in the boxes mean, which colour only repeats; the pages use the same words. */
function legendOf({ boxes }: Graph): Markup {
  const drawn = new Set([...boxes.values()].map(({ health }) => health))
  const signs = SIGNS.filter((health) => drawn.has(health)).map((health) => `${ICONS[health]} ${health}`)
  const texts = [
    ...signs,
    ...(drawn.has('node') ? ['without a sign: what dbt builds, or what is only read'] : []),
  ]
  return markup`<p class="soft key">${texts.join(' · ')}</p>`
}

const SIGNS = ['degraded', 'caution', 'healthy', 'unknown'] as const

const ICONS: Readonly<Record<Box['health'], string>> = {
  healthy: '✓',
  caution: '!',
  degraded: '✕',
  unknown: '?',
  node: '',
}

function boxMarkup({ label, health, column }: Box, { x, y }: Place): Markup {
  const radius = column === 'exposures' ? BOX.height / 2 : 4
  const full = `${ICONS[health]} ${label}`
  return markup`<g class="${health}"><title>${full}</title><rect x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="${radius}"/><text x="${x + 10}" y="${y + 20}">${cut(oneLine(full), LONGEST_LABEL)}</text></g>`
}
