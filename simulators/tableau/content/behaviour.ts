import type { OutcomeInput, RefreshInput } from './input.js'
import type { Outcome, RefreshBehaviour } from './model.js'

/** Epoch milliseconds. Throws for an invalid instant. */
export function instantOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const instant = Date.parse(text)
  if (Number.isNaN(instant)) throw new Error(`not an instant: ${text}`)
  return instant
}

/** The full form of a short outcome such as `'failed'`. */
export function outcomeOf(input: OutcomeInput): Outcome {
  if (typeof input === 'string') return { result: input, statusNotes: [] }
  const { result, notes, statusNotes = [] } = input
  return notes === undefined ? { result, statusNotes } : { result, notes, statusNotes }
}

export function behaviourOf(input: RefreshInput): RefreshBehaviour {
  const [first = outcomeOf('success'), ...rest] = (input.outcomes ?? []).map(outcomeOf)
  return {
    seconds: input.seconds ?? 12,
    queueSeconds: input.queueSeconds ?? 0,
    outcomes: [first, ...rest],
    incremental: input.incremental ?? 'supported',
  }
}
