import { CATALOGUE } from '../messages/catalogue.js'
import type { MessageId } from '../messages/message.js'
import { FAILURE_CLASSES } from '../tableau/failures/classes.js'
import type { Failure } from '../tableau/failures/failures.js'
import type { FailureClass } from '../state/state.js'

/** The message of each failure class. Later runs show the same one, because state keeps only the class. */
export const FAILURE_MESSAGES = {
  credentials: 'AE-FAILED-CREDENTIALS',
  permission: 'AE-FAILED-PERMISSION',
  'no-extract': 'AE-FAILED-NO-EXTRACT',
  quota: 'AE-FAILED-QUOTA',
  timeout: 'AE-FAILED-TIMEOUT',
  bridge: 'AE-FAILED-BRIDGE',
  unreachable: 'AE-FAILED-UNREACHABLE',
  'no-answer': 'AE-FAILED-NO-ANSWER',
  unknown: 'AE-FAILED-UNKNOWN',
} as const satisfies Readonly<Record<FailureClass, MessageId>>

export interface FailureExplanation {
  readonly id: MessageId
  readonly what: string
  readonly remedy: string
}

/** What each failure class means, and what to do about it. */
export const FAILURE_EXPLANATIONS = Object.fromEntries(
  FAILURE_CLASSES.map((name) => [name, explanation(FAILURE_MESSAGES[name])]),
) as Readonly<Record<FailureClass, FailureExplanation>>

type FailureMessage = (typeof FAILURE_MESSAGES)[FailureClass] | 'AE-FAILED-HOURLY-QUOTA'

function explanation(id: FailureMessage): FailureExplanation {
  const { sentence, remedy } = CATALOGUE[id]
  return { id, what: sentence, remedy }
}

/** The same for a failure of this run, whose text tells which quota is used up. */
export function explanationOf({ class: name, text }: Failure): FailureExplanation {
  return name === 'quota' && RATE_LIMIT.test(text)
    ? explanation('AE-FAILED-HOURLY-QUOTA')
    : FAILURE_EXPLANATIONS[name]
}

/** The code with which Tableau Cloud refuses more refreshes in an hour (docs/facts/tableau.md#rate-limits). */
const RATE_LIMIT = /^429/

/** Whether the cause is one that this action knows. */
export function isKnownFailure(failure: Failure | null): failure is Failure {
  return failure !== null && failure.class !== 'unknown'
}
