import fc from 'fast-check'
import { deserialise } from '../../../src/state/state-file.js'
import type { StateStore } from '../../../src/state/store.js'
import { storeInMemory, use } from '../../support/action.js'
import { breakJson, broken, type Broken } from '../edits.js'
import { demand, fuzzedRun, hasWholeState, refreshesOnlyWhatItMay } from '../rules.js'
import { artifactFiles, NEVER_REFRESHED, stageOfShop, workspaceWith } from '../shop.js'
import { PUSH, type Target, TWO_TRIES } from './target.js'

/** What a whole run of the day before has saved; made once. */
let kept: Promise<string> | null = null

async function stateOfTheDayBefore(): Promise<string> {
  const store = storeInMemory()
  const workspace = workspaceWith({ ...artifactFiles() })
  await use({ ...stageOfShop(), store, workspace, inputs: { discover: 'true' }, event: PUSH })
  return store.text()
}

export const state: Target<{
  readonly file: Broken
  readonly content: Broken | null
  readonly drain: boolean
}> = {
  name: 'state',
  usual: 80,
  cases: fc.record({ file: broken, content: fc.option(broken), drain: fc.boolean() }),
  async holds({ file, content, drain }) {
    kept ??= stateOfTheDayBefore()
    const document = JSON.parse(await kept) as { catalogue: { content: string } }
    if (content !== null) {
      const inner: unknown = JSON.parse(document.catalogue.content)
      document.catalogue.content = breakJson(inner, content).toString('utf8')
    }
    const text = breakJson(document, file).toString('utf8')
    const saved = storeInMemory()
    const read = deserialise(text)
    const store: StateStore = {
      load: () => Promise.resolve({ ...read, found: true }),
      save: (next) => saved.save(next),
    }
    const stage = stageOfShop()
    const workspace = workspaceWith(drain ? {} : { ...artifactFiles() })
    const inputs = drain ? { 'dbt-artifacts': 'none' } : {}
    const { annotations } = await fuzzedRun({ ...stage, store, workspace, inputs, event: PUSH })
    hasWholeState(saved)
    if (read.problem !== null)
      demand(
        annotations.some((one) => /\[AE-(STATE-DAMAGED|CATALOGUE-UNREADABLE)\]$/.test(one)),
        'nobody was told that the state is damaged',
      )
    if (read.problem !== null && drain)
      demand(stage.simulator.record.jobs.length === 0, 'a refresh without state')
    refreshesOnlyWhatItMay(stage, drain ? ['Default/stranger'] : [...NEVER_REFRESHED], TWO_TRIES)
  },
}
