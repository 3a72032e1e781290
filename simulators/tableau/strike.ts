import {
  answer,
  unanswered,
  type Handled,
  type SimulatedRequest,
  type SimulatedResponse,
} from './exchange.js'
import { rendered } from './rest/service.js'
import type { Settings } from './settings.js'
import type { FaultEffect } from './state/faults.js'
import { wantedFormat } from './wire/encode.js'
import { errorElement, isErrorCode, TableauError } from './wire/errors.js'

/** A fault that replaces the response. */
export type Strike = Extract<FaultEffect, { kind: 'error' | 'answer' | 'reset' | 'silence' }>

export function isStrike(effect: FaultEffect): effect is Strike {
  return ['error', 'answer', 'reset', 'silence'].includes(effect.kind)
}

/** The response that the client gets instead. */
export function struck(
  strike: Strike,
  handled: Handled,
  request: SimulatedRequest,
  settings: Settings,
): Handled {
  switch (strike.kind) {
    case 'reset':
      return { ...handled, response: unanswered('reset') }
    case 'silence':
      return { ...handled, response: unanswered('silent') }
    case 'answer': {
      const headers = { 'content-type': 'text/html', ...strike.headers }
      return { ...handled, code: undefined, response: answer(strike.status, headers, strike.body ?? '') }
    }
    case 'error':
      return { ...handled, code: strike.code, response: inTableausWords(strike, request, settings) }
  }
}

function inTableausWords(
  strike: Extract<Strike, { kind: 'error' }>,
  request: SimulatedRequest,
  settings: Settings,
): SimulatedResponse {
  const { code, headers = {} } = strike
  const known = isErrorCode(code) ? new TableauError(code).body(settings.language).children : []
  const [summary = 'Error', detail = 'An error occurred.'] = known.map(({ text = '' }) => text)
  const body = errorElement(code, strike.summary ?? summary, strike.detail ?? detail)
  const reply = { status: Number(code.slice(0, 3)), body: [body], headers }
  return rendered(reply, wantedFormat(request.headers['accept']), settings)
}
