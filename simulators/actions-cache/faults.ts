/** The calls that a fault can affect: three of the service and two of the blob store. */
export type Operation =
  'GetCacheEntryDownloadURL' | 'CreateCacheEntry' | 'FinalizeCacheEntryUpload' | 'upload' | 'download'

export type Fault =
  /** An error response instead of the real one; the call has no effect. */
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Record<string, string> }
  /** A proxy's error page: a body that is not JSON. */
  | { readonly kind: 'html'; readonly status: number }
  /** Another response of the service; the call has no effect. */
  | { readonly kind: 'json'; readonly body: unknown }
  /** The real response, after a delay. */
  | { readonly kind: 'slow'; readonly delay: number }
  /** The real response, once this has resolved. */
  | { readonly kind: 'held'; readonly until: Promise<unknown> }
  /** The connection breaks; the call has no effect. */
  | { readonly kind: 'reset' }
  /** Half of the uploaded bytes are lost, so the confirmation finds another size. */
  | { readonly kind: 'truncate' }
  /** Something happens just before the real response, such as another job's save. */
  | { readonly kind: 'meanwhile'; readonly run: () => void }

interface Planned {
  readonly on: Operation
  readonly fault: Fault
  left: number
}

/** The faults for the next calls, in the order in which they were injected. */
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
