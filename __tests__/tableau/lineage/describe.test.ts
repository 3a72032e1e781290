import { describe, expect, test } from '@jest/globals'
import {
  datasource,
  workbook,
  type FaultEffect,
  type SiteInput,
  type TableauSimulator,
} from '../../../simulators/tableau/index.js'
import type { Http } from '../../../src/base/http.js'
import type { TableauOptions } from '../../../src/tableau/session.js'
import type { ContentReference } from '../../../src/tableau/types.js'
import { acmeWith, CONNECTED_APP, contentsOf, lineageOf, onStage, type Stage } from '../stage.js'

type Paths = Parameters<typeof lineageOf>[1]

function describeOn(stage: Stage, paths: Paths, change?: Partial<TableauOptions>) {
  return stage.session((session) => lineageOf(session, paths), change)
}

function lineage(site: Partial<SiteInput>, paths: Paths, settings = {}) {
  return onStage({ sites: [acmeWith(site)], settings }, (stage) => describeOn(stage, paths))
}

const names = (tables: readonly { readonly name: string | null }[] | null | undefined) =>
  tables?.map(({ name }) => name) ?? null

type Workbook = ReturnType<TableauSimulator['workbook']>

/** The last segment of a call's path; queries of the Metadata API are shown as `metadata`. */
function callOf({ path }: { readonly path: string }): string {
  const last = path.split('/').at(-1) ?? ''
  return last === 'graphql' ? 'metadata' : last
}

describe('the lineage of a workbook', () => {
  test('with extracts of its own: its tables, and when Tableau updated them last', async () => {
    const { by, notices } = await lineage(
      {
        workbooks: [
          workbook('F/W', {
            embedded: [{ tables: ['DB.S.A', 'DB.S.B'] }, { tables: ['DB.S.B'], extract: false }],
            lastRefreshedAt: '2026-04-12T05:00:00Z',
          }),
        ],
      },
      [['workbook', 'F/W']],
    )
    expect(by['workbook:W']).toMatchObject({
      hasExtract: true,
      reads: [],
      viaBridge: false,
      extractUpdatedAt: Date.parse('2026-04-12T05:00:00Z'),
      tables: [
        { name: 'A', schema: 'S', fullName: '[S].[A]', database: 'DB', connectionType: 'snowflake' },
        { name: 'B', schema: 'S', fullName: '[S].[B]', database: 'DB', connectionType: 'snowflake' },
      ],
    })
    expect(notices).toEqual([])
  })

  test('on a live connection: no extract and no update time', async () => {
    const { by } = await lineage(
      { workbooks: [workbook('F/W', { embedded: [{ tables: ['DB.S.A'], extract: false }] })] },
      [['workbook', 'F/W']],
    )
    expect(by['workbook:W']).toMatchObject({
      hasExtract: false,
      extractUpdatedAt: null,
      tables: [{ name: 'A' }],
    })
  })

  test('that reads a published data source: reads it, without its tables', async () => {
    const { by } = await lineage(
      {
        datasources: [datasource('F/D', { tables: ['DB.S.A'] })],
        workbooks: [workbook('F/W', { reads: ['F/D'], embedded: [{ tables: ['DB.S.B'] }] })],
      },
      [['workbook', 'F/W']],
    )
    const published = by['datasource:D']
    expect(published).toMatchObject({ hasExtract: true, reads: [] })
    expect(names(published?.tables)).toEqual(['A'])
    expect(by['workbook:W']).toMatchObject({
      hasExtract: true,
      reads: [],
      live: { tables: [], reads: [published?.content.luid], gaps: [] },
    })
    expect(names(by['workbook:W']?.tables)).toEqual(['B'])
  })

  test('that only shows a published data source has no extract and no tables of its own', async () => {
    const { by } = await lineage(
      {
        datasources: [datasource('F/D', { tables: ['DB.S.A'] })],
        workbooks: [workbook('F/W', { reads: ['F/D'] })],
      },
      [['workbook', 'F/W']],
    )
    expect(by['workbook:W']).toMatchObject({ hasExtract: false, tables: [] })
  })

  test('that reads a chain of published data sources: all of them are described', async () => {
    const { by } = await lineage(
      {
        datasources: [
          datasource('F/Raw', { tables: ['DB.S.A'] }),
          datasource('F/Middle', { reads: ['F/Raw'] }),
          datasource('F/Top', { reads: ['F/Middle'] }),
        ],
        workbooks: [workbook('F/W', { reads: ['F/Top'] })],
      },
      [['workbook', 'F/W']],
    )
    expect(Object.keys(by).sort()).toEqual([
      'datasource:Middle',
      'datasource:Raw',
      'datasource:Top',
      'workbook:W',
    ])
    expect(names(by['datasource:Raw']?.tables)).toEqual(['A'])
    expect(names(by['datasource:Middle']?.tables)).toEqual([])
    expect(by['datasource:Middle']?.reads).toContain(by['datasource:Raw']?.content.luid)
  })
})

