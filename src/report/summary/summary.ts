import type { Paragraph, RootContent } from 'mdast'

import { compareNames } from '../../base/order.js'
import { harmlessLines, oneLine } from '../../base/untrusted-text.js'
import { type Unresolved, UNRESOLVED_MESSAGES } from '../../exposures/types.js'
import { partsOf } from '../../messages/message.js'
import { idLink } from '../id-link.js'
import { attemptText } from '../attempt-text.js'
import { savedText } from '../dry-run-text.js'
import { headlineOf } from './headline.js'
import { impactBlocks } from '../pull-request/comment.js'
import { breakingRemedies } from '../pull-request/reach-text.js'
import { groupsOf, isFine, isQuiet, type RowGroup, rowsIn } from './groups.js'
import { lineageList, lineagePicture } from './lineage-section.js'
import {
  bullets,
  codeBlock,
  folded,
  heading,
  inlineCode,
  literal,
  paragraph,
  quote,
  serialise,
  type FoldedTitle,
  type Phrase,
  strong,
  safeText,
  textWithLinks,
} from '../markdown.js'
import type { Notice } from '../../base/notice.js'
import { isOfPullRequest, type Report, type ReportRow } from '../report.js'
import { isUnresolvedForReader } from '../needs-somebody.js'
import { ownerNames, Owners } from '../outputs/owners.js'
import { remediesOf, type Remedy } from '../remedies.js'
import { type SizeBudget, SIZE_BUDGETS, WHOLE } from './size-budget.js'
import { NOT_UNTIL_CORRECTED, unresolvedPhrases } from '../unresolved-text.js'
import { aboutBlocks, optionsLine, contextLine } from './about-run.js'
import { notBeforeNote } from './not-before.js'
import { hasRemedy, notSaidElsewhere } from './open-notices.js'
import { isSaidInOutcome, outcomePhrases } from './outcome.js'
import { stateSection } from './state-section.js'
import { driftSection } from './drift-section.js'
import { groupTable } from './table.js'
import { list, NAMES_SHOWN } from '../lists.js'

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

/** The report with all its rows and notices, for a file. */
export function wholeSummary(report: Report): string {
  return serialise(blocksOf(report, WHOLE))
}

function blocksOf(report: Report, budget: SizeBudget): RootContent[] {
  const groups = groupsOf(report)
  const title = heading(2, literal(headlineOf(report)))
  const first = outcomeBlocks(groups, report)
  if (needsNobody(groups, report)) {
    const details = [
      contextLine(report),
      ...introBlocks(report, budget),
      ...fineBlocks(groups, report, budget),
    ]
    return [
      title,
      ...first,
      ...folded(detailsTitle(report.rows), [...details, ...detailBlocks(report, budget)]),
    ]
  }
  const picture = lineagePicture(report, budget)
  return [
    title,
    ...errorBlocks(report),
    ...first,
    contextLine(report),
    ...introBlocks(report, budget),
    ...impactBlocks(report.impact, report.tableau, budget),
    ...noticeBlocks(
      notSaidElsewhere(report).filter((notice) => !hasRemedy(notice)),
      ['error', 'warning'],
      budget,
    ),
    ...remedyBlocks(report, budget),
    ...findingBlocks(groups, report, budget),
    ...picture,
    ...detailBlocks(report, budget, picture.length === 0),
  ]
}

/** `Details: 11 extracts, 1 without an extract`: counted as in the first line of the log. */
function detailsTitle(rows: readonly ReportRow[], other: '' | 'other ' = ''): FoldedTitle {
  const without = rows.filter(({ row }) => row.decision.reason === 'no-extract').length
  const extracts = rows.length - without
  if (extracts === 0) return `Details: ${without} without an extract`
  const noun = extracts === 1 ? 'extract' : 'extracts'
  return without === 0
    ? `Details: ${extracts} ${other}${noun}`
    : `Details: ${extracts} ${other}${noun}, ${without} without an extract`
}

