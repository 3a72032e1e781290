import { setTimeout as sleep } from 'node:timers/promises'

/** A simulator's only source of time, in epoch milliseconds. */
export interface Clock {
  now(): number
  /** Delays an answer: resolves after `duration`, or as soon as nobody waits for the answer any more. Never rejects. */
  sleep?(duration: number, nobodyWaits: AbortSignal): Promise<void>
}

/** Sleeps by this clock; in real time if it cannot sleep. */
export async function sleepBy(clock: Clock, duration: number, nobodyWaits: AbortSignal): Promise<void> {
  if (clock.sleep === undefined) await sleepInRealTime(duration, nobodyWaits)
  else await clock.sleep(duration, nobodyWaits)
}

/** With more milliseconds, a timer of Node fires at once. */
const LONGEST_TIMER = 2 ** 31 - 1

/** Also resolves as soon as `signal` is aborted. */
export async function sleepInRealTime(duration: number, signal: AbortSignal): Promise<void> {
  await sleep(Math.min(duration, LONGEST_TIMER), undefined, { signal }).catch(() => undefined)
}
