import type { Entries } from './entry.js'

/** The run itself: its end, its outputs, and errors that nothing else explains. */
export const RUN = {
  'AE-UNEXPECTED': {
    level: 'error',
    sentence: 'The action stopped at an unexpected error: {error}.',
    remedy: 'Run the job again with debug logging, and report the error with its log if it comes back.',
  },
  'AE-STRAY-ERROR': {
    level: 'warning',
    sentence: 'A library failed outside of any step, and the run continued: {error}.',
    remedy: 'Report the error with a log of debug logging if it comes back.',
  },
  'AE-RUN-CANCELLED': {
    level: 'warning',
    sentence: 'This run was cancelled; the next run asks Tableau how its refreshes ended.',
    remedy: null,
  },
  'AE-REFRESHES-CONTINUE': {
    level: 'warning',
    sentence: 'This run was cancelled, but {refreshes} in Tableau; the next run looks up how that ended.',
    remedy: 'To stop running refreshes together with a run, set on-cancel: cancel.',
  },
  'AE-REFRESHES-NOT-CANCELLED': {
    level: 'warning',
    sentence:
      'This run was cancelled, and on-cancel is cancel, but Tableau did not confirm that it cancels {extracts}: {refreshes} in Tableau, and the next run looks up how that ended.',
    cause:
      'The signed-in user may not cancel jobs, Tableau did not answer within the seconds that a cancelled run has, or Tableau had not yet said which job it started.',
    remedy:
      "To stop what still runs, cancel its job on the site's Jobs page in Tableau, which site administrators see. If it recurs, check that the signed-in user may cancel jobs.",
  },
  'AE-RUN-CANCELLED-EARLY': {
    level: 'warning',
    sentence: 'This run was cancelled before it requested a refresh.',
    remedy: null,
  },
  'AE-NOT-WRITTEN': {
    level: 'warning',
    sentence: 'The {what} of this run could not be written: {why}.',
    remedy: 'Check that the disk of the runner is writable and has space.',
  },
  'AE-OUTPUTS-NOT-WRITTEN': {
    level: 'warning',
    sentence: 'Later steps do not see the outputs {outputs}, which could not be written: {why}.',
    remedy: 'Check that GITHUB_OUTPUT is writable and has space.',
  },
  'AE-MORE': {
    level: 'notice',
    sentence: '… and {count} more, see the summary',
    cause: 'GitHub shows at most ten annotations of each level per step.',
    remedy: null,
  },
} as const satisfies Entries
