import type { RootContent } from 'mdast'
import type { Instant } from '../../base/clock.js'
import { oneLine } from '../../base/untrusted-text.js'
import {
  type ChangedNode,
  type Impact,
  isBreaking,
  reachedAndEdited,
  reachesAnything,
  type ReachedExposure,
} from '../../impact/impact.js'
import type { ExtractRow } from '../../plan/types.js'
import { CATALOGUE } from '../../messages/catalogue.js'
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
import { nameIn } from '../names.js'
import { list, listPhrases, plural } from '../lists.js'
import type { Report, WordingContext } from '../report.js'
import { at, day, onDate, shortly, shortlyOnDate } from '../times.js'
import { breakingRemedy } from './annotations.js'
import { impactDiagram } from './diagram.js'
import {
  afterMergeHeadline,
  afterMergeText,
  changesNoData,
  changeText,
  impactHeadline,
  impactWordingContext,
} from './impact-text.js'
import { mostImportantFirst, widestFirst } from './order.js'
import { breakingNodes, breaksAnything } from './reach-text.js'

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
  const body = bodyBlocks({ impact, tableau, budget, dates: RELATIVE_DATES, hasRemedies: false })
  return [heading(3, literal('What this pull request reaches')), ...body]
}

/** The comment, short enough for GitHub together with a first line of `taken` characters. */
export function commentMarkdown(impact: Impact, tableau: Tableau, taken: number): string {
  for (const budget of SIZE_BUDGETS) {
    const body = bodyBlocks({ impact, tableau, budget, dates: FULL_DATES, hasRemedies: true })
    const text = serialise([title(impact, budget), ...body, footer(impact)])
    if (text.length + taken <= LONGEST_COMMENT) return text
  }
  return serialise([
    heading(3, literal('📊 Active Exposures: '), safeText(impactHeadline(impact))),
    footer(impact),
  ])
}

/** `📊 Active Exposures: removes the exposure Menu, reaches Weekly KPIs, Customer 360 and 3 more`. */
function title(impact: Impact, budget: SizeBudget): RootContent {
  return heading(3, literal(`${titleIcon(impact)} Active Exposures: `), ...titlePhrases(impact, budget))
}

function titleIcon(impact: Impact): '📊' | '⚠️' | '✅' {
  if (!reachesAnything(impact)) return '✅'
  const { exposures, removedExposures } = impact
  const isKnown = exposures.length + removedExposures.length > 0
  return isKnown && !breaksAnything(impact) ? '📊' : '⚠️'
}

function titlePhrases(impact: Impact, budget: SizeBudget): Phrase[] {
  const { reached, edited } = reachedAndEdited(impact)
  const removed = impact.removedExposures
  const labels = (exposures: readonly Pick<ReachedExposure, 'label'>[]): string[] =>
    exposures.map(({ label }) => oneLine(label, nameWidth(budget)) || 'unnamed')
  const parts = [
    titlePart(removed.length === 1 ? 'removes the exposure ' : 'removes the exposures ', labels(removed)),
    ...breakingParts(impact),
    titlePart('reaches ', labels(mostImportantFirst(reached))),
  ].filter((part) => part.length > 0)
  const said = parts.flatMap((part, index) => (index === 0 ? part : [literal(', '), ...part]))
  if (reached.length > 0) return said
  if (removed.length > 0) return [...said, literal(`; ${withoutReach(impact, 'else')}`)]
  const edits = edited.length === 0 ? '' : `edits the file of ${plural(edited.length, 'exposure')}; `
  return [literal(`${edits}${withoutReach(impact)}`)]
}

/** `removes old_menu`, `breaks the contract of fct_orders`: of the nodes that reach an exposure. */
function breakingParts(impact: Impact): Phrase[][] {
  const { names } = impactWordingContext(impact)
  const { removed, broken } = breakingNodes(impact)
  return [
    titlePart(
      'removes ',
      removed.map(({ node }) => nameIn(node.id, names)),
    ),
    titlePart(
      'breaks the contract of ',
      broken.map(({ node }) => nameIn(node.id, names)),
    ),
  ]
}

function titlePart(lead: string, names: readonly string[]): Phrase[] {
  return names.length === 0 ? [] : [literal(lead), safeText(list(names, NAMES_IN_TITLE), 300)]
}

/** What is said of a pull request that reaches no exposure through a node. */
function withoutReach(impact: Impact, other: 'else' | null = null): string {
  const { changed, unknown } = impact
  if (unknown.gone + unknown.unmapped > 0)
    return `what ${other === null ? '' : 'else '}it reaches is not known`
  const isNone = changed.length > 0 || !reachesAnything(impact)
  return isNone ? `reaches no ${other === null ? '' : 'other '}dashboard` : 'no data changes'
}

