import type { RootContent } from 'mdast'
import { oneLine } from '../../base/untrusted-text.js'
import { type ChangedNode, type Impact, reachesAnything, type ReachedExposure } from '../../impact/impact.js'
import type { ExtractRow } from '../../plan/types.js'
import { contentName, nameWidth, placeText } from '../summary/cells.js'
import { SIZE_BUDGETS, type SizeBudget } from '../summary/size-budget.js'
import {
  breakable,
  bullets,
  codeBlock,
  type Column,
  folded,
  heading,
  lineBreak,
  literal,
  paragraph,
  type Phrase,
  quote,
  safeText,
  serialise,
  small,
  strong,
  table,
} from '../markdown.js'
import { list, listPhrases, plural } from '../reason-text.js'
import type { Report, WordingContext } from '../report.js'
import { shortly } from '../times.js'
import { impactDiagram } from './diagram.js'
import { afterMergeText, changeText, impactHeadline, impactWordingContext } from './impact-text.js'
import { mostImportantFirst, widestFirst } from './order.js'

type Tableau = Report['tableau']

/** GitHub refuses a longer comment, including the marker (docs/facts/github-actions.md#output-limits). */
const LONGEST_COMMENT = 65_536
/** Exposures in the table; the plan-file has them all. */
const MAX_EXPOSURES = 60
/** More exposures than these are folded. */
const MAX_OPEN = 12
const MAX_CHANGES = 8
const NAMES_IN_TITLE = 3

/** The part of the summary about the pull request. */
export function impactBlocks(impact: Impact | null, tableau: Tableau, budget: SizeBudget): RootContent[] {
  if (impact === null) return []
  return [heading(3, literal('What this pull request reaches')), ...bodyBlocks(impact, tableau, budget)]
}

/** The comment, short enough for GitHub together with a first line of `taken` characters. */
export function commentMarkdown(impact: Impact, tableau: Tableau, taken: number): string {
  for (const budget of SIZE_BUDGETS) {
    const text = serialise([title(impact, budget), ...bodyBlocks(impact, tableau, budget), footer()])
    if (text.length + taken <= LONGEST_COMMENT) return text
  }
  return serialise([heading(3, literal(`📊 Active Exposures: ${impactHeadline(impact)}`)), footer()])
}

/** `📊 Active Exposures: reaches Weekly KPIs, Customer 360 and 3 more`. */
function title(impact: Impact, budget: SizeBudget): RootContent {
  const { exposures, removedExposures } = impact
  if (exposures.length === 0 && reachesAnything(impact))
    return removedExposures.length > 0
      ? heading(
          3,
          literal('📊 Active Exposures: removes '),
          safeText(list(removedExposures, NAMES_IN_TITLE), 300),
        )
      : heading(3, literal('⚠️ Active Exposures: what it reaches is not known'))
  if (exposures.length === 0) return heading(3, literal('✅ Active Exposures: reaches no dashboard'))
  const names = mostImportantFirst(exposures).map(
    ({ label }) => oneLine(label, nameWidth(budget)) || 'unnamed',
  )
  return heading(3, literal('📊 Active Exposures: reaches '), safeText(list(names, NAMES_IN_TITLE), 300))
}

function footer(): RootContent {
  return paragraph(...small(literal('Dry run: nothing was refreshed · times in UTC')))
}

function bodyBlocks(impact: Impact, tableau: Tableau, budget: SizeBudget): RootContent[] {
  const shown = mostImportantFirst(impact.exposures).slice(0, Math.min(budget.rows, MAX_EXPOSURES))
  const left = impact.exposures.length - shown.length
  const context = impactWordingContext(impact)
  const cells = { impact, tableau, budget, context }
  return [
    paragraph(strong(literal(impactHeadline(impact)))),
    ...changeBlocks(impact, context, budget),
    ...exposureTables(shown, cells),
    ...removedBlocks(impact, budget),
    ...(left === 0 ? [] : [paragraph(literal(`… and ${plural(left, 'more exposure')}.`))]),
    ...(budget.diagram ? diagramBlocks(impact) : []),
    ...impact.caveats
      .slice(0, budget.notes)
      .map((caveat) => quote(paragraph(literal('ℹ️ '), safeText(caveat, budget.text)))),
  ]
}

