import { once } from './once.js'

/** For `sort`. Compares text by code unit: the same on every machine, unlike `localeCompare`. */
export function compare<T extends string | number>(a: T, b: T): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** Made when names are first compared: it takes a tenth of the time of a run that has nothing to do. */
const natural = once(() => new Intl.Collator('en', { numeric: true }))

/** For `sort`, in lists that people read: `KPIs 2` comes before `KPIs 10`. The same on every machine. */
export function compareNames(a: string, b: string): number {
  return natural().compare(a, b) || compare(a, b)
}
