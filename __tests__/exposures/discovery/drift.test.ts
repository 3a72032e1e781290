import { anyMessage as message } from '../../support/any-message.js'
import { describe, expect, test } from '@jest/globals'
import type { UniqueId } from '../../../src/dbt/types.js'
import {
  type CheckedExposure,
  type Drift,
  type DriftInput,
  driftOf,
} from '../../../src/exposures/discovery/drift.js'
import {
  type Content,
  type ContentLineage,
  type Luid,
  NO_READING,
  type TableauTable,
} from '../../../src/tableau/types.js'
import { manifestOf } from '../../support/dbt.js'
import { dashboard, discoveryOf, luidOf } from '../discoveries.js'

const MANIFEST = manifestOf({
  'model.shop.orders': {},
  'model.shop.customers': {},
  'model.shop.payments': {},
  'model.shop.helper': { materialized: 'ephemeral' },
  'model.shop.report': { materialized: 'view', reads: ['model.shop.orders'] },
})

const id = (name: string): UniqueId => `model.shop.${name}` as UniqueId

const table = (name: string, schema = 'marts'): TableauTable => ({
  name,
  schema,
  fullName: `analytics.${schema}.${name}`,
  database: 'analytics',
  connectionType: 'snowflake',
})

function content(name: string, kind: Content['kind'] = 'workbook'): Content {
  return { kind, luid: luidOf(name) as Luid, name, project: 'Finance', url: null }
}

function lineage(
  name: string,
  tables: readonly TableauTable[] | null,
  more: Partial<ContentLineage> = {},
): ContentLineage {
  return {
    content: content(name),
    hasExtract: true,
    tables: tables ?? [],
    reads: [],
    gaps: tables === null ? ['redacted'] : [],
    live: NO_READING,
    extractUpdatedAt: null,
    viaBridge: false,
    ...more,
  }
}

interface Sketch {
  readonly declares?: readonly string[]
  readonly label?: string | null
  readonly meta?: Record<string, unknown>
  readonly contentUrl?: string
  readonly named?: string
  readonly dead?: readonly string[]
  readonly nearest?: readonly Luid[]
}

function checked({
  declares = ['orders'],
  label = null,
  meta = {},
  contentUrl = 'KPIs',
  named = 'KPIs',
  dead = [],
  nearest = [],
}: Sketch): CheckedExposure {
  return {
    declared: { name: 'kpis', label, meta },
    upstream: declares.map(id),
    found: [{ reference: { by: 'content-url', of: 'workbook', contentUrl }, content: content(named) }],
    dead,
    nearest,
    allFound: dead.length === 0,
  }
}

function drift(
  sketch: Sketch,
  lineages: readonly ContentLineage[],
  more: Partial<DriftInput> = {},
): readonly Drift[] {
  return driftOf({
    exposures: [checked(sketch)],
    linkedContent: [],
    discovery: discoveryOf([]),
    lineages,
    manifest: MANIFEST,
    relationMap: [],
    written: null,
    ...more,
  }).drift
}

const kindsAndNodes = (all: readonly Drift[]): string[] =>
  all.map(({ kind, nodes }) => [kind, ...nodes.map((node) => node.split('.').at(-1))].join(' '))

