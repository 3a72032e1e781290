import { EventEmitter } from 'node:events'
import { describe, expect, test } from '@jest/globals'
import { sentenceOf, stackOf } from '../../src/base/errors.js'
import { catchStrayErrors, reportOnce } from '../../src/base/stray-errors.js'

test('a new listener gets the earlier errors, and is the only one from then on', () => {
  const process = new EventEmitter()
  const strayErrors = catchStrayErrors(process)
  process.emit('uncaughtException', 'early')
  const [first, second]: [unknown[], unknown[]] = [[], []]
  strayErrors.tellTo((error) => first.push(error))
  process.emit('unhandledRejection', 'middle')
  strayErrors.tellTo((error) => second.push(error))
  process.emit('uncaughtException', 'late')
  expect([first, second]).toEqual([['early', 'middle'], ['late']])
})

test('reports the first five different errors; the details have all', () => {
  const [details, told]: [string[], string[]] = [[], []]
  const listener = reportOnce(
    (text) => details.push(text),
    ({ message }) => told.push(message),
  )
  for (let round = 0; round < 3; round += 1)
    for (let kind = 0; kind < 9; kind += 1) listener(new Error(`kind ${kind}\n::error::${'x'.repeat(5000)}`))
  expect(told.map((sentence) => /kind \d/.exec(sentence)?.[0])).toEqual([
    'kind 0',
    'kind 1',
    'kind 2',
    'kind 3',
    'kind 4',
  ])
  expect(told.filter((sentence) => sentence.includes('\n') || sentence.length > 1200)).toEqual([])
  expect(details).toHaveLength(27)
})

describe('anything thrown has a sentence', () => {
  test.each<[string, unknown, string]>([
    ['an error', new Error('It broke.'), 'It broke.'],
    ['an error without a word', new TypeError(), 'TypeError'],
    ['several errors in one', new AggregateError([new Error('one'), new Error('two')]), 'one'],
    ['a text', 'It broke.', 'It broke.'],
    ['an object', { code: 7 }, '{ code: 7 }'],
    ['an object that has nothing to show', Object.create(null), '[Object: null prototype] {}'],
    ['a symbol', Symbol('broken'), 'Symbol(broken)'],
    ['nothing', undefined, 'undefined'],
  ])('%s', (_, thrown, sentence) => {
    expect(sentenceOf(thrown)).toBe(sentence)
    expect(stackOf(thrown)).not.toBe('')
  })
})
