import type { Settings } from '../settings.js'
import { metadataError, type MetadataError } from './codes.js'

/** The limits of one query. Beyond them lists are cut and the answer has an error (docs/facts/tableau.md#errors-and-limits). */
export class Budget {
  readonly errors: MetadataError[] = []
  #nodes = 0
  #exhausted = false

  constructor(private readonly settings: Settings['metadata']) {}

  /** As many of these items as the limits still allow. */
  take<T>(items: readonly T[]): T[] {
    const left = Math.max(0, this.#limit - this.#nodes)
    const taken = items.slice(0, left)
    this.#nodes += taken.length
    if (taken.length < items.length) this.#exhaust()
    return taken
  }

  warn(error: MetadataError): void {
    const known = this.errors.some((one) => one.extensions?.code === error.extensions?.code)
    if (!known || error.extensions === null) this.errors.push(error)
  }

  get #limit(): number {
    return Math.min(this.settings.nodeLimit, this.#nodesInTime)
  }

  get #nodesInTime(): number {
    const { timeLimitSeconds, secondsPerNode } = this.settings
    return secondsPerNode === 0 ? Number.POSITIVE_INFINITY : Math.floor(timeLimitSeconds / secondsPerNode)
  }

  #exhaust(): void {
    if (this.#exhausted) return
    this.#exhausted = true
    this.errors.push(this.#nodesInTime < this.settings.nodeLimit ? this.#outOfTime() : this.#tooManyNodes())
  }

  #tooManyNodes(): MetadataError {
    return metadataError('NODE_LIMIT_EXCEEDED', {
      message: `Showing partial results. The request exceeded the ${this.settings.nodeLimit} node limit. Use pagination, additional filtering, or both in the query to adjust results.`,
    })
  }

  #outOfTime(): MetadataError {
    const { timeLimitShape, timeLimitSeconds } = this.settings
    if (timeLimitShape === 'coded') return metadataError('TIME_LIMIT_EXCEEDED')
    return {
      message: `Reached time limit of PT${timeLimitSeconds}S for query execution.`,
      path: null,
      extensions: null,
    }
  }
}
