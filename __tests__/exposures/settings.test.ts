import { describe, expect, test } from '@jest/globals'
import { FREEZE_FORMS } from '../../src/exposures/freeze.js'
import { namedExtracts, namesExtracts, parseSettings } from '../../src/exposures/settings.js'

const DEFAULT_MINUTES = 720
const parse = (active_exposure: unknown) => parseSettings({ active_exposure }, DEFAULT_MINUTES)

/** The sentence about a wrong setting, or the parsed settings. */
function problem(active_exposure: unknown): unknown {
  const parsed = parse(active_exposure)
  return 'problem' in parsed ? parsed.problem : parsed
}

const NOTHING_SET = {
  enabled: true,
  settings: {
    buildAfter: null,
    updatesOn: null,
    onUpstreamFailure: null,
    incremental: false,
    freezes: [],
    staleAfter: null,
  },
  extracts: [],
}

describe('missing settings are null, so that the inputs apply', () => {
  test.each([
    ['without active_exposure', {}],
    ['with other keys of other tools beside it', { owner_team: 'finance', lightdash: { x: 1 } }],
    ['with an empty active_exposure, which YAML reads as null', { active_exposure: null }],
    ['with an empty mapping', { active_exposure: {} }],
    ['with enabled: true', { active_exposure: { enabled: true } }],
  ])('%s', (_, meta) => {
    expect(parseSettings(meta, DEFAULT_MINUTES)).toEqual(NOTHING_SET)
  })
})

