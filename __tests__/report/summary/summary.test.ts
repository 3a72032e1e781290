import { anyMessage } from '../../support/any-message.js'
import { DOCS } from '../../../src/messages/docs.js'
import { message } from '../../../src/messages/message.js'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Html, Link } from 'mdast'

import type { UniqueId } from '../../../src/dbt/types.js'
import type { Decision } from '../../../src/plan/types.js'
import type { Report, ReportRow } from '../../../src/report/report.js'
import { docsPage } from '../../../src/report/docs-link.js'
import { headlineOf } from '../../../src/report/summary/headline.js'
import { LARGEST_SUMMARY, summaryMarkdown } from '../../../src/report/summary/summary.js'
import { oneLine } from '../../../src/base/untrusted-text.js'
import { HOSTILE } from '../hostile.js'
import { all, cells, CONSTANT_HTML, parsed, readable } from '../parsed.js'
import {
  exposure,
  failed,
  key,
  knownOf,
  newData,
  nodesNamed,
  NOW,
  planRow,
  refreshed,
  report,
  result,
  SERVER,
  staleMorning,
  time,
} from '../stories.js'
import { runs } from '../../support/runs.js'

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

test('unknown failures with different messages from Tableau are different rows of the table', () => {
  const unknown = (name: string, text: string): ReportRow => row(name, failed({ class: 'unknown', text }))
  const markdown = summaryMarkdown(
    report([unknown('a', 'Disk is full.'), unknown('b', 'Error 4711.'), unknown('c', 'Disk is full.')]),
  )
  expect(readable(markdown)).toContain(
    '**Failed:** a, c, because it ended with "Disk is full."; b, because it ended with "Error 4711.".',
  )
  const [table] = all(parsed(markdown), 'table').map(cells)
  expect(table?.map(([status]) => status)).toEqual([
    'Status',
    '❌ 2 failed\nit ended with "Disk is full."',
    '❌ failed\nit ended with "Error 4711."',
  ])
})

describe('what to do', () => {
  const owned = (name: string, ...owners: string[]) => ({
    id: `exposure.shop.${name}` as UniqueId,
    name,
    owners,
  })
  const block = (given: Report): string => {
    const markdown = readable(summaryMarkdown(given))
    return markdown.slice(markdown.indexOf('### What to do'), markdown.indexOf('| Status |'))
  }

  test('names the owners of the exposures, each once and without e-mail addresses', () => {
    const rows = [row('a', failed()), row('b', failed()), row('c', failed())]
    const names = [
      owned('a', 'Ines Quispe', 'ines@example.com'),
      owned('b', 'Ines Quispe', 'ines@example.com'),
      owned('c', 'kitchen@example.com'),
    ]
    const told = block(report(rows, { owned: names }))
    expect(told).toMatch(
      /^❌ \*\*a, b, c\*\*: Let the owner .* locked or expired\. To refresh .* Exposure owner: Ines Quispe\. \[`AE-FAILED-CREDENTIALS`\]\(\S+\)$/m,
    )
    expect(told).not.toContain('@')
    expect(
      block(report(rows, { owned: [...names, owned('x', 'X')].with(2, owned('c', 'Kitchen')) })),
    ).toContain(' Exposure owners: Ines Quispe, Kitchen.')
  })

  test('has an entry for each unresolved exposure, with its owner', () => {
    const told = block(report([row('b')], { unresolved: [UNRESOLVED], owned: [owned('a', 'Kitchen')] }))
    expect(told).toContain(
      '⚠️ Exposure **a**: Tableau has no a. It is not refreshed until this is corrected; the first run after that refreshes it. Exposure owner: Kitchen.',
    )
    const place = { file: 'models/exposures.yml', line: 201 }
    const placed = block(report([row('b')], { unresolved: [{ ...UNRESOLVED, place }] }))
    expect(placed).toContain('⚠️ Exposure **a** in `models/exposures.yml:201`: Tableau has no a.')
    const message = 'models/exposures.yml: meta.active_exposure has no key build_afer'
    expect(block(report([row('b')], { unresolved: [{ ...UNRESOLVED, place, message }] }))).toContain(
      '⚠️ Exposure **a** in `models/exposures.yml:201`: meta.active_exposure has no key build_afer',
    )
  })
})

test('names are in the order of their numbers wherever they are listed', () => {
  const rows = ['KPIs 10', 'KPIs 2', 'KPIs 1'].map((name) => row(name, failed()))
  const markdown = readable(summaryMarkdown(report(rows)))
  expect(markdown).toContain('**Failed:** KPIs 1, KPIs 2, KPIs 10, because')
  expect(markdown).toContain('❌ **KPIs 1, KPIs 2, KPIs 10**: Let the owner')
  const links = all(parsed(markdown), 'table').map((table) => [
    ...new Set(
      cells(table)
        .join()
        .match(/KPIs \d+/g),
    ),
  ])
  expect(links).toEqual([
    ['KPIs 1', 'KPIs 2', 'KPIs 10'],
    ['KPIs 1', 'KPIs 2', 'KPIs 10'],
  ])
})

