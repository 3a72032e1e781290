/* The first line of the summary: what happened, by names and causes. */

import { capitalised } from '../../base/capitalised.js'
import { earliestOf, type Instant } from '../../base/clock.js'
import { oneLine } from '../../base/untrusted-text.js'
import { groupBy } from '../../base/group-by.js'
import type { Unresolved } from '../../exposures/types.js'
import type { ExtractRow } from '../../plan/types.js'
import type { Notice } from '../../base/notice.js'
import { partsOf } from '../../messages/message.js'
import { inlineCode, type Phrase, literal, safeText, strong, textWithLinks } from '../markdown.js'
import { failingHistory, historyText } from '../failing-history.js'
import { endedSinceText } from '../ended-since-text.js'
import { warnedText } from '../warned-tests.js'
import { list, listPhrases, NAMES_SHOWN, plural, quotedIfComma } from '../lists.js'
import { notWaitedForText } from '../reason-text.js'
import { breakingSentences } from '../pull-request/reach-text.js'
import { isOfPullRequest, type Report, type ReportRow, type WordingContext } from '../report.js'
import { dataText, staleCause, staleRows } from '../staleness.js'
import { mendedText } from '../attempt-text.js'
import { type Status, STATUS, statusOf } from '../status.js'
import { at } from '../times.js'
import { isFine, isQuiet, type RowGroup, rowsIn } from './groups.js'
import { rowsForLater, rowsUnaffected, unaffectedWord } from './headline.js'
import { notBefore } from './not-before.js'
import { openNotices } from './open-notices.js'

const CAUSES_SHOWN = 2
const LONGEST_CAUSE = 200

/** `Held back: 7 extracts, because test x failed. Refreshed: 3.`; empty if there is nothing to tell. */
export function outcomePhrases(groups: readonly RowGroup[], report: Report): Phrase[] {
  const { unresolved } = report
  const drift = driftSentence(report)
  const isNothingToTell = isQuiet(groups) && unresolved.length + drift.length === 0
  if (isNothingToTell && !isOfPullRequest(report))
    return [
      ...[
        ...failedSentences(report),
        ...staleSentence(report, 0),
        ...openNoticesSentence(report),
        ...exposuresSentence(report),
        ...endedSentence(report),
        ...mendedSentence(report),
      ].flatMap((sentence) => [...sentence, literal(' ')]),
      strong(literal('Nothing to refresh:')),
      literal(` ${skippedText(groups, report)}.`),
      ...warnedSentence(report).flatMap((sentence) => [literal(' '), ...sentence]),
    ]
  const bad = [...new Set(groups.map(({ status }) => status))].filter((status) => !isFine(status))
  const refreshed =
    bad.length + unresolved.length === 0 && !report.cancelled
      ? namesSentence('Refreshed', ofStatus(groups, 'refreshed'))
      : countSentence('Refreshed', groups, 'refreshed')
  const requested = requestedSentence(groups, report)
  const sentences = [
    ...(isOfPullRequest(report) ? breakingSentences(report.impact) : []),
    ...bad.map((status, index) =>
      badSentence(
        status,
        { own: ofStatus(groups, status), before: ofStatus(groups, bad[index - 1]) },
        report,
      ),
    ),
    ...failedSentences(report),
    ...staleSentence(report, groups.filter(({ status }) => !isFine(status)).length),
    ...unresolvedSentence(unresolved),
    ...drift,
    ...(groups.length === 0 ? [] : openNoticesSentence(report)),
    ...exposuresSentence(report),
    ...endedSentence(report),
    ...mendedSentence(report),
    ...(report.cancelled ? [...requested, ...refreshed] : [...refreshed, ...requested]),
    ...recoveredSentence(groups, report),
    ...quotaSentence(report),
    ...skippedSentence(groups, report),
    ...warnedSentence(report),
  ]
  return sentences.flatMap((sentence, index) => (index === 0 ? sentence : [literal(' '), ...sentence]))
}

