import { describe, expect, test } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'

import { newsJsonSchema } from '../../../scripts/json-schemas.js'
import type { Instant } from '../../../src/base/clock.js'
import type { UniqueId } from '../../../src/dbt/types.js'
import type { Decision, Freshness } from '../../../src/plan/types.js'
import { newsFile } from '../../../src/report/news/news-file.js'
import { newsOf } from '../../../src/report/news/news.js'
import { slackMessage } from '../../../src/report/news/slack.js'
import { teamsMessage } from '../../../src/report/news/teams.js'
import type { Report, ReportRow } from '../../../src/report/report.js'
import type { RefreshState } from '../../../src/state/state.js'
import { runs } from '../../support/runs.js'
import { HOSTILE } from '../hostile.js'
import {
  exposure,
  failed,
  key,
  knownOf,
  newData,
  nodesNamed,
  planRow,
  refreshed,
  report,
  result,
  time,
} from '../stories.js'

const UP_TO_DATE: Decision = {
  kind: 'skip',
  reason: 'up-to-date',
  landedAt: time('05:50:00'),
  pendingDataSources: [],
}
const OTHER_ENVIRONMENT: Decision = { kind: 'skip', reason: 'other-environment', pairs: [] }
const FROZEN: Decision = { kind: 'skip', reason: 'frozen', until: time('00:00:00', '2026-11-26') }
const NOT_DUE: Decision = { kind: 'skip', reason: 'build-after' }
const STALE: Freshness = {
  newestDataAt: time('05:50:00', '2026-11-23'),
  promised: 12 * 3_600_000,
  staleSince: time('17:50:00', '2026-11-23'),
}
const FRESH: Freshness = { ...STALE, staleSince: null }

const heldBy = (...tests: string[]): Decision => ({
  kind: 'skip',
  reason: 'upstream-failed',
  problems: nodesNamed(...tests).map((node) => ({ node, kind: 'test', failedAt: time('06:01:00') })),
})
const failing = (failure: 'credentials' | 'bridge'): Decision => ({
  kind: 'skip',
  reason: 'failing',
  failure,
  since: time('06:04:00', '2026-11-20'),
  orEarlier: false,
})

function row(
  decision: Decision,
  end: ReportRow['result'] = null,
  freshness = FRESH,
  name = 'Menu',
): ReportRow {
  const known = { ...knownOf([]), freshness }
  return { row: planRow({ name, exposures: [exposure('menu')] }, decision, { known }), result: end }
}

/** After a failure on 23 November that no success has ended. */
function afterFailure(decision: Decision, end: ReportRow['result'] = null): ReportRow {
  const newest = time('06:04:00', '2026-11-23')
  const one = row(decision, end)
  const known = { ...one.row.known, failing: { failure: 'bridge', since: newest, newest, orEarlier: false } }
  return { ...one, row: { ...one.row, known } } as ReportRow
}

/** A success that this run only reads in state or in Tableau. */
const succeeded = (one: ReportRow, at: Instant, by: 'us' | 'others'): ReportRow => {
  const { lineage } = one.row.extract
  return by === 'us'
    ? { ...one, row: { ...one.row, lastRefreshedAt: at } }
    : {
        ...one,
        row: { ...one.row, extract: { ...one.row.extract, lineage: { ...lineage, extractUpdatedAt: at } } },
      }
}

/** The test fails, and passed last at `okAt`; the decision is not about it. */
function withProblem(one: ReportRow, test: string, okAt?: Instant): ReportRow {
  const problems = nodesNamed(test).map((node) => ({
    node,
    kind: 'test' as const,
    failedAt: time('06:01:00'),
    ...(okAt !== undefined && { okAt }),
  }))
  return { ...one, row: { ...one.row, known: { ...one.row.known, problems } } }
}

/** Between the second and the third day of `told`. */
const DAY_2 = time('12:00:00', '2026-11-25')

