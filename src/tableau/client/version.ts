/** A version of the REST API: 3.9 comes before 3.10. */
export interface ApiVersion {
  readonly major: number
  readonly minor: number
}

/** The newest version whose answers we know (facts/tableau-api.md §3). */
export const NEWEST_KNOWN: ApiVersion = { major: 3, minor: 28 }

/** Personal access tokens exist since 3.6, connected apps since 3.17 (facts/tableau-api.md §2.1). */
export const MINIMUM = {
  token: { major: 3, minor: 6 },
  'connected-app': { major: 3, minor: 17 },
} as const satisfies Record<string, ApiVersion>

/** From here on a refresh can be incremental, and a JWT's session may query jobs (facts §6.2, §2.6). */
export const INCREMENTAL_AND_JWT_JOBS: ApiVersion = { major: 3, minor: 25 }

export function parseVersion(text: string): ApiVersion | null {
  const match = /^(\d+)\.(\d+)$/.exec(text)
  return match === null ? null : { major: Number(match[1]), minor: Number(match[2]) }
}

export function isAtLeast(version: ApiVersion, minimum: ApiVersion): boolean {
  return version.major > minimum.major || (version.major === minimum.major && version.minor >= minimum.minor)
}

export function older(a: ApiVersion, b: ApiVersion): ApiVersion {
  return isAtLeast(a, b) ? b : a
}

export function formatVersion({ major, minor }: ApiVersion): string {
  return `${major}.${minor}`
}
