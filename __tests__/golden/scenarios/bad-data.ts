import type { Scenario } from '../scenario.js'
import { MONDAY, TUESDAY, WEDNESDAY } from './good-days.js'

export const BAD_DATA: readonly Scenario[] = [
  {
    title: 'A failing test holds seven extracts back',
    about:
      'The test assert_order_amount_is_plausible fails, and with it the models below fct_orders are skipped.',
    play: async (story) => {
      await story.daily(MONDAY)
      return story.daily(TUESDAY, { scenario: 'build-test-failure' })
    },
  },
  {
    title: 'A model failed',
    about: 'fct_revenue_daily ends with a database error.',
    play: async (story) => {
      await story.daily(MONDAY)
      return story.daily(TUESDAY, { scenario: 'build-model-error' })
    },
  },
  {
    title: 'A test only warns',
    about: 'The test assert_order_amount_is_plausible has severity warn and finds three rows.',
    play: async (story) => {
      await story.daily(MONDAY)
      story.build(`${TUESDAY}T06:04:00.000Z`)
      story.edit('target/manifest.json', (text) => changed(text, 'nodes', warns))
      story.edit('target/run_results.json', (text) => changed(text, 'results', warned))
      return story.run({ at: `${TUESDAY}T06:04:09.000Z` })
    },
  },
  {
    title: 'A retry mended it',
    about:
      'fct_orders failed in the morning; somebody re-runs the failed job, and dbt retry builds the rest.',
    play: async (story) => {
      await story.daily(MONDAY)
      await story.daily(TUESDAY, { scenario: 'build-then-retry', isBefore: true })
      story.build(`${TUESDAY}T06:40:00.000Z`, { scenario: 'build-then-retry' })
      return story.run({ at: `${TUESDAY}T06:40:09.000Z`, attempt: '2' })
    },
  },
  {
    title: 'A source freshness error',
    about: 'dbt source freshness finds shop.payments too old, then dbt builds.',
    play: async (story) => {
      await story.daily(MONDAY)
      return story.daily(TUESDAY, { scenario: 'source-freshness' })
    },
  },
  {
    title: 'Data is older than promised',
    about:
      'stale-after is 30 hours. The same test fails for the second day, so seven extracts still show the data of Monday.',
    play: async (story) => {
      const failing = { scenario: 'build-test-failure' } as const
      const inputs = { 'stale-after': '1800' }
      await story.daily(MONDAY, {}, { inputs })
      await story.daily(TUESDAY, failing, { inputs })
      return story.daily(WEDNESDAY, failing, { inputs })
    },
  },
  {
    title: 'Another environment',
    about: 'A development build, in its own schema, runs the workflow on the production branch.',
    play: async (story) => {
      await story.daily(MONDAY)
      return story.daily(TUESDAY, { scenario: 'dev-schema' })
    },
  },
]

interface Test {
  readonly unique_id: string
  readonly config?: object
}

const TEST = 'test.acme.assert_order_amount_is_plausible'

const warns = (test: Test): Test => ({ ...test, config: { ...test.config, severity: 'WARN' } })

const warned = (test: Test): object => ({
  ...test,
  status: 'warn',
  failures: 3,
  message: 'Got 3 results, configured to warn if != 0',
})

/** The artifact with another version of the test, in a list or by its id. */
function changed(text: string, part: string, change: (test: Test) => object): string {
  const artifact = JSON.parse(text) as Record<string, Record<string, Test>>
  const tests = Object.entries(artifact[part] ?? {})
  const [key, test] = tests.find(([, { unique_id: id }]) => id === TEST) ?? []
  if (key === undefined || test === undefined) throw new Error(`The fixtures have no ${TEST}.`)
  Object.assign(artifact[part] ?? {}, { [key]: change(test) })
  return JSON.stringify(artifact)
}
