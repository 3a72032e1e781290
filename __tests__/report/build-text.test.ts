import { expect, test } from '@jest/globals'
import { buildDetails, buildText, freshnessDetails, freshnessText } from '../../src/report/build-text.js'
import type { UniqueId } from '../../src/dbt/types.js'

const BUILD = { command: 'dbt build', dbtVersion: '1.12.6', finishedAt: 0 }
const plausible = 'test.shop.assert_plausible' as UniqueId
const unique = 'test.shop.unique_orders' as UniqueId

test.each([
  [
    { landed: 6, failed: 0, failedTests: [plausible], warned: [{ id: unique, results: 3 }] },
    '6 nodes rebuilt; 1 test failed, 1 warned',
    '6 nodes rebuilt; 1 test failed: assert_plausible; 1 test warned: unique_orders',
  ],
  [
    {
      landed: 1,
      failed: 2,
      failedTests: [],
      warned: [unique, plausible].map((id) => ({ id, results: null })),
    },
    '1 node rebuilt, 2 failed; 2 tests warned',
    '1 node rebuilt, 2 failed; 2 tests warned: unique_orders, assert_plausible',
  ],
  [
    { landed: 3, failed: 1, failedTests: [plausible, unique], warned: [] },
    '3 nodes rebuilt, 1 failed; 2 tests failed',
    '3 nodes rebuilt, 1 failed; 2 tests failed: assert_plausible, unique_orders',
  ],
  [{ landed: 0, failed: 0, failedTests: [], warned: [] }, 'no node rebuilt', 'no node rebuilt'],
])('%j: %s', (results, counts, details) => {
  expect(buildText([{ ...BUILD, ...results }])).toBe(counts)
  expect(buildDetails({ ...BUILD, ...results })).toBe(details)
})

test('adds up the builds of a run', () => {
  const build = { ...BUILD, landed: 2, failed: 0, failedTests: [plausible], warned: [] }
  expect(buildText([build, build])).toBe('4 nodes rebuilt; 2 tests failed')
})

test('a measurement of freshness is counted only where it found something, and named with its sources', () => {
  const [orders, payments] = ['source.shop.shop.orders', 'source.shop.shop.payments'] as UniqueId[]
  const fine = { finishedAt: 8 * 3_600_000, measured: 3, failed: [], warned: [] }
  const old = {
    ...fine,
    finishedAt: 6 * 3_600_000,
    failed: [payments as UniqueId],
    warned: [orders as UniqueId],
  }
  const now = 9 * 3_600_000
  expect(freshnessText([fine], now)).toBe('')
  expect(freshnessDetails(fine)).toBe('3 sources measured')
  expect(freshnessText([fine, old], now)).toBe('; dbt source freshness of today 06:00: 1 error, 1 warned')
  expect(freshnessDetails(old)).toBe('3 sources measured; 1 error: shop.payments; 1 warned: shop.orders')
})
