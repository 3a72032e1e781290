/*
 * Skips and copies the bytes of a JSON document, 64 at a time. `npm run assembly` compiles this AssemblyScript to
 * ../scan-wasm.ts. The window may end at any byte, and every function then continues in the next window: so all state is in
 * the shared memory (../layout.ts).
 */

import {
  AT,
  BEFORE_COLON,
  BRACKETS,
  CLOSED,
  COPY_COLON,
  DEPTH,
  DONE,
  END,
  ENTRY,
  ENTRY_FROM,
  ENTRY_KEY,
  ENTRY_LENGTH,
  ENTRY_TO,
  ENTRY_WANTED,
  ESCAPED,
  FIRST,
  FOUND,
  FOUND_ESCAPED,
  HEAD,
  IN_STRING,
  KEY,
  KEY_COUNT,
  KEY_END,
  KEY_INDEX,
  KEY_START,
  LEVEL,
  LEVELS,
  LEVEL_SIZE,
  MEMBER,
  MORE,
  MOST_BRACKETS,
  NESTED,
  NEXT,
  NO_COLON,
  NO_COMMA,
  NO_KEY,
  NO_VALUE,
  OUT,
  SCALAR,
  START,
  STRING,
  TOO_DEEP,
  UNPARSED,
  VALUE,
  WRONG_BRACKET,
} from '../layout'

/** Returned between functions of this file: go on. */
const CONTINUE: i32 = -1

/** The even bits. */
const EVEN: u64 = 0x5555555555555555

/** Skips a value. @returns DONE, MORE or a syntax error. */
function skip(): i32 {
  let phase = load<u32>(VALUE)
  if (phase == START) {
    if (!toNonSpace()) return MORE
    const byte = load<u8>(load<u32>(AT))
    if (byte == 0x22) {
      phase = STRING
      store<u32>(AT, load<u32>(AT) + 1)
      store<u32>(ESCAPED, 0)
    } else if (byte == 0x7b || byte == 0x5b) {
      phase = NESTED
      store<u32>(ESCAPED, 0)
      store<u32>(IN_STRING, 0)
      store<u32>(DEPTH, 0)
    } else {
      if (endsScalar(byte)) return NO_VALUE
      phase = SCALAR
    }
    store<u32>(VALUE, phase)
  }
  const status = phase == STRING ? skipString() : phase == NESTED ? skipNested() : skipScalar()
  if (status == DONE) store<u32>(VALUE, START)
  return status
}

/**
 * Moves past the next wanted key; `keys` is the address of the table, 0 if all keys are wanted. @returns FOUND, FOUND_ESCAPED
 * for a key with escapes, which the caller has to compare, CLOSED, MORE (the bytes from AT on must stay) or a syntax error.
 */
export function nextKey(keys: usize): i32 {
  while (true) {
    switch (load<u32>(MEMBER)) {
      case FIRST:
      case NEXT: {
        if (!toNonSpace()) return MORE
        const at = load<u32>(AT)
        const byte = load<u8>(at)
        if (byte == 0x7d) {
          store<u32>(AT, at + 1)
          return CLOSED
        }
        if (load<u32>(MEMBER) == NEXT) {
          if (byte != 0x2c) return NO_COMMA
          store<u32>(AT, at + 1)
        }
        store<u32>(MEMBER, KEY)
        break
      }
      case KEY: {
        const status = key(keys)
        if (status != DONE) return status
        break
      }
      case BEFORE_COLON: {
        const status = colon()
        if (status != CONTINUE) return status
        break
      }
      default: {
        const status = skip()
        if (status != DONE) return status
        store<u32>(MEMBER, NEXT)
      }
    }
  }
}

/**
 * Copies the wanted members of an object, from after its opening brace to after its end. Members that are UNPARSED are not
 * copied: the table says where they are in the window. @returns DONE, FOUND_ESCAPED as `nextKey`, MORE or a syntax error.
 */
export function copyMembers(): i32 {
  while (true) {
    const phase = load<u32>(MEMBER)
    const status = phase < <u32>COPY_COLON ? copyKey() : phase == COPY_COLON ? colon() : copyValue()
    if (status != CONTINUE) return status
  }
}

