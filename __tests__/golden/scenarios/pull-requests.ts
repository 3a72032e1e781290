import { PULL_REQUEST } from '../../e2e/stage.js'
import type { Scenario } from '../scenario.js'
import { MONDAY } from './good-days.js'

export const PULL_REQUESTS: readonly Scenario[] = [
  {
    title: 'A pull request that changes a model',
    about: 'It changes fct_orders and the snapshot of the customers, five hours after the scheduled build.',
    play: async (story) => {
      await story.daily(MONDAY)
      story.changes('models/marts/fct_orders.sql', 'snapshots/customers_snapshot.yml')
      return story.run({ at: `${MONDAY}T11:20:00.000Z`, event: PULL_REQUEST })
    },
  },
  {
    title: 'A pull request that reaches nothing',
    about: 'It changes the README only; comment is always.',
    play: async (story) => {
      await story.daily(MONDAY)
      story.changes('README.md')
      const inputs = { comment: 'always' }
      return story.run({ at: `${MONDAY}T11:20:00.000Z`, event: PULL_REQUEST, inputs })
    },
  },
]
