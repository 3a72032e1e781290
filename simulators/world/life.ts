import type { Death } from './story.js'

/** Thrown when a process dies in the middle of a synchronous call. */
class Died extends Error {}

/**
 * The life of one process of the action. Every call of a port is counted here, so that the process can die before or after
 * any of them. After that its calls have no effect and never return.
 */
export class Life {
  readonly #calls: Record<Death['of'], number> = { 'any call': 0, 'a refresh': 0, 'a job': 0, 'a warning': 0 }
  #isOver = false

  constructor(
    private readonly death: Death | null,
    private readonly end: { readonly die: () => void; readonly cancel: () => void },
  ) {}

  get calls(): number {
    return this.#calls['any call']
  }

  get isOver(): boolean {
    return this.#isOver
  }

  kill(): void {
    if (this.#isOver) return
    this.#isOver = true
    this.end.die()
  }

  /** The process has ended normally. */
  retire(): void {
    this.#isOver = true
  }

  /** An asynchronous call, of a kind at which processes die often. */
  async through<T>(work: () => T | Promise<T>, of: Death['of'] = 'any call'): Promise<T> {
    this.#meet('before', of)
    if (this.#hasEnded()) return never()
    try {
      const result = await work()
      this.#meet('after', of)
      return this.#hasEnded() ? await never<T>() : result
    } catch (error) {
      if (this.#hasEnded()) return never()
      throw error
    }
  }

  throughSync<T>(work: () => T): T {
    this.#meet('before')
    if (this.#hasEnded()) throw new Died('the process is dead')
    const result = work()
    this.#meet('after')
    if (this.#hasEnded()) throw new Died('the process is dead')
    return result
  }

  /** Read anew each time, as every call can be the last. */
  #hasEnded(): boolean {
    return this.#isOver
  }

  #meet(when: Death['when'], of: Death['of'] = 'any call'): void {
    if (when === 'before') {
      this.#calls['any call'] += 1
      if (of !== 'any call') this.#calls[of] += 1
    }
    if (this.death?.when !== when) return
    const isOfKind = this.death.of === 'any call' || this.death.of === of
    const isHere = isOfKind && this.death.call === this.#calls[this.death.of]
    if (!isHere) return
    if (this.death.by === 'cancel') this.end.cancel()
    else this.kill()
  }
}

function never<T>(): Promise<T> {
  return new Promise(() => undefined)
}
