import { capitalised } from '../../base/capitalised.js'
import { oneLine } from '../../base/untrusted-text.js'
import type { Notice } from '../../base/notice.js'
import { UNRESOLVED_MESSAGES } from '../../exposures/types.js'
import { message, type Message, type MessageId, withId } from '../../messages/message.js'
import { messageIdOf } from '../message-ids.js'
import { isHeldForReader, isUnresolvedForReader } from '../needs-somebody.js'
import { impactNotices } from '../pull-request/annotations.js'
import { rowsOf } from '../pull-request/impact-text.js'
import { type Report, type ReportRow, type WordingContext } from '../report.js'
import { nameOf, titleOfRows, worstFirst } from '../ranking.js'
import { unresolvedSentence } from '../unresolved-text.js'
import { type Status, STATUS, statusOf } from '../status.js'
import { list } from '../lists.js'
import { causeKeyOf } from '../reason-text.js'
import { cureOf, type Rows, sharedMessageOf } from '../remedies.js'

/** GitHub shows ten of each level per step and cuts messages at 4096 characters (docs/facts/github-actions.md#output-limits). */
const SHOWN_PER_LEVEL = 10
const LONGEST_MESSAGE = 2000
const LONGEST_TITLE = 120
const NAMES_SHOWN = 8

export interface Annotation {
  readonly level: Notice['level']
  readonly title: string
  readonly message: string
  readonly file?: string
  readonly startLine?: number
}

/** Where annotations go; `@actions/core` has this shape, and escapes what it prints. */
export interface AnnotationPort {
  error(message: string, properties: AnnotationProperties): void
  warning(message: string, properties: AnnotationProperties): void
  notice(message: string, properties: AnnotationProperties): void
}

export type AnnotationProperties = Pick<Annotation, 'title' | 'file' | 'startLine'>

/** The annotations of a report: at most 10 of each level, the worst first. */
export function annotationsOf(report: Report): Annotation[] {
  const all = allAnnotations(report)
  return (['error', 'warning', 'notice'] as const).flatMap((level) =>
    capped(all.filter((each) => each.level === level)),
  )
}

/** The number of warnings, including those that the last annotation only counts. */
export function countWarnings(report: Report): number {
  return allAnnotations(report).filter(({ level }) => level === 'warning').length
}

function allAnnotations(report: Report): Annotation[] {
  return [
    ...(report.error === null ? [] : [annotation('Active Exposures stopped', report.error)]),
    ...report.notices.map(fromNotice),
    ...(report.impact === null ? [] : impactNotices(report.impact).map(fromNotice)),
    ...fromRows(report),
    ...report.unresolved.map((each) =>
      fromNotice({
        title: `Unresolved: ${each.exposure}`,
        id: UNRESOLVED_MESSAGES[each.reason],
        level: isUnresolvedForReader(each, report) ? 'warning' : 'notice',
        message: `${oneLine(each.exposure)}: ${unresolvedSentence(each)}`,
        ...each.place,
      }),
    ),
  ]
}

export function annotate(report: Report, port: AnnotationPort): void {
  for (const { level, message, ...properties } of annotationsOf(report)) port[level](message, properties)
}

/** Failures are errors; rows held back for a reason that somebody should fix are warnings, or notices after the first run. What is deferred is a notice. Rows with the same cause and remedy share one annotation. */
function fromRows(report: Report): Annotation[] {
  const context = report.wording
  const shown =
    report.impact === null ? null : new Set(rowsOf(report.impact.exposures).map(({ extract }) => extract.key))
  const causes = new Map<string, Cause>()
  for (const row of worstFirst(report)) {
    const status = statusOf(row, report.mode)
    const { word } = STATUS[status]
    const level = levelOf(row, status, report)
    if (level === null || isExplained(row, report)) continue
    // Reviewers need not see what the pull request does not reach.
    if (shown?.has(row.row.extract.key) === false) continue
    const key = JSON.stringify([word, causeKeyOf(row, context), cureOf(row, context)])
    const known = causes.get(key)
    const rows: Rows = known === undefined ? [row] : [...known.rows, row]
    causes.set(key, { id: known?.id ?? messageIdOf(row, context), level: known?.level ?? level, word, rows })
  }
  return [...causes.values()].map((cause) => fromCause(cause, context))
}

/** Messages that explain why this run knows of no landing. */
const WITHOUT_LANDINGS: ReadonlySet<MessageId> = new Set([
  'AE-NO-RUN-RESULTS',
  'AE-RESULTS-OVERWRITTEN',
  'AE-RESULTS-OF-TEST',
  'AE-RESULTS-EMPTY',
] as const)

