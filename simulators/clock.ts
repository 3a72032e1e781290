import { setTimeout as sleep } from 'node:timers/promises'

/** A simulator's only source of time, in epoch milliseconds. */
export interface Clock {
  now(): number
  /** While an answer is held back: until then, or as soon as nobody waits for it any more. Never rejects. */
  sleep?(duration: number, nobodyWaits: AbortSignal): Promise<void>
}

/** In real time where the clock cannot sleep. */
export async function sleepBy(clock: Clock, duration: number, nobodyWaits: AbortSignal): Promise<void> {
  if (clock.sleep === undefined) await sleepInRealTime(duration, nobodyWaits)
  else await clock.sleep(duration, nobodyWaits)
}

/** Node lets a timer of more milliseconds run out at once. */
const LONGEST_TIMER = 2 ** 31 - 1

/** Resolves as soon as `signal` is aborted, too. */
export async function sleepInRealTime(duration: number, signal: AbortSignal): Promise<void> {
  await sleep(Math.min(duration, LONGEST_TIMER), undefined, { signal }).catch(() => undefined)
}
