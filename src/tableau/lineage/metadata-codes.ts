import { capitalised } from '../../base/capitalised.js'

/** How an error affects the part of the answer that it concerns; the worst comes last. */
const EFFECTS = [
  /** Nothing is missing. */
  'whole',
  /** Rows are not in the requested order, so a list of several pages may lack some. */
  'unsorted',
  /** Rows may be missing; those returned are complete. */
  'rows',
  /** Tableau's index is behind: anything may be missing. */
  'stale',
  /** Anything may be missing. */
  'cut',
  /** Tableau does not answer this part. */
  'refused',
  /** The Metadata API is off. */
  'off',
] as const

export type Effect = (typeof EFFECTS)[number]

/** Whether and how to retry; the slowest one comes last. */
const ADVICE = [
  'never',
  /** Only another query may work. */
  'other-query',
  /** Once, after a pause, with a much smaller page: the reason is unknown. */
  'once',
  /** At once, with a smaller page. */
  'smaller',
  /** After a pause, with a smaller page. */
  'smaller-later',
] as const

export type RetryAdvice = (typeof ADVICE)[number]

export interface Meaning {
  readonly effect: Effect
  readonly retry: RetryAdvice
  /** Lists that it may concern if it does not name one. */
  readonly concerns: 'any' | 'filtered'
  /** The start of a sentence in a notice. */
  readonly because: string
  /** What users can do about it. */
  readonly remedy: string | null
}

const AS_ADMINISTRATOR = 'sign in as a site administrator'
const ASKS_AGAIN = 'the next run asks again'

/** By code; the table of docs/metadata-codes.md. An error without a code has its classification, or `no code`. */
export const MEANINGS: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  row('NODE_LIMIT_EXCEEDED', 'cut', 'smaller', {
    because: 'Tableau cut its answer off at its limit of nodes, even for the smallest question',
    remedy: 'on Tableau Server an administrator can raise metadata.query.limits.count',
  }),
  row('TIME_LIMIT_EXCEEDED', 'cut', 'smaller-later', {
    because: 'Tableau ran out of time for its answer, even for the smallest question',
    remedy: ASKS_AGAIN,
  }),
  row('RATE_EXCEEDED', 'cut', 'smaller-later', {
    because: 'Tableau takes no more questions about lineage for now',
    remedy: ASKS_AGAIN,
  }),
  row('NullValueInNonNullableField', 'cut', 'smaller-later', {
    because: 'Tableau left gaps in its answer',
    remedy: ASKS_AGAIN,
  }),
  row('BACKFILL_RUNNING', 'stale', 'never', {
    because: 'Tableau is still building its lineage',
    remedy: ASKS_AGAIN,
  }),
  row('INHERITANCE_INCOMPLETE', 'cut', 'never', {
    because: 'Tableau leaves out what is inherited from items that the signed-in user may not see',
    remedy: AS_ADMINISTRATOR,
  }),
  row('LINKED_RESULTS_INCOMPLETE', 'cut', 'never', {
    because: 'Tableau leaves out linked items that the signed-in user may not see',
    remedy: AS_ADMINISTRATOR,
  }),
  row('PERMISSIONS_MODE_SWITCHED', 'rows', 'never', {
    concerns: 'filtered',
    because: 'Tableau leaves out what the signed-in user may not see',
    remedy: AS_ADMINISTRATOR,
  }),
  row('USER_VISIBILITY_IS_LIMITED', 'unsorted', 'never', {
    because: 'Tableau cannot sort by what the signed-in user may not see',
    remedy: AS_ADMINISTRATOR,
  }),
  // Pages end earlier then, and the next one starts there.
  row('MAX_PAGE_SIZE_EXCEEDED', 'whole', 'never', {
    because: 'Tableau gives smaller pages than were asked for',
    remedy: null,
  }),
  row('FILTER_REQUIRED', 'refused', 'never', {
    because: 'Tableau gives some lists, such as custom SQL, to administrators only',
    remedy: AS_ADMINISTRATOR,
  }),
  row('INVALID_ARGUMENT', 'refused', 'other-query', {
    because: 'Tableau does not accept this question',
    remedy: null,
  }),
  row('ValidationError', 'refused', 'other-query', {
    because: 'This release of Tableau does not know this question',
    remedy: null,
  }),
  row('ACCESS_DENIED', 'off', 'never', {
    because: 'The signed-in user may not use the Metadata API',
    remedy: AS_ADMINISTRATOR,
  }),
  row('FEATURE_DISABLED', 'off', 'never', {
    because: 'The Metadata API is switched off on this server',
    remedy: 'an administrator switches it on with tsm maintenance metadata-services enable',
  }),
  row('SITE_DISABLED', 'off', 'never', {
    because: 'The Metadata API is switched off for this site',
    remedy: 'ask the administrator of the server',
  }),
  row('no code', 'cut', 'once', {
    because: 'Tableau answered with an error that it does not name',
    remedy: ASKS_AGAIN,
  }),
  row('no data', 'cut', 'once', {
    because: 'Tableau answered without the data, and without an error',
    remedy: ASKS_AGAIN,
  }),
  row('no end', 'rows', 'never', {
    because: "Tableau's list goes on without an end",
    remedy: null,
  }),
  row('too many errors', 'cut', 'once', {
    because: 'The Metadata API answered with more errors than are read',
    remedy: ASKS_AGAIN,
  }),
])

