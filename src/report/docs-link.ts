import { DOCS } from '../messages/docs.js'

/** The address of a page of our own documentation. */
export function docsPage(page: `${string}.md` | `${string}.md#${string}`): string {
  return `${DOCS}/${page}`
}
