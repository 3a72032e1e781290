import { cut } from '../../base/untrusted-text.js'
import { KIND_WORDS, ownersShown } from './news-file.js'
import type { NewsEntry, NewsFile } from './news-schema.js'

/** Teams takes 28 KB per message, and an entry has up to 1.2 KB. */
const MOST_ENTRIES = 15
const LONGEST_LINE = 300

interface TextBlock {
  readonly type: 'TextBlock'
  readonly wrap: true
  readonly text: string
}

/** An adaptive card for the webhook of a Teams workflow. */
interface TeamsMessage {
  readonly type: 'message'
  readonly attachments: readonly [
    {
      readonly contentType: 'application/vnd.microsoft.card.adaptive'
      readonly content: {
        readonly type: 'AdaptiveCard'
        readonly version: '1.4'
        readonly body: readonly TextBlock[]
        readonly msteams: { readonly entities: readonly Mention[] }
      }
    },
  ]
}

interface Mention {
  readonly type: 'mention'
  readonly text: string
  readonly mentioned: { readonly id: string; readonly name: string }
}

/** Each owner with an address is mentioned: Teams notifies whoever has it as user name. */
export function teamsMessage({ text, run, news }: NewsFile): TeamsMessage {
  const shown = news.slice(0, MOST_ENTRIES)
  const rest = news.length - shown.length
  const body = [
    `**${plain(text)}**`,
    ...shown.flatMap((entry) => [entryText(entry), ownersText(entry)].filter((line) => line !== '')),
    ...(rest > 0 ? [`… and ${rest} more`] : []),
    ...(run === null ? [] : [`[See the run](${run})`]),
  ]
  const addresses = new Set(shown.flatMap(addressesOf))
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: {
          type: 'AdaptiveCard',
          version: '1.4',
          body: body.map((line) => ({ type: 'TextBlock', wrap: true, text: line })),
          msteams: { entities: [...addresses].map(mention) },
        },
      },
    ],
  }
}

function entryText({ kind, extract: { name, url }, message, remedy }: NewsEntry): string {
  const { icon, word } = KIND_WORDS[kind]
  const title = plain(cut(name, 150))
  const about =
    url === null ? `**${title}**` : `**[${title}](${url.replaceAll('(', '%28').replaceAll(')', '%29')})**`
  const lines = [message, ...(remedy === null ? [] : [remedy])].map((line) => plain(cut(line, LONGEST_LINE)))
  return `${icon} ${about} ${word}: ${lines.join(' ')}`
}

function ownersText(entry: NewsEntry): string {
  const addresses = addressesOf(entry)
  if (addresses.length > 0) return addresses.map((address) => `<at>${address}</at>`).join(' ')
  const owners = ownersShown(entry)
  return owners === '' ? '' : `Owner: ${plain(cut(owners, LONGEST_LINE))}`
}

function addressesOf({ owners }: NewsEntry): string[] {
  return owners
    .flatMap(({ emails }) => emails.slice(0, 1))
    .filter((address) => /^[^\s<>]{1,100}$/.test(address))
}

function mention(address: string): Mention {
  return { type: 'mention', text: `<at>${address}</at>`, mentioned: { id: address, name: address } }
}

/** Without the characters that make links, mentions and formats in a card: names and messages are untrusted. */
function plain(text: string): string {
  return text.replaceAll(/[<>[\]`*\\]/g, (character) => FULL_WIDTH[character] ?? '')
}

/** Look-alikes that Teams does not interpret. */
const FULL_WIDTH: Readonly<Record<string, string>> = {
  '<': '‹',
  '>': '›',
  '[': '［',
  ']': '］',
  '`': 'ˋ',
  '*': '∗',
  '\\': '＼',
}
