import { describe, expect, test } from '@jest/globals'
import {
  datasource,
  luidOf,
  workbook,
  type SettingsChange,
  type SiteInput,
} from '../../../simulators/tableau/index.js'
import type { ContentReference, Finding } from '../../../src/tableau/types.js'
import { findingsOf, acmeWith, onStage, type Scene, type Stage } from '../stage.js'

const tables = ['DB.S.T']
const LUID = '9f7c2a3e-41d6-4b8a-8e05-c3a1f6b2d974'

const SITE: Partial<SiteInput> = {
  workbooks: [
    workbook('Finance/Orders', { luid: LUID, number: 265605, contentUrl: 'Orders', embedded: [{ tables }] }),
    workbook('Finance/Sub/Orders', { contentUrl: 'Orders_1', embedded: [{ tables }] }),
    workbook('Finance/Sub/Unique', { embedded: [{ tables }] }),
    workbook('Finance/Sales, Costs & more: [all]', {
      contentUrl: 'SalesCostsmoreall',
      embedded: [{ tables }],
    }),
    workbook('Finance/Ümsätze "+" 100%', { contentUrl: 'Umsaetze', embedded: [{ tables }] }),
    workbook('My Draft', { personalSpace: true, contentUrl: 'MyDraft', embedded: [{ tables }] }),
  ],
  datasources: [datasource('Finance/Orders DS', { tables, number: 3566752 })],
}
const SCENE: Scene = { sites: [acmeWith(SITE)] }

function find(stage: Stage, reference: ContentReference) {
  return stage.session(async (session) => (await findingsOf(session, [reference]))[0])
}

const byPath = (path: string, of: 'workbook' | 'datasource' = 'workbook') =>
  ({ by: 'path', of, path }) as const

describe('a reference', () => {
  test.each<[string, ContentReference, string]>([
    ['by LUID', { by: 'luid', of: 'workbook', luid: LUID }, 'Finance/Orders'],
    ['by LUID in capitals', { by: 'luid', of: 'workbook', luid: LUID.toUpperCase() }, 'Finance/Orders'],
    ['by project and name', byPath('Finance/Orders'), 'Finance/Orders'],
    ['by nested projects and name', byPath('Finance/Sub/Orders'), 'Finance/Sub/Orders'],
    ['by a name that is unique on the site', byPath('Unique'), 'Finance/Sub/Unique'],
    [
      'by a name that cannot be used in a filter',
      byPath('Finance/Sales, Costs & more: [all]'),
      'Finance/Sales, Costs & more: [all]',
    ],
    ['by a name that has to be encoded', byPath('Finance/Ümsätze "+" 100%'), 'Finance/Ümsätze "+" 100%'],
    ['by content URL', { by: 'content-url', of: 'workbook', contentUrl: 'Orders_1' }, 'Finance/Sub/Orders'],
    ['by number', { by: 'number', of: 'workbook', number: '265605' }, 'Finance/Orders'],
    ['to a data source by path', byPath('Finance/Orders DS', 'datasource'), 'Finance/Orders DS'],
    [
      'to a data source by number',
      { by: 'number', of: 'datasource', number: '3566752' },
      'Finance/Orders DS',
    ],
    ['into a Personal Space', { by: 'content-url', of: 'workbook', contentUrl: 'MyDraft' }, 'My Draft'],
  ])('%s: %j finds %s', async (_, reference, path) => {
    for (const service of ['on', 'feature-disabled', 'not-found'] as const) {
      await onStage({ ...SCENE, settings: { metadata: { service } } }, async (stage) => {
        const found = await find(stage, reference)
        const { luid } =
          reference.of === 'workbook' ? stage.simulator.workbook(path) : stage.simulator.datasource(path)
        // Project paths cost a call, so they are loaded only for references by path.
        const projects = path.split('/').slice(0, -1)
        const project = reference.by === 'path' ? projects.join('/') : (projects.at(-1) ?? null)
        expect(found).toMatchObject({ kind: 'found', content: { kind: reference.of, luid, project } })
      })
    }
  })

  test.each<[string, ContentReference]>([
    ['an unknown LUID', { by: 'luid', of: 'workbook', luid: luidOf('nobody') }],
    ['an invalid LUID', { by: 'luid', of: 'workbook', luid: '../../etc' }],
    ['the LUID of another kind', { by: 'luid', of: 'datasource', luid: LUID }],
    ['an unknown number', { by: 'number', of: 'workbook', number: '1' }],
    ['an unknown content URL', { by: 'content-url', of: 'workbook', contentUrl: 'Nope' }],
    ['a content URL with a comma', { by: 'content-url', of: 'workbook', contentUrl: 'No,pe' }],
    ['a path without a name at its end', byPath('Finance/')],
    ['nothing', byPath('')],
  ])('by %s finds nothing', async (_, reference) => {
    await onStage(SCENE, async (stage) => {
      await expect(find(stage, reference)).resolves.toEqual({ kind: 'not-found', candidates: [] })
    })
  })

  test('by a name that several projects have is ambiguous, and the candidates come with their paths', async () => {
    await onStage(SCENE, async (stage) => {
      await expect(find(stage, byPath('Orders'))).resolves.toMatchObject({
        kind: 'ambiguous',
        candidates: [
          { project: 'Finance', name: 'Orders' },
          { project: 'Finance/Sub', name: 'Orders' },
        ],
      })
    })
  })

  test('by a path without its first project finds nothing, but names candidates', async () => {
    await onStage(SCENE, async (stage) => {
      await expect(find(stage, byPath('Sub/Unique'))).resolves.toMatchObject({
        kind: 'not-found',
        candidates: [{ project: 'Finance/Sub', name: 'Unique' }],
      })
    })
  })

  test('by a path whose name contains slashes', async () => {
    // The simulator's paths cannot express this, so the workbook is renamed afterwards.
    await onStage(SCENE, async (stage) => {
      Object.assign(stage.simulator.workbook('Finance/Sub/Unique'), { name: 'Q1/Q2/Report' })
      await expect(find(stage, byPath('Finance/Sub/Q1/Q2/Report'))).resolves.toMatchObject({ kind: 'found' })
      await expect(find(stage, byPath('Q1/Q2/Report'))).resolves.toMatchObject({ kind: 'found' })
    })
  })
})

