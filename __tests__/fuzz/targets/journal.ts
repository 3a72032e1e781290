import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { Journal } from '../../../src/state/journal.js'
import { post } from '../../../src/run/post.js'
import type { Runner } from '../../../src/run/ports.js'
import { FOR_POST } from '../../../src/run/left-for-post.js'
import { deserialise } from '../../../src/state/state-file.js'
import { storeInMemory } from '../../support/action.js'
import { request, stateOf } from '../../state/builders.js'
import { breakJson, broken, type Broken } from '../edits.js'
import { demand, hasWholeState } from '../rules.js'
import type { Target } from './target.js'

const LANDED = stateOf({ nodes: { orders: { landedAt: 1 } } })
const REQUESTED = stateOf({
  requests: { '1': request('2026-03-01T06:00:00Z', { outcome: null, seconds: null }) },
})

/** The journal that a killed main leaves: complete lines, each broken, and the end of one that was being written. */
export const journal: Target<{ readonly lines: readonly Broken[]; readonly cut: number }> = {
  name: 'journal',
  usual: 200,
  cases: fc.record({ lines: fc.array(broken, { maxLength: 4 }), cut: fc.nat({ max: 200 }) }),
  async holds({ lines, cut }) {
    const folder = mkdtempSync(join(tmpdir(), 'journal-'))
    const kept = new Journal(folder, LANDED)
    const entry = {
      facts: JSON.parse(textOf(REQUESTED)) as unknown,
      sending: { version: 2 },
      answered: ['workbook:1'],
    }
    const broken = lines.map((change) => breakJson(entry, change).toString('utf8'))
    writeFileSync(
      kept.path,
      `${broken.map((line) => `${line}\n`).join('')}${JSON.stringify(entry).slice(0, cut)}`,
    )
    const store = storeInMemory()
    const warnings: string[] = []
    await post(
      actionOf(
        { [FOR_POST.journal]: kept.path, [FOR_POST.entries]: '[{"of":"dbt","stateScope":""}]' },
        store,
        warnings,
      ),
    )
    for (const text of warnings)
      demand(
        /\[AE-[A-Z-]+\]$/.test(text) && !/TypeError|RangeError|Cannot /.test(text),
        `the post step says: ${text}`,
      )
    hasWholeState(store)
  },
}

function textOf(state: typeof LANDED): string {
  const store = storeInMemory()
  void store.save(state)
  demand(deserialise(store.text()).problem === null, 'the state of the test is not one')
  return store.text()
}

type Action = Parameters<typeof post>[0]

function actionOf(
  left: Readonly<Record<string, string>>,
  store: ReturnType<typeof storeInMemory>,
  warnings: string[],
): Action {
  const nothing = (): void => undefined
  const runner: Runner = {
    getInput: () => '',
    setOutput: nothing,
    saveState: nothing,
    getState: (name) => left[name] ?? '',
    setSecret: nothing,
    info: nothing,
    debug: nothing,
    group: (_, work) => work(),
    error: (text) => void warnings.push(text),
    warning: (text) => void warnings.push(text),
    notice: nothing,
  }
  return {
    runner,
    environment: {},
    clock: { now: Date.now, sleep: () => Promise.resolve() },
    http: () => Promise.reject(new Error('the post step calls nobody')),
    random: () => 0.5,
    store: () => Promise.resolve(store),
    strayErrors: { setListener: nothing },
    signal: new AbortController().signal,
  }
}
