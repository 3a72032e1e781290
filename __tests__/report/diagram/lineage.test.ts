import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'

import type { UniqueId } from '../../../src/dbt/types.js'
import type { Decision } from '../../../src/plan/types.js'
import { lineageDiagram } from '../../../src/report/diagram/lineage.js'
import type { ReportRow } from '../../../src/report/report.js'
import { HOSTILE } from '../hostile.js'
import { exposure, failed, newData, planRow, refreshed, report, staleMorning } from '../stories.js'

const upToDate = { kind: 'skip', reason: 'up-to-date', landedAt: 0, pendingDataSources: [] } as const

test('models → extracts → dashboards, coloured by status and framed by project', () => {
  const { rows, ...rest } = staleMorning()
  const story = { ...rest, rows: rows.slice(0, 3) }
  expect(lineageDiagram(story)?.mermaid)
    .toBe(`%%{init: {'flowchart': {'nodeSpacing': 12, 'rankSpacing': 64, 'subGraphTitleMargin': {'top': 2, 'bottom': 10}}}}%%
flowchart LR
  b4["#10060; test not#95;null#95;fct#95;revenue#95;id"]
  b6["fct#95;orders"]
  b7["dim#95;customers"]
  subgraph g1["Finance"]
    b2[("#9989; Orders")]
    b3[("#9989; Sales board")]
    b8("Sales board")
  end
  style g1 fill:none,stroke:#8c959f,stroke-dasharray:3 3
  subgraph g2["Finance#47;Board"]
    b1[("#9888;\uFE0F Weekly KPIs")]
    b5("CFO weekly")
  end
  style g2 fill:none,stroke:#8c959f,stroke-dasharray:3 3
  b4 --> b1
  b1 --> b5
  b6 --> b2
  b7 --> b2
  b2 --> b8
  b2 --> b3
  b3 --> b8
  classDef failed fill:#cf222e,stroke:#a40e26,color:#ffffff
  classDef held fill:#9a6700,stroke:#7d4e00,color:#ffffff
  classDef refreshed fill:#1a7f37,stroke:#116329,color:#ffffff
  class b4 failed
  class b1,b5 held
  class b2,b3,b6,b7,b8 refreshed`)
})

