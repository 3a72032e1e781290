import { expect, test } from '@jest/globals'

import { lineagePicture } from '../../src/site/lineage-picture.js'
import type { Tile } from '../../src/site/tiles.js'
import { namesOf } from '../../src/report/names.js'
import { dataSources, newData, planRow } from '../report/stories.js'

/** An exposure whose workbook reads a node itself, and others through a data source. */
function picture(): string {
  const known = dataSources('Customers')
  const source = planRow({ name: 'Customers', kind: 'datasource', upstream: ['a', 'b'] }, newData('a'))
  const book = planRow({ name: 'Board', upstream: ['c', 'd'], reads: ['Customers'] }, newData('c'), known)
  const rows = [source, book].map((row) => ({ row, result: null }))
  const tile = { id: 'exposure.shop.kpis', label: 'KPIs', health: 'healthy', rows, nodes: [] }
  return lineagePicture([tile as unknown as Tile], namesOf([source, book]))?.text ?? ''
}

type Point = readonly [number, number]

/** Points of a path of the commands M, L and C, all absolute. */
function pointsOf(path: string): Point[] {
  const points: Point[] = []
  let start: Point = [0, 0]
  for (const [, command, numbers = ''] of path.matchAll(/([MLC])([^MLC]+)/g)) {
    const pairs = [...numbers.matchAll(/(\S+) (\S+)/g)].map(([, x, y]): Point => [Number(x), Number(y)])
    const end = pairs.at(-1) ?? start
    const [first, second] = command === 'C' ? pairs : [start, end]
    if (command !== 'M') points.push(...curve([start, first ?? start, second ?? end, end]))
    start = end
  }
  return points
}

function curve(control: readonly [Point, Point, Point, Point]): Point[] {
  const at = (t: number, axis: 0 | 1): number => {
    const weights = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t ** 2 * (1 - t), t ** 3]
    return control.reduce((sum, point, index) => sum + (weights[index] ?? 0) * point[axis], 0)
  }
  return Array.from({ length: 51 }, (_, step): Point => [at(step / 50, 0), at(step / 50, 1)])
}

test('no arrow passes behind a box, also of a node that is read directly beside a data source', () => {
  const svg = picture()
  const boxes = [...svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g)].map(
    ([, ...numbers]) => numbers.map(Number),
  )
  const paths = [...svg.matchAll(/<path d="([^"]+)"/g)].map(([, path = '']) => path)
  expect(boxes).toHaveLength(7)
  expect(paths).toHaveLength(6)
  for (const path of paths)
    for (const [x = 0, y = 0, width = 0, height = 0] of boxes)
      expect(
        pointsOf(path).filter(
          ([px, py]) => px > x + 1 && px < x + width - 1 && py > y + 1 && py < y + height - 1,
        ),
      ).toEqual([])
})

test('a narrow screen has a list of the same', () => {
  const [, list = ''] = /<div class="edges">(.*?)<\/div>/.exec(picture()) ?? []
  expect(list.replaceAll(/<[^>]+>/g, '|')).toBe(
    '||Customers| reads a, b|||Board| reads c, d, Customers|||KPIs| reads Board|',
  )
})

test('a line below says what the signs in the boxes mean', () => {
  expect(picture()).toMatch(
    /<p class="soft key">✓ healthy · without a sign: what dbt builds, or what is only read<\/p>$/,
  )
})
