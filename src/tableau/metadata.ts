import { z } from 'zod'
import { parseAnswer } from './answer.js'
import type { Calls } from './calls.js'
import {
  LineageOffError,
  NotTableauError,
  QuestionRefusedError,
  SessionError,
  TableauError,
} from './errors.js'
import { optionalText } from './json.js'
import { documentOf, nameOf, variablesOf, type Listing, type Page, type Reply } from './listing.js'
import { isTransient, pauseAfter } from './repeat.js'

/** Halving a page of 200 down to one node takes eight steps; the rest are for passing trouble. */
const MOST_PARTIAL_ANSWERS = 11
/** Gateways cut long questions off, so silence too is answered by asking for less; but a dead service stays dead. */
const MOST_SILENCES = 4

/**
 * Reads lists to their ends: the first page of each in one call for all, since most lists have no other.
 * Throws a LineageOffError where the Metadata API is switched off or refuses the question.
 */
export async function readAll(calls: Calls, lists: readonly Listing<unknown>[]): Promise<void> {
  if (lists.length > 1) await readTogether(calls, lists)
  await Promise.all(lists.map((list) => readOn(calls, list)))
}

/** Limits are on nodes and time of the whole call, so what comes short is left for each list to ask again by itself. */
async function readTogether(calls: Calls, lists: readonly Listing<unknown>[]): Promise<void> {
  const pages = await askPages(calls, lists)
  const short = pages.filter(({ state }) => state === 'partial' || state === 'silent')
  pages.filter((page) => !short.includes(page)).forEach(({ keep }) => keep())
  if (short.length > 0) await pause(calls, short[0]?.problems ?? [], 1)
}

/**
 * A partial answer is asked for again in pages of half the size, because limits are on nodes and time (facts §11.3);
 * what stays partial is told as such, never as "nothing there".
 */
async function readOn(calls: Calls, list: Listing<unknown>): Promise<void> {
  let partialAnswers = 0
  let silences = 0
  while (!list.isDone) {
    const [page] = await askPages(calls, [list])
    if (page === undefined) return
    if (page.state === 'silent' && (silences += 1) >= MOST_SILENCES) {
      throw new LineageOffError('The Metadata API does not answer')
    }
    if (isWorthAnotherTry(page, list.first) && partialAnswers < MOST_PARTIAL_ANSWERS) {
      partialAnswers += 1
      list.first = Math.ceil(list.first / 2)
      await pause(calls, page.problems, partialAnswers)
    } else {
      page.keep()
    }
  }
}

/** A part of one node's answer is the most that Tableau will give of it. */
function isWorthAnotherTry({ state, isEmpty }: Page, first: number): boolean {
  return state === 'silent' || (state === 'partial' && (first > 1 || isEmpty))
}

/** Too many nodes is cured by a smaller page, everything else by waiting too. */
async function pause({ options }: Calls, problems: readonly string[], times: number): Promise<void> {
  if (problems.length > 0 && problems.every((problem) => problem === 'NODE_LIMIT_EXCEEDED')) return
  await options.clock.sleep(pauseAfter(times, options.random), options.signal)
}

const errors = z
  .array(
    z.object({
      message: optionalText,
      extensions: z
        .object({ code: optionalText, severity: optionalText, classification: z.unknown().optional() })
        .nullish(),
    }),
  )
  .nullish()

type MetadataError = NonNullable<z.infer<typeof errors>>[number]

const reply = z.object({ data: z.record(z.string(), z.unknown()).nullish(), errors })

/** The next page of each list, in one call. */
async function askPages(calls: Calls, lists: readonly Listing<unknown>[]): Promise<readonly Page[]> {
  const url = `${calls.origin()}/api/metadata/graphql`
  const given = await ask(calls, { query: documentOf(lists), variables: variablesOf(lists) })
  const answer = given === SILENT ? SILENT : replyIn(parseAnswer(reply, given, url))
  return lists.map((list, place) => list.pageIn({ ...answer, url }, nameOf(place)))
}

const SILENT = { state: 'silent', problems: [], data: {} } as const

/** Throws a LineageOffError for errors that asking again cannot cure. */
function replyIn({ data, errors: given }: z.infer<typeof reply>): Omit<Reply, 'url'> {
  const all = (given ?? []).map((error) => ({ kind: kindOf(error), code: codeOf(error) }))
  const has = (kind: ProblemKind): boolean => all.some((problem) => problem.kind === kind)
  const problems = all.filter(({ code }) => !UNTOLD.has(code)).map(({ code }) => code)
  if (has('off')) throw new LineageOffError(`The Metadata API refuses to answer (${problems.join(', ')})`)
  if (has('refused')) {
    throw new QuestionRefusedError(`The Metadata API refuses the question (${problems.join(', ')})`)
  }
  const state = has('partial') ? 'partial' : has('stale') ? 'stale' : 'whole'
  return { state, problems, data: data ?? {} }
}

/** A server without the service answers 404; a JWT is not taken before 2023.3 (facts §11.1, §2.6). */
async function ask(calls: Calls, query: object): Promise<unknown> {
  try {
    return await calls.ask(query)
  } catch (error) {
    if (isTransient(error)) return SILENT
    if (error instanceof SessionError && error.problem === 'scope') {
      throw new LineageOffError('The Metadata API does not take the session of this connected app', {
        cause: error,
      })
    }
    if ((error instanceof NotTableauError || error instanceof TableauError) && isOffStatus(error.status)) {
      throw new LineageOffError('The Metadata API is switched off', { cause: error })
    }
    throw error
  }
}

function isOffStatus(status: number): boolean {
  return status === 404 || status === 403 || status === 405
}

const OFF = new Set(['FEATURE_DISABLED', 'ACCESS_DENIED'])
const REFUSED = new Set(['INVALID_ARGUMENT', 'FILTER_REQUIRED'])
const STALE = new Set(['BACKFILL_RUNNING', 'INHERITANCE_INCOMPLETE', 'LINKED_RESULTS_INCOMPLETE'])
/** Our pages are never larger than the largest one. What the other mode hides is told by whoever needs it (its code stays). */
const HARMLESS = new Set(['PERMISSIONS_MODE_SWITCHED', 'MAX_PAGE_SIZE_EXCEEDED'])

const UNTOLD = new Set(['MAX_PAGE_SIZE_EXCEEDED'])

type ProblemKind = 'off' | 'refused' | 'stale' | 'harmless' | 'partial'

function kindOf(error: MetadataError): ProblemKind {
  const code = error.extensions?.code ?? ''
  if (OFF.has(code)) return 'off'
  if (REFUSED.has(code) || error.extensions?.classification === 'ValidationError') return 'refused'
  if (HARMLESS.has(code)) return 'harmless'
  return STALE.has(code) || error.extensions?.severity === 'WARNING' ? 'stale' : 'partial'
}

/** Path and extensions of time limits may be null (facts §11.3), so such errors have no code. */
function codeOf(error: MetadataError): string {
  const code = error.extensions?.code ?? ''
  return /^[A-Z_]+$/.test(code) ? code : 'without code'
}
