import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, expect, test } from '@jest/globals'
import { startActionsCache, type ActionsCacheServer } from '../../../simulators/actions-cache/server.js'
import { CacheSimulator } from '../../../simulators/actions-cache/simulator.js'
import { MovedClock } from '../../../simulators/runner/time.js'
import { posixTest } from '../../support/posix.js'

const PRELOAD = join(import.meta.dirname, '../../../simulators/runner/preload.mjs')
const SQL_PARSER = join(
  import.meta.dirname,
  '../../../node_modules/@guanmingchiu/sqlparser-ts/wasm/sqlparser_rs_wasm_bg.wasm',
)
const START = Date.parse('2026-04-13T06:00:00Z')
const SECOND = 1_000
const HOUR = 3_600 * SECOND

const clock = (): MovedClock => new MovedClock(START, 0.01)

let server: ActionsCacheServer | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

/** A process in this time; its output is how many milliseconds after START it comes to the end of this script. */
function processIn(
  time: MovedClock,
  script: string,
): { readonly child: ChildProcess; readonly end: Promise<number> } {
  const child = spawn(
    process.execPath,
    ['--import', PRELOAD, '--input-type=module', '-e', `${script}\nconsole.log(Date.now() - ${START})`],
    { stdio: ['ignore', 'pipe', 'inherit', 'ipc'], env: time.environment },
  )
  time.attach(child)
  return { child, end: child.stdout === null ? Promise.reject(new Error()) : text(child.stdout).then(Number) }
}

const sleep = (duration: number): string => `await new Promise((resolve) => setTimeout(resolve, ${duration}))`
const ask = (url: string): string => `
  const { get } = await import('node:http')
  await new Promise((resolve) => get('${url}', { agent: false }, (answer) => answer.resume().on('end', resolve)))`
const BLOB = '/devstoreaccount1/actions-cache/1'

test('while all processes wait, time jumps ahead, and each wakes at its own time', async () => {
  const time = clock()
  const [first, second] = [
    processIn(time, sleep(HOUR)),
    processIn(time, `${sleep(HOUR)}\n${sleep(2 * HOUR)}`),
  ]
  const [early, late] = await Promise.all([first.end, second.end])
  expect(early).toBeGreaterThanOrEqual(HOUR)
  expect(early).toBeLessThan(HOUR + 10 * SECOND)
  expect(late).toBeGreaterThanOrEqual(3 * HOUR)
  expect(time.now() - START).toBeGreaterThanOrEqual(late)
})

test('a cancelled timer does not count', async () => {
  const { end } = processIn(
    clock(),
    `clearTimeout(setTimeout(() => process.exit(1), ${SECOND}))\n${sleep(HOUR)}`,
  )
  expect(await end).toBeGreaterThanOrEqual(HOUR)
})

test('time does not jump while WebAssembly is compiled on another thread', async () => {
  const { end } = processIn(
    clock(),
    `const { readFile } = await import('node:fs/promises')
    const compiled = WebAssembly.compile(await readFile(${JSON.stringify(SQL_PARSER)}))
    await Promise.race([compiled, new Promise((resolve) => setTimeout(resolve, ${HOUR}))])
    `,
  )
  expect(await end).toBeLessThan(HOUR)
})

test('time does not jump to a timer that keeps no process open', async () => {
  const { child, end } = processIn(clock(), `setTimeout(() => undefined, 499).unref()\n${sleep(HOUR)}`)
  const waits: (number | null)[] = []
  child.on('message', ({ until }: { until: number | null }) => waits.push(until))
  expect(await end).toBeGreaterThanOrEqual(HOUR)
  expect(waits.filter((until) => until !== null && until < START + HOUR)).toEqual([])
})

test('a delayed answer comes at its time', async () => {
  const time = clock()
  const cache = new CacheSimulator({ clock: time })
  server = await startActionsCache(cache)
  cache.inject('download', { kind: 'slow', delay: HOUR })
  const { end } = processIn(time, ask(`${server.url}${BLOB}`))
  expect(await end).toBeGreaterThanOrEqual(HOUR)
})

test('time does not jump while a process waits for an answer that is not delayed', async () => {
  const time = clock()
  const cache = new CacheSimulator({ clock: time })
  server = await startActionsCache(cache)
  const sleeper = processIn(time, sleep(HOUR))
  cache.inject('download', { kind: 'held', until: once(sleeper.child, 'message') })
  const asker = processIn(time, ask(`${server.url}${BLOB}`))
  expect(await asker.end).toBeLessThan(HOUR)
  expect(await sleeper.end).toBeGreaterThanOrEqual(HOUR)
})

posixTest('time does not jump while a process that has ended leaves its output to another one', async () => {
  const { end } = processIn(
    clock(),
    `const { spawn } = await import('node:child_process')
    const child = spawn('sh', ['-c', 'sleep 0.3 &'], { stdio: ['ignore', 'pipe', 'ignore'] })
    await Promise.race([new Promise((resolve) => child.on('close', resolve)), new Promise((resolve) => setTimeout(resolve, ${HOUR}))])`,
  )
  expect(await end).toBeLessThan(HOUR)
})

test('if time stands still between waits, a process wakes at the exact millisecond', async () => {
  const { end } = processIn(new MovedClock(START, 1e-9), sleep(1500.25))
  expect(await end).toBe(1501)
})

test('an alarm rings at its instant, before the timers after it', async () => {
  const time = new MovedClock(START, 1e-9)
  const { child, end } = processIn(time, sleep(HOUR))
  let rang = NaN
  time.ringAt(START + 20 * SECOND, () => {
    rang = time.now() - START
    child.kill('SIGTERM')
  })
  await end
  expect(rang).toBe(20 * SECOND)
})
