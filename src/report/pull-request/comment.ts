import type { RootContent } from 'mdast'
import { oneLine } from '../../base/untrusted-text.js'
import { LONGEST_COMMENT } from '../../github/comment.js'
import { contentPhrases, nameWidth } from '../summary/cells.js'
import type { Impact, ReachedExposure } from '../../impact/impact.js'
import { IMPACT_LEGEND, impactDiagram } from './diagram.js'
import { afterMergeWords, changedWords, extentWords, impactHeadline, speakingOfImpact } from './words.js'
import {
  type Column,
  codeBlock,
  heading,
  inlineCode,
  lineBreak,
  own,
  ownCompact,
  paragraph,
  type Phrase,
  quote,
  serialise,
  small,
  strong,
  table,
  words,
} from '../markdown.js'
import type { Report, Speaking } from '../report.js'
import { ROOMS, type Room } from '../summary/size.js'
import { shortly } from '../times.js'
import { list } from '../words.js'
import type { ExtractRow } from '../../plan/types.js'

type Tableau = Report['tableau']

/** Exposures of one table: a comment is to be read, the plan-file has all. */
const MOST_ROWS = 60

/** The pull request's part of the summary. */
export function impactBlocks(impact: Impact | null, tableau: Tableau, room: Room): RootContent[] {
  if (impact === null) return []
  const headline = paragraph(strong(own(impactHeadline(impact))))
  return [heading(3, own('What this pull request reaches')), headline, ...bodyBlocks(impact, tableau, room)]
}

/** The comment, as long as GitHub takes it beside a first line of `taken` characters. */
export function commentMarkdown(impact: Impact, tableau: Tableau, taken: number): string {
  const title = [heading(3, own(`${icon(impact)} ${impactHeadline(impact)}`))]
  for (const room of ROOMS) {
    const text = serialise([...title, ...bodyBlocks(impact, tableau, room), ...footer()])
    if (text.length + taken <= LONGEST_COMMENT) return text
  }
  return serialise([...title, ...footer()])
}

function icon({ exposures }: Impact): string {
  return exposures.length === 0 ? '✅' : '📊'
}

function footer(): RootContent[] {
  return [paragraph(...small(own('Active Exposures · a dry run: nothing was refreshed · times in UTC')))]
}

function bodyBlocks(impact: Impact, tableau: Tableau, room: Room): RootContent[] {
  const { exposures, changed, caveats } = impact
  const rows = exposures.slice(0, Math.min(room.rows, MOST_ROWS)).flatMap(linesOf)
  const left = exposures.length - Math.min(exposures.length, room.rows, MOST_ROWS)
  const { names: known } = speakingOfImpact(impact)
  const names = list(
    changed.map((node) => changedWords(node, known)),
    8,
  )
  return [
    paragraph(own(extentWords(impact)), own(names === '' ? '.' : ': '), words(names, room.text)),
    ...(rows.length === 0 ? [] : [table(columns(impact, tableau, room), rows)]),
    ...(left === 0 ? [] : [paragraph(own(`… and ${left} more exposures.`))]),
    ...(room.diagram ? diagramBlocks(impact) : []),
    ...caveats.slice(0, room.notes).map((caveat) => quote(paragraph(own('ℹ️ '), words(caveat, room.text)))),
  ]
}

function diagramBlocks(impact: Impact): RootContent[] {
  const diagram = impactDiagram(impact)
  if (diagram === null) return []
  const left = diagram.leftOut === 0 ? '' : ` · ${diagram.leftOut} more exposures are not drawn`
  return [
    codeBlock(diagram.mermaid.split('\n'), 'mermaid'),
    paragraph(...small(own(`${IMPACT_LEGEND}${left}`))),
  ]
}

/** An exposure with one of its extracts, or with none. */
interface Line {
  readonly exposure: ReachedExposure
  readonly row: ExtractRow | null
  readonly first: boolean
}

function linesOf(exposure: ReachedExposure): Line[] {
  const rows = exposure.extracts.length === 0 ? [null] : exposure.extracts
  return rows.map((row, index) => ({ exposure, row, first: index === 0 }))
}

function columns(impact: Impact, tableau: Tableau, room: Room): Column<Line>[] {
  const speaking = speakingOfImpact(impact)
  return [
    { title: 'Exposure', cell: (line) => (line.first ? exposureCell(line.exposure, room) : [own('″')]) },
    {
      title: 'Changed upstream',
      cell: (line) => (line.first ? throughCell(line.exposure, speaking, room) : [own('″')]),
    },
    { title: 'Extract', cell: ({ row }) => extractCell(row, tableau, room) },
    { title: 'Last refreshed', cell: ({ row }) => [ownCompact(lastCell(row, speaking))] },
    { title: 'After merge', cell: (line) => [words(afterCell(line, impact, speaking), room.text)] },
  ]
}

function exposureCell({ label, file, line, owner, maturity }: ReachedExposure, room: Room): Phrase[] {
  const facts = [owner, maturity === null ? null : `maturity ${maturity}`].filter((fact) => fact !== null)
  return [
    strong(words(oneLine(label, nameWidth(room)) || 'unnamed')),
    lineBreak,
    ...(file === '' ? [] : [inlineCode(oneLine(line === null ? file : `${file}:${line}`, room.text))]),
    ...(facts.length === 0 ? [] : [lineBreak, ...small(words(facts.join(' · '), room.text))]),
  ]
}

function throughCell({ through, changed }: ReachedExposure, { names }: Speaking, room: Room): Phrase[] {
  const told = [...(changed ? ['itself'] : []), ...through.map((node) => changedWords(node, names))]
  return [words(list(told, 3), room.text)]
}

function extractCell(row: ExtractRow | null, tableau: Tableau, room: Room): Phrase[] {
  if (row === null) return [own('–')]
  const { name, place } = contentPhrases(row.extract.lineage.content, tableau, room)
  return [name, lineBreak, ...place]
}

function lastCell(row: ExtractRow | null, { now }: Speaking): string {
  if (row === null) return '–'
  return row.lastRefreshedAt === null ? 'never by us' : shortly(row.lastRefreshedAt, now)
}

function afterCell({ row, exposure }: Line, { asked }: Impact, speaking: Speaking): string {
  if (row !== null) return afterMergeWords(row, speaking)
  if (exposure.without !== null) return `not refreshed: ${exposure.without}`
  return asked ? 'none of its extracts reads what changed' : 'not known without Tableau'
}
