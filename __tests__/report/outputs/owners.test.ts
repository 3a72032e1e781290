import { expect, test } from '@jest/globals'
import type { UniqueId } from '../../../src/dbt/types.js'
import { Owners } from '../../../src/report/outputs/owners.js'

test.each([
  [['Ines Quispe', 'ines@example.com'], 'Ines Quispe', ['ines@example.com']],
  [['ines@example.com'], null, ['ines@example.com']],
  [['Ines Quispe <ines@example.com>'], 'Ines Quispe', ['ines@example.com']],
  [['Ann (ann@example.com)'], 'Ann', ['ann@example.com']],
  [['Finance', 'a@example.com, b@example.com'], 'Finance', ['a@example.com', 'b@example.com']],
  [['a@example.com; b@example.com'], null, ['a@example.com', 'b@example.com']],
  [['@data-team'], '@data-team', []],
  [['Team (EMEA)'], 'Team (EMEA)', []],
])('%j is name %j with addresses %j: no name has an address', (owners, name, emails) => {
  const known = new Owners([{ id: 'exposure.shop.menu' as UniqueId, name: 'menu', owners }])
  expect(known.ofUnresolved({ exposure: 'menu' })).toEqual([{ name, emails }])
})

test('of two unresolved exposures of one name, each has its own owners', () => {
  const ids = ['exposure.shop.menu', 'exposure.finance.menu'] as UniqueId[]
  const known = new Owners(ids.map((id) => ({ id, name: 'menu', owners: [id] })))
  expect(ids.map((uniqueId) => known.ofUnresolved({ exposure: 'menu', uniqueId })[0]?.name)).toEqual(ids)
})
