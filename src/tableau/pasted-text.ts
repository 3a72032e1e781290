/** What nobody sees and a copied text may hold: zero-width blanks, byte order marks, marks of direction. */
const INVISIBLE = /\p{Cf}/gu

/** What stands within `[text](…)`, `<…>`, `<…|text>` (Slack) or quotes. */
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
