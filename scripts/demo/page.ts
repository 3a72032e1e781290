import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'

import { DRAW, STYLE } from './page-assets.js'

/** One run as shown to a reader: its title, summary, comment and log. */
export interface RunShown {
  /** Unique on its page. */
  readonly id: string
  readonly when: string
  readonly title: string
  readonly told: string
  readonly event: string
  readonly succeeded: boolean
  readonly markdown: string
  /** On the pull request; empty where there is none. */
  readonly comment: string
  readonly log: string
}

/**
 * A self-contained page: summaries as GitHub draws them, including diagrams, and the logs in colour.
 * `#summary-<id>`, `#comment-<id>`, `#log-<id>` and `#summary-<id>-lineage` show that part alone.
 */
export function summaryPage(title: string, runs: readonly RunShown[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${packaged('github-markdown-css/github-markdown.css')}</style>
<style>${STYLE}</style>
</head>
<body class="markdown-body">
<nav>
<h1>${escaped(title)}</h1>
${runs.map(navigation).join('\n')}
</nav>
<main>
${runs.map(section).join('\n')}
</main>
<script>${inScript(packaged('mermaid/dist/mermaid.min.js'))}</script>
<script>${DRAW}</script>
</body>
</html>
`
}

function navigation({ id, when, title, succeeded }: RunShown): string {
  return `<a href="#run-${id}">${mark(succeeded)}<span>${escaped(title)}<small>${escaped(when)}</small></span></a>`
}

function section({ id, when, title, told, event, succeeded, markdown, comment, log }: RunShown): string {
  return `<section id="run-${id}">
<h2>${mark(succeeded)} ${escaped(title)}</h2>
<p class="told">${escaped(when)} UTC, <code>${escaped(event)}</code>. ${escaped(told)}</p>
${box(`summary-${id}`, 'refresh summary', markdown)}
${comment === '' ? '' : box(`comment-${id}`, 'github-actions <i>bot</i> commented', comment)}
<details id="log-${id}" class="alone"><summary>Log</summary><pre class="log">${coloured(log)}</pre></details>
</section>`
}

function box(id: string, header: string, markdown: string): string {
  return `<article id="${id}" class="alone"><header>${header}</header><div class="body">${html(markdown)}</div></article>`
}

function mark(succeeded: boolean): string {
  return succeeded ? '<i class="ok">✓</i>' : '<i class="bad">✕</i>'
}

/** HTML is passed through, as on GitHub: the texts contain only their own `<details>`, `<br>` and `<sub>`. */
function html(markdown: string): string {
  return micromark(markdown, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  })
}

const COLOURS: Readonly<Record<string, string>> = { '31': 'red', '32': 'green', '33': 'yellow' }

/** Colours for the lines of a log without ANSI codes. */
const WORDS: Readonly<Record<string, string>> = { OK: 'green', ERROR: 'red', SKIP: 'yellow' }

function coloured(log: string): string {
  return (
    escaped(log)
      // eslint-disable-next-line no-control-regex -- an ANSI colour begins with the escape character
      .replace(/\u001B\[(\d+)m/g, (_, code: string) => {
        const colour = COLOURS[code]
        return colour === undefined ? '</span>' : `<span class="${colour}">`
      })
      .replace(/(?<=\[)(OK|ERROR|SKIP)\b/g, (word) => `<span class="${WORDS[word] ?? ''}">${word}</span>`)
      .replace(/^(Error|Warning): .*$/gm, (line, level: string) => {
        return `<span class="${level === 'Error' ? 'red' : 'yellow'}">${line}</span>`
      })
  )
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** A script's text must not contain the tag that ends it. */
function inScript(code: string): string {
  return code.replaceAll('</script', '<\\/script')
}

function packaged(path: string): string {
  return readFileSync(createRequire(import.meta.url).resolve(path), 'utf8')
}
