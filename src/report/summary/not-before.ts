import type { RootContent } from 'mdast'

import type { Instant } from '../../base/clock.js'
import type { Mode } from '../../github/event.js'
import type { ExtractRow, Skip } from '../../plan/types.js'
import { isPermanent } from '../../state/request-history.js'
import { docsPage } from '../docs-link.js'
import { dueAtOf } from '../due.js'
import { link, literal, paragraph, small } from '../markdown.js'
import { list } from '../lists.js'
import { isOfPullRequest, type Report, type ReportRow } from '../report.js'
import { type Status, STATUS, statusOf } from '../status.js'
import { shortly } from '../times.js'

/** When the row is due if an instant is all it waits for; null if it waits for something else. */
export function notBefore(reportRow: ReportRow, mode: Mode, now: Instant): Instant | null {
  return waitsForInstant(reportRow, mode) ? dueAtOf(reportRow, mode, now) : null
}

function waitsForInstant(reportRow: ReportRow, mode: Mode): boolean {
  const { reason } = reportRow.row.decision
  const isSkipped = STATUS[statusOf(reportRow, mode)].group === 'skipped'
  return !isSkipped || reason === 'build-after' || reason === 'failing' || reason === 'frozen'
}

function mustBeFixed({ result }: ReportRow): boolean {
  return isPermanent(result?.failure?.class ?? null)
}

/** The text of the cell "Next refresh": an instant, or what has to happen first. May hold names of data sources. */
export function nextRefreshText(reportRow: ReportRow, { mode, run }: Moment): string {
  const now = run.endedAt
  const due = notBefore(reportRow, mode, now)
  if (due !== null) return notBeforeText(due, now)
  const status = statusOf(reportRow, mode)
  const { group } = STATUS[status]
  if (RUNNING.has(status)) return 'still running; the next run looks it up'
  if (status === 'blocked') return afterText(reportRow.row)
  switch (group) {
    case 'failed':
      return mustBeFixed(reportRow) ? 'once fixed' : NEXT_RUN
    case 'open':
      return NEXT_RUN
    case 'would-refresh':
      return isOfPullRequest({ run }) ? 'with the next build after the merge' : 'now, in a real run'
    case 'refreshed':
      return WITH_NEW_DATA
    case 'skipped':
      return skippedText(reportRow, mode, now)
    default:
      return group satisfies never
  }
}

/** Their job runs on after this run. */
const RUNNING: ReadonlySet<Status> = new Set<Status>(['requested', 'timed-out', 'waiting'])

/** `not before today 10:00`. */
export function notBeforeText(due: Instant, now: Instant): string {
  return `not before ${shortly(due, now)}`
}

/** A blocked extract waits for the data sources that it reads. */
function afterText({ decision, dataSources }: ExtractRow): string {
  const keys = decision.kind === 'refresh' ? decision.after : []
  const names = keys.flatMap((key) => dataSources.get(key)?.name ?? [])
  return names.length === 0 ? NEXT_RUN : `after ${list(names)}`
}

/** `not before 1 Dec 06:00, with new data`: what it waits for, which its window still holds back until then. */
function skippedText(reportRow: ReportRow, mode: Mode, now: Instant): string {
  const { decision } = reportRow.row
  const event = decision.kind === 'skip' ? eventOf(decision.reason) : NOTHING_TO_WAIT_FOR
  const due = dueAtOf(reportRow, mode, now)
  return due === null || event === NOTHING_TO_WAIT_FOR ? event : `${notBeforeText(due, now)}, ${event}`
}

const NOTHING_TO_WAIT_FOR = '–'
const NEXT_RUN = 'with the next run'
const WITH_NEW_DATA = 'with new data'

function eventOf(reason: Skip['reason']): string {
  switch (reason) {
    case 'build-after':
    case 'frozen':
      return NEXT_RUN
    case 'up-to-date':
    case 'never-landed':
      return WITH_NEW_DATA
    case 'waiting-for-upstream':
      return 'once all have new data'
    case 'failing':
    case 'upstream-failed':
    case 'other-environment':
      return 'once fixed'
    case 'not-visible':
      return 'once visible'
    case 'no-extract':
      return NOTHING_TO_WAIT_FOR
    default:
      return reason satisfies never
  }
}

type Moment = Pick<Report, 'mode' | 'run'>

/** The explanation of "not before", for the first table of a summary that shows such an instant; empty for others. */
export function notBeforeNote(rows: readonly ReportRow[], { mode, run }: Moment): RootContent[] {
  return rows.some((row) => notBefore(row, mode, run.endedAt) !== null) ? explanation() : []
}

/** The same for the state of the extracts, which also shows instants that only a row with an event to wait for has. */
export function notBeforeNoteOfState({ rows, mode, run }: Report): RootContent[] {
  const isExplained = notBeforeNote(rows, { mode, run }).length > 0
  return !isExplained && rows.some((row) => dueAtOf(row, mode, run.endedAt) !== null) ? explanation() : []
}

function explanation(): RootContent[] {
  return [
    paragraph(
      ...small(
        literal(
          'Not before: the first run after that time refreshes it, if there is new data and nothing upstream has failed. The action does not start itself; ',
        ),
        link(docsPage('manual-refresh.md#a-drain'), literal('a drain')),
        literal(' is a scheduled run between builds.'),
      ),
    ),
  ]
}
