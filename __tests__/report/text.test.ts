import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'

import { cut, harmlessLines, oneLine } from '../../src/base/untrusted-text.js'

describe('oneLine', () => {
  test.each([
    ['does not change a usual name', 'Weekly KPIs (EU)', 'Weekly KPIs (EU)'],
    ['joins lines', 'a\r\nb\u2028c\u0085d', 'a b c d'],
    ['breaks a workflow command', '::error::x', ': :error::x'],
    ['breaks it after blanks, which the runner trims', ' \u00A0\t::error::x', ': :error::x'],
    ['breaks it after invisible characters', '\u200B\u202E::error::x', ': :error::x'],
    ['breaks it on a second line', 'name\n::set-output name=a::b', 'name ::set-output name=a::b'],
    ['breaks the old form anywhere', 'name ##[error]x', 'name ## [error]x'],
    ['removes the escape character of ANSI colours', '\u001B[31mred', '[31mred'],
    ['removes bidi overrides', 'gpj\u202Eexe.\u2066a\u2069', 'gpjexe.a'],
    ['keeps joined emoji', '👩‍💻 board', '👩‍💻 board'],
    ['removes what no XML may have, such as the badge', 'a\uFFFEb\uFFFFc', 'abc'],
    ['marks half a surrogate pair', 'a\uD83D', 'a\uFFFD'],
  ])('%s', (_, text, expected) => {
    expect(oneLine(text)).toBe(expected)
  })

  test('no text becomes a workflow command, several lines, or longer than the limit', () => {
    const part = fc.oneof(
      fc.constantFrom('::', '##', '[', ':', '\n', '\r', ' ', '\u0000', '\u200B', '😀', '\uD83D', 'error'),
      fc.string({ unit: 'binary' }),
    )
    fc.assert(
      fc.property(fc.array(part), fc.integer({ min: 1, max: 40 }), (parts, max) => {
        const line = oneLine(parts.join(''), max)
        expect(line).not.toMatch(/^\s*::|##\[|[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E]/u)
        expect(Array.from(line).length).toBeLessThanOrEqual(max)
      }),
    )
  })
})

describe('cut', () => {
  test.each([
    ['does not change a text that fits', 'abc', 3, 'abc'],
    ['counts code points', '😀😀😀', 3, '😀😀😀'],
    ['never splits a pair', '😀😀😀😀', 3, '😀😀…'],
    ['leaves only the ellipsis for a limit of one', 'abc', 1, '…'],
  ])('%s', (_, text, max, expected) => {
    expect(cut(text, max)).toBe(expected)
  })
})

test('harmlessLines drops lines that only point at a column, which moves', () => {
  expect(harmlessLines('line 3\n    select  ammount\n            ^^^^^^^\na ^ b', 9)).toEqual([
    'line 3',
    'select ammount',
    'a ^ b',
  ])
  expect(harmlessLines('x\n  ~~~^--\n', 9)).toEqual(['x'])
})

test('harmlessLines keeps the first lines and counts the others', () => {
  expect(harmlessLines('one\n\n::error::two\nthree\nfour', 2)).toEqual([
    'one',
    ': :error::two',
    '… and 2 more lines',
  ])
})
