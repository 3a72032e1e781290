import { KIND_WORDS } from './news-file.js'
import type { NewsEntry, NewsFile } from './news-schema.js'
import { longestMessage, ownersText, restText, type Shown } from './longest-message.js'

/** Slack allows 50 blocks in a message: https://docs.slack.dev/reference/block-kit/blocks */
const MOST_ENTRIES = 45
/** … and about 12,000 characters in all blocks together: https://github.com/slackapi/bolt-js/issues/2509 */
const LONGEST_BLOCKS = 10_000
/** … and 3,000 in a section, which are enough for a title with link, a cause, a remedy and owners of these lengths. */
const LONGEST = { title: 300, url: 600, cause: 900, remedy: 700, owners: 300 }

/** `verbatim` keeps Slack from making links and mentions of what looks like one. */
interface Text {
  readonly type: 'mrkdwn'
  readonly verbatim: true
  readonly text: string
}

type Block =
  | { readonly type: 'section'; readonly text: Text }
  | { readonly type: 'context'; readonly elements: readonly [Text] }

/** A message for `slackapi/slack-github-action` (`payload-file-path`), or any incoming webhook of Slack. */
interface SlackMessage {
  readonly text: string
  readonly blocks: readonly Block[]
}

export function slackMessage(file: NewsFile): SlackMessage {
  return longestMessage(
    file,
    MOST_ENTRIES,
    (shown) => messageOf(file, shown),
    ({ blocks }) => JSON.stringify(blocks).length <= LONGEST_BLOCKS,
  )
}

function messageOf({ text, run }: NewsFile, { entries, rest }: Shown): SlackMessage {
  const sections = entries.map(entryText)
  if (rest.length > 0) sections.push(restOf(rest))
  return {
    text: plain(text, LONGEST.cause),
    blocks: [
      ...sections.map((section): Block => ({ type: 'section', text: textOf(section) })),
      ...(run === null ? [] : [{ type: 'context', elements: [textOf(`<${run}|See the run>`)] } as const]),
    ],
  }
}

function textOf(text: string): Text {
  return { type: 'mrkdwn', verbatim: true, text }
}

function entryText(entry: NewsEntry): string {
  const { icon, word } = KIND_WORDS[entry.kind]
  return [
    `${icon} *${titleOf(entry)}* ${word}`,
    plain(entry.message, LONGEST.cause),
    ...(entry.remedy === null ? [] : [plain(entry.remedy, LONGEST.remedy)]),
    ...ownersLine([entry]),
  ].join('\n')
}

function restOf(rest: readonly NewsEntry[]): string {
  return [plain(restText(rest), LONGEST.cause), ...ownersLine(rest)].join('\n')
}

function ownersLine(entries: readonly NewsEntry[]): string[] {
  const owners = ownersText(
    entries.flatMap((entry) => entry.owners),
    LONGEST.owners,
  )
  return owners === null ? [] : [plain(owners, LONGEST.owners)]
}

function titleOf({ extract: { name, url } }: NewsEntry): string {
  const title = plain(name, LONGEST.title)
  const link = url?.replaceAll('|', '%7C').replaceAll('>', '%3E') ?? ''
  return link === '' || link.length > LONGEST.url ? title : `<${link}|${title}>`
}

/**
 * At most `longest` characters as Slack counts them, without those that make links, mentions and formats: names and messages are
 * untrusted.
 */
function plain(text: string, longest: number): string {
  let shown = ''
  for (const character of text.replaceAll(FORMATS, (format) => LOOK_ALIKES[format] ?? '')) {
    const next = ENTITIES[character] ?? character
    if (shown.length + next.length >= longest) return `${shown}…`
    shown += next
  }
  return shown
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** An underscore within a word formats nothing. */
const FORMATS = /[*~`]|(?<!\w)_|_(?!\w)/g

const LOOK_ALIKES: Readonly<Record<string, string>> = { '*': '∗', '~': '∼', '`': 'ˋ', _: '＿' }
