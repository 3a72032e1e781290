import type { Instant } from '../../src/base/clock.js'

/* The reason and `dueAt` of a row, judged by the table of docs/decisions.md. Only what is certain is held against a run. */

export interface ReasonRow {
  readonly extract: { readonly luid: string } | null
  readonly exposures: readonly string[]
  readonly decision: string
  readonly reason: string
  readonly outcome: string | null
  readonly dueAt: string | null
  readonly jobId: string | null
}

/** What the oracle knows of one extract as the run reports. */
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
  /** When the run reports: it saves once more what owners were told, and may wait for that. */
  readonly now: Instant
  readonly isFrozen: 'certain' | 'perhaps' | 'no'
  /** The end of the freeze that is on. */
  readonly thaw: Instant
  readonly slots: { readonly early: Instant; readonly late: Instant }
  /** Its `build_after` may have no time on this day. */
  readonly isDayOff: boolean
  /** When a daily quota that may be used up comes back; null if the site has none. */
  readonly quotaBackAt: Instant | null
  /** The first instant from this one on that is in no freeze and on no day without a time. */
  readonly firstFree: (instant: Instant) => Instant
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
  'build-after': ({ minutes, heldUntil, slot, isDayOff }) =>
    !isDayOff && (minutes === 0 || heldUntil.every(({ late }) => late <= slot))
      ? 'no window is used up'
      : null,
  frozen: ({ isFrozen }) => (isFrozen === 'no' ? 'no freeze is on' : null),
  failing: ({ mayHaveFailed }) => (mayHaveFailed ? null : 'nothing has failed'),
  forced: ({ isForced }) => (isForced ? null : 'nobody forces it'),
  'new-data': ({ isForced, mayHaveSucceeded }) =>
    isForced ? 'it is forced' : mayHaveSucceeded ? null : 'it is its first refresh',
  'first-refresh': ({ isForced, hasCertainSuccess }) =>
    isForced ? 'it is forced' : hasCertainSuccess ? 'it was refreshed before' : null,
}

const OVERRIDDEN: readonly string[] = ['up-to-date', 'waiting-for-upstream', 'build-after', 'failing']

/** Rows of the table up to that of freezes. */
const BEFORE_FREEZES: readonly string[] = ['no-extract', 'other-environment', 'frozen']

/** What is wrong with reason and `dueAt` of a row. */
export function reasonProblems(row: ReasonRow, facts: Facts): string[] {
  const { reason, extract } = row
  const name = extract?.luid ?? 'nothing'
  const why = RULES[reason]?.(facts) ?? null
  const isMissed = facts.isFrozen === 'certain' && row.decision === 'skip' && !BEFORE_FREEZES.includes(reason)
  const isOverridden = facts.isForced && OVERRIDDEN.includes(reason) && !facts.wasAsked
  return [
    ...(why === null ? [] : [`its reason for ${name} is ${reason}, but ${why}`]),
    ...(isMissed ? [`a freeze is on, and its reason for ${name} is ${reason}`] : []),
    ...(isOverridden ? [`it is forced, and skips ${name} (${reason})`] : []),
    ...dueProblems(row, facts).map((problem) => `dueAt of ${name} (${reason}) ${problem}`),
  ]
}

function dueProblems(row: ReasonRow, facts: Facts): string[] {
  const { reason, dueAt } = row
  const due = dueAt === null ? null : Date.parse(dueAt)
  if (due !== null && due === facts.quotaBackAt) return []
  return reason === 'build-after' || reason === 'frozen'
    ? heldProblems(reason, due, facts)
    : refreshedProblems(row, due, facts)
}

function heldProblems(reason: 'build-after' | 'frozen', due: Instant | null, facts: Facts): string[] {
  const ends = endsOf(reason, facts)
  // One that has passed by the time of the report is left out.
  if (due === null) return ends.some(({ early }) => early <= facts.now) ? [] : ['is missing']
  if (ends.some(({ early, late }) => early <= due && due <= late)) return []
  return [`is ${new Date(due).toISOString()}, where no window that is used up ends, and no freeze or day off`]
}

function refreshedProblems({ outcome, jobId }: ReasonRow, due: Instant | null, facts: Facts): string[] {
  const used = facts.used.get(jobId ?? '')
  if (outcome !== 'refreshed' || used === undefined) return []
  const end = facts.firstFree(used)
  if (due === (end > facts.now ? end : null)) return []
  return [`is ${due ?? 'missing'}, and its window ends at ${new Date(end).toISOString()}`]
}

/** When what holds the extract back may end: the later of its window and its freeze, then no freeze and no day off. */
function endsOf(
  reason: 'build-after' | 'frozen',
  { heldUntil, isDayOff, slots, thaw, firstFree }: Facts,
): Facts['heldUntil'] {
  const least = reason === 'frozen' ? thaw : -Infinity
  const free = (end: Instant): Instant => (Number.isFinite(end) ? firstFree(Math.max(end, least)) : end)
  const ends = [
    ...heldUntil,
    ...(isDayOff ? [slots] : []),
    ...(reason === 'frozen' ? [{ early: thaw, late: thaw }] : []),
  ]
  return ends.map(({ early, late }) => ({ early: free(early), late: free(late) }))
}