/** Days of one extract, one run each: what is told on each day, by kind and text. */
function told(days: readonly ReportRow[]): string[] {
  let state: RefreshState['told'] = new Map()
  return days.map((day, index) => {
    const startedAt = time('06:02:10') + index * 86_400_000
    const made = report([day])
    const telling = newsOf({ ...made, run: { ...made.run, startedAt } }, state)
    state = new Map([...state, ...telling.told])
    return telling.news.map(({ kind }) => kind).join()
  })
}

const NEVER_LANDED: Decision = { kind: 'skip', reason: 'never-landed', upstream: nodesNamed('fct_orders') }
const warnedBefore = ({ row: own }: ReportRow): ReportRow['row'] => ({
  ...own,
  known: { ...own.known, warnedBefore: true },
})

const GOOD = row(newData('fct_orders'), refreshed(3))

describe('an owner hears once', () => {
  test.each([
    ['nothing of what is fine', [GOOD, row(UP_TO_DATE), row(NOT_DUE)], ['', '', '']],
    [
      'of a failure, as long as it has the same class, and of the recovery',
      [row(newData('a'), failed()), row(failing('credentials')), row(newData('a'), failed()), GOOD, GOOD],
      ['failed', '', '', 'recovered', ''],
    ],
    [
      'of each class of failure, also if two take turns',
      [
        row(newData('a'), failed()),
        row(newData('a'), failed({ class: 'bridge' })),
        row(newData('a'), failed()),
        row(failing('bridge')),
        GOOD,
      ],
      ['failed', 'failed', '', '', 'recovered'],
    ],
    [
      'of each test that holds back, not of one that passes while another fails',
      [row(heldBy('a', 'b')), row(heldBy('a')), row(heldBy('a', 'c')), GOOD],
      ['held-back', '', 'held-back', 'recovered'],
    ],
    [
      'again if the same test fails after it has recovered',
      [row(heldBy('a')), GOOD, row(heldBy('a'))],
      ['held-back', 'recovered', 'held-back'],
    ],
    [
      'that nothing holds it back any more, though its window is used',
      [row(heldBy('a')), row(NOT_DUE)],
      ['held-back', 'recovered'],
    ],
    [
      'no recovery from what later runs no longer warn of',
      [row(NEVER_LANDED), { ...row(NEVER_LANDED), row: warnedBefore(row(NEVER_LANDED)) }, GOOD],
      ['held-back', '', 'recovered'],
    ],
    [
      'that its data has become stale, also of a known cause, and when it is fresh again',
      [row(heldBy('a')), row(heldBy('a'), null, STALE), row(heldBy('a'), null, STALE), GOOD],
      ['held-back', 'stale', '', 'recovered'],
    ],
    [
      'one item of a failure that is stale as well',
      [row(newData('a'), failed(), STALE), row(failing('credentials'), null, STALE)],
      ['failed', ''],
    ],
    [
      'nothing twice when a run for another environment was in between',
      [row(heldBy('a'), null, STALE), row(OTHER_ENVIRONMENT), row(heldBy('a'), null, STALE), GOOD],
      ['held-back', 'held-back', '', 'recovered'],
    ],
    [
      'nothing of stale data in a freeze, and it ends nothing',
      [row(FROZEN, null, STALE), row(heldBy('a')), row(FROZEN), row(heldBy('a')), GOOD],
      ['', 'held-back', '', '', 'recovered'],
    ],
    [
      'no recovery from a refresh that was only requested, deferred, or not started',
      [
        row(newData('a'), failed()),
        row(newData('a'), result('requested')),
        row(newData('a'), result('deferred')),
        row(newData('a')),
        GOOD,
      ],
      ['failed', '', '', '', 'recovered'],
    ],
    [
      'no recovery from a failure because the row is skipped',
      [row(newData('a'), failed({ class: 'bridge' })), row(NOT_DUE), row(UP_TO_DATE), GOOD],
      ['failed', '', '', 'recovered'],
    ],
    [
      'of a timeout, and of a block',
      [row(newData('a'), result('timed-out')), row(newData('a'), result('blocked')), GOOD],
      ['failed', 'failed', 'recovered'],
    ],
    [
      'of a failure that a run without waiting finds later, once, and of the success that it finds',
      [
        row(newData('a'), result('requested')),
        afterFailure(newData('a'), result('requested')),
        afterFailure(newData('a'), result('requested')),
        succeeded(row(newData('a'), result('requested')), time('12:00:00', '2026-11-26'), 'us'),
      ],
      ['', 'failed', '', 'recovered'],
    ],
    [
      'of an earlier failure, though a window, a freeze or a failed test says something else',
      [afterFailure(NOT_DUE), afterFailure(FROZEN), afterFailure(heldBy('a'))],
      ['failed', '', 'held-back'],
    ],
    [
      'again of the same failure after our success in a run that told nothing',
      [row(newData('a'), failed()), succeeded(row(newData('a'), failed()), time('12:00:00'), 'us')],
      ['failed', 'failed'],
    ],
    [
      'again of the same failure after somebody has refreshed it by hand',
      [row(newData('a'), failed()), succeeded(row(newData('a'), failed()), time('12:00:00'), 'others')],
      ['failed', 'failed'],
    ],
    [
      'once that no build is known, though in every other run a failed test comes first',
      [row(NEVER_LANDED), row(heldBy('a')), row(NEVER_LANDED), row(heldBy('a')), GOOD],
      ['held-back', 'held-back', '', 'held-back', 'recovered'],
    ],
    [
      'once that our user may not refresh what a schedule in Tableau refreshes every day',
      [0, 1, 2].map((day) =>
        succeeded(
          row(newData('a'), failed({ class: 'permission' })),
          DAY_2 + (day - 1) * 86_400_000,
          'others',
        ),
      ),
      ['failed', '', ''],
    ],
    [
      'once that no build is known of what a schedule in Tableau refreshes every day',
      [0, 1, 2].map((day) => succeeded(row(NEVER_LANDED), DAY_2 + (day - 1) * 86_400_000, 'others')),
      ['held-back', '', ''],
    ],
    [
      'no recovery from a test that still fails, though another workflow refreshes all the same',
      [
        withProblem(row(heldBy('a')), 'a'),
        withProblem(GOOD, 'a'),
        withProblem(row(heldBy('a')), 'a'),
        withProblem(GOOD, 'a'),
        GOOD,
      ],
      ['held-back', '', '', '', 'recovered'],
    ],
    [
      'again of the same test after it passed in a run that told nothing',
      [
        withProblem(row(heldBy('a')), 'a'),
        withProblem(row(heldBy('a')), 'a', time('20:00:00')),
        withProblem(row(heldBy('a')), 'a', time('20:00:00')),
      ],
      ['held-back', 'held-back', ''],
    ],
    [
      'again of stale data that was fresh in between, not of a refresh that brought nothing new',
      [
        row(UP_TO_DATE, null, STALE),
        succeeded(row(UP_TO_DATE, null, STALE), time('12:00:00'), 'us'),
        succeeded(row(UP_TO_DATE, null, { ...STALE, staleSince: DAY_2 + 3_600_000 }), DAY_2, 'others'),
      ],
      ['stale', '', 'stale'],
    ],
    [
      'the recovery of what was held back, though each run only requests',
      [
        row(heldBy('a')),
        row(newData('a'), result('requested')),
        succeeded(row(newData('a'), result('requested')), DAY_2, 'us'),
        row(heldBy('a')),
      ],
      ['held-back', '', 'recovered', 'held-back'],
    ],
  ])('%s', (_, days, expected) => {
    expect(told(days)).toEqual(expected)
  })

  test('a failure of an earlier run is explained as one, whatever this run does with the extract', () => {
    for (const one of [afterFailure(FROZEN), afterFailure(newData('a'), result('requested'))])
      expect(newsOf(report([one]), new Map()).news[0]).toMatchObject({
        messageId: 'AE-FAILED-BRIDGE',
        text: expect.stringContaining('failing since 06:04 UTC yesterday'),
        since: time('06:04:00', '2026-11-23'),
      })
  })

  test('again from the first run that knows an address, after a run without dbt files', () => {
    const failure = row(newData('a'), failed())
    const without = { ...report([failure]), catalogueOf: time('05:00:00') }
    const withAddress = report([failure], { owned: OWNED })
    const first = newsOf(without, new Map())
    expect([first.news.length, newsOf(without, first.told).news.length]).toEqual([1, 0])
    expect(newsOf(report([failure]), first.told).news).toEqual([])
    const second = newsOf(withAddress, first.told)
    expect(second.news.map(({ kind }) => kind)).toEqual(['failed'])
    expect(newsOf(withAddress, second.told).news).toEqual([])
    expect(newsOf(report([row(FROZEN)], { owned: OWNED }), first.told).news).toEqual([])
  })

  test('of a success between two runs that only a later last refresh shows', () => {
    const before = new Map([[key('Menu'), { at: time('06:02:10', '2026-11-23'), causes: ['failed bridge'] }]])
    const later = {
      ...row(UP_TO_DATE),
      row: { ...row(UP_TO_DATE).row, lastRefreshedAt: time('12:00:00', '2026-11-23') },
    }
    expect(newsOf(report([later]), before).news.map(({ kind }) => kind)).toEqual(['recovered'])
  })

  test('the worst first', () => {
    const rows = [
      row(UP_TO_DATE, null, STALE, 'Old'),
      row(heldBy('a'), null, FRESH, 'Held'),
      row(newData('a'), failed(), FRESH, 'Failed'),
    ]
    expect(newsOf(report(rows), new Map()).news.map(({ kind }) => kind)).toEqual([
      'failed',
      'held-back',
      'stale',
    ])
  })

  test('a run with the same causes changes nothing in state (property)', () => {
    const days = fc.array(
      fc.constantFrom(
        GOOD,
        row(heldBy('a')),
        row(failing('bridge')),
        row(FROZEN, null, STALE),
        row(UP_TO_DATE),
      ),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(days, (list) => {
        const twice = list.flatMap((day) => [day, day])
        const answers = told(twice)
        expect(answers.filter((_, index) => index % 2 === 1).join('')).toBe('')
      }),
      { numRuns: runs(100) },
    )
  })
})

