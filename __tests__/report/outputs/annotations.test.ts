import { anyMessage } from '../../support/any-message.js'
import { describe, expect, test } from '@jest/globals'

import {
  type AnnotationProperties,
  annotate,
  annotationsOf,
} from '../../../src/report/outputs/annotations.js'
import { summaryMarkdown } from '../../../src/report/summary/summary.js'
import type { UniqueId } from '../../../src/dbt/types.js'
import type { NamePair } from '../../../src/exposures/types.js'
import { HOSTILE } from '../hostile.js'
import {
  exposure,
  failed,
  newData,
  planRow,
  refreshed,
  report,
  result,
  staleMorning,
  time,
} from '../stories.js'

test('a failure is an error, a row held back is a warning, other rows have no annotation', () => {
  expect(annotationsOf(staleMorning())).toEqual([
    {
      level: 'error',
      title: 'Workbook failed: Cash flow',
      message:
        'Cash flow: the embedded credentials were refused. Let the owner of the connection enter its credentials again in Tableau (Edit Connection) and embed them; unlock or renew the account in the database first if it is locked or expired. To refresh it at once after that, run the manual workflow (https://github.com/active-exposures/active-exposures/blob/main/docs/manual-refresh.md) with select: cfo_weekly and force; otherwise the next run does. [AE-FAILED-CREDENTIALS]',
    },
    {
      level: 'warning',
      title: 'Unexpected',
      message:
        'Tableau also refreshes Stock levels by a schedule of its own; two refreshers do the work twice. [AE-UNEXPECTED]',
    },
    {
      level: 'warning',
      title: 'Workbook held back: Weekly KPIs',
      message:
        'Weekly KPIs: test not_null_fct_revenue_id failed at 06:01 UTC. Fix the data, or the test if it is wrong; then start a new run of the workflow, or let it run dbt build --select fct_revenue+; the refresh follows in that run. [AE-UPSTREAM-FAILED]',
    },
    {
      level: 'warning',
      title: 'Unresolved: old_forecast',
      message:
        'old_forecast: No workbook at views/Forecast on site acme; correct the url in models/exposures.yml. Nearest, with the URL to paste: Finance/Forecast 2026 (https://tableau.example/#/workbooks/7), Finance/Forecasting (https://tableau.example/#/workbooks/8). It is not refreshed until this is corrected. [AE-NOT-FOUND]',
    },
  ])
})

describe('the annotation of a failed test', () => {
  const problem = {
    node: 'test.shop.assert_amounts' as UniqueId,
    kind: 'test' as const,
    failedAt: time('06:01:12'),
  }
  const placed = (exists: boolean) =>
    annotationsOf(
      report([
        {
          row: planRow(
            { name: 'Menu' },
            {
              kind: 'skip',
              reason: 'upstream-failed',
              problems: [{ ...problem, file: { path: 'shop/tests/assert_amounts.sql', exists } }],
            },
          ),
          result: null,
        },
      ]),
    )

  test('is on its file', () => {
    const [told] = placed(true)
    expect(told?.file).toBe('shop/tests/assert_amounts.sql')
    expect(told?.message).toContain('(shop/tests/assert_amounts.sql)')
  })

  test('only names a file that the workspace does not have', () => {
    const [told] = placed(false)
    expect(told).not.toHaveProperty('file')
    expect(told?.message).toContain('(shop/tests/assert_amounts.sql)')
  })
})

test('deferred extracts share a notice with the reason and the instant before which nothing is tried', () => {
  const rows = ['Menu', 'Orders'].map((name) => ({
    row: planRow({ name }, newData('a'), { dueAt: time('00:00:00', '2026-11-25') }),
    result: result('deferred', { failure: { class: 'quota', text: 'No quota' } }),
  }))
  expect(annotationsOf(report(rows))).toEqual([
    {
      level: 'notice',
      title: '2 extracts deferred',
      message: expect.stringMatching(
        /^Menu, Orders: the site's daily quota for refreshes is used up; not tried again before 00:00 UTC tomorrow/,
      ),
    },
  ])
})

