import type { Action } from './ports.js'
import { sentenceOf, stackOf } from '../base/errors.js'
import { saveWhatMainLeft } from './saved-state.js'
import { reportOnce } from '../base/stray-errors.js'

/** The post step: saves what main had no time for. Reads no inputs, never refreshes, never fails the job. */
export async function post(action: Action): Promise<number> {
  const { runner } = action
  const detail = (text: string): void => runner.debug(text)
  const tell = (sentence: string): void => runner.warning(sentence)
  action.strayErrors.tellTo(reportOnce(detail, tell))
  try {
    for (const problem of await saveWhatMainLeft(action)) tell(problem)
  } catch (error) {
    detail(stackOf(error))
    tell(`The state that the cancelled run left cannot be saved: ${sentenceOf(error)}`)
  }
  return 0
}
