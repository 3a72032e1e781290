import { expect, test } from '@jest/globals'
import { annotationsOf } from '../../src/report/outputs/annotations.js'
import { toRows } from '../../src/report/outputs/rows.js'
import { summaryMarkdown } from '../../src/report/summary/summary.js'
import { node, planRow, report, time } from './stories.js'

test('all views take the names that the report has made once, and make none of their own', () => {
  const menu = node('menu')
  const problems = [{ node: menu, kind: 'node' as const, failedAt: time('06:01:00') }]
  const told = report([
    { row: planRow({ name: 'Board' }, { kind: 'skip', reason: 'upstream-failed', problems }), result: null },
  ])
  const named = { ...told, wording: { ...told.wording, names: new Map([[menu, 'known_name']]) } }
  const views = [annotationsOf(named), toRows(named), summaryMarkdown(named)]
  for (const view of views) expect(JSON.stringify(view)).toMatch(/known_?\\*_?name/)
})