/** Whether nobody has to read more than the outcome, as after an hourly run with nothing to do. The rest is then folded. */
function needsNobody(groups: readonly RowGroup[], report: Report): boolean {
  const { error, cancelled, mode, impact, unresolved, misdirected, notices, drift, run } = report
  return (
    isQuiet(groups) &&
    error === null &&
    !cancelled &&
    mode.kind === 'real' &&
    impact === null &&
    unresolved.length + misdirected + (drift?.drift.length ?? 0) === 0 &&
    notices.every(({ level }) => level === 'notice') &&
    !run.options.manual &&
    !run.options.force
  )
}

/** Rows that somebody should look at; then, folded, those that are fine. */
function findingBlocks(groups: readonly RowGroup[], report: Report, budget: SizeBudget): RootContent[] {
  const open = groups.filter(({ status }) => !isFine(status))
  const fine = groups.filter(({ status }) => isFine(status))
  const note = notBeforeNote(rowsIn(open), report)
  return [
    ...groupTable(open, report, budget),
    ...note,
    ...unresolvedBlocks(report, budget),
    ...driftSection(report, budget),
    ...(fine.length === 0
      ? []
      : folded(
          detailsTitle(rowsIn(fine), open.length === 0 ? '' : 'other '),
          fineBlocks(fine, report, budget, note.length === 0),
        )),
  ]
}

function fineBlocks(
  groups: readonly RowGroup[],
  report: Report,
  budget: SizeBudget,
  explains = true,
): RootContent[] {
  const note = explains ? notBeforeNote(rowsIn(groups), report) : []
  return [...groupTable(groups, report, budget), ...note]
}

/** What a reader may want to look up. The lineage is a list where no picture shows it. */
function detailBlocks(report: Report, budget: SizeBudget, listsLineage = true): RootContent[] {
  return [
    ...noticeBlocks(notSaidElsewhere(report), ['notice'], budget),
    ...(listsLineage ? lineageList(report, budget) : []),
    ...stateSection(report, budget),
    ...aboutBlocks(report, budget),
  ]
}

/** Why the run stopped, with the id to look it up; what to do follows in its own section. */
function errorBlocks({ error }: Report): RootContent[] {
  if (error === null) return []
  const { sentence } = partsOf(error)
  return [quote(paragraph(literal('❌ '), strong(...textWithLinks(sentence, 1000)), ...idLink(error.id)))]
}

/** What to do about the error that stopped the run. */
function errorRemedy({ error }: Report): RootContent[][] {
  if (error === null) return []
  const { remedy } = partsOf(error)
  if (remedy === null) return []
  return [[paragraph(literal('❌ '), ...textWithLinks(remedy, LONGEST_REMEDY), ...idLink(error.id))]]
}

/** The first line: what happened, or why there are no rows. */
function outcomeBlocks(groups: readonly RowGroup[], report: Report): RootContent[] {
  const outcome = outcomePhrases(groups, report)
  if (outcome.length > 0) return [paragraph(...outcome)]
  const why = whyNoRows(report)
  return why === null
    ? []
    : [paragraph(strong(literal('Nothing was refreshed:')), literal(' '), safeText(why))]
}

/** Who started the run, that it is a dry run. */
function introBlocks(report: Report, budget: SizeBudget): RootContent[] {
  const { mode, run } = report
  const blocks: RootContent[] = []
  const asked = optionsLine(run, budget)
  const attempt = attemptText(report)
  if (attempt !== null) blocks.push(paragraph(literal(`${attempt}.`)))
  if (asked !== null) blocks.push(paragraph(...asked))
  if (mode.kind === 'dry') {
    const saved = isOfPullRequest({ run }) ? '' : savedText(report)
    const advice = ofOtherBranch(report) ? 'To refresh from here too, set dry-run: false.' : ''
    const sentences = [saved, advice].filter((sentence) => sentence !== '')
    blocks.push(
      paragraph(
        strong(literal('Dry run, nothing was refreshed:')),
        literal(' '),
        safeText(mode.why, budget.text),
        literal(sentences.length === 0 ? '' : `. ${sentences.join(' ')}`),
      ),
    )
  }
  return blocks
}