describe('every key is parsed', () => {
  test('enabled: false disables the exposure, whatever its other settings', () => {
    expect(parse({ enabled: false, incremental: true })).toEqual({ enabled: false })
  })

  test.each([
    [
      { count: 30, period: 'minute' },
      { minutes: 30, at: null, timezone: null },
    ],
    [
      { count: 6, period: 'hour' },
      { minutes: 360, at: null, timezone: null },
    ],
    [
      { count: 2, period: 'day' },
      { minutes: 2880, at: null, timezone: null },
    ],
    [
      { count: 0, period: 'day' },
      { minutes: 0, at: null, timezone: null },
    ],
    [
      { count: 1, period: 'day', at: '06:30' },
      { minutes: 1440, at: '06:30', timezone: null },
    ],
    [
      { count: 1, period: 'day', at: '23:59', timezone: 'America/Argentina/Ushuaia' },
      { minutes: 1440, at: '23:59', timezone: 'America/Argentina/Ushuaia' },
    ],
    [{ at: '00:00' }, { minutes: DEFAULT_MINUTES, at: '00:00', timezone: null }],
    [
      { at: '06:30', timezone: 'Europe/Berlin' },
      { minutes: 720, at: '06:30', timezone: 'Europe/Berlin' },
    ],
    // A list of one is that one.
    [{ at: ['06:30'] }, { minutes: DEFAULT_MINUTES, at: '06:30', timezone: null }],
    [
      { count: 1, period: 'day', at: ['06:30', '06:30'] },
      { minutes: 1440, at: '06:30', timezone: null },
    ],
    [{ updates_on: 'all' }, null],
    [{}, null],
  ])('build_after %j is the window %j', (build_after, buildAfter) => {
    expect(parse({ build_after })).toMatchObject({ enabled: true, settings: { buildAfter } })
  })

  const daily = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
  const workdays = daily.slice(0, 5)

  test.each([
    {
      given: { at: ['18:00', '07:00', '13:00'], days: ['mon', 'tue', 'wed', 'thu', 'fri'] },
      minutes: 672,
      at: [
        { time: '07:00', days: workdays },
        { time: '13:00', days: workdays },
        { time: '18:00', days: workdays },
      ],
    },
    { given: { at: '07:00', days: 'mon-fri' }, minutes: 2016, at: [{ time: '07:00', days: workdays }] },
    {
      given: { at: '07:00', days: ['Friday', 'sat-Sunday', 'MON'] },
      minutes: 2520,
      at: [{ time: '07:00', days: ['mon', 'fri', 'sat', 'sun'] }],
    },
    {
      given: { at: '07:00', days: 'fri-mon' },
      minutes: 2520,
      at: [{ time: '07:00', days: ['mon', 'fri', 'sat', 'sun'] }],
    },
    { given: { at: '07:00', days: 'wed-tue' }, minutes: 1440, at: [{ time: '07:00', days: daily }] },
    { given: { at: '07:00', days: ['sun', 'sun'] }, minutes: 10080, at: [{ time: '07:00', days: ['sun'] }] },
    {
      given: { at: ['07:00', '07:00', '19:00'] },
      minutes: 720,
      at: [
        { time: '07:00', days: daily },
        { time: '19:00', days: daily },
      ],
    },
    {
      given: { at: ['01:00', '18:00', 'fri 16:00'] },
      minutes: 672,
      at: [
        { time: '01:00', days: daily },
        { time: '16:00', days: ['fri'] },
        { time: '18:00', days: daily },
      ],
    },
    {
      given: { at: ['07:00', 'sat 10:00', 'Sunday 07:00', 'mon 07:00'], days: 'mon-fri' },
      minutes: 1440,
      at: [
        { time: '07:00', days: [...workdays, 'sun'] },
        { time: '10:00', days: ['sat'] },
      ],
    },
    { given: { at: 'fri 16:00' }, minutes: 10080, at: [{ time: '16:00', days: ['fri'] }] },
    { given: { at: 'sat - sun 16:00' }, minutes: 5040, at: [{ time: '16:00', days: ['sat', 'sun'] }] },
    {
      given: { at: ['07:00', 'fri 16:00'], days: ['mon - tue'] },
      minutes: 3360,
      at: [
        { time: '07:00', days: ['mon', 'tue'] },
        { time: '16:00', days: ['fri'] },
      ],
    },
  ])('build_after $given has windows of $minutes minutes on average', ({ given, minutes, at }) => {
    expect(parse({ build_after: { ...given, timezone: 'Europe/Berlin' } })).toMatchObject({
      enabled: true,
      settings: { buildAfter: { minutes, at, timezone: 'Europe/Berlin' } },
    })
  })

  test.each([
    [{ state: { lag_tolerance: '4h' } }, { minutes: 240, at: null, timezone: null }, null],
    [{ state: { lag_tolerance: '90s' } }, { minutes: 1.5, at: null, timezone: null }, null],
    [{ state: { lag_tolerance: '0 minutes' } }, { minutes: 0, at: null, timezone: null }, null],
    [
      { state: { lag_tolerance: '1 week', require_fresh_data_from: 'all' }, build_after: { at: '06:30' } },
      { minutes: 10080, at: '06:30', timezone: null },
      'all',
    ],
    [
      { state: { require_fresh_data_from: 'any' }, build_after: { count: 2, period: 'day' } },
      { minutes: 2880, at: null, timezone: null },
      'any',
    ],
    [{ state: { require_fresh_data_from: 'all' } }, null, 'all'],
    [{ state: {} }, null, null],
  ])("dbt State's words are aliases of those of build_after: %j", (given, buildAfter, updatesOn) => {
    expect(parse(given)).toMatchObject({ enabled: true, settings: { buildAfter, updatesOn } })
  })

  test.each(['any', 'all'])('updates_on: %s', (updates_on) => {
    expect(parse({ build_after: { updates_on } })).toMatchObject({ settings: { updatesOn: updates_on } })
  })

  test.each(['skip', 'refresh'])('on_upstream_failure: %s', (on_upstream_failure) => {
    expect(parse({ on_upstream_failure })).toMatchObject({
      settings: { onUpstreamFailure: on_upstream_failure },
    })
  })

  test('incremental: true', () => {
    expect(parse({ incremental: true })).toMatchObject({ settings: { incremental: true } })
  })

  test.each([
    ['2026-12-24', ['dates']],
    [
      ['2026-12-24..2027-01-01', '0 18 28 * * for 3d Europe/Berlin'],
      ['dates', 'cron'],
    ],
  ])('freeze: %j', (freeze, kinds) => {
    expect(parse({ freeze })).toMatchObject({ settings: { freezes: kinds.map((kind) => ({ kind })) } })
  })

  test.each([
    [{ count: 6, period: 'hour' }, 360],
    [{ count: 2, period: 'day' }, 2880],
    [{ count: 0, period: 'day' }, 0],
  ])('stale_after: %j is %i minutes', (stale_after, staleAfter) => {
    expect(parse({ stale_after })).toMatchObject({ settings: { staleAfter } })
  })

  test.each([
    [{ count: 6 }, 'active_exposure.stale_after needs both count and period.'],
    [{ cuont: 6, period: 'hour' }, 'active_exposure.stale_after has no key cuont; did you mean count?'],
    [{ count: 1.5, period: 'day' }, 'active_exposure.stale_after.count must be a whole number.'],
    [{ count: 401, period: 'day' }, 'active_exposure.stale_after is longer than 400 days.'],
    ['6h', 'active_exposure.stale_after must be a mapping such as {count: 6, period: hour}.'],
  ])('a wrong stale_after: %j', (stale_after, problem) => {
    expect(parse({ stale_after })).toEqual({ problem })
  })

  test('a misspelt stale_after is named', () => {
    expect(parse({ staleafter: { count: 1, period: 'day' } })).toEqual({
      problem: 'active_exposure has no key staleafter; did you mean stale_after?',
    })
  })

  test('extracts keep their order and names', () => {
    const extracts = [{ workbook: '9F7C2A3E-41d6-4b8a-8e05-c3a1f6b2d974' }, { datasource: 'Finance/Orders' }]
    expect(parse({ extracts })).toMatchObject({
      extracts: [
        { kind: 'workbook', name: '9F7C2A3E-41d6-4b8a-8e05-c3a1f6b2d974' },
        { kind: 'datasource', name: 'Finance/Orders' },
      ],
    })
  })
})

