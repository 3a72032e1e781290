import { expect, test } from '@jest/globals'
import { buildSummaries } from '../../src/dbt/build-summary.js'
import { manifestOf, resultsOf } from '../support/dbt.js'

test.each([
  ['generate', 'dbt docs generate'],
  ['operation', 'dbt run-operation'],
  ['build', 'dbt build'],
])('the command of results of %j is shown as typed: %j', (command, expected) => {
  const runResults = [resultsOf(command, {})]
  expect(buildSummaries({ manifest: manifestOf({}), runResults, sources: [] })[0]?.command).toBe(expected)
})

test.each([
  ['dbt build --select marts', 'dbt build'],
  ['dbt retry', 'dbt retry'],
  ['dbt --quiet retry', 'dbt retry'],
])('the command of %j is %j', (invocation_command, expected) => {
  const runResults = [resultsOf('build', {}, { invocation_command })]
  const manifest = manifestOf({})
  expect(buildSummaries({ manifest, runResults, sources: [] }).map(({ command }) => command)).toEqual([
    expected,
  ])
})

test('tests that warned are named, and not other nodes with that status', () => {
  const manifest = manifestOf({
    'model.shop.orders': {},
    'test.shop.plausible': { reads: ['model.shop.orders'] },
    'test.shop.unique': { reads: ['model.shop.orders'] },
  })
  const statuses = {
    'model.shop.orders': 'success',
    'test.shop.plausible': { status: 'warn', failures: 12 },
    'test.shop.unique': 'pass',
  }
  const [told] = buildSummaries({ manifest, runResults: [resultsOf('build', statuses)], sources: [] })
  expect(told).toMatchObject({ failed: 0, warned: [{ id: 'test.shop.plausible', results: 12 }] })
})

test('failed nodes and failed tests are counted apart', () => {
  const manifest = manifestOf({
    'model.shop.orders': {},
    'model.shop.menu': {},
    'test.shop.unique': { reads: ['model.shop.orders'] },
    'unit_test.shop.orders.adds_up': { reads: ['model.shop.orders'] },
    'model.shop.below': { reads: ['model.shop.orders'] },
  })
  const statuses = {
    'model.shop.orders': 'success',
    'model.shop.menu': 'error',
    'test.shop.unique': 'fail',
    'unit_test.shop.orders.adds_up': 'error',
    'model.shop.below': 'skipped',
  }
  const [told] = buildSummaries({ manifest, runResults: [resultsOf('build', statuses)], sources: [] })
  expect(told).toMatchObject({ landed: 1, failed: 1, failedTests: [expect.any(String), expect.any(String)] })
})
