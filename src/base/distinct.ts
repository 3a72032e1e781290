/** One of each, told apart by `key`: of equal ones the last, at the place of the first. */
export function distinctBy<T>(things: readonly T[], key: (thing: T) => string): T[] {
  return [...new Map(things.map((thing) => [key(thing), thing])).values()]
}
