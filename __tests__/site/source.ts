import { distinctBy } from '../../src/base/distinct.js'
import type { Problem, UniqueId } from '../../src/dbt/types.js'
import type { Report, ReportRow } from '../../src/report/report.js'
import type { SiteSource } from '../../src/site/tiles.js'
import { node, report, time } from '../report/stories.js'

export const problem = (id: string, kind: Problem['kind'] = 'test'): Problem => ({
  node: id as UniqueId,
  kind,
  failedAt: time('06:01:30'),
})

interface Sketch extends Partial<Omit<SiteSource, 'report' | 'health' | 'warnings'>> {
  readonly report?: Partial<Report>
  readonly problems?: Readonly<Record<string, readonly Problem[]>>
  readonly warnings?: Readonly<Record<string, readonly Problem[]>>
  /** Models without a known landing; all others landed at 06:01. */
  readonly neverLanded?: readonly string[]
}

/** The source of a site with the exposures of these rows, and more if given. */
export function source(rows: readonly ReportRow[], sketch: Sketch = {}): SiteSource {
  const {
    report: more = {},
    problems = {},
    warnings = {},
    neverLanded = [],
    exposures = [],
    ...rest
  } = sketch
  const ofRows = rows.flatMap(({ row }) => row.extract.exposures.map((each) => ({ ...each, extracts: [] })))
  const all = [...distinctBy([...ofRows, ...exposures], ({ uniqueId }) => uniqueId)]
  const ids = new Set([
    ...rows.flatMap(({ row }) => row.extract.upstream.map((each) => each.node)),
    ...all.flatMap(({ upstream }) => upstream),
    ...[...Object.keys(problems), ...Object.keys(warnings)].map(node),
  ])
  const statuses = (found: typeof problems) =>
    new Map(
      [...ids].map((id) => {
        const name = id.split('.').slice(2).join('.')
        const landedAt = neverLanded.includes(name) ? null : time('06:01:00')
        return [id, { landedAt, fullRefreshAt: null, problems: found[name] ?? [] }]
      }),
    )
  return {
    report: report(rows, more),
    unselected: [],
    health: { statuses: statuses(problems), jointTests: [] },
    warnings: { statuses: statuses(warnings), jointTests: [] },
    requests: new Map(),
    policy: { staleAfter: 0 },
    nextRunAt: time('06:00:00', '2026-11-25'),
    showOwners: false,
    ...rest,
    exposures: all,
  }
}
