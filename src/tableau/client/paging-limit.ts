/** Ten times what the largest sites are reported to hold: tens of thousands of workbooks (github.com/tableau/tableau-mcp/pull/594). */
const MOST_ROWS = 500_000
/** As many rows on the smallest pages that are asked for at first. */
const MOST_PAGES = 5_000
/** Rows that are hidden from a user may leave a page empty, and the next one not. */
const MOST_EMPTY_PAGES = 10

export const SAME_PAGE = 'it gives the same page again'

/** Follows one list from page to page, so that none is read for ever. */
export class Paging {
  #rows = 0
  #pages = 0
  #emptyPages = 0
  readonly #marks = new Set<string>()

  /** Why the list is read no further although it goes on; null while it may be. `mark`: what no two pages share. */
  after({ rows, mark }: { readonly rows: number; readonly mark: string }): string | null {
    if (mark === '') return 'it does not tell where the next page starts'
    if (this.#marks.has(mark)) return SAME_PAGE
    this.#marks.add(mark)
    this.#rows += rows
    this.#pages += 1
    this.#emptyPages = rows === 0 ? this.#emptyPages + 1 : 0
    if (this.#emptyPages >= MOST_EMPTY_PAGES) return `${MOST_EMPTY_PAGES} pages in a row were empty`
    if (this.#rows < MOST_ROWS && this.#pages < MOST_PAGES) return null
    return `no more than ${MOST_ROWS} rows or ${MOST_PAGES} pages are read`
  }
}

/** Tells of a list that was not read to its end. */
export function endless(list: string, host: string, why: string): string {
  return `Tableau's list of ${list} goes on, but it was read no further, because ${why}: what else it holds is not known to this run, so check what answers at ${host}.`
}

/** Tells of a page that is larger than was asked for. */
export function oversized(list: string, host: string, rows: number): string {
  return `Tableau's list of ${list} came with ${rows} rows on one page, more than were asked for; all of them were read, but check what answers at ${host}.`
}
