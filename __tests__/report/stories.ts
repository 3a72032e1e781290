import { anyMessage } from '../support/any-message.js'
import type { UniqueId } from '../../src/dbt/types.js'
import type { Exposure, ExtractToPlan } from '../../src/exposures/types.js'
import type { Decision, ExtractRow, Known } from '../../src/plan/types.js'
import type { Outcome, RefreshResult } from '../../src/refresh/outcome.js'
import type { Failure } from '../../src/tableau/failures/failures.js'
import { type Report, type ReportRow, wordingContext } from '../../src/report/report.js'
import type { ExtractKey } from '../../src/state/state.js'
import { type ContentKind, type Luid, NO_READING } from '../../src/tableau/types.js'
import type { RequestId } from '../../src/state/request-id.js'
import type { JobId } from '../../src/tableau/types.js'

export const SERVER = 'https://10ax.online.tableau.com'

/** Tuesday 24 November 2026, the morning of every story. */
export function time(clock: string, date = '2026-11-24'): number {
  return Date.parse(`${date}T${clock}Z`)
}

export const NOW = time('06:05:11')

export const node = (name: string): UniqueId => `model.shop.${name}` as UniqueId
export const key = (name: string, kind: ContentKind = 'workbook'): ExtractKey =>
  `${kind}:${name}` as ExtractKey

export const nodesNamed = (...names: string[]): UniqueId[] => names.map(node)

/** Published data sources without a row. */
export const dataSources = (...names: string[]): Pick<ExtractRow, 'dataSources'> => ({
  dataSources: new Map(
    names.map((name) => [key(name, 'datasource'), extract({ name, kind: 'datasource' }).lineage.content]),
  ),
})

export function exposure(name: string, label: string | null = null): Exposure {
  return {
    uniqueId: `exposure.shop.${name}` as UniqueId,
    name,
    label,
    origin: 'declared',
    owner: null,
    maturity: null,
    path: 'models/exposures.yml',
    upstream: [],
    settings: {
      buildAfter: null,
      updatesOn: null,
      onUpstreamFailure: null,
      incremental: false,
      freezes: [],
      staleAfter: null,
    },
  }
}

export interface ExtractSketch {
  readonly name: string
  readonly kind?: ContentKind
  readonly project?: string | null
  readonly url?: string | null
  readonly exposures?: readonly Exposure[]
  readonly upstream?: readonly string[]
  readonly via?: string
  readonly reads?: readonly string[]
}

/** An extract whose key, identifier and link derive from its name. */
function extract(sketch: ExtractSketch): ExtractToPlan {
  const {
    name,
    kind = 'workbook',
    project = 'Finance',
    exposures = [exposure(name)],
    upstream = ['fct_orders'],
  } = sketch
  const via = sketch.via === undefined ? null : key(sketch.via, 'datasource')
  const url = sketch.url === undefined ? `${SERVER}/#/site/acme/${kind}s/${name.length}` : sketch.url
  return {
    key: key(name, kind),
    lineage: {
      content: { kind, luid: `luid-${name}` as Luid, name, project, url },
      hasExtract: true,
      ...NO_READING,
      live: NO_READING,
      extractUpdatedAt: null,
      viaBridge: false,
    },
    exposures,
    upstream: upstream.map((each) => ({ node: node(each), via, declared: true })),
    reads: (sketch.reads ?? []).map((each) => key(each, 'datasource')),
    elsewhere: [],
    otherEnvironment: [],
    unrelated: null,
    mayHideSources: false,
  }
}

export const newData = (...names: string[]): Decision => ({
  kind: 'refresh',
  reason: 'new-data',
  window: null,
  incremental: false,
  landed: nodesNamed(...names).map((id) => ({ id, at: time('06:01:00') })),
  after: [],
  overriddenSkip: null,
})

/** What state knows of an extract whose upstream has landed there since its last refresh. */
export const knownOf = (landed: Known['landed']): Known => ({
  newest: null,
  landed,
  window: null,
  lateNode: null,
  failing: null,
  problems: [],
  freshness: { newestDataAt: null, promised: null, staleSince: null },
})

export function planRow(
  sketch: ExtractSketch,
  decision: Decision,
  times: Partial<Pick<ExtractRow, 'lastRefreshedAt' | 'dueAt' | 'known' | 'dataSources'>> = {},
): ExtractRow {
  const known = knownOf(decision.kind === 'refresh' ? decision.landed : [])
  const absent = { lastRefreshedAt: null, dueAt: null, known, dataSources: new Map() }
  return { extract: extract(sketch), decision, ...absent, ...times }
}

export const job = (id: string): RequestId => ({ kind: 'job', job: id as JobId })

export function result(outcome: Outcome, more: Partial<RefreshResult> = {}): RefreshResult {
  return { outcome, request: null, seconds: null, endedAt: null, failure: null, ...more }
}

export const refreshed = (seconds: number): RefreshResult =>
  result('refreshed', { request: job('job-1'), seconds, endedAt: time('06:04:00') })

