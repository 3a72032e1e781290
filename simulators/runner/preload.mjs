// Preloaded into the action's process (node --import): the same moved time that the simulators live in. It runs at its own
// speed, and where this process has an IPC channel, the clock that started it skips what nobody but timers waits for.
// With SIMULATED_RANDOM, Math.random gives the same numbers each time.
// Nothing in src/ knows of it.
import { Socket } from 'node:net'

const { SIMULATED_TIME, SIMULATED_RANDOM } = process.env
/** Node lets a timer of more milliseconds run out at once. */
const LONGEST_TIMER = 2 ** 31 - 1

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

  // The cache client gives a download up after five silent seconds, by a timer of the socket's own.
  const { setTimeout: setSocketTimeout } = Socket.prototype
  Socket.prototype.setTimeout = function (delay, ...rest) {
    return setSocketTimeout.call(this, Math.min(Math.max(delay, delay / time.speed), LONGEST_TIMER), ...rest)
  }

  if (process.channel !== undefined) {
    process.on('message', (moved) => {
      time = moved
      const due = [...pending.values()].filter(({ at }) => at <= now())
      for (const timer of due.sort((a, b) => a.at - b.at)) setImmediate(timer.due)
    })
    setInterval(
      tellWhenIdle(pending, () => time.moves),
      5,
    ).unref()
    process.channel.unref()
  }
}

/** Timers, and the output that is open all the time. */
const STILL = ['Timeout', 'PipeWrap']

/** Tells so once twice in a row nothing was under way but timers, and connections that wait for an answer. */
function tellWhenIdle(pending, moves) {
  let quiet = 0
  let heard = moves()
  return () => {
    if (heard < moves()) quiet = 0
    heard = moves()
    const busy = process.getActiveResourcesInfo().filter((kind) => !STILL.includes(kind))
    const answers = busy.filter((kind) => kind === 'TCPSocketWrap').length
    quiet = busy.length === answers ? quiet + 1 : 0
    if (quiet < 2) return
    const next = Math.min(...[...pending.values()].map(({ at }) => at))
    process.send({ until: next < Infinity ? next : null, answers, moves: heard })
  }
}

/** The same numbers for the same seed: Mulberry32. */
function randomFrom(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
