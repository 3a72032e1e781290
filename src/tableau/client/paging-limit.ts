import { message, type Message } from '../../messages/message.js'

/** Ten times what the largest sites are reported to hold: tens of thousands of workbooks (github.com/tableau/tableau-mcp/pull/594). */
const MOST_ROWS = 500_000
/** The same number of rows with the smallest initial page size. */
const MOST_PAGES = 5_000
/** A page may be empty because its rows are hidden from the user; the next one may not be. */
const MOST_EMPTY_PAGES = 10

export const SAME_PAGE = 'Tableau returns the same page again'

/** Stops reading a list that repeats itself, has empty pages or does not end. */
export class PagingLimit {
  #rows = 0
  #pages = 0
  #emptyPages = 0
  readonly #marks = new Set<string>()

  /** Called after each page that is not the last: why reading stops, or null to continue. `mark` identifies the page. */
  after({ rows, mark }: { readonly rows: number; readonly mark: string }): string | null {
    if (mark === '') return 'Tableau does not say where the next page starts'
    if (this.#marks.has(mark)) return SAME_PAGE
    this.#marks.add(mark)
    this.#rows += rows
    this.#pages += 1
    this.#emptyPages = rows === 0 ? this.#emptyPages + 1 : 0
    if (this.#emptyPages >= MOST_EMPTY_PAGES) return `${MOST_EMPTY_PAGES} pages in a row were empty`
    if (this.#rows < MOST_ROWS && this.#pages < MOST_PAGES) return null
    return `at most ${MOST_ROWS} rows and ${MOST_PAGES} pages are read`
  }
}

/** The warning about a list that was not read to its end. */
export function unfinishedListWarning(list: string, host: string, why: string): Message {
  return message('AE-LIST-UNFINISHED', { list, host, why })
}

/** The warning about a page that is larger than requested. */
export function oversizedPageWarning(list: string, host: string, rows: number): Message {
  return message('AE-LIST-PAGE-TOO-LARGE', { list, host, rows })
}
