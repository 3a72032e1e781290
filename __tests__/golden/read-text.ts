import type { Code, Heading, Paragraph } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import type { RunShown } from '../../scripts/demo/page.js'

/** The run of a golden text, for a page. */
export function readText(id: string, text: string): RunShown {
  const { children } = fromMarkdown(text)
  const headings = children.filter((node): node is Heading => node.type === 'heading')
  const paragraphs = children.filter((node): node is Paragraph => node.type === 'paragraph')
  const sections = new Map(
    headings.flatMap((heading) => {
      const content = children[children.indexOf(heading) + 1]
      return content?.type === 'code' ? [[plain(heading), (content satisfies Code).value]] : []
    }),
  )
  const [about, use] = paragraphs.map(plain)
  const parts = (use ?? '').split(' · ')
  return {
    id,
    title: headings.map(plain)[0] ?? id,
    told: about ?? '',
    when: parts.at(-2) ?? '',
    event: parts[0] ?? '',
    succeeded: parts.at(-1) === 'exit code 0',
    markdown: sections.get('Summary') ?? '',
    comment: sections.get('Comment') ?? '',
    log: sections.get('Log') ?? '',
  }
}

function plain({ children }: Heading | Paragraph): string {
  return children.map((part) => ('value' in part ? part.value : '')).join('')
}