function ofStatus(groups: readonly RowGroup[], wanted: Status | undefined): RowGroup[] {
  return groups.filter(({ status }) => status === wanted)
}

/** `before`: the groups of the sentence before, whose cause need not be said twice. */
function badSentence(
  status: Status,
  { own: groups, before }: { readonly own: readonly RowGroup[]; readonly before: readonly RowGroup[] },
  report: Report,
): Phrase[] {
  const context = report.wording
  const isAfterMerge = status === 'would-refresh' && isOfPullRequest(report)
  const word = isAfterMerge ? 'refresh with the next build after the merge' : STATUS[status].word
  const label = strong(literal(`${capitalised(word)}:`))
  const rows = rowsIn(groups)
  if (!rows.every(({ row }) => hasCause(status, row, context)))
    return [label, literal(' '), subject(rows), literal('.')]
  const causes = new Set([...groups, ...before].map(({ cause }) => cause))
  if (before.length > 0 && causes.size === 1)
    return [label, literal(' '), subject(rows), literal(', for the same reason.')]
  const shown = groups.slice(0, CAUSES_SHOWN)
  const rest = rowsIn(groups.slice(CAUSES_SHOWN)).length
  return [
    label,
    ...shown.flatMap(({ rows: own, cause }, index) => [
      literal(index === 0 ? ' ' : '; '),
      subject(own),
      literal(', because '),
      safeText(cause, LONGEST_CAUSE),
      literal(sinceText(own, report.run.endedAt)),
    ]),
    literal(rest === 0 ? '.' : `; ${rest} more for other reasons.`),
  ]
}

/** Whether `causeOf` explains the status. For other statuses it explains why the extract should be refreshed. */
function hasCause(status: Status, row: ExtractRow, context: WordingContext): boolean {
  if (status === 'not-started') return notWaitedForText(row, context) !== null
  return status !== 'would-refresh' && status !== 'waiting'
}

function subject(rows: readonly ReportRow[]): Phrase {
  const names = rows.map(({ row }) => row.extract.lineage.content.name)
  return rows.length > NAMES_SHOWN ? literal(`${rows.length} extracts`) : safeText(list(names))
}

/**
 * `Stale: Menu, data from 05:50 UTC yesterday (23 Nov), for the same reason; 2 more for other reasons.`
 * @param said how many causes of other rows the sentences before have
 */
function staleSentence(report: Report, said: number): Phrase[][] {
  const rows = staleRows(report)
  if (rows.length === 0) return []
  const context = report.wording
  // What failed or is held back has its cause in a sentence before.
  const isSaid = (row: ReportRow): boolean =>
    !isFine(statusOf(row, report.mode)) && hasCause(statusOf(row, report.mode), row.row, context)
  const causes = [
    ...groupBy(rows, (row) =>
      isSaid(row)
        ? `for the ${said > 1 ? 'reasons above' : 'same reason'}`
        : `because ${staleCause(row, report, context)}`,
    ),
  ]
  const shown = causes.slice(0, CAUSES_SHOWN)
  const rest = causes.slice(CAUSES_SHOWN).flatMap(([, own]) => own).length
  return [
    [
      strong(literal('Stale:')),
      ...shown.flatMap(([cause, own], index) => [
        literal(index === 0 ? ' ' : '; '),
        subject(own),
        literal(sharedDataText(own, context)),
        literal(', '),
        safeText(cause, LONGEST_CAUSE),
      ]),
      literal(rest === 0 ? '.' : `; ${rest} more for other reasons.`),
    ],
  ]
}

/** `, data from 05:50 UTC`, if that is so of all these rows. */
function sharedDataText(rows: readonly ReportRow[], context: WordingContext): string {
  const texts = new Set(rows.map((row) => dataText(row, context)))
  const [only = ''] = texts
  return texts.size === 1 ? `, ${only}` : ''
}

