/** Invisible characters in copied text: zero-width spaces, byte order marks, direction marks. */
const INVISIBLE = /\p{Cf}/gu

/** The text without invisible characters, or the address inside `[text](…)`, `<…>`, `<…|text>` (Slack) or quotes. */
export function unwrapped(text: string): string {
  const trimmed = text.replace(INVISIBLE, '').trim()
  const link = trimmed.startsWith('[') && trimmed.endsWith(')') ? trimmed.indexOf('](') : -1
  const [inner = ''] =
    link < 0
      ? [trimmed]
      : trimmed
          .slice(link + 2, -1)
          .trim()
          .split(/\s/, 1)
  const [bare = ''] = inner.startsWith('<') ? inner.slice(1).split(/[>|]/, 1) : [inner]
  return bare
    .replace(/^["'`]/, '')
    .replace(/["'`]$/, '')
    .trim()
}
