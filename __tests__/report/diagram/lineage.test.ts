import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'

import type { UniqueId } from '../../../src/dbt/types.js'
import type { Decision } from '../../../src/plan/types.js'
import { lineageDiagram } from '../../../src/report/diagram/lineage.js'
import { Drawing, isReadableOnPhone } from '../../../src/report/diagram/mermaid.js'
import type { ReportRow } from '../../../src/report/report.js'
import { HOSTILE } from '../hostile.js'
import {
  dataSources,
  exposure,
  failed,
  key,
  knownOf,
  newData,
  node,
  NOW,
  planRow,
  refreshed,
  report,
  result,
  staleMorning,
  time,
} from '../stories.js'
import { runs } from '../../support/runs.js'

function mermaidOf(given: Parameters<typeof lineageDiagram>[0]): string | null {
  return lineageDiagram(given)?.mermaid ?? null
}

const upToDate = { kind: 'skip', reason: 'up-to-date', landedAt: 0, pendingDataSources: [] } as const

test('models → extracts → dashboards, coloured by status and framed by project', () => {
  const { rows, ...rest } = staleMorning()
  const story = { ...rest, rows: rows.slice(0, 3) }
  expect(mermaidOf(story))
    .toBe(`%%{init: {'flowchart': {'nodeSpacing': 12, 'rankSpacing': 28, 'curve': 'basis', 'padding': 8, 'wrappingWidth': 130, 'subGraphTitleMargin': {'top': 2, 'bottom': 10}}}}%%
flowchart LR
  b4["#10060; test not#95;#8203;null#95;#8203;fct#95;#8203;revenue#95;#8203;id"]
  b6["fct#95;orders"]
  b7["dim#95;customers"]
  subgraph g1["Finance"]
    b2[("#9989; Orders")]
    b3[("#9989; Sales board")]
  end
  style g1 fill:none,stroke:#8c959f,stroke-dasharray:3 3
  subgraph g2["Finance#47;Board"]
    b1[("#9888;\uFE0F Weekly KPIs")]
    b5("#9888;\uFE0F CFO weekly")
  end
  style g2 fill:none,stroke:#8c959f,stroke-dasharray:3 3
  b4 --> b1
  b1 --> b5
  b6 --> b2
  b7 --> b2
  b2 --> b3
  classDef failed fill:#cf222e,stroke:#a40e26,color:#ffffff
  classDef held fill:#9a6700,stroke:#7d4e00,color:#ffffff
  classDef refreshed fill:#1a7f37,stroke:#116329,color:#ffffff
  class b4 failed
  class b1,b5 held
  class b2,b3,b6,b7 refreshed`)
})

test('a dashboard has the worst colour of its extracts, in any order', () => {
  const cfo = exposure('cfo')
  const good = { row: planRow({ name: 'a', exposures: [cfo] }, newData('m')), result: refreshed(1) }
  const bad = { row: planRow({ name: 'b', exposures: [cfo] }, newData('m')), result: failed() }
  for (const rows of [
    [good, bad],
    [bad, good],
  ]) {
    const mermaid = mermaidOf(report(rows)) ?? ''
    const id = /(b\d+)\("#10060; cfo"\)/.exec(mermaid)?.[1] ?? 'none'
    expect(/class (\S+) failed/.exec(mermaid)?.[1]?.split(',')).toContain(id)
  }
})

test('two nodes with the same name in two projects are two boxes with different labels and colours', () => {
  const [ours, theirs] = ['model.shop.orders', 'model.finance.orders'] as UniqueId[] as [UniqueId, UniqueId]
  const planned = planRow({ name: 'Sales' }, {
    ...newData(),
    landed: [{ id: ours, at: 0 }],
  } as Decision)
  const upstream = [ours, theirs].map((node) => ({ node, via: null, declared: true }))
  const row = { row: { ...planned, extract: { ...planned.extract, upstream } }, result: null }
  const mermaid = mermaidOf(report([row])) ?? ''
  const box = (label: string): string => new RegExp(`(b\\d+)\\["${label}"`).exec(mermaid)?.[1] ?? 'none'
  const green = /class (\S+) refreshed/.exec(mermaid)?.[1]?.split(',')
  expect(green).toContain(box('shop#46;orders'))
  expect(green).not.toContain(box('finance#46;orders'))
  expect(/class (\S+) quiet/.exec(mermaid)?.[1]?.split(',')).toContain(box('finance#46;orders'))
})

/** The colour of the box with this label. */
function colourOf(label: string, mermaid: string | null): string {
  const id = new RegExp(`(b\\d+)[[(]+"[^"]*${label}"`).exec(mermaid ?? '')?.[1] ?? 'none'
  const classes = [...(mermaid ?? '').matchAll(/class (\S+) (\w+)/g)]
  return classes.find(([, ids = '']) => ids.split(',').includes(id))?.[2] ?? 'none'
}

