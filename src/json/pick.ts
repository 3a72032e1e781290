/*
 * Reads only the wanted values of a JSON document of any size. JSON.parse builds these, so strings, numbers and repeated keys
 * are right by construction. All other bytes are skipped, and checked only for closed strings and balanced brackets.
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
import { type NextBytes, Scanner, syntaxError } from './scan.js'

export type { NextBytes } from './scan.js'

/** What to read of a value: all of it, its bytes, some members of an object, or the same of every member or element. */
export type Wanted = typeof ALL | typeof BYTES | Members | EveryMember

/** The value as JSON.parse makes it. */
export const ALL = Symbol('all')

/** The value's JSON, unparsed: for long values that are rarely needed. Only for members of the value that `finish` gets. */
export const BYTES = Symbol('bytes')

/** An object with only these members, as far as the document has them. A value that is not an object is read whole. */
export interface Members {
  readonly [key: string]: Wanted
}

/**
 * Makes the result for one member or element. `key` is the member's key or the element's index. `bytesOf` gives the JSON of a
 * member of `value` that is wanted as BYTES; it is valid only until `finish` returns.
 */
export type Finish = (value: unknown, key: string, bytesOf: BytesOf) => unknown
export type BytesOf = (member: string) => Buffer | undefined

/**
 * What `finish` makes of each member of an object, as a Map, or of each element of an array, as an array. Each is parsed and
 * finished before the next is read. Any other kind of value is read whole.
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

/** The document is cut off, or is not JSON. */
export class JsonError extends SyntaxError {
  /** Where this was noticed, in bytes from the start of the document. */
  readonly offset: number
  /** The document ended too early; what there is may be the start of JSON. */
  readonly isCutOff: boolean
  /** Keys and indices of the wanted values around that place, outermost first. */
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
 * Reads the wanted values of one JSON document in UTF-8.
 * @throws JsonError if it is cut off or not JSON, and whatever `finish` or `next` throw.
 */
export function pickJson(next: NextBytes, wanted: Wanted): unknown {
  const scanner = new Scanner()
  const compiler = new Compiler(scanner)
  const compiled = compiler.compile(wanted)
  scanner.open()
  const picker = new Picker({ scanner, compiler, next })
  const value = picker.pick(compiled)
  picker.end()
  return value
}

const COMMA = 0x2c
const OPEN_ARRAY = 0x5b
const CLOSE_ARRAY = 0x5d
const OPEN_OBJECT = 0x7b
const END_OF_DOCUMENT = -1
/** Returned by the scanner instead of a byte: more bytes are needed. */
const NO_BYTES = -1

/** A `Wanted` with the tables that the scanner needs. */
type Compiled =
  | { readonly kind: 'all' }
  | { readonly kind: 'bytes' }
  | {
      readonly kind: 'members'
      readonly members: readonly Member[]
      /** The address of the scanner's table of the keys of `members`. */
      readonly table: number
      /** Whether it contains `every`. */
      readonly finishes: boolean
      /** Whether any of the members is wanted as BYTES. */
      readonly hasBytes: boolean
    }
  | { readonly kind: 'every'; readonly of: Compiled; readonly finish: Finish }

type CompiledMembers = Compiled & { readonly kind: 'members' }
type CompiledEvery = Compiled & { readonly kind: 'every' }

interface Member {
  readonly key: string
  readonly compiled: Compiled
}

const EVERYTHING: Compiled = { kind: 'all' }
/** Instead of the address of a table. */
const ANY_KEY = 0

/** Compiles what is wanted, and knows what each table was made from. */
class Compiler {
  readonly #scanner: Scanner
  readonly #byTable = new Map<number, CompiledMembers>()

  constructor(scanner: Scanner) {
    this.#scanner = scanner
  }

