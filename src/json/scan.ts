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
 * WebAssembly (assembly/scan.ts) scans the document 64 bytes at a time: several times as fast as JavaScript, which reads byte by
 * byte, and without time to warm up.
 */

/** Writes the next bytes of the document to the start of `into` and returns how many: 0 at the end. */
export type NextBytes = (into: Uint8Array) => number

/** The syntax errors from NO_KEY on. */
const SYNTAX_ERRORS = [
  'a key is expected',
  '":" is expected',
  '"," or "}" is expected',
  'a value is expected',
  'another bracket is expected',
  'it is nested too deeply',
]

const PAGE = 65_536
/** Fits into the processor's cache. */
const WINDOW = 256 * 1024
/** The WebAssembly reads blocks, which may extend past the end of the used memory. */
const BLOCK = 64

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer; readonly grow: (pages: number) => number }
  readonly nextKey: (table: number) => number
  readonly toValue: () => number
  readonly peek: () => number
  readonly beginObject: (table: number) => void
  readonly beginMember: () => void
  readonly copyMembers: () => number
  readonly copyWhole: () => number
}

declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object) => { readonly exports: unknown }
}

/** Scans one document. All methods start at AT. Those that return MORE are called again after `refill`. */
export class Scanner {
  /** The whole memory, which includes the window on the document. */
  bytes: Buffer = Buffer.alloc(0)
  /** The same memory as 32-bit numbers. */
  #words = new Uint32Array(0)
  readonly #exports: Exports
  #tablesEnd = TABLES
  #window = TABLES
  #windowLength = WINDOW
  /** How many bytes of the document came before the window. */
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

  /** Writes a table of keys and what is wanted of each; returns its address. Call before `open`. */
  tableOf(entries: readonly { readonly key: Buffer; readonly wanted: number }[]): number {
    const table = align(this.#tablesEnd)
    let end = table + HEAD + ENTRY * entries.length
    this.#tablesEnd = end + entries.reduce((length, { key }) => length + key.length, 0)
    this.#reserve(this.#tablesEnd)
    // Bits for the key lengths 0–31 and 32–63, modulo 64.
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

  /** Starts the document. The window follows the tables, and the copied bytes follow the window. */
  open(): void {
    this.#window = align(this.#tablesEnd)
    this.#windowLength = WINDOW
    this.#before = 0
    this.#reserve(this.#copyStart + WINDOW)
    this.#words.fill(0, 0, BRACKETS / 4)
    this.set(AT, this.#window)
    this.set(END, this.#window)
  }

  get #copyStart(): number {
    return this.#window + this.#windowLength
  }

  /**
   * Moves past the next key in `table`, or past any key if `table` is 0. FOUND; FOUND_ESCAPED for a key with escapes, which the
   * caller has to compare; CLOSED after the end of the object; MORE or a syntax error.
   */
  nextKey(table: number): number {
    return this.#exports.nextKey(table)
  }

  /** Moves from a key to its value, and returns the value's first byte; -1 for MORE, -2 if there is no colon. */
  toValue(): number {
    return this.#exports.toValue()
  }

  /** Skips whitespace, and returns the next byte; -1 for MORE. */
  peek(): number {
    return this.#exports.peek()
  }

  /** Discards what was copied. */
  clear(): void {
    this.set(OUT, this.#copyStart)
    this.set(LEVEL, 0)
  }

  /** After the opening brace of an object: prepares `copyMembers` for the members in `table`. */
  beginObject(table: number): void {
    this.#exports.beginObject(table)
  }

  /** After FOUND_ESCAPED: says that the last key is entry `index` of the table. */
  beginMember(index: number): void {
    this.set(KEY_INDEX, index)
    this.#exports.beginMember()
  }

  /** Copies the wanted members up to the end of the object. DONE, FOUND_ESCAPED as `nextKey`, MORE or a syntax error. */
  copyMembers(): number {
    return this.#exports.copyMembers()
  }

  /** Copies a whole value. DONE, MORE or a syntax error. */
  copyWhole(): number {
    return this.#exports.copyWhole()
  }

  copied(): string {
    return this.bytes.toString('utf8', this.#copyStart, this.get(OUT))
  }

  /** The bytes of entry `index` if they are UNPARSED and in the window. Valid until the window moves. */
  unparsed(table: number, index: number): Buffer | undefined {
    const entry = entryAddress(table, index)
    const end = this.get(entry + ENTRY_TO)
    return end === 0 ? undefined : this.bytes.subarray(this.get(entry + ENTRY_FROM), end)
  }

  /** Marks the bytes of entry `index` as no longer in the window. */
  forget(table: number, index: number): void {
    this.set(entryAddress(table, index) + ENTRY_TO, 0)
  }

  /** The table of the innermost object that is being copied. */
  tableNow(): number {
    return this.get(this.get(LEVEL))
  }

  /** Table and index of each wanted member that is being copied, outermost first. */
  *membersNow(): Generator<readonly [table: number, index: number]> {
    const last = this.get(LEVEL)
    for (let level = LEVELS; level <= last; level += LEVEL_SIZE) {
      const isInMember = level < last || this.get(MEMBER) >= COPY_COLON
      if (isInMember) yield [this.get(level), this.get(level + 4)]
    }
  }

  /** Call after the opening brace of an object. */
  enter(): void {
    this.set(MEMBER, FIRST)
  }

  /** Call after the value of a member. */
  leaveMember(): void {
    this.set(MEMBER, NEXT)
  }

  /** At the end of the document: whether this ends the value, which only a number, true, false or null may do. */
  endScalar(): boolean {
    const isScalar = this.get(VALUE) === SCALAR
    this.set(VALUE, START)
    return isScalar
  }

  /** Replaces the bytes before AT by the document's next bytes; false at the end of the document. */
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
    this.#reserve(Math.max(this.get(OUT), this.#copyStart) + this.#windowLength)
    return length > 0
  }

  /** Widens the window for a key that does not fit, and moves what was copied. */
  #widen(length: number): void {
    const copied = this.#copyStart
    const more = length - this.#windowLength
    const out = Math.max(this.get(OUT), copied)
    this.#reserve(out + more + length)
    this.bytes.copyWithin(copied + more, copied, out)
    this.set(OUT, out + more)
    this.#windowLength = length
  }

  /** The position in the document, in bytes, of an address in the window. */
  offsetOf(address: number): number {
    return this.#before + address - this.#window
  }

  /** Grows the memory to `bytes` and a block, and renews the views on it. */
  #reserve(bytes: number): void {
    const { memory } = this.#exports
    const missing = bytes + BLOCK - memory.buffer.byteLength
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

/** What is wrong at AT; `status` is NO_KEY or one of those after it. */
export function syntaxError(status: number): string {
  return SYNTAX_ERRORS[status - NO_KEY] ?? 'it is wrong'
}
