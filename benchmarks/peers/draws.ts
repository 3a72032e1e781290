/** Pseudo-random numbers in [0, 1) from a seed (mulberry32), so that every tool and every day gets the same. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A workbook's refreshes: the measured one, and those before it. */
export interface Durations {
  readonly seconds: number
  readonly history: readonly number[]
}

export const HISTORY_RUNS = 3
/** The maximum difference of a refresh from the typical duration of its workbook. */
export const SPREAD = 0.1

/** The measured refresh takes between `from` and `to` seconds; earlier ones were up to a tenth shorter or longer. */
export function drawDurations(random: () => number, from: number, to: number): Durations {
  const seconds = rounded(from + random() * (to - from))
  const near = (): number => rounded(seconds * (1 + (random() * 2 - 1) * SPREAD))
  return { seconds, history: Array.from({ length: HISTORY_RUNS }, near) }
}

function rounded(seconds: number): number {
  return Math.round(seconds * 1000) / 1000
}
