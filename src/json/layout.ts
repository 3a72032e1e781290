/*
 * The memory that scan.ts (JavaScript) and assembly/scan.ts (WebAssembly) share. Written once: AssemblyScript compiles this
 * file as well, so it holds nothing but numbers.
 */

// Addresses of the state, of one 32-bit number each. What it holds are addresses too, but where another thing is said.
export const AT = 0
export const END = 4
/** Of the last key: between its quotes. */
export const KEY_START = 8
export const KEY_END = 12
/** Which of the wanted keys it is. */
export const KEY_INDEX = 16
/** What comes next of an object, and of a value. */
export const MEMBER = 20
export const VALUE = 24
/** Within a string or an object, whether the next byte is escaped; within an object, whether it is in a string. */
export const ESCAPED = 28
export const IN_STRING = 32
export const DEPTH = 36
/** Where the next byte of what is copied goes. */
export const OUT = 40
/** Of the objects that are copied, the innermost. */
export const LEVEL = 44

/** Of each object that is copied: the table of its wanted keys, and which of them it is at. */
export const LEVELS = 64
export const LEVEL_SIZE = 8
/** How deeply what `copy` is to look for may be nested. */
export const MOST_LEVELS = 100

/** The brackets that are still to be closed, a byte each. */
export const BRACKETS = 1024
export const MOST_BRACKETS = 1048576

/** The tables of wanted keys, and behind them the window on the document. */
export const TABLES = 1049600

// What a call ends with. After MORE it is to be called again with more bytes; all from NO_KEY on are mistakes at AT.
export const MORE = 0
export const DONE = 1
export const FOUND = 2
export const FOUND_ESCAPED = 3
export const CLOSED = 4
export const NO_KEY = 5
export const NO_COLON = 6
export const NO_COMMA = 7
export const NO_VALUE = 8
export const WRONG_BRACKET = 9
export const TOO_DEEP = 10

// What comes next of an object…
export const FIRST = 0
export const NEXT = 1
export const KEY = 2
/** Over the colon, of what is copied or not, it is one more. */
export const BEFORE_COLON = 3
export const COPY_COLON = 5

// … and of a value.
export const START = 0
export const STRING = 1
export const NESTED = 2
export const SCALAR = 3

/**
 * A table has a head (a bit for each length modulo 64, then how many keys) and of each key an entry: where it stands, how
 * long it is, what is wanted of its value, and from where to where this stands in the window, if that is wanted.
 */
export const HEAD = 16
export const KEY_COUNT = 8
export const ENTRY = 20
export const ENTRY_KEY = 0
export const ENTRY_LENGTH = 4
export const ENTRY_WANTED = 8
export const ENTRY_FROM = 12
export const ENTRY_TO = 16

// What is wanted of a member: all of it, its bytes, else what the table of its own members says.
export const WHOLE = 0
export const UNPARSED = 1