/** For a code that is not in the table: anything may be missing. */
export const UNKNOWN_CODE: Meaning = {
  effect: 'cut',
  retry: 'once',
  concerns: 'any',
  because: 'Tableau answered with an error that this action does not know',
  remedy: ASKS_AGAIN,
}

export const NO_DATA = 'no data'
export const NO_END = 'no end'
export const TOO_MANY_ERRORS = 'too many errors'
const NO_CODE = 'no code'

type Rest = Pick<Meaning, 'because' | 'remedy'> & Partial<Pick<Meaning, 'concerns'>>

function row(code: string, effect: Effect, retry: RetryAdvice, rest: Rest): readonly [string, Meaning] {
  return [code, { effect, retry, concerns: 'any', ...rest }]
}

export function meaningOf(code: string): Meaning {
  return MEANINGS.get(code) ?? UNKNOWN_CODE
}

/** The worst effect of these codes; `whole` for none. */
export function effectOf(codes: readonly string[]): Effect {
  const effects = codes.map((code) => meaningOf(code).effect)
  return EFFECTS.findLast((effect) => effects.includes(effect)) ?? 'whole'
}

/** The slowest retry that one of these codes calls for. */
export function adviceOf(codes: readonly string[]): RetryAdvice {
  const advice = codes.map((code) => meaningOf(code).retry)
  return ADVICE.findLast((one) => advice.includes(one)) ?? 'never'
}

/** An entry of `errors`; members may be missing or null (docs/facts/tableau.md#errors-and-limits). */
export interface MetadataError {
  readonly message: string | null
  readonly code?: string | null
  /** GraphQL's own classification, such as `ValidationError`. */
  readonly classification?: string | null
}

/** The code, safe for a sentence. Time limits may have no code; their message identifies them. */
export function codeOf({ message, code = null, classification = null }: MetadataError): string {
  const name = code ?? classification ?? ''
  if (MEANINGS.has(name)) return name
  if (code === null && /time ?limit|time-?out|timed out/i.test(message ?? '')) return 'TIME_LIMIT_EXCEEDED'
  return /^\w{1,60}$/.test(name) ? name : NO_CODE
}

/** What a message about a gap says of its reason. */
export interface GapReason {
  readonly code: string
  readonly reason: string
  readonly remedy: string
}

/** One reason per known code and one for all unknown codes. */
export function gapReasons(codes: readonly string[]): readonly GapReason[] {
  const known = codes.filter((code) => MEANINGS.has(code))
  const unknown = codes.filter((code) => !MEANINGS.has(code))
  const reasons = unknown.length === 0 ? known : [...known, namesOf(unknown)]
  return reasons.map((name) => {
    const { because, remedy } = meaningOf(name)
    return { code: name, reason: because, remedy: capitalised(remedy ?? REPORT_IT) }
  })
}

const REPORT_IT = 'report the code with your version of Tableau'

/** Reason and remedy of a code as a clause. */
export function clauseOf(code: string): string {
  const { because, remedy } = meaningOf(code)
  return `${because} (${remedy === null ? code : `${code}; ${remedy}`})`
}

const MOST_NAMED = 5

export function namesOf(codes: readonly string[]): string {
  const shown = codes.slice(0, MOST_NAMED).join(', ')
  return codes.length > MOST_NAMED ? `${shown} and ${codes.length - MOST_NAMED} more` : shown
}
