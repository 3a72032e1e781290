import { describe, expect, test } from '@jest/globals'

import { parseFreeze } from '../../src/exposures/freeze.js'

const day = (date: string): number => Date.parse(`${date}T00:00Z`) / 86_400_000
const dates = (first: string, last: string, timezone: string | null = null) => ({
  kind: 'dates',
  firstDay: day(first),
  lastDay: day(last),
  timezone,
})
const recurring = (cron: string, minutes: number, timezone: string | null = null) => ({
  kind: 'cron',
  cron,
  minutes,
  timezone,
})

describe('a freeze', () => {
  test.each([
    ['2026-12-24', dates('2026-12-24', '2026-12-24')],
    ['2026-12-24..2027-01-01', dates('2026-12-24', '2027-01-01')],
    [' 2026-12-24 .. 2027-01-01  Europe/Berlin ', dates('2026-12-24', '2027-01-01', 'Europe/Berlin')],
    ['0 18 28 * * for 3d', recurring('0 18 28 * *', 4320)],
    ['0 18 L * * for 14 hours America/New_York', recurring('0 18 L * *', 840, 'America/New_York')],
    ['30 6 * * mon-fri for 90m', recurring('30 6 * * mon-fri', 90)],
  ])('%j is parsed', (text, freeze) => {
    expect(parseFreeze(text)).toEqual({ freeze })
  })

  test.each([
    '',
    'none',
    'tomorrow',
    '2026-02-30',
    '2026-13-01',
    '2026-12-24..2026-12-23',
    '2026-12-24..',
    '2026-12-24 Mars/Olympus',
    '2026-12-24T18:00',
    '0 18 28 * *',
    '0 18 28 * for 3d',
    '0 0 18 28 * * for 3d',
    '0 18 32 * * for 3d',
    '0 18 28 * * for 0d',
    '0 18 28 * * for 401d',
    '0 18 28 * * for 3 fortnights',
    '0 18 28 * * for 3d Mars/Olympus',
    '@monthly for 3d',
  ])('%j is none', (text) => {
    expect(parseFreeze(text)).toEqual({ problem: 'form' })
  })
  test.each([
    '0 18 * * * for 1d',
    '0 18 28 * * for 31d',
    '* * * * * for 1m',
    '0 */6 * * * for 6h Europe/Berlin',
    '0 0 1 1 * for 366d',
  ])('%j never pauses', (text) => {
    expect(parseFreeze(text)).toEqual({ problem: 'without end' })
  })

  test.each([
    '0 18 * * mon-fri for 1d',
    '0 18 * * * for 23h',
    '0 * * * mon-fri for 1h',
    '0 18 28 * * for 27d',
    '0 0 1 1 * for 364d',
  ])('%j pauses', (text) => {
    expect(parseFreeze(text)).toMatchObject({ freeze: { kind: 'cron' } })
  })
})
