import type { FailureClass } from '../state/state.js'

/** What each failure means for people; `remedy` serves rows of earlier runs, whose own remedy is not kept. */
export const FAILURE: Readonly<Record<FailureClass, { what: string; remedy: string }>> = {
  credentials: {
    what: 'its embedded credentials were refused',
    remedy: 'Enter the connection’s credentials again in Tableau (Edit Connection, embed password).',
  },
  permission: {
    what: 'this user may not refresh it',
    remedy: 'Give the user of the access token the right to refresh this content in Tableau.',
  },
  'no-extract': {
    what: 'Tableau says that it has no extract',
    remedy:
      'Publish it with an extract, or switch the exposure off with meta.active_exposure.enabled: false.',
  },
  quota: {
    what: "the site's quota is used up",
    remedy: 'Free storage or extract capacity on the Tableau site.',
  },
  timeout: {
    what: 'Tableau stopped it at its time limit',
    remedy: 'Make the extract smaller or incremental, or raise the time limit in Tableau.',
  },
  bridge: {
    what: 'Tableau Bridge was busy or not connected',
    remedy: 'Check that a Bridge client is running and connected.',
  },
  unreachable: {
    what: 'Tableau could not reach its database',
    remedy: 'Check that the database is up and lets Tableau in.',
  },
  unknown: {
    what: "the refresh failed; Tableau's own words are in the summary",
    remedy: 'Open the job in Tableau to see its error.',
  },
}