export function failed(failure: Partial<Failure> = {}): RefreshResult {
  const complete = {
    class: 'credentials',
    text: '',
    ...failure,
  } as const
  return result('failed', {
    request: job('job-2'),
    seconds: 73,
    endedAt: time('06:04:00'),
    failure: complete,
  })
}

export function report(rows: readonly ReportRow[], more: Partial<Report> = {}): Report {
  const told: Omit<Report, 'wording'> = {
    mode: { kind: 'real' },
    run: {
      event: 'schedule',
      actor: 'ana',
      options: { manual: false, force: false, select: '', exclude: '', timeout: null },
      slot: time('06:00:00'),
      attempt: 1,
      startedAt: time('06:02:10'),
      endedAt: NOW,
    },
    tableau: { server: SERVER, site: 'acme' },
    catalogueOf: null,
    owned: [],
    builds: [
      {
        command: 'dbt build',
        dbtVersion: '1.11.6',
        finishedAt: time('06:01:40'),
        landed: 12,
        failed: 0,
        failedTests: ['test.shop.assert_amount.0123456789' as UniqueId],
        warned: [],
      },
    ],
    freshness: [],
    warnedBefore: new Set(),
    belowWarned: new Map(),
    rows,
    unresolved: [],
    leftOut: [],
    endedSince: [],
    failedSince: [],
    mended: null,
    misdirected: 0,
    impact: null,
    notices: [],
    drift: null,
    exposuresFile: null,
    forecast: null,
    siteFolder: null,
    newsCount: 0,
    error: null,
    cancelled: false,
    ...more,
  }
  return { ...told, wording: more.wording ?? wordingContext(told) }
}

/** The morning on which the CFO's dashboard is stale: one failed refresh, one held back by a test, one not due, two refreshed. */
export function staleMorning(): Report {
  const cfo = exposure('cfo_weekly', 'CFO weekly')
  const sales = exposure('sales_board', 'Sales board')
  const stock = exposure('stock_levels', 'Stock levels')
  const at5 = time('05:02:00')
  const yesterday = time('06:02:30', '2026-11-23')
  return report(
    [
      {
        row: planRow(
          {
            name: 'Orders',
            kind: 'datasource',
            exposures: [sales],
            upstream: ['fct_orders', 'dim_customers'],
          },
          newData('fct_orders', 'dim_customers'),
          { lastRefreshedAt: yesterday, dueAt: time('06:00:00', '2026-11-25') },
        ),
        result: refreshed(73.1),
      },
      {
        row: planRow(
          {
            name: 'Sales board',
            exposures: [sales],
            upstream: ['fct_orders'],
            via: 'Orders',
            reads: ['Orders'],
          },
          { ...newData('Orders'), after: [key('Orders', 'datasource')] } as Decision,
          { lastRefreshedAt: yesterday, dueAt: time('06:00:00', '2026-11-25') },
        ),
        result: refreshed(41.6),
      },
      {
        row: planRow(
          { name: 'Weekly KPIs', project: 'Finance/Board', exposures: [cfo], upstream: ['fct_revenue'] },
          {
            kind: 'skip',
            reason: 'upstream-failed',
            problems: [
              {
                node: 'test.shop.not_null_fct_revenue_id.1a2b3c4d5e' as UniqueId,
                kind: 'test',
                failedAt: time('06:01:12'),
                tested: [node('fct_revenue')],
              },
            ],
          },
          { lastRefreshedAt: yesterday },
        ),
        result: null,
      },
      {
        row: planRow(
          { name: 'Cash flow', project: 'Finance/Board', exposures: [cfo], upstream: ['fct_payments'] },
          newData('fct_payments'),
          { lastRefreshedAt: yesterday },
        ),
        result: failed({
          text: 'Unable to connect to the Snowflake server.\nIncorrect username or password was specified.',
        }),
      },
      {
        row: planRow(
          {
            name: 'Stock levels',
            project: 'Operations',
            exposures: [stock],
            upstream: ['fct_stock', 'dim_products'],
          },
          { kind: 'skip', reason: 'build-after' },
          { lastRefreshedAt: at5, dueAt: time('05:00:00', '2026-11-25') },
        ),
        result: null,
      },
    ],
    {
      unresolved: [
        {
          exposure: 'old_forecast',
          reason: 'not-found',
          message: 'No workbook at views/Forecast on site acme; correct the url in models/exposures.yml.',
          candidates: [
            { name: 'Finance/Forecast 2026', address: 'https://tableau.example/#/workbooks/7' },
            { name: 'Finance/Forecasting', address: 'https://tableau.example/#/workbooks/8' },
          ],
        },
      ],
      leftOut: [{ exposure: 'notebook', reason: 'not-ours', why: 'its url is not on this server' }],
      notices: [
        anyMessage(
          'warning',
          'Tableau also refreshes Stock levels by a schedule of its own; two refreshers do the work twice.',
        ),
      ],
    },
  )
}
