import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'

import type { UniqueId } from '../../src/dbt/types.js'
import type { Decision } from '../../src/plan/types.js'
import { causeOf } from '../../src/report/reason-text.js'
import { wordingContext } from '../../src/report/report.js'
import { node, NOW, planRow, report } from './stories.js'

/* People look up docs/troubleshooting.md by the words of the summary, so it must have the same. */

const PAGE = readFileSync(join(import.meta.dirname, '../../docs/troubleshooting.md'), 'utf8')

/** The first cell of the row for this reason: the summary's words, with `…` for names, places and times. */
function wordsOf(reason: string): string {
  const line = PAGE.split('\n').find((each) => each.includes(`(\`${reason}\`)`)) ?? ''
  return (line.split('|')[1] ?? '').trim()
}

const X = node('x')
const problem = (kind: 'test' | 'node' | 'freshness') => [{ node: X, kind, failedAt: NOW }]

test.each<Decision>([
  { kind: 'skip', reason: 'no-extract' },
  { kind: 'skip', reason: 'not-visible', landed: [] },
  {
    kind: 'skip',
    reason: 'other-environment',
    pairs: [{ dbt: 'x.orders', tableau: 'x.orders' }],
  },
  { kind: 'skip', reason: 'upstream-failed', problems: problem('test') },
  { kind: 'skip', reason: 'upstream-failed', problems: problem('node') },
  { kind: 'skip', reason: 'upstream-failed', problems: problem('freshness') },
  { kind: 'skip', reason: 'never-landed', upstream: [X] },
  { kind: 'skip', reason: 'up-to-date', landedAt: NOW, pendingDataSources: [] },
  { kind: 'skip', reason: 'waiting-for-upstream', waitingFor: [X] },
  { kind: 'skip', reason: 'build-after' },
  { kind: 'skip', reason: 'frozen', until: NOW },
  { kind: 'skip', reason: 'failing', since: NOW, orEarlier: false, failure: 'credentials' },
])('the row of $reason has the words of the summary', (decision) => {
  const row = { row: planRow({ name: 'X' }, decision), result: null }
  const words = causeOf(row, wordingContext(report([row])))
  expect(wordsOf(decision.reason)).toContain(words.replaceAll(/\bx\b/g, '…'))
})

test('a source without news has words of its own', () => {
  const source = 'source.shop.x' as UniqueId
  const bare = planRow({ name: 'X' }, { kind: 'skip', reason: 'never-landed', upstream: [source] })
  const upstream = [{ node: source, via: null, declared: true }]
  const row = { row: { ...bare, extract: { ...bare.extract, upstream } }, result: null }
  expect(wordsOf('never-landed')).toContain(
    causeOf(row, wordingContext(report([row]))).replaceAll(/\b(?:shop\.)?x\b/g, '…'),
  )
})
