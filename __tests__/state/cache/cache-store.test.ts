import { message } from '../../../src/messages/message.js'
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join as joinPath } from 'node:path'
import { mock } from 'node:test'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { Clock } from '../../../src/base/clock.js'
import { cacheKeyPrefix } from '../../../src/state/cache/cache-key.js'
import { join } from '../../../src/state/join.js'
import { EMPTY_STATE, type RefreshState } from '../../../src/state/state.js'
import { DAY, type Entry } from '../../../simulators/actions-cache/entries.js'
import type { Operation } from '../../../simulators/actions-cache/faults.js'
import { scopesFor, type Trigger } from '../../../simulators/actions-cache/scopes.js'
import { startActionsCache, type ActionsCacheServer } from '../../../simulators/actions-cache/server.js'
import { CacheSimulator } from '../../../simulators/actions-cache/simulator.js'
import { until } from '../../support/until.js'
import { request, stateOf } from '../builders.js'
import { ACME, clock, MAIN, NOW, Runner } from '../job.js'

const orders = stateOf({ nodes: { orders: { landedAt: NOW - DAY } } })
const customers = stateOf({ nodes: { customers: { landedAt: NOW - DAY } } })
const refreshed = stateOf({ requests: { '1': request('2026-03-01T05:00:00Z') } })
const both = join(orders, customers)

const SAVED = { problem: null }
const MISSING = { state: EMPTY_STATE, problem: null, found: false }
const found = (state: RefreshState) => ({ state, problem: null, found: true })

let simulator: CacheSimulator
let time: number
let server: ActionsCacheServer
let runner: Runner
let output: string

beforeEach(async () => {
  time = NOW
  simulator = new CacheSimulator({ clock: { now: () => time } })
  server = await startActionsCache(simulator)
  runner = new Runner()
  output = ''
  mock.method(process.stdout, 'write', (text: unknown) => {
    output += String(text)
    return true
  })
})

afterEach(async () => {
  mock.restoreAll()
  await server.close()
  runner.dispose()
})

const load = (options = {}) => runner.job(server, options).load()
const save = (state: RefreshState, options = {}) => runner.job(server, options).save(state)
const creations = (): number =>
  simulator.calls.filter(({ operation }) => operation === 'CreateCacheEntry').length
const keys = (): string[] => simulator.entries.map(({ key }) => key)

const NEVER = new Promise<never>(() => undefined)

/** A clock by which the n-th call of the cache client reaches its time limit when the n-th promise resolves, else never. */
function limitedBy(...limits: Promise<unknown>[]): Clock {
  return {
    now: () => NOW,
    sleep: async (_, signal) => {
      if (signal === undefined) return
      const ended = new Promise((resolve) => signal.addEventListener('abort', resolve))
      await Promise.race([limits.shift() ?? NEVER, ended])
    },
  }
}

/** Holds back the next answer of this operation until `answer` is called; `asked` resolves when a client waits for it. */
function hold(operation: Operation): { readonly asked: Promise<void>; readonly answer: () => void } {
  let answer = (): void => undefined
  simulator.inject(operation, { kind: 'held', until: new Promise<void>((resolve) => (answer = resolve)) })
  const before = simulator.calls.length
  const asked = until(() => simulator.calls.slice(before).some((call) => call.operation === operation))
  return { asked, answer: () => answer() }
}

/** Saves this text as the state file, by the real client. */
async function saveFile(text: string): Promise<void> {
  runner.set(server.environment(MAIN))
  mkdirSync(joinPath(runner.workspace, '.active-exposures-site'))
  writeFileSync(joinPath(runner.workspace, '.active-exposures-site/state.json'), text)
  const cache = await import('@actions/cache')
  await cache.saveCache(['.active-exposures-site/state.json'], `${cacheKeyPrefix(ACME)}1-1-a`)
}

/** An entry as another job would save it, taken from a save to another cache. */
async function entryOf(state: RefreshState): Promise<Entry> {
  const other = new CacheSimulator({ clock: { now: () => time } })
  const otherServer = await startActionsCache(other)
  await runner.job(otherServer).save(state)
  await otherServer.close()
  const [entry] = other.entries
  if (entry === undefined) throw new Error('nothing was saved')
  return entry
}

