import type { HttpRequest } from '../../src/base/http.js'
import type { BuildOutput } from './dbt.js'
import { type BuildSpec, MISTAKES, type Death, type RunEvent, type TableauFault } from './story.js'

/* What has to happen in the simulated years, else they prove little. Seen from outside: nothing here looks into the program. */

type Place = 'sign-in' | 'sign-out' | 'the lineage' | 'a request for a refresh' | 'a poll' | 'another call'

const REASONS = [
  'new-data',
  'first-refresh',
  'forced',
  'other-environment',
  'frozen',
  'not-visible',
  'upstream-failed',
  'never-landed',
  'up-to-date',
  'waiting-for-upstream',
  'build-after',
  'failing',
] as const

const OUTCOMES = [
  'refreshed',
  'failed',
  'cancelled',
  'timed-out',
  'blocked',
  'deferred',
  'requested',
] as const

const METADATA = [
  'BACKFILL_RUNNING',
  'TIME_LIMIT_EXCEEDED',
  'SITE_DISABLED',
  'FILTER_REQUIRED',
  'A_NEW_CODE',
  'NODE_LIMIT_EXCEEDED',
  'INHERITANCE_INCOMPLETE',
  'LINKED_RESULTS_INCOMPLETE',
  'PERMISSIONS_MODE_SWITCHED',
  'USER_VISIBILITY_IS_LIMITED',
  'MAX_PAGE_SIZE_EXCEEDED',
  'RATE_EXCEEDED',
  'INVALID_ARGUMENT',
  'ACCESS_DENIED',
  'FEATURE_DISABLED',
] as const

const CACHE = ['reset', 'status-500', 'torn', 'truncated', 'no-answer'] as const

const DEATHS = ['cancel', 'kill', 'machine'] as const

const TRIGGERS = ['schedule', 'workflow_dispatch', 'workflow_run', 'pull_request', 'branch'] as const

/** Few stories have them: they are required of long sweeps only. */
const RARE: readonly string[] = ['a post step died', 'people edited a data-quality warning']

/** Each has to occur at least once in the fixed set of stories. */
export const SITUATIONS: readonly string[] = [
  ...REASONS.map((reason) => `a row says ${reason}`),
  ...OUTCOMES.map((outcome) => `a refresh came to ${outcome}`),
  ...MISTAKES.map((mistake) => `a run was set up wrongly: ${mistake}`),
  ...METADATA.map((code) => `the lineage met ${code}`),
  ...CACHE.map((fault) => `the cache met ${fault}`),
  ...DEATHS.map((by) => `a run met ${by}`),
  ...TRIGGERS.map((trigger) => `started by ${trigger}`),
  'a session was lost at a poll',
  'a session was lost at a request for a refresh',
  'a connection was reset before sign-in',
  'a connection was reset after sign-in',
  'a token was revoked',
  'sign-out met a fault',
  'a request for a refresh never arrived',
  'the answer to a request for a refresh was lost',
  'Tableau refused a refresh and queued it nevertheless',
  'Tableau refused a refresh without a reason of its own',
  'a poll met a fault',
  'a run died at a request for a refresh',
  'a post step died',
  'the cache was emptied',
  'a token could only read the cache',
  'a save raced with another one',
  'two runs were under way at once',
  'a run was re-run',
  'a run refreshed without a build of its own',
  'a build ran in part',
  'dbt retry succeeded after a failure',
  'a build was a full refresh',
  'a build only compiled',
  'a view changed its code',
  'a test was lowered to a warning',
  'a development build ran on the production branch',
  'a clock was wrong',
  'a clock was corrected in the middle of a run',
  'a refresh was incremental',
  'a job of somebody else was adopted',
  'a job of an earlier run was looked up',
  'a window was used by an adopted job',
  'a lineage was not whole, and its extract was refreshed',
  'the hourly quota was reached',
  'the daily capacity was used up',
  'a transient failure was retried in the same run',
  'a permanent failure used up its window',
  'a workbook went after its data source',
  'Query Job had forgotten a job of ours',
  'a run planned from the catalogue',
  'another environment had a state of its own',
  'the freshness of sources was measured',
  'a source was loaded too long ago',
  'a measured source had no load time',
  'a measurement was left over from an earlier job',
  'an extract read by custom SQL was refreshed',
  'an extract beside SQL that Tableau cannot read was refreshed',
  'Tableau Bridge refreshed a data source',
  'an extract was refreshed with a connected app',
  'an extract was refreshed whose names are mapped',
  'a cancelled run cancelled its jobs',
  'a cancelled run left its jobs',
  'a run read the state of an earlier release',
  'a run read the state of a later release',
  'what a freeze had held back was refreshed',
  'a forced run met a freeze',
  'a run lifted a freeze',
  'a window lasted from one time of the week to the next',
  'a data-quality warning was set',
  'people edited a data-quality warning',
  'a data-quality warning was lifted',
  'a run died at a call for a data-quality warning',
  'a run died after it had set a data-quality warning',
  'a run died after it had lifted a data-quality warning',
  'nothing was due on a day without a time',
  'data was older than promised',
  ...['failed', 'held-back', 'stale', 'recovered'].map((kind) => `an owner was told: ${kind}`),
  ...['healthy', 'degraded'].map((health) => `a page said ${health}`),
  'a node changed its kind',
  'the project of a mesh node was built before',
  'the second site had a run of its own',
  'an extract on the second site was refreshed',
  'an extract that nobody declares was discovered and refreshed',
  ...['not-declared', 'no-exposure'].map((kind) => `exposures drifted: ${kind}`),
]

