import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Scope } from './scopes.js'

const READ = 1
const WRITE = 2

const claims = z.object({ ac: z.string() })
const access = z.array(z.object({ Scope: z.string(), Permission: z.number() }))

/**
 * A runtime token: a JWT whose claim `ac` lists scopes with permissions, where 2 and more means write
 * (docs/facts/github-actions.md#cache-server-for-tests).
 */
export function issueToken(secret: string, scopes: readonly Scope[]): string {
  const ac = scopes.map(({ ref, permission }) => ({
    Scope: ref,
    Permission: permission === 'write' ? READ + WRITE : READ,
  }))
  const head = encode({ alg: 'HS256', typ: 'JWT' })
  const payload = encode({ ac: JSON.stringify(ac) })
  return `${head}.${payload}.${sign(secret, `${head}.${payload}`)}`
}

/** The scopes of a token that this simulator issued; null for any other. */
export function readToken(secret: string, token: string): Scope[] | null {
  const [head = '', payload = '', signature = '', ...rest] = token.split('.')
  if (rest.length > 0 || !same(signature, sign(secret, `${head}.${payload}`))) return null
  const { ac } = claims.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()))
  return access
    .parse(JSON.parse(ac))
    .map((entry) => ({ ref: entry.Scope, permission: entry.Permission >= WRITE ? 'write' : 'read' }))
}

export function sign(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('base64url')
}

export function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
