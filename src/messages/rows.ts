import type { Entries } from './entry.js'
import { DOCS, STATUS_PAGE } from './docs.js'

/**
 * What a row of the plan says: why an extract is refreshed or not, how its refresh ended, and why an exposure has no extract.
 * Reports word the sentence with names and times (src/report/reason-text.ts), and take the remedy from here.
 */
export const ROWS = {
  'AE-NEW-DATA': {
    level: 'notice',
    sentence: 'New data landed upstream since the last refresh.',
    remedy: null,
  },
  'AE-CHANGED-BY-PULL-REQUEST': {
    level: 'notice',
    sentence:
      'The pull request changes something upstream, so the extract is refreshed with the build after its merge.',
    remedy: null,
  },
  'AE-FIRST-REFRESH': {
    level: 'notice',
    sentence: 'This action has not refreshed the extract before.',
    remedy: null,
  },
  'AE-FORCED': {
    level: 'notice',
    sentence: 'force is set, so the extract is refreshed although it may not be due.',
    remedy: null,
  },
  'AE-IN-FLIGHT': {
    level: 'notice',
    sentence: 'A refresh that this action requested earlier is still running.',
    remedy: null,
  },
  'AE-NO-EXTRACT': {
    level: 'notice',
    sentence:
      'The content has a live connection, no extract of its own, or an extract that reads nothing of this project.',
    remedy: null,
  },
  'AE-NOT-VISIBLE': {
    level: 'warning',
    sentence:
      'The workbook has no extract of its own, and the signed-in user cannot see all data sources that it shows.',
    remedy:
      'Sign in as a site administrator, or as a user who may view and connect to it and to its data sources; or name these in meta.active_exposure.extracts.',
  },
  'AE-OTHER-ENVIRONMENT': {
    level: 'warning',
    sentence: 'Tableau reads another database or schema than this build writes.',
    remedy:
      'Run dbt with the production target, which builds where Tableau reads. If both places hold the same data, set relation-map instead; if Tableau reads the wrong one, point its content to where dbt builds.',
  },
  'AE-FROZEN': {
    level: 'notice',
    sentence: 'A freeze is on, so nothing is refreshed; what is new meanwhile is refreshed after it.',
    remedy: null,
  },
  'AE-UPSTREAM-FAILED': {
    level: 'warning',
    sentence:
      'A node, test or source freshness check upstream failed after its last success, so the extract is held back.',
    remedy:
      'Fix the upstream node, load the source, fix the data that the test checks, or the test if it is wrong; then start a new run of the workflow.',
  },
  'AE-NO-UPSTREAM': {
    level: 'warning',
    sentence: 'The exposure depends on nothing, so no new data can be known.',
    remedy: 'Name what it reads in depends_on.',
  },
  'AE-SOURCE-NOT-MEASURED': {
    level: 'warning',
    sentence: 'The extract reads only sources, and no new data is known in them yet.',
    remedy: 'Measure its sources with dbt source freshness (sources.json), or build a model that reads them.',
  },
  'AE-DATA-SOURCE-NOT-REFRESHED': {
    level: 'warning',
    sentence:
      'The extract gets its data from published data sources, and no refresh of them by this action is known yet.',
    remedy:
      'See the row of the data source that it reads, and check select and exclude; its refresh follows that of the data source.',
  },
  'AE-NEVER-BUILT': {
    level: 'warning',
    sentence: 'No build of its upstream nodes is known yet.',
    remedy:
      'Build its upstream nodes with dbt before this action runs, or check that dbt-artifacts has the results of dbt build or dbt run.',
  },
  'AE-UP-TO-DATE': {
    level: 'notice',
    sentence: 'Nothing landed upstream since the last refresh.',
    remedy: null,
  },
  'AE-WAITING-FOR-UPSTREAM': {
    level: 'notice',
    sentence: 'With updates_on: all, not every upstream node has new data yet.',
    remedy: null,
  },
  'AE-BUILD-AFTER': {
    level: 'notice',
    sentence:
      'The extract was already refreshed in this build-after window, or its build_after has no time on this day of the week.',
    remedy: null,
  },
  'AE-FAILED-CREDENTIALS': {
    level: 'error',
    sentence: 'the embedded credentials were refused',
    remedy:
      'Let the owner of the connection enter its credentials again in Tableau (Edit Connection) and embed them; unlock or renew the account in the database first if it is locked or expired.',
  },
  'AE-FAILED-PERMISSION': {
    level: 'error',
    sentence: 'permission was denied, by Tableau or by the database',
    remedy:
      'Check that it still exists, that the signed-in Tableau user may refresh it (as owner, project leader or administrator, with "Run Now" switched on for the site), and that the database user of its connection may read its tables.',
  },
  'AE-FAILED-NO-EXTRACT': {
    level: 'error',
    sentence: 'Tableau finds no extract to refresh',
    remedy:
      'Publish it with an extract, name the published data source that it reads, or switch the exposure off with meta.active_exposure.enabled: false; some versions of Tableau also say so to a user who may not refresh it.',
  },
  'AE-FAILED-QUOTA': {
    level: 'error',
    sentence: "the site's daily quota for refreshes is used up",
    remedy:
      'Tableau renews the quota at 00:00 UTC; before that, force helps only once the capacity has been raised. If it recurs, refresh less often or raise the capacity.',
  },
  'AE-FAILED-HOURLY-QUOTA': {
    level: 'error',
    sentence: "the site's hourly quota for refreshes is used up",
    cause: 'Tableau counts the refreshes of all tools and schedules.',
    remedy:
      'Tableau accepts refreshes again within the hour. If it recurs, refresh less often, or spread refreshes over the day.',
  },
  'AE-FAILED-TIMEOUT': {
    level: 'error',
    sentence: 'a time limit was reached',
    remedy:
      'Make the extract smaller or refresh it incrementally; Tableau Cloud stops a refresh after 2 hours, Tableau Server and the database after their configured limits.',
  },
  'AE-FAILED-BRIDGE': {
    level: 'error',
    sentence: 'Tableau Bridge was busy or not connected',
    remedy:
      'Check that a Bridge client of its pool is running and connected, or let the pool run more refreshes at once.',
  },
  'AE-FAILED-UNREACHABLE': {
    level: 'error',
    sentence: 'Tableau could not reach the database',
    remedy:
      'Check that the database is up, that its host name is right and that its firewall lets Tableau in.',
  },
  'AE-FAILED-NO-ANSWER': {
    level: 'error',
    sentence: 'Tableau did not answer the request',
    remedy: `Check Tableau's status page (${STATUS_PAGE}), and every proxy, gateway or firewall between this runner and Tableau.`,
  },
  'AE-FAILED-UNKNOWN': {
    level: 'error',
    sentence: 'Tableau gave no reason that this action knows',
    remedy: "Look for its job on the site's Jobs page in Tableau, which site administrators see.",
  },
  'AE-CANCELLED': {
    level: 'error',
    sentence: 'The job was cancelled in Tableau.',
    cause: 'Somebody or another tool cancelled it there.',
    remedy:
      "If it should have run, see who cancelled it on the site's Jobs page in Tableau; the next run requests it again.",
  },
  'AE-CANCELLED-WITH-RUN': {
    level: 'notice',
    sentence:
      'This run was cancelled and asked Tableau to cancel the job too (on-cancel: cancel); the next run looks up how it ended.',
    remedy: null,
  },
  'AE-TIMED-OUT': {
    level: 'error',
    sentence: 'The refresh was still running when timeout was over; the next run asks Tableau how it ended.',
    remedy:
      "Until it ends, the dashboard shows the data of its last refresh. If it regularly takes longer, raise the input timeout (minutes) and the job's timeout-minutes, or set wait: false and let later runs look up how it ended.",
  },
  'AE-BLOCKED': {
    level: 'error',
    sentence: 'A published data source that the extract reads could not be refreshed in this run.',
    remedy: 'See what to do about the data source; this extract is refreshed after it.',
  },
  'AE-DEFERRED': {
    level: 'notice',
    sentence:
      'Tableau takes no more refreshes for now, or another refresh was running; the next run requests it, after a used-up daily quota the first run after 00:00 UTC.',
    remedy: null,
  },
  'AE-REQUESTED': {
    level: 'notice',
    sentence: 'The refresh was requested, and this run does not wait for it (wait: false).',
    remedy: null,
  },
  'AE-STALE': {
    level: 'warning',
    sentence: 'Data is older than stale_after promises: {extracts}.',
    cause: 'The extract is held back, its refresh failed, or it waits for its turn.',
    remedy:
      'Remove the cause, or promise less: in stale_after of the exposure or, where it has none, in the input stale-after.',
  },
  'AE-STALE-NO-NEW-DATA': {
    level: 'warning',
    sentence: 'Data is older than stale_after promises, and nothing newer has landed upstream: {extracts}.',
    remedy:
      'Check whether its upstream is still built; if so, build it more often, or let the promise (stale_after of the exposure or, where it has none, the input stale-after) be longer than the time between two builds.',
  },
  'AE-STALE-WINDOW': {
    level: 'warning',
    sentence:
      'Data is older than stale_after promises, and its build_after window has not ended: {extracts}.',
    remedy:
      'Give it a build_after that is shorter than the promise (stale_after of the exposure or, where it has none, the input stale-after).',
  },
  'AE-STALE-FROZEN': {
    level: 'notice',
    sentence: 'Data is older than stale_after promises, because a freeze is on: {extracts}.',
    remedy: null,
  },
  'AE-STALE-FAILS': {
    level: 'error',
    sentence: 'Data is older than stale_after promises (fail-on: stale): {extracts}.',
    remedy: null,
  },
  'AE-LEFT-RUNNING': {
    level: 'notice',
    sentence:
      'The refresh was requested, and the run was cancelled before it ended; the next run asks Tableau how it ended.',
    remedy: null,
  },
  'AE-NOT-STARTED': {
    level: 'notice',
    sentence:
      'The refresh was due, but this run has not requested it: it waits for a data source whose refresh this run did not wait for, or the run ended before.',
    cause: 'wait is false, the run was cancelled, or it stopped at an error.',
    remedy: `If no run follows soon, schedule a drain (${DOCS}/manual-refresh.md), or set wait: true.`,
  },
  'AE-MISCONFIGURED': {
    level: 'warning',
    sentence: '{path}: {problem}',
    cause: "The exposure's url or its meta.active_exposure is invalid.",
    remedy: null,
  },
  'AE-NOT-FOUND': {
    level: 'warning',
    sentence: 'Tableau has no {content} that the signed-in user may see.',
    cause: 'It is mistyped, moved or deleted, or the signed-in user may not view it.',
    remedy: "Correct the exposure's {place}, or let the signed-in user view the content.",
  },
  'AE-AMBIGUOUS': {
    level: 'warning',
    sentence: 'Tableau has more than one {content}.',
    remedy: 'Name one by its LUID in meta.active_exposure.extracts.',
  },
} as const satisfies Entries