describe('only data sources with an extract count as what the extract reads', () => {
  test('the tables of a live data source are in live', async () => {
    const { by, notices } = await lineage(
      {
        workbooks: [
          workbook('F/W', { embedded: [{ tables: ['DB.S.A'] }, { tables: ['DB.S.B'], extract: false }] }),
        ],
      },
      [['workbook', 'F/W']],
    )
    expect(by['workbook:W']).toMatchObject({ hasExtract: true, gaps: [], live: { gaps: [] } })
    expect(names(by['workbook:W']?.tables)).toEqual(['A'])
    expect(names(by['workbook:W']?.live.tables)).toEqual(['B'])
    expect(notices).toEqual([])
  })

  test('a gap of a live data source is not a gap of the extract', async () => {
    const { by } = await lineage(
      {
        workbooks: [
          workbook('F/W', {
            embedded: [
              { tables: ['DB.S.A'] },
              { customSql: [{ query: 'x', unsupported: true }], extract: false },
              { tables: ['DB.S.B'], hideUpstreamTables: true, extract: false },
            ],
          }),
        ],
      },
      [['workbook', 'F/W']],
    )
    expect(by['workbook:W']).toMatchObject({ live: { gaps: ['custom-sql', 'nothing-shown'] } })
  })
})

describe('a data source that reads a published one and a table of its own', () => {
  const D = datasource('F/D', { tables: ['DB.S.A'] })

  test.each<[string, Parameters<typeof workbook>[1]]>([
    ['joined in one extract', { embedded: [{ reads: ['F/D'], tables: ['DB.S.OWN'] }] }],
    [
      'blended, with the published one credited to its neighbour',
      { reads: ['F/D'], embedded: [{ tables: ['DB.S.OWN'], credits: ['F/D'] }] },
    ],
  ])('keeps its own (%s)', async (_, rest) => {
    const { by } = await lineage({ datasources: [D], workbooks: [workbook('F/W', rest)] }, [
      ['workbook', 'F/W'],
    ])
    expect(by['workbook:W']).toMatchObject({
      hasExtract: true,
      reads: [by['datasource:D']?.content.luid],
      gaps: [],
    })
    expect(names(by['workbook:W']?.tables)).toEqual(['OWN'])
  })

  test('keeps its own, and the published ones of a chain keep theirs', async () => {
    const { by } = await lineage(
      {
        datasources: [D, datasource('F/Top', { reads: ['F/D'], tables: ['DB.S.TOP'] })],
        workbooks: [workbook('F/W', { embedded: [{ reads: ['F/Top'], tables: ['DB.S.OWN'] }] })],
      },
      [['workbook', 'F/W']],
    )
    expect(Object.values(by).map(({ content, tables }) => [content.name, ...(names(tables) ?? [])])).toEqual([
      ['W', 'OWN'],
      ['Top', 'TOP'],
      ['D', 'A'],
    ])
  })

  test('that reads something hidden still shows what is known', async () => {
    const site = acmeWith({
      datasources: [datasource('Secret/D', { tables: ['DB.S.A'] })],
      workbooks: [workbook('F/W', { embedded: [{ reads: ['Secret/D'], tables: ['DB.S.OWN'] }] })],
    })
    const users = site.users?.map((user) => (user.admin === true ? user : { ...user, sees: ['F'] }))
    await onStage(
      { sites: [{ ...site, users }], settings: { metadata: { nonAdmins: 'everything' } } },
      async (stage) => {
        const { by } = await describeOn(stage, [['workbook', 'F/W']], {
          credentials: { kind: 'token', name: 'ann', secret: 's3cret' },
        })
        expect(by['workbook:W']).toMatchObject({
          hasExtract: true,
          gaps: ['incomplete-custom-sql', 'hidden-source'],
        })
        expect(names(by['workbook:W']?.tables)).toEqual(['A', 'OWN'])
      },
    )
  })
})

describe('a data source', () => {
  test('that Bridge refreshes has viaBridge', async () => {
    const { by } = await lineage(
      {
        datasources: [
          datasource('F/D', { tables: ['DB.S.A'], bridge: true }),
          datasource('F/E', { tables: ['DB.S.A'] }),
        ],
      },
      [
        ['datasource', 'F/D'],
        ['datasource', 'F/E'],
      ],
    )
    expect(by['datasource:D']).toMatchObject({ viaBridge: true })
    expect(by['datasource:E']).toMatchObject({ viaBridge: false })
  })

  test('whose project name is not unique has its own project path', async () => {
    const { by } = await lineage(
      { projects: ['A/Same', 'B/Same'], datasources: [datasource('A/Same/D', { tables: ['DB.S.A'] })] },
      [['datasource', 'A/Same/D']],
    )
    expect(by['datasource:D']?.content.project).toBe('A/Same')
  })
})

