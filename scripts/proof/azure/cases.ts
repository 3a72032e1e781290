import { deepStrictEqual, match, ok, strictEqual } from 'node:assert'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

import type { CacheOnAzure } from './storage.js'

const run = promisify(execFile)
const HERE = import.meta.dirname
const LOADER = pathToFileURL(join(HERE, '../../../node_modules/tsx/dist/loader.mjs')).href
const MEBIBYTE = 1024 * 1024

interface Case {
  readonly name: string
  /** Rejects if something is not as it should be. */
  readonly holds: (cache: CacheOnAzure) => Promise<void>
}

interface Done {
  readonly problem?: string | null
  readonly kind?: string
  readonly hash?: string
  readonly id?: number
}

/** Runs job.ts in a workspace of its own. */
async function job(
  cache: CacheOnAzure,
  args: readonly string[],
  variables: NodeJS.ProcessEnv = {},
): Promise<Done> {
  const env = { ...cache.environment(), ...variables }
  const { stdout } = await run(process.execPath, ['--import', LOADER, join(HERE, 'job.ts'), ...args], { env })
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as Done
}

/** What azurite was asked since then, as `PUT 201`, each kind once with its number. */
function countsSince({ azurite }: CacheOnAzure, before: number): Map<string, number> {
  const counts = new Map<string, number>()
  for (const request of azurite.requests.slice(before)) {
    const [method = '', path = '', status = ''] = request.split(' ')
    const part = /[?&](comp=\w+|restype=\w+)/.exec(path)?.[1]
    const kind = [method, ...(part === undefined ? [] : [part]), status].join(' ')
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  return counts
}

/** In this order, in one cache. */
export const cases: readonly Case[] = [
  {
    name: 'a small state is saved in one piece and restored by its prefix',
    async holds(cache) {
      const before = cache.azurite.requests.length
      const saved = await job(cache, ['save', 'small-1', '2000'])
      strictEqual(saved.problem, null)
      const restored = await job(cache, ['restore', 'small-'])
      deepStrictEqual(restored, { kind: 'found', hash: saved.hash })
      const counts = countsSince(cache, before)
      strictEqual(counts.get('PUT 201'), 1)
      ok(cache.asked.length > 0, 'the storage was not reached through the proxy')
      strictEqual(counts.get('HEAD 200'), 1, 'the download was not that of the Azure client')
    },
  },
  {
    name: 'a state of 12 MiB is downloaded in ranges of 4 MiB',
    async holds(cache) {
      const before = cache.azurite.requests.length
      const saved = await job(cache, ['save', 'ranges-1', String(12 * MEBIBYTE)])
      strictEqual(saved.problem, null)
      const restored = await job(cache, ['restore', 'ranges-'])
      deepStrictEqual(restored, { kind: 'found', hash: saved.hash })
      ok((countsSince(cache, before).get('GET 206') ?? 0) >= 3)
    },
  },
  {
    name: 'a file above 128 MiB is uploaded in blocks, and downloaded whole',
    async holds(cache) {
      const before = cache.azurite.requests.length
      const saved = await job(cache, ['save-file', 'blocks-1', String(129 * MEBIBYTE)])
      ok((saved.id ?? -1) > 0, 'it was not saved')
      const counts = countsSince(cache, before)
      strictEqual(counts.get('PUT comp=block 201'), 3)
      strictEqual(counts.get('PUT comp=blocklist 201'), 1)
      deepStrictEqual(await job(cache, ['restore-file', 'blocks-1']), { kind: 'found', hash: saved.hash })
    },
  },
  {
    name: 'a key that another job has reserved is refused, and the first state stays',
    async holds(cache) {
      const first = await job(cache, ['save', 'taken-1', '2000'])
      const second = await job(cache, ['save', 'taken-1', '3000'])
      match(second.problem ?? '', /409|same key|exists/)
      deepStrictEqual(await job(cache, ['restore', 'taken-']), { kind: 'found', hash: first.hash })
    },
  },
  {
    name: 'an upload that is cut off once is repeated by the client',
    async holds(cache) {
      cache.cutter.next = { times: 1, after: MEBIBYTE }
      const saved = await job(cache, ['save', 'cut-once-1', String(3 * MEBIBYTE)])
      strictEqual(saved.problem, null)
      strictEqual(cache.cutter.next.times, 0, 'nothing was cut off')
      deepStrictEqual(await job(cache, ['restore', 'cut-once-']), { kind: 'found', hash: saved.hash })
    },
  },
  {
    name: 'an upload that is always cut off ends at the time limit with a sentence, and leaves no half state',
    async holds(cache) {
      cache.cutter.next = { times: 1000, after: MEBIBYTE }
      const saved = await job(cache, ['save', 'cut-1', String(3 * MEBIBYTE)], { SECONDS: '6' })
      cache.cutter.next = { times: 0, after: 0 }
      match(saved.problem ?? '', /storage|did not answer|time/)
      strictEqual((await job(cache, ['restore', 'cut-1'])).kind, 'missing')
    },
  },
  {
    name: 'an address that has expired is reported with its status, for an upload and for a download',
    async holds(cache) {
      const saved = await job(cache, ['save', 'expired-1', '2000'])
      strictEqual(saved.problem, null)
      cache.validFor = -60_000
      const refused = await job(cache, ['save', 'expired-2', '2000'])
      const restored = await job(cache, ['restore', 'expired-1'])
      cache.validFor = 3_600_000
      match(refused.problem ?? '', /403/)
      ok(restored.kind !== 'found' && restored.kind !== 'missing')
      match(restored.problem ?? '', /403/)
    },
  },
]
