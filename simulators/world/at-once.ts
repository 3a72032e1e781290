import { init as readSqlParser } from '@guanmingchiu/sqlparser-ts'
import { createHmac } from 'node:crypto'

/*
 * What the program leaves to other threads has to come at once, as virtual time passes while nothing in this one continues:
 * the signature of a connected app's JWT, and the parser of custom SQL, which is read from the disk.
 */

/** What the program's library wants to see of a key. */
const KEY = {
  type: 'secret',
  algorithm: { name: 'HMAC', hash: { name: 'SHA-256' } },
  usages: ['sign'],
  extractable: false,
} as const

export async function makeAtOnce(): Promise<void> {
  const secrets = new WeakMap<object, Uint8Array>()
  const subtle = {
    importKey: (_format: string, secret: Uint8Array) => {
      const key = { ...KEY }
      secrets.set(key, secret)
      return Promise.resolve(key)
    },
    sign: (_algorithm: unknown, key: object, data: Uint8Array) =>
      Promise.resolve(
        createHmac('sha256', secrets.get(key) ?? '')
          .update(data)
          .digest(),
      ),
  }
  Object.defineProperty(globalThis.crypto, 'subtle', { value: subtle })
  await readSqlParser()
}