describe('custom SQL', () => {
  const query = { query: 'select * from S.A', tables: ['A'] }

  test('that Tableau could parse has its tables', async () => {
    const { by } = await lineage(
      { workbooks: [workbook('F/W', { embedded: [{ tables: ['DB.S.B'], customSql: [query] }] })] },
      [['workbook', 'F/W']],
    )
    expect(names(by['workbook:W']?.tables)?.sort()).toEqual(['A', 'B'])
  })

  test.each<[string, string, object]>([
    ['select * from DB.S.A', 'S', { schema: 'S', database: 'DB' }],
    ['select * from other.A join other.A a using (id)', 'other', { schema: 'other', database: 'WH' }],
    ['select * from A', 'no', { schema: null, database: 'WH' }],
    ['select * from identifier($table)', 'no', { schema: null, database: null }],
  ])('without a schema in Tableau gets it from its text: %s is in %s schema', async (text, _, place) => {
    const sql = { query: text, tables: ['A'], database: 'WH' }
    const { by } = await lineage(
      {
        datasources: [datasource('F/D', { customSql: [sql] })],
        workbooks: [workbook('F/W', { embedded: [{ customSql: [sql] }] })],
      },
      [
        ['workbook', 'F/W'],
        ['datasource', 'F/D'],
      ],
    )
    for (const one of Object.values(by))
      expect(one.tables).toEqual([expect.objectContaining({ name: 'A', ...place })])
  })

  test('that Tableau lists in part has the tables of its text too', async () => {
    const sql = { query: 'select * from S.A join DB.S.X using (id)', tables: ['A'] }
    const { by } = await lineage({ workbooks: [workbook('F/W', { embedded: [{ customSql: [sql] }] })] }, [
      ['workbook', 'F/W'],
    ])
    expect(by['workbook:W']).toMatchObject({
      tables: [{ name: 'A' }, { name: '"X"', schema: 'S' }],
      gaps: [],
    })
  })

  test.each<[string, object]>([
    ['Tableau lists its tables', { tables: ['A'] }],
    ['Tableau lists no tables', { tables: [] }],
    ['Tableau cannot parse it', { unsupported: true }],
    ['Tableau lists tables and cannot parse it', { unsupported: true, tables: ['DB.S.A'] }],
  ])('through which other tables may be read leaves those unknown: %s', async (_, sql) => {
    const query = "select * from DB.S.A join table('DB.S.B') using (id)"
    const { by } = await lineage(
      { workbooks: [workbook('F/W', { embedded: [{ customSql: [{ query, ...sql }] }] })] },
      [['workbook', 'F/W']],
    )
    const { tables, gaps } = by['workbook:W'] ?? {}
    expect(tables?.map(({ name }) => name?.replaceAll('"', ''))).toEqual(['A'])
    expect(gaps).toEqual(['custom-sql'])
  })

  test.each<[string, object]>([
    ['flagged as unsupported', { query: 'x', unsupported: true }],
    ['without tables', { query: 'x', tables: [] }],
  ])('that Tableau could not parse (%s) leaves the tables unknown', async (_, sql) => {
    const { by, notices } = await lineage(
      { workbooks: [workbook('F/W', { embedded: [{ tables: ['DB.S.B'], customSql: [sql as never] }] })] },
      [['workbook', 'F/W']],
    )
    expect(by['workbook:W']).toMatchObject({
      tables: [{ name: 'B' }],
      gaps: ['custom-sql'],
      hasExtract: true,
    })
    expect(notices).toEqual([
      expect.stringMatching(/custom SQL that cannot be read completely, so depends_on counts\.$/),
    ])
  })

  test('of a published data source is not the custom SQL of the workbook that reads it', async () => {
    const { by } = await lineage(
      {
        datasources: [datasource('F/D', { customSql: [query] })],
        workbooks: [workbook('F/W', { reads: ['F/D'], embedded: [{ tables: ['DB.S.B'] }] })],
      },
      [['workbook', 'F/W']],
    )
    expect(names(by['datasource:D']?.tables)).toEqual(['A'])
    expect(names(by['workbook:W']?.tables)).toEqual(['B'])
  })

  test('explains one data source that shows nothing else, not two', async () => {
    const embedded = [{ customSql: [query] }, { tables: ['DB.S.B'], hideUpstreamTables: true }]
    const { by } = await lineage(
      { workbooks: [workbook('F/W', { embedded }), workbook('F/One', { embedded: embedded.slice(0, 1) })] },
      [
        ['workbook', 'F/W'],
        ['workbook', 'F/One'],
      ],
    )
    expect(by['workbook:W']).toMatchObject({ tables: [{ name: 'A' }], gaps: ['nothing-shown'] })
    expect(by['workbook:One']).toMatchObject({ tables: [{ name: 'A' }], gaps: [] })
  })

  test('of other workbooks does not affect this one', async () => {
    const { by } = await lineage(
      {
        workbooks: [
          workbook('F/W', { embedded: [{ tables: ['DB.S.B'] }] }),
          workbook('F/Other', { embedded: [{ customSql: [{ query: 'x', unsupported: true }] }] }),
        ],
      },
      [['workbook', 'F/W']],
    )
    expect(names(by['workbook:W']?.tables)).toEqual(['B'])
  })
})

