import { cut } from '../../base/untrusted-text.js'
import { longestMessage, ownersText, restText, type Shown } from './longest-message.js'
import { KIND_WORDS } from './news-file.js'
import type { NewsEntry, NewsFile } from './news-schema.js'

/** A channel of Teams takes about 28 KB: https://learn.microsoft.com/en-us/connectors/teams/#known-issues-and-limitations-with-actions */
const MOST_BYTES = 26 * 1024
/** More would not be read. */
const MOST_ENTRIES = 40
/** Of one entry, and of all that are not shown; they always fit. */
const MOST_MENTIONS = 15
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
export function teamsMessage(file: NewsFile): TeamsMessage {
  return longestMessage(
    file,
    MOST_ENTRIES,
    (shown) => messageOf(file, shown),
    (message) => Buffer.byteLength(JSON.stringify(message, null, 2)) <= MOST_BYTES,
  )
}

function messageOf({ text, run }: NewsFile, { entries, rest }: Shown): TeamsMessage {
  const body = [
    `**${plain(text)}**`,
    ...entries.flatMap((entry) => [entryText(entry), ownersLine([entry])]),
    ...(rest.length === 0 ? [] : [plain(restText(rest)), ownersLine(rest)]),
    ...(run === null ? [] : [`[See the run](${run})`]),
  ].filter((line) => line !== '')
  const mentioned = new Set([...entries.map((entry) => [entry]), rest].flatMap(addressesOf))
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: {
          type: 'AdaptiveCard',
          version: '1.4',
          body: body.map((line) => ({ type: 'TextBlock', wrap: true, text: line })),
          msteams: { entities: [...mentioned].map(mention) },
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

/** Mentions owners with an address, and names the others. */
function ownersLine(entries: readonly NewsEntry[]): string {
  const addresses = addressesOf(entries)
  const others = entries
    .flatMap(({ owners }) => owners)
    .filter((owner) => !addressOf(owner).some((address) => addresses.includes(address)))
  const names = ownersText(others, LONGEST_LINE)
  return [
    ...addresses.map((address) => `<at>${address}</at>`),
    ...(names === null ? [] : [plain(names)]),
  ].join(' ')
}

/** The addresses to mention, each once. */
function addressesOf(entries: readonly NewsEntry[]): string[] {
  const all = entries.flatMap(({ owners }) => owners.flatMap(addressOf))
  return [...new Set(all)].slice(0, MOST_MENTIONS)
}

function addressOf({ emails }: NewsEntry['owners'][number]): string[] {
  return emails.slice(0, 1).filter((address) => /^[^\s<>]{1,100}$/.test(address))
}

function mention(address: string): Mention {
  return { type: 'mention', text: `<at>${address}</at>`, mentioned: { id: address, name: address } }
}

/** Without the characters that make links, mentions and formats in a card: names and messages are untrusted. */
function plain(text: string): string {
  return text.replaceAll(/[<>[\]`*\\]|(?<!\w)_|_(?!\w)/g, (character) => FULL_WIDTH[character] ?? '')
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
  _: '＿',
}