test('each level has at most ten annotations: the nine worst and the number of the others', () => {
  const names = Array.from({ length: 25 }, (_, index) => `w${index}`)
  const sources = names.map((name) => ({
    row: planRow({ name: `of ${name}`, kind: 'datasource' }, newData('a')),
    result: refreshed(1),
  }))
  const broken = names.map((name) => ({
    row: planRow({ name, reads: [`of ${name}`] }, newData('a')),
    result: result('blocked'),
  }))
  const late = { row: planRow({ name: 'x' }, newData('a')), result: result('blocked') }
  const notices = Array.from({ length: 10 }, () => anyMessage('notice', 'n'))
  const errors = annotationsOf(
    report([...broken, ...sources, late], { error: anyMessage('error', 'It stopped.'), notices }),
  )
  expect(errors.map(({ message }) => message).slice(0, 10)).toEqual([
    'It stopped. [AE-UNEXPECTED]',
    ...names
      .slice(0, 8)
      .map(
        (name) =>
          `${name}: it reads of ${name}, which could not be refreshed in this run. See what to do about the data source; this extract is refreshed after it. [AE-BLOCKED]`,
      ),
    '… and 18 more, see the summary [AE-MORE]',
  ])
  expect(errors.filter(({ level }) => level === 'notice')).toHaveLength(10)
})

test('extracts with the same cause share one annotation', () => {
  const sources = ['a', 'b'].map((name) => ({
    row: planRow({ name, kind: 'datasource' }, newData('m')),
    result: failed(),
  }))
  expect(annotationsOf(report(sources))).toEqual([
    {
      level: 'error',
      title: '2 extracts failed',
      message:
        'a, b: the embedded credentials were refused. Let the owner of the connection enter its credentials again in Tableau (Edit Connection) and embed them; unlock or renew the account in the database first if it is locked or expired. To refresh them at once after that, run the manual workflow (https://github.com/active-exposures/active-exposures/blob/main/docs/manual-refresh.md) with select: a b and force; otherwise the next run does. [AE-FAILED-CREDENTIALS]',
    },
  ])
})

describe('failures that this action does not know', () => {
  const unknown = (name: string, text: string) => ({
    row: planRow({ name, kind: 'datasource' }, newData('m')),
    result: failed({ class: 'unknown', text }),
  })
  const annotationsOfRows = (...rows: ReturnType<typeof unknown>[]) =>
    annotationsOf(report(rows)).map(({ message }) => message.split('. Look for')[0])

  test('have one annotation for each message of Tableau', () => {
    expect(
      annotationsOfRows(
        unknown('a', 'Disk is full.'),
        unknown('b', 'Error 4711.'),
        unknown('c', 'Disk is full.'),
      ),
    ).toEqual(['a, c: it ended with "Disk is full."', 'b: it ended with "Error 4711."'])
  })

  test('are distinguished by error codes, and not by ids of one request', () => {
    expect(annotationsOfRows(unknown('a', 'Error 4711.'), unknown('b', 'Error 4712.'))).toHaveLength(2)
    const session = (id: string, at: string): string => `Lost session id ${id} at 2026-11-24 06:0${at}:11.`
    expect(
      annotationsOfRows(unknown('a', session('Xy9-a/b=', '1')), unknown('b', session('Qq7-c/d=', '2'))),
    ).toEqual([expect.stringMatching(/^a, b: it ended with/)])
  })

  test('without a message share one', () => {
    expect(annotationsOfRows(unknown('a', ''), unknown('b', ''))).toEqual([
      'a, b: Tableau gave no reason that this action knows',
    ])
  })
})

test('extracts that read other tables of one wrong schema share one annotation, which names the schemas', () => {
  const held = (...tables: string[]) => {
    const pairs = tables.map((table) => ({ dbt: `shop.dev.${table}`, tableau: `shop.prod.${table}` }))
    const decision = { kind: 'skip', reason: 'other-environment', pairs } as const
    return { row: planRow({ name: `on ${tables.join(' and ')}` }, decision), result: null }
  }
  const messages = (...rows: ReturnType<typeof held>[]) =>
    annotationsOf(report(rows)).map(({ message }) => message)
  const remedy =
    'Run dbt with the production target, which builds where Tableau reads. If both places hold the same data, set relation-map instead; if Tableau reads the wrong one, point its content to where dbt builds. [AE-OTHER-ENVIRONMENT]'
  expect(messages(held('a'))).toEqual([
    `on a: dbt builds shop.dev.a, but Tableau reads shop.prod.a. ${remedy}`,
  ])
  expect(messages(held('a'), held('b'), held('a', 'b'))).toEqual([
    `on a, on a and b, on b: dbt builds in shop.dev, but Tableau reads shop.prod. ${remedy}`,
  ])
})

