import { z } from 'zod'
import { parseAnswer } from './answer.js'
import type { Calls } from './calls.js'
import { LineageOffError, NotTableauError, SessionError, TableauError } from './errors.js'
import { optionalText, truth, nodes } from './json.js'
import { isTransient, pauseAfter } from './repeat.js'

/**
 * A question to the Metadata API: one constant document whose root is one connection, called `page`. It takes `$first`
 * and `$after`, and orders its nodes, without which paging is unstable (facts/tableau-api.md §11.2).
 */
export interface Question<T> {
  readonly document: string
  readonly node: z.ZodType<T>
  readonly pageSize: number
}

export interface Answers<T> {
  readonly nodes: readonly {
    readonly node: T
    /** False where Tableau left something out of this node's page. */
    readonly whole: boolean
  }[]
  /** False where Tableau left nodes out. */
  readonly complete: boolean
  /** Codes of what Tableau warned about or could not do. */
  readonly problems: readonly string[]
}

/** Halving a page of 200 down to one node takes eight steps; the rest are for passing trouble. */
const MOST_PARTIAL_ANSWERS = 11
/** Gateways cut long questions off, so silence too is answered by asking for less; but a dead service stays dead. */
const MOST_SILENCES = 4

/**
 * All nodes. A partial answer is asked for again in pages of half the size, because limits are on nodes and time
 * (facts §11.3); what stays partial is told as such, never as "nothing there".
 * Throws a LineageOffError where the Metadata API is switched off or refuses the question.
 */
export async function askAll<T>(
  calls: Calls,
  question: Question<T>,
  variables: Readonly<Record<string, readonly string[]>>,
): Promise<Answers<T>> {
  const found: { node: T; whole: boolean }[] = []
  const problems = new Set<string>()
  let complete = true
  let partialAnswers = 0
  let silences = 0
  let first = question.pageSize
  for (let after: string | null = null; ;) {
    const page: Page<T> = await askPage(calls, question, {
      ...variables,
      first,
      ...(after === null ? {} : { after }),
    })
    page.problems.forEach((problem) => problems.add(problem))
    if (page.state === 'silent' && (silences += 1) >= MOST_SILENCES) {
      throw new LineageOffError('The Metadata API does not answer')
    }
    if (isWorthAnotherTry(page, first) && partialAnswers < MOST_PARTIAL_ANSWERS) {
      partialAnswers += 1
      first = Math.ceil(first / 2)
      await pause(calls, page.problems, partialAnswers)
      continue
    }
    const whole = page.state === 'whole'
    complete &&= whole
    found.push(...page.nodes.map((node) => ({ node, whole })))
    if (page.next === null) return { nodes: found, complete, problems: [...problems] }
    after = page.next
  }
}

/** A part of one node's answer is the most that Tableau will give of it. */
function isWorthAnotherTry({ state, nodes: given }: Page<unknown>, first: number): boolean {
  return state === 'silent' || (state === 'partial' && (first > 1 || given.length === 0))
}

/** Too many nodes is cured by a smaller page, everything else by waiting too. */
async function pause({ options }: Calls, problems: readonly string[], times: number): Promise<void> {
  if (problems.length > 0 && problems.every((problem) => problem === 'NODE_LIMIT_EXCEEDED')) return
  await options.clock.sleep(pauseAfter(times, options.random), options.signal)
}

interface Page<T> {
  readonly nodes: readonly T[]
  /**
   * `silent`: no answer. `stale`: Tableau is still working on its index, so that asking again now would not help.
   */
  readonly state: 'whole' | 'partial' | 'stale' | 'silent'
  readonly problems: readonly string[]
  /** The cursor of the next page. */
  readonly next: string | null
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

function answerOf<T>(node: z.ZodType<T>) {
  const page = z.object({
    nodes: nodes(node),
    pageInfo: z.object({ hasNextPage: truth, endCursor: optionalText }).nullish(),
  })
  return z.object({ data: z.object({ page: page.nullish() }).nullish(), errors })
}

const SILENT = { nodes: [], state: 'silent', problems: [], next: null } as const

async function askPage<T>(
  calls: Calls,
  { document, node }: Question<T>,
  variables: object,
): Promise<Page<T>> {
  const given = await ask(calls, { query: document, variables })
  if (given === SILENT) return SILENT
  const answer = parseAnswer(answerOf(node), given, `${calls.origin()}/api/metadata/graphql`)
  const problems = problemsIn(answer.errors ?? [])
  const page = answer.data?.page ?? null
  const next = page?.pageInfo?.hasNextPage === true ? page.pageInfo.endCursor : null
  return { ...problems, nodes: page?.nodes ?? [], state: page === null ? 'partial' : problems.state, next }
}

/** Throws a LineageOffError for errors that asking again cannot cure. */
function problemsIn(errors: readonly MetadataError[]): Pick<Page<unknown>, 'problems' | 'state'> {
  const all = errors.map((error) => ({ kind: kindOf(error), code: codeOf(error) }))
  const has = (kind: ProblemKind): boolean => all.some((problem) => problem.kind === kind)
  const problems = all.filter(({ kind }) => kind !== 'harmless').map(({ code }) => code)
  if (has('off')) throw new LineageOffError(`The Metadata API refuses to answer (${problems.join(', ')})`)
  return { problems, state: has('partial') ? 'partial' : has('stale') ? 'stale' : 'whole' }
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

const OFF = new Set(['FEATURE_DISABLED', 'ACCESS_DENIED', 'INVALID_ARGUMENT', 'FILTER_REQUIRED'])
const STALE = new Set(['BACKFILL_RUNNING', 'INHERITANCE_INCOMPLETE', 'LINKED_RESULTS_INCOMPLETE'])
/** Our pages are far smaller than the largest one, and what the other mode hides is not asked for. */
const HARMLESS = new Set(['PERMISSIONS_MODE_SWITCHED', 'MAX_PAGE_SIZE_EXCEEDED'])

type ProblemKind = 'off' | 'stale' | 'harmless' | 'partial'

function kindOf(error: MetadataError): ProblemKind {
  const code = error.extensions?.code ?? ''
  if (OFF.has(code) || error.extensions?.classification === 'ValidationError') return 'off'
  if (HARMLESS.has(code)) return 'harmless'
  return STALE.has(code) || error.extensions?.severity === 'WARNING' ? 'stale' : 'partial'
}

/** Path and extensions of time limits may be null (facts §11.3), so such errors have no code. */
function codeOf(error: MetadataError): string {
  const code = error.extensions?.code ?? ''
  return /^[A-Z_]+$/.test(code) ? code : 'without code'
}
