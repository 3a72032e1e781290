import * as z from 'zod'
import { TooLargeError } from '../../base/http.js'
import { parseAnswer } from '../client/response.js'
import type { Calls } from '../client/calls.js'
import { LineageOffError, NotTableauError, SessionError, TableauError } from '../client/errors.js'
import { documentOf, listAlias, variablesOf, type PagedQuery, type Page } from './paged-query.js'
import { clauseOf, meaningOf, type RetryAdvice } from './metadata-codes.js'
import { codesByPlace } from './metadata-errors.js'
import { unfinishedListWarning, oversizedPageWarning } from '../client/paging-limit.js'
import { isTransient, pauseAfter } from '../client/retry.js'

/** Retries per list: halving a page of 1000 down to one node takes ten, and one is spare. */
const MOST_TRIES = {
  never: 0,
  otherwise: 0,
  once: 1,
  smaller: 11,
  'smaller-later': 11,
} as const satisfies Record<RetryAdvice, number>
/** The page size is divided by this if there is only one retry. */
const MUCH_SMALLER = 8
/** After so many lists that stay incomplete for an unknown reason, the session stops retrying for such reasons. */
const MOST_UNEXPLAINED = 2
/** Gateways cut off long queries, so no answer leads to a smaller page; but a dead service stays dead. */
const MOST_SILENCES = 4

/**
 * Reads lists to their ends. The first pages share one call, since most lists have only one page. A list that Tableau
 * refuses ends there, with its `refusal`. Throws a LineageOffError if the Metadata API is off.
 */
export async function readAll(calls: Calls, lists: readonly PagedQuery<unknown>[]): Promise<void> {
  if (lists.length > 1) await readFirstPages(calls, lists)
  await Promise.all(lists.map((list) => readToEnd(calls, list)))
  throwIfOff(lists.map(({ refusal }) => (refusal === null ? [] : [refusal])))
  const { host } = new URL(calls.origin())
  for (const { question, stopped } of lists)
    if (stopped !== null) calls.options.warn(unfinishedListWarning(displayName(question), host, stopped))
}

/**
 * Limits apply to the whole call, and one refused list may cost all of them their data: pages that a retry may improve are
 * left for `readToEnd`, which queries each list by itself.
 */
async function readFirstPages(calls: Calls, lists: readonly PagedQuery<unknown>[]): Promise<void> {
  const pages = await askPages(calls, lists)
  throwIfOff(pages.map(({ codes }) => codes))
  const short = pages.filter((page) => page.state !== 'final' && !isRetryPointless(calls, page))
  pages.filter((page) => !short.includes(page)).forEach(({ keep }) => keep())
  if (short.some(needsPause)) await pause(calls, 1)
}

/**
 * Retries short pages with a smaller size, because limits are on nodes and time. What stays short is reported as incomplete,
 * never as empty (docs/metadata-codes.md).
 */
async function readToEnd(calls: Calls, list: PagedQuery<unknown>): Promise<void> {
  const tries = new Tries(calls, list)
  while (!list.isDone) {
    const [page] = await askPages(calls, [list])
    if (page === undefined) return
    if (tries.isWorthAnother(page)) await tries.prepareAnother(page)
    else tries.takeAsItIs(page)
  }
}

/** The retries of one list. */
class Tries {
  readonly #made = new Map<RetryAdvice, number>()
  #silences = 0

  constructor(
    private readonly calls: Calls,
    private readonly list: PagedQuery<unknown>,
  ) {}