describe('the tables are unknown', () => {
  test('behind a virtual connection', async () => {
    const { by, notices } = await lineage(
      {
        virtualConnections: [{ path: 'F/V', tables: [{ name: 'T', reads: 'DB.S.A' }] }],
        workbooks: [workbook('F/W', { embedded: [{ virtualTables: ['V/T'] }] })],
      },
      [['workbook', 'F/W']],
    )
    expect(by['workbook:W']).toMatchObject({ tables: [{ name: 'A' }], gaps: ['virtual-connection'] })
    expect(notices).toHaveLength(1)
  })

  test('behind a virtual connection of a published data source: a gap of the data source, not of the workbook', async () => {
    const { by } = await lineage(
      {
        virtualConnections: [{ path: 'F/V', tables: [{ name: 'T', reads: 'DB.S.A' }] }],
        datasources: [datasource('F/D', { virtualTables: ['V/T'] })],
        workbooks: [workbook('F/W', { embedded: [{ reads: ['F/D'] }, { tables: ['DB.S.B'] }] })],
      },
      [['workbook', 'F/W']],
    )
    expect(by['datasource:D']).toMatchObject({ gaps: ['virtual-connection'] })
    expect(by['workbook:W']).toMatchObject({ gaps: [] })
  })

  test('if Tableau names none', async () => {
    const { by } = await lineage(
      { workbooks: [workbook('F/W', { embedded: [{ tables: ['DB.S.A'], hideUpstreamTables: true }] })] },
      [['workbook', 'F/W']],
    )
    expect(by['workbook:W']).toMatchObject({ tables: [], gaps: ['nothing-shown'] })
  })

  test('if their names are hidden from this user; the notice says who sees them', async () => {
    await onStage(
      {
        sites: [acmeWith({ workbooks: [workbook('F/W', { embedded: [{ tables: ['DB.S.A'] }] })] })],
        settings: { metadata: { filterRequired: false } },
      },
      async (stage) => {
        const { by, notices } = await describeOn(stage, [['workbook', 'F/W']], {
          credentials: { kind: 'token', name: 'ann', secret: 's3cret' },
        })
        expect(by['workbook:W']).toMatchObject({ tables: [], gaps: ['redacted'], hasExtract: true })
        expect(notices).toEqual([expect.stringMatching(/site administrator/)])
      },
    )
  })

  test('behind a data source that this user may not see', async () => {
    const site = acmeWith({
      datasources: [datasource('Secret/D', { tables: ['DB.S.A'] })],
      workbooks: [workbook('F/W', { reads: ['Secret/D'] })],
    })
    const users = site.users?.map((user) => (user.admin === true ? user : { ...user, sees: ['F'] }))
    await onStage(
      { sites: [{ ...site, users }], settings: { metadata: { nonAdmins: 'everything' } } },
      async (stage) => {
        const { by, notices } = await describeOn(stage, [['workbook', 'F/W']], {
          credentials: { kind: 'token', name: 'ann', secret: 's3cret' },
        })
        expect(Object.keys(by)).toEqual(['workbook:W'])
        expect(by['workbook:W']).toMatchObject({
          hasExtract: false,
          reads: [stage.simulator.datasource('Secret/D').luid],
          gaps: ['incomplete-custom-sql', 'hidden-source'],
        })
        expect(notices).toEqual([
          expect.stringMatching(
            /data source that the signed-in user may not see\. Sign in as a site administrator, or as a user who may view and connect to it\.$/,
          ),
          expect.stringContaining('FILTER_REQUIRED'),
        ])
      },
    )
  })
})

describe('a published data source that the user may not see', () => {
  const site = acmeWith({
    datasources: [datasource('Secret/D', { tables: ['DB.S.A'] }), datasource('F/D2', { tables: ['DB.S.B'] })],
    workbooks: [
      workbook('F/W', { reads: ['Secret/D'] }),
      workbook('F/Both', { reads: ['F/D2', 'Secret/D'] }),
      workbook('F/Live', { embedded: [{ tables: ['DB.S.A'], extract: false }] }),
    ],
  })
  const users = site.users?.map((user) => (user.admin === true ? user : { ...user, sees: ['F'] }))
  const ann = { credentials: { kind: 'token', name: 'ann', secret: 's3cret' } } as const

  // The Metadata API shows the tables behind it as if they were read live; only REST shows the connection to the data source.
  test.each(['filtered', 'obfuscated', 'everything'] as const)(
    'can be missing without any error: a live connection is not claimed (tables: %s)',
    async (nonAdmins) => {
      const metadata = { nonAdmins, hiddenSources: 'missing' } as const
      await onStage({ sites: [{ ...site, users }], settings: { metadata } }, async (stage) => {
        const all = [
          ['workbook', 'F/W'],
          ['workbook', 'F/Both'],
          ['workbook', 'F/Live'],
        ] as const
        const { by, notices } = await describeOn(stage, all, ann)
        const hidden = { hasExtract: false, gaps: expect.arrayContaining(['hidden-source']) as unknown }
        expect(by['workbook:W']).toMatchObject({ ...hidden, reads: [] })
        expect(by['workbook:Both']).toMatchObject({
          ...hidden,
          reads: [stage.simulator.datasource('F/D2').luid],
        })
        expect(by['workbook:Live']?.gaps).not.toContain('hidden-source')
        expect(notices).toContainEqual(
          expect.stringMatching(/a site administrator, or as a user who may view and connect/),
        )
        expect(notices).toContainEqual(expect.stringContaining('FILTER_REQUIRED'))
      })
    },
  )

  test('REST is not called for an administrator, who sees everything', async () => {
    await onStage({ sites: [site] }, async (stage) => {
      const { by } = await describeOn(stage, [['workbook', 'F/Live']])
      expect(by['workbook:Live']).toMatchObject({ hasExtract: false, gaps: [] })
      expect(stage.simulator.record.callsTo('workbook-connections')).toEqual([])
    })
  })
})

/*
 * These lists may contain null (docs/facts/tableau.md#schema), and may leave out items that the user may not see.
 */
