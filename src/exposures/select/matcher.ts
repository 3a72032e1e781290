import picomatch from 'picomatch'

const GLOB = /[*?[]/

/**
 * Tests whether a name equals `pattern`, or matches it as a glob: `*` and `?` stop at a slash, `**` does not. Braces and
 * other extended globs have no meaning here, because names in Tableau contain brackets of every kind.
 */
export function matcher(
  pattern: string,
  { ignoreCase = false }: { readonly ignoreCase?: boolean } = {},
): (name: string) => boolean {
  const plain = (text: string): string => (ignoreCase ? text.toLowerCase() : text)
  const wanted = plain(pattern.replace(/^\.\//, '').replace(/\/$/, ''))
  if (!GLOB.test(pattern)) return (name) => plain(name) === wanted
  const matches = picomatch(wanted, { dot: true, nobrace: true, noextglob: true, nonegate: true })
  return (name) => plain(name) === wanted || matches(plain(name))
}
