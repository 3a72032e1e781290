import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Html, Link } from 'mdast'

import type { Report, ReportRow } from '../../../src/report/report.js'
import { headlineOf } from '../../../src/report/summary/headline.js'
import { LARGEST_SUMMARY, summaryMarkdown } from '../../../src/report/summary/summary.js'
import { oneLine } from '../../../src/base/untrusted-text.js'
import { HOSTILE } from '../hostile.js'
import { all, cells, parsed, readable } from '../parsed.js'
import {
  exposure,
  failed,
  newData,
  nodesNamed,
  NOW,
  planRow,
  refreshed,
  report,
  SERVER,
  staleMorning,
  time,
} from '../stories.js'

const row = (name: string, result: ReportRow['result'] = refreshed(3)): ReportRow => ({
  row: planRow({ name, project: name, exposures: [exposure(name)], upstream: [name] }, newData(name)),
  result,
})

const UNRESOLVED = {
  exposure: 'a',
  reason: 'not-found',
  message: 'Tableau has no a.',
  candidates: [],
} as const

describe('the morning on which the CFO dashboard is stale', () => {
  const markdown = summaryMarkdown(staleMorning())
  const tree = parsed(markdown)

  test('the first lines say the result, when, and after which build', () => {
    expect(readable(markdown).split('\n\n').slice(0, 3)).toEqual([
      '## ❌ Active Exposures: 2 refreshed · 1 failed · 1 held back · 1 skipped · 1 unresolved',
      '<sub>Tue 24 Nov 2026, 06:02–06:05 · after `dbt build` (12 landed, 1 failed) · times in UTC</sub>',
      '> ⚠️ Tableau also refreshes Stock levels by a schedule of its own; two refreshers do the work twice.',
    ])
  })

  test('the table has each extract, the worst first', () => {
    const [table] = all(tree, 'table')
    expect(table === undefined ? [] : cells(table)).toEqual([
      ['Status', 'Extract', 'Why', 'Last refreshed', 'Next due'],
      [
        '❌ failed\ntook 1 min 13 s',
        'Cash flow\nworkbook · Finance/Board\nfor CFO weekly',
        'its embedded credentials were refused',
        '23 Nov 06:02',
        'once fixed',
      ],
      [
        '⚠️ held back',
        'Weekly KPIs\nworkbook · Finance/Board\nfor CFO weekly',
        'test not_null_fct_revenue_id failed at 06:01 UTC',
        '23 Nov 06:02',
        'once fixed',
      ],
      [
        '✅ refreshed\ntook 1 min 13 s',
        'Orders\ndata source · Finance\nfor Sales board',
        'new data in fct_orders, dim_customers',
        'today 06:02',
        '25 Nov 06:00',
      ],
      [
        '✅ refreshed\ntook 42 s',
        'Sales board\nworkbook · Finance',
        'new data in Orders',
        'today 06:03',
        '25 Nov 06:00',
      ],
      [
        '⏭️ skipped',
        'Stock levels\nworkbook · Operations',
        'refreshed 1 h ago, not due yet',
        'today 05:02',
        '25 Nov 05:00',
      ],
    ])
  })

  test('remedies follow, with the messages from Tableau', () => {
    const block = markdown.slice(markdown.indexOf('### What to do'), markdown.indexOf('### Lineage'))
    expect(readable(block)).toBe(`### What to do

❌ **Cash flow**: Let the owner of the connection enter its credentials again in Tableau (Edit Connection) and embed them; a locked or expired account has to be opened in the database first.

\`\`\`
Unable to connect to the Snowflake server.
Incorrect username or password was specified.
\`\`\`

⚠️ **Weekly KPIs**: Fix the data and run dbt test --select not_null_fct_revenue_id, or a dbt build with its tests; the refresh then follows by itself.

### Unresolved exposures

- **old_forecast**: No workbook at views/Forecast on site acme; correct the url in models/exposures.yml. Candidates: Finance/Forecast 2026, Finance/Forecasting.

`)
  })

  test('each extract links to Tableau', () => {
    expect(all(tree, 'link').map(({ url }) => url)[0]).toBe(`${SERVER}/#/site/acme/workbooks/9`)
  })

  test('facts about the run are folded at the end', () => {
    expect(readable(markdown.slice(markdown.lastIndexOf('<details>')))).toBe(`<details>
<summary>About this run</summary>

- Started by \`schedule\`, by ana: stands for 06:00 UTC, took 3 min 1 s
- Tableau: site acme on \`https://10ax.online.tableau.com\`
- \`dbt build\` with dbt 1.11.6, finished 06:01 UTC: 12 landed, 1 failed
- Left out, not of this Tableau site: 1. notebook (its url is not on this server)

</details>
`)
  })
})

