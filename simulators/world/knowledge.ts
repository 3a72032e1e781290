import type { Instant } from '../../src/base/clock.js'
import { NOTHING_HEARD, type Hearing } from './hearing.js'
import type { Kinds } from './project.js'

/*
 * What a run can know, derived from which run read and wrote which cache entry, never from the content of an entry. If a
 * fault leaves open whether something was saved, it is possible and not certain.
 */

/** `certain`: the newest instant that is known for sure. `possible`: the newest that may be known. */
export interface Newest {
  readonly certain: Instant
  readonly possible: Instant
}

const NEVER: Newest = { certain: -Infinity, possible: -Infinity }

/** A refresh that one of our runs requested, or may have adopted. */
export interface KnownRequest {
  readonly id: string
  /** The earlier and the later of the instants by the run's clock and by Tableau's. */
  readonly early: Instant
  readonly late: Instant
  /** The earliest and the latest start of its window; null if it uses none. */
  readonly window: { readonly early: Instant; readonly late: Instant } | null
  /** Whether it succeeded. A permanent failure uses up its window too. */
  readonly isSuccess: boolean
  readonly isCertain: boolean
  /** The run that requested it. */
  readonly run: number
  /** Tableau's result and notes; null for a success, and if the run may have misread it. */
  readonly failure: string | null
  /** True if a wrong clock was involved, so that state later moved this window and those after it. */
  readonly isShaken: boolean
}

/** The version of the code of a node that is no view: its code does not count. */
export const NO_CODE = -1

/** The code of a view, or the load of a source, as the newest build that succeeded had it. */
interface Code {
  readonly at: Instant
  readonly version: number
  readonly isCertain: boolean
}

/** Per extract; older requests change nothing. */
const MOST_REQUESTS = 18

/** The newest requests are always kept: the program compares the failures of the last three runs. */
const NEWEST_REQUESTS = 6

/** Combines what two runs know of one job: a run that adopted it requested it later than the run that started it. */
function together(one: KnownRequest, other: KnownRequest): KnownRequest {
  const surer = other.isCertain && !one.isCertain ? other : one
  return { ...surer, early: Math.min(one.early, other.early), late: Math.max(one.late, other.late) }
}

/** The request to drop: the oldest of all but the newest few, preferring those that neither succeeded nor used a window. */
function leastTelling(requests: readonly (readonly [string, KnownRequest])[]): string {
  const newest = (of: (request: KnownRequest) => number): number =>
    Math.max(
      ...requests.map(([, request]) => (request.isSuccess && request.isCertain ? of(request) : -Infinity)),
    )
  const success = newest(({ late }) => late)
  const use = newest(({ window }) => window?.late ?? -Infinity)
  const weight = ({ window, isSuccess, isCertain, late }: KnownRequest): number => {
    if (isSuccess && isCertain && (late === success || window?.late === use)) return 2
    return window !== null || isSuccess ? 1 : 0
  }
  const byAge = [...requests].sort(([, a], [, b]) => b.late - a.late)
  const [key] = byAge
    .slice(NEWEST_REQUESTS)
    .reduce((least, one) =>
      (weight(one[1]) - weight(least[1]) || one[1].late - least[1].late) < 0 ? one : least,
    )
  return key
}

/** What a run with dbt files saves for runs without. */
export interface Catalogue {
  readonly at: Instant
  /** False if it may lack something, or was saved for another schema. */
  readonly isWhole: boolean
  /** What its nodes have changed to. */
  readonly kinds: Kinds
}

/** A request with an unclear answer, or none: later runs look for its job. */
export interface Doubt {
  readonly at: Instant
  /** The window that it would use. */
  readonly window: KnownRequest['window']
}

/** Facts of dbt and facts of a Tableau site have their own entries. */
export type FactKind = 'dbt' | 'site'

/** `full`: it was written anew by `--full-refresh`. */
export type NodeFact = 'landed' | 'ok' | 'failed' | 'full'

export class Knowledge {
  readonly #facts = new Map<string, Newest>()
  readonly #codes = new Map<string, Code>()
  readonly #requests = new Map<string, Map<string, KnownRequest>>()
  readonly #doubts = new Map<string, Map<Instant, Doubt>>()
  /** Jobs that no answer named and that the user may not list: only the extract's last update shows that they succeeded. */
  readonly #unseen = new Set<string>()
  /** Those of them whose end a run without the Metadata API may have taken for a failure. */
  readonly #givenUp = new Set<string>()
  #catalogue: Catalogue | null = null
  /** By path: what owners were told. */
  readonly #hearings = new Map<string, Hearing>()

  /** `isCancelled`: whether a run has cancelled this job since. */
  constructor(private readonly isCancelled: (job: string) => boolean) {}

  clone(): Knowledge {
    const copy = new Knowledge(this.isCancelled)
    copy.add(this)
    return copy
  }

  add(other: Knowledge): void {
    this.addFactsOf('dbt', other)
    this.addFactsOf('site', other)
  }

