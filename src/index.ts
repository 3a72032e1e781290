import { setMaxListeners } from 'node:events'
import { setFlagsFromString } from 'node:v8'
import * as core from '@actions/core'
import type { Action } from './run/ports.js'
import { systemClock } from './base/clock.js'
import { explanationOf, stackOf } from './base/errors.js'
import { maskProxyPasswords } from './base/masking.js'
import { withId } from './messages/message.js'
import { isSwitchedOff } from './run/switch.js'
import { tolerantRunner } from './run/tolerant-runner.js'
import { once } from './base/once.js'
import { catchStrayErrors } from './base/stray-errors.js'

// On a large machine V8 collects garbage late; a build that runs beside this step may need the memory.
setFlagsFromString('--optimize-for-size')

// Schemas are interpreted: zod would otherwise compile them by `new Function`. It reads this when it is loaded.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })

maskProxyPasswords(process.env, core.setSecret)

// A closed log must not stop the run.
process.stdout.on('error', () => undefined)

const cancelled = new AbortController()
// Every call in flight listens to it, and Node warns about more than ten listeners.
setMaxListeners(0, cancelled.signal)
process.on('SIGINT', () => cancelled.abort())
process.on('SIGTERM', () => cancelled.abort())
// What Windows has for it, Ctrl+Break; it never comes elsewhere.
process.on('SIGBREAK', () => cancelled.abort())

const http = once(async () => (await import('./base/http.js')).createHttp())

const action: Action = {
  // Named one by one, so that the bundle leaves the rest of `core` out, such as its HTTP client.
  runner: tolerantRunner({
    getInput: core.getInput,
    setOutput: core.setOutput,
    saveState: core.saveState,
    getState: core.getState,
    setSecret: core.setSecret,
    info: core.info,
    debug: core.debug,
    group: core.group,
    error: core.error,
    warning: core.warning,
    notice: core.notice,
  }),
  environment: process.env,
  clock: systemClock,
  http: async (request) => (await http())(request),
  random: Math.random,
  store: async (entry) => {
    const { actionsCacheStore, actionsEnvironment } = await import('./state/cache/cache-store.js')
    return actionsCacheStore({ entry, environment: actionsEnvironment(process.env), clock: systemClock })
  },
  strayErrors: catchStrayErrors(process),
  signal: cancelled.signal,
}

// dist/post.js imports this file if main has left something to save.
const isPost = process.argv[1]?.endsWith('post.js') === true
const exitCode = await start().catch((error: unknown) => {
  core.debug(stackOf(error))
  core.error(withId(explanationOf(error)))
  return isPost ? 0 : 1
})

async function start(): Promise<number> {
  if (isPost) return (await import('./run/post.js')).post(action)
  if (isSwitchedOff(process.env)) return (await import('./run/switched-off.js')).switchedOff(action)
  return (await import('./run/main.js')).main(action)
}

// Kept-alive connections and a cache client past its time limit would hold the process open.
process.stdout.write('', () => process.exit(exitCode))
