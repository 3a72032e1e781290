import type { Drift } from '../exposures/discovery/drift.js'
import { contentPath } from '../tableau/content-names.js'
import { listPhrases, plural, quotedIfComma } from './lists.js'

/** What differs, in the fewest words. */
export const DRIFT_WORDS: Readonly<Record<Drift['kind'], string>> = {
  dead: 'leads nowhere',
  renamed: 'renamed',
  'not-declared': 'not declared',
  'not-read': 'not read',
  'no-exposure': 'no exposure',
}

const POINTS_SHOWN = 5

/** `3 points: weekly_kpis (renamed), old_board (leads nowhere), Finance/Board (no exposure)`. */
export function driftText(drift: readonly Drift[]): string {
  const points = drift.map(({ kind, exposure, content }) => {
    const name = exposure ?? (content === null ? 'content without a name' : contentPath(content))
    return `${quotedIfComma(name)} (${DRIFT_WORDS[kind]})`
  })
  return `${plural(drift.length, 'point')}: ${listPhrases(points, POINTS_SHOWN)}`
}