describe('an item that is hidden without an error', () => {
  const site = acmeWith({
    datasources: [datasource('F/D', { tables: ['DB.S.A'] })],
    workbooks: [
      workbook('F/W', { embedded: [{ tables: ['DB.S.B', 'DB.S.C'] }] }),
      workbook('F/Live', { reads: ['F/D'] }),
    ],
  })

  /** The lineage with this change to each of these lists in Tableau's responses. */
  async function hiding(list: string, change: (all: unknown[]) => unknown) {
    return onStage({ sites: [site] }, async (stage) => {
      const { http: given } = stage.options()
      const http: Http = async (request) => {
        const answer = await given(request)
        if (!request.url.endsWith('/graphql')) return answer
        const body = JSON.parse(answer.body, (key, value: unknown) =>
          key === list && Array.isArray(value) ? change(value) : value,
        ) as unknown
        return { ...answer, body: JSON.stringify(body) }
      }
      const paths = [
        ['workbook', 'F/W'],
        ['workbook', 'F/Live'],
      ] as const
      return describeOn(stage, paths, { http })
    })
  }

  test('a table: the lineage has a gap', async () => {
    const { by } = await hiding('upstreamTables', (all) =>
      all.map((one, index) => (index === 1 ? null : one)),
    )
    expect(by['workbook:W']).toMatchObject({ tables: [expect.anything()], gaps: ['redacted'] })
  })

  test('a published data source: it does not count as a live connection', async () => {
    const { by } = await hiding('upstreamDatasources', (all) => all.map(() => null))
    expect(by['workbook:Live']).toMatchObject({ hasExtract: false, gaps: ['hidden-source'] })
  })

  test.each<[string, unknown]>([
    ['an empty list', []],
    ['a list of null', [null]],
    ['null', null],
  ])('every data source of a workbook (%s): REST knows whether it has an extract', async (_, instead) => {
    const { by } = await hiding('embeddedDatasources', () => instead)
    expect(by['workbook:W']).toMatchObject({ hasExtract: true, tables: [] })
    expect(by['workbook:Live']).toMatchObject({ hasExtract: false, reads: [expect.anything()] })
  })
})