/** Whether it is a dry run only because of its branch, which `dry-run: false` changes; not that of a pull request. */
function ofOtherBranch({ mode, run }: Report): boolean {
  return mode.kind === 'dry' && mode.byBranch === true && !isOfPullRequest({ run })
}

/** Why there are no rows, unless another block says so. Says something about Tableau only if it was queried. */
function whyNoRows(report: Report): string | null {
  const { rows, error, cancelled, impact, mode } = report
  const isSaid = error !== null || cancelled || impact !== null || mode.kind === 'off'
  return rows.length > 0 || isSaid ? null : missingRowsText(report)
}

function missingRowsText({ misdirected, tableau, leftOut, owned, notices }: Report): string {
  if (misdirected > 0) {
    const mismatch = notices.find(({ id }) => id === 'AE-SITE-MISMATCH')
    return mismatch === undefined
      ? 'none of the exposures is of this Tableau site.'
      : partsOf(mismatch).sentence
  }
  if (tableau !== null && owned.length === 0)
    return 'this project declares no exposure, and discovery found no content in Tableau that reads its tables.'
  if (tableau !== null) return 'no exposure of this run has a Tableau extract.'
  return leftOut.some(({ reason }) => reason === 'switched-off' || reason === 'not-selected')
    ? 'select, exclude or their own settings leave out all exposures of this site (see About this run).'
    : 'this project has no exposure of this site.'
}

const NOTICE_ICON = { error: '❌', warning: '⚠️', notice: 'ℹ️' }

/** The notices of these levels, level by level. */
function noticeBlocks(
  notices: readonly Notice[],
  levels: readonly Notice['level'][],
  budget: SizeBudget,
): RootContent[] {
  const sorted = levels.flatMap((wanted) => notices.filter(({ level }) => level === wanted))
  const shown = sorted.slice(0, budget.notes).map((notice) => quote(noticeParagraph(notice, budget)))
  return [...shown, ...andMore(sorted.length - shown.length, 'in the log')]
}

function noticeParagraph({ id, level, message, file, line }: Notice, budget: SizeBudget): Paragraph {
  const place =
    file === undefined ? [] : [literal(' '), inlineCode(line === undefined ? file : `${file}:${line}`)]
  return paragraph(
    literal(`${NOTICE_ICON[level]} `),
    ...textWithLinks(message, budget.text),
    ...place,
    ...idLink(id),
  )
}

/** Remedies are sentences of ours, of which nothing is cut. */
const LONGEST_REMEDY = 1000

/** The section "What to do": each remedy once, with the message of Tableau or dbt, and whom to tell. */
function remedyBlocks(report: Report, budget: SizeBudget): RootContent[] {
  const owners = new Owners(report.owned)
  const toDo = (wanted: Notice['level']): RootContent[][] =>
    notSaidElsewhere(report)
      .filter((notice) => notice.level === wanted && hasRemedy(notice))
      .map((notice) => [noticeParagraph(withoutSaid(notice, report), budget)])
  const entries = [
    ...errorRemedy(report),
    ...toDo('error'),
    ...breakingRemedies(report.impact).map((entry) => [paragraph(...entry)]),
    ...remediesOf(report).map((remedy) => remedyEntry(remedy, budget)),
    ...report.unresolved
      .filter((each) => isUnresolvedForReader(each, report))
      .map((each) => unresolvedEntry(each, owners, budget)),
    ...toDo('warning'),
  ]
  if (entries.length === 0) return []
  const shown = entries.slice(0, budget.notes)
  return [
    heading(3, literal('What to do')),
    ...shown.flat(),
    ...andMore(entries.length - shown.length, 'in the output rows'),
  ]
}

/** Only the remedy of a notice whose sentence is in the first line, if no other one is meant. */
function withoutSaid(notice: Notice, report: Report): Notice {
  const { sentence, remedy } = partsOf(notice)
  const isSaid = sentence === whyNoRows(report) || isSaidInOutcome(notice, report)
  return isSaid && remedy !== null ? { ...notice, message: remedy } : notice
}

