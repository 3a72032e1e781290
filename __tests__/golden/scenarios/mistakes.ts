import type { Scenario } from '../scenario.js'
import { MONDAY } from './good-days.js'

const BUILT = `${MONDAY}T06:04:00.000Z`
const STARTED = `${MONDAY}T06:04:09.000Z`

export const MISTAKES: readonly Scenario[] = [
  {
    title: 'The wrong site',
    about: 'tableau-site is acmee; every exposure with a Tableau address has it on the site acme.',
    play: (story) => {
      story.build(BUILT)
      story.edit('target/manifest.json', (text) => text.replaceAll('active_exposure', 'another_key'))
      return story.run({ at: STARTED, inputs: { 'tableau-site': 'acmee' } })
    },
  },
  {
    title: 'A typo in an input',
    about: 'on-upstream-failure is neither skip nor refresh.',
    play: (story) => story.daily(MONDAY, {}, { inputs: { 'on-upstream-failure': 'skipp' } }),
  },
  {
    title: 'A typo in an exposure',
    about: 'The exposure customer_history has the key build_afer.',
    play: (story) => story.daily(MONDAY, { typoMended: false }),
  },
  {
    title: 'Dashboards that Tableau does not have',
    about: 'The address of one exposure and the extract that another names lead nowhere.',
    play: (story) => {
      story.build(BUILT)
      story.edit('target/manifest.json', (text) =>
        text
          .replaceAll('/views/WeeklyKPIs/Overview', '/views/WeeklyKPI/Overview')
          .replaceAll('Operations/Fulfilment/Open Orders', 'Operations/Open Orders'),
      )
      return story.run({ at: STARTED })
    },
  },
]
