import { earliestOf, type Instant, later } from '../base/clock.js'
import { addTo } from '../base/add-to.js'
import { compareNames } from '../base/order.js'
import type { Health } from '../dbt/health.js'
import type { UniqueId } from '../dbt/types.js'
import type { Exposure, Unresolved } from '../exposures/types.js'
import { freshnessFor } from '../plan/freshness.js'
import { problemsUpstream } from '../plan/situation.js'
import type { ExtractRow, Policy } from '../plan/types.js'
import { withOngoingFailure } from '../report/failing-history.js'
import { type Names, namesOf } from '../report/names.js'
import { Owners, ownerNames } from '../report/outputs/owners.js'
import { lastRefreshOf } from '../report/ranking.js'
import type { Report, ReportRow, WordingContext } from '../report/report.js'
import { notBefore } from '../report/summary/not-before.js'
import { isUpdatedSince, newestSuccess } from '../state/request-history.js'
import type { ExtractKey, RefreshState } from '../state/state.js'
import { fileNames } from './file-names.js'
import { SIGNALS, type Verdict, verdictOn } from './health.js'

/** An exposure of the site, whether or not this run has planned it. */
export interface SiteExposure extends Pick<Exposure, 'uniqueId' | 'name' | 'label' | 'owner'> {
  /** The nodes it reads: `depends_on` with metrics expanded. */
  readonly upstream: readonly UniqueId[]
  /** The extracts of a discovered one, which the plan may not have. */
  readonly extracts: readonly ExtractKey[]
}

/** Everything that the site is made from. */
export interface SiteSource {
  readonly report: Report
  /** What the plan would say about known extracts that this run has not selected. */
  readonly unselected: readonly ExtractRow[]
  /** Every exposure: those of the project, and discovered ones. */
  readonly exposures: readonly SiteExposure[]
  /** Failures and landings of the nodes upstream; and their warnings. */
  readonly health: Health
  readonly warnings: Health
  readonly requests: RefreshState['requests']
  readonly policy: Pick<Policy, 'staleAfter'>
  /** When the next run of the same cron is due; null without a cron. */
  readonly nextRunAt: Instant | null
  readonly showOwners: boolean
}

/** What the site shows of one exposure. */
export interface Tile extends Verdict {
  readonly id: UniqueId
  /** Unique in the site, and stable from run to run. */
  readonly fileName: string
  readonly name: string
  readonly label: string
  /** Its project in Tableau; null if that is not known. */
  readonly group: string | null
  readonly lastRefreshedAt: Instant | null
  /** When the newest data that it shows landed. */
  readonly newestDataAt: Instant | null
  /** When that data is older than promised; null if nothing is promised. */
  readonly freshUntil: Instant | null
  readonly notBefore: Instant | null
  readonly owners: readonly string[]
  readonly rows: readonly ReportRow[]
  /** The nodes that count for its health. */
  readonly nodes: readonly UniqueId[]
}

export interface Tiles {
  /** Worst first, then by label. */
  readonly all: readonly Tile[]
  readonly names: Names
}

/** One tile for each exposure. */
export function tilesOf(source: SiteSource): Tiles {
  const { report, exposures } = source
  const rows = [...report.rows, ...source.unselected.map((row) => ({ row, result: null }))]
  const byExposure = new Map<UniqueId, ReportRow[]>()
  for (const row of rows)
    for (const { uniqueId } of row.row.extract.exposures) addTo(byExposure, uniqueId, row)
  const context = wordingContextOf(source, rows)
  const files = fileNames(exposures.map(({ uniqueId: id, name }) => ({ id, name })))
  const shared = { source, context, owners: new Owners(report.owned), unresolved: unresolvedReasons(report) }
  const all = exposures.map((exposure) =>
    tileOf(exposure, byExposure.get(exposure.uniqueId) ?? [], files.get(exposure.uniqueId) ?? '', shared),
  )
  return { all: all.sort(worstFirst), names: context.names }
}

/** With the names of all nodes, since exposures without a row read some too. */
function wordingContextOf(source: SiteSource, rows: readonly ReportRow[]): WordingContext {
  const { health, warnings, exposures, report } = source
  const failing = [health, warnings].flatMap(({ statuses, jointTests }) => [
    ...[...statuses.values()].flatMap(({ problems }) => problems),
    ...jointTests.map(({ problem }) => problem),
  ])
  const nodes = [...exposures.flatMap(({ upstream }) => upstream), ...failing.map(({ node }) => node)]
  const names = namesOf(
    rows.map(({ row }) => row),
    nodes,
  )
  return { now: report.run.endedAt, names }
}