function addAsOtherJob(entry: Entry): void {
  if (entry.archive === null) throw new Error('the entry has no archive')
  simulator.add({ ...entry, key: `${entry.key}-other`, archive: entry.archive })
}

describe('state in the Actions cache', () => {
  it('is empty at first, without a warning', async () => {
    expect(await load()).toEqual(MISSING)
  })
  it('is loaded by the next run', async () => {
    expect(await save(join(orders, refreshed))).toEqual(SAVED)
    expect(await load()).toEqual(found(join(orders, refreshed)))
  })
  it('is loaded also from a service that matches the primary key exactly', async () => {
    await server.close()
    simulator = new CacheSimulator({ clock: { now: () => time }, primaryKeyMatch: 'exact' })
    server = await startActionsCache(simulator)
    expect(await save(orders)).toEqual(SAVED)
    time += 1
    expect(await save(customers)).toEqual(SAVED)
    expect(await load()).toEqual(found(both))
  })
  it('has a new key for each save: version, entry, run, attempt, and a random part', async () => {
    await save(orders)
    await save(customers)
    const form = new RegExp(`^${cacheKeyPrefix(ACME)}77-1-[0-9a-f]+$`)
    expect(keys()).toEqual([expect.stringMatching(form), expect.stringMatching(form)])
    expect(new Set(keys()).size).toBe(2)
  })
  it('is not saved again if nothing has changed since it was loaded, and the cache is not called', async () => {
    await save(orders)
    const store = runner.job(server)
    const { state } = await store.load()
    const before = simulator.calls.length
    expect(await store.save(state)).toEqual(SAVED)
    expect(simulator.calls.length).toBe(before)
  })
  it('is not saved by a post step that has loaded nothing and has no other facts', async () => {
    await save(both)
    expect(await save(orders)).toEqual(SAVED)
    expect(keys()).toHaveLength(1)
  })
  it('has the facts of both uses in one job, although the second loaded before the first saved', async () => {
    const [first, second] = [runner.job(server), runner.job(server)]
    await second.load()
    await first.load()
    await first.save(orders)
    expect(await second.save(customers)).toEqual(SAVED)
    expect(await load()).toEqual(found(both))
  })
  it.each([
    ['two environments on one site', { stateScope: 'prod' }, { stateScope: 'prod-eu' }],
    ['two sites', { site: 'acme' }, { site: 'acme2' }],
  ])('of %s is kept apart', async (_, one, other) => {
    await save(orders, { entry: { ...ACME, ...one } })
    expect(await load({ entry: { ...ACME, ...other } })).toEqual(MISSING)
    await save(customers, { entry: { ...ACME, ...other } })
    expect(await load({ entry: { ...ACME, ...one } })).toEqual(found(orders))
  })
  it('drops nodes of more than 400 days ago, also those that the stored state still has', async () => {
    const old = stateOf({
      nodes: { old: { landedAt: NOW - 401 * DAY }, young: { landedAt: NOW - 399 * DAY } },
    })
    await save(old, { clock: { ...clock, now: () => NOW - 300 * DAY } })
    const young = stateOf({ nodes: { young: { landedAt: NOW - 399 * DAY } } })
    expect(await load()).toEqual(found(young))
    expect(await save(orders)).toEqual(SAVED)
    const { state } = await load({ clock: { ...clock, now: () => NOW - 300 * DAY } })
    expect([...state.nodes.keys()].sort()).toEqual(['orders', 'young'])
  })
  it('loads future instants as now with a warning, and does not save that, as our clock may be the wrong one', async () => {
    const later = { ...clock, now: () => NOW + DAY / 2 }
    const future = stateOf({ nodes: { orders: { landedAt: NOW + DAY / 2 } } })
    await save(future, { clock: later })
    const store = runner.job(server)
    const { state, problem } = await store.load()
    expect(state).toEqual(stateOf({ nodes: { orders: { landedAt: NOW } } }))
    expect(problem?.message).toMatch(
      /^An earlier run has saved a time of .* UTC on .*, but on this runner it is .* UTC on .*; times in the future count as now/,
    )
    expect(await store.save(join(state, customers))).toEqual(SAVED)
    expect(await load({ clock: later })).toEqual(found(join(future, customers)))
  })
  it('does not save it either if the cache does not answer the restore before the save', async () => {
    const later = { ...clock, now: () => NOW + DAY / 2 }
    const future = stateOf({ nodes: { orders: { landedAt: NOW + DAY / 2 } } })
    await save(future, { clock: later })
    const store = runner.job(server)
    const { state } = await store.load()
    simulator.inject('GetCacheEntryDownloadURL', { kind: 'status', status: 401 })
    expect(await store.save(join(state, customers))).toEqual(SAVED)
    expect(await load({ clock: later })).toEqual(found(join(future, customers)))
  })
  it('does not save it either in a post step whose saved entry cannot be downloaded at once', async () => {
    const later = { ...clock, now: () => NOW + DAY / 2 }
    const future = stateOf({ nodes: { orders: { landedAt: NOW + DAY / 2 } } })
    await save(future, { clock: later })
    const { state: read } = await load()
    simulator.inject('FinalizeCacheEntryUpload', {
      kind: 'meanwhile',
      run: () => simulator.inject('download', { kind: 'status', status: 404 }),
    })
    expect(await save(join(read, customers))).toEqual(SAVED)
    expect(await load({ clock: later })).toEqual(found(join(future, customers)))
  })
  it('saves instants further in the future as at most a day from now', async () => {
    await save(stateOf({ nodes: { orders: { landedAt: NOW + 700 * DAY } } }), {
      clock: { ...clock, now: () => NOW + 700 * DAY },
    })
    const store = runner.job(server)
    expect(await store.save((await store.load()).state)).toEqual(SAVED)
    const tomorrow = stateOf({ nodes: { orders: { landedAt: NOW + DAY } } })
    expect(await load({ clock: { ...clock, now: () => NOW + 2 * DAY } })).toEqual(found(tomorrow))
  })
  it('is saved once, although a clock ahead of ours set an instant and time passes', async () => {
    let now = NOW
    const ahead = stateOf({ nodes: { orders: { landedAt: NOW + DAY } } })
    expect(await save(ahead, { clock: { ...clock, now: () => (now += 1) } })).toEqual(SAVED)
    expect(keys()).toHaveLength(1)
  })
  it('is evicted after seven days without a run', async () => {
    await save(orders)
    time += 6 * DAY
    expect(await load()).toEqual(found(orders))
    time += 6 * DAY
    expect(await load()).toEqual(found(orders))
    time += 8 * DAY
    expect(await load()).toEqual(MISSING)
  })
})

