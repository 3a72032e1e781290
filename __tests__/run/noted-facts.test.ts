import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { noteFacts } from '../../src/run/facts.js'
import { Journal } from '../../src/state/journal.js'
import { at, manifestOf, resultsOf } from '../support/dbt.js'

const MANIFEST = manifestOf({ 'model.shop.orders': {}, 'test.shop.unique': { reads: ['model.shop.orders'] } })

test('a test that warns is known as one that warned before only from its second warning in a row on', () => {
  const journal = new Journal(mkdtempSync(join(tmpdir(), 'facts-')))
  const warnedBefore = (status: string, time: string): string[] => {
    const runResults = [resultsOf('build', { 'test.shop.unique': { status, at: time } })]
    const build = { manifest: MANIFEST, runResults, sources: [] }
    return [...noteFacts([build], journal, { now: at('09:00:00'), writesExposures: false }).warnedBefore]
  }
  expect(warnedBefore('warn', '06:00:00')).toEqual([])
  expect(warnedBefore('warn', '06:30:00')).toEqual(['test.shop.unique'])
  expect(warnedBefore('pass', '07:00:00')).toEqual(['test.shop.unique'])
  expect(warnedBefore('warn', '07:30:00')).toEqual([])
})
