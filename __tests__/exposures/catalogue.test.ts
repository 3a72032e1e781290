import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readDbtProject } from '../../src/dbt/artifacts/artifacts.js'
import { type Artifacts, factsOf, joinNodeFacts } from '../../src/dbt/facts.js'
import { nodeStatuses, projectHealth } from '../../src/dbt/health.js'
import type { Manifest, ProjectGraph } from '../../src/dbt/manifest.js'
import { type NodeFacts, type NodeKey, nodeName, type NodeStatus } from '../../src/dbt/types.js'
import { type Answers, withKnownAnswers, NO_TABLEAU } from '../../src/exposures/tableau-answers.js'
import { declaredExposures } from '../../src/exposures/declared.js'
import { NOTHING_DISCOVERED } from '../../src/exposures/discovery/types.js'
import { readCatalogue, writeCatalogue } from '../../src/exposures/catalogue.js'
import { type Resolved, resolveExposures } from '../../src/exposures/resolve.js'
import { chooseExposures } from '../../src/exposures/select/select.js'
import type { ContentLineage } from '../../src/tableau/types.js'
import { acme } from '../../simulators/tableau/index.js'
import { ENGINES, unpack } from '../support/artifacts.js'
import { manifestOf, uid } from '../support/dbt.js'
import { ADDRESS, onStage } from '../support/tableau.js'
import { content } from './lineage.js'
import { runs } from '../support/runs.js'

const EXPOSURE = { name: 'kpis', package_name: 'shop', original_file_path: 'models/exposures.yml' }
const NO_ANSWERS: Answers = { findings: new Map(), lineages: [] }

function readBack(project: ProjectGraph, answers: Answers = NO_ANSWERS) {
  const read = readCatalogue(
    writeCatalogue({ project, answers, discovery: NOTHING_DISCOVERED }),
    ADDRESS.server,
  )
  if (read === null) throw new Error('the catalogue cannot be read back')
  return read
}

function declared(graph: ProjectGraph) {
  return declaredExposures(graph, ADDRESS, 720)
}

function chosen(graph: ProjectGraph) {
  return chooseExposures(declared(graph), graph, { select: [], exclude: [] })
}

function factsAfter(builds: readonly Artifacts[]): Map<NodeKey, NodeFacts> {
  const facts = new Map<NodeKey, NodeFacts>()
  for (const build of builds) {
    for (const [key, fact] of factsOf(build, facts)) facts.set(key, joinNodeFacts(facts.get(key) ?? {}, fact))
  }
  return facts
}

const SCENARIOS = [
  'build-ok',
  'build-test-failure',
  'build-cross-test-failure',
  'build-model-error',
  'source-freshness',
]

describe.each(ENGINES)('a project of %s, read back', (engine) => {
  test.each(SCENARIOS)('%s: has all landings and problems that its artifacts show', async (scenario) => {
    const { manifest, builds } = await readDbtProject(['target'], unpack(engine, scenario))
    const facts = factsAfter(builds)
    const ids = declared(manifest).ours.flatMap(({ exposure }) => exposure.upstream)
    const kept = projectHealth(ids, readBack(manifest).project, facts)
    expect(kept).toEqual(projectHealth(ids, manifest, facts))
    expect(kept.statuses.size).toBeGreaterThan(10)
  })

  test('declares the same exposures, without e-mail addresses', async () => {
    const { manifest } = await readDbtProject(['target'], unpack(engine, 'build-ok'))
    const { ours, leftOut, unresolved } = declared(manifest)
    expect(declared(readBack(manifest).project)).toMatchObject({ ours, leftOut, unresolved })
  })

  test('resolves to the same extracts without querying Tableau', async () => {
    const { manifest } = await readDbtProject(['target'], unpack(engine, 'build-ok'))
    const { session } = onStage(acme())
    const asked = await session((tableau) =>
      resolveExposures(chosen(manifest), tableau, { manifest, relationMap: [] }),
    )
    const { project, answers } = readBack(manifest, asked.answers)
    const kept = await resolveExposures(chosen(project), withKnownAnswers(NO_TABLEAU, answers, []), {
      manifest: project,
      relationMap: [],
    })
    expect(planned(kept)).toEqual(planned(asked))
    expect(kept.extracts.map(({ lineage }) => lineage.content.url).join()).toContain(ADDRESS.server)
    const { findings, lineages } = JSON.parse(
      writeCatalogue({ project, answers, discovery: NOTHING_DISCOVERED }),
    ) as Record<string, unknown>
    expect(JSON.stringify([findings, lineages])).not.toContain('tableau.com')
  })
})

/** Everything that a plan depends on, except when others updated the extract. */
function planned({ extracts, unresolved }: Resolved) {
  return {
    unresolved,
    extracts: extracts.map(({ lineage, ...extract }) => ({
      ...extract,
      lineage: { ...lineage, extractUpdatedAt: null },
    })),
  }
}

