import { beforeEach, describe, expect, test } from '@jest/globals'
import { workbook, type SettingsChange } from '../../simulators/tableau/index.js'
import { storeInMemory, use, type Used } from '../support/action.js'
import { artifactsFolder } from '../support/artifacts.js'
import { rawManifest, rawResults } from '../support/dbt.js'
import { onStage, type Stage } from '../support/tableau.js'

const COUNT = 40
const FRESH = 'ANALYTICS.MARTS.FRESH'
const OLD = 'ANALYTICS.MARTS.OLD'
/** Every other workbook reads the table that the build made. All read so many other tables that they do not fit on one page. */
const books = Array.from({ length: COUNT }, (_, index) =>
  workbook(`Default/W${index}`, {
    embedded: [
      {
        tables: [
          index % 2 === 0 ? FRESH : OLD,
          ...Array.from({ length: 8 }, (__, table) => `ANALYTICS.MARTS.OTHER_${index}_${table}`),
        ],
      },
    ],
  }),
)
const others = books.flatMap((_, index) =>
  Array.from({ length: 8 }, (__, table) => `other_${index}_${table}`),
)

let stage: Stage

/** All exposures name both models, as people do; the build made one of them. */
async function build(declares: boolean): Promise<Used> {
  const nodes = Object.fromEntries(['fresh', 'old', ...others].map((name) => [`model.shop.${name}`, {}]))
  const exposures = declares
    ? books.map((_, index) => ({
        name: `e${index}`,
        package_name: 'shop',
        original_file_path: 'models/exposures.yml',
        depends_on: { nodes: ['model.shop.fresh', 'model.shop.old'] },
        meta: { active_exposure: { extracts: [{ workbook: `Default/W${index}` }] } },
      }))
    : []
  const workspace = artifactsFolder({
    'manifest.json': rawManifest(nodes, {
      exposures: Object.fromEntries(exposures.map((one) => [`exposure.shop.${one.name}`, one])),
    }),
    'run_results.json': rawResults('build', { 'model.shop.fresh': { status: 'success', at: '06:30:00' } }),
  })
  const inputs = declares ? {} : { discover: 'true' }
  return use({ ...stage, store: storeInMemory(), workspace, inputs, event: { name: 'push' } })
}

const refreshed = (): readonly string[] =>
  stage.simulator.record.jobs.map(({ path }) => path.replace('Default/W', '')).sort()
const even = books.flatMap((_, index) => (index % 2 === 0 ? [String(index)] : [])).sort()

describe.each<[string, SettingsChange['metadata']]>([
  ['whole answers', {}],
  ['NODE_LIMIT_EXCEEDED', { nodeLimit: 150 }],
  ['TIME_LIMIT_EXCEEDED', { secondsPerNode: 0.04, timeLimitSeconds: 6, timeLimitShape: 'coded' }],
  ['a time limit without a code', { secondsPerNode: 0.04, timeLimitSeconds: 6, timeLimitShape: 'bare' }],
])('%s', (_, metadata) => {
  beforeEach(() => {
    stage = onStage(
      { workbooks: books },
      { start: '2026-08-20T06:31:00Z', settings: { metadata: { ...metadata } } },
    )
  })

  test('of forty declared extracts, only the twenty that read landed nodes are refreshed', async () => {
    const { exitCode } = await build(true)
    expect(exitCode).toBe(0)
    expect(refreshed()).toEqual(even)
  })

  test('exactly the twenty dashboards on landed nodes are discovered', async () => {
    const { exitCode, log } = await build(false)
    expect(exitCode).toBe(0)
    expect(refreshed()).toEqual(even)
    expect(log).not.toMatch(/may be missing/)
  })
})
