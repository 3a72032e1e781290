import { dateOf, type Instant } from '../base/clock.js'

const HOUR = 3600
const DAY = 24 * HOUR

/** `45 s`, `1 min 13 s`, `2 h 5 min`, `3 d 4 h`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  if (whole < 60) return `${whole} s`
  if (whole < HOUR) return pair(whole, 60, 'min', 's')
  const minutes = Math.round(whole / 60)
  if (whole < DAY) return pair(minutes, 60, 'h', 'min')
  return pair(Math.round(minutes / 60), 24, 'd', 'h')
}

function pair(total: number, base: number, large: string, small: string): string {
  const rest = total % base
  const first = `${(total - rest) / base} ${large}`
  return rest === 0 ? first : `${first} ${rest} ${small}`
}

/** `just now`, `12 min ago`, `5 h ago`, `3 days ago`. */
export function ago(instant: Instant, now: Instant): string {
  const seconds = (now - instant) / 1000
  if (seconds < 60) return 'just now'
  if (seconds < HOUR) return `${Math.floor(seconds / 60)} min ago`
  if (seconds < 2 * DAY) return `${Math.floor(seconds / HOUR)} h ago`
  return `${Math.floor(seconds / DAY)} days ago`
}

/** For sentences: `06:02 UTC`, `06:00 UTC tomorrow (25 Nov)`, `06:00 UTC on 20 Nov`, `06:00 UTC on 20 Nov 2025`. */
export function at(instant: Instant, now: Instant): string {
  const time = `${clockTime(instant)} UTC`
  switch (daysAhead(instant, now)) {
    case 0:
      return time
    case 1:
      return `${time} tomorrow (${date(instant, now)})`
    case -1:
      return `${time} yesterday (${date(instant, now)})`
    default:
      return onDate(instant, now)
  }
}

/** How a text tells instants: with `dates` also those of today, because the text is stored or passed on. */
export interface Moment {
  readonly now: Instant
  readonly dates?: true
}

export function when(instant: Instant, { now, dates }: Moment): string {
  return dates === true ? onDate(instant, now) : at(instant, now)
}

/** For texts that are read on other days, such as comments: `06:00 UTC on 25 Nov`. */
export function onDate(instant: Instant, now: Instant): string {
  return `${clockTime(instant)} UTC on ${date(instant, now)}`
}

/** `25 Nov`, or `25 Nov 2025` if it is not this year. */
function date(instant: Instant, now: Instant): string {
  const { day, month, year } = utc(instant)
  return `${Number(day)} ${month}${year === utc(now).year ? '' : ` ${year}`}`
}

/** The same for table cells, in UTC: `23 Nov 06:02`, `23 Nov 2025`. */
export function shortlyOnDate(instant: Instant, now: Instant): string {
  const { day, month, year } = utc(instant)
  return `${Number(day)} ${month} ${year === utc(now).year ? clockTime(instant) : year}`
}

/** For table cells, in UTC: `today 06:02`, `23 Nov 06:02`, `23 Nov 2025`. */
export function shortly(instant: Instant, now: Instant): string {
  return daysAhead(instant, now) === 0 ? `today ${clockTime(instant)}` : shortlyOnDate(instant, now)
}

/** `Tue 24 Nov 2026`. */
export function day(instant: Instant): string {
  const { weekday, day, month, year } = utc(instant)
  return `${weekday} ${Number(day)} ${month} ${year}`
}

/** `06:02`, or `06:02:11` with seconds; in UTC. */
export function clockTime(instant: Instant, precision: 'minutes' | 'seconds' = 'minutes'): string {
  return utc(instant).time.slice(0, precision === 'minutes' ? 5 : 8)
}

function daysAhead(instant: Instant, now: Instant): number {
  return Math.floor(instant / (DAY * 1000)) - Math.floor(now / (DAY * 1000))
}

/** Parsed from `toUTCString()` (`Tue, 24 Nov 2026 06:02:11 GMT`), whose format ECMAScript specifies. A library would be slow to load. */
function utc(instant: Instant): Record<'weekday' | 'day' | 'month' | 'year' | 'time', string> {
  const [weekday = '', day = '', month = '', year = '', time = ''] = dateOf(instant)
    .toUTCString()
    .split(/,? /)
  return { weekday, day, month, year, time }
}
