import { describe, expect, test } from '@jest/globals'
import type { UniqueId } from '../../../src/dbt/types.js'
import { message } from '../../../src/messages/message.js'
import type { Outcome, RefreshResult } from '../../../src/refresh/outcome.js'
import type { Report, ReportRow } from '../../../src/report/report.js'
import { summaryMarkdown } from '../../../src/report/summary/summary.js'
import { readable } from '../parsed.js'
import { exposure, failed, newData, NOW, planRow, refreshed, report, result, time } from '../stories.js'

/** The first line of the summary. */
function outcomeOf(given: Report): string {
  return readable(summaryMarkdown(given).split('\n')[2] ?? '')
}

const ELSEWHERE = { kind: 'skip', reason: 'other-environment', pairs: [] } as const
const upToDate = { kind: 'skip', reason: 'up-to-date', landedAt: 0, pendingDataSources: [] } as const

const menu = planRow({ name: 'Menu', exposures: [exposure('menu')] }, newData('menu'))
const failedSince = [
  {
    id: 'AE-EARLIER-REQUEST-FAILED' as const,
    extracts: [menu.extract],
    cause: 'permission was denied',
    next: 'this run tries again',
    remedy: 'Check it.',
  },
]

describe('a refresh of an earlier run that has failed since', () => {
  const owned = [{ id: exposure('menu').uniqueId, name: 'menu', owners: ['Kitchen'] }]
  const notices = [
    message('AE-EARLIER-REQUEST-FAILS', { extracts: 'Menu', why: 'x', next: 'y', remedy: 'Check it.' }),
  ]
  const requested = report([{ row: menu, result: result('requested') }], { failedSince, owned, notices })

  test('comes first, with its cause, and is counted in the headline', () => {
    expect(summaryMarkdown(requested)).toMatch(
      /^## ❌ Active Exposures: 0 refreshed · 1 requested · 1 of an earlier run failed\n/,
    )
    expect(outcomeOf(requested)).toBe(
      '**Failed since:** Menu, requested by an earlier run, because permission was denied; this run tries again. **Requested:** 1; the next run looks up how they ended.',
    )
  })

  test('has its remedy and owner under "What to do", and is not told once more', () => {
    const markdown = summaryMarkdown(requested)
    expect(markdown).toContain(
      '### What to do\n\n❌ **Menu**: Check it. Exposure owner: Kitchen. [`AE-EARLIER-REQUEST-FAILED`](',
    )
    expect(markdown.match(/Check it/g)).toHaveLength(1)
  })

  test('comes first if there is nothing to refresh, too', () => {
    const idle = report([{ row: planRow({ name: 'Menu' }, upToDate), result: null }], {
      failedSince,
      notices,
    })
    expect(outcomeOf(idle)).toMatch(
      /^\*\*Failed since:\*\* Menu, .* \*\*Nothing to refresh:\*\* 1 without new data\.$/,
    )
  })
})

test('a used-up quota names what has been refreshed and loses its later windows of the day', () => {
  const until = time('00:00:00', '2026-11-25')
  const held = (name: string, due: number | null) => ({
    ...planRow({ name }, newData('menu'), { dueAt: until }),
    dueWithoutQuota: due,
  })
  const rows = [
    { row: held('Menu', null), result: result('deferred', { failure: { class: 'quota', text: '' } }) },
    { row: held('Orders', time('10:00:00')), result: refreshed(3) },
    { row: held('Live board', null), result: refreshed(3) },
    {
      row: planRow({ name: 'Goals' }, newData('goals'), { dueAt: time('06:00:00', '2026-11-25') }),
      result: refreshed(3),
    },
  ]
  expect(outcomeOf(report(rows))).toContain(
    '**Quota:** nothing more is started on this site before 00:00 UTC tomorrow (25 Nov), also Orders (due 10:00 UTC), Live board.',
  )
  expect(outcomeOf(report(rows.slice(0, 1)))).not.toContain('Quota:')
})

describe('a run with an exposures-file names the file and what is new in it', () => {
  const file = { path: 'models/tableau.yml', luids: new Set(['a', 'b']), added: 2, removed: 0 }

  test('after refreshes', () => {
    const rows = [{ row: planRow({ name: 'Menu' }, newData('menu')), result: refreshed(3) }]
    expect(outcomeOf(report(rows, { exposuresFile: file }))).toBe(
      '**Exposures:** 2 in `models/tableau.yml`, 2 of them new. **Refreshed:** Menu.',
    )
  })

  test('with nothing to refresh', () => {
    const rows = [{ row: planRow({ name: 'Menu' }, upToDate), result: null }]
    const known = { ...file, added: 0, removed: 1 }
    expect(outcomeOf(report(rows, { exposuresFile: known }))).toBe(
      '**Exposures:** 2 in `models/tableau.yml`, none of them new; 1 removed. **Nothing to refresh:** 1 without new data.',
    )
  })
})

