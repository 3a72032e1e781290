import { SCAN } from './scan-wasm.js'

/*
 * The bytes of a document pass through WebAssembly (assembly/scan.ts), 64 at a time: as fast in a cold process as in a warm
 * one, and several times as fast as JavaScript, which sees them one by one.
 */

/** Puts the next bytes of a document into `into`, from its beginning on; returns how many, 0 after the last ones. */
export type NextBytes = (into: Uint8Array) => number

/** Places in `state`, as assembly/scan.ts knows them; all but KEY_INDEX are addresses in `bytes`, or for it alone. */
export const AT = 0
export const END = 1
export const KEY_START = 2
export const KEY_END = 3
export const KEY_INDEX = 4
const MEMBER = 5
const VALUE = 6
const OUT = 10
const LEVEL = 11
const LEVELS = 16
/** How deeply what `copy` is to look for may be nested. */
export const MOST_LEVELS = 100
/** Behind the state and the brackets that are open. */
const TABLES = 1024 + 2 ** 20
const STATE_LENGTH = 256

const FIRST = 0
const NEXT = 1
const COPY_COLON = 5
const START = 0
const SCALAR = 3

/** What a call ends with. After MORE it is to be called again with more bytes; all from NO_KEY on are mistakes at AT. */
export const MORE = 0
export const DONE = 1
export const FOUND = 2
export const FOUND_ESCAPED = 3
export const CLOSED = 4
const NO_KEY = 5

const MISTAKES = [
  'a key is expected',
  '":" is expected',
  '"," or "}" is expected',
  'a value is expected',
  'another bracket is expected',
  'it is nested too deeply',
]

const PAGE = 65_536
/** As much as the processor's nearer memory holds. */
const WINDOW = 256 * 1024
/** What is looked at at once may reach behind the end. */
const BEHIND = 64

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer; readonly grow: (pages: number) => number }
  readonly skip: () => number
  readonly member: (keys: number) => number
  readonly value: () => number
  readonly peek: () => number
  readonly begin: (table: number) => void
  readonly beginMember: () => void
  readonly copy: () => number
  readonly copyWhole: () => number
}

/** What is wanted of a member, beside the table of its own members. */
export const WHOLE = 0
export const UNPARSED = 1

/** Of a key and of what stands there in a table, and of the table's head, in bytes. */
const ENTRY = 20
const HEAD = 16

declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object) => { readonly exports: unknown }
}

export class Scanner {
  state: Uint32Array
  /** All memory; the window on the document is a part of it. */
  bytes: Buffer
  /** The same memory. */
  #words: Uint32Array
  readonly #exports: Exports
  #tablesEnd = TABLES
  #window = TABLES
  #windowLength = WINDOW
  /** Bytes of the document before the window. */
  #before = 0

  constructor() {
    const module = new WebAssembly.Module(Buffer.from(SCAN, 'base64'))
    this.#exports = new WebAssembly.Instance(module).exports as Exports
    this.state = new Uint32Array(0)
    this.#words = this.state
    this.bytes = Buffer.alloc(0)
    this.#reserve(TABLES)
  }

  /** Without tables; `open` makes it stand before a document. */
  reset(): void {
    this.#tablesEnd = TABLES
  }

