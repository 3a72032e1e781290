/** The address of a heading's link, at the end of the file. */
const LINK = /^\[[^\]]+\]: /

/**
 * The section of CHANGELOG.md about a version, without its heading.
 * @throws if there is none, because then there is nothing to release.
 */
export function releaseNotes(changelog: string, version: string): string {
  const sections = changelog.split(/^## /m)
  const section = sections.find((text) => text.startsWith(`[${version}]`)) ?? ''
  const lines = section.split('\n').slice(1)
  const notes = lines
    .filter((line) => !LINK.test(line))
    .join('\n')
    .trim()
  if (notes === '') throw new Error(`CHANGELOG.md has no section [${version}], or an empty one.`)
  return notes
}

/** The version of the newest release; null before the first one. */
export function newestRelease(changelog: string): string | null {
  return /^## \[(\d+\.\d+\.\d+)\]/m.exec(changelog)?.[1] ?? null
}

/** Of two versions such as `1.10.0`. */
export function isOlder(version: string, than: string): boolean {
  return version.localeCompare(than, 'en', { numeric: true }) < 0
}
