/** Something the reader of a run should know; it becomes an annotation. */
export interface Notice {
  readonly level: 'error' | 'warning' | 'notice'
  /** One sentence: what, which thing, what to do. */
  readonly message: string
}
