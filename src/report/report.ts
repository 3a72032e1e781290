import type { Instant } from '../base/clock.js'
import type { BuildSummary } from '../dbt/build-summary.js'
import type { DriftCheck } from '../exposures/discovery/drift.js'
import type { LeftOut, Unresolved } from '../exposures/types.js'
import type { Notice } from '../base/notice.js'
import type { ExtractRow } from '../plan/types.js'
import type { RefreshResult } from '../refresh/outcome.js'
import type { Impact } from '../impact/impact.js'
import { namesOf, type Names } from './names.js'

/** An extract: what the plan says of it and what became of it; `result` is null while nothing did. */
export interface ReportRow {
  readonly row: ExtractRow
  readonly result: RefreshResult | null
}

/** A dry run changes nothing; the headline says why it is one. A run that is switched off has not even looked. */
export type Mode =
  { readonly kind: 'real' } | { readonly kind: 'dry'; readonly why: string } | { readonly kind: 'off' }

/** What somebody wanted of this run beyond the usual; `select` and `exclude` as they were written. */
export interface RunOptions {
  /** Started by a person, not by a schedule or a push. */
  readonly manual: boolean
  readonly force: boolean
  readonly select: string
  readonly exclude: string
}

/** All that a run has to say. Summary, log, annotations and outputs are views of it. Times are shown in UTC. */
export interface Report {
  readonly mode: Mode
  readonly run: {
    readonly event: string
    readonly actor: string | null
    readonly options: RunOptions
    readonly slot: Instant
    readonly startedAt: Instant
    readonly endedAt: Instant
  }
  readonly tableau: { readonly server: string; readonly site: string } | null
  /** When the catalogue was kept that it was planned from; null where dbt's files were there. */
  readonly catalogueOf: Instant | null
  readonly builds: readonly BuildSummary[]
  /** In the order of the plan. */
  readonly rows: readonly ReportRow[]
  readonly unresolved: readonly Unresolved[]
  readonly leftOut: readonly LeftOut[]
  /** Exposures of another server or site, where none is of this run's; else 0. */
  readonly misdirected: number
  readonly notices: readonly Notice[]
  /** Declared exposures held against Tableau; null where that was not asked for. */
  readonly drift: DriftCheck | null
  /** Path of the exposures-file, relative to the workspace; null where none was written. */
  readonly exposuresFile: string | null
  /** The sentence of a run that could not go on. */
  readonly error: string | null
  /** Asked to end before it was done. */
  readonly cancelled: boolean
  /** Of a pull request, where it is known; else null. */
  readonly impact: Impact | null
}

/** Whether something makes the step fail though the run went on to its end. */
export function hasErrors({ notices }: Pick<Report, 'notices'>): boolean {
  return notices.some(({ level }) => level === 'error')
}

/** The moment from which a sentence is spoken, and the names of what it may mention. */
export interface WordingContext {
  readonly now: Instant
  readonly names: Names
}

export function wordingContext({ run, rows, impact }: Report): WordingContext {
  const changed = impact?.changed.map(({ id }) => id)
  return {
    now: run.endedAt,
    names: namesOf(
      rows.map(({ row }) => row),
      changed,
    ),
  }
}