/** `Unresolved: kpis, because Tableau does not have what it points to.` */
function unresolvedSentence(unresolved: Report['unresolved']): Phrase[][] {
  if (unresolved.length === 0) return []
  const causes = groupBy(unresolved, (each) =>
    each.reason === 'misconfigured' ? problemText(each) : each.reason,
  )
  const phrases = [...causes].flatMap(([, own], index): Phrase[] => [
    literal(index === 0 ? ' ' : '; '),
    safeText(list(own.map(({ exposure }) => exposure))),
    literal(', because '),
    safeText(unresolvedCause(own), LONGEST_CAUSE),
  ])
  return [[strong(literal('Unresolved:')), ...phrases, literal('.')]]
}

function unresolvedCause(unresolved: readonly Unresolved[]): string {
  const [first] = unresolved
  const pointing = unresolved.length === 1 ? 'it points' : 'they point'
  if (first?.reason === 'not-found') return `Tableau shows nothing where ${pointing}`
  if (first?.reason === 'ambiguous') return `Tableau has several contents where ${pointing}`
  return first === undefined ? '' : problemText(first)
}

/** `meta.active_exposure has no key build_afer`: without the file before it and the advice after it. */
function problemText({ message }: Unresolved): string {
  return (
    message
      .replace(/^[^:]*\.ya?ml: /, '')
      .split('; did you mean')[0]
      ?.replace(/\.$/, '') ?? ''
  )
}

/** `Failed since: Menu, requested by an earlier run, because permission was denied; this run tries again.` */
function failedSentences({ failedSince }: Report): Phrase[][] {
  return failedSince.map(({ extracts, cause, next }) => [
    strong(literal('Failed since:')),
    literal(' '),
    safeText(list(extracts.map(({ lineage }) => lineage.content.name))),
    literal(', requested by an earlier run, because '),
    safeText(cause, LONGEST_CAUSE),
    literal(`; ${next}.`),
  ])
}

function endedSentence({ endedSince, run }: Report): Phrase[][] {
  if (endedSince.length === 0) return []
  const text = endedSinceText(endedSince, run.endedAt)
  return [[strong(literal('Ended well since:')), literal(' '), safeText(text), literal('.')]]
}

/** Three tests, each with three extracts. */
const LONGEST_WARNED = 1000

/** `No longer held back: Menu, Orders, since fct_orders no longer fails.` */
function mendedSentence({ mended }: Report): Phrase[][] {
  if (mended === null) return []
  return [[strong(literal('No longer held back:')), literal(' '), safeText(mendedText(mended)), literal('.')]]
}

/** `Newly warned by dbt: test unique_orders (12 results, upstream of Menu); a warning holds nothing back.` */
function warnedSentence(report: Report): Phrase[][] {
  const text = warnedText(report, report.wording)
  return text === null
    ? []
    : [[strong(literal('Newly warned by dbt:')), literal(' '), safeText(`${text}.`, LONGEST_WARNED)]]
}

/** `Warning: Tableau's own schedule also refreshes Menu.`: the worst of the open notices, and how many more there are. */
function openNoticesSentence(report: Report): Phrase[][] {
  const open = openNotices(report)
  const [first] = open
  if (first === undefined) return []
  const more = open.length === 1 ? '' : ` (and ${open.length - 1} more below)`
  const sentence = partsOf(first).sentence.replace(/\.$/, '')
  return [
    [
      strong(literal(`${capitalised(first.level)}:`)),
      literal(' '),
      ...textWithLinks(sentence, LONGEST_CAUSE),
      literal(`${more}.`),
    ],
  ]
}

/** Whether the first line says the whole sentence of this notice, and of no other one. */
export function isSaidInOutcome({ message }: Notice, report: Report): boolean {
  const [first, ...others] = openNotices(report)
  if (first === undefined || others.length > 0 || report.rows.length === 0) return false
  return first.message === message && partsOf(first).sentence.length <= LONGEST_CAUSE
}

