import { z } from 'zod'
import { TooLargeError } from '../http.js'
import { parseAnswer } from './answer.js'
import type { Calls } from './calls.js'
import { LineageOffError, NotTableauError, SessionError, TableauError } from './errors.js'
import { optionalText } from './json.js'
import { documentOf, nameOf, variablesOf, type Listing, type Page } from './listing.js'
import { clauseOf, codeOf, meaningOf, TOO_MANY_ERRORS, type Again } from './metadata-codes.js'
import { endless, oversized } from './paging.js'
import { isTransient, pauseAfter } from './repeat.js'

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
  const tries = new Map<Again, number>()
  let silences = 0
  while (!list.isDone) {
    const [page] = await askPages(calls, [list])
    if (page === undefined) return
    if (page.state === 'silent' && (silences += 1) >= MOST_SILENCES) {
      throw new LineageOffError('The Metadata API does not answer')
    }
    const tried = (tries.get(page.again) ?? 0) + 1
    const isWorthIt = isWorthAnotherTry(page, list.first) && !isHopeless(calls, page)
    if (isWorthIt && tried <= MOST_TRIES[page.again]) {
      tries.set(page.again, tried)
      list.first = Math.ceil(list.first / (page.again === 'once' ? MUCH_SMALLER : 2))
      if (needsPause(page)) await pause(calls, tried)
    } else {
      if (page.again === 'once') {
        list.first = Math.min(list.first * MUCH_SMALLER, list.question.pageSize)
        calls.unexplained.count += 1
      }
      page.keep()
    }
  }
}

/** A part of one node's answer is the most that Tableau will give of it. */
function isWorthAnotherTry({ state, again, size }: Page, first: number): boolean {
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

/** Members may be missing, null or of any shape (facts/tableau-api.md §11.3). */
const error = z
  .object({
    message: optionalText.catch(null),
    path: z.array(z.unknown()).nullish().catch(null),
    extensions: z
      .object({
        code: optionalText.catch(null),
        classification: optionalText.catch(null),
        properties: z.record(z.string(), z.unknown()).nullish().catch(null),
      })
      .nullish()
      .catch(null),
  })
  .catch({ message: null })

type MetadataError = z.infer<typeof error>

const reply = z.object({
  data: z.record(z.string(), z.unknown()).nullish().catch(null),
  errors: z.array(z.unknown()).nullish().catch([null]),
})

/** As people read it in Tableau's schema. */
function nameOfList({ connection }: Listing<unknown>['question']): string {
  return connection.replace(/Connection$/, '')
}

/** Some for each node of the largest page; more are no answer, and reading them takes time. */
const MOST_ERRORS = 5000

/** The next page of each list, in one call. */
async function askPages(calls: Calls, lists: readonly Listing<unknown>[]): Promise<readonly Page[]> {
  const url = `${calls.origin()}/api/metadata/graphql`
  const given = await ask(calls, { query: documentOf(lists), variables: variablesOf(lists) })
  if (given === null) return lists.map((list) => list.pageIn(null))
  const { data, errors } = parseAnswer(reply, given, url)
  const codes = codesByPlace(errors ?? [], lists)
  return lists.map((list, place) => {
    const page = list.pageIn({ url, data: data?.[nameOf(place)], codes: [...(codes[place] ?? [])] })
    if (page.size > list.first)
      calls.options.warn(oversized(nameOfList(list.question), new URL(url).host, page.size))
    return page
  })
}

/** The codes that concern each list. */
function codesByPlace(
  errors: readonly unknown[],
  lists: readonly Listing<unknown>[],
): readonly ReadonlySet<string>[] {
  const codes = lists.map(() => new Set(errors.length > MOST_ERRORS ? [TOO_MANY_ERRORS] : []))
  for (const one of errors.slice(0, MOST_ERRORS).map((each) => error.parse(each))) {
    const code = codeOf({ message: one.message, ...one.extensions })
    const named = placesNamed(one, lists)
    codes.forEach((known, place) => {
      const isConcerned = named.length > 0 ? named.includes(place) : mayConcern(code, lists[place])
      if (isConcerned) known.add(code)
    })
  }
  return codes
}

/** Where an error names a list, by its path or, as some warnings do, by the connection whose filters it is about. */
function placesNamed({ path, extensions }: MetadataError, lists: readonly Listing<unknown>[]): number[] {
  const names = [path?.[0], ...Object.keys(extensions?.properties ?? {})]
  return lists.flatMap(({ question }, place) =>
    names.includes(nameOf(place)) || names.includes(question.connection) ? [place] : [],
  )
}

function mayConcern(code: string, list: Listing<unknown> | undefined): boolean {
  return meaningOf(code).concerns === 'any' || Object.keys(list?.filter ?? {}).length > 0
}

/**
 * Null where no answer came, one that is too large, or an empty one, as to very long lists of filters (facts §11.2). A server without the
 * service answers 404; a JWT is not taken before 2023.3 (facts §11.1, §2.6).
 */
async function ask(calls: Calls, query: object): Promise<unknown> {
  try {
    return await calls.ask(query)
  } catch (caught) {
    if (isTransient(caught) || caught instanceof TooLargeError) return null
    if (caught instanceof SessionError && caught.problem === 'scope') {
      throw new LineageOffError('The Metadata API does not take the session of this connected app', {
        cause: caught,
      })
    }
    if ((caught instanceof NotTableauError || caught instanceof TableauError) && isOffStatus(caught.status)) {
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
