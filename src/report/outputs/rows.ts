import { toIso, type Instant } from '../../base/clock.js'
import { type Drift, DRIFT_MESSAGES } from '../../exposures/discovery/drift.js'
import { type Unresolved, UNRESOLVED_MESSAGES } from '../../exposures/types.js'
import type { MessageId } from '../../messages/message.js'
import { requestKey } from '../../state/request-id.js'
import type { Content } from '../../tableau/types.js'
import { cut, oneLine } from '../../base/untrusted-text.js'
import { dueAtOf } from '../due.js'
import { failingHistory } from '../failing-history.js'
import { isDiscovered } from '../names.js'
import { linkOf } from '../markdown.js'
import { type Report, type ReportRow, type WordingContext } from '../report.js'
import { lastRefreshOf, secondsOf, worstFirst } from '../ranking.js'
import type { Row } from './rows-schema.js'
import { isStale, staleCause } from '../staleness.js'
import { STATUS, statusOf } from '../status.js'
import { messageIdOf } from '../message-ids.js'
import { messageOf } from '../remedies.js'
import { Owners } from './owners.js'
import { unresolvedText } from '../unresolved-text.js'

/** Longer than any real name in Tableau or dbt; a hostile one must not push out other rows. */
const LONGEST_NAME = 1000

/** All rows for the plan file: failures first, then unresolved exposures, then the others, worst first. */
export function toRows(report: Report): Row[] {
  const rows = worstFirst(report)
  const failed = rows.filter((row) => STATUS[statusOf(row, report.mode)].group === 'failed')
  const owners = new Owners(report.owned)
  const row = rowsOfReport(report)
  return [
    ...failed.map(row),
    ...report.unresolved.map((each) => unresolvedRow(each, owners)),
    ...rows.slice(failed.length).map(row),
  ]
}

/** Makes the rows of one report. */
export function rowsOfReport(report: Report): (row: ReportRow) => Row {
  const context = { ...report.wording, owners: new Owners(report.owned) }
  return (row) => toRow(row, report, context)
}

/** The same for the output `rows`, without e-mail addresses: a step that gets it as a variable shows it in its log. */
export function withoutEmails(rows: readonly Row[]): Row[] {
  return rows.map((row) => ({ ...row, owners: row.owners.map((owner) => ({ ...owner, emails: [] })) }))
}

interface RowContext extends WordingContext {
  readonly owners: Owners
}

function toRow(reportRow: ReportRow, report: Report, context: RowContext): Row {
  const { row, result } = reportRow
  const { content } = row.extract.lineage
  const { decision } = row
  const request = result?.request ?? (decision.kind === 'wait' ? decision.request : null)
  return {
    extract: toContent(content, report),
    exposures: row.extract.exposures.map(({ uniqueId: id, name }) =>
      cut(context.names.get(id) ?? name, LONGEST_NAME),
    ),
    discovered: isDiscovered(row.extract),
    owners: context.owners.of(row.extract.exposures),
    decision: decision.kind,
    reason: decision.reason,
    messageId: messageIdOf(reportRow, context),
    outcome: result?.outcome ?? null,
    message: messageOf(reportRow, context),
    lastRefreshedAt: isoOrNull(lastRefreshOf(reportRow)),
    ...failingTimes(reportRow),
    dueAt: isoOrNull(dueAtOf(reportRow, report.mode, report.run.endedAt)),
    newestDataAt: isoOrNull(row.known.freshness.newestDataAt),
    ...staleness(reportRow, report, context),
    seconds: result === null ? null : secondsOf(result),
    jobId: request === null ? null : requestKey(request),
  }
}

function failingTimes(reportRow: ReportRow): Pick<Row, 'failingSince' | 'recoveredFrom'> {
  const history = failingHistory(reportRow)
  const since = history === null ? null : toIso(history.since)
  return history?.kind === 'recovered'
    ? { failingSince: null, recoveredFrom: since }
    : { failingSince: since, recoveredFrom: null }
}

function staleness(
  reportRow: ReportRow,
  report: Report,
  context: WordingContext,
): Pick<Row, 'staleSince' | 'staleCause'> {
  if (!isStale(reportRow, report)) return { staleSince: null, staleCause: null }
  return {
    staleSince: isoOrNull(reportRow.row.known.freshness.staleSince),
    staleCause: staleCause(reportRow, report, context),
  }
}

function unresolvedRow(unresolved: Unresolved, owners: Owners): Row {
  return {
    extract: null,
    exposures: [cut(unresolved.exposure, LONGEST_NAME)],
    discovered: false,
    owners: owners.ofUnresolved(unresolved),
    decision: 'unresolved',
    reason: unresolved.reason,
    messageId: UNRESOLVED_MESSAGES[unresolved.reason],
    outcome: null,
    message: unresolvedText(unresolved),
    lastRefreshedAt: null,
    failingSince: null,
    recoveredFrom: null,
    dueAt: null,
    newestDataAt: null,
    staleSince: null,
    staleCause: null,
    seconds: null,
    jobId: null,
  }
}

/** A row of the output `drift`. */
export interface DriftRow {
  readonly kind: Drift['kind']
  /** Stable id of the message, listed in docs/messages.md. */
  readonly messageId: MessageId
  readonly exposure: string | null
  readonly content: Row['extract']
  /** Unique ids. */
  readonly nodes: readonly string[]
  readonly message: string
}

export function toDriftRows(report: Pick<Report, 'drift' | 'tableau'>): DriftRow[] {
  return (report.drift?.drift ?? []).map(({ kind, exposure, content, nodes, message, messageId }) => ({
    kind,
    messageId: messageId ?? DRIFT_MESSAGES[kind],
    exposure: exposure === null ? null : cut(exposure, LONGEST_NAME),
    content: content === null ? null : toContent(content, report),
    nodes,
    message: oneLine(message, 1000),
  }))
}

function toContent(content: Content, { tableau }: Pick<Report, 'tableau'>): NonNullable<Row['extract']> {
  const { kind, luid, name, project } = content
  return {
    kind,
    luid,
    name: cut(name, LONGEST_NAME),
    project: project === null ? null : cut(project, LONGEST_NAME),
    url: linkOf(content, tableau),
  }
}

function isoOrNull(instant: Instant | null): string | null {
  return instant === null ? null : toIso(instant)
}
