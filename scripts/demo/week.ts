import type { WorkflowEvent } from '../../simulators/runner/runner.js'
import type { TableauSimulator } from '../../simulators/tableau/index.js'
import type { Build } from './artifacts.js'

/** One run of the workflow, and its expected end. */
export interface Scene {
  /** When the run starts, in UTC. */
  readonly at: string
  readonly title: string
  /** What a reader should know first. */
  readonly told: string
  /** What dbt has just built; null when the run finds the artifacts of the scene before. */
  readonly build: Build | null
  readonly event: WorkflowEvent
  /** "Re-run failed jobs" of the scene before. */
  readonly again?: boolean
  /** What happens in Tableau before the run. */
  readonly meanwhile?: (tableau: TableauSimulator) => void
  readonly ends: Ending
}

export interface Ending {
  readonly exitCode: number
  /** The names of the extracts, by outcome or, without one, by the plan's reason. */
  readonly rows: Readonly<Record<string, readonly string[]>>
}

const DAILY: WorkflowEvent = { name: 'schedule', payload: { schedule: '0 6 * * *' } }
const MERGE: WorkflowEvent = { name: 'push' }
const PULL_REQUEST: WorkflowEvent = { name: 'pull_request', ref: 'refs/pull/7/merge', actor: 'grace' }

const OK: Build = { scenario: 'build-ok', typoMended: true }

/** The extracts by the length of their windows. */
const ONCE_A_DAY = [
  'Board Targets',
  'Customers',
  'Menu',
  'Payments Monitor',
  'Revenue Metrics',
  'Weekly KPIs',
]
const ONCE_IN_A_FEW_HOURS = ['Orders', 'Revenue Explorer']
const EVERY_HALF_HOUR = ['Open Orders']
/** `updates_on: all`, and it reads one of its models through a data source with its own window. */
const ONCE_ALL_IS_NEW = ['Customer 360']
const NOT_YET = [...ONCE_A_DAY, ...ONCE_IN_A_FEW_HOURS]
const ALL = [...NOT_YET, ...EVERY_HALF_HOUR, ...ONCE_ALL_IS_NEW, 'Customer History']

/** The same all week: content without an extract. */
const NEVER = { 'no-extract': ['Data Platform Tour'] }

/** Of a build an hour after another one. */
const AN_HOUR_LATER = {
  refreshed: EVERY_HALF_HOUR,
  'waiting-for-upstream': ONCE_ALL_IS_NEW,
  ...NEVER,
}

