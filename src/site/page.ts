import { createHash } from 'node:crypto'
import { type Instant, toIso } from '../base/clock.js'
import { Markup, markup } from './markup.js'
import type { Period } from './period.js'
import { SCRIPT } from './script.js'
import { STYLE } from './style.js'
import { dateAndTime } from './words.js'

export interface Page {
  readonly title: string
  readonly period: Period
  readonly header: Markup
  readonly main: Markup
  readonly footer: Markup
}

/** The style and the script of a page, and the policy that allows only these. */
export interface Look {
  readonly style: string
  readonly script: string
  readonly policy: string
}

export function lookOf(style: string, script: string): Look {
  const allowed = [
    "default-src 'none'",
    `style-src '${hashOf(style)}'`,
    `script-src '${hashOf(script)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ]
  return { style, script, policy: allowed.join('; ') }
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}

export const PLAIN_LOOK = lookOf(STYLE, SCRIPT)

/** A whole page, complete in itself: it loads nothing. */
export function pageText({ title, period, header, main, footer }: Page, look: Look = PLAIN_LOOK): string {
  const { writtenAt, oldAfter } = period
  return markup`<!doctype html>
<html lang="en" data-written-at="${toIso(writtenAt)}" data-old-after="${toIso(oldAfter)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${look.policy}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${new Markup(look.style)}</style>
</head>
<body>
<div id="old" role="status" hidden></div>
<header>
${header}
</header>
<main>
${main}
</main>
<footer>
<p>Written ${instant(writtenAt)}${nextText(period)}. By <a href="https://github.com/active-exposures/active-exposures" rel="noreferrer">Active Exposures</a>.</p>
${footer}
</footer>
<script>${new Markup(look.script)}</script>
</body>
</html>
`.text
}

function nextText({ nextRunAt, writtenAt }: Period): Markup {
  return nextRunAt === null || nextRunAt <= writtenAt
    ? markup``
    : markup`; the next scheduled run: ${instant(nextRunAt, 'without age')}`
}

/** An instant in UTC; the script adds how long ago it was. */
export function instant(at: Instant, age: 'with age' | 'without age' = 'with age'): Markup {
  const iso = toIso(at)
  const time = markup`<time datetime="${iso}">${dateAndTime(at)}</time>`
  return age === 'with age' ? markup`${time} <span class="soft" data-then="${iso}"></span>` : time
}
