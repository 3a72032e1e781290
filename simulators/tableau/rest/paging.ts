import { element, list, type Element } from '../wire/element.js'
import { TableauError } from '../wire/errors.js'

const LARGEST_PAGE = 1000

/** `pagination` and one page of items; 400006 past the end (docs/facts/tableau.md#paging). */
export function paged<T>(
  items: readonly T[],
  query: URLSearchParams,
  [container, itemName]: readonly [container: string, itemName: string],
  render: (item: T) => Element,
): Element[] {
  const pageSize = integer(query.get('pageSize') ?? '100')
  if (pageSize === undefined || pageSize < 1 || pageSize > LARGEST_PAGE) {
    throw new TableauError('400007', query.get('pageSize') ?? '')
  }
  const pageNumber = integer(query.get('pageNumber') ?? '1')
  const pages = Math.max(1, Math.ceil(items.length / pageSize))
  if (pageNumber === undefined || pageNumber < 1 || pageNumber > pages) {
    throw new TableauError('400006', query.get('pageNumber') ?? '')
  }
  const page = items.slice((pageNumber - 1) * pageSize, pageNumber * pageSize)
  return [
    element('pagination', { pageNumber, pageSize, totalAvailable: items.length }),
    list(container, itemName, page.map(render)),
  ]
}

function integer(text: string): number | undefined {
  return /^-?\d+$/.test(text) ? Number(text) : undefined
}
