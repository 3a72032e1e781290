import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import { changedByFiles } from '../../../src/dbt/compare/changed-files.js'
import { type ComparedManifest, readComparedManifest } from '../../../src/dbt/compare/compared-manifest.js'
import { modifiedSince, reachedBy } from '../../../src/dbt/compare/modified.js'
import { asProduction } from '../../../src/dbt/compare/production.js'
import { artifactsFolder, type Engine, ENGINES } from '../../support/artifacts.js'
import { manifestOf, uid } from '../../support/dbt.js'

/* That these are dbt's own rules, dbt itself shows: scripts/proof/modified. */

interface RawNode {
  unique_id: string
  raw_code: string
  macro_sql: string
  url: string
  identifier: string
  alias: string
  database: string
  schema: string
  description: string
  contract: object
  checksum: { name: string; checksum: string }
  unrendered_config: Record<string, unknown>
  config: Record<string, unknown>
  depends_on: { nodes: string[]; macros: string[] }
}

type Section = Record<string, RawNode>
type Raw = Record<'nodes' | 'sources' | 'exposures' | 'macros', Section>

function at(section: Section, id: string): RawNode {
  const node = section[id]
  if (node === undefined) throw new Error(`The example has no ${id} any more.`)
  return node
}

function raw(engine: Engine): Raw {
  const file = new URL(`../../fixtures/artifacts/${engine}/build-ok/manifest.json.gz`, import.meta.url)
  return JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as Raw
}

function compared(engine: Engine, change: (manifest: Raw) => void = () => undefined): ComparedManifest {
  const manifest = raw(engine)
  change(manifest)
  const path = join(artifactsFolder({ 'manifest.json': manifest }), 'target/manifest.json')
  return readComparedManifest(path, 'target/manifest.json')
}

const UNCHANGED = new Map(ENGINES.map((engine) => [engine, compared(engine)]))

function changesOf(engine: Engine, change: (manifest: Raw) => void): string[] {
  const before = UNCHANGED.get(engine) ?? compared(engine)
  return modifiedSince(before, compared(engine, change)).changes.map(
    ({ id, how, parts }) => `${id} ${[how, ...parts].join(' ')}`,
  )
}

const ORDERS = 'model.acme.fct_orders'

const EXPOSURE_MEMBERS = [
  ['fqn', ['acme', 'moved', 'menu']],
  ['type', 'notebook'],
  ['owner', { name: 'Somebody else' }],
  ['maturity', 'low'],
  ['description', 'Another one'],
  ['label', 'Another one'],
] as const

