import type { Action } from './ports.js'
import { clauseOf, stackOf } from '../base/errors.js'
import { message, type Message, withId } from '../messages/message.js'
import { saveWhatMainLeft } from './saved-state.js'
import { reportOnce } from '../base/stray-errors.js'

/** The post step: saves what main had no time to save. Reads no inputs, never refreshes, never fails the job. */
export async function post(action: Action): Promise<number> {
  const { runner } = action
  const detail = (text: string): void => runner.debug(text)
  const warn = (problem: Message): void => runner.warning(withId(problem))
  action.strayErrors.setListener(reportOnce(detail, warn))
  try {
    for (const problem of await saveWhatMainLeft(action)) warn(problem)
  } catch (error) {
    detail(stackOf(error))
    warn(message('AE-STATE-OF-CANCELLED-RUN', { why: clauseOf(error) }))
  }
  return 0
}