  /** `isFinished`: the value is given to `finish`, so its members may be BYTES. @throws TypeError for unusable combinations. */
  compile(wanted: Wanted, isFinished = false, depth = 0): Compiled {
    if (wanted === ALL) return EVERYTHING
    if (wanted === BYTES) throw new TypeError('BYTES are for members of what is finished')
    if (wanted instanceof EveryMember) {
      return { kind: 'every', of: this.compile(wanted.of, true), finish: wanted.finish }
    }
    if (depth >= MOST_LEVELS) throw new TypeError('What is wanted is nested too deeply')
    const members = Object.entries(wanted).map(([key, of]): Member => {
      const keepsBytes = isFinished && of === BYTES
      return { key, compiled: keepsBytes ? { kind: 'bytes' } : this.compile(of, false, depth + 1) }
    })
    const table = this.#scanner.tableOf(
      members.map(({ key, compiled }) => ({ key: Buffer.from(key), wanted: entryOf(compiled) })),
    )
    const finishes = members.some(({ compiled }) => containsEvery(compiled))
    const hasBytes = members.some(({ compiled }) => compiled.kind === 'bytes')
    if (finishes && hasBytes) throw new TypeError('BYTES cannot stand beside what is finished by itself')
    const compiled: CompiledMembers = { kind: 'members', members, table, finishes, hasBytes }
    this.#byTable.set(table, compiled)
    return compiled
  }

  membersOf(table: number): readonly Member[] {
    return this.#byTable.get(table)?.members ?? []
  }
}

/** What the scanner's table says of a member. */
function entryOf(compiled: Compiled): number {
  return compiled.kind === 'members' ? compiled.table : compiled.kind === 'bytes' ? UNPARSED : WHOLE
}

/** Whether parts of it are finished one by one, so that it cannot be parsed as a whole. */
function containsEvery(compiled: Compiled): boolean {
  return compiled.kind === 'every' || (compiled.kind === 'members' && compiled.finishes)
}

class Picker {
  readonly #scanner: Scanner
  readonly #next: NextBytes
  readonly #compiler: Compiler
  /** What was wanted of the last object, if any of its members is wanted as BYTES. */
  #withBytes: CompiledMembers | null = null
  /** Copies of those BYTES that are no longer in the window. */
  readonly #moved = new Map<string, Buffer>()
  /** Whether the last key has no escapes. */
  #keyIsPlain = true
  readonly #path: string[] = []

  constructor({ scanner, compiler, next }: { scanner: Scanner; compiler: Compiler; next: NextBytes }) {
    this.#scanner = scanner
    this.#compiler = compiler
    this.#next = next
  }

  pick(compiled: Compiled): unknown {
    return this.#pick(compiled, this.#peek())
  }

  /** `byte` is the first byte of the value. */
  #pick(compiled: Compiled, byte: number): unknown {
    const { kind } = compiled
    if (byte === OPEN_OBJECT && kind === 'every') return this.#pickEveryMember(compiled)
    if (byte === OPEN_ARRAY && kind === 'every') return this.#pickEveryElement(compiled)
    if (byte === OPEN_OBJECT && kind === 'members' && compiled.finishes) return this.#pickMembers(compiled)
    const start = this.#offset()
    this.#scanner.clear()
    this.#withBytes = null
    if (byte === OPEN_OBJECT && kind === 'members') this.#copyMembers(compiled)
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
    if (this.#withBytes === null) return undefined
    const { table, members } = this.#withBytes
    return this.#scanner.unparsed(table, indexOf(members, name)) ?? this.#moved.get(name)
  }

