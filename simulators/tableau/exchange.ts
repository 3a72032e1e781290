import type { Session } from './state/sessions.js'

/* One request and its answer, as the state machine sees them. */

export interface SimulatedRequest {
  readonly method: string
  /** Path and query. */
  readonly url: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
}

export interface SimulatedResponse {
  /** 0 without a response. */
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** `reset`: the connection broke; `silent`: there is no response. The record shows whether the call had its effect. */
  readonly fate: 'answered' | 'reset' | 'silent'
  /** How long a fault delays the response. */
  readonly delaySeconds: number
}

/** A response with what the record needs. */
export interface Handled {
  readonly response: SimulatedResponse
  readonly route?: string | undefined
  readonly session?: Session | undefined
  readonly code?: string | undefined
}

export function answer(
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string,
): SimulatedResponse {
  return { status, headers, body, fate: 'answered', delaySeconds: 0 }
}

export function unanswered(fate: 'reset' | 'silent'): SimulatedResponse {
  return { status: 0, headers: {}, body: '', fate, delaySeconds: 0 }
}