describe('incomplete answers', () => {
  const twenty = Array.from({ length: 20 }, (_, index) =>
    workbook(`F/W${index}`, {
      embedded: [{ tables: Array.from({ length: 10 }, (_, table) => `DB.S.T${index}_${table}`) }],
    }),
  )
  const paths: Paths = twenty.map(({ path }) => ['workbook', path])

  test('because of too many nodes are completed in smaller pages', async () => {
    await onStage(
      { sites: [acmeWith({ workbooks: twenty })], settings: { metadata: { nodeLimit: 120 } } },
      async (stage) => {
        const { by, notices } = await describeOn(stage, paths)
        expect(Object.values(by).map(({ tables }) => tables.length)).toEqual(twenty.map(() => 10))
        expect(notices).toEqual([])
      },
    )
  })

  test('because of too many nodes for one call are completed by separate calls', async () => {
    const sql = workbook('F/Sql', {
      embedded: [
        { customSql: [{ query: 'q', tables: Array.from({ length: 200 }, (_, table) => `S${table}`) }] },
      ],
    })
    const site = acmeWith({ workbooks: [...twenty, sql] })
    await onStage({ sites: [site], settings: { metadata: { nodeLimit: 300 } } }, async (stage) => {
      const { by } = await describeOn(stage, [...paths, ['workbook', 'F/Sql']])
      expect(Object.values(by).map(({ tables }) => tables.length)).toEqual([...twenty.map(() => 10), 200])
      // The fourth call is for the text of the query.
      expect(stage.simulator.record.callsTo('metadata')).toHaveLength(4)
    })
  })

  test('because of a time limit without a code are completed in smaller pages', async () => {
    const metadata = { secondsPerNode: 0.05, timeLimitSeconds: 5, timeLimitShape: 'bare' } as const
    await onStage({ sites: [acmeWith({ workbooks: twenty })], settings: { metadata } }, async (stage) => {
      const { by } = await describeOn(stage, paths)
      expect(Object.values(by).map(({ tables }) => tables.length)).toEqual(twenty.map(() => 10))
    })
  })

  test('even for one workbook are reported as unknown, never as empty', async () => {
    await onStage(
      { sites: [acmeWith({ workbooks: twenty })], settings: { metadata: { nodeLimit: 4 } } },
      async (stage) => {
        const { by, notices } = await describeOn(stage, paths)
        expect(Object.values(by).map(({ gaps }) => gaps.length > 0)).toEqual(twenty.map(() => true))
        expect(notices.length).toBeGreaterThan(0)
      },
    )
  })

  test.each<[string, Omit<Extract<FaultEffect, { kind: 'metadata' }>, 'kind'>]>([
    [
      'half of the rows',
      { message: 'Showing partial results', code: 'TIME_LIMIT_EXCEEDED', data: 'first-half' },
    ],
    ['an exhausted budget', { message: 'Rate', code: 'RATE_EXCEEDED', data: 'empty' }],
    ['an error without a code and without data', { message: 'unexpected error occurred', data: 'absent' }],
  ])('that are temporary (%s) are retried', async (_, effect) => {
    await onStage({ sites: [acmeWith({ workbooks: twenty })] }, async (stage) => {
      stage.simulator.faults.add({
        match: { path: 'graphql' },
        times: 3,
        effect: { kind: 'metadata', ...effect },
      })
      const { by, notices } = await describeOn(stage, paths)
      expect(Object.values(by).map(({ tables }) => tables.length)).toEqual(twenty.map(() => 10))
      expect(notices).not.toContainEqual(expect.stringMatching(/not known/))
    })
  })

  test.each<[string, FaultEffect]>([
    ['a gateway', { kind: 'answer', status: 504, body: '<html>Gateway time-out</html>' }],
    ['a reset', { kind: 'reset' }],
  ])('because of %s are retried; if that does not help, REST answers', async (_, effect) => {
    await onStage({ sites: [acmeWith({ workbooks: twenty })] }, async (stage) => {
      stage.simulator.faults.add({ match: { path: 'graphql' }, times: 3, effect })
      const { by } = await describeOn(stage, paths)
      expect(Object.values(by).map(({ tables }) => tables.length)).toEqual(twenty.map(() => 10))
      stage.simulator.faults.add({ match: { path: 'graphql' }, times: 'always', effect })
      const { by: without, notices } = await describeOn(stage, paths)
      expect(Object.values(without).map(({ gaps, hasExtract }) => [...gaps, hasExtract])).toEqual(
        twenty.map(() => ['lineage-off', true]),
      )
      expect(notices).toEqual([
        expect.stringMatching(/^The Metadata API does not answer, so it is not known /),
      ])
    })
  })

  test('that stay incomplete end after a bounded number of calls as unknown', async () => {
    await onStage({ sites: [acmeWith({ workbooks: twenty })] }, async (stage) => {
      stage.simulator.faults.add({
        match: { path: 'graphql' },
        times: 'always',
        effect: { kind: 'metadata', message: 'unexpected error occurred', data: 'absent' },
      })
      const { by } = await describeOn(stage, paths)
      expect(Object.values(by).map(({ gaps }) => gaps.length > 0)).toEqual(twenty.map(() => true))
      expect(stage.simulator.record.callsTo('metadata').length).toBeLessThan(30)
    })
  })

  test('while Tableau builds its index: nothing is known, and the notice says why', async () => {
    const { by, notices } = await lineage({ workbooks: twenty }, paths, { metadata: { backfill: 'running' } })
    expect(Object.values(by)).toHaveLength(20)
    expect(Object.values(by).map(({ gaps }) => gaps.length > 0)).toEqual(twenty.map(() => true))
    expect(notices).toContainEqual(expect.stringMatching(/BACKFILL_RUNNING/))
  })

  test('while Tableau builds its index, about the published data source that a workbook reads: REST shows it', async () => {
    const site = acmeWith({
      datasources: [datasource('F/D', { tables: ['DB.S.A'] })],
      workbooks: [workbook('F/W', { reads: ['F/D'] })],
    })
    await onStage({ sites: [site] }, async (stage) => {
      stage.simulator.faults.add({
        match: { path: 'graphql' },
        skip: 1,
        effect: {
          kind: 'metadata',
          message: 'Still creating the store',
          code: 'BACKFILL_RUNNING',
          severity: 'WARNING',
          data: 'empty',
        },
      })
      const { by } = await describeOn(stage, [['workbook', 'F/W']])
      const published = by['datasource:D']
      expect(published).toMatchObject({ tables: [], gaps: ['incomplete'] })
      expect(published?.hasExtract).not.toBe(false)
      expect(by['workbook:W']?.reads).toEqual([published?.content.luid])
    })
  })

  test('about a workbook do not mean that it has no extract; REST shows it', async () => {
    const site = acmeWith({
      workbooks: [
        workbook('F/W', { embedded: [{ tables: ['DB.S.A'], extract: false }] }),
        workbook('F/X', { embedded: [{ tables: ['DB.S.A'], extract: false }, { tables: ['DB.S.B'] }] }),
      ],
    })
    await onStage({ sites: [site] }, async (stage) => {
      stage.simulator.faults.add({
        match: { path: 'graphql' },
        times: 'always',
        effect: { kind: 'metadata', message: 'x', code: 'TIME_LIMIT_EXCEEDED', data: 'kept' },
      })
      const { by } = await describeOn(stage, [
        ['workbook', 'F/W'],
        ['workbook', 'F/X'],
      ])
      expect(by['workbook:W']).toMatchObject({
        hasExtract: false,
        gaps: expect.arrayContaining(['incomplete']),
      })
      expect(by['workbook:X']).toMatchObject({
        hasExtract: true,
        gaps: expect.arrayContaining(['incomplete']),
      })
      expect(stage.simulator.record.callsTo('workbooks').length).toBeGreaterThan(0)
    })
  })

  test('with a harmless warning are complete', async () => {
    await onStage({ sites: [acmeWith({ workbooks: twenty })] }, async (stage) => {
      stage.simulator.faults.add({
        match: { path: 'graphql' },
        times: 'always',
        effect: {
          kind: 'metadata',
          message: 'x',
          code: 'PERMISSIONS_MODE_SWITCHED',
          severity: 'WARNING',
          data: 'kept',
        },
      })
      const { by, notices } = await describeOn(stage, paths)
      expect(Object.values(by).map(({ tables }) => tables.length)).toEqual(twenty.map(() => 10))
      expect(notices).toEqual([])
    })
  })
})

