/*
 * Reads from a JSON document of any size only what is wanted of it. The bytes of all else are passed over without being
 * built; the bytes of what is wanted are handed to JSON.parse, so strings, numbers and repeated keys are right by
 * construction. What is passed over is checked for closed strings and balanced brackets, and for no more.
 */

/** The next bytes of a document, which may be overwritten at the next call; null after the last ones. */
export type NextBytes = () => Uint8Array | null

/** What is wanted of a value: all of it, its bytes, some members of an object, or the same of every member or element. */
export type Wanted = typeof ALL | typeof BYTES | Members | EveryMember

/** The value as JSON.parse makes it. */
export const ALL = Symbol('all')

/**
 * The value's JSON as a Buffer, unparsed: for what is long and seldom needed. Only for members of what `finish` is given,
 * and only until it returns.
 */
export const BYTES = Symbol('bytes')

/** An object with these members only, as far as the document has them. Any other kind of value is taken as it is. */
export interface Members {
  readonly [key: string]: Wanted
}

/**
 * Of an object a Map, of an array an array of what `finish` makes of each member or element: one is parsed and finished
 * before the next is read. Any other kind of value is taken as it is.
 */
export class EveryMember {
  readonly of: Wanted
  /** `key`: that of the member, or the index of the element. */
  readonly finish: (value: unknown, key: string) => unknown

  constructor(of: Wanted, finish: (value: unknown, key: string) => unknown) {
    this.of = of
    this.finish = finish
  }
}

export function every(of: Wanted, finish: EveryMember['finish'] = (value) => value): EveryMember {
  return new EveryMember(of, finish)
}

/** A document that is cut off or is no JSON. */
export class JsonError extends SyntaxError {
  /** Where it was noticed, in bytes from the beginning. */
  readonly offset: number
  /** Keys and indices of what is around that place, from the outside, as far as it was wanted. */
  readonly path: readonly string[]

  constructor(problem: string, offset: number, path: readonly string[]) {
    super(`${problem} at byte ${offset}${path.length === 0 ? '' : `, in ${path.join(' › ')}`}`)
    this.name = 'JsonError'
    this.offset = offset
    this.path = path
  }
}

/**
 * Picks from one JSON document in UTF-8.
 * @throws JsonError where it is cut off or no JSON, and whatever `finish` or `next` throw.
 */
export function pickJson(next: NextBytes, wanted: Wanted): unknown {
  const picker = new Picker(next)
  const value = picker.pick(planOf(wanted))
  picker.end()
  return value
}

const QUOTE = 0x22
const COMMA = 0x2c
const COLON = 0x3a
const OPEN_ARRAY = 0x5b
const BACKSLASH = 0x5c
const CLOSE_ARRAY = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d
const END_OF_DOCUMENT = -1

/** Most strings are so short that a call of the native search would cost more. */
const SHORT = 32

const SPACES = [0x20, 0x09, 0x0a, 0x0d]
const IS_SPACE = tableOf(SPACES)
/** Everything that may follow a number, true, false or null, or stands where there should be one. */
const ENDS_SCALAR = tableOf([
  ...SPACES,
  COMMA,
  COLON,
  QUOTE,
  OPEN_ARRAY,
  CLOSE_ARRAY,
  OPEN_OBJECT,
  CLOSE_OBJECT,
])
const IS_STRUCTURE = tableOf([QUOTE, OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT])

function tableOf(bytes: readonly number[]): Uint8Array {
  const table = new Uint8Array(256)
  for (const byte of bytes) table[byte] = 1
  return table
}

/** What is wanted, in the form it is looked up in. */
type Plan =
  | { readonly kind: 'all' }
  | {
      readonly kind: 'members'
      readonly byLength: readonly (readonly Member[])[]
      readonly finishes: boolean
    }
  | { readonly kind: 'bytes' }
  | { readonly kind: 'every'; readonly of: Plan; readonly finish: EveryMember['finish'] }

interface Member {
  readonly key: string
  readonly bytes: Buffer
  /** `"key":` */
  readonly prefix: Buffer
  readonly plan: Plan
}

const NO_MEMBERS: readonly Member[] = []
const EVERYTHING: Plan = { kind: 'all' }

function planOf(wanted: Wanted, isFinished = false): Plan {
  if (wanted === ALL) return EVERYTHING
  if (wanted === BYTES) throw new TypeError('BYTES are for members of what is finished')
  if (wanted instanceof EveryMember) {
    return { kind: 'every', of: planOf(wanted.of, true), finish: wanted.finish }
  }
  const byLength: Member[][] = []
  for (const [key, of] of Object.entries(wanted)) {
    const bytes = Buffer.from(key)
    const plan: Plan = isFinished && of === BYTES ? { kind: 'bytes' } : planOf(of)
    while (byLength.length <= bytes.length) byLength.push([])
    byLength[bytes.length]?.push({ key, bytes, prefix: Buffer.from(`${JSON.stringify(key)}:`), plan })
  }
  return { kind: 'members', byLength, finishes: byLength.flat().some(({ plan }) => mustFinish(plan)) }
}

