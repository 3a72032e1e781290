import type { Instant } from '../base/clock.js'
import type { BuildSummary } from '../dbt/build-summary.js'
import type { LeftOut, Unresolved } from '../exposures/types.js'
import type { Mode } from '../github/event.js'
import type { Notice } from '../base/notice.js'
import type { Message } from '../messages/message.js'
import type { Plan } from '../plan/types.js'
import type { SiteCounts } from '../exposures/other-sites.js'
import type { SiteAddress } from '../tableau/server-address.js'
import type { Impact } from '../impact/impact.js'
import type { RefreshedRow } from '../refresh/outcome.js'
import type { Report } from '../report/report.js'

/** The report so far: `main` adds to it step by step, so that there is one however the run ends. */
export class ReportDraft {
  mode: Mode = { kind: 'real', onProduction: true }
  slot: Instant
  tableau: Report['tableau'] = null
  options: Report['run']['options'] = { manual: false, force: false, select: '', exclude: '' }
  catalogueOf: Instant | null = null
  error: Message | null = null
  isSwitchedOff = false
  cancelled = false
  misdirected = 0
  /** Where the exposures point, and this run's own site; null if not known. */
  sites: { readonly counts: SiteCounts; readonly address: SiteAddress } | null = null
  impact: Impact | null = null
  rows: readonly RefreshedRow[] = []
  unresolved: readonly Unresolved[] = []
  leftOut: readonly LeftOut[] = []
  endedSince: Report['endedSince'] = []
  drift: Report['drift'] = null
  exposuresFile: Report['exposuresFile'] = null
  builds: readonly BuildSummary[] = []
  /** Whether no run of this site has looked at the newest results yet. */
  hasNews = false
  owned: Report['owned'] = []
  readonly notices: Notice[] = []

  constructor(
    private readonly run: {
      readonly event: string
      readonly actor: string | null
      readonly startedAt: Instant
    },
  ) {
    this.slot = run.startedAt
  }

  note(notices: Iterable<Notice>): void {
    for (const notice of notices) this.notices.push(notice)
  }

  say(notice: Notice): void {
    this.notices.push(notice)
  }

  /** Until there is a plan: what the project declares. */
  declared({ leftOut, unresolved }: Pick<Plan, 'leftOut' | 'unresolved'>): void {
    this.leftOut = leftOut
    this.unresolved = unresolved
  }

  /** Until there are outcomes: the plan. */
  planned(plan: Plan): void {
    this.rows = plan.extracts.map((row) => ({ row, result: null }))
    this.unresolved = plan.unresolved
    this.leftOut = plan.leftOut
  }

  finish(endedAt: Instant): Report {
    const { tableau, catalogueOf, builds, rows, unresolved, leftOut, endedSince, misdirected } = this
    const { notices, drift, exposuresFile, error, cancelled, impact } = this
    return {
      mode: this.isSwitchedOff ? { kind: 'off' } : this.mode,
      run: { ...this.run, options: this.options, slot: this.slot, endedAt },
      tableau,
      catalogueOf,
      builds,
      owned: this.owned,
      rows,
      unresolved,
      leftOut,
      endedSince,
      misdirected,
      notices,
      drift,
      exposuresFile,
      error,
      cancelled,
      impact,
    }
  }
}
