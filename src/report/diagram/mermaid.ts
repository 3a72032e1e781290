import { compareNames } from '../../base/order.js'
import { oneLine } from '../../base/untrusted-text.js'

const LONGEST_LABEL = 40

export interface Box {
  readonly id: string
  readonly label: string
  readonly shape: keyof typeof SHAPES
  readonly className: ClassName
  /** What its colour says, for the legend; null for a box that only counts others. */
  readonly meaning: string | null
  /** Title of the frame around all boxes of this group; null for no frame. */
  readonly group?: string | null
}

const SHAPES = {
  model: ['[', ']'],
  extract: ['[(', ')]'],
  dashboard: ['(', ')'],
} as const

/** What each shape is, for the legend. */
const SHAPE_NAMES: Readonly<Record<keyof typeof SHAPES, string>> = {
  model: 'rectangle: dbt node',
  extract: 'cylinder: extract',
  dashboard: 'rounded: dashboard',
}

/**
 * Readable on GitHub's light and dark backgrounds: white on a middle tone. Worst first. No colour is the only sign: bad and open boxes have
 * an icon, and what needs nothing has a dashed border.
 */
const CLASSES = {
  failed: 'fill:#cf222e,stroke:#a40e26,color:#ffffff',
  held: 'fill:#9a6700,stroke:#7d4e00,color:#ffffff',
  open: 'fill:#0969da,stroke:#0550ae,color:#ffffff',
  refreshed: 'fill:#1a7f37,stroke:#116329,color:#ffffff',
  quiet: 'fill:#6e7781,stroke:#d0d7de,color:#ffffff,stroke-dasharray:4 3',
}

export type ClassName = keyof typeof CLASSES

const COLOURS: Readonly<Record<ClassName, string>> = {
  failed: 'red',
  held: 'amber',
  open: 'blue',
  refreshed: 'green',
  quiet: 'grey, dashed',
}

const SHAPES_IN_ORDER = ['model', 'extract', 'dashboard'] as const

const CLASS_NAMES = Object.keys(CLASSES) as ClassName[]

/** One diagram as text, and what its colours mean. */
export interface Diagram {
  readonly mermaid: string
  readonly legend: string
}

export type BoxStyle = Omit<Box, 'id'>

/** Boxes and arrows of one diagram. Box ids are counted, never made from names. */
export class Drawing {
  readonly boxes = new Map<string, Box>()
  readonly edges = new Set<string>()

  /** Adds a box, or finds the one with the key `what`, and returns its id. A shared box takes the worst of its colours. */
  box(what: string, style: BoxStyle): string {
    const known = this.boxes.get(what)
    const box = { ...style, id: known?.id ?? `b${this.boxes.size + 1}` }
    if (known === undefined || isWorse(style.className, known.className)) this.boxes.set(what, box)
    return box.id
  }

  edge(from: string, to: string): void {
    this.edges.add(`${from} --> ${to}`)
  }

  /** The classes that are drawn, the worst first. */
  get classNames(): ClassName[] {
    const boxes = [...this.boxes.values()]
    return CLASS_NAMES.filter((name) => boxes.some(({ className }) => className === name))
  }

  /** What each colour says of the boxes that have it, and what the shapes are: `red: timed out · rectangle: dbt node, cylinder: extract`. */
  get legend(): string {
    const boxes = [...this.boxes.values()]
    const meanings = (name: ClassName): string[] => [
      ...new Set(boxes.flatMap(({ className, meaning }) => (className === name ? (meaning ?? []) : []))),
    ]
    const colours = this.classNames
      .filter((name) => meanings(name).length > 0)
      .map((name) => `${COLOURS[name]}: ${meanings(name).join(', ')}`)
    const drawn = new Set(boxes.map(({ shape }) => shape))
    const shapes = SHAPES_IN_ORDER.filter((shape) => drawn.has(shape)).map((shape) => SHAPE_NAMES[shape])
    return [...colours, shapes.join(', ')].join(' · ')
  }
}

function isWorse(a: ClassName, b: ClassName): boolean {
  return CLASS_NAMES.indexOf(a) < CLASS_NAMES.indexOf(b)
}

export interface Layout {
  /** Pixels between columns. */
  readonly rankSpacing: number
  /** One of Mermaid's curves. */
  readonly curve: 'basis' | 'bumpX'
}

/** Boxes close together, because a phone scales the whole picture, including its text, to its width. */
const CLOSE: Layout = { rankSpacing: 28, curve: 'basis' }

/** Space for many arrows between two columns, which otherwise would cross boxes. */
export const APART: Layout = { rankSpacing: 60, curve: 'bumpX' }

/** Pixels at which a label wraps. */
const WRAPPING = 130

function directive({ rankSpacing, curve }: Layout): string {
  return `%%{init: {'flowchart': {'nodeSpacing': 12, 'rankSpacing': ${rankSpacing}, 'curve': '${curve}', 'padding': 8, 'wrappingWidth': ${WRAPPING}, 'subGraphTitleMargin': {'top': 2, 'bottom': 10}}}}%%`
}

