import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  ALL,
  BYTES,
  every,
  EveryMember,
  JsonError,
  type NextBytes,
  pickJson,
  type Wanted,
} from '../../src/json/pick.js'
import { runs } from '../support/runs.js'

/** Hands out `bytes` in pieces of at most `size` bytes. */
function inPieces(bytes: Uint8Array, size: number): NextBytes {
  let at = 0
  return (into) => {
    const piece = bytes.subarray(at, at + Math.min(size, into.length))
    into.set(piece)
    at += piece.length
    return piece.length
  }
}

function pick(json: string, wanted: Wanted, size = Infinity): unknown {
  return pickJson(inPieces(Buffer.from(json), size), wanted)
}

/** With spaces up to whole blocks of 64 bytes, together with a comma. */
function inBlocks(json: string): string {
  return json.padEnd(Math.ceil((json.length + 1) / 64) * 64 - 1)
}

const noBytes = (): undefined => undefined

/** The wanted part of a parsed value: what `pickJson` must return. */
function pruned(value: unknown, wanted: Wanted): unknown {
  if (typeof wanted === 'symbol' || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    if (!(wanted instanceof EveryMember)) return value as unknown
    return value.map((element, index) => wanted.finish(pruned(element, wanted.of), String(index), noBytes))
  }
  const members = Object.entries(value)
  if (wanted instanceof EveryMember) {
    return new Map(
      members.map(([key, member]) => [key, wanted.finish(pruned(member, wanted.of), key, noBytes)]),
    )
  }
  return Object.fromEntries(
    members.flatMap(([key, member]) => {
      const of = Object.hasOwn(wanted, key) ? wanted[key] : undefined
      return of === undefined ? [] : [[key, pruned(member, of)]]
    }),
  )
}

const TREE = {
  a: ALL,
  é: { a: ALL, b: { a: ALL } },
  b: every({ a: ALL, b: ALL }),
  '': every(ALL),
  '"\\': ALL,
  ['__proto__']: ALL,
  hasOwnProperty: ALL,
} as unknown as Wanted

const KEYS = ['a', 'b', 'é', '', '"\\', '__proto__', 'hasOwnProperty', 'constructor', 'other', 'A'] as const

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({
    unit: fc.constantFrom('\\', '"', '\n', '{', ']', ',', 'x', '\ud83d', '\ude00', 'ü'),
    maxLength: 80,
  }),
)

const json = fc.letrec<{ value: unknown; object: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(null, true, false, 0, -0.5, 1e21, 1e-7, [], {}),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    text,
    fc.array(tie('value'), { maxLength: 4 }),
    tie('object'),
  ),
  object: fc
    .array(fc.tuple(fc.oneof(fc.constantFrom(...KEYS), text), tie('value')), { maxLength: 6 })
    .map((members) => Object.fromEntries(members)),
}))

/** JSON as other programs write it: whitespace, unnecessary escapes, repeated keys. */
function written(value: unknown, style: () => number): string {
  const space = (): string => ['', '', ' ', '\n', '\t \r\n'][style() % 5] ?? ''
  const string = (content: string): string =>
    `"${[...content.split('')]
      .map((unit) => {
        const plain = JSON.stringify(unit).slice(1, -1)
        return style() % 7 === 0 || (unit >= '\ud800' && unit <= '\udfff')
          ? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
          : plain
      })
      .join('')}"`
  const write = (part: unknown): string => {
    if (typeof part === 'string') return string(part)
    if (Array.isArray(part)) return `[${space()}${part.map(write).join(`${space()},${space()}`)}${space()}]`
    if (typeof part !== 'object' || part === null) return JSON.stringify(part)
    const members = Object.entries(part).map(
      ([key, member]) => `${string(key)}${space()}:${space()}${write(member)}`,
    )
    const twice =
      style() % 3 === 0 && members[0] !== undefined ? [...members, members[0], `"a":"again"`] : members
    return `{${space()}${twice.join(`${space()},${space()}`)}${space()}}`
  }
  return `${space()}${write(value)}${space()}`
}