describe.each(ENGINES)('manifests of %s', (engine) => {
  test('whose enforced contract differs name the columns', () => {
    const enforce = (m: Raw, checksum: string, columns: Record<string, string>): void => {
      const node = at(m.nodes, ORDERS) as { contract: object; columns?: object }
      node.contract = { enforced: true, checksum }
      node.columns = Object.fromEntries(
        Object.entries(columns).map(([name, data_type]) => [name, { name, data_type, description: '' }]),
      )
    }
    const before = compared(engine, (m) => enforce(m, 'x', { id: 'int', amount: 'numeric', note: 'text' }))
    const now = compared(engine, (m) => enforce(m, 'y', { id: 'bigint', note: 'text', at: 'date' }))
    const [change] = modifiedSince(before, now).changes.filter(({ id }) => id === ORDERS)
    expect(change?.contract).toEqual({
      added: ['at'],
      removed: ['amount'],
      retyped: [{ name: 'id', was: 'int', is: 'bigint' }],
    })
  })

  test('that are equal show no changes', () => {
    expect(changesOf(engine, () => undefined)).toEqual([])
  })

  test.each<[string, (manifest: Raw) => void, string[]]>([
    ['a body', (m) => (at(m.nodes, ORDERS).raw_code += ' -- x'), [`${ORDERS} changed body`]],
    [
      'a seed',
      (m) => (at(m.nodes, 'seed.acme.raw_products').checksum.checksum = 'x'),
      ['seed.acme.raw_products changed body'],
    ],
    [
      'a large seed, whose checksum is its path',
      (m) =>
        (at(m.nodes, 'seed.acme.raw_products').checksum = {
          name: 'path',
          checksum: 'seeds/raw_products.csv',
        }),
      ['seed.acme.raw_products changed body'],
    ],
    [
      'a config',
      (m) => (at(m.nodes, ORDERS).unrendered_config['unique_key'] = 'id'),
      [`${ORDERS} changed config`],
    ],
    ['a tag', (m) => (at(m.nodes, ORDERS).unrendered_config['tags'] = ['x']), []],
    [
      'a configured alias',
      (m) => (at(m.nodes, ORDERS).unrendered_config['alias'] = 'x'),
      [`${ORDERS} changed relation`],
    ],
    [
      'another target',
      (m) => Object.assign(at(m.nodes, ORDERS), { database: 'ci', schema: 'pr_7', relation_name: 'x' }),
      [],
    ],
    ['a description that is not persisted', (m) => (at(m.nodes, ORDERS).description = 'x'), []],
    [
      'an enforced contract',
      (m) => (at(m.nodes, ORDERS).contract = { enforced: true, checksum: 'x' }),
      [`${ORDERS} changed contract`],
    ],
    [
      'a renamed model',
      (m) => {
        m.nodes['model.acme.fct_orders_2'] = { ...at(m.nodes, ORDERS), unique_id: 'model.acme.fct_orders_2' }
        m.nodes = Object.fromEntries(Object.entries(m.nodes).filter(([id]) => id !== ORDERS))
      },
      ['model.acme.fct_orders_2 new', `${ORDERS} removed`],
    ],
    [
      'an exposure',
      (m) => (at(m.exposures, 'exposure.acme.menu').url = 'https://x'),
      ['exposure.acme.menu changed properties'],
    ],
    ...EXPOSURE_MEMBERS.map(([member, value]): [string, (manifest: Raw) => void, string[]] => [
      `the ${member} of an exposure`,
      (m) => void Object.assign(at(m.exposures, 'exposure.acme.menu'), { [member]: value }),
      ['exposure.acme.menu changed properties'],
    ]),
    [
      'a source',
      (m) => (at(m.sources, 'source.acme.shop.orders').identifier = 'x'),
      ['source.acme.shop.orders changed relation'],
    ],
  ])('%s', (_, change, expected) => {
    expect(changesOf(engine, change)).toEqual(expected)
  })

  test('a changed macro changes the nodes that call it', () => {
    const changes = changesOf(
      engine,
      (m) => (at(m.macros, 'macro.dbt.is_incremental').macro_sql += ' '.repeat(2) + 'x'),
    )
    expect(changes).toContain(`${ORDERS} changed macros`)
    expect(changes.join()).not.toContain('dim_products')
  })

  test('a changed description counts if it is persisted', () => {
    const persist = (m: Raw): void => void (at(m.nodes, ORDERS).config['persist_docs'] = { relation: true })
    const describeAnew = (m: Raw): void => {
      persist(m)
      at(m.nodes, ORDERS).description = 'x'
    }
    const { changes } = modifiedSince(compared(engine, persist), compared(engine, describeAnew))
    expect(changes).toEqual([{ id: ORDERS, how: 'changed', parts: ['description'] }])
  })
})

describe('manifests of two engines', () => {
  const pairs = ENGINES.flatMap((a) => ENGINES.filter((b) => b !== a).map((b): [Engine, Engine] => [a, b]))

  test.each(pairs)('%s and %s: by code, dependencies, relation and materialization', (a, b) => {
    const { changes, rules } = modifiedSince(
      compared(a),
      compared(b, (m) => (at(m.nodes, 'model.acme.rpt_menu').raw_code += '\n-- x')),
    )
    expect(rules).toBe('fallback')
    const models = changes.filter(({ id }) => /^(model|seed|snapshot|source)\./.test(id))
    expect(models).toEqual([{ id: 'model.acme.rpt_menu', how: 'changed', parts: ['body'] }])
  })
})

test('removed nodes are followed in the base manifest, new ones in the current manifest', () => {
  const base = compared('core-1.12', (m) => {
    m.nodes['model.acme.old'] = { ...at(m.nodes, 'model.acme.rpt_menu'), unique_id: 'model.acme.old' }
    at(m.nodes, 'model.acme.rpt_menu').depends_on.nodes = ['model.acme.old']
  })
  const current = compared('core-1.12')
  const reached = reachedBy([{ id: uid('model.acme.old'), how: 'removed', parts: [] }], current, base)
  expect([...reached.keys()]).toEqual(expect.arrayContaining(['model.acme.rpt_menu', 'exposure.acme.menu']))
})

test('what is downstream has the nearest changed nodes, and a changed node has itself', () => {
  const changes = ['stg_orders', 'fct_orders'].map((name) => ({
    id: uid(`model.acme.${name}`),
    how: 'changed' as const,
    parts: [],
  }))
  const reached = reachedBy(changes, compared('core-1.12'), null)
  expect(reached.get(uid(ORDERS))).toEqual([ORDERS])
  expect(reached.get(uid('model.acme.rpt_open_orders'))).toEqual([ORDERS])
})

