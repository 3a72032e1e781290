import type { Instant } from '../base/clock.js'
import type { Forecast } from '../refresh/forecast.js'
import { plural } from './lists.js'
import { at } from './times.js'

/** `7 refreshes, about 12 backgrounder minutes for 6 of them, by their last durations`. */
export function forecastText({ starts, timed, seconds, quotaBackAt }: Forecast, now: Instant): string {
  const count = starts === 1 ? '1 refresh' : `${starts} refreshes`
  const quota =
    quotaBackAt === null
      ? ''
      : `; the site's daily quota is used up until ${at(quotaBackAt, now)}, and nothing starts before`
  return `${count}${timeText(starts, timed, seconds)}${quota}`
}

function timeText(starts: number, timed: number, seconds: number): string {
  if (timed === 0) return ''
  const minutes = plural(Math.max(1, Math.round(seconds / 60)), 'backgrounder minute')
  const which = timed === starts ? '' : ` for ${timed} of them`
  return `, about ${minutes}${which}, by their last durations`
}
