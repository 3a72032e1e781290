import { Worker } from 'node:worker_threads'
import type { Done, Task } from './worker.js'

/** Worker threads, each of which runs one story at a time. */
export class Pool {
  readonly #workers: readonly Worker[]

  constructor(file: string, size: number) {
    this.#workers = Array.from(
      { length: size },
      () =>
        new Worker(file, {
          stderr: false,
          resourceLimits: { maxYoungGenerationSizeMb: 128, maxOldGenerationSizeMb: 2048 },
        }),
    )
  }

  /** Runs the tasks until none is left or `until` returns true. Rejects if a worker fails. */
  async all(
    tasks: Iterable<Task>,
    seen: (done: Done) => void,
    until: () => boolean = () => false,
  ): Promise<void> {
    const left = tasks[Symbol.iterator]()
    const serve = async (worker: Worker): Promise<void> => {
      for (let next = left.next(); next.done !== true && !until(); next = left.next())
        seen(await ask(worker, next.value))
    }
    await Promise.all(this.#workers.map(serve))
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()))
  }
}

function ask(worker: Worker, task: Task): Promise<Done> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void =>
      reject(
        new Error(
          `seed ${task.seed}: ${error instanceof Error ? (error.stack ?? error.message) : 'the worker ended: a run waits for what never comes'}`,
        ),
      )
    worker.once('error', fail)
    worker.once('exit', fail)
    worker.once('message', (done: Done) => {
      worker.off('error', fail)
      worker.off('exit', fail)
      resolve(done)
    })
    worker.postMessage(task)
  })
}
