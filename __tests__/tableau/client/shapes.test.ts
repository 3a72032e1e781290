import { describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import {
  instant,
  listOf,
  nodes,
  optionalText,
  optionalBoolean,
  wholeNumber,
} from '../../../src/tableau/client/shapes.js'

// Every quirk of docs/facts/tableau.md#json-quirks.

describe('a list', () => {
  const workbooks = listOf('workbook', z.object({ id: z.string() }))
  test.each<[string, unknown, number]>([
    ['as documented', { workbook: [{ id: 'a' }, { id: 'b' }] }, 2],
    ['of one element without an array', { workbook: { id: 'a' } }, 1],
    ['as a bare array', [{ id: 'a' }], 1],
    ['that is empty', {}, 0],
    ['that is empty text', '', 0],
    ['that is null', null, 0],
    ['that is missing', undefined, 0],
    ['with an empty element', { workbook: '' }, 0],
  ])('%s', (_, json, length) => {
    expect(workbooks.parse(json)).toHaveLength(length)
    expect(z.object({ workbooks }).parse({ workbooks: json }).workbooks).toHaveLength(length)
  })

  test('with an element of another shape is an error', () => {
    expect(workbooks.safeParse({ workbook: [{ name: 'no id' }] }).success).toBe(false)
  })

  test('of GraphQL nodes may hold nulls, or be null', () => {
    expect(nodes(z.number()).parse([1, null, 2])).toEqual([1, 2])
    expect(nodes(z.number()).parse(null)).toEqual([])
  })
})

test.each<[unknown, boolean | null]>([
  [true, true],
  [false, false],
  ['true', true],
  ['false', false],
  ['', null],
  [undefined, null],
  [null, null],
  [0, null],
  ['yes', null],
])('%j as a boolean is %j', (json, value) => {
  expect(optionalBoolean.parse(json)).toBe(value)
  expect(z.object({ optionalBoolean }).parse(json === undefined ? {} : { optionalBoolean: json })).toEqual({
    optionalBoolean: value,
  })
})

test.each<[unknown, number | null]>([
  ['100', 100],
  [100, 100],
  ['-1', -1],
  ['', null],
  [undefined, null],
  ['many', null],
  [1.5, null],
])('%j as a whole number is %j', (json, value) => {
  expect(wholeNumber.parse(json)).toBe(value)
})

test.each<[unknown, string | null]>([
  ['x', 'x'],
  [7, '7'],
  ['', null],
  [null, null],
  [undefined, null],
])('%j as optional text is %j', (json, value) => {
  expect(optionalText.parse(json)).toBe(value)
})

test.each<[unknown, string | null]>([
  ['2025-01-02T03:04:05Z', '2025-01-02T03:04:05.000Z'],
  ['2025-01-02T03:04:05-0700', '2025-01-02T10:04:05.000Z'],
  ['2018-30-31T00:00:00Z', null],
  ['', null],
  [undefined, null],
  ['soon', null],
])('%j as an instant is %j', (json, value) => {
  const parsed = instant.parse(json)
  expect(parsed === null ? null : new Date(parsed).toISOString()).toBe(value)
})
