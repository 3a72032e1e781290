import type { Runner } from './ports.js'
import { clauseOf } from '../base/errors.js'
import { message, withId } from '../messages/message.js'

/** The runner, with a warning instead of an error if `saveState` fails, so that the refreshes go on. */
export function tolerantRunner(runner: Runner): Runner {
  let hasWarned = false
  return {
    ...runner,
    saveState: (name, value) => {
      try {
        runner.saveState(name, value)
      } catch (error) {
        if (!hasWarned) runner.warning(withId(message('AE-POST-STEP-UNAVAILABLE', { why: clauseOf(error) })))
        hasWarned = true
      }
    },
  }
}