/** With a date, which is read later; without a time, so that a run that finds the same leaves the comment as it is. */
function footer({ now }: Impact): RootContent {
  return paragraph(...small(literal(`Dry run of ${day(now)}: nothing was refreshed · times in UTC`)))
}

/** How instants are written. */
interface Dates {
  readonly inSentence: (instant: Instant, now: Instant) => string
  readonly inCell: (instant: Instant, now: Instant) => string
}

/** As in the other sections of a summary. */
const RELATIVE_DATES: Dates = { inSentence: at, inCell: shortly }
/** A comment is read later. */
const FULL_DATES: Dates = { inSentence: onDate, inCell: shortlyOnDate }

interface Body {
  readonly impact: Impact
  readonly tableau: Tableau
  readonly budget: SizeBudget
  readonly dates: Dates
  /** Whether it says what to do about what is removed or broken; a summary has a section for that. */
  readonly hasRemedies: boolean
}

function bodyBlocks(body: Body): RootContent[] {
  const { impact, budget, dates } = body
  const { reached, edited } = reachedAndEdited(impact)
  const rows = Math.min(budget.rows, MAX_EXPOSURES)
  const context = impactWordingContext(impact)
  const cells = { ...body, context }
  return [
    ...removedBlocks(impact, budget),
    ...headlineBlocks(impact, dates),
    ...changeBlocks(body, context),
    ...exposureTables(mostImportantFirst(reached).slice(0, rows), cells),
    ...moreExposures(reached.length - rows),
    ...editedBlocks(mostImportantFirst(edited), rows, cells),
    ...(budget.diagram ? diagramBlocks(impact) : []),
    ...impact.caveats
      .slice(0, budget.notes)
      .map((caveat) => quote(paragraph(literal('ℹ️ '), safeText(caveat, budget.text)))),
  ]
}

function headlineBlocks(impact: Impact, { inSentence }: Dates): RootContent[] {
  const text = afterMergeHeadline(impact, inSentence)
  const isSaidInTitle =
    reachesAnything(impact) && changesNoData(impact) && reachedAndEdited(impact).reached.length === 0
  return isSaidInTitle || text === '' ? [] : [paragraph(strong(safeText(text)))]
}

function moreExposures(left: number): RootContent[] {
  return left <= 0 ? [] : [paragraph(literal(`… and ${plural(left, 'more exposure')}.`))]
}

/** The exposures of edited files, of which it is not known whether they changed. */
function editedBlocks(edited: readonly ReachedExposure[], rows: number, cells: CellContext): RootContent[] {
  if (edited.length === 0) return []
  const title =
    edited.length === 1
      ? '1 exposure whose file was edited'
      : (`${edited.length} exposures whose file was edited` as const)
  return folded(title, [table(columns(cells), edited.slice(0, rows)), ...moreExposures(edited.length - rows)])
}

/** The most important ones; the others folded. */
function exposureTables(exposures: readonly ReachedExposure[], cells: CellContext): RootContent[] {
  const open = exposures.slice(0, MAX_OPEN)
  const rest = exposures.slice(MAX_OPEN)
  const of = (some: readonly ReachedExposure[]): RootContent[] =>
    some.length === 0 ? [] : [table(columns(cells), some)]
  const title = rest.length === 1 ? '1 more exposure' : (`${rest.length} more exposures` as const)
  return [...of(open), ...(rest.length === 0 ? [] : folded(title, of(rest)))]
}

function removedBlocks({ removedExposures }: Impact, budget: SizeBudget): RootContent[] {
  if (removedExposures.length === 0) return []
  const items = removedExposures.slice(0, MAX_CHANGES).map(({ label, owner, maturity, file }): Phrase[] => {
    const facts = factsText([owner, maturityText(maturity), file])
    return [
      strong(safeText(oneLine(label, nameWidth(budget)) || 'unnamed')),
      ...(facts === '' ? [] : [literal(' '), ...small(safeText(facts, budget.text))]),
    ]
  })
  const left = removedExposures.length - items.length
  const more = left === 0 ? [] : [[literal(`… and ${left} more`)]]
  const { remedy } = CATALOGUE['AE-EXPOSURE-REMOVED']
  return [
    paragraph(
      strong(literal('No longer refreshed after the merge')),
      literal(', unless another exposure names the same content:'),
    ),
    bullets([...items, ...more]),
    paragraph(literal(remedy)),
  ]
}

