import type { FailureClass } from '../state/state.js'

/**
 * What each failure class means, and what to do about it. State keeps only the class, so later runs show the same
 * sentences as the run that failed.
 */
export const FAILURE_EXPLANATIONS: Readonly<
  Record<FailureClass, { readonly what: string; readonly remedy: string }>
> = {
  credentials: {
    what: 'the embedded credentials were refused',
    remedy:
      'Let the owner of the connection enter its credentials again in Tableau (Edit Connection) and embed them; a locked or expired account has to be opened in the database first.',
  },
  permission: {
    what: 'permission was denied, by Tableau or by the database',
    remedy:
      'Check that it still exists, that the signed-in Tableau user may refresh it (as owner, project leader or administrator, with "Run Now" switched on for the site), and that the database user of its connection may read its tables.',
  },
  'no-extract': {
    what: 'Tableau finds no extract to refresh',
    remedy:
      'Publish it with an extract, name the published data source that it reads, or switch the exposure off with meta.active_exposure.enabled: false; some versions of Tableau also say so to a user who may not refresh it.',
  },
  quota: {
    what: "the site's quota for refreshes is used up",
    remedy:
      'Refresh less often, spread refreshes over the day, or raise the capacity; Tableau gives an hourly quota back within the hour and a daily one at 24:00 UTC.',
  },
  timeout: {
    what: 'a time limit was reached',
    remedy:
      'Make the extract smaller or refresh it incrementally; Tableau Cloud stops a refresh after 2 hours, Tableau Server and the database after what is set there.',
  },
  bridge: {
    what: 'Tableau Bridge was busy or not connected',
    remedy:
      'Check that a Bridge client of its pool is running and connected, or let the pool run more refreshes at once.',
  },
  unreachable: {
    what: 'Tableau could not reach the database',
    remedy:
      'Check that the database is up, that its host name is right and that its firewall lets Tableau in.',
  },
  'no-answer': {
    what: 'Tableau did not answer the request',
    remedy:
      "Look at Tableau's status page, and at what stands between this runner and Tableau: a proxy, gateway or firewall may have answered in its place.",
  },
  unknown: {
    what: 'Tableau gave no reason that this action knows',
    remedy:
      "Read Tableau's own words in the summary of the run that tried it, or open the job in Tableau's list of jobs, where an administrator sees more.",
  },
}