describe('the morning on which the CFO dashboard is stale', () => {
  const markdown = summaryMarkdown(staleMorning())
  const tree = parsed(markdown)

  test('the first lines say what happened by names and causes, when, and after which build', () => {
    expect(readable(markdown).split('\n\n').slice(0, 4)).toEqual([
      '## ❌ Active Exposures: 2 refreshed · 1 failed · 1 held back · 1 skipped · 1 unresolved',
      '**Failed:** Cash flow, because the embedded credentials were refused. **Held back:** Weekly KPIs, because test not_null_fct_revenue_id failed. **Unresolved:** old_forecast, because Tableau shows nothing where it points. **Warning:** Tableau also refreshes Stock levels by a schedule of its own; two refreshers do the work twice. **Refreshed:** 2. **Skipped:** 1 not due yet: not before 05:00 UTC tomorrow (25 Nov).',
      '<sub>Tue 24 Nov 2026, 06:02–06:05 · after `dbt build` (12 nodes rebuilt; 1 test failed) · times in UTC</sub>',
      '### What to do',
    ])
  })

  test('what to do comes next, with the messages from Tableau, then the table', () => {
    const block = markdown.slice(markdown.indexOf('### What to do'), markdown.indexOf('| Status |'))
    expect(readable(block)).toBe(`### What to do

❌ **Cash flow**: Let the owner of the connection enter its credentials again in Tableau (Edit Connection) and embed them; unlock or renew the account in the database first if it is locked or expired. To refresh it at once after that, run the manual workflow ([docs/manual-refresh.md](https://github.com/active-exposures/active-exposures/blob/main/docs/manual-refresh.md)) with select: cfo_weekly and force; otherwise the next run does. [\`AE-FAILED-CREDENTIALS\`](https://github.com/active-exposures/active-exposures/blob/main/docs/messages.md#ae-failed-credentials)

Tableau:

\`\`\`
Unable to connect to the Snowflake server.
Incorrect username or password was specified.
\`\`\`

⚠️ **Weekly KPIs**: Fix the data, or the test if it is wrong; then start a new run of the workflow, or let it run \`dbt build --select fct_revenue+\`; the refresh follows in that run. [\`AE-UPSTREAM-FAILED\`](https://github.com/active-exposures/active-exposures/blob/main/docs/messages.md#ae-upstream-failed)

⚠️ Exposure **old_forecast**: No workbook at views/Forecast on site acme; correct the url in models/exposures.yml. Nearest, with the URL to paste: Finance/Forecast 2026 (\`https://tableau.example/#/workbooks/7\`), Finance/Forecasting (\`https://tableau.example/#/workbooks/8\`). It is not refreshed until this is corrected; the first run after that refreshes it. [\`AE-NOT-FOUND\`](https://github.com/active-exposures/active-exposures/blob/main/docs/messages.md#ae-not-found)

⚠️ Tableau also refreshes Stock levels by a schedule of its own; two refreshers do the work twice. [\`AE-UNEXPECTED\`](https://github.com/active-exposures/active-exposures/blob/main/docs/messages.md#ae-unexpected)

`)
  })

  test('two columns have status, reason and extract, the worst first; rows that are fine have a separate folded table', () => {
    const [findings, fine] = all(tree, 'table').map(cells)
    expect(findings).toEqual([
      ['Status', 'Extract'],
      [
        '❌ failed\nthe embedded credentials were refused',
        'Cash flow workbook in Finance/Board · for CFO weekly · took 1 min 13 s · last refreshed 23 Nov 06:02',
      ],
      [
        '⚠️ held back\ntest not_null_fct_revenue_id failed',
        'Weekly KPIs workbook in Finance/Board · for CFO weekly · last refreshed 23 Nov 06:02',
      ],
    ])
    expect(fine).toEqual([
      ['Status', 'Extract'],
      [
        '✅ refreshed\nnew data in fct_orders, dim_customers',
        'Orders data source in Finance · for Sales board · took 1 min 13 s · not before 25 Nov 06:00',
      ],
      [
        '✅ refreshed\nnew data in Orders',
        'Sales board workbook in Finance · took 42 s · not before 25 Nov 06:00',
      ],
      [
        '⏭️ skipped\nnot due yet',
        'Stock levels workbook in Operations · last refreshed today 05:02 · not before 25 Nov 05:00',
      ],
    ])
    expect(markdown.indexOf('**old_forecast**')).toBeLessThan(
      markdown.indexOf('<summary>Details: 3 other extracts'),
    )
  })

  test('the meaning of "not before" is explained once, with a link to the drain', () => {
    expect(readable(markdown).match(/The action does not start itself/g)).toHaveLength(1)
    expect(markdown).toContain('/docs/manual-refresh.md#a-drain)')
  })

  test('each extract links to Tableau', () => {
    const links = all(tree, 'link').map(({ url }) => url)
    expect(links.find((url) => url.startsWith(SERVER))).toBe(`${SERVER}/#/site/acme/workbooks/9`)
  })

  test('facts about the run are folded at the end', () => {
    expect(readable(markdown.slice(markdown.lastIndexOf('<details>')))).toBe(`<details>
<summary>About this run</summary>

- Run scheduled for 06:00 UTC, took 3 min 1 s
- Tableau: site acme on \`https://10ax.online.tableau.com\`
- \`dbt build\` with dbt 1.11.6, finished 06:01 UTC: 12 nodes rebuilt; 1 test failed: assert_amount
- Left out, 1 not on this Tableau site: notebook (its url is not on this server)

</details>
`)
  })
})