describe('the folder in the workspace', () => {
  it('is removed after loading and after saving', async () => {
    await save(orders)
    await load()
    expect(readdirSync(runner.workspace)).toEqual([])
  })
  it('is ignored by git while it exists', async () => {
    let listing: string[] = []
    simulator.inject('CreateCacheEntry', {
      kind: 'meanwhile',
      run: () => (listing = readdirSync(joinPath(runner.workspace, '.active-exposures-site')).sort()),
    })
    await save(orders)
    expect(listing).toEqual(['.gitignore', 'state.json'])
  })
  it('is wiped if it came with the checkout', async () => {
    mkdirSync(joinPath(runner.workspace, '.active-exposures-site'))
    writeFileSync(
      joinPath(runner.workspace, '.active-exposures-site/state.json'),
      '{"version":2,"nodes":{},"requests":{}}',
    )
    expect(await load()).toEqual(MISSING)
  })
  it('is replaced if the checkout has a link in its place', async () => {
    mkdirSync(joinPath(runner.workspace, 'precious'))
    writeFileSync(joinPath(runner.workspace, 'precious/file'), '')
    symlinkSync('precious', joinPath(runner.workspace, '.active-exposures-site'))
    await save(orders)
    expect(readdirSync(joinPath(runner.workspace, 'precious'))).toEqual(['file'])
  })
})