describe('what landed since the last refresh is green, whatever the decision', () => {
  const landed = [{ id: node('m'), at: time('06:01:00') }]
  const known = knownOf(landed)

  test.each<[string, Decision]>([
    ['is held back', { kind: 'skip', reason: 'not-visible', landed: [] }],
    ['is not due', { kind: 'skip', reason: 'build-after' }],
  ])('of an extract that %s', (_, decision) => {
    const row = { row: planRow({ name: 'w', upstream: ['m', 'n'] }, decision, { known }), result: null }
    const mermaid = mermaidOf(report([row]))
    expect([colourOf('m', mermaid), colourOf('n', mermaid)]).toEqual(['refreshed', 'quiet'])
  })
})

describe('a workbook that reads a data source', () => {
  const sketch = { name: 'Customer 360', upstream: ['dim_customers'], via: 'Customers', reads: ['Customers'] }

  test('has an arrow from it although only the workbook is drawn, in the colour of its status', () => {
    const source = { name: 'Customers', kind: 'datasource', upstream: ['dim_customers'] } as const
    const rows = [
      { row: planRow(source, newData('dim_customers')), result: result('requested') },
      { row: planRow(sketch, newData()), result: null },
    ]
    const diagram = lineageDiagram(report(rows), rows.slice(1))
    expect(diagram?.mermaid).toContain('b2 --> b1')
    expect(diagram?.mermaid).not.toContain('dim')
    expect(colourOf('Customers', diagram?.mermaid ?? '')).toBe('open')
    expect(diagram?.legend).toBe('blue: not started, requested · cylinder: extract')
  })

  test.each([
    ['has new data', [{ id: key('Customers', 'datasource'), at: NOW }], 'refreshed'],
    ['has none', [], 'quiet'],
  ])('that has no row of its own and %s', (_, landed, colour) => {
    const row = planRow(sketch, upToDate, { ...dataSources('Customers'), known: knownOf(landed) })
    expect(colourOf('Customers', mermaidOf(report([{ row, result: null }])))).toBe(colour)
  })

  test('without an extract is connected to the models behind it', () => {
    const live = planRow({ name: 'Customers', kind: 'datasource' }, { kind: 'skip', reason: 'no-extract' })
    const rows = [live, planRow(sketch, upToDate, dataSources('Customers'))]
    const mermaid = mermaidOf(report(rows.map((row) => ({ row, result: null }))))
    expect(mermaid).toContain('dim#95;customers')
    expect(mermaid).not.toContain('Customers')
  })
})

test('the legend says of each colour what the boxes mean that have it', () => {
  const rows = [
    { row: planRow({ name: 'a', upstream: ['m'] }, newData('m')), result: result('timed-out') },
    { row: planRow({ name: 'b', upstream: ['m'] }, newData('m')), result: result('cancelled') },
    { row: planRow({ name: 'c', upstream: ['n'] }, newData()), result: result('deferred') },
  ]
  expect(lineageDiagram(report(rows))?.legend).toBe(
    'red: timed out, cancelled · blue: deferred · green: new data · grey, dashed: nothing new · rectangle: dbt node, cylinder: extract',
  )
  expect(lineageDiagram(report(rows.slice(0, 1)))?.legend).toBe(
    'red: timed out · green: new data · rectangle: dbt node, cylinder: extract',
  )
})

test('a workbook whose data source is not drawn is connected to the models directly', () => {
  const workbook = {
    row: planRow({ name: 'w', upstream: ['fct_orders'], via: 'Gone', reads: ['Gone'] }, upToDate),
    result: null,
  }
  expect(mermaidOf(report([workbook]))).toContain('b2 --> b1')
})

test('there is no diagram if there is nothing to draw', () => {
  const none = planRow({ name: 'Live' }, { kind: 'skip', reason: 'no-extract' })
  expect(mermaidOf(report([]))).toBeNull()
  expect(mermaidOf(report([{ row: none, result: null }]))).toBeNull()
})

/** Letters, digits, spaces and Mermaid's `#code;`: everything that a label may contain. */
const LABEL = String.raw`"(?:[\p{L}\p{N}\p{M} ]|#\d+;)+"`

const LINE = new RegExp(
  [
    '%%\\{init: [^%"]*\\}%%',
    'flowchart LR',
    `  b\\d+(?:\\[${LABEL}\\]|\\[\\(${LABEL}\\)\\]|\\(${LABEL}\\))`,
    `    b\\d+(?:\\[\\(${LABEL}\\)\\]|\\(${LABEL}\\))`,
    `  subgraph g\\d+\\[${LABEL}\\]`,
    '  end',
    '  style g\\d+ fill:none,stroke:#8c959f,stroke-dasharray:3 3',
    '  b\\d+ --> b\\d+',
    '  classDef \\w+ [\\w:#, -]+',
    '  class [b\\d,]+ \\w+',
  ]
    .map((form) => `^${form}$`)
    .join('|'),
  'u',
)

