import { beforeEach, describe, expect, it } from '@jest/globals'
import { DAY, type Limits } from '../../../simulators/actions-cache/entries.js'
import type { SimulatorResponse } from '../../../simulators/actions-cache/http.js'
import { scopesFor, type Scope } from '../../../simulators/actions-cache/scopes.js'
import { CacheSimulator, type CacheSimulatorOptions } from '../../../simulators/actions-cache/simulator.js'

const MAIN = scopesFor({ event: 'push', ref: 'refs/heads/main', defaultBranch: 'main' })
const FEATURE = scopesFor({ event: 'push', ref: 'refs/heads/feature', defaultBranch: 'main' })
const UNTRUSTED = scopesFor({ event: 'pull_request_target', ref: 'refs/heads/main', defaultBranch: 'main' })
const SERVICE = '/twirp/github.actions.results.api.v1.CacheService/'

let time: number
let simulator: CacheSimulator

function start(options: CacheSimulatorOptions = {}): void {
  time = Date.UTC(2026, 2, 1)
  simulator = new CacheSimulator({ clock: { now: () => time }, ...options })
}

beforeEach(() => start())

function call(method: string, body: unknown, scopes: readonly Scope[] = MAIN): SimulatorResponse {
  return post(method, JSON.stringify(body), `Bearer ${simulator.token({ scopes })}`)
}

function post(method: string, body: string, authorization?: string): SimulatorResponse {
  return simulator.handle({
    method: 'POST',
    url: `${SERVICE}${method}`,
    headers: { host: 'cache.test', 'content-type': 'application/json', authorization },
    body: Buffer.from(body),
  })
}

function blob(method: string, url: unknown, body = '', query = ''): SimulatorResponse {
  const { pathname, search } = new URL(String(url))
  return simulator.handle({
    method,
    url: `${pathname}${search}${query}`,
    headers: {},
    body: Buffer.from(body),
  })
}

function answer(response: SimulatorResponse): Record<string, unknown> {
  return JSON.parse(response.body.toString()) as Record<string, unknown>
}

const create = (key: string, scopes = MAIN, version = 'v') =>
  call('CreateCacheEntry', { key, version }, scopes)
const finalize = (key: string, size: number, scopes = MAIN) =>
  call('FinalizeCacheEntryUpload', { key, version: 'v', size_bytes: String(size) }, scopes)
const lookUp = (key: string, scopes = MAIN, restoreKeys: string[] = []) =>
  call('GetCacheEntryDownloadURL', { key, version: 'v', restore_keys: restoreKeys }, scopes)
const matched = (...args: Parameters<typeof lookUp>): unknown =>
  answer(lookUp(...args))['matched_key'] ?? null

function save(key: string, content = 'content', scopes = MAIN): void {
  blob('PUT', answer(create(key, scopes))['signed_upload_url'], content)
  expect(answer(finalize(key, content.length, scopes))['ok']).toBe(true)
  time += 1
}

describe('saving and restoring', () => {
  it('gives back the bytes under a numeric entry id', () => {
    blob('PUT', answer(create('k'))['signed_upload_url'], 'bytes')
    expect(answer(finalize('k', 5))).toEqual({ ok: true, entry_id: '1' })
    const { signed_download_url: url, ...rest } = answer(lookUp('k'))
    expect(rest).toEqual({ ok: true, matched_key: 'k' })
    const { status, headers, body } = blob('GET', url)
    expect([status, headers['content-length'], body.toString()]).toEqual([200, '5', 'bytes'])
    expect(blob('HEAD', url).body).toHaveLength(0)
  })
  it('joins blocks in the order of the list', () => {
    const { signed_upload_url: url } = answer(create('k'))
    blob('PUT', url, 'two', '&comp=block&blockid=b')
    blob('PUT', url, 'one', '&comp=block&blockid=a')
    expect(
      blob('PUT', url, '<BlockList><Latest>a</Latest><Latest>x</Latest></BlockList>', '&comp=blocklist')
        .status,
    ).toBe(400)
    blob('PUT', url, '<BlockList><Latest>a</Latest><Latest>b</Latest></BlockList>', '&comp=blocklist')
    expect(answer(finalize('k', 6))['ok']).toBe(true)
    expect(blob('GET', answer(lookUp('k'))['signed_download_url']).body.toString()).toBe('onetwo')
  })
  it('finds nothing that is only reserved', () => {
    create('k')
    expect(answer(lookUp('k'))).toEqual({ ok: false })
  })
  it('refuses a key that exists or is reserved in this version and scope', () => {
    create('k')
    const { status, body } = create('k')
    expect([status, JSON.parse(body.toString())]).toEqual([
      409,
      expect.objectContaining({ code: 'already_exists' }),
    ])
    expect(answer(create('k', MAIN, 'other version'))['ok']).toBe(true)
    expect(answer(create('k', FEATURE))['ok']).toBe(true)
  })
  it('confirms only an upload of the given size, once', () => {
    const { signed_upload_url: url } = answer(create('k'))
    expect(answer(finalize('k', 7))['ok']).toBe(false)
    blob('PUT', url, 'content')
    expect(answer(finalize('k', 8))['ok']).toBe(false)
    expect(answer(finalize('k', 7))['ok']).toBe(true)
    expect(answer(finalize('k', 7))['ok']).toBe(false)
    expect(finalize('unknown', 7).status).toBe(404)
  })
})