/** Transparent, for light and dark backgrounds. */
const FRAME = 'fill:none,stroke:#8c959f,stroke-dasharray:3 3'

/** A letter at Mermaid's font size. */
const LETTER = 8
const FONT = 16
/** Between the text of a box and its border, on both sides. */
const PADDING = 24
/** The width that a phone leaves for a picture in a summary or comment, and the smallest text that can be read there. */
const PHONE = { width: 350, font: 9 }

/** Whether a phone, which scales the picture to its width, shows text that can be read. */
export function isReadableOnPhone(drawing: Drawing, layout: Layout = CLOSE): boolean {
  return widthOf(drawing, layout) <= (PHONE.width * FONT) / PHONE.font
}

/** About as wide as Mermaid draws it: the widest boxes of its columns, and what is between them. */
function widthOf({ boxes, edges }: Drawing, { rankSpacing }: Layout): number {
  const column = columnsOf(boxes, edges)
  const widest = new Map<number, number>()
  for (const { id, label } of boxes.values()) {
    const index = column.get(id) ?? 0
    widest.set(index, Math.max(widest.get(index) ?? 0, textWidth(label) + PADDING))
  }
  return [...widest.values()].reduce((sum, width) => sum + width, rankSpacing * (widest.size - 1))
}

/** The column of each box: one to the right of all that lead to it. */
function columnsOf(boxes: Drawing['boxes'], edges: Drawing['edges']): ReadonlyMap<string, number> {
  const column = new Map<string, number>([...boxes.values()].map(({ id }) => [id, 0]))
  const arrows = [...edges].map((edge) => edge.split(' --> '))
  // As often as the longest path may need.
  for (let round = 0; round < boxes.size; round += 1)
    for (const [from = '', to = ''] of arrows)
      column.set(to, Math.min(boxes.size, Math.max(column.get(to) ?? 0, (column.get(from) ?? 0) + 1)))
  return column
}

/** A label wraps at its spaces, and where `withBreaks` lets it. */
function textWidth(label: string): number {
  const text = oneLine(label, LONGEST_LABEL)
  const pieces = withBreaks(text).split(/[ \u200B]/)
  const longest = pieces.reduce((most, piece) => Math.max(most, Array.from(piece).length), 0)
  return Math.max(longest * LETTER, Math.min(WRAPPING, text.length * LETTER))
}

/** Longer words may break. */
const LONGEST_WORD = 14
const BREAK = '\u200B'

/** A long name may break behind its underscores, dots, hyphens and slashes; what has none of these, anywhere. */
function withBreaks(text: string): string {
  return text.replace(/\S+/gu, (word) => {
    if (Array.from(word).length <= LONGEST_WORD) return word
    const pieces = word.replace(/[_./-](?=[\p{L}\p{N}])/gu, `$&${BREAK}`).split(BREAK)
    return pieces.map((piece) => piece.replace(LONG_PIECE, `$&${BREAK}`)).join(BREAK)
  })
}

const LONG_PIECE = new RegExp(`.{${LONGEST_WORD}}(?=.)`, 'gu')

/** The diagram as Mermaid text. A single group gets no frame. */
export function textOf({ boxes, edges, classNames }: Drawing, layout: Layout = CLOSE): string {
  const all = [...boxes.values()]
  const titles = [...new Set(all.flatMap(({ group }) => group ?? []))].sort(compareNames)
  const frames = titles.length > 1 ? titles : []
  return [
    directive(layout),
    'flowchart LR',
    ...all.filter(({ group }) => !frames.includes(group ?? '')).map(boxText),
    ...frames.flatMap((title, index) => [
      `  subgraph g${index + 1}["${safeLabel(title)}"]`,
      ...all.filter(({ group }) => group === title).map((box) => `  ${boxText(box)}`),
      '  end',
      `  style g${index + 1} ${FRAME}`,
    ]),
    ...[...edges].map((edge) => `  ${edge}`),
    ...classNames.map((name) => `  classDef ${name} ${CLASSES[name]}`),
    ...classNames.map((name) => `  class ${idsOf(all, name)} ${name}`),
  ].join('\n')
}

function boxText({ id, label, shape }: Box): string {
  return `  ${id}${SHAPES[shape][0]}"${safeLabel(label)}"${SHAPES[shape][1]}`
}

function idsOf(boxes: readonly Box[], className: ClassName): string {
  return boxes
    .filter((box) => box.className === className)
    .map(({ id }) => id)
    .join(',')
}

/**
 * Escapes everything but letters, digits and spaces as Mermaid's `#code;`, so that no name can end the quotes or start
 * a directive (`%%{`), HTML or the Markdown that Mermaid reads in labels. An empty label would be a syntax error.
 */
function safeLabel(text: string): string {
  const label = oneLine(text, LONGEST_LABEL)
  return withBreaks(label === '' ? '?' : label).replace(
    /[^\p{L}\p{N}\p{M} ]/gu,
    (character) => `#${character.codePointAt(0) ?? 32};`,
  )
}
