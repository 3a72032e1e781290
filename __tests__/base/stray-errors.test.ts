import { EventEmitter } from 'node:events'
import { describe, expect, test } from '@jest/globals'
import { sentenceOf, stackOf } from '../../src/base/errors.js'
import { catchStrayErrors, reportOnce } from '../../src/base/stray-errors.js'

test('the first listener also gets the earlier errors; a new listener replaces it', () => {
  const process = new EventEmitter()
  const strayErrors = catchStrayErrors(process)
  process.emit('uncaughtException', 'early')
  const [first, second]: [unknown[], unknown[]] = [[], []]
  strayErrors.setListener((error) => first.push(error))
  process.emit('unhandledRejection', 'middle')
  strayErrors.setListener((error) => second.push(error))
  process.emit('uncaughtException', 'late')
  expect([first, second]).toEqual([['early', 'middle'], ['late']])
})

test('reports the first five different errors on one line each, and passes on every stack', () => {
  const [stacks, reported]: [string[], string[]] = [[], []]
  const listener = reportOnce(
    (stack) => stacks.push(stack),
    ({ message }) => reported.push(message),
  )
  for (let round = 0; round < 3; round += 1)
    for (let kind = 0; kind < 9; kind += 1) listener(new Error(`kind ${kind}\n::error::${'x'.repeat(5000)}`))
  expect(reported.map((sentence) => /kind \d/.exec(sentence)?.[0])).toEqual([
    'kind 0',
    'kind 1',
    'kind 2',
    'kind 3',
    'kind 4',
  ])
  expect(reported.filter((sentence) => sentence.includes('\n') || sentence.length > 1200)).toEqual([])
  expect(stacks).toHaveLength(27)
})

describe('anything thrown has a sentence', () => {
  test.each<[string, unknown, string]>([
    ['an error', new Error('It broke.'), 'It broke.'],
    ['an error without a message', new TypeError(), 'TypeError'],
    ['several errors in one', new AggregateError([new Error('one'), new Error('two')]), 'one'],
    ['a text', 'It broke.', 'It broke.'],
    ['an object', { code: 7 }, '{ code: 7 }'],
    ['an object without a prototype', Object.create(null), '[Object: null prototype] {}'],
    ['a symbol', Symbol('broken'), 'Symbol(broken)'],
    ['nothing', undefined, 'undefined'],
  ])('%s', (_, thrown, sentence) => {
    expect(sentenceOf(thrown)).toBe(sentence)
    expect(stackOf(thrown)).not.toBe('')
  })
})
