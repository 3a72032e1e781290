import { DOCS } from './docs.js'
import type { Entries } from './entry.js'

/** What is kept between runs, in the Actions cache and on disk, and the catalogue for runs without dbt files. */
export const STATE = {
  'AE-STATE-UNREADABLE': {
    level: 'warning',
    sentence:
      'Earlier state cannot be read from the Actions cache, because {why}; this run starts without it.',
    remedy: null,
  },
  'AE-STATE-DAMAGED': {
    level: 'warning',
    sentence: 'The stored state {problem}, so this run starts without it.',
    remedy: null,
  },
  'AE-STATE-NOT-SAVED': {
    level: 'warning',
    sentence:
      "This run's facts cannot be saved to the Actions cache, because {why}; the next run may refresh something once more.",
    remedy: null,
  },
  'AE-STATE-NOT-SHOWN': {
    level: 'warning',
    sentence:
      "The Actions cache accepted this run's facts but does not return all of them; the next run may refresh something once more.",
    remedy: null,
  },
  'AE-STATE-CLOCK': {
    level: 'warning',
    sentence:
      'An earlier run has saved a time of {time}, but on this runner it is {now}; times in the future count as now.',
    cause: "This runner's clock is slow, or the clock of the earlier run was fast.",
    remedy: 'Correct the clock of the runner.',
  },
  'AE-STATE-SAVE-FAILED': {
    level: 'warning',
    sentence: 'The state of this run could not be saved: {why}.',
    remedy: null,
  },
  'AE-STATE-OF-CANCELLED-RUN': {
    level: 'warning',
    sentence: 'The state of the cancelled run could not be saved: {why}.',
    remedy: null,
  },
  'AE-JOURNAL-NOT-WRITTEN': {
    level: 'warning',
    sentence: 'The state of this run cannot be written to {path}: {why}.',
    remedy: 'Check that RUNNER_TEMP is writable and has space.',
  },
  'AE-POST-STEP-UNAVAILABLE': {
    level: 'warning',
    sentence:
      'The post step cannot be told where the state of this run is ({why}), so nothing is saved if this run is cancelled.',
    remedy: 'Check that GITHUB_STATE is writable and has space.',
  },
  'AE-FIRST-RUN': {
    level: 'notice',
    sentence: 'First run: everything that this build landed counts as new.',
    cause:
      'No state from an earlier run was found. GitHub may have deleted it, or it was saved on a runner with another compression: a runner without zstd does not find what one with zstd saved.',
    remedy: `If there were earlier runs, see "everything is refreshed once more" in ${DOCS}/troubleshooting.md.`,
  },
  'AE-STATE-NOT-VISIBLE': {
    level: 'notice',
    sentence: 'This run sees no state, so everything that landed looks due.',
    cause:
      'A run sees only the state of its own branch or pull request, of the base branch, and of the default branch.',
    remedy: null,
  },
  'AE-FIRST-RUN-FOR-SITE': {
    level: 'notice',
    sentence:
      'This is the first run for this Tableau site in state, so everything that has landed so far counts as new.',
    remedy: null,
  },
  'AE-LANDINGS-MISSING': {
    level: 'notice',
    sentence:
      'State no longer has what earlier builds landed, so what this build landed counts as new, and work that was pending before is not known.',
    remedy: null,
  },
  'AE-LANDINGS-SAVED': {
    level: 'notice',
    sentence: 'What this build landed is saved; the first run without this problem refreshes it.',
    remedy: `To refresh before the next build, start a workflow with dbt-artifacts: none once it is solved (${DOCS}/manual-refresh.md).`,
  },
  'AE-CATALOGUE-MISSING': {
    level: 'error',
    sentence:
      'dbt-artifacts is none, but no run has saved a catalogue of exposures for this server, site and state-scope.',
    cause:
      'It may also have been saved on a runner with another compression: a runner without zstd does not find what one with zstd saved.',
    remedy: `Run this action once after dbt build on the production branch, with the same server, site and state-scope. If that has been done, see "everything is refreshed once more" in ${DOCS}/troubleshooting.md.`,
  },
  'AE-CATALOGUE-UNREADABLE': {
    level: 'error',
    sentence: '{problem} With dbt-artifacts: none there is nothing else to plan from.',
    remedy: 'Run again once state can be read, or run this action after dbt build.',
  },
  'AE-CATALOGUE-NEEDS-SERVER': {
    level: 'error',
    sentence:
      'tableau-server-url is empty, but without dbt files it is needed to find what an earlier run saved.',
    remedy: "Set it to the server's address.",
  },
  'AE-CATALOGUE-OF-OTHER-RELEASE': {
    level: 'error',
    sentence: 'The catalogue in state was saved by another release of this action.',
    remedy: 'Run this action once after dbt build.',
  },
  'AE-CATALOGUE-STALE': {
    level: 'warning',
    sentence: 'This run plans from a catalogue saved {age}; exposures and dashboards may have changed since.',
    remedy: 'Run this action after dbt build to renew it.',
  },
  'AE-PROJECT-GONE': {
    level: 'warning',
    sentence:
      'The run before also had artifacts of the dbt project {gone}, and this one has none: its exposures are left out.',
    remedy:
      'If that is not on purpose, check that its dbt command has run before this step, and that dbt-artifacts names its target folder.',
  },
  'AE-CATALOGUE-REPLACED': {
    level: 'notice',
    sentence:
      'The catalogue for runs without dbt files was of the dbt project {before} and is now of {project}.',
    remedy: 'Give each project a state-scope of its own.',
  },
} as const satisfies Entries