/** Whether it holds a member that is finished by itself, so that it cannot be parsed as a whole. */
function mustFinish(plan: Plan): boolean {
  return plan.kind === 'every' || (plan.kind === 'members' && plan.finishes)
}

class Picker {
  readonly #next: NextBytes
  #view: Buffer = Buffer.alloc(0)
  #at = 0
  /** Bytes of the document before the view. */
  #before = 0
  /** From where on the view is wanted; -1 while nothing is. */
  #wantedFrom = -1
  /** What was wanted so far, as JSON, and what is to stay bytes. */
  readonly #picked = new Bytes()
  readonly #unparsed = new Bytes()
  #copyTo = this.#picked
  #unparsedMembers: { readonly key: string; readonly start: number; readonly end: number }[] = []
  /** Where the key of the innermost member stands in the view. */
  #keyStart = 0
  #keyEnd = 0
  #keyHasEscapes = false
  readonly #path: string[] = []

  constructor(next: NextBytes) {
    this.#next = next
  }

  pick(plan: Plan): unknown {
    const byte = this.#peek()
    if (byte === OPEN_OBJECT && plan.kind === 'every') return this.#pickEveryMember(plan)
    if (byte === OPEN_ARRAY && plan.kind === 'every') return this.#pickEveryElement(plan)
    if (byte === OPEN_OBJECT && plan.kind === 'members' && plan.finishes) return this.#pickMembers(plan)
    const start = this.#before + this.#at
    this.#picked.clear()
    this.#unparsed.clear()
    this.#unparsedMembers = []
    this.#copy(plan)
    const value = this.#parsed(start)
    return this.#unparsedMembers.length === 0 ? value : this.#withBytes(value as Record<string, unknown>)
  }

  #parsed(start: number): unknown {
    try {
      return JSON.parse(this.#picked.toString())
    } catch {
      throw this.#error('This is no JSON', start)
    }
  }

  #withBytes(value: Record<string, unknown>): unknown {
    for (const { key, start, end } of this.#unparsedMembers) value[key] = this.#unparsed.slice(start, end)
    return value
  }

  end(): void {
    if (this.#peek() !== END_OF_DOCUMENT) throw this.#error('Something follows the end of the document')
  }

  #pickEveryElement({ of, finish }: Plan & { kind: 'every' }): unknown[] {
    const elements: unknown[] = []
    this.#at += 1
    if (this.#peek() === CLOSE_ARRAY) {
      this.#at += 1
      return elements
    }
    for (;;) {
      const index = String(elements.length)
      this.#path.push(index)
      elements.push(finish(this.pick(of), index))
      this.#path.pop()
      const byte = this.#peek()
      if (byte !== COMMA && byte !== CLOSE_ARRAY) throw this.#unexpected('"," or "]"')
      this.#at += 1
      if (byte === CLOSE_ARRAY) return elements
    }
  }

