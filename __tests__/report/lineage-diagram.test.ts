import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'

import { lineageDiagram } from '../../src/report/lineage-diagram.js'
import type { ReportRow } from '../../src/report/report.js'
import { HOSTILE } from './hostile.js'
import { exposure, failed, newData, planRow, refreshed, report, staleMorning } from './stories.js'

const upToDate = { decision: 'skip', reason: 'up-to-date', landedAt: 0 } as const

test('models lead to extracts and these to dashboards, in the colour of their status', () => {
  const { rows, ...rest } = staleMorning()
  const story = { ...rest, rows: rows.slice(0, 3) }
  expect(lineageDiagram(story)?.mermaid)
    .toBe(`%%{init: {'flowchart': {'nodeSpacing': 16, 'rankSpacing': 64}}}%%
flowchart LR
  b1[("#9888;\uFE0F Weekly KPIs")]
  b2[("#9989; Orders")]
  b3[("#9989; Sales board")]
  b4["#10060; test not#95;null#95;fct#95;revenue#95;id"]
  b5("CFO weekly")
  b6["fct#95;orders"]
  b7["dim#95;customers"]
  b8("Sales board")
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

test('a dashboard takes the worst colour of its extracts, whichever comes first', () => {
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

test('a workbook whose data source is not drawn hangs on the models themselves', () => {
  const workbook = {
    row: planRow({ name: 'w', upstream: ['fct_orders'], via: 'Gone', reads: ['Gone'] }, upToDate),
    result: null,
  }
  expect(lineageDiagram(report([workbook]))?.mermaid).toContain('b2 --> b1')
})

test('nothing to draw is no diagram', () => {
  const none = planRow({ name: 'Live' }, { decision: 'skip', reason: 'no-extract' })
  expect(lineageDiagram(report([]))).toBeNull()
  expect(lineageDiagram(report([{ row: none, result: null }]))).toBeNull()
})

/** Letters, digits, spaces and Mermaid's `#code;`: all that may stand between the quotes of a box. */
const LABEL = String.raw`"(?:[\p{L}\p{N}\p{M} ]|#\d+;)+"`

const LINE = new RegExp(
  [
    '%%\\{init: [^%"]*\\}%%',
    'flowchart LR',
    `  b\\d+(?:\\[${LABEL}\\]|\\[\\(${LABEL}\\)\\]|\\(${LABEL}\\))`,
    '  b\\d+ --> b\\d+',
    '  classDef \\w+ [\\w:#,]+',
    '  class [b\\d,]+ \\w+',
  ]
    .map((form) => `^${form}$`)
    .join('|'),
  'u',
)

test.each(HOSTILE.map((name) => [name.slice(0, 40), name]))('a hostile name stays a label: %j', (_, name) => {
  const sketch = { name, exposures: [exposure(name, name)], upstream: [name] }
  const mermaid =
    lineageDiagram(report([{ row: planRow(sketch, newData(name)), result: failed() }]))?.mermaid ?? ''
  expect(mermaid.split('\n').filter((line) => !LINE.test(line))).toEqual([])
  expect(mermaid.split('\n').filter((line) => line.includes('-->'))).toHaveLength(2)
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

  test('what is left out is said, and what failed is drawn', () => {
    const bad = { row: planRow({ name: 'Broken' }, newData('m')), result: failed() }
    const diagram = lineageDiagram(report([...big(10_000, 1, ''), bad]))
    expect(diagram?.leftOut).toBe(10_001 - (diagram?.drawn ?? 0))
    expect(diagram?.mermaid).toContain('#10060; Broken')
  })

  test('a wide extract is drawn with some of its neighbours and the number of the others', () => {
    expect(lineageDiagram(report(big(1, 100, '')))?.mermaid.match(/"#8230; 88 more"/g)).toHaveLength(2)
  })

  test('where every extract reads every other, fewer are drawn', () => {
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
    expect(diagram?.leftOut).toBeGreaterThan(0)
  })

  test('where labels are costly to escape, fewer are drawn', () => {
    const diagram = lineageDiagram(report(big(15, 12, '😀'.repeat(100))))
    expect(diagram?.mermaid.length).toBeLessThanOrEqual(50_000)
    expect(diagram?.leftOut).toBeGreaterThan(0)
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
