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

/** Readable on GitHub's light and dark backgrounds: white on a middle tone. Worst first. */
const CLASSES = {
  failed: 'fill:#cf222e,stroke:#a40e26,color:#ffffff',
  held: 'fill:#9a6700,stroke:#7d4e00,color:#ffffff',
  open: 'fill:#0969da,stroke:#0550ae,color:#ffffff',
  refreshed: 'fill:#1a7f37,stroke:#116329,color:#ffffff',
  quiet: 'fill:#6e7781,stroke:#57606a,color:#ffffff',
}

export type ClassName = keyof typeof CLASSES

const COLOURS: Readonly<Record<ClassName, string>> = {
  failed: 'red',
  held: 'amber',
  open: 'blue',
  refreshed: 'green',
  quiet: 'grey',
}

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

  /** What each colour says of the boxes that have it: `red: timed out · green: refreshed, new data`. */
  get legend(): string {
    const boxes = [...this.boxes.values()]
    const meanings = (name: ClassName): string[] => [
      ...new Set(boxes.flatMap(({ className, meaning }) => (className === name ? (meaning ?? []) : []))),
    ]
    return this.classNames
      .filter((name) => meanings(name).length > 0)
      .map((name) => `${COLOURS[name]}: ${meanings(name).join(', ')}`)
      .join(' · ')
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

function directive({ rankSpacing, curve }: Layout): string {
  return `%%{init: {'flowchart': {'nodeSpacing': 12, 'rankSpacing': ${rankSpacing}, 'curve': '${curve}', 'padding': 8, 'wrappingWidth': 130, 'subGraphTitleMargin': {'top': 2, 'bottom': 10}}}}%%`
}

/** Transparent, for light and dark backgrounds. */
const FRAME = 'fill:none,stroke:#8c959f,stroke-dasharray:3 3'

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
  return (label === '' ? '?' : label).replace(
    /[^\p{L}\p{N}\p{M} ]/gu,
    (character) => `#${character.codePointAt(0) ?? 32};`,
  )
}