describe('a run that', () => {
  test('is dry says why, and what it would do', () => {
    const why = 'feature/kpis is not the production branch main'
    const dry = report([{ ...row('Orders'), result: null }], { mode: { kind: 'dry', why } })
    expect(readable(summaryMarkdown(dry))).toMatch(
      /^## 🔵 Active Exposures, dry run: 1 would be refreshed\n[^]*\*\*Nothing was refreshed:\*\* feature\/kpis is not/,
    )
  })

  test('was started by a person says by whom, with which options, and what they mean', () => {
    const { run } = report([])
    const asked = { manual: true, force: true, select: 'tag:finance menu', exclude: 'workbook:"A`b"' }
    const markdown = summaryMarkdown(
      report([row('Orders')], { run: { ...run, actor: 'ana[bot]', options: asked } }),
    )
    expect(markdown).toContain(
      'Asked for by **ana\\[bot]** · select: `tag:finance menu` · exclude: ``workbook:"A`b"`` · forced: nothing but an unhealthy upstream, or no data at all, holds an extract back · uses up no window\n',
    )
    const selected = { manual: false, force: false, select: 'menu', exclude: '' }
    const scheduled = summaryMarkdown(report([row('Orders')], { run: { ...run, options: selected } }))
    expect(scheduled).toContain('\nselect: `menu`\n')
    expect(scheduled).not.toContain('Asked for')
  })

  test('had no dbt files says how old its catalogue is', () => {
    const markdown = readable(summaryMarkdown(report([], { builds: [], catalogueOf: time('05:00:00') })))
    expect(markdown.split('\n\n')[1]).toBe(
      '<sub>Tue 24 Nov 2026, 06:02–06:05 UTC · planned from the catalogue kept 1 h ago (05:00 UTC), without dbt’s files</sub>',
    )
  })

  test('stopped with an error says so first', () => {
    const stopped = report([], { error: 'Tableau refused the sign-in: renew the token.', builds: [] })
    expect(readable(summaryMarkdown(stopped)).split('\n\n').slice(0, 3)).toEqual([
      '## ❌ Active Exposures: stopped, 0 refreshed',
      '<sub>Tue 24 Nov 2026, 06:02–06:05 UTC · no dbt build was read</sub>',
      '> ❌ **Tableau refused the sign-in: renew the token.**',
    ])
  })

  test('found nothing says so', () => {
    expect(summaryMarkdown(report([]))).toContain("None of this run's exposures has a Tableau extract.")
  })

  test('did not query Tableau says nothing about its content', () => {
    const markdown = summaryMarkdown(report([], { tableau: null }))
    expect(markdown).toContain(
      'There was nothing to look up in Tableau: no exposure of this run is of its site.',
    )
    expect(markdown).not.toContain('extract')
  })

  test('left out all exposures does not say that they are of another site', () => {
    const excluded = { exposure: 'a', reason: 'not-selected', why: 'by select or exclude' } as const
    const elsewhere = { exposure: 'b', reason: 'not-ours', why: 'the URL is on another site, beta' } as const
    const told = (...leftOut: Report['leftOut']): string =>
      summaryMarkdown(report([], { tableau: null, leftOut }))
    expect(told(excluded, elsewhere)).toContain('every exposure of its site was left out, by select, exclude')
    expect(told(elsewhere)).toContain('no exposure of this run is of its site.')
  })

  test('is switched off says only that', () => {
    const off = report([], { mode: { kind: 'off' }, builds: [], tableau: null })
    expect(readable(summaryMarkdown(off)).split('\n\n').slice(0, 2)).toEqual([
      '## ⏸️ Active Exposures: switched off',
      '<sub>Tue 24 Nov 2026, 06:02–06:05 UTC · switched off</sub>',
    ])
  })

  test.each<[string, Partial<Report>, string]>([
    [
      'whose exposures are all of another site',
      { misdirected: 3 },
      '⚠️ Active Exposures: 0 refreshed · 3 of another site',
    ],
    [
      'that fails for a reason other than a row',
      { notices: [{ level: 'error', message: 'fail-on names unresolved.' }], unresolved: [UNRESOLVED] },
      '❌ Active Exposures: 0 refreshed · 1 unresolved',
    ],
    ['that was cancelled', { cancelled: true }, '❌ Active Exposures: cancelled, 0 refreshed'],
    [
      'that was cancelled after an error',
      { cancelled: true, error: 'x' },
      '❌ Active Exposures: cancelled, 0 refreshed',
    ],
  ])('%s has a headline of its own', (_, more, headline) => {
    expect(headlineOf(report([], more))).toBe(headline)
  })

  test('has many rows folds those that were skipped as intended', () => {
    const upToDate = { kind: 'skip', reason: 'up-to-date', landedAt: NOW, pendingDataSources: [] } as const
    const skips = Array.from({ length: 30 }, (_, i) => ({
      row: planRow({ name: `s${i}` }, upToDate),
      result: null,
    }))
    const markdown = summaryMarkdown(report([...skips, row('Orders')]))
    expect(markdown).toContain('<summary>30 skipped in the normal course of things</summary>')
    expect(all(parsed(markdown), 'table').map(({ children }) => children.length)).toEqual([2, 31, 32])
  })

  test('fails many times for one cause shows the remedy once', () => {
    const markdown = summaryMarkdown(report(['a', 'b', 'c'].map((name) => row(name, failed()))))
    expect(markdown).toContain(
      '❌ **a, b, c**: Let the owner of the connection enter its credentials again in Tableau (Edit Connection) and embed them; a locked or expired account has to be opened in the database first.',
    )
  })

  test('has open rows counts them', () => {
    const open = ['deferred', 'timed-out', 'deferred'].map((outcome) => ({
      ...row('x'),
      result: { outcome: outcome as 'deferred', request: null, seconds: null, endedAt: null, failure: null },
    }))
    expect(summaryMarkdown(report(open))).toMatch(
      /^## ❌ Active Exposures: 0 refreshed · 1 failed · 2 deferred\n/,
    )
  })
})