export const WEEK: readonly Scene[] = [
  {
    at: '2026-11-30T06:01:00Z',
    title: 'The first build',
    told: 'Nothing is known yet: what this build brought new data for is refreshed, data sources before the workbooks that read them.',
    build: OK,
    event: DAILY,
    ends: { exitCode: 0, rows: { refreshed: ALL, ...NEVER } },
  },
  {
    at: '2026-11-30T07:12:00Z',
    title: 'A merge an hour later builds again',
    told: 'Only what may be refreshed this often is; everything else says when it is due.',
    build: OK,
    event: MERGE,
    ends: { exitCode: 0, rows: { ...AN_HOUR_LATER, 'build-after': [...NOT_YET, 'Customer History'] } },
  },
  {
    at: '2026-12-01T06:01:00Z',
    title: 'A test fails',
    told: 'Dashboards downstream of the failing test keep yesterday’s data; the healthy ones are refreshed.',
    build: { scenario: 'build-test-failure', typoMended: true },
    event: DAILY,
    ends: {
      exitCode: 0,
      rows: {
        refreshed: ['Board Targets', 'Customer History', 'Menu', 'Payments Monitor'],
        'upstream-failed': [
          'Customer 360',
          'Customers',
          'Open Orders',
          'Orders',
          'Revenue Explorer',
          'Revenue Metrics',
          'Weekly KPIs',
        ],
        ...NEVER,
      },
    },
  },
  {
    at: '2026-12-02T06:01:00Z',
    title: 'The next day, all is well',
    told: 'The test passes, and what it held back is refreshed with the rest.',
    build: OK,
    event: DAILY,
    ends: { exitCode: 0, rows: { refreshed: ALL, ...NEVER } },
  },
  {
    at: '2026-12-02T07:12:00Z',
    title: 'A merge with a typing mistake in an exposure',
    told: 'That exposure is a warning, which names the file and the key that was meant; all others are as usual.',
    build: { scenario: 'build-ok' },
    event: MERGE,
    ends: {
      exitCode: 0,
      rows: { ...AN_HOUR_LATER, 'build-after': NOT_YET, misconfigured: ['customer_history'] },
    },
  },
  {
    at: '2026-12-03T06:01:00Z',
    title: 'A password has changed in the database',
    told: 'The mistake is mended. One workbook cannot be refreshed: the run fails, says what to do, and refreshes all others.',
    build: OK,
    event: DAILY,
    meanwhile: (tableau) => {
      tableau.workbook('Finance/Revenue Explorer').behaviour.outcomes = [REFUSED]
    },
    ends: {
      exitCode: 1,
      rows: { failed: ['Revenue Explorer'], refreshed: without('Revenue Explorer'), ...NEVER },
    },
  },
  {
    at: '2026-12-03T07:12:00Z',
    title: 'A merge an hour later: the password is still wrong',
    told: 'Time alone does not heal a refused password, so it is not tried again in the same window.',
    build: OK,
    event: MERGE,
    ends: {
      exitCode: 0,
      rows: {
        ...AN_HOUR_LATER,
        failing: ['Revenue Explorer'],
        'build-after': [...ONCE_A_DAY, 'Orders', 'Customer History'],
      },
    },
  },
  {
    at: '2026-12-04T06:01:00Z',
    title: 'The password is put right in Tableau',
    told: 'The next run refreshes the workbook like any other.',
    build: OK,
    event: DAILY,
    meanwhile: (tableau) => {
      tableau.workbook('Finance/Revenue Explorer').behaviour.outcomes = [SUCCESS]
    },
    ends: { exitCode: 0, rows: { refreshed: ALL, ...NEVER } },
  },
  {
    at: '2026-12-05T10:30:00Z',
    title: 'A pull request',
    told: 'It changes this workflow, and reads production’s artifacts: a dry run tells what a real one would do, and changes nothing.',
    build: OK,
    event: PULL_REQUEST,
    ends: { exitCode: 0, rows: { 'new-data': ALL, ...NEVER } },
  },
  {
    at: '2026-12-06T06:01:00Z',
    title: 'Tableau is down',
    told: 'Nothing can be refreshed, but what landed is remembered.',
    build: OK,
    event: DAILY,
    meanwhile: (tableau) => {
      tableau.faults.add({ match: {}, times: 'always', effect: { kind: 'answer', status: 503, body: DOWN } })
    },
    ends: { exitCode: 1, rows: {} },
  },
  {
    at: '2026-12-06T07:30:00Z',
    title: 'Tableau is up again: “Re-run failed jobs”',
    told: 'dbt has built nothing since, and the work that was left undone is done.',
    build: null,
    event: DAILY,
    again: true,
    meanwhile: (tableau) => tableau.faults.clear(),
    ends: { exitCode: 0, rows: { refreshed: ALL, ...NEVER } },
  },
]

function without(name: string): string[] {
  return ALL.filter((one) => one !== name)
}

const SUCCESS = { result: 'success', statusNotes: [] } as const

const REFUSED = {
  result: 'failed',
  notes:
    'com.tableausoftware.nativeapi.exceptions.DataSourceException: Unable to connect to the data source.\n' +
    'Login failed for user "tableau_reader": incorrect username or password.',
  statusNotes: [],
} as const

const DOWN = '<html><title>Tableau is down for maintenance</title></html>'