const OWNED: Report['owned'] = [
  { id: 'exposure.shop.menu' as UniqueId, name: 'menu', owners: ['BI', 'bi@example.com'] },
]
const RUN = 'https://github.com/acme/analytics/actions/runs/7'

function fileOf(rows: readonly ReportRow[]) {
  const made = report(rows, { owned: OWNED })
  return newsFile(newsOf(made, new Map()).news, made, RUN)
}

describe('the notify-file', () => {
  const schema: object = JSON.parse(newsJsonSchema()) as object
  const valid = new Ajv2020({ validateFormats: false }).compile(schema)

  test('has what happened, to what, whose it is, and what to do', () => {
    expect(fileOf([row(heldBy('not_null_orders'), null, STALE)])).toEqual({
      version: '1.0',
      run: RUN,
      text: 'Active Exposures: 1 held back',
      news: [
        {
          kind: 'held-back',
          extract: {
            kind: 'workbook',
            luid: 'luid-Menu',
            name: 'Menu',
            project: 'Finance',
            url: 'https://10ax.online.tableau.com/#/site/acme/workbooks/4',
          },
          exposures: ['menu'],
          owners: [{ name: 'BI', emails: ['bi@example.com'] }],
          messageId: 'AE-UPSTREAM-FAILED',
          message: 'test not_null_orders failed at 06:01 UTC',
          remedy: expect.stringContaining('the refresh follows in that run.'),
          since: null,
        },
      ],
    })
  })

  test('explains stale data with its own message, remedy and instant', () => {
    expect(fileOf([row(UP_TO_DATE, null, STALE)]).news[0]).toMatchObject({
      kind: 'stale',
      messageId: 'AE-STALE-NO-NEW-DATA',
      message: expect.stringContaining('nothing has landed upstream since'),
      remedy: expect.stringContaining('Check whether its upstream is still built'),
      since: '2026-11-23T17:50:00.000Z',
    })
  })

  test('is empty if nothing is new', () => {
    expect(fileOf([GOOD])).toMatchObject({ text: 'Active Exposures: nothing new', news: [] })
  })

  test('is valid by docs/notify.schema.json, whatever the names are', () => {
    const rows = HOSTILE.map((name) =>
      row(newData('a'), failed({ class: 'unknown', text: name }), STALE, name),
    )
    expect({ valid: valid(fileOf(rows)), errors: valid.errors }).toEqual({ valid: true, errors: null })
    expect({ valid: valid(fileOf([])), errors: valid.errors }).toEqual({ valid: true, errors: null })
  })
})