describe('hostile names', () => {
  const link = (markdown: string): Link[] => all(parsed(markdown), 'link')

  function everywhere(name: string): Report {
    const problem = { node: `model.x.${name}`, name, kind: 'test', failedAt: time('06:00:00') }
    const held = { kind: 'skip', reason: 'upstream-failed', problems: [problem] }
    const pairs = { kind: 'skip', reason: 'other-environment', pairs: [{ dbt: name, tableau: name }] }
    return report(
      [
        row(name, failed({ text: name })),
        { ...row(name), row: planRow({ name }, held as never), result: null },
        { ...row(name), row: planRow({ name, url: name }, pairs as never), result: null },
      ],
      {
        run: {
          event: name,
          actor: name,
          options: { manual: true, force: true, select: name, exclude: name },
          slot: NOW,
          startedAt: NOW,
          endedAt: NOW,
        },
        tableau: { server: SERVER, site: name },
        builds: [{ command: name, dbtVersion: name, finishedAt: NOW, landed: 1, failed: 0 }],
        unresolved: [{ exposure: name, reason: 'not-found', message: name, candidates: [name, name] }],
        leftOut: [{ exposure: name, reason: 'not-selected', why: name }],
        notices: [{ level: 'warning', message: name, file: name, line: 3 }],
        error: name,
      },
    )
  }

  const CONSTANT_HTML = /^(<br>|<\/?sub>|<details>\n<summary>[\w ]+<\/summary>|<\/details>)$/

  test.each(HOSTILE.map((name) => [oneLine(name, 60), name]))('stay text: %s', (_, name) => {
    const markdown = summaryMarkdown(everywhere(name))
    const tree = parsed(markdown)
    expect(all(tree, 'html').filter((html: Html) => !CONSTANT_HTML.test(html.value))).toEqual([])
    expect(all(tree, 'image')).toEqual([])
    for (const { url } of link(markdown)) expect(url.startsWith(`${SERVER}/`)).toBe(true)
    const [table] = all(tree, 'table')
    expect(table?.children.map(({ children }) => children.length)).toEqual([5, 5, 5, 5])
    expect(
      all(tree, 'text')
        .map(({ value }) => value)
        .join('\n'),
    ).not.toMatch(/@\w|#\d|GH-\d|:\/\/|www\.|:\w+:/i)
    expect(all(tree, 'code').filter(({ lang }) => lang === 'mermaid')).toHaveLength(1)
    expect(all(tree, 'heading').map(({ depth }) => depth)).toEqual([2, 3, 3, 3])
    expect(all(tree, 'delete')).toEqual([])
    expect(all(tree, 'emphasis')).toEqual([])
  })

  test('are shown as they are', () => {
    const name = '| `a` <b> *c* [d](e) \\ &amp; $f$'
    const [table] = all(parsed(summaryMarkdown(report([row(name)]))), 'table')
    expect(table === undefined ? [] : cells(table)[1]?.[1]).toBe(`${name}\nworkbook · ${name}`)
  })

  test('do not become mathematics, which GitHub renders between dollar signs', () => {
    expect(summaryMarkdown(report([row('$x^2$')]))).not.toMatch(/(?<!\\)\$/)
  })

  test.each([
    ['javascript:alert(1)', 0],
    ['https://evil.example/x', 0],
    ['http://10ax.online.tableau.com/x', 0],
    ['https://10ax.online.tableau.com@evil.example/x', 0],
    ['https://user:pw@10ax.online.tableau.com/x', 0],
    ['//10ax.online.tableau.com/x', 0],
    [`${SERVER}/${'x'.repeat(2000)}`, 0],
    [`${SERVER}/#/site/a|b)(<>"' c`, 1],
  ])('as a link: %s', (url, links) => {
    const markdown = summaryMarkdown(
      report([{ ...row('x'), row: planRow({ name: 'x', url }, newData('a')) }]),
    )
    expect(link(markdown)).toHaveLength(links)
    expect(all(parsed(markdown), 'table')[0]?.children[1]?.children).toHaveLength(5)
  })

  test('plain http is a link on this machine only', () => {
    const on = (server: string): number => {
      const local = { ...row('x'), row: planRow({ name: 'x', url: `${server}/#/workbooks/1` }, newData('a')) }
      return link(summaryMarkdown(report([local], { tableau: { server, site: '' } }))).length
    }
    expect(
      ['http://127.0.0.1:8080', 'http://localhost:80', 'http://[::1]:8080', 'http://tableau.corp'].map(on),
    ).toEqual([1, 1, 1, 0])
  })
})

describe('size', () => {
  const decisions = [
    newData('a'),
    { kind: 'skip', reason: 'build-after' },
    { kind: 'skip', reason: 'never-landed', upstream: nodesNamed('b') },
  ] as const

  function big(count: number, text: string): Report {
    const rows = Array.from({ length: count }, (_, index): ReportRow => {
      const sketch = {
        name: `${index}${text}`,
        project: text,
        exposures: [1, 2, 3, 4].map((n) => exposure(`${n}${text}`)),
      }
      const decision = decisions[index % 3] ?? newData('a')
      return {
        row: planRow(sketch, decision),
        result: index % 3 === 0 ? failed({ text: `${index}${text}` }) : null,
      }
    })
    const notices = rows.map(() => ({ level: 'error' as const, message: text }))
    const unresolved = rows.map(() => ({
      exposure: text,
      reason: 'ambiguous' as const,
      message: text,
      candidates: [text, text],
    }))
    const leftOut = rows.map(() => ({ exposure: text, reason: 'not-ours' as const, why: text }))
    return report(rows, { notices, unresolved, leftOut })
  }

  test('10,000 rows with the longest escapes fit, and the rows left out are counted', () => {
    const markdown = summaryMarkdown(big(10_000, '😀*&lt;|@#1'.repeat(100)))
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(LARGEST_SUMMARY)
    expect(markdown).toMatch(/… and \d+ more; the plan-file output has them all\./)
  })

  test('with less space less is shown, at last only the headline', () => {
    const story = big(100, 'name')
    const sizes = [40_000, 20_000, 100].map((largest) => summaryMarkdown(story, largest))
    expect(sizes.map((markdown) => markdown.includes('```mermaid'))).toEqual([true, false, false])
    expect(sizes.map((markdown) => markdown.includes('| Status |'))).toEqual([true, true, false])
    expect(sizes[2]).toBe(
      '## ❌ Active Exposures: 0 refreshed · 34 failed · 33 held back · 33 skipped · 100 unresolved\n',
    )
  })

  test('with any names and number of rows it fits, and the table is valid', () => {
    const name = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom(...HOSTILE))
    fc.assert(
      fc.property(name, fc.integer({ min: 1, max: 120 }), (text, count) => {
        const markdown = summaryMarkdown(big(count, text))
        expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(LARGEST_SUMMARY)
        const widths = all(parsed(markdown), 'tableRow').map(({ children }) => children.length)
        expect(new Set(widths)).toEqual(new Set([5]))
      }),
      { numRuns: 15 },
    )
  })
})