  /** Copies the BYTES out of the window before it moves. */
  #moveBytes({ members, table }: CompiledMembers): void {
    members.forEach(({ key }, index) => {
      const bytes = this.#scanner.unparsed(table, index)
      if (bytes === undefined) return
      this.#moved.set(key, Buffer.from(bytes))
      this.#scanner.forget(table, index)
    })
  }

  /** BYTES have not been checked: they may turn out to be no JSON when `finish` parses them. */
  #finished(finish: Finish, value: unknown, key: string): unknown {
    try {
      return finish(value, key, this.#bytesOf)
    } catch (error) {
      if (!(error instanceof SyntaxError) || error instanceof JsonError) throw error
      throw this.#error('This is no JSON', this.#offset())
    }
  }

  #pickEveryElement({ of, finish }: CompiledEvery): unknown[] {
    const elements: unknown[] = []
    this.#step()
    if (this.#peek() === CLOSE_ARRAY) {
      this.#step()
      return elements
    }
    for (;;) {
      const index = String(elements.length)
      this.#path.push(index)
      elements.push(this.#finished(finish, this.pick(of), index))
      this.#path.pop()
      const byte = this.#peek()
      if (byte !== COMMA && byte !== CLOSE_ARRAY) throw this.#unexpected('"," or "]" is expected')
      this.#step()
      if (byte === CLOSE_ARRAY) return elements
    }
  }

  #pickEveryMember({ of, finish }: CompiledEvery): Map<string, unknown> {
    const members = new Map<string, unknown>()
    this.#enter()
    while (this.#toKey(ANY_KEY) !== CLOSED) {
      const key = this.#keyText()
      this.#path.push(key)
      const value = this.#pick(of, this.#toValue())
      members.set(key, this.#finished(finish, value, key))
      this.#leaveMember()
    }
    return members
  }

  #pickMembers(compiled: CompiledMembers): unknown {
    const members = new Map<string, unknown>()
    this.#enter()
    for (let member = this.#toMember(compiled); member !== null; member = this.#toMember(compiled)) {
      members.set(member.key, this.#pick(member.compiled, this.#toValue()))
      this.#leaveMember()
    }
    return Object.fromEntries(members)
  }

  #copyMembers(compiled: CompiledMembers): void {
    if (compiled.hasBytes) {
      this.#withBytes = compiled
      if (this.#moved.size > 0) this.#moved.clear()
    }
    this.#step()
    this.#scanner.beginObject(compiled.table)
    for (;;) {
      const status = this.#scanner.copyMembers()
      if (status === DONE) return
      if (status === MORE) this.#refill()
      else if (status === FOUND_ESCAPED) this.#copyEscaped()
      else throw this.#unexpected(syntaxError(status))
    }
  }

  #copyEscaped(): void {
    this.#keyIsPlain = false
    const members = this.#compiler.membersOf(this.#scanner.tableNow())
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

  /** Moves past the key of the next wanted member; null after the end of the object. */
  #toMember({ members, table }: CompiledMembers): Member | null {
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

  /** Moves past the next key in the table. @returns FOUND, FOUND_ESCAPED or CLOSED. */
  #toKey(table: number): number {
    for (;;) {
      const status = this.#scanner.nextKey(table)
      if (status === MORE) this.#refill()
      else if (status === CLOSED || status === FOUND || status === FOUND_ESCAPED) {
        this.#keyIsPlain = status === FOUND
        return status
      } else throw this.#unexpected(syntaxError(status))
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

  /** Moves from a key to its value. @returns the first byte of the value. */
  #toValue(): number {
    for (;;) {
      const byte = this.#scanner.toValue()
      if (byte >= 0) return byte
      if (byte !== NO_BYTES) throw this.#unexpected('":" is expected')
      this.#refill()
    }
  }

  #copyWhole(): void {
    for (;;) {
      const status = this.#scanner.copyWhole()
      if (status === DONE) return
      if (status !== MORE) throw this.#unexpected(syntaxError(status))
      if (this.#tryRefill()) continue
      if (this.#scanner.endScalar()) return
      throw this.#cutOff()
    }
  }

  /** Skips whitespace. @returns the next byte, or END_OF_DOCUMENT. */
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

  #unexpected(problem: string): JsonError {
    return this.#at >= this.#scanner.get(END) ? this.#cutOff() : this.#error(`This is no JSON: ${problem}`)
  }

  #cutOff(): JsonError {
    return this.#error('The document is cut off', this.#scanner.offsetOf(this.#scanner.get(END)), true)
  }

  *#copyPath(): Generator<string> {
    for (const [table, index] of this.#scanner.membersNow()) {
      yield this.#compiler.membersOf(table)[index]?.key ?? ''
    }
  }

  #error(problem: string, offset = this.#offset(), isCutOff = false): JsonError {
    return new JsonError(problem, offset, [...this.#path, ...this.#copyPath()], isCutOff)
  }
}

function indexOf(members: readonly Member[], name: string): number {
  return members.findIndex(({ key }) => key === name)
}