describe('an unknown key is reported with the nearest valid one', () => {
  test.each([
    [{ enable: true }, 'active_exposure has no key enable; did you mean enabled?'],
    [{ build_afer: {} }, 'active_exposure has no key build_afer; did you mean build_after?'],
    [{ 'build-after': {} }, 'active_exposure has no key build-after; did you mean build_after?'],
    [
      { on_upstream_fail: 'skip' },
      'active_exposure has no key on_upstream_fail; did you mean on_upstream_failure?',
    ],
    [{ increment: true }, 'active_exposure has no key increment; did you mean incremental?'],
    [{ extract: [] }, 'active_exposure has no key extract; did you mean extracts?'],
    [{ build_after: { counts: 1 } }, 'active_exposure.build_after has no key counts; did you mean count?'],
    [
      { build_after: { periods: 'day' } },
      'active_exposure.build_after has no key periods; did you mean period?',
    ],
    [
      { build_after: { update_on: 'all' } },
      'active_exposure.build_after has no key update_on; did you mean updates_on?',
    ],
    [
      { build_after: { time_zone: 'UTC' } },
      'active_exposure.build_after has no key time_zone; did you mean timezone?',
    ],
    [
      { enabled: false, incremetal: true },
      'active_exposure has no key incremetal; did you mean incremental?',
    ],
    [{ updates_on: 'all' }, 'active_exposure has no key updates_on; did you mean build_after.updates_on?'],
    [{ at: '06:30' }, 'active_exposure has no key at; did you mean build_after.at?'],
    [{ lag_tolerance: '4h' }, 'active_exposure has no key lag_tolerance; did you mean state.lag_tolerance?'],
    [
      { build_after: { require_fresh_data_from: 'all' } },
      'active_exposure.build_after has no key require_fresh_data_from; did you mean state.require_fresh_data_from?',
    ],
    [
      { state: { lag_tolerence: '4h' } },
      'active_exposure.state has no key lag_tolerence; did you mean lag_tolerance?',
    ],
    [{ days: 'mon' }, 'active_exposure has no key days; did you mean build_after.days?'],
    [{ build_after: { day: 'mon' } }, 'active_exposure.build_after has no key day; did you mean days?'],
  ])('%j', (given, sentence) => {
    expect(problem(given)).toBe(sentence)
  })
})

test.each(['active_exposures', 'activeExposure', 'active-exposure', 'active_exposre', 'active_exposr'])(
  'settings under %s are reported, not ignored',
  (key) => {
    expect(parseSettings({ [key]: { enabled: false } }, DEFAULT_MINUTES)).toEqual({
      problem: `${key} is not a key of this action; did you mean active_exposure?`,
    })
  },
)

