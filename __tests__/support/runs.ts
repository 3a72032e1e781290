/** How many values a property is tried with: a few in every `npm test`, five times as many in `npm run properties`. */
export function runs(usual: number): number {
  return usual * Number(process.env['PROPERTIES_FACTOR'] ?? 1)
}
