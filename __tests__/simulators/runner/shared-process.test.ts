import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { type Ended, runInSharedProcess } from '../../../simulators/runner/shared-process.js'
import { MovedClock } from '../../../simulators/runner/time.js'
import { posixTest } from '../../support/posix.js'

const START = Date.parse('2026-04-13T06:00:00Z')
const HOUR = 3_600_000
const folder = mkdtempSync(join(tmpdir(), 'shared-'))
let files = 0

/** Runs a script as a step that leaves nothing behind. */
async function step(script: string, environment: Record<string, string> = {}): Promise<Ended> {
  const clock = new MovedClock(START, 1e-9)
  files += 1
  const file = join(folder, `${files}.mjs`)
  writeFileSync(file, script)
  return runInSharedProcess({
    node: process.execPath,
    file,
    cwd: folder,
    environment: { ...clock.environment, ...environment },
    clock,
  })
}

const PID = 'console.log(process.pid); process.exit(0)'

test('steps share a process, but neither variables, nor listeners, nor timers, nor time', async () => {
  const first = await step(
    `console.log(process.pid, process.env.ONE)
    process.on('SIGINT', () => undefined)
    process.stdout.on('error', () => undefined)
    setTimeout(() => console.log('late'), ${HOUR})
    await new Promise((resolve) => setTimeout(resolve, ${HOUR / 2}))
    console.error(Date.now() - ${START})
    process.exit(3)`,
    { ONE: 'one' },
  )
  const pid = first.raw.split(' ')[0] ?? ''
  expect(first).toEqual({ exitCode: 3, raw: `${pid} one\n${HOUR / 2}\n` })
  const second = await step(
    `console.log(process.pid, process.env.ONE, process.listenerCount('SIGINT'), process.stdout.listenerCount('error'))
    await new Promise((resolve) => setTimeout(resolve, ${2 * HOUR}))
    console.log(Date.now() - ${START})
    process.exit(0)`,
  )
  expect(second).toEqual({ exitCode: 0, raw: `${pid} undefined 0 0\n${2 * HOUR}\n` })
})

test('what a step leaves going on does not reach the next one', async () => {
  await step(`Promise.reject(new Error('left behind')); process.exit(0)`)
  const { raw } = await step(
    `process.on('unhandledRejection', (error) => console.log(error.message))
    await new Promise((resolve) => setTimeout(resolve, 1000))
    console.log('done')
    process.exit(0)`,
  )
  expect(raw).toBe('done\n')
})

test('a step that throws ends with 1 and shows the error', async () => {
  const { exitCode, raw } = await step(`throw new Error('broken')`)
  expect(exitCode).toBe(1)
  expect(raw).toContain('Error: broken')
})

test('steps at the same time have a process each', async () => {
  const [one, other] = await Promise.all([step(PID), step(PID)])
  expect(one.raw).not.toBe(other.raw)
})

posixTest('after a step that killed its process, the next one has a new process', async () => {
  const killed = await step(`console.log(process.pid); process.kill(process.pid, 'SIGKILL')`)
  expect(killed.exitCode).toBeNull()
  const next = await step(PID)
  expect(next.exitCode).toBe(0)
  expect(next.raw).not.toBe(killed.raw)
})
