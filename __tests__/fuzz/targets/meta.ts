import fc from 'fast-check'
import { storeInMemory } from '../../support/action.js'
import { breakJson, broken, type Broken } from '../edits.js'
import { fuzzedRun, hasWholeState, refreshesOnlyWhatItMay } from '../rules.js'
import { artifactFiles, stageOfShop, workspaceWith } from '../shop.js'
import { PUSH, type Target, TWO_TRIES } from './target.js'

const SETTINGS = {
  enabled: true,
  build_after: { count: 1, period: 'day', updates_on: 'any', at: '06:30', timezone: 'Europe/Berlin' },
  on_upstream_failure: 'skip',
  incremental: false,
  extracts: [{ workbook: 'Default/fresh' }, { datasource: 'Default/Published' }],
}

export const meta: Target<{ readonly settings: Broken; readonly others: Broken }> = {
  name: 'meta',
  usual: 50,
  cases: fc.record({ settings: broken, others: broken }),
  async holds({ settings, others }) {
    const stage = stageOfShop()
    const store = storeInMemory()
    const files = artifactFiles()
    const manifest = JSON.parse(JSON.stringify(files['manifest.json'])) as {
      exposures: Record<string, Record<string, unknown>>
    }
    const exposure = manifest.exposures['exposure.shop.fresh']
    if (exposure !== undefined) exposure['meta'] = '@meta@'
    const own = breakJson({ active_exposure: SETTINGS, other: 1 }, settings).toString('utf8')
    const text = JSON.stringify(manifest).replace('"@meta@"', () => own)
    // The same settings of another exposure, and its texts, in another way.
    const second = breakJson(
      { ...exposure, name: 'second', meta: { active_exposure: SETTINGS } },
      others,
    ).toString('utf8')
    const both = text.replace('"exposures":{', () => `"exposures":{"exposure.shop.second":${second},`)
    const workspace = workspaceWith({ ...files, 'manifest.json': Buffer.from(both) })
    await fuzzedRun({ ...stage, store, workspace, inputs: {}, event: PUSH })
    refreshesOnlyWhatItMay(stage, [], TWO_TRIES)
    hasWholeState(store)
  },
}
