import type { ContentKind, ContentReference } from './types.js'

/** What the path of a Tableau URL refers to, for any host. */
export interface TableauPath {
  /** The path prefix of a reverse proxy, such as `/bi`; empty without one. */
  readonly prefix: string
  /** The site's content URL; empty for the default site, null if the URL names none. */
  readonly site: string | null
  readonly reference: ContentReference | null
  /** `redirect_to_view/<id>`: neither REST nor Metadata API knows the id. */
  readonly isRedirect: boolean
  /** Whether no other product has URLs like this. */
  readonly isCertainlyTableau: boolean
}

/** The first segments of Tableau's own paths. `#` begins a page of its web application. */
const FIRST_WORDS =
  '#|t|site|views|authoring|workbooks|datasources|redirect_to_view|trusted|vizql|vizportal|api|auth|signin|wg'

const PREFIX = new RegExp(`^((?:/[^/]+)*?)(?=/(?:${FIRST_WORDS})(?:/|$)|/?$)`, 'i')

const ADDRESS =
  /^(?<hash>\/#)?(?:\/trusted\/[^/]*)?(?:\/vizql)?(?:\/(?:t|site)\/(?<site>[^/]*))?(?:\/(?<page>views|authoring|w|workbooks|datasources|redirect_to_view)(?:\/(?<first>[^/]+))?(?:\/|$))?/i

export function parseTableauPath(url: URL): TableauPath {
  const path = pathOf(url)
  const prefix = PREFIX.exec(path)?.[1] ?? ''
  const { hash, site, page, first } = ADDRESS.exec(path.slice(prefix.length))?.groups ?? {}
  const reference = referenceOn(page, first)
  const isRedirect = page?.toLowerCase() === 'redirect_to_view'
  const namesPage = isRedirect || reference !== null
  const namesSite = site !== undefined
  const isCertainlyTableau =
    hash === undefined ? namesPage && (namesSite || prefix === '') : namesPage || namesSite
  return { prefix, site: site ?? null, reference, isRedirect, isCertainlyTableau }
}

/** Path and hash together, decoded, without the query. Double slashes are kept only after /t and /site: the default site's name is empty. */
function pathOf({ pathname, hash }: URL): string {
  const behind = hash === '' ? '' : `/#/${hash.replace(/^#!?\/*/, '')}`
  const [path = ''] = decode(`${pathname}${behind}`).split('?', 1)
  return path.replace(/(?<!\/(?:t|site))\/{2,}/gi, '/')
}

function referenceOn(page: string | undefined, first: string | undefined): ContentReference | null {
  if (first === undefined) return null
  switch (page?.toLowerCase()) {
    case 'workbooks':
      return numberOrUrl('workbook', first)
    case 'datasources':
      return numberOrUrl('datasource', first)
    case 'redirect_to_view':
    case undefined:
      return null
    default:
      return { by: 'content-url', of: 'workbook', contentUrl: first }
  }
}

/** A browser shows the `vizportalUrlId`, a number; tabcmd uses the content URL, or a file name made from it. */
function numberOrUrl(of: ContentKind, step: string): ContentReference {
  return /^\d+$/.test(step)
    ? { by: 'number', of, number: step }
    : { by: 'content-url', of, contentUrl: step.replace(/\.[a-z]+$/i, '') }
}

/** Returns text that is not valid percent-encoded UTF-8 unchanged. */
function decode(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded)
    } catch {
      return encoded
    }
  })
}
