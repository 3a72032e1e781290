import { addTo } from '../base/add-to.js'
import { cut, oneLine } from '../base/untrusted-text.js'
import type { UniqueId } from '../dbt/types.js'
import { type Names, nameIn } from '../report/names.js'
import type { ReportRow } from '../report/report.js'
import { healthOf, type HealthSignal } from './health.js'
import { type Markup, markup } from './markup.js'
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
  readonly edges = new Set<string>()
  readonly #to = new Map<string, string[]>()
  readonly #from = new Map<string, string[]>()

  box(key: string, box: Box): string {
    if (!this.boxes.has(key)) this.boxes.set(key, box)
    return key
  }

  edge(from: string, to: string): void {
    const edge = JSON.stringify([from, to])
    if (from === to || this.edges.has(edge)) return
    this.edges.add(edge)
    addTo(this.#to, from, to)
    addTo(this.#from, to, from)
  }

  targetsOf(key: string): readonly string[] {
    return this.#to.get(key) ?? []
  }

  sourcesOf(key: string): readonly string[] {
    return this.#from.get(key) ?? []
  }
}

/** Nodes → data sources → workbooks → exposures as SVG; null if there is nothing to draw. */
export function lineagePicture(tiles: readonly Tile[], names: Names): Markup | null {
  const graph = new Graph()
  for (const tile of tiles) draw(graph, tile, names)
  return graph.edges.size === 0 ? null : pictureOf(graph)
}

function draw(graph: Graph, tile: Tile, names: Names): void {
  const { id, label, health, rows } = tile
  const exposure = graph.box(`exposure ${id}`, { column: 'exposures', label, health })
  if (rows.length === 0) drawNodes(graph, tile.nodes, exposure, names)
  const ownKeys = new Set(rows.map(({ row }) => row.extract.key))
  for (const reportRow of rows) {
    const { key, lineage, upstream } = reportRow.row.extract
    const { name, kind } = lineage.content
    // A workbook with the exposure's own name is drawn once.
    const isNamesake = kind === 'workbook' && name.toLowerCase() === label.toLowerCase()
    const extract = isNamesake
      ? exposure
      : graph.box(`extract ${key}`, {
          column: kind === 'workbook' ? 'workbooks' : 'datasources',
          label: name,
          health: healthOf(reportRow, true),
        })
    graph.edge(extract, exposure)
    const direct = upstream.filter(({ via }) => via === null || !ownKeys.has(via)).map(({ node }) => node)
    drawNodes(graph, direct, extract, names)
    drawDataSources(graph, reportRow, extract)
  }
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
function drawDataSources(graph: Graph, { row }: ReportRow, to: string): void {
  for (const key of row.extract.reads) {
    const label = row.dataSources.get(key)?.name
    if (label === undefined) continue
    graph.edge(graph.box(`extract ${key}`, { column: 'datasources', label, health: 'node' }), to)
  }
}

interface Place {
  readonly x: number
  readonly y: number
}

function pictureOf(graph: Graph): Markup {
  const columns = COLUMNS.map((column) => keysIn(graph, column)).filter((keys) => keys.length > 0)
  const tallest = columns.reduce((most, keys) => Math.max(most, keys.length), 0)
  const places = placesOf(graph, columns, tallest)
  const width = columns.length * (BOX.width + BOX.gapX) - BOX.gapX + 2 * MARGIN
  const height = tallest * (BOX.height + BOX.gapY) - BOX.gapY + 2 * MARGIN
  const at = (key: string): Place => places.get(key) ?? { x: 0, y: 0 }
  const arrows = [...graph.edges].map((edge) => {
    const [from = '', to = ''] = JSON.parse(edge) as string[]
    return arrow(at(from), at(to))
  })
  const boxes = [...graph.boxes].map(([key, box]) => boxMarkup(box, at(key)))
  return markup`<svg class="lineage${columns.length > 2 ? null : markup` narrow`}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="Lineage: what is built on the left, exposures on the right">${arrows}${boxes}</svg>`
}

function keysIn({ boxes }: Graph, column: Column): string[] {
  return [...boxes].flatMap(([key, box]) => (box.column === column ? [key] : []))
}

/** Each column is sorted by where its arrows end, then by where they begin, so that few of them cross; and centred. */
function placesOf(
  graph: Graph,
  columns: readonly (readonly string[])[],
  tallest: number,
): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>()
  const place = (neighbours: (key: string) => readonly string[], index: number): void => {
    const keys = columns[index] ?? []
    const x = MARGIN + index * (BOX.width + BOX.gapX)
    const top = MARGIN + ((tallest - keys.length) * (BOX.height + BOX.gapY)) / 2
    const middle = (key: string): number =>
      mean(neighbours(key).flatMap((other) => places.get(other)?.y ?? []))
    const order = keys.map((key) => ({ key, y: middle(key) })).sort((a, b) => a.y - b.y)
    for (const [row, { key }] of order.entries())
      places.set(key, { x, y: top + row * (BOX.height + BOX.gapY) })
  }
  const leftwards = [...columns.keys()].reverse()
  for (const index of leftwards) place((key) => graph.targetsOf(key), index)
  for (const index of columns.keys()) if (index > 0) place((key) => graph.sourcesOf(key), index)
  for (const index of leftwards) if (index < columns.length - 1) place((key) => graph.targetsOf(key), index)
  return places
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}

function arrow(from: Place, to: Place): Markup {
  const [x1, y1] = [from.x + BOX.width, from.y + BOX.height / 2]
  const [x2, y2] = [to.x, to.y + BOX.height / 2]
  const bend = Math.min(BOX.gapX, x2 - x1) / 2
  return markup`<path d="M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}"/>`
}

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
