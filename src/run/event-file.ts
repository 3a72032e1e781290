import { readFile } from 'node:fs/promises'
import { clauseOf } from '../base/errors.js'
import { parsePayload, type Payload } from '../github/payload.js'
import { message, type Message } from '../messages/message.js'

/** The payload of the event that started the run. If its file cannot be read, it is empty and `problem` says why. */
export async function readEventFile({
  GITHUB_EVENT_PATH: path,
}: NodeJS.ProcessEnv): Promise<{ readonly payload: Payload; readonly problem: Message | null }> {
  try {
    const payload: unknown = path === undefined ? null : JSON.parse(await readFile(path, 'utf8'))
    return { payload: parsePayload(payload), problem: null }
  } catch (error) {
    return { payload: {}, problem: message('AE-EVENT-UNREADABLE', { why: clauseOf(error) }) }
  }
}
