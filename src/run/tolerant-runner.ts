import type { Runner } from './ports.js'
import { sentenceOf } from '../base/errors.js'

/** Makes a failing `saveState` a warning, so that it does not stop the refreshes. */
export function tolerantRunner(runner: Runner): Runner {
  let isTold = false
  return {
    ...runner,
    saveState: (name, value) => {
      try {
        runner.saveState(name, value)
      } catch (error) {
        if (!isTold) runner.warning(`${NO_POST_STEP}: ${sentenceOf(error)}`)
        isTold = true
      }
    },
  }
}

const NO_POST_STEP =
  'The post step cannot be told where the state of this run lies, and saves nothing should this run be cut off'
