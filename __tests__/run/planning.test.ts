import { expect, test } from '@jest/globals'

import type { Plan } from '../../src/plan/types.js'
import { firstDiscoveryNotice } from '../../src/run/planning.js'
import { exposure, newData, planRow } from '../report/stories.js'

function discovered(name: string, project: string): Plan['extracts'][number] {
  const origin = 'discovered' as const
  return planRow({ name, project, exposures: [{ ...exposure(name), origin }] }, newData('m'))
}

function noticeOf(...extracts: Plan['extracts'][number][]): string {
  const [notice] = firstDiscoveryNotice({ extracts, unresolved: [], leftOut: [] }, new Map(), true)
  return notice?.message ?? ''
}

test('the first discovery names content with its project, since an exposure may have its name', () => {
  expect(noticeOf(discovered('Campaigns', 'Marketing'), discovered('Weekly KPIs', 'Marketing'))).toMatch(
    /^Discovery found 2 extracts \(Marketing\/Campaigns, Marketing\/Weekly KPIs\) that no exposure declares/,
  )
})

test.each([
  ['Campaigns', 'workbook:Marketing/Campaigns'],
  ['Weekly KPIs', '"workbook:Marketing/Weekly KPIs"'],
])('the first discovery names the selector that leaves out %s', (name, selector) => {
  expect(noticeOf(discovered(name, 'Marketing'))).toMatch(
    new RegExp(`to leave out one of these, set exclude to ${selector}\\.$`),
  )
})