describe('a wrong value is reported with its key and the allowed values', () => {
  const at = (why: string): string => `active_exposure.build_after.at ${why}`
  const time = "must be a quoted time of day such as '06:30'"
  const quoted = at(`${time} or 'fri 16:00'.`)
  const orList = at(`${time}, or a list of them.`)
  const days = 'active_exposure.build_after.days'
  const notADay = 'must be a day of the week such as mon, or days such as mon-fri.'
  const withLength = 'cannot be combined with count and period: each window lasts until the next time.'

  test.each([
    [true, 'active_exposure must be a mapping.'],
    ['daily', 'active_exposure must be a mapping.'],
    [[], 'active_exposure must be a mapping.'],
    [{ enabled: 'false' }, 'active_exposure.enabled must be true or false.'],
    [{ enabled: null }, 'active_exposure.enabled must be true or false.'],
    [{ incremental: 1 }, 'active_exposure.incremental must be true or false.'],
    [{ on_upstream_failure: 'ignore' }, 'active_exposure.on_upstream_failure must be skip or refresh.'],
    [
      { build_after: 1440 },
      'active_exposure.build_after must be a mapping such as {count: 6, period: hour}.',
    ],
    [
      { build_after: null },
      'active_exposure.build_after must be a mapping such as {count: 6, period: hour}.',
    ],
    [{ build_after: { count: 1 } }, 'active_exposure.build_after needs both count and period.'],
    [{ build_after: { period: 'day' } }, 'active_exposure.build_after needs both count and period.'],
    [
      { build_after: { count: '1', period: 'day' } },
      'active_exposure.build_after.count must be a whole number.',
    ],
    [
      { build_after: { count: 1.5, period: 'day' } },
      'active_exposure.build_after.count must be a whole number.',
    ],
    [{ build_after: { count: -1, period: 'day' } }, 'active_exposure.build_after.count must be 0 or more.'],
    [{ build_after: { count: 401, period: 'day' } }, 'active_exposure.build_after is longer than 400 days.'],
    [
      { build_after: { count: 576_001, period: 'minute', at: '06:30' } },
      'active_exposure.build_after is longer than 400 days.',
    ],
    [
      { build_after: { count: Number.MAX_SAFE_INTEGER, period: 'hour' } },
      'active_exposure.build_after is longer than 400 days.',
    ],
    [
      { build_after: { count: 1, period: 'days' } },
      'active_exposure.build_after.period must be minute, hour or day.',
    ],
    [{ build_after: { updates_on: 'some' } }, 'active_exposure.build_after.updates_on must be any or all.'],
    // YAML 1.1, which dbt Core reads, parses an unquoted 06:30 as 390: base 60.
    [{ build_after: { at: 390 } }, orList],
    [{ build_after: { at: ['07:00', 780] } }, orList],
    [{ build_after: { at: {} } }, orList],
    [{ build_after: { at: '6:30' } }, quoted],
    [{ build_after: { at: '24:00' } }, quoted],
    [{ build_after: { at: '06:60' } }, quoted],
    [{ build_after: { at: '06:30:00' } }, quoted],
    [{ build_after: { at: 'noon' } }, quoted],
    [{ build_after: { at: 'fry 16:00' } }, quoted],
    [{ build_after: { at: 'fri16:00' } }, quoted],
    [{ build_after: { at: [] } }, at('is empty: leave it out, or name one.')],
    [
      { build_after: { at: ['07:00', '7:30'] } },
      "active_exposure.build_after.at (item 2) must be a quoted time of day such as '06:30' or 'fri 16:00'.",
    ],
    [
      { build_after: { at: ['fri 16:00', 'sat 09:00'], days: ['mon'] } },
      `${days} have no effect, because each time of at names its own days.`,
    ],
    [{ build_after: { at: '07:00', days: 'monkey' } }, `${days} ${notADay}`],
    [{ build_after: { at: '07:00', days: 'mon-' } }, `${days} ${notADay}`],
    [{ build_after: { at: '07:00', days: 'mon-wed-fri' } }, `${days} ${notADay}`],
    [{ build_after: { at: '07:00', days: ['mon', 'weekdays'] } }, `${days} (item 2) ${notADay}`],
    [{ build_after: { at: '07:00', days: [] } }, `${days} is empty: leave it out, or name one.`],
    [
      { build_after: { at: '07:00', days: 1 } },
      `${days} must be a list of days of the week such as [mon, wed-fri].`,
    ],
    [
      { build_after: { days: 'mon' } },
      'active_exposure.build_after has days, which have no effect without at.',
    ],
    [{ build_after: { count: 1, period: 'day', at: '07:00', days: 'mon' } }, `${days} ${withLength}`],
    [
      { build_after: { count: 1, period: 'day', at: ['07:00', '13:00'] } },
      at(`has several times or days, which ${withLength}`),
    ],
    [
      { build_after: { count: 7, period: 'day', at: 'fri 16:00' } },
      at(`has several times or days, which ${withLength}`),
    ],
    [
      { build_after: { at: '06:30', timezone: 'Europe/Berln' } },
      'active_exposure.build_after.timezone is not an IANA time zone such as Europe/Berlin.',
    ],
    [
      { build_after: { at: '06:30', timezone: '' } },
      'active_exposure.build_after.timezone is not an IANA time zone such as Europe/Berlin.',
    ],
    [{ build_after: { at: '06:30', timezone: 1 } }, 'active_exposure.build_after.timezone must be a text.'],
    [
      { build_after: { timezone: 'Europe/Berlin' } },
      'active_exposure.build_after has a timezone, which has no effect without at.',
    ],
    ...['4', '4 fortnights', 'h', '-1h', ''].map((lag_tolerance): [unknown, string] => [
      { state: { lag_tolerance } },
      "active_exposure.state.lag_tolerance must be a duration such as '30m', '4h' or '1d'.",
    ]),
    [
      { state: { lag_tolerance: 4 } },
      "active_exposure.state.lag_tolerance must be a duration such as '30m', '4h' or '1d'.",
    ],
    [{ state: { lag_tolerance: '401d' } }, 'active_exposure.state.lag_tolerance is longer than 400 days.'],
    [
      { state: { require_fresh_data_from: 'none' } },
      'active_exposure.state.require_fresh_data_from must be any or all.',
    ],
    [
      { state: { lag_tolerance: '1d' }, build_after: { count: 1, period: 'day' } },
      'active_exposure.state.lag_tolerance cannot be combined with build_after.count and period, because both decide the same.',
    ],
    [
      { state: { lag_tolerance: '1d' }, build_after: { at: '06:30', days: 'mon-fri' } },
      'active_exposure.state.lag_tolerance cannot be combined with several times or days of build_after, because both decide the same.',
    ],
    [
      { state: { require_fresh_data_from: 'all' }, build_after: { updates_on: 'all' } },
      'active_exposure.state.require_fresh_data_from cannot be combined with build_after.updates_on, because both decide the same.',
    ],
    [{ freeze: 'none' }, `active_exposure.freeze must be ${FREEZE_FORMS}.`],
    [{ freeze: ['2026-12-24', 'May'] }, `active_exposure.freeze (item 2) must be ${FREEZE_FORMS}.`],
    [
      { freeze: '0 18 * * * for 2d' },
      'active_exposure.freeze never pauses: each stretch lasts until the next one begins; choose a shorter length.',
    ],
    [{ freeze: true }, `active_exposure.freeze must be ${FREEZE_FORMS}.`],
    [{ freeze: [] }, 'active_exposure.freeze is empty: leave it out, or name one.'],
    [{ extracts: 'Finance/Orders' }, 'active_exposure.extracts must be a list.'],
    [{ extracts: [{ datasource: '' }] }, 'active_exposure.extracts (item 1).datasource is empty.'],
    [{ extracts: [] }, 'active_exposure.extracts is empty.'],
    ...[
      'Finance/Orders',
      { dashboard: 'Finance/Orders' },
      { datasource: 7 },
      { datasource: 'a', workbook: 'b' },
    ].map((extract): [unknown, string] => [
      { extracts: [{ workbook: 'fine' }, extract] },
      'active_exposure.extracts (item 2) must be {datasource: …} or {workbook: …}, with a project path and name or a LUID.',
    ]),
  ])('%j', (given, sentence) => {
    expect(problem(given)).toBe(sentence)
  })
})

