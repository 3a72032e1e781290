import { mkdtempSync, renameSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from '@jest/globals'
import { deserialise } from '../../src/state/state-file.js'
import type { StateStore } from '../../src/state/store.js'
import { workbook } from '../../simulators/tableau/index.js'
import { storeInMemory, use, type Used } from '../support/action.js'
import { artifactsFolder } from '../support/artifacts.js'
import { rawManifest, rawResults } from '../support/dbt.js'
import { onStage, type Stage } from '../support/tableau.js'

let stage: Stage
let store: ReturnType<typeof storeInMemory>

beforeEach(() => {
  const orders = { embedded: [{ tables: ['ANALYTICS.MARTS.ORDERS'] }] }
  stage = onStage(
    { workbooks: [workbook('Default/shop', orders), workbook('Default/web', orders)] },
    { start: '2026-08-20T06:31:00Z' },
  )
  store = storeInMemory()
})

/** The artifacts of a project that has one table and one dashboard, named like the project. */
function artifactsOf(project: string) {
  const id = `model.${project}.orders`
  const exposure = {
    name: project,
    package_name: project,
    original_file_path: 'models/exposures.yml',
    depends_on: { nodes: [id] },
    meta: { active_exposure: { extracts: [{ workbook: `Default/${project}` }] } },
  }
  const { metadata, ...manifest } = rawManifest(
    { [id]: {} },
    { exposures: { [`exposure.${project}.${project}`]: exposure } },
  )
  return {
    'manifest.json': {
      ...manifest,
      metadata: { ...metadata, project_name: project, invocation_id: project },
    },
    'run_results.json': rawResults('build', { [id]: { status: 'success', at: '06:30:00' } }),
  }
}

function build(project: string, from: StateStore = store): Promise<Used> {
  const workspace = artifactsFolder(artifactsOf(project))
  return use({ ...stage, store: from, workspace, inputs: {}, event: { name: 'push' } })
}

function buildBoth(): Promise<Used> {
  const workspace = artifactsFolder(artifactsOf('shop'))
  renameSync(artifactsFolder(artifactsOf('web')), join(workspace, 'web'))
  const inputs = { 'dbt-artifacts': 'target\nweb/target' }
  return use({ ...stage, store, workspace, inputs, event: { name: 'push' } })
}

function withoutFiles(inputs: Record<string, string> = {}, from: StateStore = store): Promise<Used> {
  const workspace = mkdtempSync(join(tmpdir(), 'empty-'))
  const event = { name: 'workflow_dispatch' }
  return use({ ...stage, store: from, workspace, inputs: { 'dbt-artifacts': 'none', ...inputs }, event })
}

/** The stored state, with a catalogue in another format. */
function ofFormat(format: string): StateStore {
  const { state } = deserialise(store.text())
  const { catalogue } = state
  const other = catalogue && { ...catalogue, content: catalogue.content.replace('"format":3', format) }
  return {
    load: () => Promise.resolve({ state: { ...state, catalogue: other }, problem: null, found: true }),
    save: (kept) => store.save(kept),
  }
}

const exposuresIn = ({ outputs }: Used): string[] =>
  (JSON.parse(outputs['rows'] ?? '[]') as { exposures: string[] }[]).flatMap(({ exposures }) => exposures)

describe('the catalogue', () => {
  test('comes from the newest build; a notice names the project that replaced another one', async () => {
    const first = await build('shop')
    stage.clock.advance({ seconds: 60 })
    const second = await build('web')
    const replaced =
      'The catalogue for runs without dbt files was of the dbt project shop and is now of web. Give each project a state-scope of its own.'
    expect(first.log).not.toContain('was of the dbt project')
    expect(second.log).toContain(replaced)
    expect(exposuresIn(await withoutFiles())).toEqual(['web'])
  })

  test('loses a project of several with a warning that names it', async () => {
    const both = await buildBoth()
    expect(exposuresIn(both).sort()).toEqual(['shop', 'web'])
    stage.clock.advance({ seconds: 60 })
    const { log } = await build('shop')
    expect(log).toContain('The run before also had artifacts of the dbt project web, and this one has none')
    stage.clock.advance({ seconds: 60 })
    expect((await buildBoth()).log).not.toContain('The run before also had')
  })

  test('is renewed by every build, and not changed by a run that reads it', async () => {
    await build('shop')
    const { builtAt } = deserialise(store.text()).state.catalogue ?? {}
    stage.clock.advance({ seconds: 3600 })
    await withoutFiles()
    expect(deserialise(store.text()).state.catalogue?.builtAt).toBe(builtAt)
    await build('shop')
    expect(deserialise(store.text()).state.catalogue?.builtAt).toBeGreaterThan(builtAt ?? Infinity)
  })

  test.each(['"format":4', '"format":2'])('of another release, with %s, is not read', async (format) => {
    await build('shop')
    const { exitCode, log } = await withoutFiles({}, ofFormat(format))
    expect(exitCode).toBe(1)
    expect(log).toContain(
      'The catalogue in state was saved by another release of this action. Run this action once after dbt build.',
    )
  })

  test('of another release is replaced by a build, and the facts next to it are kept', async () => {
    await build('shop')
    const before = deserialise(store.text()).state
    stage.clock.advance({ seconds: 60 })
    const { exitCode, log } = await build('shop', ofFormat('"format":2'))
    expect(exitCode).toBe(0)
    expect(log).not.toContain('another release')
    const { state } = deserialise(store.text())
    expect(state.catalogue?.content).toBe(before.catalogue?.content)
    expect(state.requests).toEqual(before.requests)
    expect(state.nodes).toEqual(before.nodes)
    expect(exposuresIn(await withoutFiles())).toEqual(['shop'])
  })

  test('cannot be found without tableau-server-url', async () => {
    const { exitCode, log } = await withoutFiles({ 'tableau-server-url': '' })
    expect(exitCode).toBe(1)
    expect(log).toContain('tableau-server-url is empty, but without dbt files it is needed')
  })
})