  #pickEveryMember({ of, finish }: Plan & { kind: 'every' }): Map<string, unknown> {
    const members = new Map<string, unknown>()
    for (let more = this.#enter(); more; more = this.#goOn()) {
      const key = this.#keyText()
      this.#path.push(key)
      this.#colon()
      members.set(key, finish(this.pick(of), key))
      this.#path.pop()
    }
    return members
  }

  #pickMembers(plan: Plan & { kind: 'members' }): unknown {
    const members = new Map<string, unknown>()
    for (let more = this.#enter(); more; more = this.#goOn()) {
      const member = this.#toWanted(plan)
      if (member === null) break
      members.set(member.key, this.pick(member.plan))
      this.#path.pop()
    }
    return Object.fromEntries(members)
  }

  /** From the end of a key to the value of the next member that is wanted; null at the end of the object. */
  #toWanted(plan: Plan & { kind: 'members' }): Member | null {
    do {
      const member = this.#memberOf(plan)
      if (member !== undefined) this.#path.push(member.key)
      this.#colon()
      if (member !== undefined) return member
      this.#skip()
    } while (this.#goOn())
    return null
  }

  /** Copies what is wanted of the value. */
  #copy(plan: Plan): void {
    const byte = this.#peek()
    if (plan.kind === 'members' && byte === OPEN_OBJECT) this.#copyMembers(plan)
    else this.#copyWhole()
  }

  #copyWhole(): void {
    this.#wantedFrom = this.#at
    this.#skip()
    this.#copyTo.append(this.#view, this.#wantedFrom, this.#at)
    this.#wantedFrom = -1
  }

  #setAside(key: string): void {
    const start = this.#unparsed.length
    this.#peek()
    this.#copyTo = this.#unparsed
    this.#copyWhole()
    this.#copyTo = this.#picked
    this.#unparsedMembers.push({ key, start, end: this.#unparsed.length })
  }

  #copyMembers(plan: Plan & { kind: 'members' }): void {
    this.#picked.push(OPEN_OBJECT)
    let isFirst = true
    for (let more = this.#enter(); more; more = this.#goOn()) {
      const member = this.#toWanted(plan)
      if (member === null) break
      if (member.plan.kind === 'bytes') this.#setAside(member.key)
      else {
        if (!isFirst) this.#picked.push(COMMA)
        isFirst = false
        this.#picked.append(member.prefix, 0, member.prefix.length)
        this.#copy(member.plan)
      }
      this.#path.pop()
    }
    this.#picked.push(CLOSE_OBJECT)
  }

  /** Into an object, to the end of its first key; false where it has none. */
  #enter(): boolean {
    this.#at += 1
    if (this.#peek() === CLOSE_OBJECT) {
      this.#at += 1
      return false
    }
    this.#readKey()
    return true
  }

  /** From the end of a member to the end of the next key; false at the end of the object. */
  #goOn(): boolean {
    const byte = this.#peek()
    if (byte !== COMMA && byte !== CLOSE_OBJECT) throw this.#unexpected('"," or "}"')
    this.#at += 1
    if (byte === CLOSE_OBJECT) return false
    this.#readKey()
    return true
  }

  #readKey(): void {
    if (this.#peek() !== QUOTE) throw this.#unexpected('a key')
    this.#keyHasEscapes = false
    let at = this.#at + 1
    for (;;) {
      const view = this.#view
      while (at < view.length && view[at] !== QUOTE) {
        const isEscape = view[at] === BACKSLASH
        if (isEscape) this.#keyHasEscapes = true
        at += isEscape ? 2 : 1
      }
      if (at < view.length) break
      at -= this.#extend()
    }
    this.#keyStart = this.#at + 1
    this.#keyEnd = at
    this.#at = at + 1
  }

  #colon(): void {
    if (this.#peek() !== COLON) throw this.#unexpected('":"')
    this.#at += 1
  }

  #memberOf({ byLength }: Plan & { kind: 'members' }): Member | undefined {
    const view = this.#view
    const start = this.#keyStart
    const length = this.#keyEnd - start
    const candidates = byLength[length] ?? NO_MEMBERS
    for (const member of candidates) {
      const { bytes } = member
      let at = length - 1
      while (at >= 0 && bytes[at] === view[start + at]) at -= 1
      if (at < 0) return member
    }
    if (!this.#keyHasEscapes) return undefined
    const text = this.#keyText()
    return byLength.flat().find(({ key }) => key === text)
  }

  #keyText(): string {
    const json = this.#view.toString('utf8', this.#keyStart - 1, this.#keyEnd + 1)
    try {
      return JSON.parse(json) as string
    } catch {
      throw this.#error('This is no JSON', this.#before + this.#keyStart - 1)
    }
  }

  /** Over one value of any kind. */
  #skip(): void {
    switch (this.#peek()) {
      case QUOTE:
        this.#at += 1
        this.#skipString()
        return
      case OPEN_OBJECT:
      case OPEN_ARRAY:
        this.#skipNested()
        return
      default:
        this.#skipScalar()
    }
  }

  /** Over an array or object; the one place where most bytes of a document pass. */
  #skipNested(): void {
    const closing: number[] = []
    let view = this.#view
    let at = this.#at
    do {
      while (at < view.length && IS_STRUCTURE[view[at] as number] === 0) at += 1
      if (at < view.length) {
        const byte = view[at] as number
        at += 1
        if (byte === QUOTE) {
          const end = endOfString(view, at)
          if (end > 0) {
            at = end
            continue
          }
          this.#at = at
          this.#skipString()
        } else {
          if (byte === OPEN_OBJECT) closing.push(CLOSE_OBJECT)
          else if (byte === OPEN_ARRAY) closing.push(CLOSE_ARRAY)
          else if (byte !== closing.pop()) this.#wrongBracket(at - 1)
          continue
        }
      } else {
        this.#at = at
        this.#refill()
      }
      view = this.#view
      at = this.#at
    } while (closing.length > 0)
    this.#at = at
  }

  #wrongBracket(at: number): never {
    this.#at = at
    throw this.#unexpected('another bracket')
  }

  /** From behind the opening quote to behind the closing one. */
  #skipString(): void {
    for (;;) {
      const end = endOfString(this.#view, this.#at)
      if (end > 0) {
        this.#at = end
        return
      }
      // The view may end amid an escape.
      const isEscaped = endsInEscape(this.#view, this.#at)
      this.#at = this.#view.length
      this.#refill()
      if (isEscaped) this.#at += 1
    }
  }

  #skipScalar(): void {
    const start = this.#before + this.#at
    for (;;) {
      const view = this.#view
      let at = this.#at
      while (at < view.length && ENDS_SCALAR[view[at] as number] === 0) at += 1
      this.#at = at
      if (at < view.length || !this.#tryRefill()) break
    }
    if (this.#before + this.#at === start) throw this.#unexpected('a value')
  }

  /** Over whitespace; the byte behind it, or END_OF_DOCUMENT. */
  #peek(): number {
    for (;;) {
      const view = this.#view
      let at = this.#at
      while (at < view.length && IS_SPACE[view[at] as number] === 1) at += 1
      this.#at = at
      if (at < view.length) return view[at] as number
      if (!this.#tryRefill()) return END_OF_DOCUMENT
    }
  }

  #refill(): void {
    if (!this.#tryRefill()) throw this.#error('The document is cut off')
  }

  /** Gives up the view, which has been read to its end, for the bytes that follow. */
  #tryRefill(): boolean {
    if (this.#wantedFrom >= 0) {
      this.#copyTo.append(this.#view, this.#wantedFrom, this.#view.length)
      this.#wantedFrom = 0
    }
    this.#before += this.#view.length
    this.#at = 0
    const more = this.#take()
    this.#view = more ?? Buffer.alloc(0)
    return more !== null
  }

  /** Keeps the view from `#at` on and adds the bytes that follow; returns by how much what is kept has moved. */
  #extend(): number {
    const kept = Buffer.from(this.#view.subarray(this.#at))
    const more = this.#take()
    if (more === null) {
      this.#at = this.#view.length
      throw this.#error('The document is cut off')
    }
    const moved = this.#at
    this.#before += moved
    this.#at = 0
    this.#view = Buffer.concat([kept, more])
    return moved
  }

  #take(): Buffer | null {
    for (;;) {
      const bytes = this.#next()
      if (bytes === null) return null
      if (bytes.length > 0) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    }
  }

  #unexpected(expected: string): JsonError {
    const isEnd = this.#at >= this.#view.length
    return this.#error(isEnd ? 'The document is cut off' : `This is no JSON: ${expected} is expected`)
  }

  #error(problem: string, offset = this.#before + this.#at): JsonError {
    return new JsonError(problem, offset, [...this.#path])
  }
}

