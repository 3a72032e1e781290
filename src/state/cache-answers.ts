import { AsyncLocalStorage } from 'node:async_hooks'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { ClientRequest, IncomingMessage } from 'node:http'

const STARTED = 'http.client.request.start'
const ANSWERED = 'http.client.response.finish'

interface Exchange {
  readonly request: ClientRequest
  /** Null while no answer came. */
  status: number | null
}

/**
 * What the last HTTP request during a call of the cache client came to. The client swallows nearly every failure
 * and returns the same as for a miss (facts/actions-platform.md §5.3); Node's own channels tell them apart.
 */
export type LastAnswer =
  /** The client asked nobody. */
  | { readonly kind: 'none' }
  | { readonly kind: 'silence' }
  | { readonly kind: 'status'; readonly status: number; readonly method: string; readonly call: string }

/** Makes a call and says what its last HTTP request came to, whatever else sends requests in the meantime. */
export async function withLastAnswer<T>(call: () => Promise<T>): Promise<{ result: T; answer: LastAnswer }> {
  const exchanges: Exchange[] = []
  const inCall = new AsyncLocalStorage<true>()
  const started = (message: unknown): void => {
    const request = requestOf(message)
    if (request !== null && inCall.getStore() === true) exchanges.push({ request, status: null })
  }
  const answered = (message: unknown): void => {
    const exchange = exchanges.find(({ request }) => request === requestOf(message))
    if (exchange !== undefined) exchange.status = statusOf(message)
  }
  subscribe(STARTED, started)
  subscribe(ANSWERED, answered)
  try {
    return { result: await inCall.run(true, call), answer: describe(exchanges.at(-1)) }
  } finally {
    unsubscribe(STARTED, started)
    unsubscribe(ANSWERED, answered)
  }
}

function describe(exchange: Exchange | undefined): LastAnswer {
  if (exchange === undefined) return { kind: 'none' }
  if (exchange.status === null) return { kind: 'silence' }
  const { method, path } = exchange.request
  return { kind: 'status', status: exchange.status, method, call: path.split('/').at(-1) ?? '' }
}

function requestOf(message: unknown): ClientRequest | null {
  if (typeof message !== 'object' || message === null || !('request' in message)) return null
  return message.request instanceof ClientRequest ? message.request : null
}

function statusOf(message: unknown): number | null {
  if (typeof message !== 'object' || message === null || !('response' in message)) return null
  return message.response instanceof IncomingMessage ? (message.response.statusCode ?? null) : null
}
