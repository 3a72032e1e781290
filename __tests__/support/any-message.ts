import type { Message } from '../../src/messages/message.js'

/** A message with any text, for code that only passes messages on. */
export function anyMessage(level: Message['level'], text: string): Message {
  return { id: 'AE-UNEXPECTED', level, message: text }
}
