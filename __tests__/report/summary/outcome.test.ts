import { describe, expect, test } from '@jest/globals'
import type { Report } from '../../../src/report/report.js'
import { summaryMarkdown } from '../../../src/report/summary/summary.js'
import { readable } from '../parsed.js'
import { newData, planRow, refreshed, report } from '../stories.js'

/** The first line of the summary. */
function outcomeOf(given: Report): string {
  return readable(summaryMarkdown(given).split('\n')[2] ?? '')
}

const upToDate = { kind: 'skip', reason: 'up-to-date', landedAt: 0, pendingDataSources: [] } as const

describe('a run with an exposures-file names the file and what is new in it', () => {
  const file = { path: 'models/tableau.yml', luids: new Set(['a', 'b']), added: 2, removed: 0 }

  test('after refreshes', () => {
    const rows = [{ row: planRow({ name: 'Menu' }, newData('menu')), result: refreshed(3) }]
    expect(outcomeOf(report(rows, { exposuresFile: file }))).toBe(
      '**Exposures:** 2 in `models/tableau.yml`, 2 of them new. **Refreshed:** 1.',
    )
  })

  test('with nothing to refresh', () => {
    const rows = [{ row: planRow({ name: 'Menu' }, upToDate), result: null }]
    const known = { ...file, added: 0, removed: 1 }
    expect(outcomeOf(report(rows, { exposuresFile: known }))).toBe(
      '**Exposures:** 2 in `models/tableau.yml`, none of them new; 1 removed. **Nothing to refresh:** 1 without new data.',
    )
  })
})