  /** Adds what an entry of this kind contains of the knowledge of the run that saved it. */
  addFactsOf(kind: FactKind, other: Knowledge): void {
    if (kind === 'dbt') {
      for (const [key, newest] of other.#facts) this.#newest(key, newest)
      for (const [node, code] of other.#codes) this.#code(node, code)
      return
    }
    for (const [path, requests] of other.#requests)
      for (const request of requests.values()) this.request(path, request)
    for (const [path, doubts] of other.#doubts) for (const doubt of doubts.values()) this.doubt(path, doubt)
    if (other.#catalogue !== null) this.catalogued(other.#catalogue)
    for (const [path, hearing] of other.#hearings) this.heard(path, hearing)
    for (const id of other.#unseen) this.#unseen.add(id)
    for (const id of other.#givenUp) this.#givenUp.add(id)
  }

  newest(kind: NodeFact, node: string): Newest {
    return this.#facts.get(`${kind} ${node}`) ?? NEVER
  }

  fact(kind: NodeFact, node: string, { certain, possible }: Newest): void {
    this.#newest(`${kind} ${node}`, { certain, possible })
  }

  /** Whether this build of a view changed its code, or this measurement shows that a source was loaded since. */
  built(node: string, code: Code, first: 'changed' | 'same'): 'changed' | 'perhaps' | 'same' {
    const before = this.#codes.get(node)
    this.#code(node, code)
    if (before === undefined) return code.isCertain ? first : 'perhaps'
    if (before.version === NO_CODE) return before.isCertain && code.isCertain ? first : 'perhaps'
    const isSure = before.isCertain && code.isCertain
    if (before.version === code.version) return isSure ? 'same' : 'perhaps'
    return isSure ? 'changed' : 'perhaps'
  }

  request(path: string, request: KnownRequest): void {
    const all = this.#requests.get(path) ?? new Map<string, KnownRequest>()
    this.#requests.set(path, all)
    // One run may adopt the request of another in a window of its own.
    const key = `${request.id} ${request.window?.late ?? ''}`
    const known = all.get(key)
    all.set(key, known === undefined ? request : together(known, request))
    if (all.size > MOST_REQUESTS) all.delete(leastTelling([...all]))
  }

  requests(path: string): readonly KnownRequest[] {
    const all = [...(this.#requests.get(path)?.values() ?? [])].map((one) =>
      this.isCancelled(one.id) ? { ...one, isSuccess: false, window: null, failure: null } : one,
    )
    const isDoubtful = ({ id, isSuccess }: KnownRequest): boolean =>
      this.#givenUp.has(id) || (this.#unseen.has(id) && !isSuccess)
    return all.map((one) => (isDoubtful(one) ? { ...one, isCertain: false } : one))
  }

  /** The newest catalogue that is saved; null for none. */
  get catalogue(): Catalogue | null {
    return this.#catalogue
  }

  hearing(path: string): Hearing {
    return this.#hearings.get(path) ?? NOTHING_HEARD
  }

  heard(path: string, hearing: Hearing): void {
    if (hearing.at > this.hearing(path).at) this.#hearings.set(path, hearing)
  }

  catalogued(one: Catalogue): void {
    if (this.#catalogue === null || one.at > this.#catalogue.at) this.#catalogue = one
  }

  answerLost(job: string): void {
    this.#unseen.add(job)
  }

  isUnseen(job: string): boolean {
    return this.#unseen.has(job)
  }

  /** Without the Metadata API nothing shows how unseen jobs end. */
  giveUpUnseen(): void {
    for (const id of this.#unseen) this.#givenUp.add(id)
  }

  doubt(path: string, doubt: Doubt): void {
    const all = this.#doubts.get(path) ?? new Map<Instant, Doubt>()
    this.#doubts.set(path, all.set(doubt.at, doubt))
  }

  /** Doubts since the newest certain refresh. One that uses no window leaves open whether an earlier one has used it. */
  doubts(path: string): readonly Doubt[] {
    const certain = this.requests(path).filter(({ isSuccess, isCertain }) => isSuccess && isCertain)
    const since = (all: typeof certain): Instant => Math.max(-Infinity, ...all.map(({ early }) => early))
    const [any, using] = [since(certain), since(certain.filter(({ window }) => window !== null))]
    return [...(this.#doubts.get(path)?.values() ?? [])].filter(
      ({ at, window }) => at > (window === null ? any : using),
    )
  }

  #newest(key: string, { certain, possible }: Newest): void {
    const known = this.#facts.get(key) ?? NEVER
    this.#facts.set(key, {
      certain: Math.max(known.certain, certain),
      possible: Math.max(known.possible, possible),
    })
  }

  #code(node: string, code: Code): void {
    const known = this.#codes.get(node)
    if (known === undefined || code.at > known.at) {
      const isShaken = known !== undefined && !known.isCertain && known.version !== code.version
      this.#codes.set(node, isShaken ? { ...code, isCertain: false } : code)
    } else if (code.version !== known.version && code.at === known.at)
      this.#codes.set(node, { ...known, isCertain: false })
  }
}
