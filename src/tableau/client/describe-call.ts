import type { HttpRequest } from '../../base/http.js'

/** What a call does, for people: `reading workbooks (page 312)`. */
export function doing({ url, body = '' }: Pick<HttpRequest, 'url' | 'body'>): string {
  const { pathname, searchParams } = new URL(url)
  if (pathname.endsWith('/serverinfo')) return 'looking for the server'
  if (pathname.endsWith('/auth/signin')) return 'signing in'
  if (pathname.endsWith('/graphql')) return `asking the Metadata API for ${connectionsIn(body)}`
  const page = searchParams.get('pageNumber')
  return `reading ${nameOf(pathname)}${page === null || page === '1' ? '' : ` (page ${page})`}`
}

function connectionsIn(body: string): string {
  const names = [...body.matchAll(/: (\w+)Connection\(/g)].map(([, name = '']) => name)
  return [...new Set(names)].join(' and ')
}

/** Below the site, without identifiers: `workbooks`, `connections of workbooks`. */
function nameOf(pathname: string): string {
  const steps = /\/sites\/[^/]+\/(.*)$/.exec(pathname)?.[1]?.split('/') ?? []
  return steps
    .filter((step) => /^[a-zA-Z]+$/.test(step))
    .toReversed()
    .join(' of ')
}