/** `Exposures: 2 in models/tableau.yml, 1 of them new; 3 removed.` */
function exposuresSentence({ exposuresFile: file }: Report): Phrase[][] {
  if (file === null) return []
  const removed = file.removed === 0 ? '' : `; ${file.removed} removed`
  const added = file.added === 0 ? 'none of them new' : `${file.added} of them new`
  return [
    [
      strong(literal('Exposures:')),
      literal(` ${file.luids.size} in `),
      inlineCode(oneLine(file.path)),
      literal(`, ${added}${removed}.`),
    ],
  ]
}

/** Only where drift makes the step fail. */
function driftSentence({ drift, notices }: Report): Phrase[][] {
  const fails = notices.some(({ id }) => id === 'AE-DRIFT-FAILS')
  if (!fails || drift === null) return []
  return [
    [
      strong(literal('Drift:')),
      literal(` exposures and Tableau differ in ${plural(drift.drift.length, 'point')}.`),
    ],
  ]
}

/** `Refreshed: Menu, Orders, Weekly KPIs and 8 more.`; the headline has the number. */
function namesSentence(label: string, groups: readonly RowGroup[]): Phrase[][] {
  const names = rowsIn(groups).map(({ row }) => row.extract.lineage.content.name)
  return names.length === 0
    ? []
    : [[strong(literal(`${label}:`)), literal(' '), safeText(list(names)), literal('.')]]
}

function countSentence(label: string, groups: readonly RowGroup[], status: Status, then = ''): Phrase[][] {
  const count = rowsIn(ofStatus(groups, status)).length
  return count === 0 ? [] : [[strong(literal(`${label}:`)), literal(` ${count}${then}.`)]]
}

/** `Recovered: Menu, which had failed since 06:04 UTC yesterday (2026-11-29).` */
function recoveredSentence(groups: readonly RowGroup[], { run }: Report): Phrase[][] {
  const recovered = rowsIn(groups).flatMap((row) => {
    const history = failingHistory(row)
    return history?.kind === 'recovered' ? [{ row, history }] : []
  })
  const [first] = recovered
  if (first === undefined) return []
  const names = recovered.map(({ row }) => row.row.extract.lineage.content.name)
  const { since, orEarlier } = first.history
  const which = `, which had failed since ${at(since, run.endedAt)}${orEarlier ? ' or earlier' : ''}`
  return [
    [
      strong(literal('Recovered:')),
      literal(' '),
      safeText(list(names)),
      literal(`${names.length === 1 ? which : ''}.`),
    ],
  ]
}

/** `, failing since 06:04 UTC yesterday (2026-11-29)`, if that is so of all these rows. */
function sinceText(rows: readonly ReportRow[], now: Instant): string {
  const texts = new Set(
    rows.map((row) => {
      const history = failingHistory(row)
      return history === null ? '' : `, ${historyText(history, { now })}`
    }),
  )
  const [only = ''] = texts
  return texts.size === 1 ? only : ''
}

/**
 * `Quota: nothing more is started on this site before 00:00 UTC tomorrow (2 Dec), also Open Orders (due 06:30 UTC).`: what the
 * quota has not deferred in this run, but will keep from the refreshes that are due until then.
 */
function quotaSentence({ rows, run: { endedAt } }: Report): Phrase[][] {
  const held = rows.flatMap(({ row, result }) => {
    const { dueWithoutQuota: due, dueAt, decision } = row
    const isUntried = result?.outcome === 'refreshed' || decision.reason === 'build-after'
    return due === undefined || dueAt === null || dueAt <= endedAt || !isUntried ? [] : [{ row, due, dueAt }]
  })
  const [first] = held
  if (first === undefined) return []
  const names = held.map(({ row, due }) => {
    const when = due === null || due <= endedAt ? '' : ` (due ${at(due, endedAt)})`
    return `${quotedIfComma(row.extract.lineage.content.name)}${when}`
  })
  return [
    [
      strong(literal('Quota:')),
      literal(` nothing more is started on this site before ${at(first.dueAt, endedAt)}, also `),
      safeText(listPhrases(names)),
      literal('.'),
    ],
  ]
}

