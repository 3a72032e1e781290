import type { MessageId } from '../messages/message.js'
import { docsPage } from './docs-link.js'
import { inlineCode, link, literal, type Phrase } from './markdown.js'

/** ` [AE-SERVER-MISSING](…/messages.md#ae-server-missing)`: the same id as in annotations, rows and the output. */
export function idLink(id: MessageId): Phrase[] {
  return [literal(' '), link(docsPage(`messages.md#${id.toLowerCase()}`), inlineCode(id))]
}
