import type { Instant } from '../../src/base/clock.js'

/* What owners are told in `notify-file` (docs/recipes.md#tell-the-owner-once): each cause once, implemented independently of `src/`. */

export interface ToldRow {
  readonly extract: { readonly luid: string } | null
  readonly decision: string
  readonly reason: string
  readonly outcome: string | null
  readonly messageId: string
  readonly staleSince: string | null
}

export interface NewsItem {
  readonly kind: 'failed' | 'held-back' | 'stale' | 'recovered'
  readonly extract: { readonly luid: string }
}

type Kind = 'failed' | 'held' | 'stale'

/** What state may remember of what owners were told of one extract, and what it certainly does. */
export interface Hearing {
  readonly at: Instant
  /** Since when it has been the same. */
  readonly since: Instant
  readonly possible: readonly Kind[]
  /** Kinds with all that identifies a cause. */
  readonly certain: readonly string[]
}

export const NOTHING_HEARD: Hearing = { at: -Infinity, since: -Infinity, possible: [], certain: [] }

/** After a run of which it is open what it has told. */
export function anythingHeard(at: Instant): Hearing {
  return { at, since: at, possible: ['failed', 'held', 'stale'], certain: [] }
}

const FAILED: readonly (string | null)[] = ['failed', 'cancelled', 'timed-out', 'blocked']
const HELD: readonly string[] = ['upstream-failed', 'never-landed', 'other-environment', 'not-visible']

/** What is wrong with the row. */
function kindsOf({ decision, reason, outcome, staleSince }: ToldRow): Kind[] {
  const isSkip = outcome === null && decision === 'skip'
  return [
    ...(FAILED.includes(outcome) || (isSkip && reason === 'failing') ? ['failed' as const] : []),
    ...(isSkip && HELD.includes(reason) ? ['held' as const] : []),
    ...(staleSince !== null && reason !== 'frozen' ? ['stale' as const] : []),
  ]
}

/** `detail`: what failed, so that another cause of the same kind is another one. */
function causesOf(row: ToldRow, detail: string): string[] {
  return kindsOf(row).map((kind) =>
    kind === 'stale' ? kind : `${kind} ${row.outcome ?? row.reason} ${row.messageId} ${detail}`,
  )
}

/** What a run has seen of an extract. */
interface Heard {
  readonly before: Hearing
  /** What failed: another one is another cause. */
  readonly detail: string
  /** Something may have ended since it was told, and begun again. */
  readonly mayHaveEnded: boolean
}

/** What is wrong with what a run has told of an extract. */
export function hearingProblems(row: ToldRow, items: readonly NewsItem[], told: Heard): string[] {
  const { before } = told
  const [item] = items
  const isRecovery = item?.kind === 'recovered'
  return [
    ...(items.length > 1 ? ['its owners are told twice at once'] : []),
    ...silenceOn(row, isRecovery ? undefined : item, told),
    ...(isRecovery && before.possible.length === 0 ? ['it recovers from what nobody was told'] : []),
    ...(isOver(row) && before.certain.length > 0 && !isRecovery
      ? ['its owners are not told that it has recovered']
      : []),
  ]
}

/** Each cause is told at least once, and at most once. */
function silenceOn(
  row: ToldRow,
  item: NewsItem | undefined,
  { before, detail, mayHaveEnded }: Heard,
): string[] {
  const causes = causesOf(row, detail)
  const isNew = kindsOf(row).some((kind) => !before.possible.includes(kind))
  const isOld = causes.length > 0 && causes.every((cause) => before.certain.includes(cause))
  if (isNew && item === undefined) return [`its owners are not told (${causes.join()})`]
  return isOld && !mayHaveEnded && item !== undefined ? [`its owners are told again (${causes.join()})`] : []
}

function withCauses(
  { possible, certain }: Hearing,
  row: ToldRow,
  detail: string,
): Pick<Hearing, 'possible' | 'certain'> {
  return {
    possible: [...new Set([...possible, ...kindsOf(row)])].sort(),
    certain: [...new Set([...certain, ...causesOf(row, detail)])].sort(),
  }
}

function isOver(row: ToldRow): boolean {
  return kindsOf(row).length === 0 && row.outcome === 'refreshed' && row.staleSince === null
}

interface Telling {
  readonly before: Hearing
  readonly at: Instant
  /** What the owners were told. */
  readonly items: readonly NewsItem[]
}

const TOLD: Readonly<Record<NewsItem['kind'], readonly Kind[]>> = {
  failed: ['failed'],
  'held-back': ['held'],
  stale: ['stale'],
  recovered: [],
}

/** What state remembers after this row, if the run saves it. */
export function heard(row: ToldRow, detail: string, { before, at, items }: Telling): Hearing {
  // A development build says nothing of production's data.
  if (row.reason === 'other-environment') return { ...before, at, ...withCauses(before, row, detail) }
  // A failed test ends when it passes, which a refresh in spite of it does not show.
  const isFine = row.outcome === 'refreshed' && items.some(({ kind }) => kind === 'recovered')
  const kept = before.possible.filter((kind) => (kind === 'stale' ? row.staleSince !== null : !isFine))
  // A row that is deferred may tell how a refresh of an earlier run has failed.
  const told = items.flatMap(({ kind }) => TOLD[kind])
  const possible = [...new Set([...kept, ...kindsOf(row), ...told])].sort()
  const certain = causesOf(row, detail)
  const isSame = certain.join() === before.certain.join()
  return { at, since: isSame ? before.since : at, possible, certain }
}

/** A run without dbt files knows no addresses: the first one that does tells again what is new in it. */
export function unaddressed(after: Hearing, before: Hearing): Hearing {
  const isNew = after.certain.join() !== before.certain.join()
  return isNew ? { ...after, certain: [] } : after
}

/** The run has told without knowing what it joins as it saves: state keeps the record of either run. */
export function heardFromEither(after: Hearing, stored: Hearing): Hearing {
  return {
    at: after.at,
    since: after.at,
    possible: [...new Set([...after.possible, ...stored.possible])].sort(),
    certain: after.certain.filter((cause) => stored.certain.includes(cause)),
  }
}
