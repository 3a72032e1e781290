import { describe, expect, test } from '@jest/globals'
import { HttpError } from '../../../src/base/http.js'
import { NotTableauError, TableauError } from '../../../src/tableau/client/errors.js'
import {
  isTransient,
  pauseAfter,
  withRetries,
  requestedWait,
  wasNeverSent,
} from '../../../src/tableau/client/retry.js'

const NOW = Date.parse('2026-04-13T06:00:00Z')

function tableauError(code: string, detail = '', retryAfter: string | null = null): TableauError {
  return new TableauError({ status: Number(code.slice(0, 3)), code, summary: '', detail, retryAfter })
}

/** Fails with these errors in turn, then succeeds. Returns how long it waited in between. */
async function play(errors: readonly Error[], { random = 1, attempts = 5 } = {}) {
  const waits: number[] = []
  let tries = 0
  const result = await withRetries(
    () => {
      const error = errors[tries]
      tries += 1
      return error === undefined ? Promise.resolve('done') : Promise.reject(error)
    },
    {
      clock: {
        now: () => NOW,
        sleep: (duration) => {
          waits.push(duration)
          return Promise.resolve()
        },
      },
      random: () => random,
      attempts,
      isRetryable: isTransient,
    },
  ).catch((error: unknown) => error)
  return { result, waits, tries }
}

const RESET = new HttpError('The connection broke off.', false)

describe('a call that fails', () => {
  test('is retried with pauses that double up to 15 seconds', async () => {
    const { result, waits } = await play(
      Array.from({ length: 7 }, () => RESET),
      { attempts: 9 },
    )
    expect(result).toBe('done')
    expect(waits).toEqual([1000, 2000, 4000, 8000, 15_000, 15_000, 15_000])
  })

  test('pauses for a random part of that', () => {
    expect([0, 0.25, 0.5].map((chance) => pauseAfter(3, () => chance))).toEqual([0, 1000, 2000])
  })

  test('rejects with the last error after its attempts', async () => {
    const { result, tries } = await play([RESET, RESET, tableauError('500000')], { attempts: 3 })
    expect(result).toMatchObject({ code: '500000' })
    expect(tries).toBe(3)
  })

  test('permanently is not retried', async () => {
    const { result, tries } = await play([tableauError('404006')])
    expect(result).toMatchObject({ code: '404006' })
    expect(tries).toBe(1)
  })

  test('waits as long as Tableau asks, up to a minute', async () => {
    const { waits } = await play([tableauError('429000', '', '30'), tableauError('429000', '', '0')])
    expect(waits).toEqual([30_000, 0])
  })

  test('is not retried if Tableau asks for a longer wait', async () => {
    const { result, tries } = await play([tableauError('429000', 'Please retry after 29 minutes.')])
    expect(result).toMatchObject({ code: '429000' })
    expect(tries).toBe(1)
  })
})

test.each<[string, Error, boolean]>([
  ['500', tableauError('500000'), true],
  ['503 with a page', new NotTableauError('u', 503, 'an HTML page'), true],
  ['200 with a page', new NotTableauError('u', 200, 'an HTML page'), true],
  ['408', new NotTableauError('u', 408, 'nothing'), true],
  ['429', tableauError('429000'), true],
  ['a reset', RESET, true],
  ['302', new NotTableauError('u', 302, 'nothing'), false],
  ['404 with a page', new NotTableauError('u', 404, 'an HTML page'), false],
  ['409093', tableauError('409093'), false],
  ['a bug of ours', new TypeError('x'), false],
])('%s (%s) is transient: %s', (_, error, expected) => {
  expect(isTransient(error)).toBe(expected)
})

test('only a call that was never sent is safe to repeat', () => {
  expect(wasNeverSent(new HttpError('refused', true))).toBe(true)
  expect(wasNeverSent(RESET)).toBe(false)
  expect(wasNeverSent(tableauError('500000'))).toBe(false)
})

test.each<[string, string | null, string, number | null]>([
  ['seconds', '120', '', 120_000],
  ['a date', 'Mon, 13 Apr 2026 06:01:30 GMT', '', 90_000],
  ['a date in the past', 'Mon, 13 Apr 2026 05:00:00 GMT', '', 0],
  [
    'the text',
    null,
    "Too many requests for 'api.rest.refresh_extracts'. Please retry after 29 minutes.",
    29 * 60_000,
  ],
  ['a German text', null, 'Versuchen Sie es in 2 Stunden erneut.', 7_200_000],
  ['a text in seconds', null, 'retry after 45 seconds', 45_000],
  ['nothing', null, 'Too many requests', null],
  ['nonsense', 'soon', '', null],
])('the wait comes from %s', (_, header, detail, expected) => {
  expect(requestedWait(tableauError('429000', detail, header), NOW)).toBe(expected)
})
