import type {
  AlignType,
  BlockContent,
  Code,
  Heading,
  Html,
  List,
  ListItem,
  Paragraph,
  PhrasingContent,
  Root,
  RootContent,
  Table,
} from 'mdast'
import { gfmToMarkdown } from 'mdast-util-gfm'
import { toMarkdown } from 'mdast-util-to-markdown'

import { oneLine } from '../base/untrusted-text.js'
import { isLoopback } from '../tableau/server-address.js'
import type { Content } from '../tableau/types.js'
import { DOCS, STATUS_PAGE } from '../messages/docs.js'

/** A Markdown node, or a string that is passed through `safeText`. */
export type Phrase = string | PhrasingContent

/**
 * Text from outside as Markdown, at most `max` code points. mdast escapes Markdown and HTML; a zero-width space after
 * the first character stops what GitHub finds in the rendered text: mentions, references, bare links and emoji names.
 * A commit hash may still become a link into this repository.
 */
export function safeText(text: string, max?: number): PhrasingContent {
  return { type: 'text', value: withoutGitHubSyntax(oneLine(text, max)) }
}

/** Addresses, and dbt commands in the form of our own remedies. */
const CODE =
  /(https?:\/\/[^\s<>"'`]*[^\s<>"'`.,;:!?)]|\bdbt (?:build --select [^,;]+|(?:source freshness|build|run|test)\b))/u

/** Like `safeText`, with addresses and dbt's commands as code, so that they can be copied. */
export function textWithCommands(text: string, max?: number): PhrasingContent[] {
  return withCode(text, max, inlineCode)
}

/** Like `textWithCommands`, with links to the pages of our documentation and to Tableau's status page. */
export function textWithLinks(text: string, max?: number): PhrasingContent[] {
  return withCode(text, max, (piece) => {
    if (piece === STATUS_PAGE) return link(piece, literal(piece))
    const [, page] = PAGE.exec(piece) ?? []
    return page === undefined ? inlineCode(piece) : link(piece, literal(`docs/${page}`))
  })
}

const PAGE = new RegExp(`^${DOCS.replaceAll('.', String.raw`\.`)}/([a-z-]+\\.md)$`, 'u')

function withCode(
  text: string,
  max: number | undefined,
  code: (piece: string) => PhrasingContent,
): PhrasingContent[] {
  return oneLine(text, max)
    .split(CODE)
    .map((piece, index) => (index % 2 === 1 ? code(piece) : literal(withoutGitHubSyntax(piece))))
}

/** Longer words may break, so that a narrow column need not scroll. */
const LONGEST_WORD = 14

/** Like `safeText`, but a long name may break after its underscores, dots, hyphens and slashes, and is still copied whole. */
export function breakable(text: string, max?: number): PhrasingContent[] {
  const pieces = withoutGitHubSyntax(oneLine(text, max)).split(' ').map(breakPoints).join(' ').split(BREAK)
  return pieces.flatMap((piece, index) => (index === 0 ? [literal(piece)] : [wordBreak, literal(piece)]))
}

/** Marks a break until the text is split there. It cannot be in the text, because `oneLine` removes control characters. */
const BREAK = '\u0000'

function breakPoints(word: string): string {
  return word.length <= LONGEST_WORD ? word : word.replace(/[_./-](?=[\p{L}\p{N}])/gu, `$&${BREAK}`)
}

const ZERO_WIDTH_SPACE = '\u200B'

function withoutGitHubSyntax(text: string): string {
  return text
    .replaceAll('@', `@${ZERO_WIDTH_SPACE}`)
    .replace(/#(?=\d)/g, `#${ZERO_WIDTH_SPACE}`)
    .replace(/\b(GH)-(?=\d)/gi, `$1${ZERO_WIDTH_SPACE}-`)
    .replaceAll('://', `:${ZERO_WIDTH_SPACE}//`)
    .replace(/(www)\./gi, `$1${ZERO_WIDTH_SPACE}.`)
    .replace(/:(?=[\w+-]+(:|$))/g, `:${ZERO_WIDTH_SPACE}`)
}

/** Our own text, with its spaces unchanged. Never for text from outside. */
export function literal(text: string): PhrasingContent {
  return { type: 'text', value: text }
}

function phrasing(phrases: readonly Phrase[]): PhrasingContent[] {
  return phrases.map((phrase) => (typeof phrase === 'string' ? safeText(phrase) : phrase))
}

export function paragraph(...phrases: readonly Phrase[]): Paragraph {
  return { type: 'paragraph', children: phrasing(phrases) }
}

export function heading(depth: Heading['depth'], ...phrases: readonly Phrase[]): Heading {
  return { type: 'heading', depth, children: phrasing(phrases) }
}

export function strong(...phrases: readonly Phrase[]): PhrasingContent {
  return { type: 'strong', children: phrasing(phrases) }
}

/** Longer than any address of Tableau content. */
const LONGEST_LINK = 1000

/** The content's URL if it is safe to follow: https on the configured server, or http on this machine; else null. */
export function linkOf(content: Content, tableau: { readonly server: string } | null): string | null {
  const link = parse(content.url)
  const server = parse(tableau?.server ?? null)
  if (link === null || server === null || link.host !== server.host) return null
  if (link.username !== '' || link.password !== '' || link.href.length > LONGEST_LINK) return null
  if (link.protocol === 'https:') return link.href
  return link.protocol === 'http:' && isLoopback(link) ? link.href : null
}

function parse(address: string | null): URL | null {
  return address !== null && URL.canParse(address) ? new URL(address) : null
}

/** `url` must come from `linkOf`. */
export function link(url: string, ...phrases: readonly Phrase[]): PhrasingContent {
  return { type: 'link', url, children: phrasing(phrases) }
}

export function inlineCode(text: string): PhrasingContent {
  return { type: 'inlineCode', value: oneLine(text) }
}

/** A line break within a table cell; Markdown has none. */
export const lineBreak: Html = { type: 'html', value: '<br>' }

/** Where a long word may break. */
const wordBreak: Html = { type: 'html', value: '<wbr>' }

export function small(...phrases: readonly Phrase[]): PhrasingContent[] {
  return [{ type: 'html', value: '<sub>' }, ...phrasing(phrases), { type: 'html', value: '</sub>' }]
}

/** mdast makes the fence longer than any run of backticks in the code, so nothing can close it early. */
export function codeBlock(lines: readonly string[], language: string | null = null): Code {
  return { type: 'code', lang: language, value: lines.join('\n') }
}

export function quote(...children: BlockContent[]): RootContent {
  return { type: 'blockquote', children }
}

export function bullets(items: readonly (readonly Phrase[])[]): List {
  const children = items.map((item): ListItem => ({
    type: 'listItem',
    spread: false,
    children: [paragraph(...item)],
  }))
  return { type: 'list', ordered: false, spread: false, children }
}

export interface Column<T> {
  readonly title: string
  readonly align?: AlignType
  readonly cell: (row: T) => readonly Phrase[]
}

export function table<T>(columns: readonly Column<T>[], rows: readonly T[]): Table {
  const cells = (all: readonly (readonly Phrase[])[]): Table['children'][number] => ({
    type: 'tableRow',
    children: all.map((phrases) => ({ type: 'tableCell', children: phrasing(phrases) })),
  })
  return {
    type: 'table',
    align: columns.map(({ align }) => align ?? null),
    children: [
      cells(columns.map(({ title }) => [title])),
      ...rows.map((row) => cells(columns.map((column) => column.cell(row)))),
    ],
  }
}

/** Blocks in a closed `<details>`. The title is HTML, so its type allows only our own text. */
export function folded(title: FoldedTitle, blocks: readonly RootContent[]): RootContent[] {
  return [
    { type: 'html', value: `<details>\n<summary>${title}</summary>` },
    ...blocks,
    { type: 'html', value: '</details>' },
  ]
}

export type FoldedTitle =
  | '1 more exposure'
  | `${number} more exposures`
  | '1 exposure whose file was edited'
  | `${number} exposures whose file was edited`
  | `Details: ${number} ${'' | 'other '}${'extract' | 'extracts'}`
  | `Details: ${number} ${'' | 'other '}${'extract' | 'extracts'}, ${number} without an extract`
  | `Details: ${number} without an extract`
  | 'Lineage'
  | 'State of the extracts'
  | 'State of the extracts, and what comes too late'
  | 'About this run'
  | `${number} dashboards without an exposure`

export function serialise(children: readonly RootContent[]): string {
  const root: Root = { type: 'root', children: [...children] }
  return toMarkdown(root, {
    bullet: '-',
    // Columns padded to the longest cell would multiply the size of a summary that has a limit.
    extensions: [gfmToMarkdown({ tablePipeAlign: false }), DOLLARS_ARE_TEXT],
  })
}

/** GitHub renders `$…$` as mathematics; mdast does not escape it. */
const DOLLARS_ARE_TEXT = { unsafe: [{ character: '$', inConstruct: 'phrasing' as const }] }
