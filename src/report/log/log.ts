import { groupBy } from '../../base/group-by.js'
import { type Clock, earliestOf, type Instant, type Milliseconds } from '../../base/clock.js'
import type { ExtractRow, Plan } from '../../plan/types.js'
import type { Forecast } from '../../refresh/forecast.js'
import type { RefreshEvents, RefreshResult, Running } from '../../refresh/outcome.js'
import { requestKey } from '../../state/request-id.js'
import type { ExtractKey } from '../../state/state.js'
import { oneLine } from '../../base/untrusted-text.js'
import {
  type Bracket,
  coloured,
  completedLine,
  dotted,
  doneLine,
  endLine,
  failureBlocks,
  finishedText,
  titleOf,
} from './lines.js'
import type { Unresolved } from '../../exposures/types.js'
import type { Mode } from '../../github/event.js'
import { type Report, type ReportRow, type WordingContext } from '../report.js'
import { forecastText } from '../forecast-text.js'
import { failingHistory, historyText } from '../failing-history.js'
import { isDiscovered, namesOf } from '../names.js'
import { unresolvedSentence } from '../unresolved-text.js'
import { counts, nameOf } from '../ranking.js'
import { staleRows, staleText } from '../staleness.js'
import { warnedText } from '../warned-tests.js'
import { STATUS, statusOf } from '../status.js'
import { clockTime, duration } from '../times.js'
import { verdictOf } from './verdict.js'
import { decisionText } from '../decision-text.js'
import { list, listPhrases, plural, quotedIfComma } from '../lists.js'
import { reasonOf } from '../reason-text.js'

/** Progress is logged at most this often, and less often the longer a refresh runs. */
const PROGRESS_EVERY: Milliseconds = 15_000
const PROGRESS_SHARE = 1 / 4

/** Where log lines go; `@actions/core` has this shape. */
export interface LogOutput {
  info(line: string): void
  debug(line: string): void
}

/** The run's log, in the style of dbt's. Every line begins with a time, so none can be a workflow command. */
export interface RunLog extends RefreshEvents {
  /** Logs one line; `text` may hold untrusted text. */
  line(text: string): void
  /** Logs what was found, then a line for each row that will not be refreshed; in a dry run for every row. */
  planned(
    plan: Pick<Plan, 'extracts' | 'unresolved' | 'leftOut'>,
    mode: Mode,
    forecast?: Forecast | null,
  ): void
  /** @param failsOnFailure whether fail-on names failure */
  done(report: Report, failsOnFailure: boolean): void
}

export function createRunLog(output: LogOutput, clock: Pick<Clock, 'now'>): RunLog {
  return new DbtStyleLog(output, clock)
}

class DbtStyleLog implements RunLog {
  readonly #output: LogOutput
  readonly #clock: Pick<Clock, 'now'>
  /** Position in the plan, from 1. */
  #places: ReadonlyMap<ExtractKey, number> = new Map()
  /** Of extracts and unresolved exposures, as in the last line. */
  #total = 0
  #names: WordingContext['names'] = new Map()
  #mode: Mode = { kind: 'real' }
  #progressLoggedAt: Instant = -Infinity

  constructor(output: LogOutput, clock: Pick<Clock, 'now'>) {
    this.#output = output
    this.#clock = clock
  }

  line(text: string): void {
    this.#write(oneLine(text, 1000))
  }

  detail(text: string): void {
    this.#output.debug(oneLine(text, 4000))
  }

