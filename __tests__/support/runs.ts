/** The number of values that a property is tested with: `few` in `npm test`; in `npm run heavy` as many as usual, in `npm run properties` five times as many. */
export function runs(usual: number, few = usual): number {
  const factor = process.env['PROPERTIES_FACTOR']
  return factor === undefined ? few : Math.ceil(usual * Number(factor))
}
