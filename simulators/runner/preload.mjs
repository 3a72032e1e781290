// Preloaded into the action's process (node --import): gives it the virtual time of the simulators, which runs at its own
// speed. If this process has an IPC channel, the clock in the parent process jumps ahead while only timers are pending.
// With SIMULATED_RANDOM, Math.random returns the same numbers in each run.
// No code in src/ depends on this.
import { webcrypto } from 'node:crypto'
import { Socket } from 'node:net'

const { SIMULATED_TIME, SIMULATED_RANDOM } = process.env
/** With more milliseconds, a timer of Node fires at once. */
const LONGEST_TIMER = 2 ** 31 - 1

/** Gives this process another time. Only with SIMULATED_TIME, as the next. */
export let setTime = () => undefined

/** Clears all timers; until `setTime` this process no longer reports that it waits. */
export let pauseTime = () => undefined

if (SIMULATED_RANDOM !== undefined) Math.random = randomFrom(Number(SIMULATED_RANDOM))

if (SIMULATED_TIME !== undefined) {
  let time = JSON.parse(SIMULATED_TIME)
  const RealDate = Date
  const now = () => Math.round(time.virtual + (RealDate.now() - time.real) * time.speed)
  globalThis.Date = class extends RealDate {
    constructor(...parts) {
      if (parts.length === 0) super(now())
      else super(...parts)
    }
    static now() {
      return now()
    }
  }

  const { setTimeout: realSetTimeout, clearTimeout: realClearTimeout, setImmediate, setInterval } = globalThis
  const pending = new Map()
  const timeout = (callback, delay = 0, ...rest) => {
    const due = () => {
      realClearTimeout(timer)
      if (pending.delete(timer)) callback(...rest)
    }
    const timer = realSetTimeout(due, Math.min(delay / time.speed, LONGEST_TIMER))
    // The clock shows whole milliseconds.
    pending.set(timer, { at: now() + Math.ceil(delay), due })
    return timer
  }
  globalThis.setTimeout = Object.assign(timeout, realSetTimeout)
  globalThis.clearTimeout = (timer) => {
    pending.delete(timer)
    realClearTimeout(timer)
  }

  // The cache client aborts a download after five seconds without data, with a timer of the socket.
  const { setTimeout: setSocketTimeout } = Socket.prototype
  Socket.prototype.setTimeout = function (delay, ...rest) {
    return setSocketTimeout.call(this, Math.min(Math.max(delay, delay / time.speed), LONGEST_TIMER), ...rest)
  }

  const report = reportWhenIdle(pending)
  let paused = false
  if (process.channel !== undefined) {
    process.on('message', (message) => {
      if (message.virtual !== undefined) setTime(message)
    })
    setInterval(() => paused || report(time), 5).unref()
    process.channel.unref()
  }

  setTime = (moved) => {
    time = moved
    paused = false
    const due = [...pending.values()].filter(({ at }) => at <= now())
    for (const timer of due.sort((a, b) => a.at - b.at)) setImmediate(timer.due)
  }
  pauseTime = () => {
    paused = true
    for (const timer of pending.keys()) globalThis.clearTimeout(timer)
  }
}

/** Returns how many calls of these functions are not over: Node does not list the threads on which they work as active. */
function watchThreads() {
  let calls = 0
  const watch = (owner, name) => {
    const real = owner[name].bind(owner)
    owner[name] = (...given) => {
      calls += 1
      return real(...given).finally(() => (calls -= 1))
    }
  }
  for (const name of ['compile', 'instantiate']) watch(globalThis.WebAssembly, name)
  for (const name of ['importKey', 'sign']) watch(webcrypto.subtle, name)
  return () => calls
}

/** Reports to the parent process when, twice in a row at the same time, only timers and connections that wait for a response were active. */
function reportWhenIdle(pending) {
  const own = standardPipes()
  const onThreads = watchThreads()
  let quiet = 0
  let heard = null
  return (time) => {
    if (heard !== time) quiet = 0
    heard = time
    const active = process.getActiveResourcesInfo()
    const answers = count(active, 'TCPSocketWrap')
    const isQuiet = active.length <= count(active, 'Timeout') + answers + own && onThreads() === 0
    quiet = isQuiet ? quiet + 1 : 0
    if (quiet < 2) return
    const next = Math.min(...awaited(pending))
    process.send({ until: next < Infinity ? next : null, answers, moves: time.moves })
  }
}

/** When the timers are due that keep this process open. The HTTP client undici has one that does not, at every half second. */
function awaited(pending) {
  return [...pending].flatMap(([timer, { at }]) => (timer.hasRef() ? [at] : []))
}

/**
 * Opens standard output and error, and returns how many of them are pipes. Any other pipe belongs to a process that this one has started,
 * and may be open after its end: @actions/exec waits for that, but for ten seconds at most.
 */
function standardPipes() {
  const open = () => count(process.getActiveResourcesInfo(), 'PipeWrap')
  const before = open()
  return process.stdout.writable && process.stderr.writable ? open() - before : 0
}

function count(active, kind) {
  return active.filter((one) => one === kind).length
}

/** A random generator with a seed: Mulberry32. */
function randomFrom(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
