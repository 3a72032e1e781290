/* The state of an exposure on its page (docs/site.md#the-four-states), worked out from the rows and the oracle's own view of health. */

export interface PageRow {
  readonly decision: string
  readonly reason: string
  readonly outcome: string | null
  /** By the promise of the exposure itself. */
  readonly isStale: boolean
}

/** What the oracle knows of one exposure as the run ends. */
export interface Page {
  readonly rows: readonly PageRow[]
  /** Something upstream has certainly failed, and nothing has cleared it. */
  readonly isUnhealthy: boolean
  /** Nothing upstream may have failed, and no refresh of it. */
  readonly isHealthy: boolean
  /** Something upstream may warn. */
  readonly mayWarn: boolean
}

const DEGRADED: readonly (string | null)[] = ['failed', 'cancelled', 'blocked']
const CAUTION: readonly (string | null)[] = ['timed-out', 'deferred']

/** What contradicts the state on the page. */
export function pageProblems(health: string, page: Page): string[] {
  const { rows, isUnhealthy, isHealthy, mayWarn } = page
  const isBad = rows.some(isDegraded)
  const mustBeBad = isUnhealthy || isBad
  const mayBeBad = !isHealthy || isBad
  const isSlow = rows.some(isUnfinished)
  if (mustBeBad) return health === 'degraded' ? [] : [`is ${health}, and something is wrong`]
  const wrong: Readonly<Record<string, string | false>> = {
    degraded: !mayBeBad && 'is degraded, and nothing is wrong',
    healthy: isSlow && 'is healthy, and its refresh is not done',
    caution: !isSlow && !mayWarn && 'is a caution, and there is nothing to be careful of',
  }
  const problem = wrong[health] ?? false
  return problem === false ? [] : [problem]
}

function isDegraded({ decision, reason, outcome, isStale }: PageRow): boolean {
  const isSkip = outcome === null && decision === 'skip'
  const isFailing = isSkip && (reason === 'failing' || reason === 'upstream-failed')
  return DEGRADED.includes(outcome) || isFailing || (isStale && reason !== 'frozen')
}

function isUnfinished({ reason, outcome, isStale }: PageRow): boolean {
  return CAUTION.includes(outcome) || (isStale && reason === 'frozen')
}
