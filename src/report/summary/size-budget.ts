/** How much of a report fits into one summary or comment. */
export interface SizeBudget {
  /** Rows of each table. */
  readonly rows: number
  /** Notices, remedies, unresolved exposures. */
  readonly notes: number
  /** Code points of a name or sentence. */
  readonly text: number
  /** Lines of Tableau's message for each failure. */
  readonly lines: number
  readonly diagram: boolean
}

/** For a file, which has no limit of its own; single texts stay readable. */
export const WHOLE: SizeBudget = { rows: Infinity, notes: Infinity, text: 4000, lines: 200, diagram: true }

/** Tried in this order until the result is small enough; the last one fits for any input. */
export const SIZE_BUDGETS: readonly SizeBudget[] = [
  { rows: 300, notes: 30, text: 400, lines: 20, diagram: true },
  { rows: 200, notes: 20, text: 200, lines: 8, diagram: true },
  { rows: 100, notes: 10, text: 100, lines: 3, diagram: false },
  { rows: 10, notes: 3, text: 60, lines: 1, diagram: false },
]