/** How often each situation has occurred. */
export type Tally = Readonly<Record<string, number>>

export function situationsOfFault(
  { method, url }: Pick<HttpRequest, 'method' | 'url'>,
  { effect }: TableauFault,
): string[] {
  const place = placeOf(method, url)
  if (effect.kind === 'metadata') return 'code' in effect ? [`the lineage met ${String(effect.code)}`] : []
  if (effect.kind === 'end-session') return [`a session was lost at ${place}`]
  const when = 'when' in effect && effect.when === 'after' ? 'after' : 'before'
  const code = effect.kind === 'error' ? effect.code : effect.kind
  const name = FAULTS_AT[place]?.[`${code} ${when}`] ?? FAULTS_AT[place]?.['any']
  return name === undefined ? [] : [name]
}

const LOST = 'the answer to a request for a refresh was lost'
const NEVER_ARRIVED = 'a request for a refresh never arrived'

const FAULTS_AT: Readonly<Partial<Record<Place, Readonly<Record<string, string>>>>> = {
  'sign-in': {
    '401001 before': 'a token was revoked',
    'reset before': 'a connection was reset before sign-in',
    'reset after': 'a connection was reset after sign-in',
  },
  'sign-out': { any: 'sign-out met a fault' },
  'a poll': { any: 'a poll met a fault' },
  'a request for a refresh': {
    '403004 before': 'Tableau refused a refresh without a reason of its own',
    '403004 after': 'Tableau refused a refresh and queued it nevertheless',
    'reset before': NEVER_ARRIVED,
    'silence before': NEVER_ARRIVED,
    'answer before': NEVER_ARRIVED,
    'reset after': LOST,
    'silence after': LOST,
    'answer after': LOST,
  },
}

function placeOf(method: string, url: string): Place {
  if (url.endsWith('/auth/signin')) return 'sign-in'
  if (url.endsWith('/auth/signout')) return 'sign-out'
  if (url.endsWith('/metadata/graphql')) return 'the lineage'
  if (method === 'POST' && url.endsWith('/refresh')) return 'a request for a refresh'
  return /\/jobs[/?]/.test(url) ? 'a poll' : 'another call'
}

/** What a run is, before anything happens in it. */
export function situationsOfRun(event: RunEvent, { schema }: Pick<BuildOutput, 'schema'>): string[] {
  const { build, trigger } = event
  const holds: Readonly<Record<string, boolean>> = {
    ...(build !== null && situationsOfBuild(build)),
    [`started by ${trigger}`]: true,
    [`a run was set up wrongly: ${event.mistake ?? ''}`]: event.mistake !== null,
    'a token could only read the cache': event.readOnly,
    'a run was re-run': event.attempt > 1,
    'a development build ran on the production branch':
      schema !== 'prod' && trigger === 'schedule' && !event.dryRun,
    'another environment had a state of its own': event.scope === 'staging',
    'the second site had a run of its own': event.site === 'beta',
    'a clock was wrong': event.skew !== 0,
    'a clock was corrected in the middle of a run': event.skewUntil !== null,
  }
  return Object.keys(holds).filter((name) => holds[name])
}

function situationsOfBuild(build: BuildSpec): Record<string, boolean> {
  return {
    'a build ran in part': build.select !== null,
    'dbt retry succeeded after a failure': build.retry && build.failing.length > 0,
    'a build was a full refresh': build.fullRefresh,
    'a build only compiled': build.compileOnly,
    'a node changed its kind': Object.keys(build.becomes).length > 0,
    'the project of a mesh node was built before': build.finance !== 'not built',
    'a view changed its code': build.changed.length > 0,
    'a test was lowered to a warning': build.warnOnly.length > 0,
    'the freshness of sources was measured': build.freshness === 'measured',
    'a source was loaded too long ago': build.freshness === 'measured' && build.stale.length > 0,
    'a measurement was left over from an earlier job': build.freshness === 'left over',
  }
}

export function situationsOfDeath({ of, by }: Death, isPost: boolean): string[] {
  return [
    `a run met ${by}`,
    ...(of === 'a refresh' && by !== 'cancel' ? ['a run died at a request for a refresh'] : []),
    ...(of === 'a warning' && by !== 'cancel' ? ['a run died at a call for a data-quality warning'] : []),
    ...(isPost ? ['a post step died'] : []),
  ]
}

export function situationsOfRow({
  reason,
  outcome,
}: {
  readonly reason: string
  readonly outcome: string | null
}): string[] {
  return [`a row says ${reason}`, ...(outcome === null ? [] : [`a refresh came to ${outcome}`])]
}

/** The situations that no story had. */
export function missing(tally: Tally): string[] {
  return SITUATIONS.filter((name) => (tally[name] ?? 0) === 0)
}

export function isRare(name: string): boolean {
  return RARE.includes(name)
}

export function sumOf(tallies: readonly Tally[]): Tally {
  const sum: Record<string, number> = {}
  for (const tally of tallies)
    for (const [name, count] of Object.entries(tally)) sum[name] = (sum[name] ?? 0) + count
  return sum
}
