import type { Runner } from './ports.js'
import { clauseOf } from '../base/errors.js'
import { message, withId } from '../messages/message.js'

/** Makes a failing `saveState` a warning, so that it does not stop the refreshes. */
export function tolerantRunner(runner: Runner): Runner {
  let isTold = false
  return {
    ...runner,
    saveState: (name, value) => {
      try {
        runner.saveState(name, value)
      } catch (error) {
        if (!isTold) runner.warning(withId(message('AE-POST-STEP-UNAVAILABLE', { why: clauseOf(error) })))
        isTold = true
      }
    },
  }
}
