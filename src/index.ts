import * as core from '@actions/core'
import { systemClock } from './clock.js'
import { createHttp } from './http.js'
import { main } from './main.js'
import { post } from './post.js'
import { actionsCacheStore, actionsEnvironment } from './state/actions-cache.js'

const cancelled = new AbortController()
process.on('SIGINT', () => cancelled.abort())
process.on('SIGTERM', () => cancelled.abort())

const http = createHttp()
const action = {
  runner: core,
  environment: process.env,
  clock: systemClock,
  http,
  random: Math.random,
  store: (instance: Parameters<typeof actionsCacheStore>[0]['instance']) =>
    actionsCacheStore({ instance, environment: actionsEnvironment(process.env), clock: systemClock }),
  signal: cancelled.signal,
}

// dist/post.js starts this same bundle under its own name.
const isPost = process.argv[1]?.endsWith('post.js') === true
const exitCode = await (isPost ? post(action) : main(action))

// Kept-alive connections and a cache client past its time limit would hold the process open.
process.stdout.write('', () => process.exit(exitCode))
