import {
  AT,
  BRACKETS,
  COPY_COLON,
  END,
  ENTRY,
  ENTRY_FROM,
  ENTRY_KEY,
  ENTRY_LENGTH,
  ENTRY_TO,
  ENTRY_WANTED,
  FIRST,
  HEAD,
  KEY_COUNT,
  KEY_INDEX,
  LEVEL,
  LEVELS,
  LEVEL_SIZE,
  MEMBER,
  NEXT,
  NO_KEY,
  OUT,
  SCALAR,
  START,
  TABLES,
  VALUE,
} from './layout.js'
import { SCAN } from './scan-wasm.js'

/*
 * The bytes of a document pass through WebAssembly (assembly/scan.ts), 64 at a time: as fast in a cold process as in a warm
 * one, and several times as fast as JavaScript, which sees them one by one.
 */

/** Puts the next bytes of a document into `into`, from its beginning on; returns how many, 0 after the last ones. */
export type NextBytes = (into: Uint8Array) => number

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

declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object) => { readonly exports: unknown }
}

/** For one document. */
export class Scanner {
  /** All memory; the window on the document is a part of it. */
  bytes: Buffer = Buffer.alloc(0)
  /** The same memory. */
  #words = new Uint32Array(0)
  readonly #exports: Exports
  #tablesEnd = TABLES
  #window = TABLES
  #windowLength = WINDOW
  /** Bytes of the document before the window. */
  #before = 0

  constructor() {
    const module = new WebAssembly.Module(Buffer.from(SCAN, 'base64'))
    this.#exports = new WebAssembly.Instance(module).exports as Exports
    this.#reserve(TABLES)
  }

  /** The number at an address of the layout. */
  get(address: number): number {
    return this.#words[address / 4] as number
  }

  set(address: number, value: number): void {
    this.#words[address / 4] = value
  }

  /** Makes a table of keys and what is wanted of each. */
  tableOf(entries: readonly { readonly key: Buffer; readonly wanted: number }[]): number {
    const table = align(this.#tablesEnd)
    let end = table + HEAD + ENTRY * entries.length
    this.#tablesEnd = end + entries.reduce((length, { key }) => length + key.length, 0)
    this.#reserve(this.#tablesEnd)
    // Two words of a bit for each length.
    let [short, long] = [0, 0]
    let entry = table + HEAD
    for (const { key, wanted } of entries) {
      this.bytes.set(key, end)
      this.set(entry + ENTRY_KEY, end)
      this.set(entry + ENTRY_LENGTH, key.length)
      this.set(entry + ENTRY_WANTED, wanted)
      this.set(entry + ENTRY_TO, 0)
      if (key.length % 64 < 32) short |= 1 << (key.length % 32)
      else long |= 1 << (key.length % 32)
      entry += ENTRY
      end += key.length
    }
    this.set(table, short)
    this.set(table + 4, long)
    this.set(table + KEY_COUNT, entries.length)
    return table
  }

  /** Before the first byte of a document: the window lies behind the tables, and behind it what is copied. */
  open(): void {
    this.#window = align(this.#tablesEnd)
    this.#windowLength = WINDOW
    this.#before = 0
    this.#reserve(this.#copied + WINDOW)
    this.#words.fill(0, 0, BRACKETS / 4)
    this.set(AT, this.#window)
    this.set(END, this.#window)
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
    this.set(OUT, this.#copied)
    this.set(LEVEL, 0)
  }

  /** AT stands behind the brace of an object, of which members are wanted as `table` says. */
  begin(table: number): void {
    this.#exports.begin(table)
  }

  /** The last key, that `copy` could not tell, is that of entry `index`. */
  beginMember(index: number): void {
    this.set(KEY_INDEX, index)
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
    return this.bytes.toString('utf8', this.#copied, this.get(OUT))
  }

  /** The bytes of entry `index`, if they are UNPARSED and stand in the window; until it moves. */
  unparsed(table: number, index: number): Buffer | undefined {
    const entry = entryAddress(table, index)
    const end = this.get(entry + ENTRY_TO)
    return end === 0 ? undefined : this.bytes.subarray(this.get(entry + ENTRY_FROM), end)
  }

  /** Nothing of this table stands in the window any more. */
  forget(table: number, index: number): void {
    this.set(entryAddress(table, index) + ENTRY_TO, 0)
  }

  /** The table that `copy` is at. */
  tableNow(): number {
    return this.get(this.get(LEVEL))
  }

  /** The wanted members that are being copied, from the outside: table and index of each. */
  *membersNow(): Generator<readonly [table: number, index: number]> {
    const last = this.get(LEVEL)
    for (let level = LEVELS; level <= last; level += LEVEL_SIZE) {
      const isIn = level < last || this.get(MEMBER) >= COPY_COLON
      if (isIn) yield [this.get(level), this.get(level + 4)]
    }
  }

  /** AT stands behind the brace of an object. */
  enter(): void {
    this.set(MEMBER, FIRST)
  }

  /** AT stands behind a member of an object. */
  leaveMember(): void {
    this.set(MEMBER, NEXT)
  }

  /** A number, true, false or null may end where the document does. */
  endScalar(): boolean {
    const isScalar = this.get(VALUE) === SCALAR
    this.set(VALUE, START)
    return isScalar
  }

  /** Gives up the bytes before AT for those that follow; false at the end of the document. */
  refill(next: NextBytes): boolean {
    const [at, end] = [this.get(AT), this.get(END)]
    const kept = end - at
    if (kept + WINDOW > this.#windowLength) this.#widen(kept + WINDOW)
    this.bytes.copyWithin(this.#window, at, end)
    this.#before += at - this.#window
    const from = this.#window + kept
    const length = next(this.bytes.subarray(from, from + WINDOW))
    this.set(AT, this.#window)
    this.set(END, from + length)
    this.#reserve(Math.max(this.get(OUT), this.#copied) + this.#windowLength)
    return length > 0
  }

  /** For a key that is longer than the window: what was copied moves. */
  #widen(length: number): void {
    const copied = this.#copied
    const more = length - this.#windowLength
    const out = Math.max(this.get(OUT), copied)
    this.#reserve(out + more + length)
    this.bytes.copyWithin(copied + more, copied, out)
    this.set(OUT, out + more)
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
  }
}

function entryAddress(table: number, index: number): number {
  return table + HEAD + ENTRY * index
}

function align(address: number): number {
  return Math.ceil(address / 64) * 64
}

export function mistake(status: number): string {
  return MISTAKES[status - NO_KEY] ?? 'it is wrong'
}
