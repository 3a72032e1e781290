import type { HttpRequest } from '../../base/http.js'

/** Describes a call in a sentence: `reading workbooks (page 312)`. */
export function describeCall({ url, body = '' }: Pick<HttpRequest, 'url' | 'body'>): string {
  const { pathname, searchParams } = new URL(url)
  if (pathname.endsWith('/serverinfo')) return 'looking for the server'
  if (pathname.endsWith('/auth/signin')) return 'signing in'
  if (pathname.endsWith('/graphql')) return `asking the Metadata API for ${connectionsIn(body)}`
  const page = searchParams.get('pageNumber')
  return `reading ${resourceOf(pathname)}${page === null || page === '1' ? '' : ` (page ${page})`}`
}

function connectionsIn(body: string): string {
  const names = [...body.matchAll(/: (\w+)Connection\(/g)].map(([, name = '']) => name)
  return [...new Set(names)].join(' and ')
}

/** The path below the site without ids: `workbooks`, `connections of workbooks`. */
function resourceOf(pathname: string): string {
  const steps = /\/sites\/[^/]+\/(.*)$/.exec(pathname)?.[1]?.split('/') ?? []
  return steps
    .filter((step) => /^[a-zA-Z]+$/.test(step))
    .toReversed()
    .join(' of ')
}
