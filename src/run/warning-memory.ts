import { type Clock, type Instant, MINUTE } from '../base/clock.js'
import type { Journal } from '../state/journal.js'
import { EMPTY_STATE, type ExtractKey, type QualityWarningFacts } from '../state/state.js'

/** What state knows of where data-quality warnings of ours may stand. */
export interface Memory {
  /** `at`: since when this is known; now if absent. */
  note(keys: readonly ExtractKey[], mayStand: boolean, at?: Instant): void
  /** Tableau did not show these. What it has not shown for long was most likely deleted. */
  noteUnseen(keys: readonly ExtractKey[]): void
}

const LONGEST_UNSEEN = 30 * 24 * 60 * MINUTE

/** Writes to state where warnings may stand; what it says already is not written again. */
export function memoryOf(journal: Journal, clock: Pick<Clock, 'now'>, project: string): Memory {
  const write = (facts: readonly (readonly [ExtractKey, QualityWarningFacts])[]): void => {
    if (facts.length > 0) journal.update({ ...EMPTY_STATE, qualityWarnings: new Map(facts) })
  }
  const known = (key: ExtractKey): QualityWarningFacts | undefined => journal.state.qualityWarnings.get(key)
  return {
    note: (keys, mayStand, at = clock.now()) => {
      const facts = { at, mayStand, project, unseenSince: null }
      write(keys.filter((key) => !says(known(key), facts)).map((key) => [key, facts]))
    },
    noteUnseen: (keys) => {
      const now = clock.now()
      for (const key of keys) {
        const facts = known(key)
        if (facts?.mayStand !== true) continue
        const since = facts.unseenSince ?? now
        const isGone = now - since >= LONGEST_UNSEEN
        if (facts.unseenSince === null || isGone)
          write([[key, { ...facts, at: now, mayStand: !isGone, unseenSince: since }]])
      }
    },
  }
}

function says(known: QualityWarningFacts | undefined, { mayStand, project }: QualityWarningFacts): boolean {
  if (known?.mayStand !== mayStand) return false
  return !mayStand || (known.project === project && known.unseenSince === null)
}
