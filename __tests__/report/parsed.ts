import type { Nodes, Root, Table } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'

/** The Markdown tree that GitHub would render. */
export function parsed(markdown: string): Root {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
}

export function all<T extends Nodes['type']>(tree: Nodes, type: T): Extract<Nodes, { type: T }>[] {
  const below = 'children' in tree ? tree.children.flatMap((child) => all(child, type)) : []
  return tree.type === type ? [tree as Extract<Nodes, { type: T }>, ...below] : below
}

/** The text of a cell as a reader sees it. */
function textOf(tree: Nodes): string {
  if (tree.type === 'text' || tree.type === 'inlineCode') return tree.value
  if (tree.type === 'html') return tree.value === '<br>' ? '\n' : ''
  return 'children' in tree ? tree.children.map(textOf).join('') : ''
}

/** The text without zero-width and no-break spaces. */
export const readable = (text: string): string => text.replaceAll('\u00A0', ' ').replaceAll('\u200B', '')

/** The rows of a table as a reader sees them. */
export function cells(table: Table): string[][] {
  return table.children.map((row) => row.children.map((cell) => readable(textOf(cell))))
}

/** The only HTML that a report may contain: its own. */
export const CONSTANT_HTML = /^(<br>|<wbr>|<\/?sub>|<details>\n<summary>[\w ,:]+<\/summary>|<\/details>)$/