/** The most important ones; the others folded. */
function exposureTables(exposures: readonly ReachedExposure[], cells: CellContext): RootContent[] {
  const open = exposures.slice(0, MAX_OPEN)
  const rest = exposures.slice(MAX_OPEN)
  const of = (some: readonly ReachedExposure[]): RootContent[] =>
    some.length === 0 ? [] : [table(columns(cells), groupsOf(some, cells))]
  return [...of(open), ...(rest.length === 0 ? [] : folded(`${rest.length} more exposures`, of(rest)))]
}

function removedBlocks({ removedExposures }: Impact, budget: SizeBudget): RootContent[] {
  if (removedExposures.length === 0) return []
  return [
    paragraph(
      strong(literal('Gone:')),
      literal(' '),
      safeText(list(removedExposures, MAX_CHANGES), budget.text),
      literal('. No longer refreshed after the merge, unless another exposure names the same content.'),
    ),
  ]
}

/** What changed on each node that reaches something, those that reach the most first; the others are named together. */
function changeBlocks(impact: Impact, { names }: WordingContext, budget: SizeBudget): RootContent[] {
  const { reaching, others } = widestFirst(impact)
  const shown = reaching.slice(0, MAX_CHANGES)
  const items = shown.map(({ node, reach }): Phrase[] => [
    safeText(changeText(node, names), budget.text),
    literal(` → ${plural(reach, 'exposure')}`),
  ])
  const left = reaching.length - shown.length
  const more = left === 0 ? [] : [[literal(`… and ${plural(left, 'more changed node')}`)]]
  const quiet = listPhrases(
    others.map((node) => changeText(node, names)),
    MAX_CHANGES,
  )
  return [
    ...(items.length === 0 ? [] : [bullets([...items, ...more])]),
    ...(quiet === ''
      ? []
      : [
          paragraph(
            literal(reaching.length === 0 ? 'Changed: ' : 'Changed, and no exposure reads it: '),
            safeText(quiet, budget.text),
            literal('.'),
          ),
        ]),
  ]
}

function diagramBlocks(impact: Impact): RootContent[] {
  const diagram = impactDiagram(impact)
  if (diagram === null) return []
  const { mermaid, legend, leftOut } = diagram
  const verb = leftOut === 1 ? 'is' : 'are'
  const left = leftOut === 0 ? '' : ` · ${plural(leftOut, 'more exposure')} ${verb} not drawn`
  return [codeBlock(mermaid.split('\n'), 'mermaid'), paragraph(...small(literal(`${legend}${left}`)))]
}

interface CellContext {
  readonly impact: Impact
  readonly tableau: Tableau
  readonly budget: SizeBudget
  readonly context: WordingContext
}

/** Exposures to which the merge does the same. */
interface ExposureGroup {
  /** What the merge does to all their extracts; null if it differs from extract to extract. */
  readonly after: string | null
  readonly exposures: readonly ReachedExposure[]
}

/** In the order of the exposures; the sentence about the merge is said once for each group. */
function groupsOf(exposures: readonly ReachedExposure[], cells: CellContext): ExposureGroup[] {
  const groups = new Map<string, ExposureGroup>()
  for (const exposure of exposures) {
    const after = afterText(exposure, cells)
    const key = after ?? exposure.id
    groups.set(key, { after, exposures: [...(groups.get(key)?.exposures ?? []), exposure] })
  }
  return [...groups.values()]
}

