import type { TableauError } from './errors.js'
import type { Credentials } from './options.js'

/** What to check for each detail code of a refused JWT (docs/facts/tableau.md#connected-app-jwt). */
const JWT_REFUSALS: Readonly<Record<string, string>> = {
  '5': 'the site does not know the user: check tableau-username (case matters) and tableau-site',
  '16': "the user is not known, or this runner's clock is wrong: check tableau-username (case matters) and tableau-site",
  '67': 'connected apps are not switched on for this site',
  '126': 'the site does not know the connected app: check tableau-client-id and tableau-site',
  '127': 'the connected app does not know the secret: check tableau-secret-id',
  '133': "the connected app's list of allowed domains keeps this call out",
  '10083': 'the token lacks a part: check tableau-client-id and tableau-secret-id',
  '10084': 'the signature does not match: check tableau-secret-value',
  '10087': 'the site does not accept the algorithm HS256',
  '10089': 'the site does not know the connected app: check tableau-client-id and tableau-site',
  '10090': 'the connected app is disabled: enable it in the settings of the site',
}

/** One sentence about a refused sign-in: what, which input, what to do. Without Tableau's own text, which is translated. */
export function explainRefusal(error: TableauError, credentials: Credentials, site: string): string {
  const start = `Tableau refused the sign-in (${error.code})`
  const siteHint =
    site === ''
      ? 'tableau-site (empty means the default site, which Tableau Cloud does not have)'
      : `tableau-site ("${oneLine(site)}": give what stands behind /site/ in the browser's address, in the same case, not its display name)`
  if (error.status === 403) {
    return `${start}: this user or this network address may not sign in; check the user's licence and the site's list of allowed addresses.`
  }
  if (error.code === '401003') {
    return `${start}: the site does not accept this kind of sign-in; use a personal access token or a connected app that its administrator allows.`
  }
  if (error.status === 404 || error.status === 405) {
    return `${start}: there is no such site or no such call; check ${siteHint} and tableau-server-url.`
  }
  if (error.status !== 401) return `${start}: check tableau-server-url and ${siteHint}.`
  if (credentials.kind === 'connected-app') {
    return `${start}: ${jwtRefusal(error.detail) ?? `check tableau-client-id, tableau-secret-id, tableau-secret-value, tableau-username and ${siteHint}`}.`
  }
  return `${start}: check tableau-token-name and tableau-token-secret (a token ends after 15 days without use, and at its age limit) and ${siteHint}.`
}

function jwtRefusal(detail: string): string | null {
  const codes = detail.match(/(?<!\d)\d{1,5}(?!\d)/g) ?? []
  return codes.map((code) => JWT_REFUSALS[code]).find((found) => found !== undefined) ?? null
}

/** The site is an input, which may contain anything. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 100)
}
