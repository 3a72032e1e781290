import { beforeEach, describe, expect, test } from '@jest/globals'
import { datasource, workbook } from '../../simulators/tableau/index.js'
import { storeInMemory, use, type Used } from '../support/action.js'
import { artifactsFolder } from '../support/artifacts.js'
import { rawManifest, rawResults } from '../support/dbt.js'
import { onStage, type Stage } from '../support/tableau.js'

const ORDERS = 'ANALYTICS.MARTS.ORDERS'
const GOALS = 'ANALYTICS.MARTS.GOALS'

let stage: Stage
let store: ReturnType<typeof storeInMemory>

beforeEach(() => {
  stage = onStage(
    {
      datasources: [datasource('Finance/Monthly/Sales', { tables: [ORDERS] })],
      workbooks: [
        workbook('Finance/Monthly/KPIs', {
          reads: ['Finance/Monthly/Sales'],
          embedded: [{ tables: [ORDERS] }],
        }),
        workbook('Ops/Menu', { embedded: [{ tables: [ORDERS] }] }),
        workbook('Ops/Goals', { embedded: [{ tables: [GOALS] }] }),
      ],
    },
    { start: '2026-08-20T06:31:00Z' },
  )
  store = storeInMemory()
})

/** A build of a project without a single exposure. */
function build(
  inputs: Record<string, string>,
  models: readonly string[] = ['orders', 'goals'],
): Promise<Used> {
  const workspace = artifactsFolder({
    'manifest.json': rawManifest({ 'model.shop.orders': {}, 'model.shop.goals': {} }),
    'run_results.json': rawResults(
      'build',
      Object.fromEntries(models.map((name) => [`model.shop.${name}`, { status: 'success', at: '06:30:00' }])),
    ),
  })
  return use({ ...stage, store, workspace, inputs: { discover: 'true', ...inputs }, event: { name: 'push' } })
}

function refreshed(): string[] {
  return stage.simulator.record.jobs.map(({ path }) => path).sort()
}

describe('with discover, and without any declared exposure', () => {
  test.each<[Record<string, string>, string[]]>([
    [{ select: 'workbook:Finance/Monthly/KPIs' }, ['Finance/Monthly/KPIs', 'Finance/Monthly/Sales']],
    [{ select: 'workbook:Finance/**' }, ['Finance/Monthly/KPIs', 'Finance/Monthly/Sales']],
    [{ select: 'datasource:Finance/Monthly/Sales' }, ['Finance/Monthly/Sales']],
    [{ select: 'workbook:Ops/*', exclude: 'workbook:Goals' }, ['Ops/Menu']],
    [{ exclude: 'workbook:Finance/** datasource:Finance/**' }, ['Ops/Goals', 'Ops/Menu']],
  ])('%j', async (inputs, expected) => {
    expect((await build(inputs)).exitCode).toBe(0)
    expect(refreshed()).toEqual(expected)
  })

  test('the error for a selector without a match names the nearest content', async () => {
    const { exitCode, log } = await build({ select: 'workbook:Ops/Menus' })
    expect(exitCode).toBe(1)
    expect(log).toContain(
      'select: workbook:Ops/Menus matches nothing. Check its spelling; similar names are Ops/Menu',
    )
    expect(refreshed()).toEqual([])
  })

  test('a selector that matches nothing is reported once', async () => {
    const { exitCode, log } = await build({ select: 'workbook:Menu tag:finance' })
    expect(exitCode).toBe(0)
    expect(log.match(/^select: tag:finance matches nothing/gm)).toHaveLength(1)
    expect(refreshed()).toEqual(['Ops/Menu'])
  })
})
