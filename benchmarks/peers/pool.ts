/** Runs the tasks, at most `atOnce` at a time; results in the order of the tasks. */
export async function pooled<T>(tasks: readonly (() => Promise<T>)[], atOnce: number): Promise<T[]> {
  const results: T[] = []
  const queue = tasks.entries()
  const work = async (): Promise<void> => {
    for (const [index, task] of queue) results[index] = await task()
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return results
}