test('all owners of what is held back are named: each is somebody to tell', () => {
  const names = ['Ann', 'Ben', 'Cem', 'Dan', 'Eve']
  const rows = names.map((name) => ({
    row: planRow({ name, exposures: [exposure(name)] }, newData('m')),
    result: failed(),
  }))
  const owned = names.map((name) => ({ id: exposure(name).uniqueId, name, owners: [name] }))
  expect(summaryMarkdown(report(rows, { owned }))).toContain('Exposure owners: Ann, Ben, Cem, Dan, Eve.')
})

test('"not before" says what else it takes', () => {
  const tomorrow = time('06:00:00', '2026-11-25')
  const rows = [
    { row: planRow({ name: 'Menu' }, newData('menu'), { dueAt: tomorrow }), result: refreshed(3) },
  ]
  expect(summaryMarkdown(report(rows))).toContain(
    'the first run after that time refreshes it, if there is new data and nothing upstream has failed.',
  )
})

describe('what is not as on a good day is in the first line', () => {
  const good = [{ row: planRow({ name: 'Menu' }, newData('menu')), result: refreshed(3) }]
  const [build] = report([]).builds
  const told = (id: string): UniqueId => id as UniqueId

  test('a test that only warned, with its name, its results and what is downstream', () => {
    if (build === undefined) throw new Error('The story has no build.')
    const [plausible, noGaps] = ['test.shop.plausible.0123456789', 'test.shop.no_gaps.0123456789'].map(told)
    if (plausible === undefined || noGaps === undefined) throw new Error('unreachable')
    const warned = [
      { id: plausible, results: 12 },
      { id: noGaps, results: null },
    ]
    const builds = [{ ...build, failedTests: [], warned: warned.slice(0, 1) }]
    expect(outcomeOf(report(good, { builds }))).toBe(
      '**Refreshed:** Menu. **Newly warned by dbt:** test plausible (12 results); a warning holds nothing back.',
    )
    const belowWarned = new Map([[plausible, good.map(({ row }) => row.extract.key)]])
    expect(outcomeOf(report(good, { builds, belowWarned }))).toContain(
      'test plausible (12 results, upstream of Menu); a warning holds nothing back.',
    )
    const elsewhere = { row: planRow({ name: 'Far' }, ELSEWHERE), result: null }
    const alsoFar = new Map([[plausible, [...good, elsewhere].map(({ row }) => row.extract.key)]])
    expect(outcomeOf(report([...good, elsewhere], { builds, belowWarned: alsoFar }))).toContain(
      'upstream of Menu); a warning',
    )
    const onlyFar = new Map([[plausible, [elsewhere.row.extract.key]]])
    expect(outcomeOf(report([...good, elsewhere], { builds, belowWarned: onlyFar }))).not.toContain(
      'plausible',
    )
    const belowNone = new Map([[plausible, []]])
    expect(outcomeOf(report(good, { builds, belowWarned: belowNone }))).toContain(
      'test plausible (12 results, upstream of no extract); a warning holds nothing back.',
    )
    expect(summaryMarkdown(report(good, { builds }))).toContain('(12 nodes rebuilt; 1 test warned)')
    expect(outcomeOf(report(good, { builds: [{ ...build, warned }] }))).toContain(
      'tests plausible (12 results), no_gaps; a warning holds nothing back.',
    )
    const again = { builds, warnedBefore: new Set([plausible, noGaps]) }
    expect(outcomeOf(report(good, again))).toBe('**Refreshed:** Menu.')
    expect(summaryMarkdown(report(good, again))).toContain('12 nodes rebuilt; 1 test warned: plausible')
    const known = [message('AE-RESULTS-KNOWN', { path: 'x', command: 'build', time: '06:00' })]
    expect(outcomeOf(report(good, { builds, notices: known }))).not.toContain('warned')
    expect(outcomeOf(report([], { builds, misdirected: 3 }))).toBe(
      '**Nothing was refreshed:** none of the exposures is of this Tableau site.',
    )
  })

  test('a warning that belongs to no row, whose remedy is under "What to do"', () => {
    const schedule = message('AE-OTHER-SCHEDULE', {
      schedule: "Tableau's own daily schedule",
      contents: 'Board Targets',
    })
    const given = report(good, { notices: [schedule] })
    expect(outcomeOf(given)).toBe(
      "**Warning:** Tableau's own daily schedule also refreshes Board Targets. **Refreshed:** Menu.",
    )
    expect(summaryMarkdown(given)).toContain(
      '### What to do\n\n⚠️ This action already refreshes the same content',
    )
    const two = [schedule, message('AE-PROJECT-GONE', { gone: 'shop' })]
    expect(summaryMarkdown(report(good, { notices: two }))).toContain(
      "### What to do\n\n⚠️ Tableau's own daily schedule also refreshes Board Targets.",
    )
  })

  test('why exposures are unresolved', () => {
    const one = { message: 'x', candidates: [] }
    const unresolved = [
      { ...one, exposure: 'kpis', reason: 'not-found' },
      { ...one, exposure: 'orders', reason: 'not-found' },
      {
        ...one,
        exposure: 'menu',
        reason: 'misconfigured',
        message: 'models/menu.yml: meta.active_exposure has no key build_afer; did you mean build_after?',
      },
      { ...one, exposure: 'tour', reason: 'ambiguous' },
    ] as const
    expect(outcomeOf(report(good, { unresolved }))).toBe(
      '**Unresolved:** kpis, orders, because Tableau shows nothing where they point; menu, because meta.active_exposure has no key build_afer; tour, because Tableau has several contents where it points. **Refreshed:** 1.',
    )
  })
})