/** Behind the closing quote of a string that is read from `from` on; 0 where it does not end in these bytes. */
function endOfString(bytes: Buffer, from: number): number {
  let at = from
  for (;;) {
    const near = Math.min(bytes.length, at + SHORT)
    while (at < near) {
      const byte = bytes[at] as number
      if (byte === QUOTE) return at + 1
      at += byte === BACKSLASH ? 2 : 1
    }
    if (at >= bytes.length) return 0
    const quote = bytes.indexOf(QUOTE, at)
    if (quote < 0) return 0
    let escapes = quote
    while (escapes > at && bytes[escapes - 1] === BACKSLASH) escapes -= 1
    if ((quote - escapes) % 2 === 0) return quote + 1
    at = quote + 1
  }
}

/** Whether the bytes from `from` on, which begin outside an escape and hold no closing quote, end within one. */
function endsInEscape(bytes: Buffer, from: number): boolean {
  let escapes = bytes.length
  while (escapes > from && bytes[escapes - 1] === BACKSLASH) escapes -= 1
  return (bytes.length - escapes) % 2 === 1
}

/** Bytes one behind the other; keeps its memory. */
class Bytes {
  #bytes = Buffer.allocUnsafe(64 * 1024)
  #length = 0

  get length(): number {
    return this.#length
  }

  slice(start: number, end: number): Buffer {
    return this.#bytes.subarray(start, end)
  }

  clear(): void {
    this.#length = 0
  }

  push(byte: number): void {
    this.#reserve(1)
    this.#bytes[this.#length] = byte
    this.#length += 1
  }

  append(from: Buffer, start: number, end: number): void {
    const length = end - start
    this.#reserve(length)
    if (length > SHORT) from.copy(this.#bytes, this.#length, start, end)
    else for (let at = 0; at < length; at += 1) this.#bytes[this.#length + at] = from[start + at] as number
    this.#length += length
  }

  toString(): string {
    return this.#bytes.toString('utf8', 0, this.#length)
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return
    const larger = Buffer.allocUnsafe(Math.max(2 * this.#bytes.length, this.#length + more))
    this.#bytes.copy(larger, 0, 0, this.#length)
    this.#bytes = larger
  }
}
