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
  expect(known.named('menu')).toEqual([{ name, emails }])
})