test('a page of our documentation that a message names is a link', () => {
  const rows = [{ row: planRow({ name: 'Menu' }, newData('menu')), result: refreshed(3) }]
  expect(summaryMarkdown(report(rows, { notices: [message('AE-FIRST-RUN')] }))).toMatch(
    /in \[docs\/troubleshooting\.md\]\(https:\/\/github\.com\/\S+\/docs\/troubleshooting\.md\)/,
  )
})

test('an error that stopped the run is bold in its sentence only, then what to do; addresses can be copied', () => {
  const error = message('AE-SERVER-UNAVAILABLE', {
    attempts: '4 attempts',
    why: 'https://x.example/api answered with status 503',
  })
  const summary = summaryMarkdown(report([], { error }))
  expect(summary).toContain(
    '> ❌ **Signing in to Tableau failed in 4 attempts: `https://x.example/api` answered with status 503.** [`AE-SERVER-UNAVAILABLE`](',
  )
  expect(summary).toContain("### What to do\n\n❌ Check Tableau's status page (<https://status")
})

test('a run for another site says in the first line which site it is, and where the exposures point', () => {
  const mismatch = message('AE-SITE-MISMATCH', {
    exposures: 'All 3 Tableau exposures',
    places: 'point at site acme',
    site: 'site acmee',
    remedy: 'Check tableau-site: did you mean acme?',
  })
  expect(outcomeOf(report([], { misdirected: 3, notices: [mismatch] }))).toBe(
    '**Nothing was refreshed:** All 3 Tableau exposures point at site acme, but this run is for site acmee.',
  )
})

test('two warnings are one sentence and a number', () => {
  const schedule = message('AE-OTHER-SCHEDULE', { schedule: "Tableau's own schedule", contents: 'Menu' })
  const gone = message('AE-PROJECT-GONE', { gone: 'shop' })
  expect(
    outcomeOf(
      report([{ row: planRow({ name: 'Menu' }, newData('menu')), result: refreshed(3) }], {
        notices: [schedule, gone],
      }),
    ),
  ).toBe("**Warning:** Tableau's own schedule also refreshes Menu (and 1 more below). **Refreshed:** Menu.")
})

test('what a cancelled run has requested is still running, in the headline and in the table', () => {
  const rows = [{ row: planRow({ name: 'Menu' }, newData('menu')), result: result('requested') }]
  const markdown = summaryMarkdown(report(rows, { cancelled: true }))
  expect(markdown).toContain('cancelled, 0 refreshed · 1 still running')
  expect(markdown).toContain('**still running**')
  expect(summaryMarkdown(report(rows))).toContain('0 refreshed · 1 requested')
})

test('the site that was written is named with its folder', () => {
  expect(summaryMarkdown(report([], { siteFolder: 'public/health' }))).toContain(
    '· times in UTC · site of all exposures in `public/health`',
  )
  expect(summaryMarkdown(report([], { siteFolder: 'public', builds: [] }))).toContain(
    'no dbt results were read · site of all exposures in `public`',
  )
})

test('what is cancelled and deferred for one cause says it once', () => {
  const quota = { failure: { class: 'quota', text: 'No quota' } } as const
  const row = (name: string, outcome: Outcome, more: Partial<RefreshResult> = quota): ReportRow => ({
    row: planRow({ name }, newData('menu')),
    result: result(outcome, more),
  })
  const rows = [row('Menu', 'cancelled'), row('Orders', 'deferred')]
  const before = report(rows.map((each) => ({ ...each, row: { ...each.row, dueAt: NOW + 3_600_000 } })))
  expect(outcomeOf(before)).toBe(
    "**Cancelled:** Menu, because the site's daily quota for refreshes is used up; not tried again before 07:05 UTC. **Deferred:** Orders, for the same reason.",
  )
  expect(outcomeOf(report([row('Menu', 'cancelled', {}), row('Orders', 'deferred')]))).toContain(
    "**Deferred:** Orders, because the site's",
  )
})
