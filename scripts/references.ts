import { posix } from 'node:path'
import type { Nodes } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'

/** A page of docs/, perhaps with an anchor, as a comment cites it: by its path from the root. */
const CITED = /(?<![\w/-])docs\/[\w/.-]+\.md(?:#[\p{L}\p{N}_-]+)?/gu

/** A file or folder of code, as a page names it: by its path from the root. */
const CODE =
  /(?<![\w./-])(?:src|simulators|scripts|benchmarks|__tests__)\/[\w/.-]+(?:\.(?:ts|mjs|py)\b|\/(?=`))/g

/** Citations of notes outside the repository and of numbered sections, which readers cannot open. */
const OUTSIDE = /\bDESIGN\b|\bSTYLE\.md|\.\.\/shared\b|(?<!\]\(|\w|\/)facts\/[\w-]+\.(?:md|graphql)|§/

/**
 * One sentence for each page, anchor, file or folder that comments and pages name and that does not exist.
 * @param texts what all text files of the repository hold, by path from the root.
 * @param exists whether there is such a file or folder.
 */
export function wrongReferences(
  texts: ReadonlyMap<string, string>,
  exists: (path: string) => boolean,
): string[] {
  const isPage = ([path]: readonly [string, string]): boolean => path.endsWith('.md')
  const pages = new Map([...texts].filter(isPage).map(([path, text]) => [path, readPage(text)]))
  const leads = (reference: string): boolean => {
    const [path = '', anchor] = reference.split('#')
    if (path.startsWith('../') || !exists(path)) return false
    return anchor === undefined || pages.get(path)?.anchors.has(anchor) !== false
  }
  return [...texts].flatMap(([path, text]) => {
    const named = new Set([
      ...(text.match(CITED) ?? []),
      ...linked(path, pages.get(path)),
      ...(path.endsWith('.md') ? (text.match(CODE) ?? []) : []),
    ])
    const missing = [...named].filter((reference) => !leads(reference))
    return [
      ...missing.map((reference) => `${path} names ${reference}, which does not exist.`),
      ...outside(path, text),
    ]
  })
}

function outside(path: string, text: string): string[] {
  return text.split('\n').flatMap((line, at) => {
    const [name] = OUTSIDE.exec(line) ?? []
    if (name === undefined) return []
    return [`${path}:${at + 1} cites ${name}: cite a page of docs/ with its anchor, or a public address.`]
  })
}

/** The targets of a page's links within the repository, from its root. */
function linked(path: string, page: Page | undefined): string[] {
  return (page?.links ?? [])
    .filter((url) => !/^[a-z]+:/i.test(url))
    .map((url) => (url.startsWith('#') ? path + url : posix.join(posix.dirname(path), url)))
}

interface Page {
  /** The anchors of a page: those that GitHub gives to headings (the second one of the same text ends in `-1`), and `<a id>`. */
  readonly anchors: ReadonlySet<string>
  readonly links: readonly string[]
}

export function readPage(markdown: string): Page {
  const nodes = all(fromMarkdown(markdown))
  const anchors = new Set<string>()
  for (const heading of nodes.filter(({ type }) => type === 'heading')) {
    const text = all(heading).map((node) => ('value' in node ? node.value : ''))
    const anchor = anchorOf(text.join(''))
    let free = anchor
    for (let again = 1; anchors.has(free); again += 1) free = `${anchor}-${again}`
    anchors.add(free)
  }
  for (const node of nodes) {
    const id = node.type === 'html' ? /^<a id="([^"]+)">$/.exec(node.value)?.[1] : undefined
    if (id !== undefined) anchors.add(id)
  }
  return { anchors, links: nodes.flatMap((node) => ('url' in node ? [node.url] : [])) }
}

function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
    .replaceAll(' ', '-')
}

function all(tree: Nodes): Nodes[] {
  return [tree, ...('children' in tree ? tree.children.flatMap(all) : [])]
}
