import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type fc from 'fast-check'
import type { storeInMemory } from '../../support/action.js'
import type { Stage } from '../../support/tableau.js'
import { fuzzedRun, hasWholeState } from '../rules.js'

/** One kind of input from outside, and what must hold for any of it. */
export interface Target<Case> {
  readonly name: string
  /** Plain data, since a case is kept as JSON. */
  readonly cases: fc.Arbitrary<Case>
  /** Rejects if a rule is broken. */
  holds(given: Case): Promise<void>
  /** Cases in every `npm run heavy`; `npm test` tries a fifth of them. */
  readonly usual: number
}

export const PUSH = { name: 'push' }
export const TWO_TRIES = 2
const DAY_SECONDS = 86_400

/** The run of the next day without anything new: it reads what the first has left. */
export async function nextDay(stage: Stage, store: ReturnType<typeof storeInMemory>): Promise<void> {
  hasWholeState(store)
  stage.clock.advance({ seconds: DAY_SECONDS })
  const workspace = mkdtempSync(join(tmpdir(), 'empty-'))
  await fuzzedRun({ ...stage, store, workspace, inputs: { 'dbt-artifacts': 'none' }, event: PUSH })
  hasWholeState(store)
}
