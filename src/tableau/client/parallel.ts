/** Calls to one server at the same time. */
const AT_ONCE = 8

/** Maps in parallel, a few at a time, keeping the order; the first failure fails all. */
export async function inParallel<T, R>(
  items: readonly T[],
  map: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = []
  // One iterator for all workers: each takes the next item that none has taken.
  const queue = items.entries()
  const work = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await map(item)
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, work))
  return results
}
