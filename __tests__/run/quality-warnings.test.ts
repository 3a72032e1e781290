import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from '@jest/globals'
import { HttpError } from '../../src/base/http.js'
import { message } from '../../src/messages/message.js'
import { warningMessage } from '../../src/quality/message.js'
import type { ReportRow } from '../../src/report/report.js'
import { updateQualityWarnings } from '../../src/run/quality-warnings.js'
import { join as joinStates } from '../../src/state/join.js'
import { Journal } from '../../src/state/journal.js'
import { SessionError, TableauError } from '../../src/tableau/client/errors.js'
import type { StandingWarning, WarningText } from '../../src/tableau/session.js'
import type { Luid } from '../../src/tableau/types.js'
import { failed, key, newData, planRow, refreshed, report } from '../report/stories.js'

const RUN = 'https://github.com/acme/shop/actions/runs/1'

const row = (name: string, result: ReportRow['result']): ReportRow => ({
  row: planRow({ name, kind: 'datasource' }, newData('fct_orders')),
  result,
})
const names = (count: number): string[] => Array.from({ length: count }, (_, index) => `Source ${index}`)
const refusal = (code: string) =>
  new TableauError({ status: Number(code.slice(0, 3)), code, summary: 'No', detail: '', retryAfter: null })

let journal: Journal
/** What stands in Tableau, by data source. */
let standing: Map<Luid, StandingWarning[]>
/** Calls so far, and an error for each that should fail. */
let calls: string[]
let error: (call: string) => Error | null
let saves: (() => number) | null
let now: number

beforeEach(() => {
  journal = new Journal(join(mkdtempSync(join(tmpdir(), 'quality-')), 'journal'))
  standing = new Map()
  calls = []
  error = () => null
  saves = null
  now = 0
})

function call<T>(name: string, effect: () => T): Promise<T> {
  calls.push(name)
  now += 100
  const refused = error(name)
  return refused === null ? Promise.resolve(effect()) : Promise.reject(refused)
}

const asStanding = (text: WarningText): StandingWarning => ({
  id: `id-${calls.length}`,
  isActive: true,
  isSevere: false,
  ...text,
})

function update(
  rows: readonly ReportRow[],
  { isOn = true, signal = new AbortController().signal, project = 'shop' } = {},
) {
  return updateQualityWarnings(
    { isOn, report: report(rows), project, isElsewhere: () => false, run: RUN },
    {
      tableau: {
        qualityWarnings: {
          of: (luid) => call(`of ${luid}`, () => standing.get(luid) ?? []),
          set: (luid, text) =>
            call(
              `set ${luid}`,
              () => void standing.set(luid, [...(standing.get(luid) ?? []), asStanding(text)]),
            ),
          change: (id, text) =>
            call(`change ${id} ${text.type}`, () => {
              for (const [luid, all] of standing)
                standing.set(
                  luid,
                  all.map((one) => (one.id === id ? { ...one, ...text } : one)),
                )
            }),
          lift: (id) =>
            call(`lift ${id}`, () => {
              for (const [luid, all] of standing)
                standing.set(
                  luid,
                  all.filter((one) => one.id !== id),
                )
            }),
        },
      },
      state: {
        journal,
        saveSite: () => {
          calls.push('save')
          const problems = (saves?.() ?? 0) === 0 ? [] : [message('AE-STATE-SAVE-FAILED', { why: 'x' })]
          return Promise.resolve({ problems, landingsSaved: false })
        },
      },
      clock: { now: () => now },
      log: { detail: () => undefined },
      signal,
    },
  )
}

const ids = (found: Awaited<ReturnType<typeof update>>): string[] =>
  [...(found.notices ?? [])].map((notice) => ('id' in notice ? notice.id : ''))
const mayStand = (name: string) => journal.state.qualityWarnings.get(key(name, 'datasource'))?.mayStand