/** A cancelled run names the refreshes that it leaves running. */
function requestedSentence(groups: readonly RowGroup[], { cancelled, notices }: Report): Phrase[][] {
  const rows = rowsIn(ofStatus(groups, 'requested'))
  const then = '; the next run looks up how they ended'
  if (!cancelled || rows.length === 0) return countSentence('Requested', groups, 'requested', then)
  const names = rows.map(({ row }) => row.extract.lineage.content.name)
  const isRefused = notices.some(({ id }) => id === 'AE-REFRESHES-NOT-CANCELLED')
  const label = isRefused ? 'Not cancelled, still running in Tableau:' : 'Still running in Tableau:'
  return [[strong(literal(label)), literal(' '), safeText(list(names)), literal(`${then}.`)]]
}

function skippedSentence(groups: readonly RowGroup[], report: Report): Phrase[][] {
  const later = rowsForLater(report)
  const unaffected = rowsUnaffected(report)
  const skipped = skippedText(groups, report, new Set([...later, ...unaffected]))
  const label = isOfPullRequest(report) ? 'Not refreshed:' : 'Skipped:'
  return [
    ...laterSentence(later, report),
    ...unaffectedSentence(unaffected.length, report),
    ...(skipped === '' ? [] : [[strong(literal(label)), literal(` ${skipped}.`)]]),
  ]
}

/** `Not affected: 11, whose usual refreshes go on.` */
function unaffectedSentence(count: number, report: Report): Phrase[][] {
  if (count === 0) return []
  const label = strong(literal(`${capitalised(unaffectedWord(report))}:`))
  return [[label, literal(` ${count}, whose usual refreshes go on.`)]]
}

/** `Later: Customers, Menu, Orders and 3 more, the first not before 12:00 UTC.` */
function laterSentence(rows: readonly ReportRow[], { mode, run }: Report): Phrase[][] {
  if (rows.length === 0) return []
  const due = rows.flatMap((row) => notBefore(row, mode, run.endedAt) ?? [])
  const first = due.length === 0 ? '' : `, ${firstOf(due, run.endedAt)}`
  const names = list(rows.map(({ row }) => row.extract.lineage.content.name))
  return [[strong(literal('Later:')), literal(' '), safeText(names), literal(`${first}.`)]]
}

/** `1 without an extract to refresh, 8 not due yet: the first not before 10:00 UTC`. */
function skippedText(
  groups: readonly RowGroup[],
  { mode, run }: Report,
  saidBefore: ReadonlySet<ReportRow> = new Set(),
): string {
  const rows = rowsIn(ofStatus(groups, 'skipped')).filter((row) => !saidBefore.has(row))
  const counts = new Map<string, number>()
  for (const { row } of rows) {
    const word = SKIPPED_WORDS[row.decision.reason] ?? 'for other reasons'
    counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  const others = [...counts].filter(([word]) => word !== NOT_DUE)
  const notDue = [...counts].filter(([word]) => word === NOT_DUE)
  const due = rows.flatMap((row) => notBefore(row, mode, run.endedAt) ?? [])
  const text = [...others, ...notDue].map(([word, count]) => `${count} ${word}`).join(', ')
  return due.length === 0 ? text : `${text}: ${firstOf(due, run.endedAt)}`
}

function firstOf(due: readonly Instant[], now: Instant): string {
  return `${due.length === 1 ? '' : 'the first '}not before ${at(earliestOf(due), now)}`
}

const NOT_DUE = 'not due yet'

const SKIPPED_WORDS: Readonly<Partial<Record<ReportRow['row']['decision']['reason'], string>>> = {
  'build-after': NOT_DUE,
  'up-to-date': 'without new data',
  'waiting-for-upstream': 'waiting for other new data',
  'no-extract': 'without an extract to refresh',
  'never-landed': 'without known data',
  frozen: 'frozen',
}