function remedyEntry(
  { id, icon, names, sentence, quoted, speaker, owners }: Remedy,
  budget: SizeBudget,
): RootContent[] {
  const lines = harmlessLines(quoted, budget.lines, budget.text)
  return [
    paragraph(
      literal(`${icon} `),
      ...extractsPhrases(names, budget),
      literal(': '),
      ...textWithLinks(sentence, LONGEST_REMEDY),
      ...ownerPhrases(owners, budget),
      ...idLink(id),
    ),
    ...(lines.length === 0 ? [] : [paragraph(literal(`${speaker}:`)), codeBlock(lines)]),
  ]
}

function unresolvedEntry(unresolved: Unresolved, owners: Owners, budget: SizeBudget): RootContent[] {
  return [
    paragraph(
      literal('⚠️ Exposure '),
      ...unresolvedParts(unresolved, budget),
      literal(` ${NOT_UNTIL_CORRECTED}; the first run after that refreshes it.`),
      ...ownerPhrases(ownerNames(owners.ofUnresolved(unresolved)), budget),
      ...idLink(UNRESOLVED_MESSAGES[unresolved.reason]),
    ),
  ]
}

/** Each is somebody to tell, so there are more than other names. */
const OWNERS_SHOWN = 12

/** ` Exposure owner: Ines Quispe.`: others than the owner of a connection, whom a remedy may name. */
function ownerPhrases(names: readonly string[], budget: SizeBudget): Phrase[] {
  if (names.length === 0) return []
  const label = names.length === 1 ? ' Exposure owner: ' : ' Exposure owners: '
  const all = list([...names].sort(compareNames), OWNERS_SHOWN)
  return [literal(label), safeText(all, budget.text), literal('.')]
}

/** `Menu, Orders`, or the number first if there are many: `7 extracts (Menu, Orders and 5 more)`. */
function extractsPhrases(names: readonly string[], budget: SizeBudget): Phrase[] {
  if (names.length <= NAMES_SHOWN) return [strong(safeText(list(names), budget.text))]
  const some = safeText(list(names, NAMES_SHOWN - 1), budget.text)
  return [strong(literal(`${names.length} extracts`)), literal(' ('), some, literal(')')]
}

/** The unresolved exposures that the reader of this run need not fix; the others are in "What to do". */
function unresolvedBlocks(report: Report, budget: SizeBudget): RootContent[] {
  const unresolved = report.unresolved.filter((each) => !isUnresolvedForReader(each, report))
  if (unresolved.length === 0) return []
  const shown = unresolved.slice(0, budget.notes)
  return [
    heading(3, literal('Unresolved exposures')),
    bullets(shown.map((each) => unresolvedParts(each, budget))),
    ...andMore(unresolved.length - shown.length, 'in the output rows'),
  ]
}

function unresolvedParts(unresolved: Unresolved, budget: SizeBudget): Phrase[] {
  return [
    strong(safeText(unresolved.exposure, 120)),
    ...placePhrases(unresolved),
    literal(': '),
    ...unresolvedPhrases(withoutPlace(unresolved), budget.text),
  ]
}

/** The message without the file that `placePhrases` names. */
function withoutPlace(unresolved: Unresolved): Unresolved {
  const { message: text, place } = unresolved
  const prefix = place === undefined ? '' : `${place.file}: `
  return text.startsWith(prefix) ? { ...unresolved, message: text.slice(prefix.length) } : unresolved
}

/** ` in models/exposures.yml:201`: where to correct it. */
function placePhrases({ place }: Unresolved): Phrase[] {
  return place === undefined ? [] : [literal(' in '), inlineCode(oneLine(`${place.file}:${place.line}`, 300))]
}

function andMore(count: number, where: string): RootContent[] {
  return count === 0 ? [] : [paragraph(literal(`… and ${count} more, ${where}.`))]
}