describe('a failure that nothing can report any more', () => {
  const rules = (severity: string, freshness: unknown) =>
    manifestOf(
      {
        'source.shop.raw.orders': { freshness },
        'model.shop.orders': { reads: ['source.shop.raw.orders'] },
        'test.shop.unique_orders': { reads: ['model.shop.orders'], severity },
      },
      {
        exposures: {
          'exposure.shop.e': { ...EXPOSURE, depends_on: { nodes: ['model.shop.orders'] } },
        },
      },
    )
  const failed = new Map(
    ['source.shop.raw.orders', 'test.shop.unique_orders'].map((id) => [
      rules('error', undefined).nodes.get(uid(id))?.key ?? ('' as NodeKey),
      { failedAt: 1 },
    ]),
  )
  const problems = (project: ProjectGraph) =>
    nodeStatuses([uid('model.shop.orders')], project, failed)
      .get(uid('model.shop.orders'))
      ?.problems.map((problem) => nodeName(problem.node))

  test('does not count without the artifacts either, until the rule returns', () => {
    expect(problems(readBack(rules('error', undefined)).project)).toEqual(['unique_orders', 'raw.orders'])
    expect(problems(readBack(rules('warn', null)).project)).toEqual([])
  })
})

describe('any project, read back', () => {
  const KINDS = ['table', 'view', 'ephemeral'] as const
  const id = (index: number): string => `model.shop.m${index}`

  /** Twelve models that read some of those before them, some of them missing in the project, and tests of up to three. */
  const projects = fc.record({
    models: fc.array(
      fc.record({
        reads: fc.array(fc.nat(11), { maxLength: 3 }),
        materialized: fc.constantFrom(...KINDS),
        isKnown: fc.nat(5).map((one) => one > 0),
      }),
      { minLength: 12, maxLength: 12 },
    ),
    tests: fc.array(fc.array(fc.nat(11), { minLength: 1, maxLength: 3 }), { maxLength: 6 }),
    reads: fc.array(fc.nat(11), { minLength: 1, maxLength: 3 }),
    instants: fc.array(fc.nat(9), { minLength: 54, maxLength: 54 }),
  })

  test('has the landings and problems of the whole project', () => {
    fc.assert(
      fc.property(projects, ({ models, tests, reads, instants }) => {
        const nodes: Record<string, { reads: string[]; materialized?: string }> = {}
        models.forEach(({ reads: above, materialized, isKnown }, index) => {
          const parents = [...new Set(above.filter((each) => each < index).map(id))]
          if (isKnown) nodes[id(index)] = { reads: parents, materialized }
        })
        tests.forEach((on, index) => {
          nodes[`test.shop.t${index}.x`] = { reads: [...new Set(on.map(id))] }
        })
        const manifest = manifestOf(nodes, {
          exposures: {
            'exposure.shop.e': { ...EXPOSURE, depends_on: { nodes: [...new Set(reads.map(id))] } },
          },
        })
        const facts = new Map(
          [...manifest.nodes.values()].map(({ key }, index): [NodeKey, NodeFacts] => [
            key,
            {
              okAt: instants[index] ?? 0,
              failedAt: instants[index + 18] ?? 0,
              landedAt: instants[index + 36] ?? 0,
            },
          ]),
        )
        const ids = [...new Set(reads.map((read) => uid(id(read))))]
        const kept = nodeStatuses(ids, readBack(manifest).project, facts)
        for (const [node, status] of nodeStatuses(ids, manifest, facts)) {
          expect(sorted(kept.get(node))).toEqual(sorted(status))
        }
      }),
      { numRuns: runs(100) },
    )
  })

  /** The order of a node's problems is that of the project's nodes. */
  function sorted(status: NodeStatus | undefined) {
    return status && { ...status, problems: [...status.problems].sort((a, b) => (a.node < b.node ? -1 : 1)) }
  }
})

