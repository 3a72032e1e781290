import { describe, expect, test } from '@jest/globals'
import type { Manifest } from '../../src/dbt/manifest.js'
import { compareRelations, relationOf, relationOfTable } from '../../src/exposures/relations.js'
import { manifestOf, rawManifest, uid } from '../support/dbt.js'

const ORDERS = 'model.shop.orders'
const METADATA = rawManifest({}).metadata

function built(adapter_type: string, database: string | null): Manifest {
  const nodes = { [ORDERS]: { database, schema: 'MARTS' }, 'test.shop.unique': { reads: [ORDERS] } }
  return manifestOf(nodes, { metadata: { ...METADATA, adapter_type } })
}

describe('the place of a node', () => {
  test.each<[string, string | null, string]>([
    ['oracle', 'None', '.marts.orders'],
    ['oracle', 'FREEPDB1', 'freepdb1.marts.orders'],
    ['oracle', null, '.marts.orders'],
    ['singlestore', 'shop', '.shop.orders'],
    ['singlestore', '', '.marts.orders'],
    ['snowflake', 'shop', 'shop.marts.orders'],
  ])('%s with the database %s is %s', (adapter, database, place) => {
    const { nodes } = built(adapter, database)
    expect(nodes.get(uid(ORDERS))?.key).toBe(`${ORDERS}@${place}`)
    expect(nodes.get(uid('test.shop.unique'))?.key).toBe(`test.shop.unique@${place}`)
  })

  test.each<[string, string, object]>([
    ['oracle', 'None', { schema: 'MARTS', database: 'FREEPDB1', fullName: '[MARTS].[ORDERS]' }],
    ['singlestore', 'shop', { schema: '', database: 'shop', fullName: '[shop].[orders]' }],
    ['singlestore', 'shop', { schema: '', database: 'shop', fullName: '[orders]', connectionType: 'mysql' }],
  ])('%s matches what Tableau shows: %s, %j', (adapter, database, shown) => {
    const node = built(adapter, database).nodes.get(uid(ORDERS))
    const table = relationOfTable({
      name: 'orders',
      connectionType: adapter,
      schema: null,
      fullName: null,
      database: null,
      ...shown,
    })
    expect(node && table && compareRelations(relationOf(node, []), table, adapter)).toBe('same')
  })
})
