/*
 * Reads from a JSON document of any size only what is wanted of it. The bytes of all else are passed over without being
 * built; the bytes of what is wanted are handed to JSON.parse, so strings, numbers and repeated keys are right by
 * construction. What is passed over is checked for closed strings and balanced brackets, and for no more.
 */

import {
  AT,
  CLOSED,
  DONE,
  END,
  FOUND,
  FOUND_ESCAPED,
  KEY_END,
  KEY_INDEX,
  KEY_START,
  MORE,
  MOST_LEVELS,
  UNPARSED,
  WHOLE,
} from './layout.js'
import { mistake, type NextBytes, Scanner } from './scan.js'

export type { NextBytes } from './scan.js'

/** What is wanted of a value: all of it, its bytes, some members of an object, or the same of every member or element. */
export type Wanted = typeof ALL | typeof BYTES | Members | EveryMember

/** The value as JSON.parse makes it. */
export const ALL = Symbol('all')

/** The value's JSON, unparsed: for what is long and seldom needed. Only for members of what `finish` is given. */
export const BYTES = Symbol('bytes')

/** An object with these members only, as far as the document has them. Any other kind of value is taken as it is. */
export interface Members {
  readonly [key: string]: Wanted
}

/**
 * `key`: that of the member, or the index of the element. `bytesOf`: of a member of `value` of which BYTES are wanted, only
 * until it returns.
 */
export type Finish = (value: unknown, key: string, bytesOf: BytesOf) => unknown
export type BytesOf = (member: string) => Buffer | undefined

/**
 * Of an object a Map, of an array an array of what `finish` makes of each member or element: one is parsed and finished
 * before the next is read. Any other kind of value is taken as it is.
 */
export class EveryMember {
  readonly of: Wanted
  readonly finish: Finish

  constructor(of: Wanted, finish: Finish) {
    this.of = of
    this.finish = finish
  }
}

export function every(of: Wanted, finish: Finish = (value) => value): EveryMember {
  return new EveryMember(of, finish)
}

/** A document that is cut off or is no JSON. */
export class JsonError extends SyntaxError {
  /** Where it was noticed, in bytes from the beginning. */
  readonly offset: number
  /** The end came too early; what was there may be the beginning of JSON. */
  readonly isCutOff: boolean
  /** Keys and indices of what is around that place, from the outside, as far as it was wanted. */
  readonly path: readonly string[]

  constructor(problem: string, offset: number, path: readonly string[], isCutOff = false) {
    super(`${problem} at byte ${offset}${path.length === 0 ? '' : `, in ${path.join(' › ')}`}`)
    this.name = 'JsonError'
    this.offset = offset
    this.isCutOff = isCutOff
    this.path = path
  }
}

/**
 * Picks from one JSON document in UTF-8.
 * @throws JsonError where it is cut off or no JSON, and whatever `finish` or `next` throw.
 */
export function pickJson(next: NextBytes, wanted: Wanted): unknown {
  const scanner = new Scanner()
  const plans = new Plans(scanner)
  const plan = plans.make(wanted)
  scanner.open()
  const picker = new Picker({ scanner, plans, next })
  const value = picker.pick(plan)
  picker.end()
  return value
}

const COMMA = 0x2c
const OPEN_ARRAY = 0x5b
const CLOSE_ARRAY = 0x5d
const OPEN_OBJECT = 0x7b
const END_OF_DOCUMENT = -1
/** Instead of a byte. */
const NO_BYTES = -1

/** What is wanted, in the form it is looked up in. */
type Plan =
  | { readonly kind: 'all' }
  | { readonly kind: 'bytes' }
  | {
      readonly kind: 'members'
      readonly members: readonly Member[]
      /** Of the keys of `members`, for the scanner. */
      readonly table: number
      readonly finishes: boolean
      readonly hasBytes: boolean
    }
  | { readonly kind: 'every'; readonly of: Plan; readonly finish: Finish }

type MembersPlan = Plan & { readonly kind: 'members' }
type EveryPlan = Plan & { readonly kind: 'every' }

interface Member {
  readonly key: string
  readonly plan: Plan
}

const EVERYTHING: Plan = { kind: 'all' }
/** Instead of a table. */
const ANY_KEY = 0

/** Makes plans, and knows the one that a table was made for. */
class Plans {
  readonly #scanner: Scanner
  readonly #byTable = new Map<number, MembersPlan>()

  constructor(scanner: Scanner) {
    this.#scanner = scanner
  }