/** Whether a row that waits for its first build needs no annotation: a notice has the cause, or the run only writes the exposures-file. */
function isExplained(reportRow: ReportRow, { builds, notices, exposuresFile }: Report): boolean {
  if (reportRow.row.decision.reason !== 'never-landed' || builds.some(({ landed }) => landed > 0))
    return false
  if (exposuresFile !== null && builds.every(({ command }) => command === 'dbt compile')) return true
  // A source needs a measurement, whatever dbt has built.
  return (
    messageIdOf(reportRow, {}) !== 'AE-SOURCE-NOT-MEASURED' &&
    notices.some(({ id }) => WITHOUT_LANDINGS.has(id))
  )
}

function levelOf(row: ReportRow, status: Status, report: Report): Notice['level'] | null {
  if (STATUS[status].group === 'failed') return 'error'
  if (status === 'held') return isHeldForReader(row, report) ? 'warning' : 'notice'
  return status === 'deferred' || row.row.decision.reason === 'never-landed' ? 'notice' : null
}

interface Cause extends Pick<Message, 'id' | 'level'> {
  readonly word: string
  readonly rows: Rows
}

/** The log shows messages without titles, so the message names the extracts too. */
function fromCause({ id, level, word, rows }: Cause, context: WordingContext): Annotation {
  const names = rows.map(nameOf)
  const text = sharedMessageOf(rows, context)
  return {
    ...annotation(titleOfRows(rows, word), { id, level, message: `${list(names, NAMES_SHOWN)}: ${text}` }),
    ...placeOf(fileOf(rows[0])),
  }
}

/** The file of the first node or test that failed upstream. GitHub cannot show one that the repository does not have. */
function fileOf({ row: { decision }, result }: ReportRow): Pick<Notice, 'file'> {
  if (result !== null || decision.reason !== 'upstream-failed') return {}
  const [file] = decision.problems.flatMap((problem) => problem.file ?? [])
  return file?.exists === true ? { file: file.path } : {}
}

function fromNotice({ title, file, line, ...told }: Notice): Annotation {
  return { ...annotation(title ?? titleOf(told.id), told), ...placeOf({ file, line }) }
}

function placeOf({ file, line }: { readonly file?: string | undefined; readonly line?: number | undefined }) {
  return {
    ...(file === undefined ? {} : { file: oneLine(file, 1000) }),
    ...(line === undefined ? {} : { startLine: line }),
  }
}

/** Where the words of the id say too little. */
const TITLES: Readonly<Partial<Record<MessageId, string>>> = {
  'AE-DRIFT': 'Exposures and Tableau differ',
  'AE-DRIFT-FAILS': 'Step fails: exposures and Tableau differ',
  'AE-EARLIER-REQUEST-FAILS': 'Refresh of an earlier run failed',
  'AE-LANDINGS-SAVED': 'New data is remembered',
  'AE-OTHER-SCHEDULE': "Tableau's own schedule refreshes too",
  'AE-STALE-FAILS': 'Step fails: data is stale',
  'AE-UNRESOLVED-FAILS': 'Step fails: exposures are unresolved',
}

/** Messages about one subject, which the title names first. */
const SUBJECT = /^(catalogue|discovery|drift|exposures file|lineage|selector|sign in|state) /

/** What happened, in the words of the id: `AE-FIRST-RUN` is `First run`, `AE-STATE-DAMAGED` is `State: damaged`. */
function titleOf(id: MessageId): string {
  const own = TITLES[id]
  if (own !== undefined) return own
  const words = id.slice('AE-'.length).toLowerCase().replaceAll('-', ' ')
  return capitalised(words.replace(SUBJECT, '$1: ').replaceAll('tableau', 'Tableau'))
}

/** The message ends with its id, even if it is cut. */
function annotation(title: string, { id, level, message: text }: Message): Annotation {
  return {
    level,
    title: oneLine(title, LONGEST_TITLE),
    message: withId({ id, message: oneLine(text, LONGEST_MESSAGE) }),
  }
}

function capped(annotations: readonly Annotation[]): Annotation[] {
  const [first] = annotations
  if (first === undefined || annotations.length <= SHOWN_PER_LEVEL) return [...annotations]
  const shown = annotations.slice(0, SHOWN_PER_LEVEL - 1)
  const rest = annotations.length - shown.length
  const more = { ...message('AE-MORE', { count: rest }), level: first.level }
  return [...shown, annotation(`${rest} more`, more)]
}
