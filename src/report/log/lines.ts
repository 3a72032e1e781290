import type { ExtractRow } from '../../plan/types.js'
import type { Outcome, RefreshResult } from '../../refresh/outcome.js'
import { CONTENT_NOUNS, contentPath } from '../../tableau/content-names.js'
import { cut, harmlessLines, oneLine } from '../../base/untrusted-text.js'
import { type Report, type ReportRow, type WordingContext } from '../report.js'
import { counts, secondsOf } from '../ranking.js'
import { shownStatus, type Status, STATUS, statusOf } from '../status.js'
import { staleRows } from '../staleness.js'
import { failingHistory, historyText } from '../failing-history.js'
import { isDiscovered } from '../names.js'
import { plural } from '../lists.js'
import { currentReasonOf } from '../reason-text.js'
import { countWarnings } from '../outputs/annotations.js'
import { remedyOf } from '../remedies.js'

/** The width that dbt pads its lines to with dots (dbt-core, ui.printer_width). */
const WIDTH = 80
const LONGEST_NAME = 120

export type Colour = 'green' | 'yellow' | 'red'

const ANSI: Readonly<Record<Colour, string>> = {
  green: '\u001B[32m',
  yellow: '\u001B[33m',
  red: '\u001B[31m',
}

/** `text` must hold only constants and output of `oneLine`, so that no name brings escape sequences of its own. */
export function coloured(text: string, colour: Colour | null): string {
  return colour === null ? text : `${ANSI[colour]}${text}\u001B[0m`
}

export interface Bracket {
  readonly word: string
  readonly colour: Colour | null
  /** Follows the word, not coloured, as dbt prints times. */
  readonly rest: string
}

/** `1 of 4 START refresh workbook Finance/Weekly KPIs ......... [RUN]`, as wide as dbt's lines. */
export function dotted(message: string, bracket: Bracket): string {
  const prefix = `${message} `
  const dots = prefix.length > WIDTH ? `${cut(message, WIDTH - 3)}...` : prefix.padEnd(WIDTH, '.')
  return `${dots} [${coloured(bracket.word, bracket.colour)}${bracket.rest}]`
}

/** `workbook Finance/Weekly KPIs`, `discovered workbook Finance/Menu`. */
export function titleOf({ extract }: ExtractRow): string {
  const { content } = extract.lineage
  const origin = isDiscovered(extract) ? 'discovered ' : ''
  return `${origin}${CONTENT_NOUNS[content.kind]} ${oneLine(contentPath(content), LONGEST_NAME)}`
}

/** The line for an outcome, in dbt's words (`OK`, `ERROR`) and a few of our own. */
export function endLine(row: ExtractRow, result: RefreshResult): { message: string; bracket: Bracket } {
  const { outcome } = result
  const { verb, word, colour } = ENDINGS[outcome]
  const seconds = secondsOf(result)
  const time = seconds === null ? '' : ` in ${seconds.toFixed(1)}s`
  const why = word === 'ERROR' && outcome !== 'failed' ? ` ${outcome}` : ''
  return { message: `${verb} ${titleOf(row)}`, bracket: { word, colour, rest: `${why}${time}` } }
}

const ENDINGS: Readonly<Record<Outcome, { verb: string; word: string; colour: Colour | null }>> = {
  refreshed: { verb: 'OK refreshed', word: 'OK', colour: 'green' },
  failed: { verb: 'ERROR refreshing', word: 'ERROR', colour: 'red' },
  cancelled: { verb: 'ERROR refreshing', word: 'ERROR', colour: 'red' },
  'timed-out': { verb: 'ERROR refreshing', word: 'ERROR', colour: 'red' },
  blocked: { verb: 'ERROR refreshing', word: 'ERROR', colour: 'red' },
  deferred: { verb: 'DEFER refresh of', word: 'DEFER', colour: 'yellow' },
  requested: { verb: 'OK requested', word: 'REQUESTED', colour: 'green' },
}

/**
 * The failures in the form of dbt's log: the extract, the reason, Tableau's message shortened, what to do. Extracts for
 * which all this is the same share one block.
 */
export function failureBlocks(rows: readonly ReportRow[], context: WordingContext): string[][] {
  const blocks = new Map<string, { readonly titles: string[]; readonly lines: readonly string[] }>()
  for (const row of rows) {
    const history = failingHistory(row)
    const since = history === null ? '' : ` (${historyText(history, context)})`
    const title = coloured(`Failure in refresh ${titleOf(row.row)}${since}`, 'red')
    const lines = failureLines(row, context)
    const key = lines.join('\n')
    const known = blocks.get(key)
    if (known === undefined) blocks.set(key, { titles: [title], lines })
    else known.titles.push(title)
  }
  return [...blocks.values()].map(({ titles, lines }) => [...titles, ...lines])
}

