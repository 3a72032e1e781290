import type { Instant } from '../../src/base/clock.js'

type Node = Readonly<Record<string, string | undefined>>
interface Request {
  readonly requestedAt: string
  readonly outcome: string | null
}
/** The parts of a saved state that the oracle compares. */
export interface State {
  readonly nodes: Readonly<Record<string, Node>>
  readonly requests: Readonly<Record<string, Readonly<Record<string, Request>>>>
}

const INSTANTS = ['landedAt', 'okAt', 'failedAt', 'warnedAt', 'fullRefreshAt'] as const

/** Reads a cache entry, which has facts of one kind. Null if it is unreadable. */
export function readState(text: string): State | null {
  try {
    const { nodes = {}, requests = {} } = JSON.parse(text) as Partial<State>
    return { nodes, requests }
  } catch {
    return null
  }
}

/** What the later of two states has lost of the earlier one. State may only grow, whatever the clock of the run that saved it. */
export function growth(before: State, after: State): string[] {
  return [...lostFacts(before, after), ...lostRequests(before, after)]
}

function lostFacts(old: State, young: State): string[] {
  return Object.entries(old.nodes).flatMap(([key, facts]) =>
    INSTANTS.flatMap((name) => {
      const [was, is] = [facts[name], young.nodes[key]?.[name]]
      if (was === undefined) return []
      return is === undefined || Date.parse(is) < Date.parse(was) ? [`state forgot ${name} of ${key}`] : []
    }),
  )
}

function lostRequests(old: State, young: State): string[] {
  return Object.entries(old.requests).flatMap(([key, requests]) => {
    const left = young.requests[key] ?? {}
    const newest = newestSuccess(requests)
    const lost = newest > newestSuccess(left) ? [`state forgot the newest success of ${key}`] : []
    const reopened = Object.entries(requests).filter(
      ([job, { outcome }]) => outcome !== null && left[job]?.outcome === null,
    )
    return [...lost, ...reopened.map(([job]) => `state forgot how job ${job} ended`)]
  })
}

function newestSuccess(requests: Readonly<Record<string, Request>>): Instant {
  const instants = Object.values(requests)
    .filter(({ outcome }) => outcome === 'refreshed')
    .map(({ requestedAt }) => Date.parse(requestedAt))
  return Math.max(-Infinity, ...instants)
}

/** A journal has one line per fact. Whatever follows the last line break was not written completely. */
export function isReadableJournal(text: string): boolean {
  const lines = text.split('\n').slice(0, -1)
  return lines.length > 0 && lines.every((line) => isJson(line))
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
