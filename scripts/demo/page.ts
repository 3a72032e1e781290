import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'

/** One run as a reader would meet it: its log, then its summary. */
export interface RunShown {
  readonly heading: string
  readonly log: string
  readonly markdown: string
}

/** A page that needs nothing else: summaries as GitHub draws them, diagrams included, and the logs in their colours. */
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
<ol>${runs.map(({ heading }, index) => `<li><a href="#run-${index + 1}">${escaped(heading)}</a></li>`).join('')}</ol>
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

function section({ heading, log, markdown }: RunShown, index: number): string {
  return `<section id="run-${index + 1}">
<h2>${escaped(heading)}</h2>
<pre class="log">${coloured(log)}</pre>
<article>${summaryHtml(markdown)}</article>
</section>`
}

/** HTML stays as it is, as on GitHub: the summary's own `<details>` are the only such HTML. */
function summaryHtml(markdown: string): string {
  return micromark(markdown, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  })
}

const COLOURS: Readonly<Record<string, string>> = { '31': 'red', '32': 'green', '33': 'yellow' }

function coloured(log: string): string {
  // eslint-disable-next-line no-control-regex -- the escape character is what an ANSI colour begins with
  return escaped(log).replace(/\u001B\[(\d+)m/g, (_, code: string) => {
    const colour = COLOURS[code]
    return colour === undefined ? '</span>' : `<span class="${colour}">`
  })
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** A script's own text must not hold the tag that ends it. */
function inScript(code: string): string {
  return code.replaceAll('</script', '<\\/script')
}

function packaged(path: string): string {
  return readFileSync(createRequire(import.meta.url).resolve(path), 'utf8')
}

/** Folded diagrams have no size to draw into, so every fold is open while Mermaid measures. */
const DRAW = `
const dark = matchMedia('(prefers-color-scheme: dark)').matches;
mermaid.initialize({ startOnLoad: false, theme: dark ? 'dark' : 'default' });
for (const code of document.querySelectorAll('code.language-mermaid')) {
  const box = document.createElement('div');
  box.className = 'mermaid';
  box.textContent = code.textContent;
  code.parentElement.replaceWith(box);
}
const folds = [...document.querySelectorAll('details')];
for (const fold of folds) fold.open = true;
mermaid.run().finally(() => { for (const fold of folds) fold.open = false; });
`

const STYLE = `
body.markdown-body { display: flex; min-height: 100vh; margin: 0; }
nav { flex: 0 0 260px; box-sizing: border-box; padding: 24px 16px; border-right: 1px solid var(--borderColor-default, #d1d9e0);
  position: sticky; top: 0; height: 100vh; overflow: auto; }
nav h1 { font-size: 1.1em !important; }
main { flex: 1; min-width: 0; max-width: 1120px; padding: 24px 32px; }
article { border: 1px solid var(--borderColor-default, #d1d9e0); border-radius: 6px; padding: 16px 24px; }
.markdown-body pre.log { background: #0d1117; color: #e6edf3; font-size: 12px; line-height: 1.5; }
.log .red { color: #ff7b72; } .log .green { color: #3fb950; } .log .yellow { color: #d29922; }
.mermaid svg { max-width: 100%; height: auto; }
`