const documents = fc
  .tuple(json.object, fc.array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 50 }))
  .map(([value, numbers]) => {
    let turn = 0
    return written(value, () => numbers[turn++ % numbers.length] ?? 0)
  })

describe('gives what JSON.parse would give', () => {
  test.each([
    ['a whole document', ALL],
    ['a tree of members', TREE],
    ['every member', every(TREE)],
    ['every member of every member', every(every({ a: ALL }))],
    ['every element', { a: every({ a: ALL }), b: every(every(ALL)) }],
    ['nothing', {}],
  ] as const)('%s, in pieces of any size', (_, wanted) => {
    fc.assert(
      fc.property(documents, fc.integer({ min: 1, max: 40 }), (document, size) => {
        const expected = pruned(JSON.parse(document), wanted)
        expect(pick(document, wanted)).toEqual(expected)
        expect(pick(document, wanted, size)).toEqual(expected)
      }),
      { numRuns: runs(100, 25) },
    )
  })

  test('wherever one piece ends and the next begins', () => {
    const document = ` {"\\u0061": "q\\"\\\\", "é":{"b":{"a":[1,{"x":"]}\\\\"}],"z":"😀"},"a":null}, "b" : {"k":{"a":"\\ud83d\\ude00","c":[[]]}}, "skipped": "\\\\\\\\\\"…" } `
    const expected = pruned(JSON.parse(document), TREE)
    for (let size = 1; size <= Buffer.byteLength(document); size += 1) {
      expect(pick(document, TREE, size)).toEqual(expected)
    }
  })

  test('wanted keys that are written with escapes, at any depth', () => {
    const document = String.raw`{"\u00e9":{"\u0062":{"\u0061":1,"x":2},"\u0061":3},"\u0062":{"k":{"\u0061":4,"\u0062":5,"\u0063":6}},"\u0061":7}`
    const wants: Wanted[] = [
      TREE,
      every({ a: ALL, b: { a: ALL } }),
      every(every({ a: ALL })),
      { b: every(TREE) },
    ]
    for (const wanted of wants) {
      const expected = pruned(JSON.parse(document), wanted)
      for (const size of [1, 5, 16, Infinity]) expect(pick(document, wanted, size)).toEqual(expected)
    }
  })

  test('long strings, with quotes and escapes in them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('x'.repeat(40), '"', '\\', '\\"', 'ü'), { maxLength: 60 }),
        (parts) => {
          const value = { skipped: parts.join(''), a: parts.join('-') }
          for (const size of [7, 64, 1000])
            expect(pick(JSON.stringify(value), { a: ALL }, size)).toEqual({ a: value.a })
        },
      ),
    )
  })

  test.each([0, 1, 2, 63, 64, 127])(
    '%i escapes and a quote at every position of a 64-byte block',
    (escapes) => {
      const cases = Array.from({ length: 66 }, (_, before) => {
        const skipped = ['.'.repeat(before), `${'\\'.repeat(escapes)}"]}`, '{"']
        return { [skipped.join('')]: 1, skipped, kept: skipped, a: { b: skipped } }
      })
      const json = `[${cases.map((one) => inBlocks(JSON.stringify(one))).join(',')}]`
      const kept = cases.map(({ kept, a }) => ({ kept, a }))
      for (const size of [61, 4096]) {
        expect(pick(json, every({ kept: ALL, a: { b: ALL } }), size)).toEqual(kept)
      }
    },
  )

  test('keys and values that are longer than the window', () => {
    const long = 'ü\\"x'.repeat(200_000)
    const value = {
      n: { k: { a: [long], [long]: { a: 1 }, b: long, c: { a: long, d: 1 } }, [long]: { a: 2 } },
    }
    const wanted: Wanted = {
      n: every({ a: ALL, [long]: { a: ALL }, b: BYTES, c: { a: ALL } }, (of, _, bytesOf) => [
        of,
        bytesOf('b')?.toString(),
      ]),
    }
    const { k } = value.n
    for (const size of [300_000, Infinity]) {
      expect(pick(JSON.stringify(value), wanted, size)).toEqual({
        n: new Map([
          ['k', [{ a: k.a, [long]: { a: 1 }, c: { a: long } }, JSON.stringify(long)]],
          [long, [{ a: 2 }, undefined]],
        ]),
      })
    }
  })

  test('skips a value that is nested a hundred thousand deep', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    expect(pick(`{"skipped":${deep},"a":1}`, { a: ALL })).toEqual({ a: 1 })
    expect(() => pick('['.repeat(2 ** 20 + 1), {})).toThrow('it is nested too deeply at byte 1048576')
  })

  test('one document while another is read', () => {
    const inner = every(ALL, () => pick('{"n":{"a":[1]}}', { n: every(ALL) }))
    expect(pick('{"x":{"k":1},"y":2}', { x: inner, y: ALL })).toEqual({
      x: new Map([['k', { n: new Map([['a', [1]]]) }]]),
      y: 2,
    })
  })

  test.each(['nodes', 'members'] as const)(
    'where %s are wanted, any other kind of value is read whole',
    (kind) => {
      const wanted: Wanted = { x: kind === 'nodes' ? every(ALL) : { a: ALL } }
      for (const value of [
        'null',
        ...(kind === 'members' ? ['[1,{"a":2}]'] : []),
        '"text"',
        '-1.5e3',
        'true',
      ]) {
        expect(pick(`{"x": ${value}}`, wanted)).toEqual({ x: JSON.parse(value) as unknown })
      }
    },
  )

  test('of a repeated key the last value counts, and both are finished', () => {
    const finished: unknown[] = []
    const wanted = {
      n: every({ a: ALL }, (value, key) => {
        finished.push([key, value])
        return value
      }),
    }
    expect(pick('{"n":{"k":{"a":1,"a":2},"k":{"a":3}}}', wanted)).toEqual({ n: new Map([['k', { a: 3 }]]) })
    expect(finished).toEqual([
      ['k', { a: 2 }],
      ['k', { a: 3 }],
    ])
  })

  test('BYTES are the JSON as written, in pieces of any size', () => {
    const document =
      '{"n":{"k":{"a":1,"long": "x\\"é\\n" ,"b":{"long":2}},"l":{"long":null,"long":[1, {}]},"m":[],"o":{}}}'
    for (let size = 1; size <= document.length; size += 1) {
      const seen: unknown[] = []
      const wanted = every({ long: BYTES, a: ALL, b: { long: ALL } }, (value, key, bytesOf) => {
        seen.push([key, bytesOf('long')?.toString(), value])
        return null
      })
      pick(document, { n: wanted }, size)
      expect(seen).toEqual([
        ['k', '"x\\"é\\n"', { a: 1, b: { long: 2 } }],
        ['l', '[1, {}]', {}],
        ['m', undefined, []],
        ['o', undefined, {}],
      ])
    }
  })

  test('BYTES are allowed only for members of a value that is finished', () => {
    expect(() => pick('{}', { a: BYTES })).toThrow('BYTES are for members of what is finished')
    expect(() => pick('{}', every({ a: { b: BYTES } }))).toThrow(TypeError)
    expect(() => pick('{}', every({ a: BYTES, b: every(ALL) }))).toThrow(TypeError)
  })

  test('__proto__ is a key like any other', () => {
    const picked = pick('{"__proto__":{"polluted":true},"n":{"__proto__":{"a":1}}}', {
      ['__proto__']: ALL,
      n: every({ a: ALL }),
    }) as Record<string, unknown>
    expect(Object.keys(picked)).toEqual(['__proto__', 'n'])
    expect(picked['n']).toEqual(new Map([['__proto__', { a: 1 }]]))
    expect(Object.getPrototypeOf(picked)).toBe(Object.prototype)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  const fixtures = join(import.meta.dirname, '..', 'fixtures')
  const files = readdirSync(fixtures, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.json'),
  )

  test('there are artifacts of real dbt runs', () => {
    expect(files.length).toBeGreaterThan(60)
  })

  test.each(files)('%s, as real dbt wrote it', (file) => {
    const bytes = readFileSync(join(fixtures, file))
    const wanted: Wanted = {
      metadata: ALL,
      nodes: every({
        name: ALL,
        config: { materialized: ALL },
        compiled_code: ALL,
        depends_on: { nodes: ALL },
      }),
      results: every({ unique_id: ALL, timing: every({ completed_at: ALL }) }),
    }
    const parsed: unknown = JSON.parse(bytes.toString())
    expect(pickJson(inPieces(bytes, 4099), wanted)).toEqual(pruned(parsed, wanted))
    expect(pickJson(inPieces(bytes, 65_536), ALL)).toEqual(parsed)
  })
})