describe('runners with and without zstd', () => {
  const WITH = ['tar', 'gzip', 'zstd', 'zstdmt', 'unzstd', 'sh'] as const
  const WITHOUT = ['tar', 'gzip', 'sh'] as const

  it.each([
    ['without', 'has it', WITHOUT, WITH],
    ['with', 'has none', WITH, WITHOUT],
  ])(
    'state saved by a runner %s zstd is not seen by a runner that %s, which then saves its own',
    async (...row) => {
      const [, , before, now] = row
      runner.has(...before)
      await save(orders)
      runner.has(...now)
      expect(await load()).toEqual(MISSING)
      expect(await save(customers)).toEqual(SAVED)
      expect(await load()).toEqual(found(customers))
      runner.has(...before)
      expect(await load()).toEqual(found(orders))
    },
  )
  it('a restore is one lookup and one download', async () => {
    await save(orders)
    const before = simulator.calls.length
    await load()
    expect(simulator.calls.slice(before).map(({ operation }) => operation)).toEqual([
      'GetCacheEntryDownloadURL',
      'download',
    ])
  })
  it('a miss is one lookup', async () => {
    await load()
    expect(simulator.calls.map(({ operation }) => operation)).toEqual(['GetCacheEntryDownloadURL'])
  })
})

describe('which runs see and change state', () => {
  const scopes = (event: string, ref: string, more: Partial<Trigger> = {}) =>
    scopesFor({ event, ref, defaultBranch: 'main', ...more })

  beforeEach(() => save(orders))

  it.each([
    ['a pull request', scopes('pull_request', 'refs/pull/7/merge')],
    ['a sibling branch', scopes('workflow_dispatch', 'refs/heads/feature')],
    ['a tag', scopes('push', 'refs/tags/v1')],
    ['a merge queue', scopes('merge_group', 'refs/heads/gh-readonly-queue/main/pr-7')],
  ])('%s reads the state of main, and saves its own for itself only', async (_, own) => {
    expect(await load({ scopes: own })).toEqual(found(orders))
    expect(await save(customers, { scopes: own })).toEqual(SAVED)
    expect(await load({ scopes: own })).toEqual(found(both))
    expect(await load()).toEqual(found(orders))
    expect(await load({ scopes: scopes('push', 'refs/heads/other') })).toEqual(found(orders))
  })
  it.each([
    ['a schedule', scopes('schedule', 'refs/heads/main')],
    ['a manual run', scopes('workflow_dispatch', 'refs/heads/main')],
    ['a run by API', scopes('repository_dispatch', 'refs/heads/main')],
    ['a run after a push', scopes('workflow_run', 'refs/heads/main')],
  ])('%s on main reads the state of main and adds to it', async (_, own) => {
    expect(await load({ scopes: own })).toEqual(found(orders))
    expect(await save(customers, { scopes: own })).toEqual(SAVED)
    expect(await load()).toEqual(found(both))
  })
  it('a branch that has saved its own state no longer sees new facts of main', async () => {
    const own = scopes('push', 'refs/heads/feature')
    await save(customers, { scopes: own })
    time += 1
    await save(refreshed)
    expect(await load({ scopes: own })).toEqual(found(both))
    expect(await load({ scopes: scopes('push', 'refs/heads/young') })).toEqual(found(join(orders, refreshed)))
  })
  it('a production branch other than the default branch has its own state, which only its pull requests read too', async () => {
    const release = scopes('push', 'refs/heads/release')
    await save(customers, { scopes: release })
    const forIt = scopes('pull_request', 'refs/pull/7/merge', { base: 'release' })
    expect(await load({ scopes: forIt })).toEqual(found(both))
    expect(await load({ scopes: scopes('pull_request', 'refs/pull/8/merge') })).toEqual(found(orders))
  })
  it('a pull request does not see what another one saved', async () => {
    await save(customers, { scopes: scopes('pull_request', 'refs/pull/7/merge') })
    expect(await load({ scopes: scopes('pull_request', 'refs/pull/8/merge') })).toEqual(found(orders))
  })
  it('a re-run loads the newest state, not that of its own run', async () => {
    time += 1
    await save(customers, { attempt: { runId: '78', runAttempt: '1' } })
    time += 1
    const again = { attempt: { runId: '77', runAttempt: '2' } }
    expect(await load(again)).toEqual(found(both))
    expect(await save(refreshed, again)).toEqual(SAVED)
    expect(keys().at(-1)).toContain('77-2-')
    expect(await load()).toEqual(found(join(both, refreshed)))
  })
  it.each([
    ['pull_request_target', scopes('pull_request_target', 'refs/heads/main')],
    ['issue_comment', scopes('issue_comment', 'refs/heads/main')],
    ['workflow_run after a fork', scopes('workflow_run', 'refs/heads/main', { afterFork: true })],
  ])('%s, which is not trusted, reads the state and gets a warning that it cannot save', async (_, own) => {
    expect(await load({ scopes: own })).toEqual(found(orders))
    expect(await save(customers, { scopes: own })).toEqual({
      problem: message('AE-STATE-NOT-SAVED', { why: 'the token of this job may only read the cache' }),
    })
    expect(await load()).toEqual(found(orders))
  })
  it('a token without scopes gives a warning', async () => {
    const { problem } = await load({ scopes: [] })
    expect(problem).toEqual(message('AE-STATE-UNREADABLE', { why: 'the cache service answered 403' }))
  })
  it.each([
    ['none', false, false],
    ['read', true, false],
    ['write', true, true],
    ['write-only', false, false],
    ['a future mode', true, true],
  ])('the cache mode "%s" lets a job read: %s, write: %s', async (cacheMode, reads, writes) => {
    const because = `because this job runs with "cache-mode: ${cacheMode}" and needs "cache-mode: write"`
    const loaded = await load({ cacheMode })
    expect(loaded.found).toBe(reads)
    if (!reads) expect(loaded.problem?.message).toContain(because)
    const { problem } = await save(customers, { cacheMode })
    expect(problem === null).toBe(writes)
    if (!writes) expect(problem?.message).toContain(because)
  })
})

