export interface Version {
  readonly major: number
  readonly minor: number
}

/** Versions are pairs of integers: 3.9 is older than 3.10 (docs/facts/tableau.md#api-versions). */
export function versionOf(text: string): Version | undefined {
  const match = /^(\d+)\.(\d+)$/.exec(text)
  return match === null ? undefined : { major: Number(match[1]), minor: Number(match[2]) }
}

export function atLeast(version: Version, text: string): boolean {
  const wanted = versionOf(text)
  if (wanted === undefined) throw new RangeError(`not a version: ${text}`)
  return version.major > wanted.major || (version.major === wanted.major && version.minor >= wanted.minor)
}
