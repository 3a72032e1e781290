/** One HTTP request as the simulator sees it; `url` is a path with its query. */
export interface SimulatorRequest {
  readonly method: string
  readonly url: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: Buffer
}

export interface SimulatorResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  /** What the server has to do, since the state machine has neither timers nor sockets. */
  readonly transport?: {
    readonly delay?: number
    readonly until?: Promise<unknown>
    readonly reset?: boolean
  }
}

export function json(
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): SimulatorResponse {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: Buffer.from(JSON.stringify(value)),
  }
}

/** An error of a Twirp service: the client shows `msg` (docs/facts/github-actions.md#cache-protocol). */
export function twirpError(
  status: number,
  code: string,
  msg: string,
  headers: Record<string, string> = {},
): SimulatorResponse {
  return json(status, { code, msg }, headers)
}

export function empty(status: number, headers: Record<string, string> = {}): SimulatorResponse {
  return { status, headers, body: Buffer.alloc(0) }
}
