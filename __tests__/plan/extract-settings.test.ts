import { describe, expect, test } from '@jest/globals'

import type { BuildAfter, UpdatesOn, Weekday } from '../../src/exposures/types.js'
import { settingsOf } from '../../src/plan/extract-settings.js'
import { exposure, extract, POLICY } from './build.js'

const every = (minutes: number, at: string | null = null, timezone: string | null = null): BuildAfter => ({
  minutes,
  at,
  timezone,
})

const WORKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const
const THRICE_ON_WORKDAYS: BuildAfter = {
  minutes: (7 * 1440) / 15,
  at: ['07:00', '13:00', '18:00'].map((time) => ({ time, days: WORKDAYS })),
  timezone: null,
}

function windowRuleOf(...settings: { buildAfter?: BuildAfter; updatesOn?: UpdatesOn }[]): unknown {
  const exposures = settings.map((wish, index) => exposure(`e${index}`, wish))
  const { buildAfter, updatesOn } = settingsOf(extract('workbook:sales', { exposures }), POLICY)
  return { buildAfter, updatesOn }
}

describe('the window of an extract that several exposures share', () => {
  test.each([
    {
      name: 'settings that no exposure has come from the inputs',
      settings: [{}],
      buildAfter: every(1440),
      updatesOn: 'any',
    },
    {
      name: 'the smallest window, with its own time of day and updates_on',
      settings: [
        { buildAfter: every(1440, '06:00', 'Europe/Berlin') },
        { buildAfter: every(60), updatesOn: 'all' },
      ],
      buildAfter: every(60),
      updatesOn: 'all',
    },
    {
      name: 'the inputs count as the settings of an exposure without any',
      settings: [{ buildAfter: every(10080) }, {}],
      buildAfter: every(1440),
      updatesOn: 'any',
    },
    {
      name: 'no window is the smallest',
      settings: [{ buildAfter: every(60) }, { buildAfter: every(0) }],
      buildAfter: every(0),
      updatesOn: 'any',
    },
    {
      name: 'any before all',
      settings: [
        { buildAfter: every(60, '06:00'), updatesOn: 'all' },
        { buildAfter: every(60), updatesOn: 'any' },
      ],
      buildAfter: every(60),
      updatesOn: 'any',
    },
    {
      name: 'a time of day before none',
      settings: [{ buildAfter: every(60) }, { buildAfter: every(60, '06:00') }],
      buildAfter: every(60, '06:00'),
      updatesOn: 'any',
    },
    {
      name: 'the earlier time of day',
      settings: [{ buildAfter: every(60, '07:00') }, { buildAfter: every(60, '06:00') }],
      buildAfter: every(60, '06:00'),
      updatesOn: 'any',
    },
    {
      name: 'several times a week before a day: a week divided by their number',
      settings: [{}, { buildAfter: THRICE_ON_WORKDAYS }],
      buildAfter: THRICE_ON_WORKDAYS,
      updatesOn: 'any',
    },
    {
      name: 'a shorter window before several times a week',
      settings: [{ buildAfter: THRICE_ON_WORKDAYS }, { buildAfter: every(660) }],
      buildAfter: every(660),
      updatesOn: 'any',
    },
    {
      name: 'the earliest of several times',
      settings: [{ buildAfter: every(672, '08:00') }, { buildAfter: THRICE_ON_WORKDAYS }],
      buildAfter: THRICE_ON_WORKDAYS,
      updatesOn: 'any',
    },
    {
      name: 'the first zone by name',
      settings: [
        { buildAfter: every(60, '06:00', 'Europe/Berlin') },
        { buildAfter: every(60, '06:00', 'America/New_York') },
      ],
      buildAfter: every(60, '06:00', 'America/New_York'),
      updatesOn: 'any',
    },
  ] as const)('$name', ({ settings, buildAfter, updatesOn }) => {
    expect(windowRuleOf(...settings)).toEqual({ buildAfter, updatesOn })
    expect(windowRuleOf(...[...settings].reverse())).toEqual({ buildAfter, updatesOn })
  })
})

describe('settings that apply only if all exposures have them', () => {
  test.each([
    { policy: 'skip', exposures: ['refresh', 'refresh'], said: 'refresh' },
    { policy: 'refresh', exposures: ['refresh', 'skip'], said: 'skip' },
    { policy: 'refresh', exposures: ['refresh', null], said: 'refresh' },
    { policy: 'skip', exposures: ['refresh', null], said: 'skip' },
  ] as const)('inputs say $policy, exposures say $exposures: $said on a failed upstream', (given) => {
    const exposures = given.exposures.map((onUpstreamFailure, index) =>
      exposure(`e${index}`, { onUpstreamFailure }),
    )
    const policy = { ...POLICY, onUpstreamFailure: given.policy }
    expect(settingsOf(extract('workbook:sales', { exposures }), policy).onUpstreamFailure).toBe(given.said)
  })
})

test.each([
  { wishes: [true, true], incremental: true },
  { wishes: [true, false], incremental: false },
  { wishes: [false, false], incremental: false },
])('incremental only if all exposures are: $wishes', ({ wishes, incremental }) => {
  const exposures = wishes.map((wish, index) => exposure(`e${index}`, { incremental: wish }))
  expect(settingsOf(extract('workbook:sales', { exposures }), POLICY).incremental).toBe(incremental)
})

test('of weekly times, the same ones count in whatever order the exposures come', () => {
  const weekly = (time: string, ...days: Weekday[]): BuildAfter => ({
    minutes: 1440,
    at: [{ time, days }],
    timezone: null,
  })
  const [early, late, other] = [
    weekly('06:00', 'mon', 'tue'),
    weekly('07:00', 'mon', 'tue'),
    weekly('06:00', 'mon', 'wed'),
  ]
  for (const [a, b] of [
    [early, late],
    [early, other],
  ] as const) {
    expect(windowRuleOf({ buildAfter: a }, { buildAfter: b })).toMatchObject({ buildAfter: a })
    expect(windowRuleOf({ buildAfter: b }, { buildAfter: a })).toMatchObject({ buildAfter: a })
  }
})