test.each(HOSTILE.map((name) => [name.slice(0, 40), name]))('a hostile name stays a label: %j', (_, name) => {
  const sketch = { name, project: name, exposures: [exposure(name, `of ${name}`)], upstream: [name] }
  const other = { row: planRow({ name: 'other', project: 'Other' }, newData('m')), result: failed() }
  const mermaid = mermaidOf(report([{ row: planRow(sketch, newData(name)), result: failed() }, other])) ?? ''
  expect(mermaid.split('\n').filter((line) => !LINE.test(line))).toEqual([])
  expect(mermaid.split('\n').filter((line) => line.includes('-->'))).toHaveLength(3)
})

describe('size', () => {
  const big = (rows: number, width: number, name: string): ReportRow[] =>
    Array.from({ length: rows }, (_, index) => {
      const names = Array.from({ length: width }, (_each, n) => `${index}.${n}${name}`)
      const sketch = {
        name: `${index}${name}`,
        exposures: names.map((each) => exposure(each)),
        upstream: names,
      }
      return { row: planRow(sketch, upToDate), result: null }
    })

  test('an extract with many neighbours shows some and the number of the others', () => {
    expect(mermaidOf(report(big(1, 100, '')))?.match(/"#8230; 96 more"/g)).toHaveLength(2)
  })

  test.each<[string, ReportRow[]]>([
    ['many extracts', big(25, 1, '')],
    ['few extracts with many neighbours', big(5, 12, '')],
    ['labels that need much escaping', big(4, 4, '😀'.repeat(4000))],
  ])('%s are shown as a list instead of a picture', (_, rows) => {
    expect(mermaidOf(report(rows))).toBeNull()
  })

  test.each(['declared', 'discovered'] as const)(
    'a %s dashboard with the name of its workbook is one box',
    (origin) => {
      const workbook = { ...exposure('Sales/Board', 'board'), origin }
      const rows = [
        { row: planRow({ name: 'Board', exposures: [workbook] }, newData('m')), result: refreshed(1) },
      ]
      expect(mermaidOf(report(rows))?.match(/Board/gi)).toHaveLength(1)
    },
  )

  test('what another environment has built is not drawn as new data', () => {
    const held = { kind: 'skip', reason: 'other-environment', pairs: [] } as const
    const known = knownOf([{ id: node('orders'), at: NOW }])
    const rows = [{ row: planRow({ name: 'Board', upstream: ['orders'] }, held, { known }), result: null }]
    expect(lineageDiagram(report(rows))?.legend).toBe(
      'amber: held back · grey, dashed: built where Tableau does not read · rectangle: dbt node, cylinder: extract',
    )
  })

  test("Mermaid's limits hold for any graph", () => {
    const name = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...HOSTILE))
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 40 }),
        name,
        (rows, width, text) => {
          const diagram = mermaidOf(report(big(rows, width, text))) ?? ''
          expect(diagram.length).toBeLessThanOrEqual(50_000)
          expect(diagram.split('-->').length).toBeLessThanOrEqual(501)
        },
      ),
      { numRuns: runs(20) },
    )
  })
})

describe('on a phone', () => {
  const chain = (names: readonly string[]): Drawing => {
    const drawing = new Drawing()
    const boxes = names.map((label) =>
      drawing.box(label, { label, shape: 'model', className: 'quiet', meaning: null }),
    )
    for (const [index, box] of boxes.slice(1).entries()) drawing.edge(boxes[index] ?? '', box)
    return drawing
  }
  const long = (count: number): string[] =>
    Array.from({ length: count }, (_, index) => `fct_orders_of_the_whole_region_${index}`)

  test.each([
    ['three columns of long names', long(3), true],
    ['four columns of long names', long(4), false],
    ['four columns of short names', ['a', 'b', 'c', 'd'], true],
    ['three columns of names without a place to break', ['x', 'y', 'z'].map((each) => each.repeat(40)), true],
  ])('%s: readable is %j', (_, names, readable) => {
    expect(isReadableOnPhone(chain(names))).toBe(readable)
  })

  test('many boxes in one column take no more width than one', () => {
    const drawing = chain(long(3))
    for (const name of long(20))
      drawing.edge(
        'b1',
        drawing.box(`${name}x`, { label: name, shape: 'model', className: 'quiet', meaning: null }),
      )
    expect(isReadableOnPhone(drawing)).toBe(true)
  })
})

test('a source that dbt source freshness reports is called that in the legend', () => {
  const problems = [{ node: node('orders'), kind: 'freshness', failedAt: NOW }] as const
  const held = planRow(
    { name: 'Board' },
    { kind: 'skip', reason: 'upstream-failed', problems: [...problems] },
  )
  expect(lineageDiagram(report([{ row: held, result: null }]))?.legend).toMatch(
    /^red: too old by dbt source freshness · /,
  )
})