/** After the opening brace of an object: prepares `copyMembers`. */
export function beginObject(keys: u32): void {
  enter(LEVELS, keys)
}

/** Copies a whole value. @returns DONE, MORE or a syntax error. */
export function copyWhole(): i32 {
  const from = load<u32>(AT)
  const status = skip()
  put(from, load<u32>(AT))
  return status
}

/** AT is before the colon of a wanted member. */
export function beginMember(): void {
  const level = load<u32>(LEVEL)
  store<u32>(level, load<u32>(KEY_INDEX), 4)
  store<u32>(MEMBER, COPY_COLON)
  if (load<u32>(entryNow(level), ENTRY_WANTED) == UNPARSED) return
  if (load<u8>(load<u32>(OUT) - 1) != 0x7b) putByte(0x2c)
  put(load<u32>(KEY_START) - 1, load<u32>(KEY_END) + 1)
  putByte(0x3a)
}

function copyKey(): i32 {
  const level = load<u32>(LEVEL)
  const status = nextKey(load<u32>(level))
  if (status == FOUND) {
    beginMember()
    return CONTINUE
  }
  if (status != CLOSED) return status
  putByte(0x7d)
  store<u32>(LEVEL, level - LEVEL_SIZE)
  store<u32>(MEMBER, NEXT)
  return level == LEVELS ? DONE : CONTINUE
}

function copyValue(): i32 {
  const level = load<u32>(LEVEL)
  const entry = entryNow(level)
  const wanted = load<u32>(entry, ENTRY_WANTED)
  if (load<u32>(VALUE) == START) {
    if (!toNonSpace()) return MORE
    const at = load<u32>(AT)
    if (wanted > <u32>UNPARSED && load<u8>(at) == 0x7b) {
      store<u32>(AT, at + 1)
      enter(level + LEVEL_SIZE, wanted)
      return CONTINUE
    }
  }
  const status = wanted == UNPARSED ? locate(entry) : copyWhole()
  if (status != DONE) return status
  store<u32>(MEMBER, NEXT)
  return CONTINUE
}

/** Notes where a value is in the window; one that does not end in it is read again in the next window. */
function locate(entry: u32): i32 {
  const from = load<u32>(AT)
  const status = skip()
  if (status == DONE) {
    store<u32>(entry, from, ENTRY_FROM)
    store<u32>(entry, load<u32>(AT), ENTRY_TO)
  } else if (status == MORE) {
    store<u32>(AT, from)
    store<u32>(VALUE, START)
  }
  return status
}

/** Begins the copy of an object whose wanted members are in the table `keys`. */
function enter(level: u32, keys: u32): void {
  putByte(0x7b)
  store<u32>(LEVEL, level)
  store<u32>(level, keys)
  store<u32>(MEMBER, FIRST)
  const count = load<u32>(keys, KEY_COUNT)
  for (let index: u32 = 0; index < count; index += 1) store<u32>(keys + HEAD + index * ENTRY, 0, ENTRY_TO)
}

/** The table entry of the member that is being copied. */
function entryNow(level: u32): u32 {
  return load<u32>(level) + HEAD + load<u32>(level, 4) * ENTRY
}

function putByte(byte: u8): void {
  const out = load<u32>(OUT)
  store<u8>(out, byte)
  store<u32>(OUT, out + 1)
}

/** Copies 16 bytes at a time: there is room for more than the rest of the window. */
function put(from: u32, to: u32): void {
  const out = load<u32>(OUT)
  const length = to - from
  for (let done: u32 = 0; done < length; done += 16) v128.store(out + done, v128.load(from + done))
  store<u32>(OUT, out + length)
}

/** Moves from a key to its value. @returns the first byte, -1 for MORE, -2 if there is no colon. */
export function toValue(): i32 {
  const status = load<u32>(MEMBER) == BEFORE_COLON ? colon() : CONTINUE
  return status == CONTINUE ? peek() : status == MORE ? -1 : -2
}