test('extracts of another environment share one annotation, and those held back only with them another', () => {
  const held = (name: string, ...pairs: NamePair[]) => {
    const decision = { kind: 'skip', reason: 'other-environment', pairs } as const
    return { row: planRow({ name }, decision), result: null }
  }
  const rows = [
    held('orders', { dbt: 'shop.dev.orders', tableau: 'shop.prod.orders' }),
    held('history', { dbt: 'shop.dev_snapshots.history', tableau: 'shop.snapshots.history' }),
    held('goals'),
  ]
  expect(annotationsOf(report(rows)).map(({ message }) => message.split('. ')[0])).toEqual([
    'history, orders: dbt builds in shop.dev, shop.dev_snapshots, but Tableau reads shop.prod, shop.snapshots',
    'goals: other extracts of this run read another database or schema than this build writes',
  ])
  expect(summaryMarkdown(report(rows))).toContain(
    '**Held back:** history, orders, because dbt builds in shop.dev, shop.dev_snapshots, but Tableau reads shop.prod, shop.snapshots; goals, because other extracts of this run read another database or schema than this build writes.\n',
  )
})

test('an unresolved exposure points to its line, as far as it is known', () => {
  const unresolved = [
    {
      exposure: 'kpis',
      reason: 'not-found',
      message: 'Tableau has none.',
      candidates: [],
      place: { file: 'models/exposures.yml', line: 12 },
    },
    { exposure: 'menu', reason: 'not-found', message: 'Tableau has none.', candidates: [] },
  ] as const
  expect(annotationsOf(report([], { unresolved }))).toEqual([
    {
      level: 'warning',
      title: 'Unresolved: kpis',
      message: 'kpis: Tableau has none. It is not refreshed until this is corrected. [AE-NOT-FOUND]',
      file: 'models/exposures.yml',
      startLine: 12,
    },
    {
      level: 'warning',
      title: 'Unresolved: menu',
      message: 'menu: Tableau has none. It is not refreshed until this is corrected. [AE-NOT-FOUND]',
    },
  ])
})

test.each([
  ['AE-FIRST-RUN', 'First run'],
  ['AE-DRIFT', 'Exposures and Tableau differ'],
  ['AE-STALE-FAILS', 'Step fails: data is stale'],
  ['AE-STATE-DAMAGED', 'State: damaged'],
  ['AE-DISCOVERY-OTHER-DATABASE', 'Discovery: other database'],
  ['AE-NOT-TABLEAU', 'Not Tableau'],
] as const)('a message %s has the title "%s"', (id, title) => {
  const notice = { id, level: 'notice', message: 'x' } as const
  expect(annotationsOf(report([], { notices: [notice] })).map((each) => each.title)).toEqual([title])
})

test('a notice points to its file and line', () => {
  const seen: [string, AnnotationProperties][] = []
  const port = (message: string, properties: AnnotationProperties): number => seen.push([message, properties])
  const notice = { ...anyMessage('warning', 'wrong key'), file: 'models/exposures.yml', line: 7 }
  annotate(report([], { notices: [notice] }), { error: port, warning: port, notice: port })
  expect(seen).toEqual([
    ['wrong key [AE-UNEXPECTED]', { title: 'Unexpected', file: 'models/exposures.yml', startLine: 7 }],
  ])
})

test.each(HOSTILE.map((name) => [name.slice(0, 40), name]))(
  'a hostile name is cut and harmless: %j',
  (_, name) => {
    const hostile = {
      row: planRow({ name, exposures: [exposure(name)] }, newData(name)),
      result: failed({ text: name }),
    }
    const unresolved = [
      { exposure: name, reason: 'not-found', message: name, candidates: [{ name, address: name }] },
    ] as const
    const all = annotationsOf(
      report([hostile], {
        error: anyMessage('error', name),
        unresolved,
        notices: [anyMessage('notice', name)],
      }),
    )
    expect(all).toHaveLength(4)
    for (const { title, message } of all) {
      expect(message.length).toBeLessThanOrEqual(4096)
      expect(title.length).toBeLessThanOrEqual(255)
      expect(`${title}${message}`).not.toMatch(/^\s*::|##\[|[\p{Cc}\p{Cs}\u202A-\u202E\u2028]/u)
    }
  },
)