describe('without the Metadata API', () => {
  const OFF = ['lineage-off']
  const site: Partial<SiteInput> = {
    datasources: [
      datasource('F/D', { tables: ['DB.S.A'], bridge: true }),
      datasource('F/Live', { extract: false, tables: ['DB.S.A'] }),
    ],
    workbooks: [
      workbook('F/W', { reads: ['F/D'], embedded: [{ tables: ['DB.S.B'] }] }),
      workbook('F/Odd, name', { embedded: [{ tables: ['DB.S.B'], extract: false }] }),
    ],
  }
  const paths: Paths = [
    ['workbook', 'F/W'],
    ['workbook', 'F/Odd, name'],
    ['datasource', 'F/Live'],
  ]

  test.each(['feature-disabled', 'not-found'] as const)(
    '(%s) REST shows extracts and published data sources',
    async (service) => {
      const { by, notices } = await lineage(site, paths, { metadata: { service } })
      expect(by).toMatchObject({
        'workbook:W': { hasExtract: true, gaps: OFF, reads: [by['datasource:D']?.content.luid] },
        'workbook:Odd, name': { hasExtract: false, gaps: OFF, reads: [] },
        'datasource:D': { hasExtract: true, gaps: OFF, viaBridge: true },
        'datasource:Live': { hasExtract: false, gaps: OFF, viaBridge: false },
      })
      expect(notices).toEqual([
        expect.stringMatching(/^The Metadata API .*every node in depends_on counts for each extract\.$/),
      ])
    },
  )

  test('also for a connected app that the Metadata API does not accept', async () => {
    await onStage({ sites: [acmeWith(site)] }, async (stage) => {
      stage.simulator.faults.add({
        match: { path: 'graphql' },
        times: 'always',
        effect: { kind: 'error', code: '401002' },
      })
      const { by, notices } = await describeOn(stage, paths, { credentials: CONNECTED_APP })
      expect(by['workbook:W']).toMatchObject({ hasExtract: true, tables: [], gaps: OFF })
      expect(notices).toEqual([expect.stringMatching(/connected app/)])
      // The session itself is valid: the renewals did not help, and were not repeated.
      expect(stage.simulator.record.signIns.length).toBeLessThanOrEqual(3)
    })
  })

  test('also for an older server that refuses connections to a connected app', async () => {
    await onStage(
      { sites: [acmeWith(site)], settings: { metadata: { service: 'not-found' } } },
      async (stage) => {
        stage.simulator.faults.add({
          match: { path: '/connections' },
          times: 'always',
          effect: { kind: 'error', code: '401002' },
        })
        const { by } = await describeOn(stage, paths, { credentials: CONNECTED_APP })
        expect(by['workbook:W']).toMatchObject({
          hasExtract: true,
          reads: [],
          gaps: ['lineage-off', 'connections-refused'],
        })
      },
    )
  })

  test('if connections are refused, the notice says who can see them', async () => {
    const settings = { metadata: { service: 'feature-disabled' } } as const
    await onStage({ sites: [acmeWith(site)], settings }, async (stage) => {
      stage.simulator.faults.add({
        match: { path: '/connections' },
        times: 'always',
        effect: { kind: 'error', code: '403004' },
      })
      const { by, notices } = await describeOn(stage, paths)
      expect(by['workbook:Odd, name']).toMatchObject({
        hasExtract: false,
        gaps: ['lineage-off', 'connections-refused'],
      })
      expect(notices).toEqual([
        expect.stringMatching(/^The Metadata API /),
        expect.stringMatching(
          /^2 workbooks .* a published data source behind them cannot be seen\. Sign in as a site administrator, or as a user who may view and connect to their data sources\.$/,
        ),
      ])
    })
  })

  test('a connection to a published data source that the user may not see is a gap', async () => {
    const hidden = acmeWith({
      datasources: [datasource('Secret/D', { tables: ['DB.S.A'] })],
      workbooks: [
        workbook('F/W', { reads: ['Secret/D'] }),
        workbook('F/Live', { embedded: [{ tables: ['DB.S.B'], extract: false }] }),
      ],
    })
    const users = hidden.users?.map((user) => (user.admin === true ? user : { ...user, sees: ['F'] }))
    await onStage(
      { sites: [{ ...hidden, users }], settings: { metadata: { service: 'not-found' } } },
      async (stage) => {
        const both: Paths = [
          ['workbook', 'F/W'],
          ['workbook', 'F/Live'],
        ]
        const { by } = await describeOn(stage, both, {
          credentials: { kind: 'token', name: 'ann', secret: 's3cret' },
        })
        expect(by['workbook:W']).toMatchObject({ hasExtract: false, gaps: ['lineage-off', 'hidden-source'] })
        expect(by['workbook:Live']).toMatchObject({ hasExtract: false, gaps: OFF })
      },
    )
  })

  test('also for a server that does not know a field', async () => {
    await onStage({ sites: [acmeWith(site)] }, async (stage) => {
      const body = JSON.stringify({
        errors: [
          {
            message: "Validation error of type FieldUndefined: Field 'projectLuid' is undefined",
            extensions: { classification: 'ValidationError' },
          },
        ],
      })
      stage.simulator.faults.add({
        match: { path: 'graphql' },
        times: 'always',
        effect: { kind: 'answer', status: 200, body },
      })
      const { by } = await describeOn(stage, paths)
      expect(by['workbook:W']).toMatchObject({ hasExtract: true, tables: [], gaps: OFF })
    })
  })
})

