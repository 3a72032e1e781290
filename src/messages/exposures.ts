import type { Entries } from './entry.js'

/** Exposures, discovery, drift and the exposures-file. */
export const EXPOSURES = {
  'AE-SITE-MISMATCH': {
    level: 'warning',
    sentence: '{exposures} {places}, but this run is for {site}.',
    cause: "tableau-server-url, tableau-site or the exposures' url is wrong.",
    remedy: '{remedy}',
  },
  'AE-OTHER-SITES': {
    level: 'notice',
    sentence: '{count} of {all} exposures point at other sites ({places}); this run is for {site}.',
    remedy: null,
  },
  'AE-NOT-READ': {
    level: 'notice',
    sentence:
      'Tableau shows everything that these exposures read, and depends_on has more: {exposures}. The other nodes neither refresh an extract nor hold one back.',
    remedy: 'Remove them from depends_on.',
  },
  'AE-READ-ELSEWHERE': {
    level: 'warning',
    sentence:
      'Some nodes do not count in this run, because Tableau reads them only in another database or schema: {tables}.',
    remedy: 'Set relation-map where both hold the same data.',
  },
  'AE-DISCOVERY-OFF': {
    level: 'warning',
    sentence: '{why}, so no dashboards can be discovered; declared exposures are not affected.',
    remedy: null,
  },
  'AE-DISCOVERY-CUT': {
    level: 'warning',
    sentence: '{reason} ({code}), so {what} may be missing from discovery.',
    remedy: '{remedy}.',
  },
  'AE-DISCOVERY-TABLES-HIDDEN': {
    level: 'warning',
    sentence:
      'Tableau hides the names of {tables} from the signed-in user, so dashboards on them may be missing from discovery.',
    remedy: 'Sign in as a site administrator.',
  },
  'AE-DISCOVERY-CONTENT-HIDDEN': {
    level: 'warning',
    sentence:
      'Tableau hides {contents} on these tables from the signed-in user, so discovery does not find them.',
    remedy: 'Sign in as a site administrator.',
  },
  'AE-DISCOVERY-CONTENT-PARTIAL': {
    level: 'warning',
    sentence:
      'Tableau gave only a part of what {contents} read{codes}, so some of their extracts or tables may be missing.',
    remedy: 'Run again later, and sign in as a site administrator if it stays so.',
  },
  'AE-DISCOVERY-SOURCE-HIDDEN': {
    level: 'warning',
    sentence:
      'The signed-in user may not see a published data source behind {contents}, so its extract is not refreshed.',
    remedy: 'Sign in as a site administrator, or as a user who may view and connect to it.',
  },
  'AE-DISCOVERY-CUSTOM-SQL': {
    level: 'warning',
    sentence:
      'The custom SQL "{name}" mentions tables of this project and cannot be read completely, so it is not known what else {readers} read through it.',
    remedy: 'Declare an exposure with depends_on for this content.',
  },
  'AE-DISCOVERY-TABLE-AMBIGUOUS': {
    level: 'warning',
    sentence:
      'Tableau calls a table only {table}, which may be {relations}; its readers count for none of them.',
    remedy: 'Declare an exposure with depends_on for this content.',
  },
  'AE-DISCOVERY-WHOLE-SITE': {
    level: 'notice',
    sentence:
      'This Tableau does not filter by table name, so discovery has read the whole site, which takes more calls.',
    remedy: null,
  },
  'AE-DISCOVERY-NEAR-MISSES': {
    level: 'warning',
    sentence: 'Discovery found nothing: no content in Tableau reads the {tables}. Near misses: {misses}.',
    cause: 'Tableau reads tables of these names in another database or schema.',
    remedy: 'Set relation-map if a table in another database or schema is the same one.',
  },
  'AE-DISCOVERY-OTHER-DATABASE': {
    level: 'warning',
    sentence: 'Discovery found nothing: no content in Tableau reads the {tables}. Near misses: {misses}.',
    cause:
      'Tableau reads tables of these names in another kind of database than dbt builds in, so they are not the same ones. relation-map cannot help: it only maps names.',
    remedy:
      'Run dbt with the target whose database Tableau reads, or point its data sources to the database of this target.',
  },
  'AE-DISCOVER-MATCHES-NOTHING': {
    level: 'warning',
    sentence:
      'discover matches none of the Tableau projects with content that reads this dbt project ({projects}).',
    remedy: 'Set it to true, or to globs of projects, such as Finance/**.',
  },
  'AE-FIRST-DISCOVERY': {
    level: 'notice',
    sentence:
      'Discovery found {extracts} that no exposure declares and that this action has not refreshed before; this run {starts} {count}.',
    remedy:
      'To leave out a Tableau project, set discover to globs; to leave out one of these, set exclude to {one}.',
  },
  'AE-DRIFT': {
    level: 'notice',
    sentence: 'Exposures and Tableau differ in {differences}.',
    remedy: 'Do what the summary says about each under Drift.',
  },
  'AE-DRIFT-RENAMED': {
    level: 'notice',
    sentence: 'Tableau calls this {content} "{name}", and the exposure calls it "{old}".',
    remedy: 'Change the label, or commit the exposures-file as a run writes it.',
  },
  'AE-DRIFT-NOT-DECLARED': {
    level: 'notice',
    sentence: "Tableau reads {nodes}, which the exposure's depends_on does not name.",
    remedy: 'Add these nodes to depends_on.',
  },
  'AE-DRIFT-NOT-READ': {
    level: 'notice',
    sentence: "The exposure's depends_on names {nodes}, which Tableau does not read.",
    remedy: 'Remove these nodes from depends_on.',
  },
  'AE-DRIFT-NO-EXPOSURE': {
    level: 'notice',
    sentence: 'The dashboard reads {nodes}, but no exposure points to it.',
    remedy: 'Declare an exposure, or let exposures-file write it.',
  },
  'AE-DRIFT-WRITTEN': {
    level: 'notice',
    sentence: 'The dashboard reads {nodes}, and no exposure of this build points to it yet.',
    remedy: 'Commit {file}, in which this run has written one.',
  },
  'AE-DRIFT-LIKELY-EXPOSURE': {
    level: 'notice',
    sentence:
      'The dashboard reads {nodes}; {exposure} was probably meant to point to it, and points to nothing.',
    remedy: 'Correct its url or its meta.active_exposure.extracts.',
  },
  'AE-DRIFT-FAILS': {
    level: 'error',
    sentence: 'fail-on has drift, and exposures and Tableau differ in {differences}.',
    remedy: 'Do what the summary says about each under Drift.',
  },
  'AE-UNRESOLVED-FAILS': {
    level: 'error',
    sentence: 'fail-on has unresolved, and these exposures are unresolved: {exposures}.',
    remedy: 'Correct them as their warnings say.',
  },
  'AE-SITE-MISMATCH-FAILS': {
    level: 'error',
    sentence: "fail-on has unresolved, and none of the exposures is on this run's Tableau site.",
    remedy: 'Correct tableau-server-url or tableau-site, or the url of the exposures.',
  },
  'AE-EXPOSURES-FILE-INVALID': {
    level: 'error',
    sentence: 'The exposures-file {path} {problem}, so it was left unchanged.',
    remedy: 'Correct it, or delete it to have it generated again.',
  },
  'AE-EXPOSURES-FILE-UNREADABLE': {
    level: 'error',
    sentence: 'The {input} {path} cannot be read ({why}).',
    remedy: 'Check its permissions.',
  },
  'AE-EXPOSURES-FILE-NOT-WRITTEN': {
    level: 'error',
    sentence: 'The {input} {path} cannot be written ({why}).',
    remedy: 'Check that this job may write to its folder.',
  },
  'AE-EXPOSURES-FILE-KEEPS': {
    level: 'warning',
    sentence:
      '{path} keeps {exposures} whose content Tableau did not show, because Tableau {why}; a later run with a complete answer removes what is gone.',
    remedy: null,
  },
  'AE-PRIVATE-MODELS': {
    level: 'warning',
    sentence:
      '{path} leaves out {models}, which dashboards read, because dbt allows no exposure to depend on a private model.',
    remedy: 'Set their access to protected.',
  },
} as const satisfies Entries