  make(wanted: Wanted, isFinished = false, depth = 0): Plan {
    if (wanted === ALL) return EVERYTHING
    if (wanted === BYTES) throw new TypeError('BYTES are for members of what is finished')
    if (wanted instanceof EveryMember) {
      return { kind: 'every', of: this.make(wanted.of, true), finish: wanted.finish }
    }
    if (depth >= MOST_LEVELS) throw new TypeError('What is wanted is nested too deeply')
    const members = Object.entries(wanted).map(([key, of]): Member => {
      return { key, plan: isFinished && of === BYTES ? { kind: 'bytes' } : this.make(of, false, depth + 1) }
    })
    const table = this.#scanner.tableOf(
      members.map(({ key, plan }) => ({ key: Buffer.from(key), wanted: entryOf(plan) })),
    )
    const finishes = members.some(({ plan }) => mustFinish(plan))
    const hasBytes = members.some(({ plan }) => plan.kind === 'bytes')
    if (finishes && hasBytes) throw new TypeError('BYTES cannot stand beside what is finished by itself')
    const plan: MembersPlan = { kind: 'members', members, table, finishes, hasBytes }
    this.#byTable.set(table, plan)
    return plan
  }

  of(table: number): MembersPlan {
    return this.#byTable.get(table) as MembersPlan
  }
}

function entryOf(plan: Plan): number {
  return plan.kind === 'members' ? plan.table : plan.kind === 'bytes' ? UNPARSED : WHOLE
}

/** Whether it holds a member that is finished by itself, so that it cannot be parsed as a whole. */
function mustFinish(plan: Plan): boolean {
  return plan.kind === 'every' || (plan.kind === 'members' && plan.finishes)
}

class Picker {
  readonly #scanner: Scanner
  readonly #next: NextBytes
  readonly #plans: Plans
  /** Of the object that was picked last, if any of its members are to stay bytes. */
  #withBytes: MembersPlan | null = null
  /** Those of them that stand in no window any more. */
  readonly #moved = new Map<string, Buffer>()
  #keyIsPlain = true
  readonly #path: string[] = []

  constructor({ scanner, plans, next }: { scanner: Scanner; plans: Plans; next: NextBytes }) {
    this.#scanner = scanner
    this.#plans = plans
    this.#next = next
  }

  pick(plan: Plan): unknown {
    return this.#pick(plan, this.#peek())
  }