describe('upstream', () => {
  test.each<[string, Sketch, readonly ContentLineage[], string[]]>([
    ['is none if both sides agree', {}, [lineage('KPIs', [table('orders')])], []],
    [
      'Tableau reads more',
      {},
      [lineage('KPIs', [table('orders'), table('payments')])],
      ['not-declared payments'],
    ],
    [
      'dbt declares more',
      { declares: ['orders', 'payments'] },
      [lineage('KPIs', [table('orders')])],
      ['not-read payments'],
    ],
    [
      'both',
      { declares: ['customers'] },
      [lineage('KPIs', [table('orders')])],
      ['not-declared orders', 'not-read customers'],
    ],
    [
      'tables of a published data source count for the content that reads it',
      {},
      [lineage('KPIs', [], { reads: [luidOf('DS') as Luid] }), lineage('DS', [table('orders')])],
      [],
    ],
    [
      'ephemeral models, which Tableau cannot read, do not count',
      { declares: ['orders', 'helper'] },
      [lineage('KPIs', [table('orders')])],
      [],
    ],
    ['unknown tables are ignored', { declares: [] }, [lineage('KPIs', [table('budget')])], []],
    [
      'is none if all tables are unknown: each may be a view made by hand',
      {},
      [lineage('KPIs', [table('budget')])],
      [],
    ],
    [
      'is none if an unknown table may be a view made by hand',
      { declares: ['orders', 'payments'] },
      [lineage('KPIs', [table('orders'), table('budget')])],
      [],
    ],
    [
      'nodes behind a view count as read',
      { declares: ['orders', 'payments', 'report'] },
      [lineage('KPIs', [table('report'), table('customers')])],
      ['not-declared customers', 'not-read payments'],
    ],
    [
      'nodes that only a live data source shows count as read',
      { declares: ['orders', 'payments'] },
      [
        lineage('KPIs', [table('orders')], {
          live: { tables: [table('payments')], reads: [], gaps: [] },
        }),
      ],
      [],
    ],
    ['another environment is not drift', {}, [lineage('KPIs', [table('orders', 'dev')])], []],
    ['no lineage is not drift', {}, [lineage('KPIs', null)], []],
    [
      'a lineage without tables is not drift: Tableau cannot see into some connections',
      {},
      [lineage('KPIs', [])],
      [],
    ],
    [
      'is none if it reads an unknown data source',
      { declares: ['orders', 'payments'] },
      [lineage('KPIs', [table('orders')], { reads: ['gone' as Luid] })],
      [],
    ],
    [
      'is none if a hidden name may be the missing table',
      { declares: ['orders', 'payments'] },
      [lineage('KPIs', [table('orders'), { ...table('x'), name: null, fullName: null }])],
      [],
    ],
    [
      'is only dead if dead content may read the missing node',
      { declares: ['orders', 'payments'], dead: ['gone.'] },
      [lineage('KPIs', [table('orders')])],
      ['dead'],
    ],
  ])('%s', (_, sketch, lineages, wanted) => {
    expect(kindsAndNodes(drift(sketch, lineages))).toEqual(wanted)
  })

  test('nodes with the same name in two projects have different display names', () => {
    const manifest = manifestOf({
      'model.shop.orders': {},
      'model.finance.orders': { schema: 'finance' },
      'model.shop.payments': {},
    })
    const read = [table('orders', 'finance'), table('payments')]
    const [first] = drift({ declares: ['payments'] }, [lineage('KPIs', read)], { manifest })
    expect(first?.message).toMatch(/^Tableau reads finance\.orders, which/)
  })

  test('with an incomplete answer, nodes that only dbt declares are not compared, and the check says so', () => {
    const input: DriftInput = {
      exposures: [checked({ declares: ['orders', 'payments'] })],
      linkedContent: [],
      discovery: discoveryOf([], { incomplete: [message('warning', 'Tableau gave a part only.')] }),
      lineages: [lineage('KPIs', [table('orders'), table('customers')])],
      manifest: MANIFEST,
      relationMap: [],
      written: null,
    }
    const { drift: all, incomplete } = driftOf(input)
    expect(kindsAndNodes(all)).toEqual(['not-declared customers'])
    expect(incomplete).toBe(true)
  })

  test('nodes that discovery found in custom SQL count as read', () => {
    const discovery = discoveryOf([dashboard({ name: 'KPIs', reads: ['orders', 'payments'] })])
    expect(kindsAndNodes(drift({}, [lineage('KPIs', [table('orders')])], { discovery }))).toEqual([
      'not-declared payments',
    ])
  })
})

describe('names', () => {
  const known = { tableau: { luid: luidOf('New name'), name: 'Old name' } }

  test.each<[string, Sketch, string[]]>([
    ['a generated exposure stores the old name', { meta: known, named: 'New name' }, ['renamed']],
    [
      'the content URL was made from the label',
      { label: 'Weekly KPIs', contentUrl: 'WeeklyKPIs_17', named: 'Monthly KPIs' },
      ['renamed'],
    ],
    [
      'a label that somebody chose is ignored',
      { label: 'For the board', contentUrl: 'WeeklyKPIs', named: 'Monthly KPIs' },
      [],
    ],
    [
      'so is a label that is still right',
      { label: 'Weekly KPIs', contentUrl: 'WeeklyKPIs', named: 'Weekly KPIs' },
      [],
    ],
  ])('%s', (_, sketch, wanted) => {
    expect(kindsAndNodes(drift(sketch, [lineage(sketch.named ?? 'KPIs', [table('orders')])]))).toEqual(wanted)
  })
})

describe('dashboards without an exposure', () => {
  const board = dashboard({ name: 'Board', reads: ['orders'] })
  const discovery = discoveryOf([board])
  const without = (more: Partial<DriftInput> = {}): string[] =>
    kindsAndNodes(drift({}, [lineage('KPIs', [table('orders')])], { discovery, ...more }))

  test('are reported with the nodes that they read', () => expect(without()).toEqual(['no-exposure orders']))

  test('are to be committed where this run has written an exposure for them to the exposures-file', () => {
    const written = { path: 'models/tableau.yml', luids: new Set<string>([luidOf('Board')]) }
    const found = drift({}, [lineage('KPIs', [table('orders')])], { discovery, written })
    expect(found.map(({ messageId, message }) => [messageId, message])).toEqual([
      [
        'AE-DRIFT-WRITTEN',
        'The dashboard reads orders, and no exposure of this build points to it yet. Commit models/tableau.yml, in which this run has written one.',
      ],
    ])
    const other = { path: 'models/tableau.yml', luids: new Set<string>() }
    const [left] = drift({}, [lineage('KPIs', [table('orders')])], { discovery, written: other })
    expect(left?.message).toContain('no exposure points to it')
  })

  test('name the exposure that was probably meant, if its reference resembles them', () => {
    const found = drift({ nearest: [luidOf('Board') as Luid] }, [lineage('KPIs', [table('orders')])], {
      discovery,
    })
    expect(found.map(({ messageId, message }) => [messageId, message])).toEqual([
      [
        'AE-DRIFT-LIKELY-EXPOSURE',
        'The dashboard reads orders; kpis was probably meant to point to it, and points to nothing. Correct its url or its meta.active_exposure.extracts.',
      ],
    ])
  })

  test('are not reported if an exposure links to them, even a disabled one', () => {
    expect(without({ linkedContent: [{ by: 'luid', of: 'workbook', luid: luidOf('Board') }] })).toEqual([])
  })

  test('are not reported if they were found for an exposure', () => {
    expect(without({ discovery: discoveryOf([dashboard({ name: 'KPIs', reads: ['orders'] })]) })).toEqual([])
  })
})
