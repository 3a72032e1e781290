import { describe, expect, test } from '@jest/globals'

import { plan } from '../../src/plan/plan.js'
import type { PlanInput } from '../../src/plan/types.js'
import { type Forecast, forecastOf } from '../../src/refresh/forecast.js'
import { forecastText } from '../../src/report/forecast-text.js'
import { april, extract, failed, input, POLICY, refreshed, requests, status, nodes } from '../plan/build.js'

const NOW = april('14 06:00')

function forecast(changes: Partial<PlanInput> = {}): Forecast | null {
  const given = input(changes)
  return forecastOf(plan(given).extracts, given.requests, given.now)
}

const TWO = {
  extracts: [extract('workbook:sales'), extract('workbook:new')],
  requests: requests({
    'workbook:sales': [refreshed(april('12 06:20'), null, 600), refreshed(april('13 06:20'), null, 90)],
  }),
}

describe('the forecast of a plan', () => {
  test('has the starts, and how long those that are known took when they last succeeded', () => {
    expect(forecast(TWO)).toEqual({ starts: 2, timed: 1, seconds: 90, quotaBackAt: null })
  })

  test('is none if nothing starts', () => {
    expect(forecast({ nodes: nodes({ fct_orders: status(april('13 05:50')) }) })).toBeNull()
  })

  const usedUp = requests({
    'workbook:sales': [
      refreshed(april('13 06:20'), null),
      { ...failed(april('14 03:00'), null, 'quota'), outcome: 'deferred' },
    ],
  })

  test('knows of a daily quota that an earlier run found used up', () => {
    expect(forecast({ requests: usedUp })?.quotaBackAt).toBe(april('15 00:00'))
    expect(forecast({ requests: usedUp, slot: april('15 06:00') })?.quotaBackAt).toBeNull()
  })

  test('says nothing of it if force asks Tableau all the same', () => {
    expect(forecast({ requests: usedUp, policy: { ...POLICY, force: true } })?.quotaBackAt).toBeNull()
  })

  test.each([
    [{ starts: 1, timed: 0, seconds: 0 }, '1 refresh'],
    [{ starts: 1, timed: 1, seconds: 20 }, '1 refresh, about 1 backgrounder minute, by their last durations'],
    [
      { starts: 7, timed: 6, seconds: 731 },
      '7 refreshes, about 12 backgrounder minutes for 6 of them, by their last durations',
    ],
  ])('%j: %s', (known, text) => {
    expect(forecastText({ ...known, quotaBackAt: null }, NOW)).toBe(text)
  })

  test('with the quota in words', () => {
    expect(forecastText({ starts: 2, timed: 0, seconds: 0, quotaBackAt: april('15 00:00') }, NOW)).toBe(
      "2 refreshes; the site's daily quota is used up until 00:00 UTC tomorrow (15 Apr), and nothing starts before",
    )
  })
})
