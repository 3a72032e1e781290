import type { RootContent } from 'mdast'

import { harmlessLines } from '../../base/untrusted-text.js'
import { headlineOf } from './headline.js'
import { impactBlocks } from '../pull-request/comment.js'
import { lineageDiagram } from '../diagram/lineage.js'
import {
  bullets,
  codeBlock,
  heading,
  inlineCode,
  literal,
  paragraph,
  quote,
  serialise,
  small,
  strong,
  safeText,
} from '../markdown.js'
import type { Notice } from '../../base/notice.js'
import type { Report } from '../report.js'
import { remediesOf } from '../remedies.js'
import { type SizeBudget, SIZE_BUDGETS } from './size-budget.js'
import { unresolvedText } from '../outputs/rows.js'
import { aboutBlocks, optionsLine, contextLine } from './about-run.js'
import { stateSection } from './state-section.js'
import { driftSection } from './drift-section.js'
import { tableBlocks } from './table.js'
import { list } from '../reason-text.js'

/** GitHub rejects a larger summary as a whole (docs/facts/github-actions.md#output-limits). */
export const LARGEST_SUMMARY = 1_048_576

/** The report as GitHub-flavoured Markdown of at most `largest` bytes, for any report. */
export function summaryMarkdown(report: Report, largest: number = LARGEST_SUMMARY): string {
  for (const budget of SIZE_BUDGETS) {
    const markdown = serialise(blocksOf(report, budget))
    if (Buffer.byteLength(markdown) <= largest) return markdown
  }
  return serialise([heading(2, literal(headlineOf(report)))])
}

function blocksOf(report: Report, budget: SizeBudget): RootContent[] {
  return [
    heading(2, literal(headlineOf(report))),
    contextLine(report),
    ...introBlocks(report, budget),
    ...impactBlocks(report.impact, report.tableau, budget),
    ...noticeBlocks(report.notices, budget),
    ...tableBlocks(report, budget),
    ...remedyBlocks(report, budget),
    ...unresolvedBlocks(report, budget),
    ...driftSection(report, budget),
    ...(budget.diagram && report.impact === null ? lineageBlocks(report) : []),
    ...stateSection(report, budget),
    ...aboutBlocks(report, budget),
  ]
}

/** What comes before the table: why the run stopped, who started it, that it is a dry run, why there are no rows. */
function introBlocks(report: Report, budget: SizeBudget): RootContent[] {
  const { error, mode, run } = report
  const blocks: RootContent[] = []
  if (error !== null) blocks.push(quote(paragraph(literal('❌ '), strong(safeText(error, 1000)))))
  const asked = optionsLine(run, budget)
  if (asked !== null) blocks.push(paragraph(...asked))
  if (mode.kind === 'dry') {
    blocks.push(
      paragraph(strong(literal('Nothing was refreshed:')), literal(' '), safeText(mode.why, budget.text)),
    )
  }
  const why = whyNoRows(report)
  if (why !== null) blocks.push(paragraph(literal(why)))
  return blocks
}

/** Why there are no rows, unless another block says so. Says something about Tableau only if it was queried. */
function whyNoRows({ rows, error, cancelled, impact, mode, tableau, leftOut }: Report): string | null {
  if (rows.length > 0 || error !== null || cancelled || impact !== null || mode.kind === 'off') return null
  if (tableau !== null) return "None of this run's exposures has a Tableau extract."
  const others = leftOut.some(({ reason }) => reason === 'not-selected')
    ? 'every exposure of its site was left out, by select, exclude or a setting of its own (see About this run).'
    : 'no exposure of this run is of its site.'
  return `There was nothing to look up in Tableau: ${others}`
}

const NOTICE_ICON = { error: '❌', warning: '⚠️', notice: 'ℹ️' }
const NOTICE_RANK = { error: 0, warning: 1, notice: 2 }

function noticeBlocks(notices: readonly Notice[], budget: SizeBudget): RootContent[] {
  const sorted = [...notices].sort((a, b) => NOTICE_RANK[a.level] - NOTICE_RANK[b.level])
  const shown = sorted.slice(0, budget.notes).map(({ level, message, file, line }) => {
    const place =
      file === undefined ? [] : [literal(' '), inlineCode(line === undefined ? file : `${file}:${line}`)]
    return quote(paragraph(literal(`${NOTICE_ICON[level]} `), safeText(message, budget.text), ...place))
  })
  return [...shown, ...andMore(sorted.length - shown.length, 'in the log')]
}

/** The section "What to do": each remedy once, with Tableau's message. */
function remedyBlocks(report: Report, budget: SizeBudget): RootContent[] {
  const remedies = remediesOf(report)
  if (remedies.length === 0) return []
  const shown = remedies.slice(0, budget.notes)
  return [
    heading(3, literal('What to do')),
    ...shown.flatMap(({ icon, names, sentence, tableauText }): RootContent[] => {
      const lines = harmlessLines(tableauText, budget.lines, budget.text)
      return [
        paragraph(
          literal(`${icon} `),
          strong(safeText(list(names, 5), budget.text)),
          literal(': '),
          safeText(sentence, budget.text),
        ),
        ...(lines.length === 0 ? [] : [codeBlock(lines)]),
      ]
    }),
    ...andMore(remedies.length - shown.length, 'in the output rows'),
  ]
}

function unresolvedBlocks({ unresolved }: Report, budget: SizeBudget): RootContent[] {
  if (unresolved.length === 0) return []
  const shown = unresolved.slice(0, budget.notes)
  return [
    heading(3, literal('Unresolved exposures')),
    bullets(
      shown.map((each) => [
        strong(safeText(each.exposure, 120)),
        literal(': '),
        safeText(unresolvedText(each), budget.text),
      ]),
    ),
    ...andMore(unresolved.length - shown.length, 'in the output rows'),
  ]
}

function lineageBlocks(report: Report): RootContent[] {
  const diagram = lineageDiagram(report)
  if (diagram === null) return []
  const folded = diagram.folded === 0 ? '' : ` · ${diagram.folded} extracts are folded by project`
  const left = diagram.leftOut === 0 ? '' : ` · ${diagram.leftOut} more extracts are not drawn`
  return [
    heading(3, literal('Lineage')),
    codeBlock(diagram.mermaid.split('\n'), 'mermaid'),
    paragraph(...small(literal(`${LEGEND}${folded}${left}`))),
  ]
}

const LEGEND =
  'green: new data, refreshed · red: failed · amber: held back · blue: open · grey: nothing to do'

function andMore(count: number, where: string): RootContent[] {
  return count === 0 ? [] : [paragraph(literal(`… and ${count} more, ${where}.`))]
}
