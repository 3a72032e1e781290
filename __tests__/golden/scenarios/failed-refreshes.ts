import type { Scenario } from '../scenario.js'
import { MONDAY, SUCCESS, TUESDAY } from './good-days.js'

export const FAILED_REFRESHES: readonly Scenario[] = [
  {
    title: 'A password has changed in the database',
    about: 'One workbook has credentials embedded that the database refuses now.',
    play: async (story) => {
      await story.daily(MONDAY)
      story.tableau.workbook('Finance/Revenue Explorer').behaviour.outcomes = [
        { result: 'failed', notes: REFUSED, statusNotes: [] },
      ]
      return story.daily(TUESDAY)
    },
  },
  {
    title: 'The daily quota is used up',
    about: 'Only four more refreshes are left of what the site may do in a day.',
    play: async (story) => {
      await story.daily(MONDAY)
      story.tableau.site('acme').quotas.refreshesPerDay = 4
      return story.daily(TUESDAY, {}, { inputs: { 'max-parallel': '4' } })
    },
  },
  {
    title: 'Bridge is busy, then fine',
    about: 'One data source is refreshed by Tableau Bridge, whose clients are busy at the first attempt.',
    play: async (story) => {
      story.tableau.datasource('Finance/Orders').behaviour.outcomes = [
        SUCCESS,
        { result: 'failed', notes: BUSY, statusNotes: [] },
        SUCCESS,
      ]
      await story.daily(MONDAY)
      return story.daily(TUESDAY)
    },
  },
  {
    title: 'A refresh takes longer than the timeout',
    about: 'timeout is 15 minutes, and one workbook takes two hours.',
    play: async (story) => {
      await story.daily(MONDAY)
      story.tableau.workbook('Finance/Revenue Explorer').behaviour.seconds = 7200
      return story.daily(TUESDAY, {}, { inputs: { timeout: '15' } })
    },
  },
  {
    title: 'The run is cancelled',
    about: 'Somebody cancels the workflow a minute after the action started.',
    play: async (story) => {
      await story.daily(MONDAY)
      return story.daily(TUESDAY, {}, { cancelledAt: `${TUESDAY}T06:05:10.000Z` })
    },
  },
  {
    title: 'Tableau is down',
    about: 'Every call to Tableau is answered by a maintenance page with status 503.',
    play: async (story) => {
      await story.daily(MONDAY)
      const body = '<html><title>Tableau is down for maintenance</title></html>'
      story.tableau.faults.add({ match: {}, times: 'always', effect: { kind: 'answer', status: 503, body } })
      return story.daily(TUESDAY)
    },
  },
  {
    title: 'Tableau refuses the token',
    about: 'The personal access token has been revoked.',
    play: async (story) => {
      await story.daily(MONDAY)
      return story.daily(TUESDAY, {}, { inputs: { 'tableau-token-secret': 'secret-of-a-revoked-token' } })
    },
  },
]

const REFUSED =
  'com.tableausoftware.nativeapi.exceptions.DataSourceException: Unable to connect to the data source.\n' +
  'Login failed for user "tableau_reader": incorrect username or password.'

const BUSY = 'REMOTE_EXTRACT_REFRESH_ALL_AGENTS_BUSY: Maximum concurrency reached'