describe('the message for Slack', () => {
  test('has a section per extract, with link, remedy and owner, and a link to the run', () => {
    const { text, blocks } = slackMessage(fileOf([row(newData('a'), failed())]))
    expect(text).toBe('Active Exposures: 1 failed')
    expect(blocks).toEqual([
      {
        type: 'section',
        text: {
          type: 'mrkdwn',
          verbatim: true,
          text: expect.stringMatching(
            /^❌ \*<https:\/\/10ax\.online\.tableau\.com\/#\/site\/acme\/workbooks\/4\|Menu>\* failed\nthe embedded credentials were refused\nLet the owner .*\nOwner: BI$/,
          ),
        },
      },
      { type: 'context', elements: [{ type: 'mrkdwn', verbatim: true, text: `<${RUN}|See the run>` }] },
    ])
  })

  const sectionsOf = (rows: readonly ReportRow[]): string[] =>
    slackMessage(fileOf(rows)).blocks.flatMap((block) => (block.type === 'section' ? [block.text.text] : []))

  test('keeps the limits of Slack, and lets no name mention or link anything', () => {
    const rows = Array.from({ length: 60 }, (_, index) =>
      row(
        newData('a'),
        failed({ class: 'unknown', text: '<&>'.repeat(2000) }),
        FRESH,
        `<!channel> ${index} ${'&'.repeat(900)}`,
      ),
    )
    const { blocks } = slackMessage(fileOf(rows))
    expect(blocks.length).toBeLessThanOrEqual(50)
    expect(JSON.stringify(blocks).length).toBeLessThanOrEqual(12_000)
    for (const section of sectionsOf(rows)) expect(section.length).toBeLessThanOrEqual(3000)
    expect(JSON.stringify(blocks)).not.toContain('<!')
  })

  test('counts and names what does not fit, with its owners', () => {
    const rows = Array.from({ length: 60 }, (_, index) => row(newData('a'), failed(), FRESH, `Menu ${index}`))
    const sections = sectionsOf(rows)
    const rest = 60 - (sections.length - 1)
    expect(sections.length).toBeGreaterThan(10)
    expect(sections.at(-1)).toMatch(new RegExp(`^… and ${rest} more: Menu .*\\nOwner: BI$`))
  })

  test('shows a cause of nothing but special characters, and formats no name', () => {
    const [hostile = ''] = sectionsOf([
      row(
        newData('a'),
        failed({ class: 'unknown', text: '&'.repeat(600) }),
        FRESH,
        '*a* _b_ ~c~ `d` not_null_e',
      ),
    ])
    expect(hostile).toContain('&amp;'.repeat(50))
    expect(hostile).toContain('|∗a∗ ＿b＿ ∼c∼ ˋdˋ not_null_e>* failed')
    for (const block of slackMessage(fileOf([GOOD, row(newData('a'), failed())])).blocks)
      expect(block.type === 'section' ? block.text : block.elements[0]).toMatchObject({ verbatim: true })
  })
})

