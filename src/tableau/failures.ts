import { HttpError } from '../http.js'
import { NotTableauError, SessionError, TableauError } from './errors.js'

export type FailureClass =
  'credentials' | 'permission' | 'no-extract' | 'quota' | 'timeout' | 'bridge' | 'unreachable' | 'unknown'

export interface Failure {
  readonly class: FailureClass
  /** Tableau's own words, uncut and unescaped; empty when it gave none. */
  readonly text: string
  /** One sentence: what to do. */
  readonly remedy: string
}

interface Diagnosis {
  readonly class: FailureClass
  readonly remedy: string
}

const NO_EXTRACT: Diagnosis = {
  class: 'no-extract',
  remedy:
    'Nothing here can be refreshed: it has a live connection, or its data comes from a published data source, which is what has to be refreshed.',
}

const NOT_SEEN: Diagnosis = {
  class: 'permission',
  remedy: 'It was deleted or moved, or the signed-in Tableau user may not see it: check both in Tableau.',
}

const NO_PERMISSION: Diagnosis = {
  class: 'permission',
  remedy:
    'Let the signed-in Tableau user refresh it: as owner, project leader or administrator, and with "Run Now" switched on for the site.',
}

const QUOTA: Diagnosis = {
  class: 'quota',
  remedy: "The site's quota for refreshes is used up: refresh less often, or spread refreshes over the day.",
}

/** By error code, which no language changes (facts/tableau-api.md §10). */
const BY_CODE: Readonly<Record<string, Diagnosis>> = {
  '403180': NO_EXTRACT,
  '409090': NO_EXTRACT,
  '403069': {
    class: 'no-extract',
    remedy:
      'Tableau gives the same answer (403069) to two things: there is no extract of its own to refresh, or the signed-in user may not refresh it; check the connection first, then the permission.',
  },
  '404004': NOT_SEEN,
  '404005': NOT_SEEN,
  '404006': NOT_SEEN,
  '429000': QUOTA,
}

/** By Tableau's text: the notes of a failed job carry no code, and often quote the database (facts §7.2, peers.md §6). */
const BY_TEXT: readonly (Diagnosis & { readonly pattern: RegExp })[] = [
  { ...QUOTA, pattern: /non-interactive quota|too many requests/i },
  {
    class: 'timeout',
    pattern: /query time resource limit|TableauCancelException/i,
    remedy:
      "The refresh ran into Tableau's time limit (2 hours on Cloud): make the extract smaller, or refresh it incrementally.",
  },
  {
    class: 'bridge',
    pattern:
      /REMOTE_EXTRACT_REFRESH|ALL_AGENTS_BUSY|maximum concurrency reached|\bBridge (?:client|agent|pool)\b/i,
    remedy:
      'No Tableau Bridge client was free: check that the pool is connected, or let it run more refreshes at once.',
  },
  {
    class: 'credentials',
    pattern:
      /login failed|(?:missing|invalid|incorrect|wrong)[^.\n]{0,24}(?:password|credentials)|embedded credentials|(?:password )?authentication failed|access denied for user|(?:oauth|access|refresh) token[^.\n]{0,40}(?:expired|invalid|revoked)/i,
    remedy:
      "The database refused the credentials embedded in Tableau: have its owner edit the connection's user name and password there.",
  },
  { ...NO_EXTRACT, pattern: /extract (?:operation|refresh operation)[^.\n]*not allowed|0x5CE10192/i },
  {
    class: 'permission',
    pattern: /permission denied|not authorized|insufficient privileges?|lacks? (?:the )?privilege/i,
    remedy:
      'The database user embedded in Tableau may not read a table of this extract, or the table is gone: grant it access, or edit the connection.',
  },
  {
    class: 'unreachable',
    pattern:
      /connection (?:was )?(?:refused|reset|timed out|timeout)|connect(?:ion)? timed? ?out|unknown host|(?:can(?:no|')t|could not|unable to|failed to) (?:connect|resolve|reach)|no route to host|host[^.\n]{0,40}(?:not found|not be resolved|unreachable)/i,
    remedy:
      'Tableau could not reach the database: check that it is up, that its host name is right, and that its firewall lets Tableau in.',
  },
]

const UNKNOWN: Diagnosis = {
  class: 'unknown',
  remedy: "Look at the job in Tableau's own list of jobs, where an administrator sees more.",
}

/** Why a job failed, from its notes. Codes within the text come first, texts are the last resort. */
export function classifyNotes(notes: string): Failure {
  const code = /(?<!\d)(?:40[0-9]|429)\d{3}(?!\d)/.exec(notes)?.[0]
  return { ...(byCode(code) ?? byText(notes) ?? UNKNOWN), text: notes }
}

/** Why Tableau refused or never answered a call about one extract. */
export function classifyError(error: unknown): Failure {
  if (error instanceof TableauError) {
    const text = [error.code, error.summary, error.detail].filter((part) => part !== '').join(' ')
    return { ...(byCode(error.code) ?? byStatus(error.status) ?? byText(text) ?? UNKNOWN), text }
  }
  const text = error instanceof Error ? error.message : String(error)
  if (error instanceof SessionError && error.problem === 'scope') {
    return {
      class: 'permission',
      text,
      remedy:
        'Allow the connected app the scopes this action asks for, and sign in as a user who may refresh.',
    }
  }
  if (error instanceof HttpError || error instanceof NotTableauError) {
    return {
      class: 'unreachable',
      text,
      remedy:
        'Tableau did not answer: look at its status page, or at the network between this runner and the server.',
    }
  }
  return { ...UNKNOWN, text }
}

function byCode(code: string | undefined): Diagnosis | null {
  return code === undefined ? null : (BY_CODE[code] ?? (code.startsWith('403') ? NO_PERMISSION : null))
}

function byStatus(status: number): Diagnosis | null {
  if (status === 403) return NO_PERMISSION
  if (status === 404) return NOT_SEEN
  return status === 429 ? QUOTA : null
}

function byText(text: string): Diagnosis | null {
  return BY_TEXT.find(({ pattern }) => pattern.test(text)) ?? null
}