describe('the number of calls', () => {
  const twenty = Array.from({ length: 20 }, (_, index) =>
    workbook(`F/W${index}`, { embedded: [{ tables: [`DB.S.T${index}`] }] }),
  )

  type By = 'luid' | 'number' | 'content URL' | 'path'
  const referencesTo: Readonly<Record<By, (one: Workbook) => ContentReference>> = {
    luid: ({ luid }) => ({ by: 'luid', of: 'workbook', luid }),
    number: ({ number }) => ({ by: 'number', of: 'workbook', number: String(number) }),
    'content URL': ({ contentUrl }) => ({ by: 'content-url', of: 'workbook', contentUrl }),
    path: ({ name }) => ({ by: 'path', of: 'workbook', path: `F/${name}` }),
  }

  test.each<[By, number, string]>([
    ['luid', 1, 'metadata'],
    ['luid', 20, 'metadata'],
    ['number', 1, 'metadata'],
    ['number', 20, 'metadata'],
    ['content URL', 1, 'workbooks, metadata'],
    ['content URL', 20, 'workbooks, metadata'],
    ['path', 1, 'workbooks, projects, metadata'],
    ['path', 20, 'workbooks, projects, metadata'],
  ])('by %s for %i found and described: %s, then one for each refresh and poll', async (by, count, calls) => {
    await onStage({ sites: [acmeWith({ workbooks: twenty })] }, async ({ session, simulator }) => {
      const wanted = twenty.slice(0, count).map(({ path }) => simulator.workbook(path))
      const answers = await session(async (opened) => {
        const { findings, prefetched } = await opened.find(wanted.map(referencesTo[by]))
        const { contents } = await opened.describe(contentsOf(findings), prefetched)
        return Promise.all(contents.map(({ content }) => opened.refresh(content, 'full')))
      })
      expect(answers.map(({ kind }) => kind)).toEqual(wanted.map(() => 'requested'))
      const made = simulator.record.calls.map(callOf)
      const refreshes = wanted.map(() => 'refresh')
      expect(made).toEqual(['serverinfo', 'signin', ...calls.split(', '), ...refreshes, 'signout'])
    })
  })

  test('for workbooks and data sources by LUID and number is one, and one more for Bridge', async () => {
    const site: Partial<SiteInput> = {
      workbooks: twenty,
      datasources: [
        datasource('F/D', { tables: ['DB.S.A'] }),
        datasource('F/E', { tables: ['DB.S.A'], number: 5 }),
      ],
    }
    await onStage({ sites: [acmeWith(site)] }, async ({ session, simulator }) => {
      const { contents } = await session(async (opened) => {
        const { findings, prefetched } = await opened.find([
          { by: 'luid', of: 'workbook', luid: simulator.workbook('F/W0').luid },
          { by: 'number', of: 'workbook', number: String(simulator.workbook('F/W1').number) },
          { by: 'luid', of: 'datasource', luid: simulator.datasource('F/D').luid },
          { by: 'number', of: 'datasource', number: '5' },
        ])
        return opened.describe(contentsOf(findings), prefetched)
      })
      expect(contents.map(({ content, tables }) => [content.name, tables.length])).toEqual([
        ['W0', 1],
        ['W1', 1],
        ['D', 1],
        ['E', 1],
      ])
      expect(simulator.record.calls.map(callOf).slice(2, -1)).toEqual(['metadata', 'datasources'])
    })
  })

  test('for a data source by path does not fetch its row twice', async () => {
    const site = { datasources: [datasource('F/D', { tables: ['DB.S.A'], bridge: true })] }
    await onStage({ sites: [acmeWith(site)] }, async (stage) => {
      const { by } = await describeOn(stage, [['datasource', 'F/D']])
      expect(by['datasource:D']).toMatchObject({ viaBridge: true })
      const made = stage.simulator.record.calls.map(callOf).slice(2, -1)
      expect(made).toEqual(['datasources', 'projects', 'metadata'])
    })
  })

  test('grows by pages only: 250 workbooks and 450 custom SQL queries', async () => {
    const many = Array.from({ length: 250 }, (_, index) =>
      workbook(`F/W${index}`, {
        embedded: [
          {
            tables: [`DB.S.T${index}`],
            customSql: Array.from({ length: index < 200 ? 2 : 1 }, (_, query) => ({
              query: `select ${index}, ${query}`,
              tables: [`S${index}_${query}`],
            })),
          },
        ],
      }),
    )
    await onStage({ sites: [acmeWith({ workbooks: many })] }, async ({ session, simulator }) => {
      const { contents } = await session(async (opened) => {
        const luids = many.map(({ path }) => simulator.workbook(path).luid)
        const { findings, prefetched } = await opened.find(
          luids.map((luid) => ({ by: 'luid', of: 'workbook', luid })),
        )
        return opened.describe(contentsOf(findings), prefetched)
      })
      expect(contents.map(({ tables }) => tables.length)).toEqual(
        many.map((_, index) => (index < 200 ? 3 : 2)),
      )
      // Five calls, and one for the texts of the queries.
      expect(simulator.record.callsTo('metadata')).toHaveLength(6)
    })
  })

  test('of a second description is the same: Tableau is called again', async () => {
    await onStage({ sites: [acmeWith({ workbooks: twenty })] }, async ({ session, simulator, clock }) => {
      await session(async (opened) => {
        const { luid } = simulator.workbook('F/W0')
        const { findings, prefetched } = await opened.find([{ by: 'luid', of: 'workbook', luid }])
        const contents = contentsOf(findings)
        const before = await opened.describe(contents, prefetched)
        const requestedAt = clock.now()
        simulator.refresh(simulator.workbook('F/W0'))
        clock.advance({ minutes: 60 })
        const after = await opened.describe(contents)
        expect(before.contents[0]?.extractUpdatedAt).toBeLessThan(requestedAt)
        expect(after.contents[0]?.extractUpdatedAt).toBeGreaterThanOrEqual(requestedAt)
      })
    })
  })

  test('is zero without content', async () => {
    await onStage({ sites: [acmeWith({})] }, async ({ session, simulator }) => {
      await session(async (opened) => {
        expect((await opened.find([])).findings).toEqual([])
        expect(await opened.describe([])).toEqual({ contents: [], notices: [] })
      })
      expect(simulator.record.calls).toHaveLength(3)
    })
  })
})