  isWorthAnother(page: Page): boolean {
    if (page.state === 'silent' && (this.#silences += 1) >= MOST_SILENCES) {
      throw new LineageOffError('The Metadata API does not answer')
    }
    const isLeft = this.#madeFor(page) < MOST_TRIES[page.again]
    return isLeft && canSplitFurther(page, this.list.first) && !isRetryPointless(this.calls, page)
  }

  async prepareAnother(page: Page): Promise<void> {
    const tries = this.#madeFor(page) + 1
    this.#made.set(page.again, tries)
    this.list.first = Math.ceil(this.list.first / (page.again === 'once' ? MUCH_SMALLER : 2))
    if (needsPause(page)) await pause(this.calls, tries)
  }

  /** If a much smaller page did not help, the next pages return to the old size. */
  takeAsItIs(page: Page): void {
    if (page.again === 'once') {
      const { first, question } = this.list
      if (this.#madeFor(page) > 0) this.list.first = Math.min(first * MUCH_SMALLER, question.pageSize)
      this.calls.unexplained.count += 1
    }
    page.keep()
  }

  #madeFor({ again }: Page): number {
    return this.#made.get(again) ?? 0
  }
}

/** A page of one node cannot be split further. */
function canSplitFurther({ state, again, size }: Page, first: number): boolean {
  return (state === 'short' || state === 'silent') && (first > 1 || (size === 0 && again !== 'smaller'))
}

/** The reason is unknown, and retries have not helped other lists. */
function isRetryPointless({ unexplained }: Calls, { state, again }: Page): boolean {
  return state === 'short' && again === 'once' && unexplained.count >= MOST_UNEXPLAINED
}

/** A smaller page is enough if there were too many nodes; other reasons also need a pause. */
function needsPause({ again }: Page): boolean {
  return again === 'once' || again === 'smaller-later'
}

async function pause({ options }: Calls, times: number): Promise<void> {
  await options.clock.sleep(pauseAfter(times, options.random), options.signal)
}

/** A single list may be refused; if all are, the Metadata API is off. */
function throwIfOff(codes: readonly (readonly string[])[]): void {
  const off = codes.map((all) => all.find((code) => meaningOf(code).effect === 'off'))
  const [first] = off
  if (first !== undefined && !off.includes(undefined)) throw new LineageOffError(clauseOf(first))
}

const reply = z.object({
  data: z.record(z.string(), z.unknown()).nullish().catch(null),
  errors: z.array(z.unknown()).nullish().catch([null]),
})

/** The name that Tableau's schema uses for the list. */
function displayName({ connection }: PagedQuery<unknown>['question']): string {
  return connection.replace(/Connection$/, '')
}

/** The next page of each list, in one call. */
async function askPages(calls: Calls, lists: readonly PagedQuery<unknown>[]): Promise<readonly Page[]> {
  const url = `${calls.origin()}/api/metadata/graphql`
  const given = await ask(calls, url, { query: documentOf(lists), variables: variablesOf(lists) })
  if (given === null) return lists.map((list) => list.pageIn(null))
  const { data, errors } = given
  const codes = codesByPlace(errors ?? [], lists)
  return lists.map((list, place) => {
    const page = list.pageIn({ url, data: data?.[listAlias(place)], codes: codes[place] ?? [] })
    if (page.size > list.first)
      calls.options.warn(oversizedPageWarning(displayName(list.question), new URL(url).host, page.size))
    return page
  })
}

/**
 * Null if the answer is missing, too large or empty, as after very long filters (docs/facts/tableau.md#long-filters). A
 * server without the service answers 404 (docs/facts/tableau.md#transport), one before 2023.3 refuses a JWT.
 */
async function ask(calls: Calls, url: string, query: object): Promise<z.infer<typeof reply> | null> {
  try {
    const given = await calls.ask(query)
    return given === null ? null : parseAnswer(reply, given, url)
  } catch (caught) {
    if (isTransient(caught) || caught instanceof TooLargeError) return null
    if (caught instanceof SessionError && caught.problem === 'scope') {
      throw new LineageOffError('The Metadata API does not take the session of this connected app', {
        cause: caught,
      })
    }
    if (caught instanceof NotTableauError || (caught instanceof TableauError && isOffStatus(caught.status))) {
      throw new LineageOffError(whyOff(caught), { cause: caught })
    }
    throw caught
  }
}

/** A server without the service answers 404, also as HTML; any other HTML comes from something in between. */
function whyOff(refusal: NotTableauError | TableauError): string {
  if (refusal.status === 404) return 'The Metadata API is switched off'
  return refusal instanceof TableauError
    ? `The Metadata API refuses the signed-in user (${refusal.code})`
    : `The Metadata API could not be asked, because ${refusal.message.replace(/\.$/, '')}`
}

function isOffStatus(status: number): boolean {
  return status === 404 || status === 403 || status === 405
}
