import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { fileNames } from '../../src/site/file-names.js'
import { runs } from '../support/runs.js'

const namesOf = (...names: string[]): string[] => [
  ...fileNames(names.map((name, index) => ({ id: `exposure.shop.${index}`, name }))).values(),
]

describe('the file name of an exposure', () => {
  test('is its own name if every file system keeps that', () => {
    expect(namesOf('weekly_kpis', 'Board-Targets')).toEqual(['weekly_kpis', 'Board-Targets'])
  })

  test.each<[string, string, RegExp]>([
    ['another script', '売上 KPI', /^kpi-[0-9a-f]{10}$/],
    ['accents', 'Umsätze pro Café', /^umsatze-pro-cafe-[0-9a-f]{10}$/],
    ['a path out of the folder', '../../etc/passwd', /^etc-passwd-[0-9a-f]{10}$/],
    ['a path of Windows', '..\\..\\boot.ini', /^boot-ini-[0-9a-f]{10}$/],
    ['a device of Windows', 'CON', /^con-[0-9a-f]{10}$/],
    ['another device', 'lpt1', /^lpt1-[0-9a-f]{10}$/],
    ['a name that looks like a hashed one', 'sales-0123456789', /^sales-0123456789-[0-9a-f]{10}$/],
    ['a long name', 'x'.repeat(500), /^x{60}-[0-9a-f]{10}$/],
    ['no letter at all', '😀', /^exposure-[0-9a-f]{10}$/],
    ['nothing', '', /^exposure-[0-9a-f]{10}$/],
    ['a hidden file', '.htaccess', /^htaccess-[0-9a-f]{10}$/],
    ['what looks like an option', '-rf', /^rf-[0-9a-f]{10}$/],
  ])('is safe and has a hash for %s', (_, name, expected) => {
    expect(namesOf(name).join()).toMatch(expected)
  })

  test('differs for names that differ only in case', () => {
    const [first = '', second = '', third = ''] = namesOf('Orders', 'orders', 'customers')
    expect(first).toMatch(/^orders-[0-9a-f]{10}$/)
    expect(second).toMatch(/^orders-[0-9a-f]{10}$/)
    expect(first).not.toBe(second)
    expect(third).toBe('customers')
  })

  test('stays the same whatever else is added', () => {
    const things = [
      { id: 'a', name: 'Umsätze' },
      { id: 'b', name: 'orders' },
    ]
    const more = fileNames([{ id: 'c', name: 'Umsatze!' }, ...things])
    expect([...fileNames(things)]).toEqual(['a', 'b'].map((id) => [id, more.get(id)]))
  })

  test('is safe, and unique also where case does not count', () => {
    const names = fc.array(
      fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('A', 'a', 'nul')),
    )
    fc.assert(
      fc.property(names, (all) => {
        const files = namesOf(...all)
        for (const file of files) expect(file).toMatch(/^[A-Za-z0-9][\w-]{0,79}$/)
        expect(new Set(files.map((file) => file.toLowerCase())).size).toBe(all.length)
      }),
      { numRuns: runs(300) },
    )
  })
})
