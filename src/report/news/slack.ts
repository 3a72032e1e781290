import { cut } from '../../base/untrusted-text.js'
import { KIND_WORDS, ownersShown } from './news-file.js'
import type { NewsEntry, NewsFile } from './news-schema.js'

/** Slack allows 50 blocks in a message: https://docs.slack.dev/reference/block-kit/blocks */
const MOST_ENTRIES = 45
/** … and 3,000 characters in a section. */
const LONGEST_SECTION = 2900

type Block =
  | { readonly type: 'section'; readonly text: { readonly type: 'mrkdwn'; readonly text: string } }
  | {
      readonly type: 'context'
      readonly elements: readonly { readonly type: 'mrkdwn'; readonly text: string }[]
    }

/** A message for `slackapi/slack-github-action` (`payload-file-path`), or any incoming webhook of Slack. */
interface SlackMessage {
  readonly text: string
  readonly blocks: readonly Block[]
}

export function slackMessage({ text, run, news }: NewsFile): SlackMessage {
  const rest = news.length - MOST_ENTRIES
  const more = rest > 0 ? [`… and ${rest} more`] : []
  const link = run === null ? [] : [`<${run}|See the run>`]
  return {
    text: escaped(text),
    blocks: [
      ...news.slice(0, MOST_ENTRIES).map((entry): Block => section(entryText(entry))),
      ...[...more, ...link].map((line): Block => ({
        type: 'context',
        elements: [{ type: 'mrkdwn', text: line }],
      })),
    ],
  }
}

function section(text: string): Block {
  return { type: 'section', text: { type: 'mrkdwn', text } }
}

/** Cut before it is escaped, so that no entity is cut in half. A line that no longer fits is left out. */
function entryText(entry: NewsEntry): string {
  const { icon, word } = KIND_WORDS[entry.kind]
  const { name, url } = entry.extract
  const title = escaped(cut(name, 150))
  const owners = ownersShown(entry)
  const lines = [
    entry.message,
    ...(entry.remedy === null ? [] : [entry.remedy]),
    ...(owners === '' ? [] : [`Owner: ${owners}`]),
  ]
  const about =
    url === null ? `*${title}*` : `*<${url.replaceAll('|', '%7C').replaceAll('>', '%3E')}|${title}>*`
  return lines
    .map((line) => escaped(cut(line, LONGEST_LINE)))
    .reduce(
      (shown, line) => (shown.length + line.length < LONGEST_SECTION ? `${shown}\n${line}` : shown),
      `${icon} ${about} ${word}`,
    )
}

const LONGEST_LINE = 600

/** The three characters with a meaning in Slack's texts, so that no name can mention or link anything. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