test('content has a link on the configured server', async () => {
  await onStage(SCENE, async (stage) => {
    const found = await find(stage, { by: 'luid', of: 'workbook', luid: LUID })
    expect(found).toMatchObject({
      content: { url: `${stage.url}/#/site/acme/workbooks/265605`, name: 'Orders' },
    })
  })
})

test('many references are answered in their order, those of one kind in one call, and one more for what is not found', async () => {
  await onStage(SCENE, async ({ session, simulator }) => {
    const references: ContentReference[] = [
      byPath('Finance/Orders'),
      { by: 'content-url', of: 'workbook', contentUrl: 'Nope' },
      byPath('Finance/Sub/Unique'),
      { by: 'content-url', of: 'workbook', contentUrl: 'Orders_1' },
      byPath('Finance/Orders'),
    ]
    const findings = await session((opened) => findingsOf(opened, references))
    expect(findings.map((one) => (one.kind === 'found' ? one.content.name : one.kind))).toEqual([
      'Orders',
      'not-found',
      'Unique',
      'Orders',
      'Orders',
    ])
    const asked = simulator.record.calls.filter(({ path }) => /\/(workbooks|projects)$/.test(path))
    expect(asked).toHaveLength(4)
  })
})

test('with a path among the references, all content has its project path', async () => {
  await onStage(SCENE, async ({ session, simulator }) => {
    const { luid } = simulator.workbook('Finance/Sub/Unique')
    const findings = await session((opened) =>
      findingsOf(opened, [
        { by: 'luid', of: 'workbook', luid },
        { by: 'content-url', of: 'workbook', contentUrl: 'Orders_1' },
        byPath('Finance/Orders'),
      ]),
    )
    expect(findings.map((one) => (one.kind === 'found' ? one.content.project : one.kind))).toEqual([
      'Finance/Sub',
      'Finance/Sub',
      'Finance',
    ])
  })
})

test('a workbook and a data source may have the same number', async () => {
  const site: Partial<SiteInput> = {
    workbooks: [workbook('F/W', { number: 7, embedded: [{ tables }] })],
    datasources: [datasource('F/D', { number: 7, tables })],
  }
  await onStage({ sites: [acmeWith(site)] }, async ({ session }) => {
    const findings = await session((opened) =>
      findingsOf(opened, [
        { by: 'number', of: 'datasource', number: '7' },
        { by: 'number', of: 'workbook', number: '7' },
      ]),
    )
    expect(findings).toMatchObject([{ content: { name: 'D' } }, { content: { name: 'W' } }])
  })
})

test('REST finds content that the index does not hold yet', async () => {
  await onStage(SCENE, async (stage) => {
    stage.simulator.faults.add({
      match: { path: 'graphql' },
      times: 'always',
      effect: {
        kind: 'metadata',
        message: 'Still creating the store',
        code: 'BACKFILL_RUNNING',
        severity: 'WARNING',
        data: 'empty',
      },
    })
    await expect(find(stage, { by: 'luid', of: 'workbook', luid: LUID })).resolves.toMatchObject({
      kind: 'found',
    })
    await expect(find(stage, { by: 'number', of: 'workbook', number: '265605' })).resolves.toMatchObject({
      kind: 'found',
    })
  })
})