test('a dashboard has the worst colour of its extracts, in any order', () => {
  const cfo = exposure('cfo')
  const good = { row: planRow({ name: 'a', exposures: [cfo] }, newData('m')), result: refreshed(1) }
  const bad = { row: planRow({ name: 'b', exposures: [cfo] }, newData('m')), result: failed() }
  for (const rows of [
    [good, bad],
    [bad, good],
  ]) {
    const mermaid = lineageDiagram(report(rows))?.mermaid ?? ''
    const id = /(b\d+)\("cfo"\)/.exec(mermaid)?.[1] ?? 'none'
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
  const mermaid = lineageDiagram(report([row]))?.mermaid ?? ''
  const box = (label: string): string => new RegExp(`(b\\d+)\\["${label}"`).exec(mermaid)?.[1] ?? 'none'
  const green = /class (\S+) refreshed/.exec(mermaid)?.[1]?.split(',')
  expect(green).toContain(box('shop#46;orders'))
  expect(green).not.toContain(box('finance#46;orders'))
  expect(/class (\S+) quiet/.exec(mermaid)?.[1]?.split(',')).toContain(box('finance#46;orders'))
})

test('two nodes with the same name stay two boxes if many extracts are folded', () => {
  const rows = Array.from({ length: 40 }, (_, index): ReportRow => {
    const planned = planRow({ name: `W${index}` }, upToDate)
    const node = `model.${index % 2 === 0 ? 'shop' : 'finance'}.orders` as UniqueId
    return {
      row: { ...planned, extract: { ...planned.extract, upstream: [{ node, via: null, declared: true }] } },
      result: null,
    }
  })
  const mermaid = lineageDiagram(report(rows))?.mermaid ?? ''
  expect(mermaid.match(/"(shop|finance)#46;orders"/g)?.sort()).toEqual([
    '"finance#46;orders"',
    '"shop#46;orders"',
  ])
})

test('a workbook whose data source is not drawn is connected to the models directly', () => {
  const workbook = {
    row: planRow({ name: 'w', upstream: ['fct_orders'], via: 'Gone', reads: ['Gone'] }, upToDate),
    result: null,
  }
  expect(lineageDiagram(report([workbook]))?.mermaid).toContain('b2 --> b1')
})

test('there is no diagram if there is nothing to draw', () => {
  const none = planRow({ name: 'Live' }, { kind: 'skip', reason: 'no-extract' })
  expect(lineageDiagram(report([]))).toBeNull()
  expect(lineageDiagram(report([{ row: none, result: null }]))).toBeNull()
})

/** Letters, digits, spaces and Mermaid's `#code;`: everything that a label may contain. */
const LABEL = String.raw`"(?:[\p{L}\p{N}\p{M} ]|#\d+;)+"`

const LINE = new RegExp(
  [
    '%%\\{init: [^%"]*\\}%%',
    'flowchart LR',
    `  b\\d+(?:\\[${LABEL}\\]|\\[\\(${LABEL}\\)\\]|\\(${LABEL}\\))`,
    `    b\\d+(?:\\[\\[${LABEL}\\]\\]|\\[\\(${LABEL}\\)\\]|\\(${LABEL}\\))`,
    `  subgraph g\\d+\\[${LABEL}\\]`,
    '  end',
    '  style g\\d+ fill:none,stroke:#8c959f,stroke-dasharray:3 3',
    '  b\\d+ --> b\\d+',
    '  classDef \\w+ [\\w:#,]+',
    '  class [b\\d,]+ \\w+',
  ]
    .map((form) => `^${form}$`)
    .join('|'),
  'u',
)

test.each(HOSTILE.map((name) => [name.slice(0, 40), name]))('a hostile name stays a label: %j', (_, name) => {
  const sketch = { name, project: name, exposures: [exposure(name, name)], upstream: [name] }
  const other = { row: planRow({ name: 'other', project: 'Other' }, newData('m')), result: failed() }
  const mermaid =
    lineageDiagram(report([{ row: planRow(sketch, newData(name)), result: failed() }, other]))?.mermaid ?? ''
  expect(mermaid.split('\n').filter((line) => !LINE.test(line))).toEqual([])
  expect(mermaid.split('\n').filter((line) => line.includes('-->'))).toHaveLength(4)
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

  test('rows left out are counted, and failed ones are drawn', () => {
    const bad = { row: planRow({ name: 'Broken' }, newData('m')), result: failed() }
    const diagram = lineageDiagram(report([...big(10_000, 1, ''), bad]))
    expect(diagram?.folded).toBe(10_001 - (diagram?.drawn ?? 0))
    expect(diagram?.leftOut).toBe(0)
    expect(diagram?.mermaid).toContain('#58; #9197;\uFE0F 9996"]]')
    expect(diagram?.mermaid).toContain('#10060; Broken')
  })

  test('an extract with many neighbours shows some and the number of the others', () => {
    expect(lineageDiagram(report(big(1, 100, '')))?.mermaid.match(/"#8230; 88 more"/g)).toHaveLength(2)
  })

  test('fewer extracts are drawn if each reads all others', () => {
    const names = Array.from({ length: 15 }, (_, index) => `e${index}`)
    const rows = names.map((name, index) => {
      const wide = Array.from({ length: 13 }, (_each, n) => `${index}.${n}`)
      const sketch = {
        name,
        kind: 'datasource',
        reads: names,
        upstream: wide,
        exposures: wide.map((each) => exposure(each)),
      } as const
      return { row: planRow(sketch, upToDate), result: null }
    })
    const diagram = lineageDiagram(report(rows))
    expect(diagram?.mermaid.split('-->').length).toBeLessThanOrEqual(501)
    expect(diagram?.folded).toBeGreaterThan(0)
  })

  test('successes are folded by project; the largest projects are drawn, the others counted', () => {
    const rows = Array.from({ length: 500 }, (_, index) => ({
      row: planRow({ name: `W${index}`, project: `P${index % 20}` }, newData('m')),
      result: index === 0 ? failed() : refreshed(1),
    }))
    const diagram = lineageDiagram(report(rows))
    expect(diagram?.mermaid).toContain('"#10060; W0"')
    expect(diagram?.mermaid.match(/\[\["\d+ (more|extracts)#58; #9989; \d+"\]\]/g)).toHaveLength(8)
    expect((diagram?.drawn ?? 0) + (diagram?.folded ?? 0) + (diagram?.leftOut ?? 0)).toBe(500)
  })

  test('a discovered workbook is one box, not two', () => {
    const workbook = { ...exposure('Sales/Board', 'Board'), origin: 'discovered' } as const
    const rows = [
      { row: planRow({ name: 'Board', exposures: [workbook] }, newData('m')), result: refreshed(1) },
    ]
    expect(lineageDiagram(report(rows))?.mermaid.match(/Board/g)).toHaveLength(1)
  })

  test('fewer extracts are drawn if labels need much escaping', () => {
    const diagram = lineageDiagram(report(big(15, 12, '😀'.repeat(100))))
    expect(diagram?.mermaid.length).toBeLessThanOrEqual(50_000)
    expect(diagram?.folded).toBeGreaterThan(0)
  })

  test("Mermaid's limits hold for any graph", () => {
    const name = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...HOSTILE))
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 40 }),
        name,
        (rows, width, text) => {
          const diagram = lineageDiagram(report(big(rows, width, text)))
          expect(diagram?.mermaid.length).toBeLessThanOrEqual(50_000)
          expect(diagram?.mermaid.split('-->').length).toBeLessThanOrEqual(501)
          expect(diagram?.drawn).toBeGreaterThan(0)
        },
      ),
      { numRuns: 40 },
    )
  })
})