describe('a run that', () => {
  test.each([
    ['of this morning', '2026-11-24', [], '05:00–06:05 · after `dbt build` (3 nodes rebuilt)'],
    ['of another day', '2026-11-20', [], '05:00–06:05 · after `dbt build` of 20 Nov 05:40 (3 nodes rebuilt)'],
    [
      'that an earlier run has counted',
      '2026-11-20',
      [{ id: 'AE-RESULTS-KNOWN', level: 'notice', message: 'x' }] as const,
      '05:00–06:05 · results of `dbt build` of 20 Nov 05:40, already counted (3 nodes rebuilt)',
    ],
  ] as const)('reads results %s says when they were written', (_, date, notices, line) => {
    const finishedAt = time('05:40:00', date)
    const built = report([row('a')], {
      builds: [
        {
          command: 'dbt build',
          dbtVersion: '1.11.6',
          finishedAt,
          landed: 3,
          failed: 0,
          failedTests: [],
          warned: [],
        },
      ],
      notices,
    })
    const { run } = built
    const markdown = summaryMarkdown({ ...built, run: { ...run, startedAt: time('05:00:00') } })
    expect(readable(markdown)).toContain(`<sub>Tue 24 Nov 2026, ${line} · times in UTC</sub>`)
  })

  test('failed often for one cause says once what to do, with one of the messages', () => {
    const rows = ['1eef-abc', '13556-abc'].map((id, index) =>
      row(`e${index}`, failed({ text: `Login failed for user "reader". requestId=${id}` })),
    )
    const other = row('z', failed({ text: 'Login failed for user "writer". requestId=7-abc' }))
    const markdown = summaryMarkdown(report([...rows, other]))
    expect(markdown.match(/Let the owner/g)).toHaveLength(2)
    expect(markdown).toContain('**e0, e1**: Let the owner')
    expect(markdown.match(/requestId/g)).toHaveLength(2)
  })

  test('is blocked or timed out says what to do, and its legend lists only what is drawn', () => {
    const text = readable(
      summaryMarkdown(report([row('a', result('timed-out')), row('b', result('blocked'))])),
    )
    expect(text).toContain(
      '❌ **a**: Until it ends, the dashboard shows the data of its last refresh. If it regularly takes longer, raise the input timeout',
    )
    expect(text).toContain(
      '❌ **b**: See what to do about the data source; this extract is refreshed after it.',
    )
    expect(text).toContain(
      '<sub>red: timed out, blocked · green: new data · rectangle: dbt node, cylinder: extract</sub>',
    )
  })

  test('finds that a refresh of an earlier run ended well says so', () => {
    const upToDate = { kind: 'skip', reason: 'up-to-date', landedAt: NOW, pendingDataSources: [] } as const
    const endedSince = [{ name: 'Menu', requestedAt: time('05:04:00') }]
    const markdown = readable(
      summaryMarkdown(report([{ row: planRow({ name: 'Menu' }, upToDate), result: null }], { endedSince })),
    )
    expect(markdown).toContain('0 refreshed · 1 skipped · 1 of an earlier run ended well\n')
    expect(markdown).toContain(
      '\n**Ended well since:** Menu, requested 05:04 UTC by an earlier run. **Nothing to refresh:** 1 without new data.\n',
    )
  })

  test('failed in several ways counts each by its name', () => {
    const ended = (['failed', 'blocked', 'cancelled', 'cancelled', 'timed-out'] as const).map(
      (outcome, index) => row(`e${index}`, result(outcome)),
    )
    expect(headlineOf(report(ended))).toBe(
      '❌ Active Exposures: 0 refreshed · 1 failed · 1 timed out · 2 cancelled · 1 blocked',
    )
  })

  test('fails for unresolved exposures and for drift says both first', () => {
    const drift = { kind: 'no-exposure', exposure: null, content: null, nodes: [], message: 'x' } as const
    const markdown = summaryMarkdown(
      report([row('a')], {
        unresolved: [UNRESOLVED],
        drift: { drift: [drift, drift], incomplete: false },
        notices: [message('AE-DRIFT-FAILS', { differences: '2 points' })],
      }),
    )
    expect(readable(markdown)).toContain(
      '\n\n**Unresolved:** a, because Tableau shows nothing where it points. **Drift:** exposures and Tableau differ in 2 points. **Refreshed:** 1.\n',
    )
  })

  test('is dry says why, and what it would do', () => {
    const why = 'feature/kpis is not the production branch main'
    const dry = report([{ ...row('Orders'), result: null }], {
      mode: { kind: 'dry', why, onProduction: false },
    })
    expect(readable(summaryMarkdown(dry))).toMatch(
      /^## 🔵 Active Exposures, dry run: 1 would be refreshed\n[^]*\*\*Dry run, nothing was refreshed:\*\* feature\/kpis is not/,
    )
    expect(summaryMarkdown(dry)).not.toContain('set dry-run')
  })

  test('is dry because of its branch says how to change that, but not of a pull request', () => {
    const mode = { kind: 'dry', why: 'this is branch kpis', onProduction: false, byBranch: true } as const
    const { run } = report([])
    const said = (event: string): string =>
      summaryMarkdown(report([{ ...row('Orders'), result: null }], { mode, run: { ...run, event } }))
    expect(said('push')).toContain(
      'this is branch kpis. Nothing was saved either, neither what this build landed nor a request. To refresh from here too, set dry-run: false.\n',
    )
    // The line above says of a pull request that nothing is saved.
    expect(said('pull_request')).not.toMatch(/set dry-run|saved either/)
  })

  test('was started by a person says by whom, with which options, and what they mean', () => {
    const { run } = report([])
    const asked = {
      manual: true,
      force: true,
      select: 'tag:finance menu',
      exclude: 'workbook:"A`b"',
      timeout: null,
    }
    const markdown = summaryMarkdown(
      report([row('Orders')], { run: { ...run, actor: 'ana[bot]', options: asked } }),
    )
    expect(markdown).toContain(
      'Started by **ana\\[bot]** · select: `tag:finance menu` · exclude: ``workbook:"A`b"`` · force: also refreshes what is not due, but nothing downstream of a failure or without known data · the next scheduled refresh is not affected\n',
    )
    const selected = { manual: false, force: false, select: 'menu', exclude: '', timeout: null }
    const scheduled = summaryMarkdown(report([row('Orders')], { run: { ...run, options: selected } }))
    expect(scheduled).toContain('\nselect: `menu`\n')
    expect(scheduled).not.toContain('Started by **')
  })

  test('had no dbt files says when dbt last brought data, not when a data source was refreshed', () => {
    const landed = { id: 'model.shop.a' as UniqueId, at: time('04:00:00') }
    const known = { newest: { id: key('Orders', 'datasource'), at: time('05:30:00') }, landed: [landed] }
    const row = planRow({ name: 'a' }, newData('a'), { known: { ...knownOf([]), ...known } })
    const catalogueOf = time('05:00:00', '2026-11-23')
    const markdown = summaryMarkdown(report([{ row, result: null }], { builds: [], catalogueOf }))
    expect(readable(markdown)).toContain(
      'planned without dbt files: exposures as of 05:00 UTC yesterday (23 Nov), newest data from 04:00 UTC',
    )
  })

  test('had no dbt files says how old its catalogue is', () => {
    const markdown = readable(summaryMarkdown(report([], { builds: [], catalogueOf: time('05:00:00') })))
    expect(markdown.split('\n\n')[2]).toBe(
      '<sub>Tue 24 Nov 2026, 06:02–06:05 UTC · planned without dbt files: exposures as of 05:00 UTC</sub>',
    )
  })

  test('read only a measurement of freshness says so', () => {
    const finishedAt = time('05:40:00')
    const file = { finishedAt, measured: 1, failed: ['source.shop.shop.orders' as UniqueId], warned: [] }
    expect(readable(summaryMarkdown(report([], { builds: [], freshness: [file] })))).toContain(
      'no results of a build were read; dbt source freshness of today 05:40: 1 error</sub>',
    )
  })

  test('stopped with an error says so first', () => {
    const stopped = report([], {
      error: anyMessage('error', 'Tableau refused the sign-in: renew the token.'),
      builds: [],
    })
    expect(readable(summaryMarkdown(stopped)).split('\n\n').slice(0, 3)).toEqual([
      '## ❌ Active Exposures: stopped, 0 refreshed',
      '> ❌ **Tableau refused the sign-in: renew the token.** [`AE-UNEXPECTED`](https://github.com/active-exposures/active-exposures/blob/main/docs/messages.md#ae-unexpected)',
      '<sub>Tue 24 Nov 2026, 06:02–06:05 UTC · no dbt results were read</sub>',
    ])
  })

  test('stopped at a wrong input has its id, and what to do in a section of its own', () => {
    const error = message('AE-INPUT-INVALID', { input: 'wait', expected: 'true or false', given: 'yes' })
    const [, quoted, , title, remedy] = readable(summaryMarkdown(report([], { error, builds: [] }))).split(
      '\n\n',
    )
    expect(quoted).toMatch(/^> ❌ \*\*wait must be true or false, not "yes"\.\*\* \[`AE-INPUT-INVALID`\]/)
    expect(title).toBe('### What to do')
    expect(remedy).toMatch(/^❌ Correct it where the workflow sets it: .*docs\/inputs\.md/)
  })

  test('found nothing says so', () => {
    const owned = [{ id: 'exposure.shop.kpis' as UniqueId, name: 'kpis', owners: [] }]
    expect(summaryMarkdown(report([], { owned }))).toContain(
      '**Nothing was refreshed:** no exposure of this run has a Tableau extract.\n',
    )
  })

  test('found nothing in a project without exposures does not speak of exposures', () => {
    expect(summaryMarkdown(report([]))).toContain(
      '**Nothing was refreshed:** this project declares no exposure, and discovery found no content in Tableau that reads its tables.\n',
    )
  })

  test('did not query Tableau says nothing about its content', () => {
    const markdown = summaryMarkdown(report([], { tableau: null }))
    expect(markdown).toContain('**Nothing was refreshed:** this project has no exposure of this site.')
    expect(markdown).not.toContain('extract')
  })

  test('has exposures of another site only says so first', () => {
    const wrong = report([], { tableau: null, misdirected: 12 })
    expect(readable(summaryMarkdown(wrong)).split('\n\n')[1]).toBe(
      '**Nothing was refreshed:** none of the exposures is of this Tableau site.',
    )
  })

  test('has exposures of another site only says which once, then what to check', () => {
    const mismatch = message('AE-SITE-MISMATCH', {
      exposures: 'All 12 exposures',
      places: 'point at site acme',
      site: 'site acmee',
      remedy: 'Check tableau-site: did you mean acme?',
    })
    const wrong = report([], { tableau: null, misdirected: 12, notices: [mismatch] })
    const markdown = readable(summaryMarkdown(wrong))
    expect(markdown.split('All 12 exposures point at site acme')).toHaveLength(2)
    expect(markdown).toContain(
      '### What to do\n\n⚠️ Check tableau-site: did you mean acme? [`AE-SITE-MISMATCH`](',
    )
  })

  test('left out all exposures does not say that they are of another site', () => {
    const excluded = { exposure: 'a', reason: 'not-selected', why: 'by select or exclude' } as const
    const elsewhere = { exposure: 'b', reason: 'not-ours', why: 'the URL is on another site, beta' } as const
    const summaryWithout = (...leftOut: Report['leftOut']): string =>
      summaryMarkdown(report([], { tableau: null, leftOut }))
    expect(summaryWithout(excluded, elsewhere)).toContain(
      'select, exclude or their own settings leave out all exposures of this site',
    )
    const off = { exposure: 'c', reason: 'switched-off', why: 'enabled: false in dbt' } as const
    expect(summaryWithout(off)).toContain('or their own settings leave out all exposures of this site')
    expect(summaryWithout(elsewhere)).toContain('this project has no exposure of this site.')
    const unaddressed = { exposure: 'd', reason: 'without-address', why: 'it has no url' } as const
    expect(summaryWithout(unaddressed)).toContain('this project has no exposure of this site.')
    expect(summaryWithout(unaddressed)).toContain('- Left out, 1 without an address: d (it has no url)\n')
  })

  test('left out exposures says each reason once, with how many and which', () => {
    const leftOut = [
      { exposure: 'retired_forecast', reason: 'switched-off', why: 'enabled: false in dbt' },
      { exposure: 'sandbox_kpis', reason: 'switched-off', why: 'enabled: false in meta.active_exposure' },
      ...['menu', 'orders', 'goals', 'tour'].map(
        (exposure) => ({ exposure, reason: 'not-selected', why: 'by select or exclude' }) as const,
      ),
      ...['a', 'b', 'c', 'd'].map(
        (host) => ({ exposure: host, reason: 'not-ours', why: `the URL is on ${host}.com` }) as const,
      ),
    ] as const
    expect(readable(summaryMarkdown(report([], { leftOut })))).toContain(
      `- Left out, 2 switched off: retired_forecast (enabled: false in dbt); sandbox_kpis (enabled: false in meta.active_exposure)
- Left out, 4 not selected: goals, menu, orders and 1 more (by select or exclude)
- Left out, 4 not on this Tableau site: a (the URL is on a.com); b (the URL is on b.com); c (the URL is on c.com); 1 more for other reasons
`,
    )
  })

  test('is switched off says only that', () => {
    const off = report([], { mode: { kind: 'off' }, builds: [], tableau: null })
    expect(readable(summaryMarkdown(off)).split('\n\n').slice(0, 2)).toEqual([
      '## ⏸️ Active Exposures: switched off',
      '<sub>Tue 24 Nov 2026, 06:02–06:05 UTC</sub>',
    ])
  })

  test.each<[string, Partial<Report>, string]>([
    [
      'whose exposures are all of another site',
      { misdirected: 3 },
      '⚠️ Active Exposures: 0 refreshed · 3 of another site',
    ],
    [
      'that has a warning to read',
      { notices: [anyMessage('warning', 'The results are those of dbt test.')] },
      '⚠️ Active Exposures: 0 refreshed',
    ],
    [
      'with a notice',
      { notices: [anyMessage('notice', 'Nothing to do.')] },
      '✅ Active Exposures: 0 refreshed',
    ],
    [
      'that fails for a reason other than a row',
      { notices: [anyMessage('error', 'fail-on has unresolved.')], unresolved: [UNRESOLVED] },
      '❌ Active Exposures: 0 refreshed · 1 unresolved',
    ],
    ['that was cancelled', { cancelled: true }, '❌ Active Exposures: cancelled, 0 refreshed'],
    [
      'that was cancelled after an error',
      { cancelled: true, error: anyMessage('error', 'x') },
      '❌ Active Exposures: cancelled, 0 refreshed',
    ],
  ])('%s has its own headline', (_, more, headline) => {
    expect(headlineOf(report([], more))).toBe(headline)
  })

  test('failed for seven extracts at one test says the reason once', () => {
    const problem = { node: 'test.shop.assert_order_amount_is_plausible' as UniqueId, kind: 'test' } as const
    const held = (name: string, clock: string): ReportRow => ({
      row: planRow(
        { name },
        { kind: 'skip', reason: 'upstream-failed', problems: [{ ...problem, failedAt: time(clock) }] },
      ),
      result: null,
    })
    const seven = Array.from({ length: 7 }, (_, index) => held(`W${index}`, `06:0${index % 2}:00`))
    const markdown = readable(summaryMarkdown(report([...seven, row('a'), row('b'), row('c')])))
    expect(markdown.split('\n\n')[1]).toBe(
      '**Held back:** 7 extracts, because test assert_order_amount_is_plausible failed. **Refreshed:** 3.',
    )
    const [table] = all(parsed(markdown), 'table')
    expect(table === undefined ? [] : cells(table).map(([status]) => status)).toEqual([
      'Status',
      '⚠️ 7 held back\ntest assert_order_amount_is_plausible failed',
    ])
  })

  test('failed for more causes than fit counts the rest', () => {
    const classes = ['credentials', 'unreachable', 'timeout', 'timeout'] as const
    const rows = classes.map((failure, index) => row(`W${index}`, failed({ class: failure })))
    expect(summaryMarkdown(report(rows))).toContain(
      '**Failed:** W0, because the embedded credentials were refused; W1, because Tableau could not reach the database; 2 more for other reasons.',
    )
  })

  const upToDate = { kind: 'skip', reason: 'up-to-date', landedAt: NOW, pendingDataSources: [] } as const
  const notDue = { kind: 'skip', reason: 'build-after' } as const
  const skips = (...decisions: (typeof upToDate | typeof notDue)[]): ReportRow[] =>
    decisions.map((decision, index) => ({
      row: planRow({ name: `s${index}` }, decision, { dueAt: time('10:00:00') }),
      result: null,
    }))
  /** The text outside of all folds. */
  const visible = (markdown: string): string[] =>
    readable(markdown.slice(0, markdown.indexOf('<details>')))
      .split('\n\n')
      .filter((block) => block !== '')

  test('held back by a database error shows what dbt says about it', () => {
    const text = 'Database Error in model orders (orders.sql)\n  no column <EUR>\n  LINE 1: ```select 1```'
    const problems = nodesNamed('orders').map((node) => ({
      node,
      kind: 'node' as const,
      failedAt: NOW,
      details: { kind: 'message' as const, text },
    }))
    const held = (name: string): ReportRow => ({
      row: planRow(
        { name },
        {
          kind: 'skip',
          reason: 'upstream-failed',
          problems,
        },
      ),
      result: null,
    })
    const markdown = summaryMarkdown(report([held('a'), held('b')]))
    expect(markdown).toContain('because orders failed: no column \\<EUR>.')
    expect(
      markdown.match(/^````\nDatabase Error in model orders \(orders\.sql\)\nno column <EUR>\nLINE 1/gm),
    ).toHaveLength(1)
  })

  test('failed and deferred for one quota says once what to do', () => {
    const deferred = result('deferred', { failure: { class: 'quota', text: 'No quota' } })
    const markdown = summaryMarkdown(
      report([
        row('a', deferred),
        row('b', failed({ class: 'quota', text: 'No quota' })),
        row('c', deferred),
      ]),
    )
    expect(markdown).toContain('\n❌ **b, a, c**: Tableau renews the quota at 00:00 UTC')
    expect(markdown.match(/Tableau renews the quota/g)).toHaveLength(1)
  })

  test('only requested refreshes says that the next run looks them up, and the reason once', () => {
    const markdown = summaryMarkdown(report([row('a', result('requested')), row('b', result('requested'))]))
    expect(markdown).toContain('**Requested:** 2; the next run looks up how they ended.\n')
    expect(markdown).toContain('| 🔵 **requested**<br>new data in a |')
  })

  test('was cancelled says so once, and names first what still runs and who looks it up', () => {
    const rows = [row('a'), ...['b', 'c', 'd', 'e'].map((name) => row(name, result('requested')))]
    const notices = [message('AE-RUN-CANCELLED')]
    const markdown = readable(summaryMarkdown(report(rows, { cancelled: true, notices })))
    expect(markdown.split('\n\n')[1]).toBe(
      '**Still running in Tableau:** b, c, d and 1 more; the next run looks up how they ended. **Refreshed:** 1.',
    )
    expect(markdown.match(/cancelled/g)).toHaveLength(1)
  })

  test('was cancelled before it had rows says how early', () => {
    const notices = [message('AE-RUN-CANCELLED-EARLY')]
    const markdown = summaryMarkdown(report([], { cancelled: true, notices }))
    expect(markdown).toContain('> ⚠️ This run was cancelled before it requested a refresh.')
  })

  test('stopped before its cron was read names no slot', () => {
    const { run } = report([])
    const markdown = summaryMarkdown(
      report([], { error: anyMessage('error', 'x'), run: { ...run, slot: run.startedAt } }),
    )
    expect(markdown).toContain('- Scheduled run, took 3 min 1 s\n')
  })

  test('has nothing to do, as an hourly drain, is three lines: heading, outcome, and one fold', () => {
    const drain = report(skips(notDue, upToDate, notDue), { builds: [], catalogueOf: time('05:00:00') })
    const markdown = summaryMarkdown(drain)
    expect(visible(markdown)).toEqual([
      '## ✅ Active Exposures: 0 refreshed · 3 skipped',
      '**Nothing to refresh:** 1 without new data, 2 not due yet: the first not before 10:00 UTC.',
    ])
    const [, inside = ''] = /<summary>Details: 3 extracts<\/summary>([^]*)<\/details>\n$/.exec(markdown) ?? []
    expect(inside).toContain('planned without dbt files')
    expect(inside).toContain('The action does not start itself')
    expect(inside).toContain('State of the extracts')
  })

  test('has nothing to do, but a warning, shows the warning', () => {
    expect(
      visible(summaryMarkdown(report(skips(upToDate), { notices: [anyMessage('warning', 'look here')] }))),
    ).toContainEqual(expect.stringMatching(/^⚠️ look here \[`AE-UNEXPECTED`\]/))
  })

  test('refreshed all that was due folds what is fine, without a picture, and lists the lineage', () => {
    const markdown = summaryMarkdown(report([row('Orders'), ...skips(upToDate)]))
    expect(visible(markdown)).toEqual([
      '## ✅ Active Exposures: 1 refreshed · 1 skipped',
      '**Refreshed:** Orders. **Skipped:** 1 without new data.',
      '<sub>Tue 24 Nov 2026, 06:02–06:05 · after `dbt build` (12 nodes rebuilt; 1 test failed) · times in UTC</sub>',
    ])
    expect(markdown).toContain('<summary>Details: 2 extracts</summary>')
    expect(markdown).not.toContain('mermaid')
    expect(readable(markdown)).toContain('- **Orders** → ✅ Orders\n')
  })

  test('refreshed what only discovery found marks it', () => {
    const found = { ...exposure('Menu'), origin: 'discovered' } as const
    const of = (...exposures: ReturnType<typeof exposure>[]): string =>
      summaryMarkdown(
        report([{ row: planRow({ name: 'Menu', exposures }, newData('a')), result: refreshed(3) }]),
      )
    expect(of(found)).toContain('<sub>discovered workbook in Finance · took 3 s</sub>')
    expect(of(found, exposure('menu'))).toContain('<sub>workbook in Finance')
  })

  test.each([
    [1, 1, 'Details: 1 extract, 1 without an extract'],
    [2, 0, 'Details: 2 extracts'],
    [0, 2, 'Details: 2 without an extract'],
  ])('has %i extracts and %i contents without one counts them apart', (extracts, without, title) => {
    const skipped = (count: number, reason: 'up-to-date' | 'no-extract') =>
      Array.from({ length: count }, (_, index) => ({
        row: planRow(
          { name: `${reason}${index}` },
          reason === 'no-extract' ? { kind: 'skip', reason } : upToDate,
        ),
        result: null,
      }))
    const rows = [...skipped(extracts, 'up-to-date'), ...skipped(without, 'no-extract')]
    expect(summaryMarkdown(report(rows))).toContain(`<summary>${title}</summary>`)
  })

  test('is of a pull request tells what later runs refresh from what it does not affect', () => {
    const { run } = report([])
    const waits = { kind: 'skip', reason: 'build-after' } as const
    const rows = [
      planRow({ name: 'KPIs' }, waits, { dueAt: time('12:00:00') }),
      planRow({ name: 'Sales' }, waits, { dueAt: time('18:00:00') }),
      planRow({ name: 'Menu' }, upToDate),
    ].map((row) => ({ row, result: null }))
    const mode = { kind: 'dry', why: 'this is a pull request', onProduction: false } as const
    const said = (event: string): string[] =>
      visible(summaryMarkdown(report(rows, { mode, run: { ...run, event } }))).slice(0, 2)
    expect(said('pull_request')).toEqual([
      '## 🔵 Active Exposures, dry run: what this pull request reaches is not known · 2 later · 1 not known to be affected',
      '**Later:** KPIs, Sales, the first not before 12:00 UTC. **Not known to be affected:** 1, whose usual refreshes go on.',
    ])
    expect(said('push')[0]).toContain('0 would be refreshed · 3 skipped')
  })

  test('is of a pull request says when its rows apply, and claims no build', () => {
    const { run } = report([])
    const planned = { row: planRow({ name: 'Orders' }, newData('fct_orders')), result: null }
    const mode = { kind: 'dry', why: 'this is a pull request', onProduction: false } as const
    const markdown = summaryMarkdown(report([planned], { mode, run: { ...run, event: 'pull_request' } }))
    expect(visible(markdown).slice(0, 3)).toEqual([
      '## 🔵 Active Exposures, dry run: 1 refreshes with the next build after the merge',
      '**Refresh with the next build after the merge:** Orders.',
      '<sub>Tue 24 Nov 2026, 06:02–06:05 UTC · pull request: nothing is saved</sub>',
    ])
  })

  test('was started by a push says nothing of a schedule', () => {
    const { run } = report([])
    const pushed = summaryMarkdown(report([row('Orders')], { run: { ...run, event: 'push' } }))
    expect(pushed).toContain(
      '- Run after a push (ana), counted by build_after as a run of 06:00 UTC, took 3 min 1 s',
    )
    expect(pushed).not.toContain('scheduled for')
  })

  test('has no picture lists what its extracts read, and marks data sources', () => {
    const orders = planRow({ name: 'Orders', kind: 'datasource', upstream: ['fct_orders'] }, newData('a'))
    const board = planRow(
      { name: 'Board', upstream: ['fct_orders'], via: 'Orders', reads: ['Orders'] },
      newData('a'),
    )
    const rows = [orders, board].map((row) => ({ row, result: refreshed(3) }))
    expect(readable(summaryMarkdown(report(rows)))).toContain(
      '\n- **fct_orders** → ✅ Orders\n- data source **Orders** → ✅ Board\n',
    )
  })

  test('was cancelled by a quota says so once, and shows no duration of zero', () => {
    const quota = { class: 'quota', text: '' } as const
    const markdown = summaryMarkdown(report([row('a', result('cancelled', { failure: quota, seconds: 0 }))]))
    expect(markdown).toContain("**Cancelled:** a, because the site's daily quota for refreshes is used up.")
    expect(markdown).not.toContain('took 0 s')
  })

  test('names an extract with a comma in quotes, so that a list stays readable', () => {
    const names = ['KPIs, sandbox', 'Menu']
    expect(summaryMarkdown(report(names.map((name) => row(name, failed()))))).toContain(
      '**Failed:** "KPIs, sandbox", Menu, because',
    )
  })

  test('fails many times for one cause shows the remedy once', () => {
    const markdown = summaryMarkdown(report(['a', 'b', 'c'].map((name) => row(name, failed()))))
    expect(markdown).toContain(
      '❌ **a, b, c**: Let the owner of the connection enter its credentials again in Tableau (Edit Connection) and embed them; unlock or renew the account in the database first if it is locked or expired. To refresh them at once after that, run the manual workflow ([docs/manual-refresh.md](https://github.com/active-exposures/active-exposures/blob/main/docs/manual-refresh.md)) with select: a b c and force; otherwise the next run does.',
    )
  })

  test.each([
    [['a', 'b', 'c', 'd'], '❌ **4 extracts** (a, b and 2 more): Let the owner'],
    [['a', 'b', 'c'], '❌ **a, b, c**: Let the owner'],
  ])('fails for one cause says first how many extracts, if they are many: %j', (names, line) => {
    expect(summaryMarkdown(report(names.map((name) => row(name, failed()))))).toContain(`\n${line}`)
  })

  test.each([
    [
      ['Orders'],
      '**Not started:** Menu, because it waits for the data source Orders, whose refresh this run requested and did not wait for; the next run, such as a drain, refreshes it if that refresh has ended well. **Requested:** 1;',
    ],
    [
      ['Orders', 'Goals'],
      '**Not started:** Menu, because it waits for the data sources Orders, Goals, whose refreshes this run requested and did not wait for; the next run, such as a drain, refreshes it if those refreshes have ended well. **Requested:** 2;',
    ],
  ])('did not wait for data sources says what waits for them: %j', (names, line) => {
    const after = names.map((name) => key(name, 'datasource'))
    const waiting = planRow({ name: 'Menu' }, { ...newData('a'), after } as Decision)
    const requested = names.map((name) => ({
      row: planRow({ name, kind: 'datasource' }, newData('a')),
      result: result('requested'),
    }))
    const markdown = readable(summaryMarkdown(report([...requested, { row: waiting, result: null }])))
    expect(markdown).toContain(line)
    expect(markdown).toContain(`| ⏳ **not started**<br>it waits for the data source`)
    expect(markdown).toContain(
      '⏳ **Menu**: If no run follows soon, schedule a drain ([docs/manual-refresh.md](https://github.com/active-exposures/active-exposures/blob/main/docs/manual-refresh.md)), or set wait: true.',
    )
  })

  test('ended before its turn came has no other cause', () => {
    const after = [key('Orders', 'datasource')]
    const waiting = planRow({ name: 'Menu' }, { ...newData('a'), after } as Decision)
    const orders = { row: planRow({ name: 'Orders', kind: 'datasource' }, newData('a')), result: null }
    expect(summaryMarkdown(report([orders, { row: waiting, result: null }]))).toContain(
      '**Not started:** Menu, Orders.',
    )
  })

  test('has open rows counts them', () => {
    const open = ['deferred', 'timed-out', 'deferred'].map((outcome) => ({
      ...row('x'),
      result: { outcome: outcome as 'deferred', request: null, seconds: null, endedAt: null, failure: null },
    }))
    expect(summaryMarkdown(report(open))).toMatch(
      /^## ❌ Active Exposures: 0 refreshed · 1 timed out · 2 deferred\n/,
    )
  })
})

