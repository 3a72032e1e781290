import { randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import type { Instant } from '../../base/clock.js'
import type { Credentials } from './options.js'

/** The scopes for listing content, reading lineage, refreshing and polling (docs/facts/tableau.md#jwt-scopes). */
const SCOPES = ['tableau:content:read', 'tableau:tasks:run', 'tableau:jobs:read'] as const
const CANCEL_SCOPE = 'tableau:jobs:update'

/** The long-lived secret among the credentials. */
export function secretOf(credentials: Credentials): string {
  return credentials.kind === 'token' ? credentials.secret : credentials.secretValue
}

/** A JWT for one sign-in by direct trust, valid for five minutes (docs/facts/tableau.md#connected-app-jwt). */
export async function mintJwt(
  app: Extract<Credentials, { kind: 'connected-app' }>,
  now: Instant,
  mayCancel: boolean,
): Promise<string> {
  const seconds = Math.floor(now / 1000)
  return new SignJWT({ scp: mayCancel ? [...SCOPES, CANCEL_SCOPE] : SCOPES })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid: app.secretId, iss: app.clientId })
    .setIssuer(app.clientId)
    .setSubject(app.username)
    .setAudience('tableau')
    .setJti(randomUUID())
    .setIssuedAt(seconds - 5)
    .setNotBefore(seconds - 5)
    .setExpirationTime(seconds + 300)
    .sign(new TextEncoder().encode(app.secretValue))
}