describe('what the catalogue contains', () => {
  const SHOP = {
    'model.shop.raw': { database: 'DB', schema: 'Raw' },
    'model.shop.orders.v2': { reads: ['model.shop.raw'] },
    'model.shop.aside': {},
    'model.shop.below': { reads: ['model.shop.orders.v2'] },
    'test.shop.unique_orders.3f': { reads: ['model.shop.orders.v2'] },
    'test.shop.together.4f': { reads: ['model.shop.orders.v2', 'model.shop.aside'] },
    'unit_test.shop.orders.adds_up': { reads: ['model.shop.raw'], schema: 'elsewhere' },
  }
  const exposure = (more: object = {}) => ({
    name: 'kpis',
    package_name: 'shop',
    original_file_path: 'models/exposures.yml',
    depends_on: { nodes: ['model.shop.orders.v2'] },
    ...more,
  })
  const shop = (more: object = {}): Manifest =>
    manifestOf(SHOP, { exposures: { 'exposure.shop.kpis': exposure(more) } })

  test('nodes that exposures read, their ancestors, and the tests that may hold these back', () => {
    const { project } = readBack(shop())
    expect([...project.nodes.keys()].sort()).toEqual([
      'model.shop.orders.v2',
      'model.shop.raw',
      'test.shop.unique_orders.3f',
      'unit_test.shop.orders.adds_up',
    ])
  })

  test('the same keys, names and schemas as in the artifacts', () => {
    const manifest = shop()
    for (const [id, node] of readBack(manifest).project.nodes) {
      const original = manifest.nodes.get(id)
      expect({ ...node, database: null, schema: null }).toEqual({
        ...original,
        database: null,
        schema: null,
        codeHash: null,
        path: node.id.includes('test.') ? '' : original?.path,
      })
    }
  })

  test('no e-mail address, wherever it was', () => {
    const manifest = shop({
      label: 'KPIs (ask ana.b+x@example.com)',
      owner: { name: 'ana@example.com', email: ['bo@example.co.uk', 'ci@example.com'] },
      url: 'mailto:ana@example.com',
      meta: { active_exposure: { enabled: true, contact: 'Bo <bo@example.com>' } },
    })
    const lineages: ContentLineage[] = [
      {
        ...content('workbook:kpis'),
        content: {
          ...content('workbook:kpis').content,
          name: 'KPIs of ana@example.com',
        },
      },
    ]
    const text = writeCatalogue({
      project: manifest,
      answers: { findings: new Map(), lineages },
      discovery: NOTHING_DISCOVERED,
    })
    expect(text).not.toMatch(/example\.co/)
    expect(readBack(manifest).project.exposures[0]).toMatchObject({
      label: 'KPIs (ask …)',
      owner: null,
      owners: [],
    })
  })

  test('the name of an owner who has an e-mail address too', () => {
    const { project } = readBack(shop({ owner: { name: 'Ana', email: 'ana@example.com' } }))
    expect(project.exposures[0]).toMatchObject({ owner: 'Ana', owners: ['Ana'] })
  })

  test('nodes that Tableau reads although no exposure names them, under every name, with their ancestors', () => {
    const manifest = {
      ...manifestOf(
        {
          ...SHOP,
          'model.shop.dim.v2': { name: 'dim', alias: 'dim_v2', version: [2, 2], pointer: { enabled: true } },
        },
        { exposures: { 'exposure.shop.kpis': exposure() } },
      ),
      adapterType: 'snowflake',
    }
    const lineages = [
      content('workbook:kpis', {
        tables: ['analytics.marts.below', 'analytics.marts.dim'],
        gaps: ['custom-sql', 'hidden-source'],
        live: { tables: ['elsewhere.marts.aside'], reads: ['sales'], gaps: ['nothing-shown'] },
      }),
    ]
    const { project, answers } = readBack(manifest, { findings: new Map(), lineages })
    expect([...project.nodes.keys()]).toEqual(
      expect.arrayContaining(['model.shop.below', 'model.shop.dim.v2', 'model.shop.aside']),
    )
    expect(project.nodes.get(uid('model.shop.dim.v2'))?.latestPointer).toBe('dim')
    expect(project.adapterType).toBe('snowflake')
    expect(answers.lineages).toEqual(lineages)
  })

  test('unusual values are read back unchanged', () => {
    const nasty = '"\\ \u2028 </script> %0A::error::x ${{ secrets.X }} __proto__'
    const manifest = shop({ label: nasty, tags: [nasty, '__proto__'], maturity: nasty })
    const lineages = [{ ...content('workbook:kpis', { tables: [`a.b.${nasty}`, null] }) }]
    const { project, answers } = readBack(manifest, {
      findings: new Map([['__proto__', { kind: 'ambiguous', candidates: [] }]]),
      lineages,
    })
    expect(project.exposures[0]).toMatchObject({ label: nasty, tags: [nasty, '__proto__'], maturity: nasty })
    expect(answers.lineages).toEqual(lineages)
    expect([...answers.findings]).toEqual([['__proto__', { kind: 'ambiguous', candidates: [] }]])
  })

  const OLDER =
    '"nodes":[],"exposures":[],"disabled":[],"contents":[],"found":[],"places":[],"words":[],"tables":[]'

  test.each([
    '',
    'null',
    '{}',
    '{"format":3}',
    '{"format":4,"project":{}}',
    '[1',
    `{"format":1,${OLDER}}`,
    `{"format":2,${OLDER},"discovered":[]}`,
  ])('%j is not a catalogue of this format', (text) => {
    expect(readCatalogue(text, ADDRESS.server)).toBeNull()
  })
})
