import { posix, win32 } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { pathWithin, portable, withSlashes } from '../../src/base/paths.js'

const WORKSPACE = String.raw`D:\a\shop\shop`

describe('a path below a folder', () => {
  test.each([
    [String.raw`D:\a\shop\shop\models\tableau.yml`, 'models/tableau.yml'],
    ['D:/a/shop/shop/models/tableau.yml', 'models/tableau.yml'],
    [String.raw`d:\A\Shop\shop\models`, 'models'],
    [WORKSPACE, ''],
    [String.raw`D:\a\shop\shop\..models\x.yml`, '..models/x.yml'],
    [String.raw`D:\a\shop`, null],
    [String.raw`D:\a\shop\other\x.yml`, null],
    [String.raw`C:\a\shop\shop\x.yml`, null],
    [String.raw`\\server\share\x.yml`, null],
  ])('on Windows %s is %s', (path, within) => {
    expect(pathWithin(WORKSPACE, path, win32)).toBe(within)
  })

  test.each([
    ['/w/shop/models/tableau.yml', 'models/tableau.yml'],
    [String.raw`/w/shop/a\b.yml`, String.raw`a\b.yml`],
    ['/w/shop', ''],
    ['/w', null],
    ['/w/shop-2/x.yml', null],
  ])('elsewhere %s is %s', (path, within) => {
    expect(pathWithin('/w/shop', path, posix)).toBe(within)
  })
})

test.each([
  [String.raw`teams\*\target`, win32, 'teams/*/target'],
  [String.raw`teams/\*/target`, posix, String.raw`teams/\*/target`],
])('the glob %s', (pattern, paths, read) => {
  expect(portable(pattern, paths)).toBe(read)
})

test('a path as dbt writes it on Windows', () => {
  expect(withSlashes(String.raw`models\marts\_exposures.yml`)).toBe('models/marts/_exposures.yml')
})