describe('hostile names', () => {
  /** The links of names; the others lead to our own documentation. */
  const link = (markdown: string): Link[] =>
    all(parsed(markdown), 'link').filter(
      ({ url }) =>
        !url.startsWith(docsPage('manual-refresh.md')) &&
        !new RegExp(`^${DOCS}/messages\\.md#ae-[a-z-]+$`).test(url),
    )

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
          options: { manual: true, force: true, select: name, exclude: name, timeout: null },
          slot: NOW,
          attempt: 2,
          startedAt: NOW,
          endedAt: NOW,
        },
        tableau: { server: SERVER, site: name },
        builds: [
          {
            command: name,
            dbtVersion: name,
            finishedAt: NOW,
            landed: 1,
            failed: 0,
            failedTests: [],
            warned: [],
          },
        ],
        unresolved: [
          {
            exposure: name,
            reason: 'not-found',
            message: name,
            candidates: [
              { name, address: name },
              { name, address: null },
            ],
          },
        ],
        leftOut: [{ exposure: name, reason: 'not-selected', why: name }],
        notices: [{ ...anyMessage('warning', name), file: name, line: 3 }],
        error: anyMessage('error', name),
      },
    )
  }

  test.each(HOSTILE.map((name) => [oneLine(name, 60), name]))('stay text: %s', (_, name) => {
    const markdown = summaryMarkdown(everywhere(name))
    const tree = parsed(markdown)
    expect(all(tree, 'html').filter((html: Html) => !CONSTANT_HTML.test(html.value))).toEqual([])
    expect(all(tree, 'image')).toEqual([])
    for (const { url } of link(markdown)) expect(url).toMatch(new RegExp(`^${SERVER}/`))
    const [table] = all(tree, 'table')
    expect(table?.children.map(({ children }) => children.length)).toEqual([2, 2, 2, 2])
    expect(
      all(tree, 'text')
        .map(({ value }) => value)
        .join('\n'),
    ).not.toMatch(/@\w|#\d|GH-\d|:\/\/|www\.|:\w+:/i)
    expect(all(tree, 'code').filter(({ lang }) => lang === 'mermaid')).toHaveLength(1)
    expect(all(tree, 'heading').map(({ depth }) => depth)).toEqual([2, 3, 3])
    expect(all(tree, 'delete')).toEqual([])
    expect(all(tree, 'emphasis')).toEqual([])
  })

  test('are shown as they are', () => {
    const name = '| `a` <b> *c* [d](e) \\ &amp; $f$'
    const [table] = all(parsed(summaryMarkdown(report([row(name)]))), 'table')
    expect(table === undefined ? [] : cells(table)[1]?.[1]?.replace(/ · .*/, '')).toBe(
      `${name} workbook in ${name}`,
    )
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
    expect(all(parsed(markdown), 'table')[0]?.children[1]?.children).toHaveLength(2)
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
    const notices = rows.map(() => anyMessage('error', text))
    const unresolved = rows.map(() => ({
      exposure: text,
      reason: 'ambiguous' as const,
      message: text,
      candidates: [
        { name: text, address: text },
        { name: text, address: null },
      ],
    }))
    const leftOut = rows.map(() => ({ exposure: text, reason: 'not-ours' as const, why: text }))
    return report(rows, { notices, unresolved, leftOut })
  }

  const count = runs(10_000, 1000)
  test(`${count} rows with the longest escapes fit, and the rows left out are counted`, () => {
    const markdown = summaryMarkdown(big(count, '😀*&lt;|@#1'.repeat(100)))
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(LARGEST_SUMMARY)
    expect(markdown).toMatch(/… and \d+ more; the plan-file output has them all\./)
  })

  test('with less space less is shown, in the end only the headline', () => {
    const story = big(100, 'name')
    const limits = [40_000, 20_000, 100]
    const sizes = limits.map((largest) => summaryMarkdown(story, largest))
    expect(sizes.map((markdown, index) => markdown.length <= (limits[index] ?? 0))).toEqual([
      true,
      true,
      true,
    ])
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
        expect(new Set(widths)).toEqual(new Set([2, 3]))
      }),
      { numRuns: runs(6) },
    )
  })
})
