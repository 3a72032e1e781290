/** The number of values that a property is tested with: a few in `npm test`, five times as many in `npm run properties`. */
export function runs(usual: number): number {
  return Math.ceil(usual * Number(process.env['PROPERTIES_FACTOR'] ?? 1))
}
