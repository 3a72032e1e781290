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
const STATE_LENGTH = 10

const FIRST = 0
const NEXT = 1
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

/** Behind the state and the brackets that are open. */
const TABLES = 64 + 2 ** 20
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
}

declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object) => { readonly exports: unknown }
}

export class Scanner {
  state: Uint32Array
  /** All memory; the window on the document is a part of it. */
  bytes: Buffer
  readonly #exports: Exports
  #tablesEnd = TABLES
  #window = TABLES
  /** Bytes of the document before the window. */
  #before = 0

  constructor() {
    const module = new WebAssembly.Module(Buffer.from(SCAN, 'base64'))
    this.#exports = new WebAssembly.Instance(module).exports as Exports
    this.state = new Uint32Array(0)
    this.bytes = Buffer.alloc(0)
    this.#reserve(TABLES + WINDOW)
  }

  /** At the beginning of a document, without tables. */
  reset(): void {
    this.#tablesEnd = TABLES
    this.#window = TABLES
    this.#before = 0
    this.state.fill(0)
    this.state.fill(TABLES, AT, END + 1)
  }

  /** Makes a table of wanted keys, to be handed to `member`; before the first bytes are read. */
  tableOf(keys: readonly Buffer[]): number {
    const table = align(this.#tablesEnd)
    let end = table + 16 + 8 * keys.length
    this.#tablesEnd = end + keys.reduce((length, key) => length + key.length, 0)
    this.#window = align(this.#tablesEnd)
    this.#reserve(this.#window + WINDOW)
    let lengths = 0n
    keys.forEach((key, index) => {
      lengths |= 1n << BigInt(key.length % 64)
      this.bytes.writeUInt32LE(end, table + 16 + 8 * index)
      this.bytes.writeUInt32LE(key.length, table + 20 + 8 * index)
      key.copy(this.bytes, end)
      end += key.length
    })
    this.bytes.writeBigUInt64LE(lengths, table)
    this.bytes.writeUInt32LE(keys.length, table + 8)
    this.state.fill(this.#window, AT, END + 1)
    return table
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
    this.#reserve(this.#window + kept + WINDOW)
    this.bytes.copyWithin(this.#window, at, end)
    this.#before += at - this.#window
    const from = this.#window + kept
    const length = next(this.bytes.subarray(from, from + WINDOW))
    this.state[AT] = this.#window
    this.state[END] = from + length
    return length > 0
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
    this.state = new Uint32Array(memory.buffer, 0, STATE_LENGTH)
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