describe('the card for Teams', () => {
  test('mentions the owner below each extract', () => {
    const [{ content, contentType }] = teamsMessage(fileOf([row(newData('a'), failed())])).attachments
    expect(contentType).toBe('application/vnd.microsoft.card.adaptive')
    expect(content.body.map(({ text }) => text)).toEqual([
      '**Active Exposures: 1 failed**',
      expect.stringMatching(
        /^❌ \*\*\[Menu\]\(https:.*\)\*\* failed: the embedded credentials were refused Let the/,
      ),
      '<at>bi@example.com</at>',
      `[See the run](${RUN})`,
    ])
    expect(content.msteams.entities).toEqual([
      {
        type: 'mention',
        text: '<at>bi@example.com</at>',
        mentioned: { id: 'bi@example.com', name: 'bi@example.com' },
      },
    ])
  })

  test('mentions whoever has an address, and names the others', () => {
    const owned: Report['owned'] = [
      { id: 'exposure.shop.menu' as UniqueId, name: 'menu', owners: ['BI', 'bi@example.com'] },
      { id: 'exposure.shop.board' as UniqueId, name: 'board', owners: ['Finance'] },
    ]
    const both = row(newData('a'), failed())
    const shared = {
      ...both,
      row: {
        ...both.row,
        extract: { ...both.row.extract, exposures: [exposure('menu'), exposure('board')] },
      },
    }
    const made = report([shared], { owned })
    const [{ content }] = teamsMessage(newsFile(newsOf(made, new Map()).news, made, null)).attachments
    expect(content.body.at(-1)?.text).toBe('<at>bi@example.com</at> Owner: Finance')
  })

  /** Each of these extracts has an owner of its own. */
  function cardOf(count: number, text: string, address: (index: number) => string) {
    const names = Array.from({ length: count }, (_, index) => `e${index}`)
    const owned = names.map((name, index) => ({
      id: `exposure.shop.${name}` as UniqueId,
      name,
      owners: [name, address(index)],
    }))
    const rows = names.map((name) => {
      const one = row(newData('a'), failed({ class: 'unknown', text }), FRESH, name)
      return { ...one, row: { ...one.row, extract: { ...one.row.extract, exposures: [exposure(name)] } } }
    })
    const made = report(rows, { owned })
    return teamsMessage(newsFile(newsOf(made, new Map()).news, made, RUN))
  }

  test.each([
    ['short texts', 'a', (index: number) => `${index}@example.com`],
    ['wide characters', '漢'.repeat(5000), (index: number) => `${index}@example.com`],
    [
      'long addresses of wide characters',
      '漢'.repeat(5000),
      (index: number) => `${'漢'.repeat(80)}${index}@b.c`,
    ],
  ])('stays below 28 KB as it is written, with %s, and counts the rest', (_, text, address) => {
    for (const count of [1, 15, 40, 300]) {
      const card = cardOf(count, text, address)
      const { body, msteams } = card.attachments[0].content
      expect(Buffer.byteLength(JSON.stringify(card, null, 2))).toBeLessThan(28 * 1024)
      const shown = body.filter((block) => block.text.startsWith('❌')).length
      if (shown < count)
        expect(body.some((block) => block.text.startsWith(`… and ${count - shown} more: `))).toBe(true)
      expect(shown + msteams.entities.length).toBeGreaterThan(Math.min(count, 2))
    }
  })

  test('mentions the owners of what it only counts', () => {
    const { body, msteams } = cardOf(50, 'a', (index) => `${index}@example.com`).attachments[0].content
    const shown = body.filter((block) => block.text.startsWith('❌')).length
    expect(shown).toBeLessThan(50)
    expect(msteams.entities.length).toBeGreaterThan(shown)
  })

  test('stays below 28 KB, and lets no name link or mention anything', () => {
    const rows = Array.from({ length: 60 }, (_, index) =>
      row(
        newData('a'),
        failed({ class: 'unknown', text: 'é'.repeat(5000) }),
        FRESH,
        `[x](https://evil.example) <at>eve@example.com</at> _i_ ${index}`,
      ),
    )
    const card = JSON.stringify(teamsMessage(fileOf(rows)))
    expect(Buffer.byteLength(card)).toBeLessThan(28 * 1024)
    expect(card).not.toMatch(/\[x\]|<at>eve|_i_/)
  })
})
