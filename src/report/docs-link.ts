const DOCS = 'https://github.com/active-exposures/active-exposures/blob/main/docs'

/** The address of a page of our own documentation. */
export function docsPage(page: `${string}.md` | `${string}.md#${string}`): string {
  return `${DOCS}/${page}`
}