function failureLines(row: ReportRow, context: WordingContext): string[] {
  const remedy = remedyOf(row, context)
  const reason = currentReasonOf(row, context)
  const text = harmlessLines(row.result?.failure?.text ?? '', 10).filter(
    (line) => !reason.endsWith(`"${line}"`),
  )
  const quoted = text.map((line, index) => (index === 0 ? `  Tableau: ${line}` : `  ${line}`))
  return [`  ${reason}`, ...quoted, ...(remedy === null ? [] : [`  > ${remedy}`])]
}

/** dbt's line before the failures. It counts the same warnings as the annotations. */
export function completedLine(report: Report): string {
  const { rows, mode, notices } = report
  const statuses = rows.map((row) => statusOf(row, mode))
  const failed = statuses.filter((status) => STATUS[status].group === 'failed').length
  const { groups, extracts } = failedEarlier(report)
  const others = notices.filter(({ level }) => level === 'error').length - groups
  const errors = failed + Math.max(others, 0) + extracts
  const earlier = extracts === 0 ? '' : `, ${extracts} of an earlier run,`
  const warnings = countWarnings(report)
  const end = failed > 0 ? ':' : '.'
  if (errors > 0)
    return coloured(
      `Completed with ${plural(errors, 'error')}${earlier} and ${plural(warnings, 'warning')}${end}`,
      'red',
    )
  if (warnings > 0) return coloured(`Completed with ${plural(warnings, 'warning')}`, 'yellow')
  return coloured('Completed successfully', 'green')
}

/** What fails the step since an earlier run: its messages, and its extracts, which the last line counts. */
function failedEarlier({ failedSince }: Report) {
  const failing = failedSince.filter(({ id }) => id === 'AE-EARLIER-REQUEST-FAILS')
  return { groups: failing.length, extracts: failing.flatMap(({ extracts }) => extracts).length }
}

/** What the run did, in dbt's words: `Finished refreshing 3 extracts`; null if it had nothing to do, or all was held back. */
export function finishedText(report: Report): string | null {
  if (report.mode.kind === 'dry') return 'Finished the dry run'
  const statuses = report.rows.map((row) => statusOf(row, report.mode))
  if (statuses.every((status) => STATUS[status].group === 'skipped')) return null
  const { refreshed, failed } = counts(report)
  const requested = statuses.filter((status) => status === 'requested').length
  return refreshed + failed === 0 && requested > 0
    ? `Finished requesting the refresh of ${plural(requested, 'extract')}`
    : `Finished refreshing ${plural(refreshed, 'extract')}`
}

/**
 * `Done. REFRESHED=1 SKIP=2 ERROR=1 HELD=2 UNRESOLVED=1 TOTAL=7 STALE=2`: extracts by status, and unresolved exposures. An error is
 * what failed, timed out, was cancelled or blocked. The first three always, the others only if their count is not zero; together
 * they are the total. What the total does not count, or counts a second time, follows it.
 */
export function doneLine(report: Report): string {
  const tally = new Map<string, number>()
  for (const row of report.rows) {
    const status = shownStatus(statusOf(row, report.mode), report)
    const word = STATUS[status].group === 'failed' ? 'ERROR' : (DONE_WORDS[status] ?? status.toUpperCase())
    tally.set(word, (tally.get(word) ?? 0) + 1)
  }
  const { REFRESHED = 0, SKIP = 0, ERROR = 0, ...others } = Object.fromEntries(tally)
  const { rows, unresolved, misdirected, failedSince } = report
  const counted = [
    ...countTexts({ ...others, UNRESOLVED: unresolved.length }),
    `TOTAL=${rows.length + unresolved.length}`,
    ...countTexts({
      STALE: staleRows(report).length,
      'OTHER-SITE': misdirected,
      'EARLIER-FAILED': failedSince.flatMap(({ extracts }) => extracts).length,
    }),
  ]
  return `Done. REFRESHED=${REFRESHED} SKIP=${SKIP} ERROR=${ERROR} ${counted.join(' ')}`
}

const DONE_WORDS: Readonly<Partial<Record<Status, string>>> = { skipped: 'SKIP', waiting: 'RUNNING' }

/** `HELD=2`, without those that are zero. */
function countTexts(counted: Readonly<Record<string, number>>): string[] {
  return Object.entries(counted).flatMap(([word, count]) => (count === 0 ? [] : [`${word}=${count}`]))
}
