import { createHmac, timingSafeEqual } from 'node:crypto'

import { z } from 'zod'

import type { Site, User } from '../content/model.js'

/** The finer codes in the detail of a refused JWT sign-in (docs/facts/tableau.md#connected-app-jwt). */
export const JWT_ERRORS = {
  SYSTEM_USER_NOT_FOUND: 5,
  LOGIN_FAILED: 16,
  FEATURE_NOT_ENABLED: 67,
  CONNECTED_APP_NOT_FOUND: 126,
  CONNECTED_APP_SECRET_NOT_FOUND: 127,
  BAD_JWT: 10083,
  JWT_PARSE_ERROR: 10084,
  BLOCKLISTED_JWS_ALGORITHM: 10087,
  CONNECTED_APP_DISABLED: 10090,
} as const

export class JwtRefused extends Error {
  override readonly name = 'JwtRefused'
  readonly reason: keyof typeof JWT_ERRORS

  constructor(reason: keyof typeof JWT_ERRORS) {
    super(reason)
    this.reason = reason
  }
}

export interface JwtGrant {
  readonly user: User
  readonly scopes: readonly string[]
  readonly jti: string
}

const header = z.object({ alg: z.string(), kid: z.string().optional(), iss: z.string().optional() })
const claims = z.object({
  iss: z.string().optional(),
  sub: z.string().optional(),
  aud: z.union([z.string(), z.array(z.string())]).optional(),
  jti: z.string().optional(),
  exp: z.number().optional(),
  nbf: z.number().optional(),
  scp: z.array(z.string()).default([]),
})

type Claims = z.infer<typeof claims>

const LONGEST_LIFE_SECONDS = 10 * 60
const LEEWAY_SECONDS = 5

/** Checks a direct-trust JWT as the site's connected apps would (docs/facts/tableau.md#connected-app-jwt). Throws JwtRefused. */
export function checkJwt(jwt: string, site: Site, now: number): JwtGrant {
  const { head, payload, signature } = partsOf(jwt)
  const parsedHead = decode(head, header)
  const parsedClaims = decode(payload, claims)
  if (parsedHead.alg !== 'HS256') throw new JwtRefused('BLOCKLISTED_JWS_ALGORITHM')
  // Tableau's documentation puts `iss` in the header too, other clients only in the claims. Both are accepted.
  const clientId = parsedHead.iss ?? parsedClaims.iss
  if (parsedHead.kid === undefined || clientId === undefined) throw new JwtRefused('BAD_JWT')
  const secret = secretOf(site, clientId, parsedHead.kid)
  const expected = createHmac('sha256', secret).update(`${head}.${payload}`).digest()
  const actual = Buffer.from(signature, 'base64url')
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected))
    throw new JwtRefused('JWT_PARSE_ERROR')
  return { user: checkClaims(parsedClaims, site, now), scopes: parsedClaims.scp, jti: parsedClaims.jti ?? '' }
}

function partsOf(jwt: string): { head: string; payload: string; signature: string } {
  const [head, payload, signature, ...rest] = jwt.split('.')
  if (head === undefined || payload === undefined || signature === undefined || rest.length > 0) {
    throw new JwtRefused('JWT_PARSE_ERROR')
  }
  return { head, payload, signature }
}

function decode<T>(part: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(Buffer.from(part, 'base64url').toString('utf8')))
  } catch {
    throw new JwtRefused('JWT_PARSE_ERROR')
  }
}

function secretOf(site: Site, clientId: string, secretId: string): string {
  const app = site.connectedApps.find((one) => one.clientId === clientId)
  if (app === undefined) throw new JwtRefused('CONNECTED_APP_NOT_FOUND')
  if (!app.enabled) throw new JwtRefused('CONNECTED_APP_DISABLED')
  const secret = app.secrets.find((one) => one.id === secretId)
  if (secret === undefined) throw new JwtRefused('CONNECTED_APP_SECRET_NOT_FOUND')
  return secret.value
}

function checkClaims(parsed: Claims, site: Site, now: number): User {
  const { iss, sub, aud, jti = '' } = parsed
  if (iss === undefined) throw new JwtRefused('BAD_JWT')
  const audience = typeof aud === 'string' ? [aud] : (aud ?? [])
  if (!audience.includes('tableau') || jti === '') throw new JwtRefused('JWT_PARSE_ERROR')
  if (!isInTime(parsed, now / 1000)) throw new JwtRefused('LOGIN_FAILED')
  if (sub === undefined || sub === '') throw new JwtRefused('SYSTEM_USER_NOT_FOUND')
  // Case-sensitive, unlike the name in a password sign-in.
  const user = site.users.find((one) => one.name === sub)
  if (user === undefined) throw new JwtRefused('LOGIN_FAILED')
  return user
}

function isInTime({ exp, nbf }: Claims, seconds: number): boolean {
  if (exp === undefined || exp <= seconds - LEEWAY_SECONDS) return false
  if (exp > seconds + LONGEST_LIFE_SECONDS + LEEWAY_SECONDS) return false
  return nbf === undefined || nbf <= seconds + LEEWAY_SECONDS
}

/** `tableau:content:read` is granted by itself and by wildcards such as `tableau:content:*`. */
export function grants(scopes: readonly string[], needed: string): boolean {
  return scopes.some(
    (scope) => scope === needed || (scope.endsWith(':*') && needed.startsWith(scope.slice(0, -1))),
  )
}
