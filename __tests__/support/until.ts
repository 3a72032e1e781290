/** Resolves once this holds, however long that takes: a test waits for what happens, never for a time. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2))
}
