import { CATALOGUE } from './catalogue.js'
import type { Level } from './entry.js'

type Catalogue = typeof CATALOGUE

/** Stable: workflows and searches may depend on it. */
export type MessageId = keyof Catalogue

/** What people are told: an entry of the catalogue with its placeholders filled. */
export interface Message {
  readonly id: MessageId
  readonly level: Level
  /** Sentence and remedy. */
  readonly message: string
}

type Placeholder<Template> = Template extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never

type PlaceholderOf<Id extends MessageId> = Placeholder<Catalogue[Id]['sentence' | 'remedy']>

type Parameters<Id extends MessageId> = Readonly<Record<PlaceholderOf<Id>, string | number>>

/** An entry of the catalogue as a message. Its parameters are the placeholders of sentence and remedy. */
export function message<const Id extends MessageId>(
  id: Id,
  ...[parameters]: [PlaceholderOf<Id>] extends [never] ? [] : [Parameters<Id>]
): Message {
  const { level, sentence, remedy } = CATALOGUE[id]
  const template = remedy === null ? sentence : `${sentence} ${remedy}`
  return { id, level, message: filled(template, parameters ?? {}) }
}

/** Sentence and remedy of a message, for texts that show them apart; the remedy is null if there is none. */
export function partsOf({ id, message: text }: Pick<Message, 'id' | 'message'>): {
  readonly sentence: string
  readonly remedy: string | null
} {
  const { remedy } = CATALOGUE[id]
  if (remedy === null) return { sentence: text, remedy: null }
  const [start = ''] = remedy.split('{')
  // A remedy that begins with a placeholder is searched by where its sentence ends.
  const at = start.trim() === '' ? text.search(/(?<=[.!?]) [A-Z]/) + 1 : text.lastIndexOf(start)
  return at <= 0
    ? { sentence: text, remedy: null }
    : { sentence: text.slice(0, at).trim(), remedy: text.slice(at) }
}

function filled(template: string, parameters: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (placeholder, name: string) =>
    String(parameters[name] ?? placeholder),
  )
}

/** As annotations and the log show it: with its id, to look it up in docs/messages.md. */
export function withId({ id, message: text }: Pick<Message, 'id' | 'message'>): string {
  return `${text} [${id}]`
}
