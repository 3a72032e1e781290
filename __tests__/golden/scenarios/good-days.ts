import type { WorkflowEvent } from '../../../simulators/runner/runner.js'
import type { SiteInput } from '../../../simulators/tableau/index.js'
import type { Scenario } from '../scenario.js'

export const MONDAY = '2026-11-30'
export const TUESDAY = '2026-12-01'
export const WEDNESDAY = '2026-12-02'
export const SUCCESS = { result: 'success', statusNotes: [] } as const
const BY_HAND: WorkflowEvent = { name: 'workflow_dispatch' }
const MERGE: WorkflowEvent = { name: 'push' }
const HOURLY: WorkflowEvent = { name: 'schedule', payload: { schedule: '30 * * * *' } }

const withSchedule = (site: SiteInput): SiteInput => ({
  ...site,
  tasks: [{ refreshes: 'Executive/Board Targets', frequency: 'Daily', at: '05:30' }],
})

export const GOOD_DAYS: readonly Scenario[] = [
  {
    title: 'A good day',
    about: 'dbt has built everything, as the day before, and every extract may be refreshed again.',
    play: async (story) => {
      await story.daily(MONDAY)
      return story.daily(TUESDAY)
    },
  },
  {
    title: 'The first run ever',
    about: 'Nothing is known of earlier runs.',
    play: (story) => story.daily(MONDAY),
  },
  {
    title: 'Nothing to do in an hourly run',
    about:
      'A workflow that runs every hour to do what is left, three hours after the build; nothing is left.',
    play: async (story) => {
      await story.daily(MONDAY)
      return story.run({
        at: `${MONDAY}T09:30:12.000Z`,
        event: HOURLY,
        inputs: { 'dbt-artifacts': 'none' },
      })
    },
  },
  {
    title: 'The window is not over yet',
    about: 'A merge builds everything again an hour after the scheduled build.',
    play: async (story) => {
      await story.daily(MONDAY)
      story.build(`${MONDAY}T07:12:00.000Z`)
      return story.run({ at: `${MONDAY}T07:12:09.000Z`, event: MERGE })
    },
  },
  {
    title: 'A forced refresh by hand',
    about: 'Somebody starts the workflow for two dashboards and forces them, although nothing is new.',
    play: async (story) => {
      await story.daily(MONDAY)
      return story.run({
        at: `${MONDAY}T10:15:30.000Z`,
        event: BY_HAND,
        inputs: { 'dbt-artifacts': 'none', select: 'weekly_kpis menu', force: 'true' },
      })
    },
  },
  {
    title: 'Planned without dbt files',
    about:
      'In the morning Tableau was down. It is up again, and somebody starts the workflow that builds nothing.',
    play: async (story) => {
      await story.daily(MONDAY)
      story.tableau.faults.add({ match: {}, times: 'always', effect: { kind: 'answer', status: 503 } })
      await story.daily(TUESDAY)
      story.tableau.faults.clear()
      const inputs = { 'dbt-artifacts': 'none' }
      return story.run({ at: `${TUESDAY}T08:20:00.000Z`, event: BY_HAND, inputs })
    },
  },
  {
    title: 'Requested without waiting',
    about: 'wait is false: the run ends as soon as Tableau has taken the requests.',
    play: async (story) => {
      await story.daily(MONDAY)
      return story.daily(TUESDAY, {}, { inputs: { wait: 'false' } })
    },
  },
  {
    title: 'The next run looks up what was requested',
    about:
      'The run before did not wait; one of its refreshes failed since. A merge builds again an hour later.',
    play: async (story) => {
      story.tableau.workbook('Executive/Weekly KPIs').behaviour.outcomes = [
        SUCCESS,
        { result: 'failed', notes: 'Unexpected error: java.lang.NullPointerException', statusNotes: [] },
        SUCCESS,
      ]
      const inputs = { wait: 'false' }
      await story.daily(MONDAY)
      await story.daily(TUESDAY, {}, { inputs })
      story.build(`${TUESDAY}T07:12:00.000Z`)
      return story.run({ at: `${TUESDAY}T07:12:09.000Z`, event: MERGE, inputs })
    },
  },
  {
    title: 'A schedule in Tableau refreshes too',
    about: 'Half an hour before the build, Tableau refreshed Board Targets by its own schedule.',
    site: withSchedule,
    play: async (story) => {
      await story.daily(MONDAY)
      return story.daily(TUESDAY)
    },
  },
  {
    title: 'A warning that was given the day before',
    about:
      'Tableau has refreshed Board Targets by its own schedule again; nobody needs to be told as loudly as the day before.',
    site: withSchedule,
    play: async (story) => {
      await story.daily(MONDAY)
      await story.daily(TUESDAY)
      return story.daily(WEDNESDAY)
    },
  },
  {
    title: 'Switched off',
    about: 'The variable DBT_ACTIVE_EXPOSURES of the repository is 0.',
    play: (story) => story.daily(MONDAY, {}, { environment: { DBT_ACTIVE_EXPOSURES: '0' } }),
  },
  {
    title: 'A dry run on a branch',
    about: 'A push to a branch that is not the production branch.',
    play: async (story) => {
      await story.daily(MONDAY)
      return story.daily(TUESDAY, {}, { event: { name: 'push', ref: 'refs/heads/new-margins' } })
    },
  },
]