describe('a lookup', () => {
  it('prefers the exact key to a newer one that begins with it', () => {
    save('k-')
    save('k-1')
    expect(matched('k-')).toBe('k-')
  })
  it('matches the key as a prefix, newest first, before the restore keys', () => {
    save('k-1')
    save('k-2')
    save('r')
    expect(matched('k-', MAIN, ['r'])).toBe('k-2')
    expect(matched('x', MAIN, ['y', 'r'])).toBe('r')
  })
  it('of a service that matches the primary key exactly uses only restore keys as prefixes', () => {
    start({ primaryKeyMatch: 'exact' })
    save('k-1')
    save('k-2')
    expect(matched('k-')).toBeNull()
    expect(matched('k-1')).toBe('k-1')
    expect(matched('k-', MAIN, ['k-'])).toBe('k-2')
  })
  it('searches the own ref before the default branch, and never a sibling', () => {
    save('k-main')
    save('k-feature', 'content', FEATURE)
    time += 1
    save('k-main-later')
    expect(matched('k-', FEATURE)).toBe('k-feature')
    expect(matched('k-')).toBe('k-main-later')
    expect(matched('k-feature')).toBeNull()
  })
  it('does not see other versions', () => {
    save('k')
    expect(answer(call('GetCacheEntryDownloadURL', { key: 'k', version: 'w' }))).toEqual({ ok: false })
  })
})

describe('tokens', () => {
  it.each([
    ['none', undefined],
    ['another', 'Bearer other'],
    ['one with a changed claim', 'Bearer a.b.c'],
    ['one of another repository', `Bearer ${new CacheSimulator({ secret: 'x' }).token({ scopes: MAIN })}`],
  ])('%s is refused with 401', (_, authorization) => {
    expect(post('CreateCacheEntry', '{"key":"k","version":"v"}', authorization).status).toBe(401)
    expect(simulator.entries).toEqual([])
  })
  it('that may only read get a refusal in the words of the service', () => {
    save('k')
    expect(matched('k', UNTRUSTED)).toBe('k')
    expect(answer(create('l', UNTRUSTED))).toEqual({
      ok: false,
      message: expect.stringMatching(/^cache write denied:/) as unknown,
    })
  })
  it('without scopes cannot even read', () => {
    const { status, body } = lookUp('k', [])
    expect(status).toBe(403)
    expect(body.toString()).toContain('cache read denied:')
  })
  it('are not needed for signed addresses, which serve one purpose and expire', () => {
    const { signed_upload_url: up } = answer(create('k'))
    expect(blob('GET', up).status).toBe(403)
    expect(blob('PUT', String(up).replace(/sig=./, 'sig=_'), 'x').status).toBe(403)
    time += DAY
    expect(blob('PUT', up, 'x').status).toBe(403)
  })
})

describe('limits', () => {
  const withLimits = (limits: Partial<Limits>): void => start({ limits })

  it('entries unused for seven days are deleted; a lookup counts as use', () => {
    save('used')
    save('unused')
    time += 6 * DAY
    expect(matched('used')).toBe('used')
    time += 2 * DAY
    expect(simulator.entries.map(({ key }) => key)).toEqual(['used'])
    expect(simulator.evicted.map(({ key }) => key)).toEqual(['unused'])
  })
  it('beyond the total size the least recently used are deleted first', () => {
    withLimits({ totalSize: 20 })
    save('a', '12345678')
    save('b', '12345678')
    matched('a')
    save('c', '12345678')
    expect(simulator.entries.map(({ key }) => key)).toEqual(['a', 'c'])
  })
  it('an upload beyond the quota per minute is refused with the time to wait', () => {
    start({ uploadsPerMinute: 2 })
    create('a')
    time += 20_000
    create('b')
    const { status, headers } = create('c')
    expect([status, headers['retry-after']]).toEqual([429, '40'])
    time += 40_000
    expect(answer(create('c'))['ok']).toBe(true)
  })
  it('a new entry can stay invisible for a while', () => {
    withLimits({ hideNewEntriesFor: 1000 })
    save('k')
    expect(matched('k')).toBeNull()
    time += 1000
    expect(matched('k')).toBe('k')
  })
})

