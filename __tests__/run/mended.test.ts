import { expect, test } from '@jest/globals'
import { factsOf } from '../../src/dbt/facts.js'
import type { NodeFacts, NodeKey } from '../../src/dbt/types.js'
import type { Decision } from '../../src/plan/types.js'
import { attemptText, mendedText } from '../../src/report/attempt-text.js'
import { summaryMarkdown } from '../../src/report/summary/summary.js'
import { noLongerHeld } from '../../src/run/mended.js'
import { POLICY } from '../plan/build.js'
import { newData, planRow, report, time } from '../report/stories.js'
import { manifestOf, resultsOf, uid } from '../support/dbt.js'

const manifest = manifestOf({
  'model.shop.orders': {},
  'model.shop.revenue': { reads: ['model.shop.orders'] },
  'model.shop.menu': {},
})

function facts(statuses: Readonly<Record<string, 'success' | 'error'>>, at: string): Map<NodeKey, NodeFacts> {
  const results = Object.entries(statuses).map(
    ([name, status]) => [`model.shop.${name}`, { status, at }] as const,
  )
  const runResults = [resultsOf('build', Object.fromEntries(results))]
  return factsOf({ manifest, runResults, sources: [] }, new Map())
}

const FAILED = facts({ orders: 'error', menu: 'success' }, '06:03:00')
const MENDED = facts({ orders: 'success', menu: 'success' }, '06:39:00')
const NO_EXTRACT: Decision = { kind: 'skip', reason: 'no-extract' }

const rows = [
  planRow({ name: 'Revenue', upstream: ['revenue'] }, newData('revenue')),
  planRow({ name: 'Menu', upstream: ['menu'] }, newData('menu')),
  planRow({ name: 'Tour', upstream: ['revenue'] }, NO_EXTRACT),
]

test('what an earlier failure upstream held back is named with the node that no longer fails', () => {
  const mended = noLongerHeld(rows, { manifest, policy: POLICY, before: FAILED, after: MENDED })
  expect(mended).toEqual({ extracts: ['Revenue'], causes: [uid('model.shop.orders')] })
})

test.each([
  ['nothing had failed', MENDED, MENDED, POLICY],
  ['it still fails', FAILED, FAILED, POLICY],
  ['a failure upstream holds nothing back', FAILED, MENDED, { ...POLICY, onUpstreamFailure: 'refresh' }],
] as const)('nothing is mended if %s', (_, before, after, policy) => {
  expect(noLongerHeld(rows, { manifest, policy, before, after })).toBeNull()
})

const mended = { extracts: ['Revenue', 'Orders'], causes: [uid('model.shop.orders')] }

test('the summary says what is no longer held back, also if nothing is refreshed', () => {
  const said = '**No longer held back:** Revenue, Orders, since orders no longer fails.'
  const refreshing = report([{ row: planRow({ name: 'Menu' }, newData('menu')), result: null }], { mended })
  expect(summaryMarkdown(refreshing)).toContain(said)
  const quiet = report([{ row: planRow({ name: 'Tour' }, NO_EXTRACT), result: null }], { mended })
  expect(summaryMarkdown(quiet)).toContain(`${said} **Nothing to refresh:**`)
  expect(mendedText({ ...mended, causes: [...mended.causes, uid('model.shop.menu')] })).toBe(
    'Revenue, Orders, since orders, menu no longer fail',
  )
})

test('a later attempt says its number and as a run of which instant build_after counts it', () => {
  const { run, mode } = report([], {})
  const second = { ...run, attempt: 2, slot: time('06:00:00') }
  expect(attemptText({ run, mode })).toBeNull()
  const text =
    'Attempt 2 of this run: what an earlier attempt has refreshed is refreshed again only with newer data and in a new window; it is counted by build_after as a run of 06:00 UTC, as the first attempt was'
  expect(attemptText({ run: second, mode })).toBe(text)
  expect(summaryMarkdown(report([], { run: second }))).toContain(`\n\n${text}.\n\n`)
  const forced = { ...second, options: { ...run.options, force: true } }
  expect(attemptText({ run: forced, mode })).toBe('Attempt 2 of this run')
})
