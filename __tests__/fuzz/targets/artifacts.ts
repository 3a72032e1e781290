import fc from 'fast-check'
import { storeInMemory } from '../../support/action.js'
import { breakJson, broken, type Broken } from '../edits.js'
import { fuzzedRun, refreshesOnlyWhatItMay } from '../rules.js'
import { artifactFiles, stageOfShop, workspaceWith } from '../shop.js'
import { nextDay, PUSH, type Target, TWO_TRIES } from './target.js'

const ARTIFACTS = ['manifest.json', 'run_results.json', 'sources.json', 'catalog.json'] as const

type BrokenFiles = Partial<Record<(typeof ARTIFACTS)[number], Broken>>

export const artifacts: Target<{
  readonly files: BrokenFiles
  readonly glob: boolean
  readonly discover: boolean
}> = {
  name: 'artifacts',
  usual: 60,
  cases: fc.record({
    files: fc.record(Object.fromEntries(ARTIFACTS.map((name) => [name, broken])), { requiredKeys: [] }),
    glob: fc.boolean(),
    discover: fc.boolean(),
  }),
  async holds({ files, glob, discover }) {
    const stage = stageOfShop()
    const store = storeInMemory()
    const written = Object.entries(artifactFiles()).map(([name, content]): [string, unknown] => {
      const change = files[name as keyof BrokenFiles]
      return [name, change === undefined ? content : breakJson(content, change)]
    })
    const inputs = {
      ...(glob && { 'dbt-artifacts': 'target/*.json' }),
      ...(discover && { discover: 'true' }),
    }
    const workspace = workspaceWith(Object.fromEntries(written))
    const { annotations } = await fuzzedRun({ ...stage, store, workspace, inputs, event: PUSH })
    const isUnreadable = annotations.some((text) => /^error: .*\[AE-(FILE|NOT|NO)-/.test(text))
    if (isUnreadable)
      refreshesOnlyWhatItMay(
        stage,
        stage.simulator.record.jobs.map(({ path }) => path),
        0,
      )
    refreshesOnlyWhatItMay(stage, discover ? [] : ['Default/stranger'], TWO_TRIES)
    await nextDay(stage, store)
  },
}
