export const FAILURE_CLASSES = [
  'credentials',
  'permission',
  'no-extract',
  'quota',
  'timeout',
  'bridge',
  'unreachable',
  'no-answer',
  'unknown',
] as const

/** Why a refresh failed; docs/failures.md lists what each class matches. The class alone decides the remedy. */
export type FailureClass = (typeof FAILURE_CLASSES)[number]
