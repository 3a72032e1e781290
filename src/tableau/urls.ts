import { ConfigurationError } from '../errors.js'
import type { ContentKind, ContentReference } from './types.js'

/** What the URL of an exposure points at, as seen from one server and site. */
export type UrlTarget =
  | {
      readonly kind: 'content'
      readonly reference: ContentReference
      /** The view's content URL, `Workbook/sheets/Sheet`; null where the URL names none. */
      readonly view: string | null
    }
  | {
      readonly kind: 'other'
      /** `page`: on this site, but neither a view nor a workbook nor a data source. */
      readonly reason: 'tool' | 'server' | 'site' | 'page'
      /** For people, without the URL itself. */
      readonly why: string
    }

/** The configured server and site. */
export interface SiteAddress {
  readonly server: string
  /** The site's contentUrl; empty for the default site. */
  readonly site: string
}

/**
 * The origin of a server as an input gives it: with or without `https://`, with or without what a browser's address
 * bar shows behind it. Throws a ConfigurationError for anything else.
 */
export function serverOrigin(input: string): string {
  const trimmed = input.trim()
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`
  const url = parse(text)
  if (url === null || !/^https?:$/.test(url.protocol) || url.hostname === '') {
    throw new ConfigurationError(
      'tableau-server-url is not the address of a server: give it as in https://10ax.online.tableau.com.',
    )
  }
  if (url.username !== '' || url.password !== '') {
    throw new ConfigurationError(
      'tableau-server-url contains a user name or password: remove them, and sign in with tableau-token-name and tableau-token-secret.',
    )
  }
  return url.origin
}

/**
 * True when both hosts belong to the same server. All pods of Tableau Cloud are one server: a site's contentUrl is
 * unique over all of them, sites move from pod to pod, and `online.tableau.com` itself redirects to the pod by it.
 */
export function sameServer(a: URL, b: URL): boolean {
  return a.host === b.host || (isTableauCloud(a) && isTableauCloud(b))
}

function isTableauCloud({ hostname }: URL): boolean {
  return hostname === 'online.tableau.com' || hostname.endsWith('.online.tableau.com')
}

/** Reads every form of facts/tableau-api.md §13; never throws. */
export function targetOf(text: string, address: SiteAddress): UrlTarget {
  const url = parse(text.trim())
  if (url === null || !/^https?:$/.test(url.protocol)) return other('tool', 'the URL is not a web address')
  const { site, steps } = readSteps(url)
  const page = pageOf(steps)
  if (!sameHost(url, new URL(address.server))) {
    return page === null
      ? other('tool', `the URL is on ${url.host}`)
      : other('server', `the URL is on another server, ${url.host}`)
  }
  if (site.toLowerCase() !== address.site.toLowerCase()) {
    return other('site', site === '' ? 'the URL is on the default site' : 'the URL is on another site')
  }
  return page ?? other('page', 'the URL names neither a view nor a workbook nor a data source')
}

function other(reason: 'tool' | 'server' | 'site' | 'page', why: string): UrlTarget {
  return { kind: 'other', reason, why }
}

/** The scheme does not matter: people write http where the server answers https, and the other way round. */
function sameHost(a: URL, b: URL): boolean {
  return sameServer(a, b) || (a.hostname === b.hostname && portless(a) && portless(b))
}

function portless(url: URL): boolean {
  return url.port === ''
}

/** Site and the rest of the path, decoded; a query may stand behind `?` within the hash. */
function readSteps(url: URL): { readonly site: string; readonly steps: readonly string[] } {
  const hash = /^#!?\/(.*)$/s.exec(url.hash)?.[1]
  const path = (hash ?? url.pathname).split('?', 1)[0] ?? ''
  const steps = path
    .split('/')
    .filter((step) => step !== '')
    .map(decode)
  const rest = steps[0] === 'trusted' ? steps.slice(2) : steps
  const prefix = hash === undefined ? 't' : 'site'
  return rest[0] === prefix ? { site: rest[1] ?? '', steps: rest.slice(2) } : { site: '', steps: rest }
}

function pageOf([page, first, second]: readonly string[]): UrlTarget | null {
  if (first === undefined) return null
  if (page === 'views' || page === 'authoring') {
    return content({ by: 'content-url', of: 'workbook', contentUrl: first }, viewOf(first, second))
  }
  if (page === 'workbooks') return content(numberOrUrl('workbook', first), null)
  if (page === 'datasources') return content(numberOrUrl('datasource', first), null)
  return null
}

function content(reference: ContentReference, view: string | null): UrlTarget {
  return { kind: 'content', reference, view }
}

/** The image and PDF forms of a view's address end in what a content URL never holds: a dot. */
function viewOf(workbook: string, sheet: string | undefined): string | null {
  return sheet === undefined ? null : `${workbook}/sheets/${sheet.replace(/\.[a-z]+$/, '')}`
}

/** The browser shows a number that is no LUID (`vizportalUrlId`); tabcmd's form shows the content URL. */
function numberOrUrl(of: ContentKind, step: string): ContentReference {
  return /^\d+$/.test(step) ? { by: 'number', of, number: step } : { by: 'content-url', of, contentUrl: step }
}

function decode(step: string): string {
  try {
    return decodeURIComponent(step)
  } catch {
    return step
  }
}

function parse(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null
}
