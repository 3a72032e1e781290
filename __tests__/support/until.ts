/** Resolves as soon as the condition holds, however long that takes: tests wait for events, never for a time. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2))
}