/** By id; by name where that is not known. */
function unresolvedReasons({ unresolved }: Report): ReadonlyMap<string, Unresolved['reason']> {
  return new Map(unresolved.map(({ exposure, uniqueId, reason }) => [uniqueId ?? exposure, reason]))
}

function worstFirst(a: Tile, b: Tile): number {
  return SIGNALS.indexOf(a.health) - SIGNALS.indexOf(b.health) || compareNames(a.label, b.label)
}

interface Shared {
  readonly source: SiteSource
  readonly context: WordingContext
  readonly owners: Owners
  readonly unresolved: ReturnType<typeof unresolvedReasons>
}

function tileOf(
  exposure: SiteExposure,
  planned: readonly ReportRow[],
  fileName: string,
  { source, context, owners, unresolved }: Shared,
): Tile {
  const { health, warnings, report, requests, showOwners } = source
  const rows = planned.map((row) => withOngoingFailure(rowFor(exposure, row, source)))
  const read = [...new Set(rows.flatMap(({ row }) => row.extract.upstream.map(({ node }) => node)))]
  const nodes = read.length > 0 ? read : exposure.upstream
  const landings = nodes.flatMap((node) => health.statuses.get(node)?.landedAt ?? [])
  const refreshes = [
    ...rows.map(lastRefreshOf),
    ...(rows.length > 0 ? [] : exposure.extracts).map(
      (key) => newestSuccess(requests.get(key))?.requestedAt ?? null,
    ),
  ]
  const verdict = verdictOn(
    {
      rows,
      problems: problemsUpstream(nodes, health),
      warnings: problemsUpstream(nodes, warnings),
      hasLanded: landings.length > 0,
      unresolved: unresolved.get(exposure.uniqueId) ?? unresolved.get(exposure.name) ?? null,
    },
    context,
  )
  return {
    ...verdict,
    id: exposure.uniqueId,
    fileName,
    name: exposure.name,
    label: exposure.label ?? exposure.name,
    group: rows[0]?.row.extract.lineage.content.project ?? null,
    // As old as its oldest extract.
    lastRefreshedAt: earliestKnown(refreshes),
    newestDataAt:
      rows.length === 0
        ? landings.reduce<Instant | null>(later, null)
        : earliestKnown(rows.map(newestDataOf)),
    freshUntil: earliestKnown(rows.map(freshUntilOf)),
    notBefore: earliestKnown(planned.map((row) => notBefore(row, report.mode, report.run.endedAt))),
    owners: showOwners ? ownerNames(owners.of([exposure])) : [],
    rows,
    nodes,
  }
}

/** The row as one of its exposures sees it: by what that promises, and with refreshes by anyone. */
function rowFor(
  { uniqueId }: SiteExposure,
  { row, result }: ReportRow,
  { report, requests, policy }: SiteSource,
): ReportRow {
  const { key, lineage } = row.extract
  const success = newestSuccess(requests.get(key))
  const isOurs = success !== null && !isUpdatedSince(lineage.extractUpdatedAt, success)
  const freshness = freshnessFor(uniqueId, row, { policy, now: report.run.endedAt })
  return {
    row: {
      ...row,
      lastRefreshedAt: isOurs ? row.lastRefreshedAt : later(row.lastRefreshedAt, lineage.extractUpdatedAt),
      known: { ...row.known, freshness },
    },
    result,
  }
}

/** What has no extract shows what landed last. */
function newestDataOf({ row: { known, decision } }: ReportRow): Instant | null {
  return decision.reason === 'no-extract' ? (known.newest?.at ?? null) : known.freshness.newestDataAt
}

function freshUntilOf({ row }: ReportRow): Instant | null {
  const { newestDataAt, promised } = row.known.freshness
  return newestDataAt === null || promised === null ? null : newestDataAt + promised
}

function earliestKnown(instants: readonly (Instant | null)[]): Instant | null {
  const known = instants.filter((instant) => instant !== null)
  return known.length === 0 ? null : earliestOf(known)
}