describe('a document that is not JSON is an error with a position', () => {
  const document =
    '{"metadata":{"v":"1\\"2"},"nodes":{"n.é":{"a":[1,true,{"b":null}],"x":{"y":"\\\\"}}},"z":-1.5}'
  const wanted: Wanted = { metadata: ALL, nodes: every({ a: ALL }), list: every({ a: ALL }) }

  test('cut off at any byte', () => {
    const bytes = Buffer.from(document)
    for (let length = 0; length < bytes.length; length += 1) {
      for (const size of [1, 5, Infinity]) {
        const error = failure(() => pickJson(inPieces(bytes.subarray(0, length), size), wanted))
        expect(error.message).toMatch(/^The document is cut off at byte \d+/)
        expect(error.offset).toBe(length)
      }
    }
  })

  test('the error names the keys around it', () => {
    const cutAt = (text: string): JsonError =>
      failure(() => pick(document.slice(0, document.indexOf(text) + text.length), wanted))
    expect(cutAt('true,').path).toEqual(['nodes', 'n.é', 'a'])
    expect(cutAt('"v":').path).toEqual(['metadata'])
    expect(cutAt('-1').path).toEqual([])
    expect(cutAt('true,').message).toBe('The document is cut off at byte 54, in nodes › n.é › a')
  })

  test.each([
    ['', 0],
    ['<html>', 0],
    ['{"nodes":{"a":{}} "z":1}', 18],
    ['{"nodes" {}}', 9],
    ['{"nodes":{,}}', 10],
    ['{"nodes":{"a":{"a":1]}}', 20],
    ['{"z":[1,{]}', 9],
    ['{"z":,"nodes":{}}', 5],
    ['{nodes:{}}', 1],
    ['{"nodes":{}} {}', 13],
    ['{"metadata":nul}', 12],
    ['{"metadata":01}', 12],
    ['{"metadata":"\n"}', 12],
    ['{"metadata":[1,]}', 12],
    ['{"nodes":{"\\x":{}}}', 10],
    ['\ufeff{}', 0],
    ['{"list":[{"a":1} {"a":2}]}', 17],
    ['{"list":[{"a":1},]}', 17],
    ['{"list":[}', 9],
    ['{"x\ny":1}', 1],
    ['{"nodes":{"k":{"a" 1}}}', 19],
    ['{"nodes":{"k":{"x" 1}}}', 19],
    ['{"nodes":{"k":{"a":}}}', 19],
  ])('%j at byte %d', (broken, offset) => {
    for (const size of [1, 3, Infinity]) expect(failure(() => pick(broken, wanted, size)).offset).toBe(offset)
    expect(() => JSON.parse(broken) as unknown).toThrow()
  })

  test('the error names the keys around a nested member', () => {
    const tree: Wanted = { n: every({ x: { y: { z: ALL } } }) }
    const broken = '{"n":{"k":{"x":{"o":1,"y":{"z":[1,}}}}}'
    for (const size of [1, 5, Infinity]) {
      const { path, offset } = failure(() => pick(broken, tree, size))
      expect({ path, offset }).toEqual({ path: ['n', 'k', 'x', 'y', 'z'], offset: 34 })
    }
    expect(failure(() => pick('{"n":{"k":{"x":{"o":[}}}}}', tree)).path).toEqual(['n', 'k', 'x'])
  })

  test('an error that finish throws is passed on', () => {
    const finish = (): never => {
      throw new RangeError('not mine')
    }
    expect(() => pick('{"a":1}', every(ALL, finish))).toThrow(RangeError)
  })
})

function failure(work: () => unknown): JsonError {
  try {
    work()
  } catch (error) {
    if (error instanceof JsonError) return error
    throw error
  }
  throw new Error('no JsonError was thrown')
}
