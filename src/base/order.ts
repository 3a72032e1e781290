/** For `sort`. Compares text by code unit: the same on every machine, unlike `localeCompare`. */
export function compare<T extends string | number>(a: T, b: T): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
