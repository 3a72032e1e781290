import * as z from 'zod'
import { TooLargeError } from '../../base/http.js'
import { parseResponse } from '../client/response.js'
import type { Calls } from '../client/calls.js'
import { LineageOffError, NotTableauError, SessionError, TableauError } from '../client/errors.js'
import { documentOf, listAlias, variablesOf, type PagedQuery, type Page } from './paged-query.js'
import { clauseOf, meaningOf, type RetryAdvice } from './metadata-codes.js'
import { codesByPlace } from './metadata-errors.js'
import { unfinishedListWarning, oversizedPageWarning } from '../client/paging-limit.js'
import { isTransient, pauseAfter } from '../client/retry.js'

/** Retries per list: halving a page of 1000 down to one node takes ten, plus one in reserve. */
const MAX_RETRIES = {
  never: 0,
  'other-query': 0,
  once: 1,
  smaller: 11,
  'smaller-later': 11,
} as const satisfies Record<RetryAdvice, number>
/** The page size is divided by this if there is only one retry. */
const MUCH_SMALLER = 8
/** After this many lists that stay incomplete for an unknown reason, the session stops retrying for such reasons. */
const MAX_UNEXPLAINED = 2
/** Missing answers before giving up. The first ones lead to smaller pages, since gateways cut off long queries. */
const MAX_SILENCES = 4

/**
 * Reads lists to their ends. The first pages share one call, since most lists have only one page. A list that Tableau
 * refuses ends there, with its `refusal`. Throws a LineageOffError if the Metadata API is off.
 */
export async function readAll(calls: Calls, lists: readonly PagedQuery<unknown>[]): Promise<void> {
  if (lists.length > 1) await readFirstPages(calls, lists)
  await Promise.all(lists.map((list) => readToEnd(calls, list)))
  throwIfOff(lists.map(({ refusal }) => (refusal === null ? [] : [refusal])))
  const { host } = new URL(calls.origin())
  for (const { query, stopped } of lists)
    if (stopped !== null) calls.options.warn(unfinishedListWarning(displayName(query), host, stopped))
}

/**
 * Limits apply to the whole call, and one refused list may cost all of them their data: pages that a retry may improve are
 * left for `readToEnd`, which queries each list by itself.
 */
async function readFirstPages(calls: Calls, lists: readonly PagedQuery<unknown>[]): Promise<void> {
  const pages = await queryPages(calls, lists)
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
  const retries = new Retries(calls, list)
  while (!list.isDone) {
    const [page] = await queryPages(calls, [list])
    if (page === undefined) return
    if (retries.isWorthRetrying(page)) await retries.prepareRetry(page)
    else retries.accept(page)
  }
}

/** The retries of one list. */
class Retries {
  readonly #made = new Map<RetryAdvice, number>()
  #silences = 0

  constructor(
    private readonly calls: Calls,
    private readonly list: PagedQuery<unknown>,
  ) {}

  isWorthRetrying(page: Page): boolean {
    if (page.state === 'silent' && (this.#silences += 1) >= MAX_SILENCES) {
      throw new LineageOffError('The Metadata API does not answer')
    }
    const isLeft = this.#madeFor(page) < MAX_RETRIES[page.retry]
    return isLeft && canSplitFurther(page, this.list.first) && !isRetryPointless(this.calls, page)
  }

  async prepareRetry(page: Page): Promise<void> {
    const tries = this.#madeFor(page) + 1
    this.#made.set(page.retry, tries)
    this.list.first = Math.ceil(this.list.first / (page.retry === 'once' ? MUCH_SMALLER : 2))
    if (needsPause(page)) await pause(this.calls, tries)
  }

  /** Adds the page to the list. If a much smaller page did not help, the next ones have the old size again. */
  accept(page: Page): void {
    if (page.retry === 'once') {
      const { first, query } = this.list
      if (this.#madeFor(page) > 0) this.list.first = Math.min(first * MUCH_SMALLER, query.pageSize)
      this.calls.unexplained.count += 1
    }
    page.keep()
  }

  #madeFor({ retry }: Page): number {
    return this.#made.get(retry) ?? 0
  }
}

/** A page of one node cannot be split further. */
function canSplitFurther({ state, retry, size }: Page, first: number): boolean {
  return (state === 'short' || state === 'silent') && (first > 1 || (size === 0 && retry !== 'smaller'))
}

/** The reason is unknown, and retries have not helped other lists. */
function isRetryPointless({ unexplained }: Calls, { state, retry }: Page): boolean {
  return state === 'short' && retry === 'once' && unexplained.count >= MAX_UNEXPLAINED
}

/** A smaller page is enough if there were too many nodes; other reasons also need a pause. */
function needsPause({ retry }: Page): boolean {
  return retry === 'once' || retry === 'smaller-later'
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
function displayName({ connection }: PagedQuery<unknown>['query']): string {
  return connection.replace(/Connection$/, '')
}

/** The next page of each list, in one call. */
async function queryPages(calls: Calls, lists: readonly PagedQuery<unknown>[]): Promise<readonly Page[]> {
  const url = `${calls.origin()}/api/metadata/graphql`
  const answer = await queryMetadata(calls, url, { query: documentOf(lists), variables: variablesOf(lists) })
  if (answer === null) return lists.map((list) => list.pageIn(null))
  const { data, errors } = answer
  const codes = codesByPlace(errors ?? [], lists)
  return lists.map((list, place) => {
    const page = list.pageIn({ url, data: data?.[listAlias(place)], codes: codes[place] ?? [] })
    if (page.size > list.first)
      calls.options.warn(oversizedPageWarning(displayName(list.query), new URL(url).host, page.size))
    return page
  })
}

/**
 * Null if the answer is missing, too large or empty, as after very long filters (docs/facts/tableau.md#long-filters). A
 * server without the service answers 404 (docs/facts/tableau.md#transport), one before 2023.3 refuses a JWT.
 */
async function queryMetadata(
  calls: Calls,
  url: string,
  query: object,
): Promise<z.infer<typeof reply> | null> {
  try {
    const response = await calls.queryMetadata(query)
    return response === null ? null : parseResponse(reply, response, url)
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

/** A server without the service answers 404, even as HTML. Any other HTML comes from a proxy or gateway. */
function whyOff(refusal: NotTableauError | TableauError): string {
  if (refusal.status === 404) return 'The Metadata API is switched off'
  return refusal instanceof TableauError
    ? `The Metadata API refuses the signed-in user (${refusal.code})`
    : `The Metadata API could not be asked, because ${refusal.message.replace(/\.$/, '')}`
}

function isOffStatus(status: number): boolean {
  return status === 404 || status === 403 || status === 405
}