function maturityText(maturity: string | null): string | null {
  return maturity === null ? null : `maturity ${maturity}`
}

/** `Finance · maturity high`, without what is not known. */
function factsText(facts: readonly (string | null)[]): string {
  return facts.filter((fact) => fact !== null && fact !== '').join(' · ')
}

/** What changed on each node that reaches something, those that reach the most first; the others are named together. */
function changeBlocks({ impact, budget, hasRemedies }: Body, { names }: WordingContext): RootContent[] {
  const { reaching, others } = widestFirst(impact)
  const shown = reaching.slice(0, MAX_CHANGES)
  const items = shown.map(({ node, reach }): Phrase[] => [
    literal(isBreaking(node) ? '⚠️ ' : ''),
    safeText(changeText(node, names), budget.text),
    literal(` → ${plural(reach, 'exposure')}`),
    ...(hasRemedies && isBreaking(node) ? [lineBreak, ...small(literal(breakingRemedy(node, impact)))] : []),
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

interface CellContext extends Body {
  readonly context: WordingContext
}

/** A row for each exposure, in two columns, so that a phone shows both without scrolling. */
function columns(cells: CellContext): Column<ReachedExposure>[] {
  return [
    { title: 'Exposure', cell: (exposure) => exposureCell(exposure, cells) },
    { title: 'After merge', cell: (exposure) => afterCell(exposure, cells) },
  ]
}

function lines(all: readonly Phrase[][]): Phrase[] {
  return all.flatMap((line, index) => (index === 0 ? line : [lineBreak, ...line]))
}

function exposureCell(exposure: ReachedExposure, { budget, context: { names } }: CellContext): Phrase[] {
  const { label, file, line, owner, maturity, changed, changedUpstream } = exposure
  const breaking = changedUpstream.filter(isBreaking)
  const others = changedUpstream.filter((node) => !isBreaking(node))
  const facts = factsText([owner, maturityText(maturity)])
  const texts = (nodes: readonly ChangedNode[]): string[] =>
    nodes.map((node) => changeText(node, names, 'without columns'))
  const through = [...(changed === 'changed' ? ['itself'] : []), ...texts(others)]
  const place = line === null ? file : `${file}:${line}`
  return [
    strong(...breakable(oneLine(label, nameWidth(budget)) || 'unnamed')),
    ...(facts === '' ? [] : [lineBreak, ...small(safeText(facts, budget.text))]),
    ...(changed === 'new' ? [lineBreak, ...small(literal('new'))] : []),
    ...(changed === 'file-edited' && changedUpstream.length > 0
      ? [lineBreak, ...small(literal('its file was edited'))]
      : []),
    ...smallList('⚠️ ', texts(breaking), budget),
    ...smallList('changed: ', through, budget),
    ...(file === '' ? [] : [lineBreak, ...small(...breakable(place, budget.text))]),
  ]
}

function smallList(title: '⚠️ ' | 'changed: ', texts: readonly string[], budget: SizeBudget): Phrase[] {
  if (texts.length === 0) return []
  return [lineBreak, ...small(literal(title), ...breakable(listPhrases(texts, 3), budget.text))]
}

function afterCell({ extracts, noExtractReason }: ReachedExposure, cells: CellContext): Phrase[] {
  if (extracts.length > 0) return lines(extracts.map((row) => extractPhrases(row, cells)))
  if (noExtractReason !== null) return breakable(`not refreshed: ${noExtractReason}`, cells.budget.text)
  return [
    literal(
      cells.impact.tableauQueried ? 'none of its extracts reads what changed' : 'not known without Tableau',
    ),
  ]
}

/** The extract, what the merge does to it, and how old its data is. */
function extractPhrases(row: ExtractRow, cells: CellContext): Phrase[] {
  const { tableau, budget, context, dates } = cells
  return [
    ...contentName(row.extract.lineage.content, tableau, budget),
    literal(' '),
    ...breakable(afterMergeText(row, context, dates.inSentence), budget.text),
    lineBreak,
    ...placePhrases(row, cells),
  ]
}

function placePhrases(
  { extract, lastRefreshedAt }: ExtractRow,
  { budget, context, dates }: CellContext,
): Phrase[] {
  const last =
    lastRefreshedAt === null
      ? 'never refreshed by this action'
      : `last refreshed ${dates.inCell(lastRefreshedAt, context.now)}`
  return small(...breakable(placeText(extract), budget.text), literal(` · ${last}`))
}