/** Skips whitespace. @returns the next byte, -1 for MORE. */
export function peek(): i32 {
  return toNonSpace() ? load<u8>(load<u32>(AT)) : -1
}

function colon(): i32 {
  if (!toNonSpace()) return MORE
  const at = load<u32>(AT)
  if (load<u8>(at) != 0x3a) return NO_COLON
  store<u32>(AT, at + 1)
  store<u32>(MEMBER, load<u32>(MEMBER) + 1)
  return CONTINUE
}

/** Reads a key. @returns FOUND, FOUND_ESCAPED, DONE if it is not wanted, MORE or NO_KEY. */
function key(keys: usize): i32 {
  if (!toNonSpace()) return MORE
  const start = load<u32>(AT) + 1
  if (load<u8>(start - 1) != 0x22) return NO_KEY
  const end = load<u32>(END)
  let at = start
  let isEscaped = false
  for (;;) {
    if (at >= end) return MORE
    const bytes = v128.load(at)
    const ends = i8x16.bitmask(
      v128.or(i8x16.eq(bytes, i8x16.splat(0x22)), i8x16.eq(bytes, i8x16.splat(0x5c))),
    )
    const controls = i8x16.bitmask(i8x16.lt_u(bytes, i8x16.splat(0x20)))
    const first = ends == 0 ? 16 : ctz(ends)
    if ((controls & ((1 << first) - 1)) != 0) isEscaped = true
    at += first
    if (at >= end) return MORE
    if (ends == 0) continue
    if (load<u8>(at) == 0x22) break
    isEscaped = true
    at += 2
  }
  store<u32>(KEY_START, start)
  store<u32>(KEY_END, at)
  store<u32>(AT, at + 1)
  store<u32>(MEMBER, BEFORE_COLON)
  if (isEscaped) return FOUND_ESCAPED
  return keys == 0 || isWanted(keys, start, at - start) ? FOUND : DONE
}

/** Whether the key at `start` is in the table `keys`; sets KEY_INDEX. */
function isWanted(keys: usize, start: usize, length: u32): bool {
  if ((load<u64>(keys) & ((<u64>1) << (length & 63))) == 0) return false
  const count = load<u32>(keys, KEY_COUNT)
  for (let index: u32 = 0; index < count; index += 1) {
    const entry = keys + HEAD + index * ENTRY
    if (load<u32>(entry, ENTRY_LENGTH) != length) continue
    const wanted = load<u32>(entry, ENTRY_KEY)
    let left = length
    while (left > 0 && load<u8>(wanted + left - 1) == load<u8>(start + left - 1)) left -= 1
    if (left == 0) {
      store<u32>(KEY_INDEX, index)
      return true
    }
  }
  return false
}

/** Skips whitespace; false at the end of the window. */
function toNonSpace(): bool {
  const end = load<u32>(END)
  let at = load<u32>(AT)
  while (at < end && isSpace(load<u8>(at))) at += 1
  store<u32>(AT, at)
  return at < end
}

function isSpace(byte: u32): bool {
  return byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09
}

function endsScalar(byte: u32): bool {
  return (
    isSpace(byte) ||
    byte == 0x2c ||
    byte == 0x3a ||
    byte == 0x22 ||
    (byte | 0x20) == 0x7b ||
    (byte | 0x20) == 0x7d
  )
}

function skipScalar(): i32 {
  const end = load<u32>(END)
  let at = load<u32>(AT)
  while (at < end && !endsScalar(load<u8>(at))) at += 1
  store<u32>(AT, at)
  return at < end ? DONE : MORE
}

function skipString(): i32 {
  const end = load<u32>(END)
  let at = load<u32>(AT) + load<u32>(ESCAPED)
  store<u32>(ESCAPED, 0)
  while (at < end) {
    const bytes = v128.load(at)
    const ends = i8x16.bitmask(
      v128.or(i8x16.eq(bytes, i8x16.splat(0x22)), i8x16.eq(bytes, i8x16.splat(0x5c))),
    )
    if (ends == 0) {
      at += 16
      continue
    }
    at += ctz(ends)
    if (at >= end) break
    if (load<u8>(at) == 0x22) {
      store<u32>(AT, at + 1)
      return DONE
    }
    if (at + 1 == end) store<u32>(ESCAPED, 1)
    at += 2
  }
  store<u32>(AT, end)
  return MORE
}