  /** `byte`: the first of the value. */
  #pick(plan: Plan, byte: number): unknown {
    if (byte === OPEN_OBJECT && plan.kind === 'every') return this.#pickEveryMember(plan)
    if (byte === OPEN_ARRAY && plan.kind === 'every') return this.#pickEveryElement(plan)
    if (byte === OPEN_OBJECT && plan.kind === 'members' && plan.finishes) return this.#pickMembers(plan)
    const start = this.#offset()
    this.#scanner.clear()
    this.#withBytes = null
    if (byte === OPEN_OBJECT && plan.kind === 'members') this.#copyMembers(plan)
    else this.#copyWhole()
    const json = this.#scanner.copied()
    this.#scanner.clear()
    try {
      return JSON.parse(json)
    } catch {
      throw this.#error('This is no JSON', start)
    }
  }

  end(): void {
    if (this.#peek() !== END_OF_DOCUMENT) throw this.#error('Something follows the end of the document')
  }

  readonly #bytesOf: BytesOf = (name) => {
    const plan = this.#withBytes
    if (plan === null) return undefined
    return this.#scanner.unparsed(plan.table, indexOf(plan.members, name)) ?? this.#moved.get(name)
  }

  /** Keeps what is to stay bytes, as the window moves on. */
  #moveBytes({ members, table }: MembersPlan): void {
    members.forEach(({ key }, index) => {
      const bytes = this.#scanner.unparsed(table, index)
      if (bytes === undefined) return
      this.#moved.set(key, Buffer.from(bytes))
      this.#scanner.forget(table, index)
    })
  }

  #pickEveryElement({ of, finish }: EveryPlan): unknown[] {
    const elements: unknown[] = []
    this.#step()
    if (this.#peek() === CLOSE_ARRAY) {
      this.#step()
      return elements
    }
    for (;;) {
      const index = String(elements.length)
      this.#path.push(index)
      elements.push(finish(this.pick(of), index, this.#bytesOf))
      this.#path.pop()
      const byte = this.#peek()
      if (byte !== COMMA && byte !== CLOSE_ARRAY) throw this.#unexpected('"," or "]" is expected')
      this.#step()
      if (byte === CLOSE_ARRAY) return elements
    }
  }

  #pickEveryMember({ of, finish }: EveryPlan): Map<string, unknown> {
    const members = new Map<string, unknown>()
    this.#enter()
    while (this.#toKey(ANY_KEY) !== CLOSED) {
      const key = this.#keyText()
      this.#path.push(key)
      const value = this.#pick(of, this.#toValue())
      members.set(key, finish(value, key, this.#bytesOf))
      this.#leaveMember()
    }
    return members
  }

  #pickMembers(plan: MembersPlan): unknown {
    const members = new Map<string, unknown>()
    this.#enter()
    for (let member = this.#toMember(plan); member !== null; member = this.#toMember(plan)) {
      members.set(member.key, this.#pick(member.plan, this.#toValue()))
      this.#leaveMember()
    }
    return Object.fromEntries(members)
  }

  #copyMembers(plan: MembersPlan): void {
    if (plan.hasBytes) {
      this.#withBytes = plan
      if (this.#moved.size > 0) this.#moved.clear()
    }
    this.#step()
    this.#scanner.begin(plan.table)
    for (;;) {
      const status = this.#scanner.copy()
      if (status === DONE) return
      if (status === MORE) this.#refill()
      else if (status === FOUND_ESCAPED) this.#copyEscaped()
      else throw this.#unexpected(mistake(status))
    }
  }

  #copyEscaped(): void {
    this.#keyIsPlain = false
    const { members } = this.#plans.of(this.#scanner.tableNow())
    const index = indexOf(members, this.#keyText())
    if (index >= 0) this.#scanner.beginMember(index)
  }

  #enter(): void {
    this.#step()
    this.#scanner.enter()
  }

  #leaveMember(): void {
    this.#path.pop()
    this.#scanner.leaveMember()
  }

  /** To the next member that is wanted, behind its key; null behind the object's end. */
  #toMember({ members, table }: MembersPlan): Member | null {
    for (;;) {
      const status = this.#toKey(table)
      if (status === CLOSED) return null
      const index = status === FOUND ? this.#scanner.get(KEY_INDEX) : indexOf(members, this.#keyText())
      const member = members[index]
      if (member === undefined) continue
      this.#path.push(member.key)
      return member
    }
  }

  /** FOUND, FOUND_ESCAPED or CLOSED. */
  #toKey(table: number): number {
    for (;;) {
      const status = this.#scanner.member(table)
      if (status === MORE) this.#refill()
      else if (status === CLOSED || status === FOUND || status === FOUND_ESCAPED) {
        this.#keyIsPlain = status === FOUND
        return status
      } else throw this.#unexpected(mistake(status))
    }
  }

  #keyText(): string {
    const start = this.#scanner.get(KEY_START)
    const end = this.#scanner.get(KEY_END)
    const { bytes } = this.#scanner
    if (this.#keyIsPlain) return bytes.toString('utf8', start, end)
    try {
      return JSON.parse(bytes.toString('utf8', start - 1, end + 1)) as string
    } catch {
      throw this.#error('This is no JSON', this.#scanner.offsetOf(start - 1))
    }
  }

  /** From behind a key to its value; the first byte of it. */
  #toValue(): number {
    for (;;) {
      const byte = this.#scanner.value()
      if (byte >= 0) return byte
      if (byte !== NO_BYTES) throw this.#unexpected('":" is expected')
      this.#refill()
    }
  }

  #copyWhole(): void {
    for (;;) {
      const status = this.#scanner.copyWhole()
      if (status === DONE) return
      if (status !== MORE) throw this.#unexpected(mistake(status))
      if (this.#tryRefill()) continue
      if (this.#scanner.endScalar()) return
      throw this.#cutOff()
    }
  }

  /** Over whitespace; the byte behind it, or END_OF_DOCUMENT. */
  #peek(): number {
    for (;;) {
      const byte = this.#scanner.peek()
      if (byte !== NO_BYTES) return byte
      if (!this.#tryRefill()) return END_OF_DOCUMENT
    }
  }

  #step(): void {
    this.#scanner.set(AT, this.#at + 1)
  }

  get #at(): number {
    return this.#scanner.get(AT)
  }

  #refill(): void {
    if (!this.#tryRefill()) throw this.#cutOff()
  }

  #tryRefill(): boolean {
    if (this.#withBytes !== null) this.#moveBytes(this.#withBytes)
    return this.#scanner.refill(this.#next)
  }

  #offset(): number {
    return this.#scanner.offsetOf(this.#at)
  }

  #unexpected(mistake: string): JsonError {
    return this.#at >= this.#scanner.get(END) ? this.#cutOff() : this.#error(`This is no JSON: ${mistake}`)
  }

  #cutOff(): JsonError {
    return this.#error('The document is cut off', this.#scanner.offsetOf(this.#scanner.get(END)), true)
  }

  *#copyPath(): Generator<string> {
    for (const [table, index] of this.#scanner.membersNow()) {
      yield this.#plans.of(table).members[index]?.key ?? ''
    }
  }

  #error(problem: string, offset = this.#offset(), isCutOff = false): JsonError {
    return new JsonError(problem, offset, [...this.#path, ...this.#copyPath()], isCutOff)
  }
}

function indexOf(members: readonly Member[], name: string): number {
  return members.findIndex(({ key }) => key === name)
}