describe('changed files', () => {
  const map = (changed: string[], { gone = [], folder = '' }: { gone?: string[]; folder?: string } = {}) => {
    const { changes, ...rest } = changedByFiles(compared('core-1.12'), { changed, gone }, folder)
    return { ids: changes.map(({ id }) => id).filter((id) => !/^(test|unit_test)\./.test(id)), ...rest }
  }

  test.each<[string, string[], string[]]>([
    ['a model', ['models/marts/fct_orders.sql'], [ORDERS]],
    ['a seed', ['seeds/raw_products.csv'], ['seed.acme.raw_products']],
    ['a snapshot', ['snapshots/customers_snapshot.sql'], ['snapshot.acme.customers_snapshot']],
    [
      'a YAML file that describes nodes',
      ['seeds/_seeds.yml'],
      ['seed.acme.raw_customers', 'seed.acme.raw_products'],
    ],
    ['files outside the project', ['README.md', 'models/notes.md', '../x.sql'], []],
  ])('%s', (_, files, ids) => {
    expect(map(files).ids.sort()).toEqual(ids)
  })

  test('a macro changes the nodes that call it, and nothing else', () => {
    const manifest = compared('core-1.12', (m) => {
      at(m.nodes, ORDERS).depends_on.macros = ['macro.acme.load_shop']
    })
    const { changes } = changedByFiles(manifest, { changed: ['macros/load_shop.sql'], gone: [] }, '')
    expect(changes).toEqual([{ id: ORDERS, how: 'changed', parts: ['macros'] }])
  })

  test('in a monorepo, only those in the folder of the project count', () => {
    expect(
      map(['models/marts/fct_orders.sql', 'dbt/acme/models/marts/rpt_menu.sql'], { folder: 'dbt/acme' }).ids,
    ).toEqual(['model.acme.rpt_menu'])
  })

  test('files that belong to no single node are listed', () => {
    const mapped = map(
      [
        'dbt/dbt_project.yml',
        'dbt/packages.yml',
        'dbt/models/unknown.sql',
        'dbt/docs.md',
        'dbt/models/exposures.yml',
      ],
      {
        gone: ['dbt/models/old.sql', 'dbt/old.md', 'elsewhere/x.sql'],
        folder: 'dbt',
      },
    )
    expect(mapped).toMatchObject({
      unmapped: ['dbt/dbt_project.yml', 'dbt/packages.yml', 'dbt/models/unknown.sql'],
      gone: ['models/old.sql'],
      wholeYaml: false,
    })
  })

  test.each([
    ['models/exposures.yml', false],
    ['seeds/_seeds.yml', true],
  ])(
    'whether all nodes that %s describes count as changed: exposures are no such nodes',
    (path, wholeYaml) => {
      expect(map([path])).toMatchObject({ wholeYaml })
    },
  )
})

describe('the place of a node in production', () => {
  const manifest = manifestOf({
    'model.shop.a': { schema: 'ci_7' },
    'model.shop.new': { schema: 'ci_7' },
    'test.shop.t': { schema: 'ci_7', reads: ['model.shop.a'] },
  })
  const { nodes: saved } = manifestOf({
    'model.shop.a': { schema: 'marts' },
    'model.shop.gone': { schema: 'marts' },
  })

  test('comes from the catalogue; a new node keeps its own', () => {
    const { nodes } = asProduction(manifest, { bases: [], saved })
    expect([...nodes.values()].map(({ key }) => key)).toEqual([
      'model.shop.a@analytics.marts.a',
      'model.shop.new@analytics.ci_7.new',
      'test.shop.t@analytics.marts.a',
    ])
  })

  test('comes from the base manifest, with its alias, if there is one', () => {
    const base = compared('core-1.12', (m) => (at(m.nodes, ORDERS).alias = 'orders'))
    const ci = manifestOf({ [ORDERS]: { schema: 'ci_7' } })
    const { nodes } = asProduction(ci, { bases: [base], saved: manifestOf({ [ORDERS]: {} }).nodes })
    expect(nodes.get(uid(ORDERS))).toMatchObject({ schema: 'analytics', identifier: 'orders' })
  })

  test('comes from a base manifest without the database that dbt-oracle writes as a text', () => {
    const base = compared('core-1.12', (m) => (at(m.nodes, ORDERS).database = 'None'))
    const ci = manifestOf({ [ORDERS]: { schema: 'ci_7', database: 'None' } })
    const { nodes } = asProduction(ci, { bases: [base], saved: new Map() })
    expect(nodes.get(uid(ORDERS))).toMatchObject({ database: null, schema: 'analytics' })
  })
})