describe('invalid requests', () => {
  it.each([
    ['no JSON', 'no JSON'],
    ['no version', '{"key":"k"}'],
    ['a comma in the key', '{"key":"a,b","version":"v"}'],
    ['a long key', JSON.stringify({ key: 'k'.repeat(513), version: 'v' })],
    ['too many keys', JSON.stringify({ key: 'k', version: 'v', restore_keys: Array(10).fill('r') })],
  ])('(%s) are refused with 400', (_, body) => {
    const { status } = post('GetCacheEntryDownloadURL', body, `Bearer ${simulator.token({ scopes: MAIN })}`)
    expect(status).toBe(400)
  })
  it.each([
    ['POST', `${SERVICE}DeleteEverything`],
    ['GET', `${SERVICE}CreateCacheEntry`],
    ['GET', '/'],
    ['DELETE', '/devstoreaccount1/actions-cache/1'],
  ])('(%s %s) are refused with 404', (method, url) => {
    expect(simulator.handle({ method, url, headers: {}, body: Buffer.alloc(0) }).status).toBe(404)
    expect(simulator.calls.at(-1)).toMatchObject({ operation: 'unknown', status: 404 })
  })
  it('(a blob that does not exist) are refused with 404', () => {
    expect(blob('GET', 'http://x/devstoreaccount1/actions-cache/9').status).toBe(404)
  })
})

describe('faults', () => {
  it('affect their operation the given number of times, in order, and the call has no effect', () => {
    simulator.inject('CreateCacheEntry', { kind: 'status', status: 500 }, 2)
    simulator.inject('CreateCacheEntry', { kind: 'html', status: 502 })
    simulator.inject('CreateCacheEntry', { kind: 'reset' })
    expect(answer(lookUp('k'))['ok']).toBe(false)
    const answers = [1, 2, 3, 4].map(() => create('k'))
    expect(answers.map(({ status }) => status)).toEqual([500, 500, 502, 0])
    expect(answers[2]?.body.toString()).toContain('<html>')
    expect(answers[3]?.transport).toEqual({ reset: true })
    expect(simulator.entries).toEqual([])
    expect(answer(create('k'))['ok']).toBe(true)
  })
  it('delay the real answer, lose half an upload, or let something happen meanwhile', () => {
    const { signed_upload_url: url } = answer(create('k'))
    simulator.inject('upload', { kind: 'truncate' })
    blob('PUT', url, 'content')
    simulator.inject('FinalizeCacheEntryUpload', { kind: 'slow', delay: 50 })
    const late = finalize('k', 7)
    expect([answer(late)['ok'], late.transport]).toEqual([false, { delay: 50 }])
    simulator.inject('GetCacheEntryDownloadURL', {
      kind: 'meanwhile',
      run: () =>
        simulator.add({ key: 'other', version: 'v', scope: 'refs/heads/main', archive: Buffer.from('x') }),
    })
    expect(matched('other')).toBe('other')
  })
})

describe('the record', () => {
  it('has every call with operation, key and status', () => {
    save('k')
    lookUp('x')
    expect(simulator.calls.map(({ operation, key, status }) => [operation, key, status])).toEqual([
      ['CreateCacheEntry', 'k', 200],
      ['upload', null, 201],
      ['FinalizeCacheEntryUpload', 'k', 200],
      ['GetCacheEntryDownloadURL', 'x', 200],
    ])
  })
  it('has every entry with scope, version and bytes', () => {
    save('k', 'content', FEATURE)
    const [entry] = simulator.entries
    expect(entry).toMatchObject({ key: 'k', version: 'v', scope: 'refs/heads/feature' })
    expect(entry?.archive?.toString()).toBe('content')
  })
  it('refuses a second entry under one key', () => {
    const entry = { key: 'k', version: 'v', scope: 'refs/heads/main', archive: Buffer.from('x') }
    simulator.add(entry)
    expect(() => simulator.add(entry)).toThrow('The key k is taken in refs/heads/main')
  })
})
