import type { Entries } from './entry.js'

/** dbt's artifacts: the manifest, run results and source freshness. */
export const DBT = {
  'AE-NO-MANIFEST': {
    level: 'error',
    sentence: 'There is no manifest.json in {paths}.',
    remedy:
      "Run dbt build before this step, point dbt-artifacts to dbt's target folder (one path per line), or set it to none to plan from what an earlier run saved.",
  },
  'AE-ARTIFACTS-NOT-FOUND': {
    level: 'warning',
    sentence:
      'There is no artifact of dbt in {paths}, which dbt-artifacts names: its exposures are left out of this run, and what it has built is not noticed.',
    remedy:
      'Correct the path or remove it, and check that the dbt command before this step has written there.',
  },
  'AE-FILE-UNREADABLE': {
    level: 'error',
    sentence: '{path} cannot be read ({why}).',
    remedy: 'Check that the file exists and that this job may read it.',
  },
  'AE-FILE-CUT-OFF': {
    level: 'error',
    sentence: '{path} is incomplete JSON ({problem}); dbt probably ended while writing it.',
    remedy: 'Run the dbt command again.',
  },
  'AE-FILE-NOT-JSON': {
    level: 'error',
    sentence: '{path} is not JSON ({problem}).',
    cause: 'The file may be an archive, a pointer of Git LFS, or damaged.',
    remedy: 'Unpack it if it is an archive, fetch it if it is in Git LFS, or run the dbt command again.',
  },
  'AE-FILE-UTF-16': {
    level: 'error',
    sentence: '{path} is UTF-16, not UTF-8, as PowerShell writes it with > and Out-File.',
    remedy: 'Keep the file that dbt wrote, or add -Encoding utf8.',
  },
  'AE-FILE-NOT-DBT': {
    level: 'error',
    sentence: '{path} was not written by dbt: it has no dbt_schema_version.',
    remedy: 'Point dbt-artifacts to the files that dbt wrote.',
  },
  'AE-FILE-SHAPE': {
    level: 'error',
    sentence: '{path} is not what dbt writes there ({problem}).',
    remedy: 'Check dbt-artifacts, or build again.',
  },
  'AE-NOT-A-MANIFEST': {
    level: 'error',
    sentence: '{path} is not a dbt manifest (dbt_schema_version is {version}).',
    remedy: 'Give the path of a manifest.json that dbt wrote.',
  },
  'AE-NOT-RUN-RESULTS': {
    level: 'error',
    sentence: '{path} is not a dbt run_results file.',
    remedy: 'Point dbt-artifacts to the run_results.json that dbt wrote.',
  },
  'AE-DBT-TOO-OLD': {
    level: 'error',
    sentence: '{path} was written by dbt before 1.5 (manifest v{version}).',
    remedy: 'Use a newer dbt.',
  },
  'AE-NO-RUN-RESULTS': {
    level: 'warning',
    sentence: 'dbt-artifacts has no run results for {manifest}, so no new data is known.',
    cause:
      'dbt ended before it wrote run_results.json, ran with --no-write-json, or only parsed the project; or dbt-artifacts lists the manifest alone.',
    remedy:
      'Run dbt build before this step, and point dbt-artifacts to the folder with its run_results.json.',
  },
  'AE-RESULTS-OF-TEST': {
    level: 'warning',
    sentence:
      '{path} was written by {command}, which does not show what landed and has overwritten the results of any build before it.',
    remedy:
      "Use dbt build, or keep a copy of the build's run_results.json and list the copy in dbt-artifacts too.",
  },
  'AE-RESULTS-OF-COMPILE': {
    level: 'notice',
    sentence:
      '{path} was written by dbt compile: enough for the exposures-file, but it shows no new data, so this run refreshes nothing.',
    remedy:
      'To refresh in this run too, let dbt build be the last dbt command before it, and leave dry-run off.',
  },
  'AE-RESULTS-OVERWRITTEN': {
    level: 'warning',
    sentence:
      '{path} was written by {command}, which does not show what landed and has overwritten the results of any build before it.',
    remedy:
      "Run {command} after this step, or keep a copy of the build's run_results.json and list the copy in dbt-artifacts too.",
  },
  'AE-RESULTS-OF-RETRY': {
    level: 'warning',
    sentence:
      '{path} was written by dbt retry and lists only the retried nodes. Landings of the build before it count only if a run of this action read its results.',
    remedy: "Keep a copy of the build's run_results.json, and list both files in dbt-artifacts.",
  },
  'AE-RESULTS-EMPTY': {
    level: 'warning',
    sentence: '{path} is from dbt {command} --empty: its tables have no rows, so nothing landed.',
    remedy: 'Run this action after a build without --empty.',
  },
  'AE-RESULTS-OF-OTHER-PROJECT': {
    level: 'warning',
    sentence: '{path} has no result of any node in {manifest}, so no new data is known.',
    cause: 'The results are from another project, or from a build before the project was renamed.',
    remedy: 'Point dbt-artifacts to the files of one dbt command.',
  },
  'AE-NOTHING-BUILT': {
    level: 'warning',
    sentence: '{path} is from a dbt {command} that selected nothing, so nothing landed.',
    remedy: 'Check the selection of the dbt command.',
  },
  'AE-RESULTS-KNOWN': {
    level: 'notice',
    sentence: '{path} (dbt {command} of {time}) has no news: an earlier run has already counted it.',
    remedy: null,
  },
  'AE-RESULTS-OUTDATED': {
    level: 'warning',
    sentence:
      '{path} (dbt {command} of {time}) has no news: an earlier run has already counted it, and {manifest} is from another dbt command ({manifestTime}).',
    cause: 'dbt ended after it wrote the manifest and before it wrote its results.',
    remedy: 'If dbt has run since, check in its log why it ended before it wrote its results.',
  },
  'AE-SOURCES-OUTDATED': {
    level: 'notice',
    sentence:
      '{path} is from a dbt source freshness at {time}, more than an hour before this build, so it does not show which sources have new data.',
    remedy: 'Run dbt source freshness in the job of the build, or remove the old file.',
  },
  'AE-CLOCK-OF-DBT': {
    level: 'warning',
    sentence:
      '{path} was written at {time}, but on this runner it is {now}; times in the future count as now.',
    remedy: 'Correct the clock of this runner, or of the machine on which dbt ran.',
  },
  'AE-TWO-TARGETS': {
    level: 'warning',
    sentence:
      '{older} has {node} in {place}, and {newer} has it in {otherPlace}, as if one project were built for two targets. The exposures of {newer} are planned; left out of {older}: {exposures}.',
    remedy: 'Use this action in one step per target, each with its own dbt-artifacts and state-scope.',
  },
} as const satisfies Entries
