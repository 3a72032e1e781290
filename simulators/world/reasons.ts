import type { Instant } from '../../src/base/clock.js'

/* The reason and `dueAt` of a row, judged by the table of docs/decisions.md. Only what is certain is held against a run. */

export interface ReasonRow {
  readonly extract: { readonly luid: string } | null
  readonly decision: string
  readonly reason: string
  readonly outcome: string | null
  readonly dueAt: string | null
  readonly jobId: string | null
}

/** What the oracle knows of one extract as the run ends. */
export interface Facts {
  readonly isForced: boolean
  /** The run itself asked for it. */
  readonly wasAsked: boolean
  readonly isCertainlyHealthy: boolean
  /** Something upstream has certainly landed. */
  readonly hasCertainlyLanded: boolean
  /** Something has certainly landed since the last refresh that may have succeeded. */
  readonly isCertainlyNew: boolean
  readonly hasCertainSuccess: boolean
  readonly mayHaveSucceeded: boolean
  readonly mayHaveFailed: boolean
  readonly minutes: number
  readonly updatesOn: 'any' | 'all'
  /** Ends of the windows that may be used up, each as a range. */
  readonly heldUntil: readonly { readonly early: Instant; readonly late: Instant }[]
  /** The start of the slot, less or plus what is open about it, with the tolerance. */
  readonly slot: Instant
  /** By job of this run: the end of the window that its request certainly used. */
  readonly used: ReadonlyMap<string, Instant>
  readonly isProductionBuild: boolean
}

/** What contradicts the reason; null if nothing certainly does. */
const RULES: Readonly<Record<string, (facts: Facts) => string | null>> = {
  'no-extract': () => 'it has one',
  'not-visible': () => 'everything it reads is visible',
  'other-environment': ({ isProductionBuild }) => (isProductionBuild ? 'the build was of production' : null),
  'upstream-failed': ({ isCertainlyHealthy }) =>
    isCertainlyHealthy ? 'everything upstream is healthy' : null,
  'never-landed': ({ hasCertainlyLanded }) => (hasCertainlyLanded ? 'something has landed' : null),
  'up-to-date': ({ isCertainlyNew }) => (isCertainlyNew ? 'something has landed since' : null),
  'waiting-for-upstream': ({ updatesOn }) => (updatesOn === 'any' ? 'it waits for any' : null),
  'build-after': ({ minutes, heldUntil, slot }) =>
    minutes === 0 || heldUntil.every(({ late }) => late <= slot) ? 'no window is used up' : null,
  failing: ({ mayHaveFailed }) => (mayHaveFailed ? null : 'nothing has failed'),
  forced: ({ isForced }) => (isForced ? null : 'nobody forces it'),
  'new-data': ({ isForced, mayHaveSucceeded }) =>
    isForced ? 'it is forced' : mayHaveSucceeded ? null : 'it is its first refresh',
  'first-refresh': ({ isForced, hasCertainSuccess }) =>
    isForced ? 'it is forced' : hasCertainSuccess ? 'it was refreshed before' : null,
}

const OVERRIDDEN: readonly string[] = ['up-to-date', 'waiting-for-upstream', 'build-after', 'failing']

/** What is wrong with reason and `dueAt` of a row. */
export function reasonProblems(row: ReasonRow, facts: Facts): string[] {
  const { reason, extract } = row
  const name = extract?.luid ?? 'nothing'
  const why = RULES[reason]?.(facts) ?? null
  const isOverridden = facts.isForced && OVERRIDDEN.includes(reason) && !facts.wasAsked
  return [
    ...(why === null ? [] : [`its reason for ${name} is ${reason}, but ${why}`]),
    ...(isOverridden ? [`it is forced, and skips ${name} (${reason})`] : []),
    ...dueProblems(row, facts).map((problem) => `dueAt of ${name} (${reason}) ${problem}`),
  ]
}

function dueProblems({ reason, outcome, dueAt, jobId }: ReasonRow, facts: Facts): string[] {
  const due = dueAt === null ? null : Date.parse(dueAt)
  if (reason === 'build-after') {
    if (due === null) return ['is missing']
    const isEnd = facts.heldUntil.some(({ early, late }) => early <= due && due <= late)
    return isEnd ? [] : [`is ${dueAt}, where no window that is used up ends`]
  }
  const end = facts.used.get(jobId ?? '')
  if (outcome !== 'refreshed' || end === undefined || due === end) return []
  return [`is ${dueAt ?? 'missing'}, and its window ends at ${new Date(end).toISOString()}`]
}
