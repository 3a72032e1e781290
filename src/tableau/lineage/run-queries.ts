import { z } from 'zod'
import { TooLargeError } from '../../base/http.js'
import { parseAnswer } from '../client/response.js'
import type { Calls } from '../client/calls.js'
import { LineageOffError, NotTableauError, SessionError, TableauError } from '../client/errors.js'
import { documentOf, nameOf, variablesOf, type Listing, type Page } from './paged-query.js'
import { clauseOf, meaningOf, type Again } from './metadata-codes.js'
import { codesByPlace } from './metadata-errors.js'
import { endless, oversized } from '../client/paging-limit.js'
import { isTransient, pauseAfter } from '../client/retry.js'

/** How often a list asks again: halving a page of 1000 down to one node takes ten steps, and one is for bad luck. */
const MOST_TRIES = {
  never: 0,
  otherwise: 0,
  once: 1,
  smaller: 11,
  'smaller-later': 11,
} as const satisfies Record<Again, number>
/** By what a page shrinks where there is only one try. */
const MUCH_SMALLER = 8
/** Lists that came short for an unknown reason, until trying again is given up for the rest of the session. */
const MOST_UNEXPLAINED = 2
/** Gateways cut long questions off, so silence too is answered by asking for less; but a dead service stays dead. */
const MOST_SILENCES = 4

/**
 * Reads lists to their ends: the first page of each in one call for all, since most lists have no other. A list that
 * Tableau refuses ends there, with its `refusal`. Throws a LineageOffError where there is no lineage at all.
 */
export async function readAll(calls: Calls, lists: readonly Listing<unknown>[]): Promise<void> {
  if (lists.length > 1) await readTogether(calls, lists)
  await Promise.all(lists.map((list) => readOn(calls, list)))
  throwIfOff(lists.map(({ refusal }) => (refusal === null ? [] : [refusal])))
  const { host } = new URL(calls.origin())
  for (const { question, stopped } of lists)
    if (stopped !== null) calls.options.warn(endless(nameOfList(question), host, stopped))
}

/**
 * Limits are on nodes and time of the whole call, and one refused list may take the data of all with it: what does not
 * come as well as it can is left for each list to ask again by itself.
 */
async function readTogether(calls: Calls, lists: readonly Listing<unknown>[]): Promise<void> {
  const pages = await askPages(calls, lists)
  throwIfOff(pages.map(({ codes }) => codes))
  const short = pages.filter((page) => page.state !== 'final' && !isHopeless(calls, page))
  pages.filter((page) => !short.includes(page)).forEach(({ keep }) => keep())
  if (short.some(needsPause)) await pause(calls, 1)
}

/**
 * What comes short is asked for again in smaller pages, because limits are on nodes and time; what stays short is told
 * as such, never as "nothing there" (docs/metadata-codes.md).
 */
async function readOn(calls: Calls, list: Listing<unknown>): Promise<void> {
  const tries = new Tries(calls, list)
  while (!list.isDone) {
    const [page] = await askPages(calls, [list])
    if (page === undefined) return
    if (tries.isWorthAnother(page)) await tries.prepareAnother(page)
    else tries.takeAsItIs(page)
  }
}

/** How often one list has asked again, and why. */
class Tries {
  readonly #made = new Map<Again, number>()
  #silences = 0

  constructor(
    private readonly calls: Calls,
    private readonly list: Listing<unknown>,
  ) {}

  isWorthAnother(page: Page): boolean {
    if (page.state === 'silent' && (this.#silences += 1) >= MOST_SILENCES) {
      throw new LineageOffError('The Metadata API does not answer')
    }
    const isLeft = this.#madeFor(page) < MOST_TRIES[page.again]
    return isLeft && mayBringMore(page, this.list.first) && !isHopeless(this.calls, page)
  }

  async prepareAnother(page: Page): Promise<void> {
    const tries = this.#madeFor(page) + 1
    this.#made.set(page.again, tries)
    this.list.first = Math.ceil(this.list.first / (page.again === 'once' ? MUCH_SMALLER : 2))
    if (needsPause(page)) await pause(this.calls, tries)
  }

  /** Of a page that much smaller ones did not cure, the next ones need not be small. */
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

/** A part of one node's answer is the most that Tableau will give of it. */
function mayBringMore({ state, again, size }: Page, first: number): boolean {
  return (state === 'short' || state === 'silent') && (first > 1 || (size === 0 && again !== 'smaller'))
}

/** What nobody knows how to cure, and what trying has not cured for other lists. */
function isHopeless({ unexplained }: Calls, { state, again }: Page): boolean {
  return state === 'short' && again === 'once' && unexplained.count >= MOST_UNEXPLAINED
}

/** Too many nodes is cured by a smaller page, everything else by waiting too. */
function needsPause({ again }: Page): boolean {
  return again === 'once' || again === 'smaller-later'
}

async function pause({ options }: Calls, times: number): Promise<void> {
  await options.clock.sleep(pauseAfter(times, options.random), options.signal)
}

/** One list may be refused alone; that all are says that none can be had. */
function throwIfOff(codes: readonly (readonly string[])[]): void {
  const off = codes.map((all) => all.find((code) => meaningOf(code).effect === 'off'))
  const [first] = off
  if (first !== undefined && !off.includes(undefined)) throw new LineageOffError(clauseOf(first))
}

const reply = z.object({
  data: z.record(z.string(), z.unknown()).nullish().catch(null),
  errors: z.array(z.unknown()).nullish().catch([null]),
})

/** As people read it in Tableau's schema. */
function nameOfList({ connection }: Listing<unknown>['question']): string {
  return connection.replace(/Connection$/, '')
}

/** The next page of each list, in one call. */
async function askPages(calls: Calls, lists: readonly Listing<unknown>[]): Promise<readonly Page[]> {
  const url = `${calls.origin()}/api/metadata/graphql`
  const given = await ask(calls, url, { query: documentOf(lists), variables: variablesOf(lists) })
  if (given === null) return lists.map((list) => list.pageIn(null))
  const { data, errors } = given
  const codes = codesByPlace(errors ?? [], lists)
  return lists.map((list, place) => {
    const page = list.pageIn({ url, data: data?.[nameOf(place)], codes: codes[place] ?? [] })
    if (page.size > list.first)
      calls.options.warn(oversized(nameOfList(list.question), new URL(url).host, page.size))
    return page
  })
}

/**
 * Null where the answer is missing, too large or empty, as to very long filters (docs/facts/tableau.md#long-filters). A
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

/** 404 is the answer of a server without the service, also as a page; any other page comes from something in between. */
function whyOff(refusal: NotTableauError | TableauError): string {
  if (refusal.status === 404) return 'The Metadata API is switched off'
  return refusal instanceof TableauError
    ? `The Metadata API refuses the signed-in user (${refusal.code})`
    : `The Metadata API could not be asked, because ${refusal.message.replace(/\.$/, '')}`
}

function isOffStatus(status: number): boolean {
  return status === 404 || status === 403 || status === 405
}
