import { describe, expect, test } from '@jest/globals'
import { parseSources } from '../../src/dbt/artifacts/sources.js'
import { problemsWithDetails } from '../../src/dbt/failure-details.js'
import { type Artifacts, factsOf } from '../../src/dbt/facts.js'
import type { FailureDetails } from '../../src/dbt/types.js'
import { at, manifestOf, resultsOf } from '../support/dbt.js'

const SHOP = manifestOf({
  'source.shop.raw.orders': { schema: 'raw' },
  'model.shop.orders': { reads: ['source.shop.raw.orders'] },
  'test.shop.unique_orders': { reads: ['model.shop.orders'] },
})

function measured(result: object): Artifacts['sources'] {
  const results = [
    {
      unique_id: 'source.shop.raw.orders',
      snapshotted_at: '2026-08-20T06:10:00Z',
      status: 'error',
      ...result,
    },
  ]
  return [
    parseSources({ metadata: { generated_at: '2026-08-20T06:10:00Z' }, results }, 'target/sources.json'),
  ]
}

/** What the builds say about the problem that the facts show; null if they say nothing. */
function detailsOf(id: string, of: Partial<Artifacts>, said: Partial<Artifacts> = of): FailureDetails | null {
  const none = { manifest: SHOP, runResults: [], sources: [] }
  const node = [...SHOP.nodes.values()].find((each) => each.id === id)
  if (node === undefined) throw new Error(`no ${id}`)
  const facts = factsOf({ ...none, ...of }, new Map())
  return problemsWithDetails([{ ...none, ...said }], () => null)(node, facts.get(node.key))?.details ?? null
}

const failure = (status: string, message: string | null, time = '06:02:00') => ({ status, message, at: time })

describe('what dbt says about a failure', () => {
  test.each([
    [
      'model.shop.orders',
      failure('error', 'Database Error\n  no such column'),
      'Database Error\n  no such column',
    ],
    [
      'test.shop.unique_orders',
      failure('fail', 'Got 3 results, configured to fail if != 0'),
      'Got 3 results, configured to fail if != 0',
    ],
    ['model.shop.orders', failure('error', 'x'.repeat(9000)), `${'x'.repeat(3999)}…`],
  ])('%s: the message of its result', (id, result, text) => {
    const runResults = [resultsOf('build', { [id]: result })]
    expect(detailsOf(id, { runResults })).toEqual({ kind: 'message', text })
  })

  test('a result without a message says nothing, and neither does one of another run', () => {
    const id = 'model.shop.orders'
    const runResults = [resultsOf('build', { [id]: failure('error', null) })]
    expect(detailsOf(id, { runResults })).toBeNull()
    const later = [resultsOf('build', { [id]: failure('error', 'Another error', '06:20:00') })]
    expect(detailsOf(id, { runResults }, { runResults: later })).toBeNull()
  })

  test.each([
    [{ error_after: { count: 24, period: 'hour' } }, '24 hours'],
    [{ error_after: { count: 1, period: 'day' } }, '1 day'],
    [{ error_after: { count: null, period: null } }, null],
    [undefined, null],
    ['soon', null],
  ])('a source: its newest row and the limit %j', (criteria, errorAfter) => {
    const sources = measured({ max_loaded_at: '2026-08-19T04:00:00Z', criteria })
    expect(detailsOf('source.shop.raw.orders', { sources })).toEqual({
      kind: 'age',
      newestRowAt: at('04:00:00') - 24 * 3600 * 1000,
      errorAfter,
    })
  })

  test('a source that dbt could not measure: why', () => {
    const sources = measured({ status: 'runtime error', error: 'Database Error\n  no such table' })
    expect(detailsOf('source.shop.raw.orders', { sources })).toMatchObject({
      text: 'Database Error\n  no such table',
    })
  })
})