/** One bit for each of 64 bytes: whether it is `byte`. */
function bits(a: v128, b: v128, c: v128, d: v128, byte: i8): u64 {
  const same = i8x16.splat(byte)
  return (
    (<u64>(<u32>i8x16.bitmask(i8x16.eq(a, same)))) |
    ((<u64>(<u32>i8x16.bitmask(i8x16.eq(b, same)))) << 16) |
    ((<u64>(<u32>i8x16.bitmask(i8x16.eq(c, same)))) << 32) |
    ((<u64>(<u32>i8x16.bitmask(i8x16.eq(d, same)))) << 48)
  )
}

/**
 * Skips an array or object: most bytes of a document are in one. Which bytes are escaped and which are in strings is computed
 * for 64 bytes at once, as simdjson does (Langdale and Lemire, Parsing Gigabytes of JSON per Second, 2019, section 3.1).
 */
function skipNested(): i32 {
  const end = load<u32>(END)
  let at = load<u32>(AT)
  let escapedFirst: u64 = load<u32>(ESCAPED)
  let inStringBefore: u64 = load<u32>(IN_STRING) == 0 ? 0 : ~(<u64>0)
  let depth = load<u32>(DEPTH)
  while (at < end) {
    const a = v128.load(at)
    const b = v128.load(at, 16)
    const c = v128.load(at, 32)
    const d = v128.load(at, 48)
    const length = min<u32>(end - at, 64)
    const valid: u64 = length == 64 ? ~(<u64>0) : ((<u64>1) << length) - 1
    let quotes = bits(a, b, c, d, 0x22) & valid
    const escapes = bits(a, b, c, d, 0x5c) & valid
    let escaped = escapedFirst
    if ((escapes | escapedFirst) != 0) {
      const starts = escapes & ~escapedFirst
      const follows = (starts << 1) | escapedFirst
      const odd = starts & ~EVEN & ~follows
      const sums = odd + starts
      escaped = (EVEN ^ (sums << 1)) & follows
      escapedFirst = length == 64 ? (sums < starts ? 1 : 0) : (escaped >> length) & 1
      quotes &= ~escaped
    }
    let inString = inStringBefore
    if (quotes != 0) {
      let parity = quotes
      parity ^= parity << 1
      parity ^= parity << 2
      parity ^= parity << 4
      parity ^= parity << 8
      parity ^= parity << 16
      parity ^= parity << 32
      inString ^= parity
      inStringBefore = <u64>((<i64>(inString << (64 - length))) >> 63)
    }
    if (~inString != 0) {
      // This bit turns brackets into braces, and nothing else into a brace.
      const lower = i8x16.splat(0x20)
      const e = v128.or(a, lower)
      const f = v128.or(b, lower)
      const g = v128.or(c, lower)
      const h = v128.or(d, lower)
      const opening = bits(e, f, g, h, 0x7b) & ~inString & valid
      let brackets = opening | (bits(e, f, g, h, 0x7d) & ~inString & valid)
      while (brackets != 0) {
        const place = <u32>ctz(brackets)
        const byte = load<u8>(at + place)
        if ((opening >> place) & 1) {
          if (depth == MOST_BRACKETS) return endAt(at + place, TOO_DEEP)
          store<u8>(BRACKETS + depth, byte + 2)
          depth += 1
        } else {
          depth -= 1
          if (load<u8>(BRACKETS + depth) != byte) return endAt(at + place, WRONG_BRACKET)
          if (depth == 0) return endAt(at + place + 1, DONE)
        }
        brackets &= brackets - 1
      }
    }
    at += length
  }
  store<u32>(ESCAPED, <u32>escapedFirst)
  store<u32>(IN_STRING, <u32>(inStringBefore & 1))
  store<u32>(DEPTH, depth)
  return endAt(end, MORE)
}

function endAt(at: u32, status: i32): i32 {
  store<u32>(AT, at)
  return status
}
