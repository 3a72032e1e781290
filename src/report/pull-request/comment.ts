import type { RootContent } from 'mdast'
import { oneLine } from '../../base/untrusted-text.js'
import { LONGEST_COMMENT } from '../../github/comment.js'
import { contentPhrases, nameWidth } from '../summary/cells.js'
import type { Impact, ReachedExposure } from '../../impact/impact.js'
import { IMPACT_LEGEND, impactDiagram } from './diagram.js'
import {
  afterMergeText,
  changedText,
  extentText,
  impactHeadline,
  impactWordingContext,
} from './impact-text.js'
import {
  type Column,
  codeBlock,
  heading,
  inlineCode,
  lineBreak,
  literal,
  compactLiteral,
  paragraph,
  type Phrase,
  quote,
  serialise,
  small,
  strong,
  table,
  safeText,
} from '../markdown.js'
import type { Report, WordingContext } from '../report.js'
import { SIZE_BUDGETS, type SizeBudget } from '../summary/size-budget.js'
import { shortly } from '../times.js'
import { list } from '../reason-text.js'
import type { ExtractRow } from '../../plan/types.js'

type Tableau = Report['tableau']

/** Exposures in the table; the plan-file has them all. */
const MAX_EXPOSURES = 60

/** The part of the summary about the pull request. */
export function impactBlocks(impact: Impact | null, tableau: Tableau, budget: SizeBudget): RootContent[] {
  if (impact === null) return []
  const headline = paragraph(strong(literal(impactHeadline(impact))))
  return [
    heading(3, literal('What this pull request reaches')),
    headline,
    ...bodyBlocks(impact, tableau, budget),
  ]
}

/** The comment, short enough for GitHub together with a first line of `taken` characters. */
export function commentMarkdown(impact: Impact, tableau: Tableau, taken: number): string {
  const title = [heading(3, literal(`${icon(impact)} ${impactHeadline(impact)}`))]
  for (const budget of SIZE_BUDGETS) {
    const text = serialise([...title, ...bodyBlocks(impact, tableau, budget), ...footer()])
    if (text.length + taken <= LONGEST_COMMENT) return text
  }
  return serialise([...title, ...footer()])
}

function icon({ exposures }: Impact): string {
  return exposures.length === 0 ? '✅' : '📊'
}

function footer(): RootContent[] {
  return [paragraph(...small(literal('Active Exposures · a dry run: nothing was refreshed · times in UTC')))]
}

function bodyBlocks(impact: Impact, tableau: Tableau, budget: SizeBudget): RootContent[] {
  const { exposures, changed, caveats } = impact
  const rows = exposures.slice(0, Math.min(budget.rows, MAX_EXPOSURES)).flatMap(linesOf)
  const left = exposures.length - Math.min(exposures.length, budget.rows, MAX_EXPOSURES)
  const { names: known } = impactWordingContext(impact)
  const names = list(
    changed.map((node) => changedText(node, known)),
    8,
  )
  return [
    paragraph(literal(extentText(impact)), literal(names === '' ? '.' : ': '), safeText(names, budget.text)),
    ...(rows.length === 0 ? [] : [table(columns(impact, tableau, budget), rows)]),
    ...(left === 0 ? [] : [paragraph(literal(`… and ${left} more exposures.`))]),
    ...(budget.diagram ? diagramBlocks(impact) : []),
    ...caveats
      .slice(0, budget.notes)
      .map((caveat) => quote(paragraph(literal('ℹ️ '), safeText(caveat, budget.text)))),
  ]
}

function diagramBlocks(impact: Impact): RootContent[] {
  const diagram = impactDiagram(impact)
  if (diagram === null) return []
  const left = diagram.leftOut === 0 ? '' : ` · ${diagram.leftOut} more exposures are not drawn`
  return [
    codeBlock(diagram.mermaid.split('\n'), 'mermaid'),
    paragraph(...small(literal(`${IMPACT_LEGEND}${left}`))),
  ]
}

/** A table row: an exposure with one of its extracts, or with none. */
interface Line {
  readonly exposure: ReachedExposure
  readonly row: ExtractRow | null
  readonly first: boolean
}

function linesOf(exposure: ReachedExposure): Line[] {
  const rows = exposure.extracts.length === 0 ? [null] : exposure.extracts
  return rows.map((row, index) => ({ exposure, row, first: index === 0 }))
}

function columns(impact: Impact, tableau: Tableau, budget: SizeBudget): Column<Line>[] {
  const context = impactWordingContext(impact)
  return [
    {
      title: 'Exposure',
      cell: (line) => (line.first ? exposureCell(line.exposure, budget) : [literal('″')]),
    },
    {
      title: 'Changed upstream',
      cell: (line) => (line.first ? throughCell(line.exposure, context, budget) : [literal('″')]),
    },
    { title: 'Extract', cell: ({ row }) => extractCell(row, tableau, budget) },
    { title: 'Last refreshed', cell: ({ row }) => [compactLiteral(lastRefreshText(row, context))] },
    { title: 'After merge', cell: (line) => [safeText(afterCell(line, impact, context), budget.text)] },
  ]
}

function exposureCell({ label, file, line, owner, maturity }: ReachedExposure, budget: SizeBudget): Phrase[] {
  const facts = [owner, maturity === null ? null : `maturity ${maturity}`].filter((fact) => fact !== null)
  return [
    strong(safeText(oneLine(label, nameWidth(budget)) || 'unnamed')),
    lineBreak,
    ...(file === '' ? [] : [inlineCode(oneLine(line === null ? file : `${file}:${line}`, budget.text))]),
    ...(facts.length === 0 ? [] : [lineBreak, ...small(safeText(facts.join(' · '), budget.text))]),
  ]
}

function throughCell(
  { changedUpstream, changed }: ReachedExposure,
  { names }: WordingContext,
  budget: SizeBudget,
): Phrase[] {
  const shown = [...(changed ? ['itself'] : []), ...changedUpstream.map((node) => changedText(node, names))]
  return [safeText(list(shown, 3), budget.text)]
}

function extractCell(row: ExtractRow | null, tableau: Tableau, budget: SizeBudget): Phrase[] {
  if (row === null) return [literal('–')]
  const { name, place } = contentPhrases(row.extract.lineage.content, tableau, budget)
  return [name, lineBreak, ...place]
}

function lastRefreshText(row: ExtractRow | null, { now }: WordingContext): string {
  if (row === null) return '–'
  return row.lastRefreshedAt === null ? 'never by us' : shortly(row.lastRefreshedAt, now)
}

function afterCell({ row, exposure }: Line, { tableauQueried }: Impact, context: WordingContext): string {
  if (row !== null) return afterMergeText(row, context)
  if (exposure.noExtractReason !== null) return `not refreshed: ${exposure.noExtractReason}`
  return tableauQueried ? 'none of its extracts reads what changed' : 'not known without Tableau'
}
