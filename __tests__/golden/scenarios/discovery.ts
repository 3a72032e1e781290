import type { Scenario } from '../scenario.js'
import { MONDAY } from './good-days.js'

const FILE = 'models/tableau.yml'

export const DISCOVERY: readonly Scenario[] = [
  {
    title: 'Discovery finds what no exposure declares',
    about:
      'discover is true for the first time; two workbooks read models of the project without an exposure.',
    play: async (story) => {
      await story.daily(MONDAY)
      story.build(`${MONDAY}T12:04:00.000Z`)
      const event = { name: 'schedule', payload: { schedule: '0 12 * * *' } }
      return story.run({ at: `${MONDAY}T12:04:09.000Z`, event, inputs: { discover: 'true' } })
    },
  },
  {
    title: 'Discovery finds nothing',
    about: 'A project without exposures; Tableau reads tables of the same names from another warehouse.',
    site: (site) => ({ ...site, connectionType: 'snowflake' }),
    play: (story) => {
      story.build(`${MONDAY}T06:04:00.000Z`)
      story.edit('target/manifest.json', (text) =>
        JSON.stringify({ ...(JSON.parse(text) as object), exposures: {}, disabled: {} }),
      )
      return story.run({ at: `${MONDAY}T06:04:09.000Z`, inputs: { discover: 'true' } })
    },
  },
  {
    title: 'Exposures are written to a file',
    about: 'A workflow without a dbt build writes what discovery finds.',
    play: (story) =>
      story.daily(
        MONDAY,
        { scenario: 'compile-only' },
        { inputs: { discover: 'true', 'exposures-file': FILE, 'dry-run': 'true' } },
      ),
    writes: FILE,
  },
]
