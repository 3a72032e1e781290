import type { Clock, Instant, Milliseconds } from '../../base/clock.js'
import type { ExtractRow, Plan } from '../../plan/types.js'
import type { RefreshResult } from '../../refresh/outcome.js'
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
  failureLines,
  titleOf,
} from './lines.js'
import { type Mode, type Report, type WordingContext, wordingContext } from '../report.js'
import { counts } from '../ranking.js'
import { namesOf } from '../names.js'
import { unresolvedText } from '../outputs/rows.js'
import { STATUS, statusOf } from '../status.js'
import { clockTime, duration } from '../times.js'
import { decisionText, list, plural } from '../reason-text.js'

/** Progress is told at most this often: enough to see that the run lives. */
const PROGRESS_EVERY: Milliseconds = 15_000

/** Where lines go: `@actions/core` has this shape. */
export interface LogOutput {
  info(line: string): void
  debug(line: string): void
}

/** A refresh that is being waited for. */
interface Running {
  readonly key: ExtractKey
  readonly since: Instant
}

/** The run told as dbt tells its own. Every line carries a time, so that none can begin as a workflow command. */
export interface RunLog {
  /** A line of its own; untrusted text in it is made harmless. */
  line(text: string): void
  /** As `line`, in the debug log. */
  detail(text: string): void
  /** What was found, then a line for each row that will not be refreshed; in a dry run for every row. */
  planned(plan: Pick<Plan, 'extracts' | 'unresolved' | 'leftOut'>, mode: Mode): void
  /** A row that was planned again, as after a job that was already there. */
  decided(row: ExtractRow): void
  started(row: ExtractRow): void
  ended(row: ExtractRow, result: RefreshResult): void
  /** Call it as often as you like. */
  progress(running: readonly Running[]): void
  done(report: Report): void
}

export function createRunLog(output: LogOutput, clock: Pick<Clock, 'now'>): RunLog {
  return new DbtStyleLog(output, clock)
}

class DbtStyleLog implements RunLog {
  readonly #output: LogOutput
  readonly #clock: Pick<Clock, 'now'>
  /** Places in the plan, from 1. */
  #places: ReadonlyMap<ExtractKey, number> = new Map()
  #names: WordingContext['names'] = new Map()
  #mode: Mode = { kind: 'real' }
  #toldProgressAt: Instant = -Infinity

  constructor(output: LogOutput, clock: Pick<Clock, 'now'>) {
    this.#output = output
    this.#clock = clock
  }

  line(text: string): void {
    this.#say(oneLine(text, 1000))
  }

  detail(text: string): void {
    this.#output.debug(oneLine(text, 4000))
  }

  planned(
    { extracts, unresolved, leftOut }: Pick<Plan, 'extracts' | 'unresolved' | 'leftOut'>,
    mode: Mode,
  ): void {
    this.#places = new Map(extracts.map(({ extract }, index) => [extract.key, index + 1]))
    this.#names = namesOf(extracts)
    this.#mode = mode
    const exposures = new Set(
      extracts.flatMap(({ extract }) => extract.exposures.map(({ uniqueId }) => uniqueId)),
    )
    const others = [
      ...(unresolved.length === 0 ? [] : [`${unresolved.length} unresolved`]),
      ...(leftOut.length === 0 ? [] : [`${leftOut.length} left out`]),
    ]
    this.#say(
      [
        `Found ${plural(extracts.length, 'extract')} of ${plural(exposures.size, 'exposure')}`,
        ...others,
      ].join(', '),
    )
    if (mode.kind === 'dry') this.line(`Dry run, nothing is refreshed: ${mode.why}`)
    this.#say('')
    for (const each of unresolved) {
      this.#say(
        `${coloured('Unresolved', 'yellow')} exposure ${oneLine(each.exposure)}: ${unresolvedText(each)}`,
      )
    }
    for (const row of extracts) this.decided(row)
  }

  decided(row: ExtractRow): void {
    this.detail(`${titleOf(row)}: ${JSON.stringify(row.decision)}`)
    const { decision, reason } = row.decision
    switch (decision) {
      case 'skip':
        this.#row(row, `SKIP ${titleOf(row)}`, { word: 'SKIP', colour: 'yellow', rest: ` ${reason}` })
        break
      case 'wait':
        this.#row(row, `WAIT for ${titleOf(row)}`, { word: 'WAIT', colour: 'yellow', rest: ` ${reason}` })
        break
      case 'refresh':
        if (this.#mode.kind === 'real') return
        this.#row(row, `WOULD refresh ${titleOf(row)}`, { word: 'DRY', colour: null, rest: ` ${reason}` })
    }
    this.#say(`  ${decisionText(row, this.context())}`)
  }

  started(row: ExtractRow): void {
    this.#row(row, `START refresh ${titleOf(row)}`, { word: 'RUN', colour: null, rest: '' })
    this.#say(`  ${decisionText(row, this.context())}`)
  }

  ended(row: ExtractRow, result: RefreshResult): void {
    const { message, bracket } = endLine(row, result)
    this.#row(row, message, bracket)
    if (result.request !== null) this.detail(`${titleOf(row)}: job ${requestKey(result.request)}`)
  }

  progress(running: readonly Running[]): void {
    const now = this.#clock.now()
    if (running.length === 0 || now - this.#toldProgressAt < PROGRESS_EVERY) return
    this.#toldProgressAt = now
    const told = running.map(
      ({ key, since }) => `${this.#names.get(key) ?? key} (${duration((now - since) / 1000)})`,
    )
    this.#say(`${running.length} running: ${list(told)}`)
  }

  done(report: Report): void {
    this.#say('')
    if (report.mode.kind === 'off') {
      this.#say('Switched off: nothing was done.')
      return
    }
    if (report.error !== null) {
      this.#say(coloured('Encountered an error:', 'red'))
      this.line(report.error)
    } else {
      this.#finished(report)
    }
    const context = wordingContext(report)
    for (const row of report.rows) {
      if (STATUS[statusOf(row, report.mode)].group !== 'failed') continue
      this.#say('')
      for (const line of failureLines(row, context)) this.#say(line)
    }
    if (report.error !== null && report.rows.length === 0) return
    this.#say('')
    this.#say(doneLine(report))
  }

  #finished(report: Report): void {
    const seconds = (report.run.endedAt - report.run.startedAt) / 1000
    const took = `${duration(seconds)} (${seconds.toFixed(2)}s)`
    if (report.cancelled) {
      this.#say(coloured(`Cancelled after ${took}.`, 'red'))
      return
    }
    const done =
      report.mode.kind === 'dry' ? 'the dry run' : `refreshing ${plural(counts(report).refreshed, 'extract')}`
    this.#say(`Finished ${done} in ${took}.`)
    this.#say('')
    this.#say(completedLine(report))
  }

  /** Numbered by its place in the plan. */
  #row(row: ExtractRow, message: string, bracket: Bracket): void {
    const place = this.#places.get(row.extract.key) ?? this.#places.size
    this.#say(dotted(`${place} of ${this.#places.size} ${message}`, bracket))
  }

  /** `text` holds constants and what `oneLine` made. */
  #say(text: string): void {
    this.#output.info(`${clockTime(this.#clock.now(), 'seconds')}  ${text}`.trimEnd())
  }

  context(): WordingContext {
    return { now: this.#clock.now(), names: this.#names }
  }
}