test('a window of 400 days is allowed', () => {
  const longest = { count: 400, period: 'day' }
  expect(parse({ build_after: longest })).toMatchObject({ settings: { buildAfter: { minutes: 576_000 } } })
})

describe('the named extracts of an exposure', () => {
  const extracts = [{ workbook: 'Finance/KPIs' }, { datasource: 'Finance/Orders' }]
  const expected = [
    { kind: 'workbook', name: 'Finance/KPIs' },
    { kind: 'datasource', name: 'Finance/Orders' },
  ]

  test.each([
    ['that is disabled', { enabled: false, extracts }, expected],
    ['with another setting that is wrong', { incremental: 'yes', extracts }, expected],
    ['that names none', { enabled: true }, []],
    ['that names them in another form', { extracts: ['Finance/KPIs'] }, []],
    ['without settings', undefined, []],
  ])('%s', (_, active_exposure, names) => {
    expect(namedExtracts({ active_exposure })).toEqual(names)
  })
})

test.each([
  ['valid ones', { extracts: [{ workbook: 'Finance/KPIs' }] }, true],
  ['wrong ones', { extracts: 'Finance/KPIs' }, true],
  ['none', { enabled: true }, false],
  ['an empty mapping, which YAML reads as null', null, false],
  ['a text', 'extracts', false],
])('whether an exposure names extracts: %s', (_, active_exposure, names) => {
  expect(namesExtracts({ active_exposure })).toBe(names)
})

test('a key that differs more is of another tool', () => {
  expect(parseSettings({ active_expos: { enabled: false } }, DEFAULT_MINUTES)).toEqual(NOTHING_SET)
})
