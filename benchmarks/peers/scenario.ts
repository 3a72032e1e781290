import type { Tool } from './tools.js'

export interface Lineup {
  readonly tools: readonly Tool[]
  readonly quick: boolean
  /** Measurements at the same time. */
  readonly atOnce: number
}

/** One table of the report. */
export interface Table {
  readonly title: string
  readonly text: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** The notes below it. */
  readonly notes: readonly string[]
}

export const number = (value: number): string => (Number.isNaN(value) ? '–' : value.toFixed(1))
