/** A version of the REST API: 3.9 comes before 3.10. */
export interface ApiVersion {
  readonly major: number
  readonly minor: number
}

/** The newest version that this action knows (docs/facts/tableau.md#api-versions). */
export const NEWEST_KNOWN: ApiVersion = { major: 3, minor: 28 }

/** The first versions with personal access tokens and with connected apps (docs/facts/tableau.md#sign-in). */
export const MINIMUM = {
  token: { major: 3, minor: 6 },
  'connected-app': { major: 3, minor: 17 },
} as const satisfies Record<string, ApiVersion>

/**
 * The first version with incremental refreshes (docs/facts/tableau.md#incremental-refresh) and with job queries for
 * JWTs (docs/facts/tableau.md#jwt-scopes).
 */
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
