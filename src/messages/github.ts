import type { Entries } from './entry.js'

/** GitHub: the event of the run, pull requests, and their comment. */
export const GITHUB = {
  'AE-SCHEDULE-NEVER-REFRESHES': {
    level: 'warning',
    sentence:
      'production-branch is {production}, but a schedule runs only on the default branch, here {branch}: no scheduled run of this workflow refreshes anything.',
    remedy:
      'Correct production-branch, or remove it: empty means the default branch. If it is on purpose, set dry-run: true.',
  },
  'AE-DEFAULT-BRANCH-UNKNOWN': {
    level: 'warning',
    sentence:
      'The {event} event of this run does not name the default branch, so it is not known whether {branch} is the production branch, and nothing is refreshed.',
    cause: 'The payload of the event has no repository, as events that another tool sends may lack it.',
    remedy: 'Set production-branch. If nothing should be refreshed, set dry-run: true.',
  },
  'AE-EVENT-UNREADABLE': {
    level: 'warning',
    sentence:
      'The event of this run cannot be read from GITHUB_EVENT_PATH ({why}), so its schedule and the default branch are not known.',
    remedy: 'Set production-branch; without it this is a dry run, unless a schedule started it.',
  },
  'AE-REACH-NEEDS-ARTIFACTS': {
    level: 'notice',
    sentence: "What the pull request reaches is not known without dbt's files.",
    remedy: 'Run dbt parse before this step, and set dbt-artifacts to its target folder.',
  },
  'AE-REACH-NEEDS-TOKEN': {
    level: 'notice',
    sentence:
      'What the pull request reaches is not known: there is neither a base-manifest nor a github-token.',
    remedy: 'Set base-manifest, or github-token to read the changed files.',
  },
  'AE-CHANGED-FILES-UNREADABLE': {
    level: 'warning',
    sentence: 'What the pull request reaches is not known, because its changed files cannot be read: {why}.',
    remedy: '{remedy}, or set base-manifest.',
  },
  'AE-BASE-MANIFEST-MISSING': {
    level: 'error',
    sentence: 'base-manifest {path} does not exist.',
    remedy:
      "Download production's manifest.json before this step, or leave base-manifest empty to use the changed files.",
  },
  'AE-BASE-MANIFEST-OF-OTHER-PROJECT': {
    level: 'notice',
    sentence: 'base-manifest has no manifest of the project {project}, so its changes are not known.',
    remedy: "Add production's manifest of this project to base-manifest.",
  },
  'AE-BASE-MANIFEST-OF-OTHER-DBT': {
    level: 'notice',
    sentence:
      'base-manifest is from dbt {base}, this build from dbt {version}, so only code, dependencies, relation and materialization are compared.',
    remedy: 'Build production and the pull request with the same version of dbt.',
  },
  'AE-CHANGED-FILES-INCOMPLETE': {
    level: 'notice',
    sentence: 'GitHub lists only the first 3000 changed files, and the others are not examined.',
    remedy: 'Set base-manifest to compare with production.',
  },
  'AE-CHANGED-FILES-UNMAPPED': {
    level: 'notice',
    sentence: 'It is not clear from the changed files alone which nodes change with {files}.',
    remedy: 'Set base-manifest to compare with production.',
  },
  'AE-CHANGED-FILES-GONE': {
    level: 'notice',
    sentence: 'What depended on {files} is not known.',
    remedy: 'Set base-manifest to compare with production.',
  },
  'AE-CHANGED-FILES-YAML': {
    level: 'notice',
    sentence:
      'All nodes that a changed YAML file describes count as changed, and what was deleted from it cannot be seen without base-manifest.',
    remedy:
      "Set base-manifest to production's manifest to count only what differs, and to see what is deleted.",
  },
  'AE-CHANGED-FILES-YAML-SAVED': {
    level: 'notice',
    sentence: 'All nodes that a changed YAML file describes count as changed.',
    remedy:
      "Set base-manifest to production's manifest to count only what differs, and to see all that is deleted.",
  },
  'AE-EDITED-EXPOSURES': {
    level: 'notice',
    sentence:
      'Whether {exposures} in {files} changed, and which others were deleted, is not known without base-manifest.',
    remedy: "Set base-manifest to production's manifest to see what differs.",
  },
  'AE-EDITED-EXPOSURES-SAVED': {
    level: 'notice',
    sentence:
      "Whether {exposures} in {files} changed is not known without base-manifest. New and deleted ones are known from production's newest run.",
    remedy: "Set base-manifest to production's manifest to see what differs.",
  },
  'AE-PULL-REQUEST-WITHOUT-SECRETS': {
    level: 'notice',
    sentence:
      'GitHub gives pull requests from forks and from Dependabot no secrets, so Tableau was not asked, and only the manifest shows what the pull request reaches.',
    remedy: null,
  },
  'AE-PULL-REQUEST-WITHOUT-CREDENTIALS': {
    level: 'notice',
    sentence:
      'There are no credentials for Tableau, so Tableau was not asked, and only the manifest shows what the pull request reaches.',
    remedy: 'Set tableau-token-name and tableau-token-secret.',
  },
  'AE-COMMENT-FAILED': {
    level: 'notice',
    sentence: 'The comment on the pull request could not be updated: {why}.',
    remedy: '{remedy}, or set comment: never.',
  },
  'AE-COMMENT-READ-ONLY': {
    level: 'notice',
    sentence:
      'The token of a pull request from a fork or from Dependabot is read-only, so there is no comment; the summary shows what the pull request reaches.',
    remedy: null,
  },
  'AE-PULL-REQUEST-REACHES': {
    level: 'notice',
    sentence: '{change} reaches {exposures}',
    remedy: null,
  },
  'AE-BROKEN-CONTRACT-REACHES': {
    level: 'warning',
    sentence: '{change} reaches {exposures}.',
    cause: 'A column of an enforced contract is removed or gets another type.',
    remedy: 'Check {dashboards} after the merge, or keep the columns as they are until nothing reads them.',
  },
  'AE-REMOVAL-REACHES': {
    level: 'warning',
    sentence: '{node} is removed. In production it is upstream of {exposures}.',
    remedy: 'Check {dashboards} after the merge, or keep the node until nothing reads it.',
  },
  'AE-EXPOSURE-REMOVED': {
    level: 'notice',
    sentence:
      '{exposure} is removed. Its extracts are no longer refreshed after the merge, unless another exposure names the same content.',
    remedy:
      'If people still use the content, give it a schedule in Tableau; otherwise there is nothing to do.',
  },
  'AE-EXPOSURE-CHANGED': {
    level: 'notice',
    sentence: '{exposure}: {after}',
    remedy: null,
  },
} as const satisfies Entries
