import { DOCS } from './docs.js'
import type { Entries } from './entry.js'

/** Inputs of the action, and what it takes from the environment. */
export const INPUTS = {
  'AE-SWITCHED-OFF': {
    level: 'notice',
    sentence:
      'DBT_ACTIVE_EXPOSURES switches this action off: it reads and refreshes nothing, and does not save what this build landed.',
    remedy:
      "Set the variable (Settings → Secrets and variables → Actions → Variables, of the repository or the job's environment, unless the workflow sets it) to 1 or leave it empty; to save what lands without refreshing anything, also set dry-run: true.",
  },
  'AE-INPUT-INVALID': {
    level: 'error',
    sentence: '{input} must be {expected}, not "{given}".',
    remedy: `Correct it where the workflow sets it: under with: or env: of this step, or in the variable, secret or workflow input that it takes; ${DOCS}/inputs.md has all inputs.`,
  },
  'AE-FREEZE-WITHOUT-END': {
    level: 'error',
    sentence: 'freeze "{freeze}" never pauses: each stretch lasts until the next one begins.',
    remedy: 'Choose a length that is shorter than the interval of the cron.',
  },
  'AE-INPUT-EMPTY': {
    level: 'error',
    sentence: 'These inputs are empty: {inputs}.',
    cause:
      'Half of the credentials is given. A secret or variable that the job cannot read is an empty text.',
    remedy:
      'If the value comes from a secret or variable, check that this repository or environment has it and that the job may read it.',
  },
  'AE-TWO-SIGN-INS': {
    level: 'error',
    sentence: 'Both a personal access token ({token}) and a connected app ({app}) are given.',
    remedy: 'Keep one of them.',
  },
  'AE-SERVER-MISSING': {
    level: 'error',
    sentence: 'tableau-server-url is empty, but this project has exposures with Tableau content.',
    remedy: "Set it to the server's address, such as https://10ax.online.tableau.com.",
  },
  'AE-SERVER-INVALID': {
    level: 'error',
    sentence: 'tableau-server-url is not the address of a server.',
    remedy: 'Set it to an address such as https://10ax.online.tableau.com.',
  },
  'AE-SERVER-CREDENTIALS': {
    level: 'error',
    sentence: 'tableau-server-url contains a user name or password.',
    remedy: 'Remove them, and sign in with tableau-token-name and tableau-token-secret.',
  },
  'AE-SITE-INVALID': {
    level: 'error',
    sentence: 'tableau-site "{given}" is not the content URL of a site.',
    cause:
      "A site's content URL consists of letters, digits, - and _; its display name may contain anything.",
    remedy:
      "Set it to the text after /site/ in the browser's address, not to the display name; leave it empty for the default site of Tableau Server.",
  },
  'AE-SITE-ON-OTHER-SERVER': {
    level: 'error',
    sentence: 'tableau-site is an address on {host}, but tableau-server-url is on {server}.',
    remedy: 'Set it to the content URL of a site on that server.',
  },
  'AE-CREDENTIALS-MISSING': {
    level: 'error',
    sentence:
      'There are no credentials for Tableau: tableau-token-name and tableau-token-secret are empty, and so are the inputs of a connected app.',
    remedy:
      'Set both, or for a connected app tableau-client-id, tableau-secret-id, tableau-secret-value and tableau-username. If the values come from secrets or variables, check that this repository or environment has them and that the job may read them.',
  },
  'AE-ARTIFACTS-NONE': {
    level: 'error',
    sentence: 'dbt-artifacts has none next to other lines.',
    remedy: "Set it to either none or the paths of dbt's files.",
  },
  'AE-RELATION-MAP': {
    level: 'error',
    sentence: 'relation-map has the line "{line}", which is not a mapping.',
    remedy:
      'Write dbt_database[.schema]=tableau_database[.schema], with names that contain dots or spaces in double quotes.',
  },
  'AE-RELATION-MAP-UNUSED': {
    level: 'notice',
    sentence:
      'relation-map: {place} is no database or schema of this dbt project, so its line changes nothing.',
    remedy: 'Check its spelling, or remove the line; this project has {places}.',
  },
  'AE-FAIL-ON-NEVER': {
    level: 'error',
    sentence: 'fail-on has never next to other words.',
    remedy: 'Use never alone, or remove it.',
  },
  'AE-EXPOSURES-FILE-NEEDS-DISCOVER': {
    level: 'error',
    sentence: 'exposures-file is set, but discover is false, so there is nothing to write.',
    remedy: 'Set discover to true or to globs of Tableau projects, or remove exposures-file.',
  },
  'AE-EXPOSURES-FILE-NEEDS-ARTIFACTS': {
    level: 'error',
    sentence: 'exposures-file is set, but dbt-artifacts is none.',
    remedy: "Write the file in a run that reads dbt's files, after dbt parse or dbt build.",
  },
  'AE-NOTIFY-FILE-IN-SITE': {
    level: 'error',
    sentence: 'notify-file is in site-folder, which is published, and it holds e-mail addresses.',
    remedy: 'Set notify-file to a path outside of site-folder.',
  },
  'AE-PATH-OUTSIDE': {
    level: 'error',
    sentence: '{input} {path} is outside the workspace.',
    remedy: 'Set it to a path within the repository.',
  },
  'AE-PATH-FORBIDDEN': {
    level: 'error',
    sentence: '{input} {path} is in a folder of git or GitHub.',
    remedy: 'Set it to a path in another folder of the repository.',
  },
  'AE-PATH-NOT-A-FILE': {
    level: 'error',
    sentence: '{input} {path} is a link or a folder.',
    remedy: 'Remove it, or set another path.',
  },
  'AE-SITE-FOLDER-WORKSPACE': {
    level: 'error',
    sentence: 'site-folder is the workspace itself.',
    remedy: 'Set it to a folder within the repository that only this action writes, such as site.',
  },
  'AE-SITE-NOT-WRITTEN': {
    level: 'error',
    sentence: 'The site cannot be written to {folder} ({why}).',
    remedy: 'Check that this job may write to the folder.',
  },
  'AE-SITE-FOLDER-FOREIGN': {
    level: 'error',
    sentence:
      'site-folder {folder} has a file {file} that this action did not write, and the site needs its name.',
    remedy: 'Set it to an empty folder or to one that this action has written, or move the file away.',
  },
  'AE-SELECTOR-INVALID': {
    level: 'error',
    sentence: '{input} {problem}.',
    remedy: 'Write selectors as in dbt: spaces separate alternatives, commas combine selectors.',
  },
  'AE-NOTHING-SELECTED': {
    level: 'error',
    sentence: 'Nothing is selected. {problems}',
    remedy: 'Correct select, or leave it empty to select all exposures.',
  },
  'AE-SELECTOR-UNKNOWN': {
    level: 'warning',
    sentence: '{input}: {selector} matches nothing.',
    remedy: 'Check its spelling, or remove it.',
  },
  'AE-SELECTOR-MISSPELT': {
    level: 'warning',
    sentence: '{input}: {selector} matches nothing.',
    remedy: 'Check its spelling; similar names are {names}.',
  },
  'AE-SELECTOR-NEEDS-PLUS': {
    level: 'warning',
    sentence: '{input}: {selector} is a {type}, not an exposure.',
    remedy: 'Write {selector}+ to select the exposures downstream of it.',
  },
  'AE-SELECTOR-NO-EXPOSURE': {
    level: 'warning',
    sentence: '{input}: {selector} matches nothing, because no exposure is downstream of {node}.',
    remedy: 'Remove the selector, or declare an exposure.',
  },
  'AE-SELECTOR-SWITCHED-OFF': {
    level: 'notice',
    sentence: 'select: {selector} selects nothing, because {exposures}.',
    cause: 'The exposure has enabled: false, in dbt or in meta.active_exposure.',
    remedy: 'Set enabled to true to refresh it, or remove the selector.',
  },
  'AE-SELECTOR-CONFLICT': {
    level: 'warning',
    sentence: '{input}: {selector} matches nothing, because no {thing} matches all of its selectors.',
    remedy: 'Separate the selectors with a space to select what matches any of them.',
  },
} as const satisfies Entries
