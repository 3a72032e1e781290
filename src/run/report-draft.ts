import type { Instant } from '../base/clock.js'
import type { Notice } from '../base/notice.js'
import type { Plan } from '../plan/types.js'
import type { SiteCounts } from '../exposures/other-sites.js'
import type { SiteAddress } from '../tableau/server-address.js'
import { type Report, wordingContext } from '../report/report.js'
import type { LocatedProject } from './exposure-places.js'

/** What the steps of a run find, before there is a report. */
type Parts = Omit<Report, 'run' | 'notices' | 'wording'> & Pick<Report['run'], 'options' | 'slot'>

/** Facts that help to explain an error; they are not part of the report. */
interface Unreported {
  /** How many exposures point at which site, and this run's own site; null if not known. */
  readonly sites: { readonly counts: SiteCounts; readonly address: SiteAddress } | null
  /** The dbt projects whose files this run has read. */
  readonly projects: readonly LocatedProject[]
  /** Whether this build has results that no earlier run of this site has seen. */
  readonly hasNews: boolean
}

interface Additions extends Partial<Parts & Unreported> {
  readonly notices?: Iterable<Notice>
}

/** What one step found. */
export interface Findings extends Additions {
  /** For the log. */
  readonly line?: string | null
}

const NOTHING_FOUND: Omit<Parts, 'slot'> = {
  mode: { kind: 'real' },
  options: { manual: false, force: false, select: '', exclude: '', timeout: null },
  tableau: null,
  catalogueOf: null,
  builds: [],
  freshness: [],
  warnedBefore: new Set(),
  belowWarned: new Map(),
  owned: [],
  rows: [],
  forecast: null,
  newsCount: 0,
  unresolved: [],
  leftOut: [],
  endedSince: [],
  failedSince: [],
  mended: null,
  misdirected: 0,
  drift: null,
  exposuresFile: null,
  siteFolder: null,
  error: null,
  cancelled: false,
  impact: null,
}

/** The report so far. `main` adds to it after each step, so that there is a report however the run ends. */
export class ReportDraft implements Unreported {
  sites: Unreported['sites'] = null
  hasNews: Unreported['hasNews'] = false
  projects: Unreported['projects'] = []
  readonly #notices: Notice[] = []
  #parts: Parts

  constructor(
    private readonly run: {
      readonly event: string
      readonly actor: string | null
      readonly attempt: number
      readonly startedAt: Instant
    },
  ) {
    this.#parts = { ...NOTHING_FOUND, slot: run.startedAt }
  }

  get parts(): Readonly<Parts> {
    return this.#parts
  }

  add({
    notices = [],
    sites = this.sites,
    hasNews = this.hasNews,
    projects = this.projects,
    ...parts
  }: Additions): void {
    this.sites = sites
    this.projects = projects
    this.hasNews = hasNews
    this.#parts = { ...this.#parts, ...parts }
    for (const notice of notices) this.#notices.push(notice)
  }

  finish(endedAt: Instant): Report {
    const { options, slot, ...parts } = this.#parts
    const report = { ...parts, run: { ...this.run, options, slot, endedAt }, notices: this.#notices }
    return { ...report, wording: wordingContext(report) }
  }
}

/** The rows of a report before the refreshes: the plan without results. */
export function plannedRows({ extracts, unresolved, leftOut }: Plan): Findings {
  return { rows: extracts.map((row) => ({ row, result: null })), unresolved, leftOut }
}
