/** `any or all`, `minute, hour or day`. */
export function either(values: readonly string[]): string {
  return values.length < 2 ? values.join() : `${values.slice(0, -1).join(', ')} or ${values.slice(-1).join()}`
}
