import { CATALOGUE } from '../messages/catalogue.js'
import type { MessageId } from '../messages/message.js'
import { FAILURE_CLASSES } from '../tableau/failures/classes.js'
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

/** What each failure class means, and what to do about it. */
export const FAILURE_EXPLANATIONS = Object.fromEntries(
  FAILURE_CLASSES.map((name) => {
    const { sentence, remedy } = CATALOGUE[FAILURE_MESSAGES[name]]
    return [name, { what: sentence, remedy }]
  }),
) as Readonly<Record<FailureClass, { readonly what: string; readonly remedy: string }>>