  planned(
    { extracts, unresolved, leftOut }: Pick<Plan, 'extracts' | 'unresolved' | 'leftOut'>,
    mode: Mode,
    forecast: Forecast | null = null,
  ): void {
    this.#places = new Map(extracts.map(({ extract }, index) => [extract.key, index + 1]))
    this.#total = extracts.length + unresolved.length
    this.#names = namesOf(extracts)
    this.#mode = mode
    const exposures = extracts.flatMap(({ extract }) => extract.exposures)
    const declared = new Set(
      exposures.flatMap(({ origin, uniqueId }) => (origin === 'declared' ? [uniqueId] : [])),
    )
    const refreshable = extracts.filter(({ decision }) => decision.reason !== 'no-extract')
    const without = extracts.length - refreshable.length
    const discovered = refreshable.filter(({ extract }) => isDiscovered(extract)).length
    const known = refreshable.length - discovered
    const found = `Found ${plural(known, 'extract')} of ${plural(declared.size, 'exposure')}`
    const others = [
      ...(without === 0 ? [] : [`${without} without an extract`]),
      ...(discovered === 0 ? [] : [`${discovered} more by discovery that no exposure declares`]),
      ...(unresolved.length === 0 ? [] : [`${plural(unresolved.length, 'more exposure')} unresolved`]),
      ...(leftOut.length === 0 ? [] : [`${plural(leftOut.length, 'more exposure')} left out`]),
    ]
    this.#write([found, ...others].join(', '))
    if (forecast !== null) this.#write(`Forecast: ${forecastText(forecast, this.#clock.now())}`)
    if (mode.kind === 'dry') this.line(`Dry run, nothing is refreshed: ${mode.why}`)
    this.#write('')
    unresolved.forEach((each, index) => this.#unresolved(each, extracts.length + 1 + index))
    for (const row of extracts) this.decided(row)
  }

  #unresolved(unresolved: Unresolved, place: number): void {
    const word = 'UNRESOLVED'
    const message = `${place} of ${this.#total} ${word} exposure ${oneLine(unresolved.exposure)}`
    this.#write(dotted(message, { word, colour: 'yellow', rest: ` ${unresolved.reason}` }))
    this.#write(`  ${unresolvedSentence(unresolved)}`)
  }

  decided(row: ExtractRow): void {
    if (this.#decision(row)) this.#write(`  ${decisionText(row, this.context())}`)
  }

  /** Logs the row's line, without its reason; false if its refresh will log one. */
  #decision(row: ExtractRow): boolean {
    this.detail(`${titleOf(row)}: ${JSON.stringify(row.decision)}`)
    const { kind, reason } = row.decision
    switch (kind) {
      case 'skip': {
        const word = statusOf({ row, result: null }, this.#mode) === 'held' ? 'HELD' : 'SKIP'
        this.#row(row, `${word} ${titleOf(row)}`, { word, colour: 'yellow', rest: ` ${reason}` })
        break
      }
      case 'wait':
        this.#row(row, `WAIT for ${titleOf(row)}`, { word: 'WAIT', colour: 'yellow', rest: ` ${reason}` })
        break
      case 'refresh':
        if (this.#mode.kind === 'real') return false
        this.#row(row, `WOULD refresh ${titleOf(row)}`, {
          word: 'DRY',
          colour: null,
          rest: ` ${row.decision.reason}`,
        })
    }
    return true
  }

  started(row: ExtractRow): void {
    this.#row(row, `START refresh ${titleOf(row)}`, { word: 'RUN', colour: null, rest: '' })
    this.#write(`  ${decisionText(row, this.context())}`)
  }

  ended(row: ExtractRow, result: RefreshResult): void {
    const { message, bracket } = endLine(row, result)
    this.#row(row, message, bracket)
    if (result.outcome === 'deferred') this.#write(`  ${reasonOf({ row, result }, this.context())}`)
    const history = failingHistory({ row, result })
    if (history?.kind === 'recovered') this.#write(`  ${historyText(history, { now: this.#clock.now() })}`)
    if (result.request !== null) this.detail(`${titleOf(row)}: job ${requestKey(result.request)}`)
  }

  retrying(row: ExtractRow, result: RefreshResult, pause: Milliseconds): void {
    const rest = ` in ${duration(pause / 1000)}`
    this.#row(row, `RETRY refresh of ${titleOf(row)}`, { word: 'RETRY', colour: 'yellow', rest })
    const time = result.seconds === null ? '' : ` after ${result.seconds.toFixed(1)}s`
    this.#write(`  ${result.outcome}${time}: ${reasonOf({ row, result }, this.context())}`)
  }

  pollsFail(why: string): void {
    this.line(
      `Tableau answers with errors when asked about running refreshes (${why}); this run keeps asking until the timeout`,
    )
  }