describe('an unusable stored state', () => {
  it.each([
    ['truncated', '{"version":2,"nodes":', 'is incomplete JSON'],
    ['of a later version', '{"version":3}', 'has version 3'],
  ])('(%s) is an empty state with one sentence, and the next save replaces it', async (_, text, why) => {
    await saveFile(text)
    time += 1
    const loaded = await load()
    expect(loaded).toMatchObject({ state: EMPTY_STATE, found: true })
    expect(loaded.problem?.message).toContain(why)
    expect(await save(orders)).toEqual(SAVED)
    expect(await load()).toEqual(found(orders))
  })
  it('(an archive that cannot be unpacked) is distinguished from a miss, and the next save replaces it', async () => {
    addAsOtherJob({ ...(await entryOf(orders)), archive: Buffer.from('no archive') })
    const { found: isFound, problem } = await load()
    expect(isFound).toBe(false)
    expect(problem?.message).toContain('the stored entry cannot be downloaded or unpacked')
    time += 1
    expect(await save(customers)).toEqual(SAVED)
    expect(await load()).toEqual(found(customers))
  })
})

describe('a failing cache service', () => {
  const reading = (why: string) => ({
    state: EMPTY_STATE,
    problem: message('AE-STATE-UNREADABLE', { why }),
    found: false,
  })
  const saving = (why: string) => ({
    problem: message('AE-STATE-NOT-SAVED', { why }),
  })
  const GAVE_UP = 'the cache client gave up before it asked the cache service (its message is in the log)'
  const HIDE = 'what is stored cannot be read, and saving without it would hide it'
  const TOO_SLOW = 'the cache service took longer than 60 s'

  const late: unknown[] = []
  const hear = (error: unknown): void => void late.push(error)
  beforeEach(() => void process.on('unhandledRejection', hear))
  afterEach(() => {
    process.off('unhandledRejection', hear)
    late.length = 0
  })

  it('that the runner does not offer', async () => {
    const store = runner.job(server)
    runner.set({ ACTIONS_RESULTS_URL: undefined })
    expect(await store.load()).toEqual(reading('the runner offers no cache service'))
    expect(await store.save(orders)).toEqual(saving('the runner offers no cache service'))
  })
  it('without a token', async () => {
    const store = runner.job(server)
    runner.set({ ACTIONS_RUNTIME_TOKEN: undefined })
    expect(await store.load()).toEqual(reading(GAVE_UP))
    expect(await store.save(orders)).toEqual(saving(HIDE))
  })
  it('whose client throws: the next call works', async () => {
    const store = runner.job(server)
    await store.load()
    runner.set({ ACTIONS_RUNTIME_TOKEN: undefined })
    const why = 'the cache client failed: Unable to get the ACTIONS_RUNTIME_TOKEN env variable'
    expect(await store.save(orders)).toEqual(saving(why))
    runner.set(server.environment(MAIN))
    expect(await store.save(orders)).toEqual(SAVED)
  })
  it('that refuses connections', async () => {
    const store = runner.job(server)
    await server.close()
    expect(await store.load()).toEqual(reading('the cache service did not answer'))
    expect(await store.save(orders)).toEqual(saving(HIDE))
  })
  it('that rejects the token', async () => {
    simulator.inject('GetCacheEntryDownloadURL', { kind: 'status', status: 401 })
    expect(await load()).toEqual(reading('the cache service answered 401'))
  })
  it.each([
    [401, 'the cache service answered 401'],
    [409, 'the cache service answered 409'],
    [429, 'too many entries were saved in this repository in the last minute (answer 429)'],
  ])('that refuses to take an entry with %s', async (status, why) => {
    simulator.inject('CreateCacheEntry', { kind: 'status', status })
    expect(await save(orders)).toEqual(saving(why))
  })
  it('that refuses an entry with a message', async () => {
    simulator.inject('CreateCacheEntry', {
      kind: 'json',
      body: { ok: false, message: 'the repository is over its quota' },
    })
    const why = 'the cache service refused the entry (the repository is over its quota)'
    expect(await save(orders)).toEqual(saving(why))
  })
  it('that breaks the connection during a save: the incomplete entry is never seen', async () => {
    simulator.inject('FinalizeCacheEntryUpload', { kind: 'reset' })
    expect(await save(orders)).toEqual(saving('the cache service did not answer'))
    expect(await load()).toEqual(MISSING)
    expect(await save(orders)).toEqual(SAVED)
  })
  it('that receives only half of the upload', async () => {
    simulator.inject('upload', { kind: 'truncate' })
    expect(await save(orders)).toEqual(
      saving('the cache service did not confirm the upload (cache entry size does not match the upload)'),
    )
    expect(await load()).toEqual(MISSING)
  })
  it('that answers 500: the client retries past our time limit', async () => {
    simulator.inject('GetCacheEntryDownloadURL', { kind: 'status', status: 500 }, 99)
    const retries = until(() => output.includes('injected 500'))
    expect(await load({ clock: limitedBy(retries) })).toEqual(reading(TOO_SLOW))
  })
  it('that answers HTML: the client retries past our time limit', async () => {
    simulator.inject('CreateCacheEntry', { kind: 'html', status: 502 }, 99)
    const retries = until(() => creations() > 0)
    expect(await save(orders, { clock: limitedBy(NEVER, retries) })).toEqual(saving(TOO_SLOW))
  })
  it('that is slow: a late answer disturbs neither the next call nor the process', async () => {
    await save(orders)
    const { asked, answer } = hold('download')
    const store = runner.job(server, { clock: limitedBy(asked) })
    const storage = new URL(server.url).host
    expect((await store.load()).problem?.message).toContain(
      `the cache's storage at ${storage} took longer than 60 s`,
    )
    answer()
    expect(await store.save(customers)).toEqual(SAVED)
    expect(await load()).toEqual(found(both))
    expect(existsSync(joinPath(runner.workspace, '.active-exposures-site'))).toBe(false)
    expect(late).toEqual([])
  })
  it('that fails a save after its time limit logs nothing', async () => {
    const { asked, answer } = hold('CreateCacheEntry')
    simulator.inject('FinalizeCacheEntryUpload', { kind: 'reset' })
    const store = runner.job(server, { clock: limitedBy(NEVER, asked) })
    expect((await store.save(orders)).problem?.message).toContain(TOO_SLOW)
    answer()
    // The next call starts after the late one has ended.
    expect(await store.load()).toEqual(MISSING)
    expect(
      simulator.calls.some(({ operation, reset }) => operation === 'FinalizeCacheEntryUpload' && reset),
    ).toBe(true)
    expect(late).toEqual([])
  })
  it('that could not be read before is not saved to, which would hide the stored facts', async () => {
    await save(both)
    simulator.inject('GetCacheEntryDownloadURL', { kind: 'status', status: 401 }, 2)
    const store = runner.job(server)
    await store.load()
    expect(await store.save(refreshed)).toEqual(saving(HIDE))
    expect(await load()).toEqual(found(both))
  })
  it('that could be read before but not now is still saved to', async () => {
    await save(orders)
    const store = runner.job(server)
    const { state } = await store.load()
    time += 1
    simulator.inject('GetCacheEntryDownloadURL', { kind: 'status', status: 401 }, 2)
    expect(await store.save(join(state, customers))).toEqual(SAVED)
    expect(await load()).toEqual(found(both))
  })
})

