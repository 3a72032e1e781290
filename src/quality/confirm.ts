import type { StandingWarning } from '../tableau/session.js'
import { isAsSent } from './message.js'
import { isOurs, type Step } from './step.js'

/** What the list of warnings shows after a step. */
type Confirmation =
  | { readonly kind: 'done' }
  /** Whatever answered, Tableau did not do it. */
  | { readonly kind: 'not-done' }
  /** Tableau has changed the text, so that no later run would know the warning as ours: these are to be lifted at once. */
  | { readonly kind: 'altered'; readonly ids: readonly string[] }

/** Whether Tableau did what it was asked to, by what stands on the data source afterwards. Pure. */
export function confirm(step: Step, standing: readonly StandingWarning[]): Confirmation {
  const remains = (ids: readonly string[]): boolean => standing.some(({ id }) => ids.includes(id))
  switch (step.kind) {
    case 'lift':
      return remains(step.ids) ? NOT_DONE : DONE
    case 'keep':
      return remains(step.surplus) ? NOT_DONE : DONE
    case 'change': {
      const changed = standing.filter(({ id }) => id === step.id)
      const there = written(step.text.message, changed, changed)
      return there.kind === 'done' && remains(step.surplus) ? NOT_DONE : there
    }
    case 'set':
      // Nothing stood there before; beside ours there may be one that somebody has set meanwhile.
      return written(
        step.text.message,
        standing,
        standing.filter(({ message }) => resembles(message, step.text.message)),
      )
    case 'leave':
    case 'none':
      return DONE
  }
}

const DONE: Confirmation = { kind: 'done' }
const NOT_DONE: Confirmation = { kind: 'not-done' }

/** `mine`: those that this run has written, whatever became of their text. */
function written(
  message: string,
  standing: readonly StandingWarning[],
  mine: readonly StandingWarning[],
): Confirmation {
  const ours = standing.filter(isOurs)
  if (ours.some((one) => isAsSent(one.message, message))) return DONE
  const altered = mine.filter((one) => !isOurs(one))
  return altered.length === 0 ? NOT_DONE : { kind: 'altered', ids: altered.map(({ id }) => id) }
}

/** Half of its words are those of the text that was sent. */
function resembles(message: string, sent: string): boolean {
  const words = message.split(/\W+/).filter((word) => word !== '')
  return words.length > 0 && words.filter((word) => sent.includes(word)).length * 2 >= words.length
}