function afterText({ extracts, noExtractReason }: ReachedExposure, cells: CellContext): string | null {
  const { impact, context } = cells
  const [only, ...others] = new Set(extracts.map((row) => afterMergeText(row, context)))
  if (only !== undefined) return others.length === 0 ? only : null
  if (noExtractReason !== null) return `not refreshed: ${noExtractReason}`
  return impact.tableauQueried ? 'none of its extracts reads what changed' : 'not known without Tableau'
}

/** Two columns, so that a phone shows both without scrolling. */
function columns(cells: CellContext): Column<ExposureGroup>[] {
  return [
    {
      title: 'Exposure',
      cell: ({ exposures }) => lines(exposures.map((exposure) => exposureCell(exposure, cells))),
    },
    { title: 'After merge', cell: (group) => afterCell(group, cells) },
  ]
}

function lines(all: readonly Phrase[][]): Phrase[] {
  return all.flatMap((line, index) => (index === 0 ? line : [lineBreak, ...line]))
}

function exposureCell(exposure: ReachedExposure, { budget, context: { names } }: CellContext): Phrase[] {
  const { label, file, line, owner, maturity, changed, changedUpstream } = exposure
  const facts = [owner, maturity === null ? null : `maturity ${maturity}`].filter((fact) => fact !== null)
  const through = [
    ...(changed === 'changed' ? ['itself'] : []),
    ...removedFirst(changedUpstream).map((node) => changeText(node, names)),
  ]
  const place = line === null ? file : `${file}:${line}`
  return [
    strong(...breakable(oneLine(label, nameWidth(budget)) || 'unnamed')),
    ...(facts.length === 0 ? [] : [lineBreak, ...small(safeText(facts.join(' · '), budget.text))]),
    ...(changed === 'new' ? [lineBreak, ...small(literal('new'))] : []),
    ...(changed === 'file-edited' ? [lineBreak, ...small(literal('its file was edited'))] : []),
    ...(through.length === 0
      ? []
      : [lineBreak, ...small(literal('changed: '), ...breakable(listPhrases(through, 3), budget.text))]),
    ...(file === '' ? [] : [lineBreak, ...small(...breakable(place, budget.text))]),
  ]
}

/** Removed nodes come first: they matter most, and the list is cut. */
function removedFirst(nodes: readonly ChangedNode[]): ChangedNode[] {
  const isRemoved = ({ how }: ChangedNode): boolean => how === 'removed'
  return [...nodes.filter(isRemoved), ...nodes.filter((node) => !isRemoved(node))]
}

function afterCell({ after, exposures }: ExposureGroup, cells: CellContext): Phrase[] {
  const all = exposures.flatMap(({ extracts }) => extracts)
  const extracts = [...new Map(all.map((row) => [row.extract.key, row])).values()]
  const [only] = extracts
  if (after === null || (only !== undefined && extracts.length === 1))
    return lines(extracts.map((row) => extractPhrases(row, cells)))
  return lines([
    breakable(after, cells.budget.text),
    ...extracts.map((row) => [
      ...contentName(row.extract.lineage.content, cells.tableau, cells.budget),
      literal(' '),
      ...placePhrases(row, cells),
    ]),
  ])
}

/** The extract, what the merge does to it, and how old its data is. */
function extractPhrases(row: ExtractRow, cells: CellContext): Phrase[] {
  const { tableau, budget, context } = cells
  return [
    ...contentName(row.extract.lineage.content, tableau, budget),
    literal(' '),
    ...breakable(afterMergeText(row, context), budget.text),
    lineBreak,
    ...placePhrases(row, cells),
  ]
}

function placePhrases({ extract, lastRefreshedAt }: ExtractRow, { budget, context }: CellContext): Phrase[] {
  const last =
    lastRefreshedAt === null
      ? 'never refreshed by this action'
      : `last refreshed ${shortly(lastRefreshedAt, context.now)}`
  return small(...breakable(placeText(extract), budget.text), literal(` · ${last}`))
}