describe('the storage of the cache, at another host than the service', () => {
  it.each([
    [{ kind: 'status', status: 403 }, 'answered 403'],
    [{ kind: 'html', status: 403 }, 'answered 403 and an HTML page'],
    [{ kind: 'html', status: 200 }, 'answered 200 and an HTML page'],
  ] as const)('answers a download with %j: nothing is put in front of what is stored', async (fault, why) => {
    await save(both)
    const storage = new URL(server.url).host
    simulator.inject('download', fault, 2)
    const store = runner.job(server)
    const because = `because the cache's storage at ${storage} ${why}; `
    expect((await store.load()).problem?.message).toContain(because)
    expect((await store.save(refreshed)).problem?.message).toContain('saving without it would hide it')
    expect(await load()).toEqual(found(both))
  })
  it.each([
    [{ kind: 'status', status: 403 }, 'answered 403'],
    [{ kind: 'html', status: 403 }, 'answered 403 and an HTML page'],
  ] as const)('answers an upload with %j', async (fault, why) => {
    simulator.inject('upload', fault)
    const storage = new URL(server.url).host
    expect((await save(orders)).problem?.message).toContain(
      `because the cache's storage at ${storage} ${why}; `,
    )
  })
})

describe('jobs that save at the same time', () => {
  it('facts of a job that saves between our restore and our save, and restores after it, are kept', async () => {
    const other = await entryOf(orders)
    simulator.inject('CreateCacheEntry', { kind: 'meanwhile', run: () => addAsOtherJob(other) })
    time += 1
    await save(customers)
    expect(await load()).toEqual(found(customers))
    // The last step of the other job's save.
    expect(await save(orders)).toEqual(SAVED)
    expect(await load()).toEqual(found(both))
  })
  it('facts of a job that restored before our save and saves after it are kept, as are ours', async () => {
    const other = await entryOf(orders)
    simulator.inject('FinalizeCacheEntryUpload', {
      kind: 'meanwhile',
      run: () => {
        time += 1
        addAsOtherJob(other)
      },
    })
    expect(await save(customers)).toEqual(SAVED)
    expect(await load()).toEqual(found(both))
    expect(creations()).toBe(2)
  })
  it('we restore again only when a job that restored before our save must have finished', async () => {
    let now = NOW
    const slept: number[] = []
    const measured: Clock = {
      now: () => (now += 100),
      sleep: (duration, signal) => {
        if (signal === undefined) slept.push(duration)
        return clock.sleep(duration, signal)
      },
    }
    await save(orders, { clock: measured })
    expect(slept).toEqual([expect.any(Number)])
    expect(slept[0]).toBeGreaterThanOrEqual(200)
  })
  it('facts that the cache does not show after a save are saved again a few times, then there is a warning', async () => {
    await save(orders)
    simulator.limits.hideNewEntriesFor = 60_000
    time += 60_000
    expect(await save(customers)).toEqual({
      problem: message('AE-STATE-NOT-SHOWN'),
    })
    expect(creations()).toBe(1 + 5)
    time += 60_000
    expect(await load()).toEqual(found(both))
  })
})