test.each<[string, SettingsChange]>([
  ['single objects for lists of one', { json: { lists: 'single-object' } }],
  ['bare arrays', { json: { lists: 'bare-array' } }],
  ['only strings', { json: { scalars: 'all-strings' } }],
  ['only typed values', { json: { scalars: 'all-typed' } }],
])('JSON with %s is read too', async (_, settings) => {
  await onStage({ ...SCENE, settings }, async (stage) => {
    await expect(find(stage, byPath('Finance/Sub/Unique'))).resolves.toMatchObject({ kind: 'found' })
    await expect(find(stage, byPath('Nowhere/Nothing'))).resolves.toEqual({
      kind: 'not-found',
      candidates: [],
    })
  })
})

test('a list of 2500 is read page by page', async () => {
  const many = Array.from({ length: 2500 }, (_, index) => workbook(`Big/Report, no. ${index}`))
  await onStage({ sites: [acmeWith({ workbooks: many })] }, async (stage) => {
    await expect(find(stage, byPath('Big/Report, no. 2499'))).resolves.toMatchObject({ kind: 'found' })
    const pages = stage.simulator.record.calls.filter(({ path }) => path.endsWith('/workbooks'))
    expect(pages.map(({ query }) => query)).toEqual(
      [1, 2, 3].map((page) => `pageSize=1000&pageNumber=${page}`),
    )
  })
})

test('300 names are queried in groups that fit into a URL', async () => {
  const many = Array.from({ length: 300 }, (_, index) =>
    workbook(`Big/Report with a rather long name ${index}`),
  )
  await onStage({ sites: [acmeWith({ workbooks: many })] }, async ({ session, simulator }) => {
    const findings = await session((opened) =>
      findingsOf(
        opened,
        many.map(({ path }) => byPath(path)),
      ),
    )
    expect(findings.every(({ kind }) => kind === 'found')).toBe(true)
    const queries = simulator.record.calls
      .filter(({ path }) => path.endsWith('/workbooks'))
      .map(({ query }) => query)
    expect(Math.max(...queries.map(({ length }) => length))).toBeLessThan(4000)
    expect(queries.length).toBeLessThan(15)
  })
})

const contentUrl = (text: string, of: 'workbook' | 'datasource' = 'workbook') =>
  ({ by: 'content-url', of, contentUrl: text }) as const

function namesNear(finding: Finding | undefined): readonly string[] {
  return finding?.kind === 'not-found' ? finding.candidates.map(({ name }) => name) : []
}

describe('of what is not found, the nearest content by name', () => {
  test.each<[string, ContentReference, readonly string[]]>([
    ['a content URL with a missing letter', contentUrl('Order'), ['Orders', 'Orders']],
    ['a content URL in another case', contentUrl('mydraft'), ['My Draft']],
    ['a name with a changed letter', byPath('Finance/Unigue'), ['Unique']],
    ['a data source', byPath('Finance/Order DS', 'datasource'), ['Orders DS']],
    ['the other kind of content does not count', byPath('Finance/Unigue', 'datasource'), []],
    ['a number has no nearest one', { by: 'number', of: 'workbook', number: '265604' }, []],
  ])('%s', async (_, reference, names) => {
    await onStage(SCENE, async (stage) => {
      expect(namesNear(await find(stage, reference))).toEqual(names)
    })
  })

  test('has the link to paste', async () => {
    await onStage(SCENE, async (stage) => {
      await expect(find(stage, contentUrl('Ordrs'))).resolves.toMatchObject({
        candidates: [{ luid: LUID, url: `${stage.url}/#/site/acme/workbooks/265605` }],
      })
    })
  })

  test('of thousands of workbooks costs one call, whatever is mistyped and however often it is looked up', async () => {
    const many = Array.from({ length: 4_000 }, (_, index) =>
      workbook(`Big/Report ${index}`, { embedded: [] }),
    )
    const scene = { sites: [acmeWith({ ...SITE, workbooks: [...(SITE.workbooks ?? []), ...many] })] }
    await onStage(scene, async ({ session, simulator }) => {
      const mistyped = ['Ordrs', 'MyDrft', 'Umsatze'].map((text) => contentUrl(text))
      const [findings, again] = await session(async (opened) => [
        await findingsOf(opened, [...mistyped, contentUrl('Orders_1')]),
        await findingsOf(opened, [contentUrl('Order')]),
      ])
      expect(findings.map((one) => namesNear(one)[0])).toEqual([
        'Orders',
        'My Draft',
        'Ümsätze "+" 100%',
        undefined,
      ])
      expect(namesNear(again[0])).toContain('Orders')
      const lists = simulator.record.calls.filter(({ path }) => path.endsWith('/workbooks'))
      expect(lists.filter(({ query }) => !query.includes('filter='))).toHaveLength(1)
      expect(lists).toHaveLength(3)
    })
  })

  test('is left out if Tableau refuses the list', async () => {
    await onStage(SCENE, async ({ session, simulator }) => {
      simulator.faults.add({
        match: { path: /sort=/ },
        times: 'always',
        effect: { kind: 'error', code: '403004' },
      })
      const [finding] = await session((opened) => findingsOf(opened, [contentUrl('Ordrs')]))
      expect(finding).toEqual({ kind: 'not-found', candidates: [] })
    })
  })
})
