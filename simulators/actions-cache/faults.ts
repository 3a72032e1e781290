/** Where a fault can strike: the three calls of the service and the two of the blob store. */
export type Operation =
  'GetCacheEntryDownloadURL' | 'CreateCacheEntry' | 'FinalizeCacheEntryUpload' | 'upload' | 'download'

export type Fault =
  /** An error answer in place of the real one; nothing is done. */
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Record<string, string> }
  /** A proxy's error page: a body that is not JSON. */
  | { readonly kind: 'html'; readonly status: number }
  /** Another answer of the service. */
  | { readonly kind: 'json'; readonly body: unknown }
  /** The real answer, late. */
  | { readonly kind: 'slow'; readonly delay: number }
  /** The real answer, once this has happened. */
  | { readonly kind: 'held'; readonly until: Promise<unknown> }
  /** The connection breaks; nothing is done. */
  | { readonly kind: 'reset' }
  /** Half of the uploaded bytes are lost: the confirmation will find another size. */
  | { readonly kind: 'truncate' }
  /** Something happens just before the real answer, such as another job's save. */
  | { readonly kind: 'meanwhile'; readonly run: () => void }

interface Planned {
  readonly on: Operation
  readonly fault: Fault
  left: number
}

/** Faults that wait for their operation, in the order in which they were injected. */
export class Faults {
  readonly #planned: Planned[] = []

  inject(on: Operation, fault: Fault, times = 1): void {
    this.#planned.push({ on, fault, left: times })
  }

  next(operation: Operation): Fault | null {
    const planned = this.#planned.find(({ on, left }) => on === operation && left > 0)
    if (planned === undefined) return null
    planned.left -= 1
    return planned.fault
  }
}
