import type { Entries } from './entry.js'
import { STATUS_PAGE } from './docs.js'

/** Reaching Tableau, signing in, and what Tableau can show. */
export const TABLEAU = {
  'AE-SERVER-UNREACHABLE': {
    level: 'error',
    sentence: 'Signing in to Tableau failed: {why}.',
    cause:
      'A proxy, gateway or firewall between this runner and Tableau may have answered or dropped the call.',
    remedy: `Check tableau-server-url, Tableau's status page (${STATUS_PAGE}), and that this runner may reach the server.`,
  },
  'AE-SERVER-UNAVAILABLE': {
    level: 'error',
    sentence: 'Signing in to Tableau failed in {attempts}: {why}.',
    cause: 'Tableau is down, in maintenance or overloaded, or a proxy in front of it cannot reach it.',
    remedy: `Check Tableau's status page (${STATUS_PAGE}). If Tableau is up, check tableau-server-url and every proxy on the way.`,
  },
  'AE-TABLEAU-UNREACHABLE': {
    level: 'error',
    sentence: 'A call to Tableau failed: {why}.',
    remedy: `Check Tableau's status page (${STATUS_PAGE}), and every proxy, gateway or firewall between this runner and Tableau.`,
  },
  'AE-TABLEAU-REFUSED': {
    level: 'error',
    sentence: 'Tableau refused a call: {why}.',
    remedy:
      'Look the code up in the documentation of the Tableau REST API, and check the rights of the signed-in user.',
  },
  'AE-NOT-TABLEAU': {
    level: 'error',
    sentence: 'No Tableau server answers at {server}: {url} returned status {status} and {body}.',
    remedy: 'Check tableau-server-url.',
  },
  'AE-TABLEAU-TOO-OLD': {
    level: 'error',
    sentence:
      'The Tableau server at {server} is too old to sign in with {means}: it needs version {needed} of the REST API and has {version}.',
    remedy: 'Upgrade Tableau Server, or sign in another way.',
  },
  'AE-REDIRECT-BROKEN': {
    level: 'error',
    sentence: '{host} answers with a redirect that has no valid address.',
    remedy: 'Open tableau-server-url in a browser, and set it to the address that the browser ends at.',
  },
  'AE-REDIRECT-REFUSED': {
    level: 'error',
    sentence: '{host} redirects to {target}, and this action does not send credentials there.',
    remedy: 'If that is your Tableau server, set tableau-server-url to it.',
  },
  'AE-REDIRECT-LOOP': {
    level: 'error',
    sentence: '{host} keeps redirecting, last to {target}.',
    remedy: 'Set tableau-server-url to the host that a browser ends at.',
  },
  'AE-PROXY-INVALID': {
    level: 'error',
    sentence: '{host} cannot be reached: {why}.',
    remedy: "Correct the proxy variables in the runner's environment.",
  },
  'AE-SIGN-IN-TOKEN': {
    level: 'error',
    sentence:
      'Tableau refused the sign-in ({code}): the personal access token is probably expired, revoked or mistyped.',
    remedy:
      'Check tableau-token-name and tableau-token-secret for typing mistakes. Otherwise create a new token in Tableau: its name goes into tableau-token-name, its secret into an Actions secret of the repository or environment. A token expires after 15 days without use, or at its age limit. If the token is valid, check {site}.',
  },
  'AE-SIGN-IN-OTHER-SITE': {
    level: 'error',
    sentence:
      'This run signs in to {site}, but {count} of {all} exposures point at other sites ({places}), and Tableau refused the sign-in.',
    remedy: '{remedy} If this is the right site: {refusal}',
  },
  'AE-SIGN-IN-APP': {
    level: 'error',
    sentence: 'Tableau refused the sign-in ({code}): the connected app is not valid on this site.',
    remedy: 'Check tableau-client-id, tableau-secret-id, tableau-secret-value, tableau-username and {site}.',
  },
  'AE-SIGN-IN-APP-USER': {
    level: 'error',
    sentence: 'Tableau refused the sign-in ({code}): the site does not know the user of the connected app.',
    remedy: 'Check tableau-username (case matters) and tableau-site.',
  },
  'AE-SIGN-IN-APP-USER-OR-CLOCK': {
    level: 'error',
    sentence:
      "Tableau refused the sign-in ({code}): the site does not know the user of the connected app, or this runner's clock is wrong.",
    remedy: 'Check tableau-username (case matters), tableau-site and the clock.',
  },
  'AE-SIGN-IN-APPS-OFF': {
    level: 'error',
    sentence: 'Tableau refused the sign-in ({code}): connected apps are switched off on this site.',
    remedy: 'Switch them on in the settings of the site, or use a personal access token.',
  },
  'AE-SIGN-IN-APP-UNKNOWN': {
    level: 'error',
    sentence: 'Tableau refused the sign-in ({code}): the site does not know the connected app.',
    remedy: 'Check tableau-client-id and tableau-site.',
  },
  'AE-SIGN-IN-APP-SECRET-ID': {
    level: 'error',
    sentence: 'Tableau refused the sign-in ({code}): the connected app does not know the secret.',
    remedy: 'Check tableau-secret-id.',
  },
  'AE-SIGN-IN-APP-SECRET-VALUE': {
    level: 'error',
    sentence: 'Tableau refused the sign-in ({code}): the signature does not match.',
    remedy: 'Check tableau-secret-value.',
  },
  'AE-SIGN-IN-APP-IDS': {
    level: 'error',
    sentence: 'Tableau refused the sign-in ({code}): the token of the connected app is incomplete.',
    remedy: 'Check tableau-client-id and tableau-secret-id.',
  },
  'AE-SIGN-IN-APP-DOMAINS': {
    level: 'error',
    sentence:
      "Tableau refused the sign-in ({code}): the connected app's list of allowed domains excludes this call.",
    remedy: 'Allow all domains in the settings of the connected app.',
  },
  'AE-SIGN-IN-APP-ALGORITHM': {
    level: 'error',
    sentence: 'Tableau refused the sign-in ({code}): the site does not accept the algorithm HS256.',
    remedy: 'Use a connected app with direct trust, or a personal access token.',
  },
  'AE-SIGN-IN-APP-DISABLED': {
    level: 'error',
    sentence: 'Tableau refused the sign-in ({code}): the connected app is disabled.',
    remedy: 'Enable it in the settings of the site.',
  },
  'AE-SIGN-IN-FORBIDDEN': {
    level: 'error',
    sentence: 'Tableau refused the sign-in ({code}): this user or this network address may not sign in.',
    remedy: "Check the user's licence and the site's list of allowed addresses.",
  },
  'AE-SIGN-IN-METHOD': {
    level: 'error',
    sentence: 'Tableau refused the sign-in ({code}): the site does not accept this kind of sign-in.',
    remedy: 'Use a personal access token or a connected app that its administrator allows.',
  },
  'AE-SIGN-IN-SITE': {
    level: 'error',
    sentence: 'Tableau refused the sign-in ({code}): there is no such site, or no such call.',
    remedy: 'Check {site} and tableau-server-url.',
  },
  'AE-SIGN-IN-REFUSED': {
    level: 'error',
    sentence: 'Tableau refused the sign-in ({code}).',
    remedy: 'Check tableau-server-url and {site}.',
  },
  'AE-SESSION-SCOPE': {
    level: 'error',
    sentence:
      'Tableau refuses a call right after signing in with the connected app (401002), so its JWT probably lacks a scope.',
    remedy:
      'Check that Tableau Server is at least 2025.1 (jobs) and 2023.3 (lineage); with an older one, use a personal access token.',
  },
  'AE-SESSION-LOST': {
    level: 'error',
    sentence:
      'Tableau keeps ending the session (401002): probably something else signs in with the same personal access token, which allows one session only.',
    remedy:
      'Give this workflow a token of its own, or use a concurrency group so that two runs do not share one.',
  },
  'AE-OUT-OF-TIME': {
    level: 'error',
    sentence:
      'Reading Tableau before the refreshes took longer than {minutes} minutes, so nothing was refreshed; time ran out while {doing}.',
    remedy: 'Raise timeout, or reduce what is looked up with select or with globs in discover.',
  },
  'AE-JOBS-NOT-VISIBLE': {
    level: 'notice',
    sentence:
      "Tableau's REST API {version} shows no jobs to a connected app, so refreshes are requested but not waited for, and the next run judges each by its extract's last update.",
    remedy: 'Upgrade Tableau Server to API 3.25, or use a personal access token, to wait for refreshes.',
  },
  'AE-LIST-UNFINISHED': {
    level: 'warning',
    sentence:
      "Tableau's list of {list} was not read to its end, because {why}; content may be missing in this run.",
    remedy: 'Check what answers at {host}.',
  },
  'AE-LIST-PAGE-TOO-LARGE': {
    level: 'warning',
    sentence:
      "Tableau's list of {list} has {rows} rows on one page, more than requested; all of them were read.",
    remedy: 'Check what answers at {host}.',
  },
  'AE-LINEAGE-OFF': {
    level: 'notice',
    sentence:
      '{why}, so it is not known which tables Tableau reads, and every node in depends_on counts for each extract.',
    remedy: null,
  },
  'AE-LINEAGE-CUT': {
    level: 'notice',
    sentence:
      '{reason} ({code}), so tables that extracts read may be missing, and for these depends_on counts.',
    remedy: '{remedy}.',
  },
  'AE-LINEAGE-NOT-INDEXED': {
    level: 'notice',
    sentence: "{contents} not in Tableau's lineage yet, which may take minutes after publishing.",
    remedy: null,
  },
  'AE-LINEAGE-PARTIAL': {
    level: 'notice',
    sentence: "{contents} only partly shown in Tableau's lineage.",
    remedy: 'Run again later, and sign in as a site administrator if it stays so.',
  },
  'AE-LINEAGE-REDACTED': {
    level: 'notice',
    sentence: '{contents} shown without the names of their tables, which are hidden from the signed-in user.',
    remedy: 'Sign in as a site administrator to see them.',
  },
  'AE-LINEAGE-CUSTOM-SQL': {
    level: 'notice',
    sentence: '{contents} based on custom SQL that cannot be read completely, so depends_on counts.',
    remedy: null,
  },
  'AE-LINEAGE-VIRTUAL-CONNECTION': {
    level: 'notice',
    sentence: '{contents} behind a virtual connection, which hides its tables, so depends_on counts.',
    remedy: null,
  },
  'AE-LINEAGE-NOTHING-SHOWN': {
    level: 'notice',
    sentence: '{contents} shown with neither tables nor a published data source.',
    cause: 'They may read a published data source that is hidden from the signed-in user.',
    remedy: 'Sign in as a site administrator, or as a user who may view and connect to their data sources.',
  },
  'AE-LINEAGE-HIDDEN-SOURCE': {
    level: 'notice',
    sentence: '{contents} based on a published data source that the signed-in user may not see.',
    remedy: 'Sign in as a site administrator, or as a user who may view and connect to it.',
  },
  'AE-LINEAGE-CONNECTIONS-REFUSED': {
    level: 'notice',
    sentence: '{contents} shown without connections, so a published data source behind them cannot be seen.',
    cause: 'Tableau does not show the signed-in user the connections of this content.',
    remedy: 'Sign in as a site administrator, or as a user who may view and connect to their data sources.',
  },
  'AE-OTHER-REFRESHER': {
    level: 'warning',
    sentence: 'Since the last refresh by this action, something else has refreshed {contents}.',
    remedy: 'If that is another tool or a schedule, let only one of the two refresh it.',
  },
  'AE-EARLIER-REQUEST-FAILED': {
    level: 'warning',
    sentence:
      'A refresh that an earlier run requested failed after that run had ended: {extracts}, because {why}; {next}.',
    remedy: '{remedy}',
  },
  'AE-EARLIER-REQUEST-FAILS': {
    level: 'error',
    sentence:
      'A refresh that an earlier run requested failed after that run had ended: {extracts}, because {why}; {next}.',
    remedy: '{remedy}',
  },
  'AE-QUALITY-WARNING-REFUSED': {
    level: 'notice',
    sentence: 'Tableau refused the data-quality warnings of {contents}: {why}.',
    cause:
      'The site has no Data Management licence or Tableau Catalog is off, the signed-in user may not overwrite the content, or Tableau does not accept connected apps for this.',
    remedy: 'Check these, or remove data-quality-warning.',
  },
  'AE-QUALITY-WARNING-FAILED': {
    level: 'warning',
    sentence: 'The data-quality warnings of {contents} could not be set or lifted: {why}.',
    remedy: 'The next run tries again.',
  },
  'AE-QUALITY-WARNING-FOREIGN': {
    level: 'notice',
    sentence:
      '{contents}: somebody else has set a data-quality warning there, so this action sets none; this is said once.',
    remedy: 'Remove it in Tableau if this action should warn there.',
  },
  'AE-QUALITY-WARNING-NOT-REMEMBERED': {
    level: 'notice',
    sentence:
      'No new data-quality warning was set on {contents}: state could not be saved, so a later run might not lift it.',
    remedy: 'Make sure that this workflow can write to the Actions cache.',
  },
  'AE-QUALITY-WARNING-REST': {
    level: 'notice',
    sentence:
      'The data-quality warnings of {count} more data sources are left to the next run: a run looks at {most} at most, and for {minutes} minutes.',
    remedy: null,
  },
  'AE-OTHER-SCHEDULE': {
    level: 'warning',
    sentence: '{schedule} also refreshes {contents}.',
    remedy:
      "This action already refreshes the same content when there is new data. In Tableau, delete the content's refresh task (tab Refresh Schedules), and leave the schedule itself, which other content may use.",
  },
  'AE-OTHER-SCHEDULE-SUSPENDED': {
    level: 'warning',
    sentence:
      'Since the last refresh by this action, something else has refreshed {contents}; {schedule} is suspended after {failures} failures.',
    remedy:
      "This action already refreshes the same content when there is new data. In Tableau, delete the content's refresh task (tab Refresh Schedules), and leave the schedule itself, which other content may use.",
  },
} as const satisfies Entries