  progress(running: readonly Running[]): void {
    const now = this.#clock.now()
    if (running.length === 0) return
    const longest = now - earliestOf(running.map(({ since }) => since))
    if (now - this.#progressLoggedAt < Math.max(PROGRESS_EVERY, longest * PROGRESS_SHARE)) return
    this.#progressLoggedAt = now
    const shown = running.map(
      ({ key, since }) => `${quotedIfComma(this.#names.get(key) ?? key)} (${duration((now - since) / 1000)})`,
    )
    this.#write(`${running.length} running: ${listPhrases(shown)}`)
  }

  done(report: Report, failsOnFailure: boolean): void {
    if (report.mode.kind !== 'off') this.#ending(report)
    const verdict = verdictOf(report, failsOnFailure)
    if (verdict !== null) this.line(verdict)
  }

  #ending(report: Report): void {
    this.#write('')
    // The lines of annotations above say what went wrong, and the last line refers to them.
    const isEnded = report.error === null && !report.cancelled
    this.#notStarted(report)
    if (isEnded) this.#finished(report)
    const context = report.wording
    const failed = report.rows.filter((row) => STATUS[statusOf(row, report.mode)].group === 'failed')
    for (const lines of failureBlocks(failed, context)) for (const line of ['', ...lines]) this.#write(line)
    if (report.error !== null && report.rows.length === 0) return
    const stale = staleRows(report)
    if (stale.length > 0) this.#write('')
    for (const [text, rows] of groupBy(stale, (row) => oneLine(staleText(row, report, context), 1000)))
      this.#write(`${coloured('Stale', 'yellow')} ${staleTitle(rows)}: ${text}`)
    this.#warned(report, context)
    if (isEnded || failed.length > 0 || stale.length > 0) this.#write('')
    this.#write(doneLine(report))
  }

  /** What dbt only warned of, which holds nothing back. */
  #warned(report: Report, context: WordingContext): void {
    const text = warnedText(report, context)
    if (text === null) return
    this.#write('')
    this.#write(`${coloured('Newly warned by dbt', 'yellow')}: ${oneLine(text, 1000)}`)
  }

  /** What was due and has no line yet, in the order of the plan. */
  #notStarted(report: Report): void {
    const rows = report.rows.filter((row) => statusOf(row, report.mode) === 'not-started')
    const context = report.wording
    for (const row of rows) {
      const bracket = { word: 'NOT STARTED', colour: 'yellow', rest: '' } as const
      this.#row(row.row, `NOT STARTED refresh of ${titleOf(row.row)}`, bracket)
      this.#write(`  ${reasonOf(row, context)}`)
    }
    if (rows.length > 0) this.#write('')
  }

  #finished(report: Report): void {
    const seconds = (report.run.endedAt - report.run.startedAt) / 1000
    const took = `${duration(seconds)} (${seconds.toFixed(2)}s)`
    const done = finishedText(report)
    const isAllElsewhere = report.misdirected > 0 && report.rows.length === 0
    // There is something to refresh, and the last line says where.
    if (!isAllElsewhere) {
      const nothing = counts(report).held > 0 ? 'Nothing was refreshed.' : 'Nothing to refresh.'
      this.#write(done === null ? nothing : `${done} in ${took}.`)
      this.#write('')
    }
    this.#write(completedLine(report))
  }

  /** Logs a line with the row's number in the plan. */
  #row(row: ExtractRow, message: string, bracket: Bracket): void {
    const place = this.#places.get(row.extract.key) ?? this.#places.size
    this.#write(dotted(`${place} of ${this.#total} ${message}`, bracket))
  }

  /** `text` must hold only constants and output of `oneLine`. */
  #write(text: string): void {
    this.#output.info(`${clockTime(this.#clock.now(), 'seconds')}  ${text}`.trimEnd())
  }

  context(): WordingContext {
    return { now: this.#clock.now(), names: this.#names }
  }
}

/** `workbook Finance/Menu`, `7 extracts (Customer 360, Customers, Open Orders and 4 more)`. */
function staleTitle(rows: readonly ReportRow[]): string {
  const [only] = rows
  return rows.length === 1 && only !== undefined
    ? titleOf(only.row)
    : `${plural(rows.length, 'extract')} (${list(rows.map(nameOf))})`
}
