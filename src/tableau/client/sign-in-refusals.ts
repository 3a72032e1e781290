import { oneLine } from '../../base/untrusted-text.js'
import { message, type Message } from '../../messages/message.js'
import type { TableauError } from './errors.js'
import type { Credentials } from './options.js'

/** The message for each detail code of a refused JWT (docs/facts/tableau.md#connected-app-jwt). */
const JWT_REFUSALS = {
  '5': 'AE-SIGN-IN-APP-USER',
  '16': 'AE-SIGN-IN-APP-USER-OR-CLOCK',
  '67': 'AE-SIGN-IN-APPS-OFF',
  '126': 'AE-SIGN-IN-APP-UNKNOWN',
  '127': 'AE-SIGN-IN-APP-SECRET-ID',
  '133': 'AE-SIGN-IN-APP-DOMAINS',
  '10083': 'AE-SIGN-IN-APP-IDS',
  '10084': 'AE-SIGN-IN-APP-SECRET-VALUE',
  '10087': 'AE-SIGN-IN-APP-ALGORITHM',
  '10089': 'AE-SIGN-IN-APP-UNKNOWN',
  '10090': 'AE-SIGN-IN-APP-DISABLED',
} as const

/** Explains a refused sign-in by its codes: Tableau's own text is translated. */
export function explainRefusal(error: TableauError, credentials: Credentials, site: string): Message {
  const about = { code: error.code, site: siteInput(site) }
  if (error.status === 403) return message('AE-SIGN-IN-FORBIDDEN', about)
  if (error.code === '401003') return message('AE-SIGN-IN-METHOD', about)
  if (error.status === 404 || error.status === 405) return message('AE-SIGN-IN-SITE', about)
  if (error.status !== 401) return message('AE-SIGN-IN-REFUSED', about)
  if (credentials.kind === 'token') return message('AE-SIGN-IN-TOKEN', about)
  return message(jwtRefusal(error.detail) ?? 'AE-SIGN-IN-APP', about)
}

function jwtRefusal(detail: string): (typeof JWT_REFUSALS)[keyof typeof JWT_REFUSALS] | null {
  const codes = detail.match(/(?<!\d)\d{1,5}(?!\d)/g) ?? []
  return codes.map((code) => (isKnown(code) ? JWT_REFUSALS[code] : null)).find((id) => id !== null) ?? null
}

function isKnown(code: string): code is keyof typeof JWT_REFUSALS {
  return code in JWT_REFUSALS
}

const LONGEST_SITE = 100

/** The input `tableau-site` for a message. It may contain anything. */
function siteInput(site: string): string {
  return site === ''
    ? 'tableau-site (empty means the default site, which Tableau Cloud does not have)'
    : `tableau-site ("${oneLine(site, LONGEST_SITE)}": use the text after /site/ in the browser's address, in the same case, not the display name)`
}
