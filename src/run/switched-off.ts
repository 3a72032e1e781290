import { readEvent } from '../github/event.js'
import { message } from '../messages/message.js'
import { conclude } from './conclude.js'
import type { Action } from './ports.js'
import { begin } from './run.js'

/** Reports that the action is switched off, and does nothing else: no input is read. Returns the exit code. */
export async function switchedOff(action: Action): Promise<number> {
  const run = begin(action, readEvent(action.environment, {}))
  run.draft.add({ mode: { kind: 'off' }, notices: [message('AE-SWITCHED-OFF')] })
  return conclude(run, Promise.resolve())
}
