import { randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import type { Instant } from '../../base/clock.js'
import type { Credentials, TableauOptions } from './options.js'

/** The scopes for listing content, reading lineage, refreshing and polling (docs/facts/tableau.md#jwt-scopes). */
const SCOPES = ['tableau:content:read', 'tableau:tasks:run', 'tableau:jobs:read'] as const
const CANCEL_SCOPE = 'tableau:jobs:update'
/** Reading, setting and lifting; that they are these is not certain (docs/facts/tableau.md#data-quality-warnings). */
const WARNING_SCOPE = 'tableau:labels:*'

/** The long-lived secret among the credentials. */
export function secretOf(credentials: Credentials): string {
  return credentials.kind === 'token' ? credentials.secret : credentials.secretValue
}

/** A JWT for one sign-in by direct trust, valid for five minutes (docs/facts/tableau.md#connected-app-jwt). */
export async function mintJwt(
  app: Extract<Credentials, { kind: 'connected-app' }>,
  now: Instant,
  { mayCancel = false, mayWarn = false }: Pick<TableauOptions, 'mayCancel' | 'mayWarn'>,
): Promise<string> {
  const seconds = Math.floor(now / 1000)
  const scp = [...SCOPES, ...(mayCancel ? [CANCEL_SCOPE] : []), ...(mayWarn ? [WARNING_SCOPE] : [])]
  return new SignJWT({ scp })
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