describe('warnings in Tableau', () => {
  test('are remembered before they are set', async () => {
    const found = await update([row('Orders', failed())])
    expect(calls).toEqual(['of luid-Orders', 'save', 'set luid-Orders', 'of luid-Orders'])
    expect([found.line, mayStand('Orders')]).toEqual(['Data-quality warnings: 1 set', true])
  })

  test('of a data source that has them are not remembered again', async () => {
    await update([row('Orders', failed())])
    calls = []
    await update([row('Orders', failed({ class: 'bridge' }))])
    expect(calls.map((one) => one.split(' ')[0])).toEqual(['of', 'change', 'of'])
  })

  test('are lifted from a healthy data source, and looked for once only', async () => {
    standing.set('luid-Orders' as Luid, [
      asStanding({ type: 'STALE', message: warningMessage('It is old.', null) }),
    ])
    const found = await update([row('Orders', refreshed(3))])
    expect([found.line, mayStand('Orders'), standing.get('luid-Orders' as Luid)]).toEqual([
      'Data-quality warnings: 1 lifted',
      false,
      [],
    ])
    calls = []
    expect(await update([row('Orders', refreshed(3))])).toEqual({})
    expect(calls).toEqual([])
  })

  test('are looked for again until Tableau shows the data source', async () => {
    await update([row('Orders', failed())])
    error = (name) => (name.startsWith('of ') ? refusal('404004') : null)
    expect([await update([row('Orders', refreshed(3))]), mayStand('Orders')]).toMatchObject([
      { line: null, notices: [] },
      true,
    ])
    error = () => null
    expect((await update([row('Orders', refreshed(3))])).line).toBe('Data-quality warnings: 1 lifted')
  })

  test('are looked for no longer once Tableau has not shown the data source for 30 days', async () => {
    const day = 24 * 60 * 60_000
    await update([row('Orders', failed())])
    error = (name) => (name.startsWith('of ') ? refusal('404004') : null)
    const looks: [number, boolean | undefined][] = []
    for (const days of [0, 29, 2, 1]) {
      now += days * day
      calls = []
      await update([row('Orders', refreshed(3))])
      looks.push([calls.length, mayStand('Orders')])
    }
    expect(looks).toEqual([
      [1, true],
      [1, true],
      [1, false],
      [0, false],
    ])
  })

  test('are looked for as long again if Tableau has shown the data source meanwhile', async () => {
    const day = 24 * 60 * 60_000
    await update([row('Orders', failed())])
    for (const isShown of [false, true, false]) {
      error = (name) => (name.startsWith('of ') && !isShown ? refusal('404004') : null)
      await update([isShown ? row('Orders', failed()) : row('Orders', refreshed(3))])
      now += 20 * day
    }
    expect(mayStand('Orders')).toBe(true)
  })

  test('are not lifted as long as the list shows them, whatever has answered', async () => {
    await update([row('Orders', failed())])
    const there = standing.get('luid-Orders' as Luid) ?? []
    error = (name) => {
      if (calls.some((one) => one.startsWith('lift '))) standing.set('luid-Orders' as Luid, there)
      return name === 'x' ? refusal('500000') : null
    }
    calls = []
    const found = await update([row('Orders', refreshed(3))])
    expect([ids(found), found.line, mayStand('Orders')]).toEqual([['AE-QUALITY-WARNING-FAILED'], null, true])
  })

  test('are not set as long as the list does not show them', async () => {
    error = () => {
      standing.clear()
      return null
    }
    const found = await update([row('Orders', failed())])
    expect([ids(found), found.line, mayStand('Orders')]).toEqual([['AE-QUALITY-WARNING-FAILED'], null, true])
  })

  test('whose text Tableau changes are lifted at once', async () => {
    error = (name) => {
      if (name.startsWith('of '))
        for (const [luid, all] of standing)
          standing.set(
            luid,
            all.map((one) => ({ ...one, message: one.message.replaceAll(':', ';') })),
          )
      return null
    }
    const found = await update([row('Orders', failed())])
    expect(JSON.stringify([...(found.notices ?? [])])).toContain('Tableau has changed the text')
    expect(standing.get('luid-Orders' as Luid)).toEqual([])
  })

  test('whose end Tableau cuts off stand, and are lifted', async () => {
    error = () => {
      for (const [luid, all] of standing)
        standing.set(
          luid,
          all.map((one) => ({ ...one, message: one.message.slice(0, 80) })),
        )
      return null
    }
    expect((await update([row('Orders', failed())])).line).toBe('Data-quality warnings: 1 set')
    expect((await update([row('Orders', failed())])).line).toBe('Data-quality warnings: 1 kept')
    expect((await update([row('Orders', refreshed(3))])).line).toBe('Data-quality warnings: 1 lifted')
  })

  test.each(['403999', '400000', '500000'])(
    'that all of the first eight meet %s for cost no more calls',
    async (code) => {
      error = () => refusal(code)
      await update(names(40).map((name) => row(name, failed())))
      expect(calls).toHaveLength(8)
    },
  )

  test('are not set where Tableau does not show the data source, which is told', async () => {
    error = (name) => (name.startsWith('of ') ? refusal('404004') : null)
    expect(ids(await update([row('Orders', failed())]))).toEqual(['AE-QUALITY-WARNING-REFUSED'])
    expect([calls, mayStand('Orders')]).toEqual([['of luid-Orders'], undefined])
  })

  test('that another run has set since this one looked are not forgotten when the two states are joined', async () => {
    const looking = new Journal(join(mkdtempSync(join(tmpdir(), 'quality-')), 'journal'))
    const setting = journal
    journal = looking
    error = () => {
      now += journal === looking ? 5_000 : 1_000
      return null
    }
    now = 10_000
    await update([row('Orders', refreshed(3))])
    journal = setting
    now = 10_000
    await update([row('Orders', failed())])
    const joined = joinStates(looking.state, setting.state).qualityWarnings.get(key('Orders', 'datasource'))
    expect([looking.state.qualityWarnings.size, joined?.mayStand]).toEqual([1, true])
  })

  test('belong to the project under its newest name', async () => {
    await update([row('Orders', failed())])
    await update([row('Orders', failed())], { project: 'store' })
    standing.set('Orders' as Luid, standing.get('luid-Orders' as Luid) ?? [])
    expect((await update([], { project: 'store' })).line).toBe('Data-quality warnings: 1 lifted')
  })

  test('are not set if the state cannot be saved; those that stand are still lifted', async () => {
    saves = () => 1
    standing.set('luid-Menu' as Luid, [
      asStanding({ type: 'WARNING', message: warningMessage('It failed.', RUN) }),
    ])
    const found = await update([row('Orders', failed()), row('Menu', refreshed(3))])
    expect(ids(found)).toEqual(['AE-QUALITY-WARNING-NOT-REMEMBERED'])
    expect(calls.filter((one) => !one.startsWith('of '))).toEqual(['save', expect.stringMatching(/^lift /)])
  })

  test('of a site that refuses them cost eight calls and one notice', async () => {
    error = () => refusal('403157')
    const found = await update(names(40).map((name) => row(name, failed())))
    expect([ids(found), calls.length]).toEqual([['AE-QUALITY-WARNING-REFUSED'], 8])
    expect(mayStand('Source 0')).toBeUndefined()
  })

  test('that Tableau refuses to set only are forgotten', async () => {
    error = (name) => (name.startsWith('set ') ? refusal('403004') : null)
    expect(ids(await update([row('Orders', failed())]))).toEqual(['AE-QUALITY-WARNING-REFUSED'])
    expect(mayStand('Orders')).toBe(false)
  })

  test('that Tableau refuses on the first data sources are set on the others', async () => {
    error = (name) => (/^of luid-Source \d$/.test(name) ? refusal('403004') : null)
    const found = await update(names(12).map((name) => row(name, failed())))
    expect([ids(found), found.line]).toEqual([['AE-QUALITY-WARNING-REFUSED'], 'Data-quality warnings: 2 set'])
  })

  test('that the site refuses are told of all data sources', async () => {
    error = () => refusal('403157')
    const found = await update(names(40).map((name) => row(name, failed())))
    expect(JSON.stringify(found.notices)).toMatch(/3\d more/)
  })

  test('beside one that somebody has just set are no matter of licences, and are looked for again', async () => {
    error = (name) => (name.startsWith('set ') ? refusal('409004') : null)
    expect(ids(await update([row('Orders', failed())]))).toEqual(['AE-QUALITY-WARNING-FAILED'])
    expect(mayStand('Orders')).toBe(true)
  })

  test('of more than 300 data sources are set in two runs; what keeps its warning leaves nothing over', async () => {
    const rows = names(310).map((name) => row(name, failed()))
    const lines: unknown[] = []
    for (let run = 0; run < 3; run += 1) {
      const found = await update(rows)
      lines.push([found.line, ...ids(found)])
    }
    expect(lines).toEqual([
      ['Data-quality warnings: 300 set', 'AE-QUALITY-WARNING-REST'],
      ['Data-quality warnings: 10 set, 300 kept'],
      ['Data-quality warnings: 310 kept'],
    ])
  })

  test('with an unclear answer are looked for by the next run', async () => {
    error = (name) => (name.startsWith('set ') ? new HttpError('no answer', false) : null)
    expect(ids(await update([row('Orders', failed())]))).toEqual(['AE-QUALITY-WARNING-FAILED'])
    expect(mayStand('Orders')).toBe(true)
  })

  test('that a connected app may not set are one notice, and the session is not asked again', async () => {
    error = () => new SessionError('scope', message('AE-SESSION-SCOPE'))
    const found = await update(names(20).map((name) => row(name, failed())))
    expect([ids(found), calls.length]).toEqual([['AE-QUALITY-WARNING-REFUSED'], 8])
    expect(JSON.stringify([...(found.notices ?? [])])).not.toContain('undefined')
  })

  test('are left to the next run after 300 data sources, the failed ones first, and after 5 minutes', async () => {
    const rows = [...names(350).map((name) => row(name, refreshed(3))), row('Orders', failed())]
    const found = await update(rows)
    expect(ids(found)).toEqual(['AE-QUALITY-WARNING-REST'])
    expect([calls[0], calls.filter((one) => one.startsWith('of ')).length]).toEqual(['of luid-Orders', 301])
    error = () => {
      now += 60_000
      return null
    }
    expect(ids(await update(names(350).map((name) => row(`New ${name}`, failed()))))).toEqual([
      'AE-QUALITY-WARNING-REST',
    ])
  })

  test('stay as they are once the run is cancelled', async () => {
    const cancelled = new AbortController()
    cancelled.abort()
    expect(await update([row('Orders', failed())], { signal: cancelled.signal })).toEqual({})
    expect(calls).toEqual([])
  })
})
