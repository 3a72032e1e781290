import type { Action } from './action.js'
import { sentenceOf } from './errors.js'
import { saveWhatMainLeft } from './memory.js'

/** The post step: saves what main had no time for. Reads no inputs, never refreshes, never fails the job. */
export async function post(action: Action): Promise<number> {
  try {
    for (const problem of await saveWhatMainLeft(action)) action.runner.warning(problem)
  } catch (error) {
    action.runner.warning(`The state that the cancelled run left cannot be saved: ${sentenceOf(error)}`)
  }
  return 0
}
