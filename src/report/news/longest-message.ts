import { cut } from '../../base/untrusted-text.js'
import type { NewsEntry, NewsFile } from './news-schema.js'

/** What a message shows of the news: the first entries one by one, and of the others how many, their names and their owners. */
export interface Shown {
  readonly entries: readonly NewsEntry[]
  readonly rest: readonly NewsEntry[]
}

/** The message with as many entries, up to `most`, as the service takes. */
export function longestMessage<Message>(
  { news }: NewsFile,
  most: number,
  make: (shown: Shown) => Message,
  fits: (message: Message) => boolean,
): Message {
  for (let count = Math.min(news.length, most); ; count -= 1) {
    const message = make({ entries: news.slice(0, count), rest: news.slice(count) })
    if (count === 0 || fits(message)) return message
  }
}

const LONGEST_NAMES = 300

/** `… and 3 more: Menu, Orders, Stock`. */
export function restText(rest: readonly NewsEntry[]): string {
  const names = rest.slice(0, LONGEST_NAMES).map(({ extract }) => extract.name)
  return `… and ${rest.length} more: ${cut(names.join(', '), LONGEST_NAMES)}`
}

/** Whom to name, each once: the owners' names, else their addresses. */
export function ownersText(owners: NewsEntry['owners'], longest: number): string | null {
  const [one, ...others] = new Set(owners.map(({ name, emails }) => name ?? emails.join(', ')))
  if (one === undefined) return null
  return cut(`${others.length === 0 ? 'Owner' : 'Owners'}: ${[one, ...others].join(', ')}`, longest)
}
