import type { ContentKind, ContentReference } from './types.js'

/** What the path of a Tableau address says, whatever its host. */
export interface Place {
  /** What stands before Tableau's own path, where a reverse proxy puts something there; empty or as in `/bi`. */
  readonly prefix: string
  /** Content URL; empty where the address names the default site, null where it names none. */
  readonly site: string | null
  readonly reference: ContentReference | null
  /** `redirect_to_view/<id>`: neither REST nor Metadata API knows the id. */
  readonly isRedirect: boolean
  /** No other product's address looks like this. */
  readonly isTableaus: boolean
}

/** The first words of paths that Tableau Server answers. `#` begins a page of its browser application. */
const FIRST_WORDS =
  '#|t|site|views|authoring|workbooks|datasources|redirect_to_view|trusted|vizql|vizportal|api|auth|signin|wg'

const PREFIX = new RegExp(`^((?:/[^/]+)*?)(?=/(?:${FIRST_WORDS})(?:/|$)|/?$)`, 'i')

const ADDRESS =
  /^(?<hash>\/#)?(?:\/trusted\/[^/]*)?(?:\/vizql)?(?:\/(?:t|site)\/(?<site>[^/]*))?(?:\/(?<page>views|authoring|w|workbooks|datasources|redirect_to_view)(?:\/(?<first>[^/]+))?(?:\/|$))?/i

export function placeOf(url: URL): Place {
  const path = pathOf(url)
  const prefix = PREFIX.exec(path)?.[1] ?? ''
  const { hash, site, page, first } = ADDRESS.exec(path.slice(prefix.length))?.groups ?? {}
  const reference = referenceOn(page, first)
  const isRedirect = page?.toLowerCase() === 'redirect_to_view'
  const namesPage = isRedirect || reference !== null
  const namesSite = site !== undefined
  const isTableaus = hash === undefined ? namesPage && (namesSite || prefix === '') : namesPage || namesSite
  return { prefix, site: site ?? null, reference, isRedirect, isTableaus }
}

/** Path and hash as one, decoded, without queries. Two slashes mean something only where the default site is named so. */
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

/** The browser shows a number that is no LUID (`vizportalUrlId`); tabcmd's form shows the content URL, or a file of it. */
function numberOrUrl(of: ContentKind, step: string): ContentReference {
  return /^\d+$/.test(step)
    ? { by: 'number', of, number: step }
    : { by: 'content-url', of, contentUrl: step.replace(/\.[a-z]+$/i, '') }
}

/** What is no percent-encoding of UTF-8 stays as it is. */
function decode(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded)
    } catch {
      return encoded
    }
  })
}
