import picomatch from 'picomatch'

const GLOB = /[*?[]/

/**
 * Whether a name is `pattern`, or matches it as a glob: `*` and `?` stop at a slash, `**` does not. What other characters
 * mean to shells they do not mean here: names in Tableau have brackets of every kind.
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
