/*
 * The memory that scan.ts (JavaScript) and assembly/scan.ts (WebAssembly) share. AssemblyScript compiles this file too, so it
 * holds only numeric constants.
 */

// Addresses of the scanner's state, one 32-bit number each.
/** The address of the next byte to read, and of the window's end. */
export const AT = 0
export const END = 4
/** Where the last key starts and ends, without its quotes. */
export const KEY_START = 8
export const KEY_END = 12
/** The index of the last key in the table of wanted keys. */
export const KEY_INDEX = 16
/** What comes next in an object, and in a value (the states below). */
export const MEMBER = 20
export const VALUE = 24
/** 1 if the next byte of a skipped value is escaped, and 1 if it is inside a string of a nested value. */
export const ESCAPED = 28
export const IN_STRING = 32
/** How many brackets of a nested value are open. */
export const DEPTH = 36
/** The address for the next copied byte. */
export const OUT = 40
/** The address in LEVELS of the innermost object that is being copied. */
export const LEVEL = 44

/** A stack of the objects that are being copied: the table of wanted keys and the index of the current member of each. */
export const LEVELS = 64
export const LEVEL_SIZE = 8
/** How deeply wanted members may be nested. */
export const MOST_LEVELS = 100

/** A stack of the closing brackets that are still to come, one byte each. */
export const BRACKETS = 1024
export const MOST_BRACKETS = 1048576

/** The tables of wanted keys, followed by the window on the document and the copied bytes. */
export const TABLES = 1049600

// What a call returns. After MORE, call it again with more bytes. NO_KEY and those after it are syntax errors at AT.
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

// What comes next in an object …
export const FIRST = 0
export const NEXT = 1
export const KEY = 2
/** The colon of a member that is skipped or read, and of one that is copied. After the colon, the state is one more. */
export const BEFORE_COLON = 3
export const COPY_COLON = 5

// … and in a value.
export const START = 0
export const STRING = 1
export const NESTED = 2
export const SCALAR = 3

/**
 * A table has a head (64 bits, one for each key length modulo 64; then the number of keys) and one entry per key: its address
 * and length, what is wanted of its value, and, if that is UNPARSED, where the value starts and ends in the window.
 */
export const HEAD = 16
export const KEY_COUNT = 8
export const ENTRY = 20
export const ENTRY_KEY = 0
export const ENTRY_LENGTH = 4
export const ENTRY_WANTED = 8
export const ENTRY_FROM = 12
export const ENTRY_TO = 16

// What is wanted of a member: all of it, its bytes, or, as an address, the table of its own wanted members.
export const WHOLE = 0
export const UNPARSED = 1