  /** Makes a table of keys and what is wanted of each. */
  tableOf(entries: readonly { readonly key: Buffer; readonly wanted: number }[]): number {
    const table = align(this.#tablesEnd)
    let end = table + HEAD + ENTRY * entries.length
    this.#tablesEnd = end + entries.reduce((length, { key }) => length + key.length, 0)
    this.#reserve(this.#tablesEnd)
    // Two words of a bit for each length.
    let [short, long] = [0, 0]
    let word = (table + HEAD) / 4
    for (const { key, wanted } of entries) {
      this.bytes.set(key, end)
      this.#words[word] = end
      this.#words[word + 1] = key.length
      this.#words[word + 2] = wanted
      this.#words.fill(0, word + 3, word + ENTRY / 4)
      if (key.length % 64 < 32) short |= 1 << (key.length % 32)
      else long |= 1 << (key.length % 32)
      word += ENTRY / 4
      end += key.length
    }
    this.#words.set([short, long, entries.length, 0], table / 4)
    return table
  }

  /** Before the first byte of a document: the window lies behind the tables, and behind it what is copied. */
  open(): void {
    this.#window = align(this.#tablesEnd)
    this.#windowLength = WINDOW
    this.#before = 0
    this.#reserve(this.#copied + WINDOW)
    this.state.fill(0)
    this.state.fill(this.#window, AT, END + 1)
  }

  get #copied(): number {
    return this.#window + this.#windowLength
  }

  /** To behind the value before which AT stands. */
  skip(): number {
    return this.#exports.skip()
  }

  /**
   * To behind the next key of `table`, 0 for any; FOUND_ESCAPED where it is written so that only who parses it can tell
   * whether it is one. CLOSED behind the object's end.
   */
  member(table: number): number {
    return this.#exports.member(table)
  }

  /** From behind a key to its value, of which it is the first byte; -1 for more bytes, -2 where no colon is. */
  value(): number {
    return this.#exports.value()
  }

  /** Over whitespace, to the byte that it returns; -1 for more bytes. */
  peek(): number {
    return this.#exports.peek()
  }

  /** Begins to copy what `copy` or `copyWhole` are called for. */
  clear(): void {
    this.state[OUT] = this.#copied
    this.state[LEVEL] = 0
  }

  /** AT stands behind the brace of an object, of which members are wanted as `table` says. */
  begin(table: number): void {
    this.#exports.begin(table)
  }

  /** The last key, that `copy` could not tell, is that of entry `index`. */
  beginMember(index: number): void {
    this.state[KEY_INDEX] = index
    this.#exports.beginMember()
  }

  /** To behind the object's end; FOUND_ESCAPED as `member`. */
  copy(): number {
    return this.#exports.copy()
  }

  copyWhole(): number {
    return this.#exports.copyWhole()
  }

  copied(): string {
    return this.bytes.toString('utf8', this.#copied, this.state[OUT])
  }

  /** The bytes of entry `index`, if they are UNPARSED and stand in the window; until it moves. */
  unparsed(table: number, index: number): Buffer | undefined {
    const entry = (table + HEAD + ENTRY * index) / 4
    const end = this.#words[entry + 4] as number
    return end === 0 ? undefined : this.bytes.subarray(this.#words[entry + 3], end)
  }

  /** Nothing of this table stands in the window any more. */
  forget(table: number, index: number): void {
    this.#words[(table + HEAD + ENTRY * index) / 4 + 4] = 0
  }

  /** The table that `copy` is at. */
  tableNow(): number {
    return this.state[(this.state[LEVEL] as number) / 4] as number
  }

  /** The wanted members that are being copied, from the outside: table and index of each. */
  *membersNow(): Generator<readonly [table: number, index: number]> {
    const last = (this.state[LEVEL] as number) / 4
    for (let level = LEVELS; level <= last; level += 2) {
      const isIn = level < last || (this.state[MEMBER] as number) >= COPY_COLON
      if (isIn) yield [this.state[level] as number, this.state[level + 1] as number]
    }
  }

  /** AT stands behind the brace of an object. */
  enter(): void {
    this.state[MEMBER] = FIRST
  }

  /** AT stands behind a member of an object. */
  leaveMember(): void {
    this.state[MEMBER] = NEXT
  }

  /** A number, true, false or null may end where the document does. */
  endScalar(): boolean {
    const isScalar = this.state[VALUE] === SCALAR
    this.state[VALUE] = START
    return isScalar
  }

  /** Gives up the bytes before AT for those that follow; false at the end of the document. */
  refill(next: NextBytes): boolean {
    const [at = 0, end = 0] = this.state
    const kept = end - at
    if (kept + WINDOW > this.#windowLength) this.#widen(kept + WINDOW)
    this.bytes.copyWithin(this.#window, at, end)
    this.#before += at - this.#window
    const from = this.#window + kept
    const length = next(this.bytes.subarray(from, from + WINDOW))
    this.state[AT] = this.#window
    this.state[END] = from + length
    this.#reserve(Math.max(this.state[OUT] as number, this.#copied) + this.#windowLength)
    return length > 0
  }

  /** For a key that is longer than the window: what was copied moves. */
  #widen(length: number): void {
    const copied = this.#copied
    const more = length - this.#windowLength
    const out = Math.max(this.state[OUT] as number, copied)
    this.#reserve(out + more + length)
    this.bytes.copyWithin(copied + more, copied, out)
    this.state[OUT] = out + more
    this.#windowLength = length
  }

  /** Where in the document an address is. */
  offsetOf(address: number): number {
    return this.#before + address - this.#window
  }

  /** Also for bytes behind them. Old views end here. */
  #reserve(bytes: number): void {
    const { memory } = this.#exports
    const missing = bytes + BEHIND - memory.buffer.byteLength
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE))
    if (this.bytes.buffer === memory.buffer) return
    this.bytes = Buffer.from(memory.buffer)
    this.#words = new Uint32Array(memory.buffer)
    this.state = this.#words.subarray(0, STATE_LENGTH)
  }
}

function align(address: number): number {
  return Math.ceil(address / 64) * 64
}

export function mistake(status: number): string {
  return MISTAKES[status - NO_KEY] ?? 'it is wrong'
}

/** Each takes more address space than memory, so they are used again. */
const idle: Scanner[] = []

export function withScanner<T>(use: (scanner: Scanner) => T): T {
  const scanner = idle.pop() ?? new Scanner()
  scanner.reset()
  try {
    return use(scanner)
  } finally {
    idle.push(scanner)
  }
}
