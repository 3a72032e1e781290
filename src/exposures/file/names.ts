/** What an exposure's name is made from. */
export interface NameParts {
  readonly luid: string
  readonly name: string
  readonly projectPath: readonly string[]
}

const LONGEST_NAME = 80

/**
 * Names for new exposures, by LUID: the content's name in characters that dbt allows. If several would have the same name, or
 * it is taken, the project is added; if that is not enough, all projects, then part of the LUID. The order of `all` does not
 * matter.
 */
export function exposureNames(
  all: readonly NameParts[],
  taken: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const forms = [
    ({ name }: NameParts): string => slug(name),
    ({ name, projectPath }: NameParts): string => slug([projectPath.at(-1) ?? '', name].join(' ')),
    ({ name, projectPath }: NameParts): string => slug([...projectPath, name].join(' ')),
    ({ name, luid }: NameParts): string => `${slug(name)}_${luid.replace(/[^0-9a-z]/gi, '').slice(0, 12)}`,
  ]
  const names = new Map<string, string>()
  const used = new Set([...taken].map((name) => name.toLowerCase()))
  for (const form of forms) {
    const open = all.filter(({ luid }) => !names.has(luid))
    const proposed = open.map((each) => ({ luid: each.luid, name: form(each) }))
    const counts = new Map<string, number>()
    for (const { name } of proposed) counts.set(name, (counts.get(name) ?? 0) + 1)
    for (const { luid, name } of proposed) {
      if (used.has(name) || counts.get(name) !== 1) continue
      names.set(luid, name)
    }
    for (const name of names.values()) used.add(name)
  }
  for (const { luid } of all) if (!names.has(luid)) names.set(luid, `tableau_${luid.replaceAll('-', '_')}`)
  return names
}

/** Letters, digits and underscores, which every dbt version allows. Starts with a letter; never empty. */
function slug(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .replace(/[^0-9A-Za-z]+/g, '_')
    .slice(0, LONGEST_NAME)
    .replace(/^_+|_+$/g, '')
    .toLowerCase()
  return /^[a-z]/.test(plain) ? plain : `tableau_${plain}`.replace(/_$/, '')
}
