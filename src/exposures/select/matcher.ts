import picomatch from 'picomatch'

const GLOB = /[*?[]/

/** Longer patterns are compared literally, since picomatch throws for those that make too large a regular expression. */
const LONGEST_GLOB = 2000

/**
 * Tests whether a name equals `pattern`, or matches it as a glob: `*` and `?` stop at a slash, `**` does not. Braces and
 * other extended globs have no meaning here, because names in Tableau contain brackets of every kind.
 */
export function matcher(
  pattern: string,
  { ignoreCase = false }: { readonly ignoreCase?: boolean } = {},
): (name: string) => boolean {
  const normalize = (text: string): string => (ignoreCase ? text.toLowerCase() : text)
  const normalized = normalize(pattern.replace(/^\.\//, '').replace(/\/$/, ''))
  if (!GLOB.test(pattern) || pattern.length > LONGEST_GLOB) return (name) => normalize(name) === normalized
  const matches = picomatch(normalized, { dot: true, nobrace: true, noextglob: true, nonegate: true })
  return (name) => normalize(name) === normalized || matches(normalize(name))
}
