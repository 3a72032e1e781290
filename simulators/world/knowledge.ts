import type { Instant } from '../../src/base/clock.js'

/*
 * What a run can know, kept by following the entries of the cache from run to run: never by a look at what is in them.
 * Where a fault leaves it open whether something was noted, it is possible and not certain.
 */

/** `certain`: known for sure, and not before. `possible`: perhaps known, and not after. */
export interface Newest {
  readonly certain: Instant
  readonly possible: Instant
}

const NEVER: Newest = { certain: -Infinity, possible: -Infinity }

/** A refresh that one of our runs asked for, or may have taken for its own. */
export interface KnownRequest {
  readonly id: string
  /** By the clocks of the run and of Tableau, whichever is earlier or later. */
  readonly early: Instant
  readonly late: Instant
  /** Where its window begins, at the earliest and at the latest; null where it uses none. */
  readonly window: { readonly early: Instant; readonly late: Instant } | null
  /** Whether it refreshed; a failure that only a person can mend uses up its window, too. */
  readonly isSuccess: boolean
  readonly isCertain: boolean
  /** The run that asked for it. */
  readonly run: number
  /** How Tableau ended it: result and notes; null for a success, and where a run may have taken it for something else. */
  readonly failure: string | null
  /** A wrong clock is behind it: state moved its window when it came to light, and all windows that follow with it. */
  readonly isShaken: boolean
}

interface Code {
  readonly at: Instant
  readonly version: number
  readonly isCertain: boolean
}

/** Of one extract; more say nothing new. */
const MOST_REQUESTS = 18

/** Of these, so many of the newest stay whatever they say: by the last three runs the program judges what fails alike. */
const NEWEST_REQUESTS = 6

/** What two runs know of one job: who took it for its own has asked later than who made it. */
function together(one: KnownRequest, other: KnownRequest): KnownRequest {
  const surer = other.isCertain && !one.isCertain ? other : one
  return { ...surer, early: Math.min(one.early, other.early), late: Math.max(one.late, other.late) }
}

/** Of all but the newest few the oldest, but those last that used a window or refreshed, and never the newest of these that is certain. */
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

/** A request that was cut off, or whose answer left it open whether Tableau took it: later runs look for what came of it. */
export interface Doubt {
  readonly at: Instant
  /** That it would use. */
  readonly window: KnownRequest['window']
}

/** Facts of dbt and facts of a Tableau site are saved apart. */
export type FactKind = 'dbt' | 'site'

export class Knowledge {
  readonly #facts = new Map<string, Newest>()
  readonly #codes = new Map<string, Code>()
  readonly #requests = new Map<string, Map<string, KnownRequest>>()
  readonly #doubts = new Map<string, Map<Instant, Doubt>>()

  clone(): Knowledge {
    const copy = new Knowledge()
    copy.add(this)
    return copy
  }

  add(other: Knowledge): void {
    this.addFactsOf('dbt', other)
    this.addFactsOf('site', other)
  }

  /** What an entry of this kind tells of what the run that saved it knew. */
  addFactsOf(kind: FactKind, other: Knowledge): void {
    if (kind === 'dbt') {
      for (const [key, newest] of other.#facts) this.#newest(key, newest)
      for (const [node, code] of other.#codes) this.#code(node, code)
      return
    }
    for (const [path, requests] of other.#requests)
      for (const request of requests.values()) this.request(path, request)
    for (const [path, doubts] of other.#doubts) for (const doubt of doubts.values()) this.doubt(path, doubt)
  }

  newest(kind: 'landed' | 'ok' | 'failed', node: string): Newest {
    return this.#facts.get(`${kind} ${node}`) ?? NEVER
  }

  fact(kind: 'landed' | 'ok' | 'failed', node: string, { certain, possible }: Newest): void {
    this.#newest(`${kind} ${node}`, { certain, possible })
  }

  /** A view was built with this version of its code: whether that is another one than before. */
  built(node: string, code: Code): 'changed' | 'perhaps' | 'same' {
    const before = this.#codes.get(node)
    this.#code(node, code)
    if (before === undefined) return 'same'
    const isSure = before.isCertain && code.isCertain
    if (before.version === code.version) return isSure ? 'same' : 'perhaps'
    return isSure ? 'changed' : 'perhaps'
  }

  request(path: string, request: KnownRequest): void {
    const all = this.#requests.get(path) ?? new Map<string, KnownRequest>()
    this.#requests.set(path, all)
    // What one run asked for another one may adopt, in a window of its own.
    const key = `${request.id} ${request.window?.late ?? ''}`
    const known = all.get(key)
    all.set(key, known === undefined ? request : together(known, request))
    if (all.size > MOST_REQUESTS) all.delete(leastTelling([...all]))
  }

  requests(path: string): readonly KnownRequest[] {
    return [...(this.#requests.get(path)?.values() ?? [])]
  }

  doubt(path: string, doubt: Doubt): void {
    const all = this.#doubts.get(path) ?? new Map<Instant, Doubt>()
    this.#doubts.set(path, all.set(doubt.at, doubt))
  }

  /** Those since its newest refresh that is certain. */
  doubts(path: string): readonly Doubt[] {
    const certain = this.requests(path).filter(({ isSuccess, isCertain }) => isSuccess && isCertain)
    const since = Math.max(-Infinity, ...certain.map(({ early }) => early))
    return [...(this.#doubts.get(path)?.values() ?? [])].filter(({ at }) => at > since)
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
