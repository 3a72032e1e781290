import { describe, expect, test } from '@jest/globals'
import { plan } from '../../src/plan/plan.js'
import type { Outcome } from '../../src/refresh/outcome.js'
import type { Settled } from '../../src/refresh/settle-open-requests.js'
import { deferredAgain, earlierFailures, endedWell } from '../../src/run/earlier-requests.js'
import type { FailureClass } from '../../src/state/state.js'
import type { JobId } from '../../src/tableau/types.js'
import { extract, failed, input, requests } from '../plan/build.js'

const PLANNED = plan(input())

const FAILING = { failOn: ['unresolved', 'failure'], wait: true } as const

function settled(
  id: string,
  outcome: Settled['end']['outcome'],
  failure: FailureClass | null,
  text = '',
): Settled {
  return {
    extract: extract(id),
    id: { kind: 'job', job: '1f3a' as JobId },
    requestedAt: 0,
    end: {
      kind: 'ended',
      outcome,
      failure: failure === null ? null : { class: failure, text },
      seconds: 90,
      endedAt: null,
      isOurs: true,
    },
  }
}

test('refreshes of earlier runs that ended well are reported too', () => {
  const ended = endedWell([settled('a', 'refreshed', null), settled('b', 'failed', 'bridge')])
  expect(ended).toEqual([{ name: extract('a').lineage.content.name, requestedAt: 0 }])
})

test('refreshes of earlier runs that failed since are one warning for each cause, with its remedy', () => {
  const { notices: told } = earlierFailures(
    [
      settled('workbook:kpis', 'failed', 'bridge'),
      settled('workbook:menu', 'refreshed', null),
      settled('workbook:orders', 'failed', 'bridge'),
      settled('workbook:tour', 'cancelled', null),
    ],
    PLANNED,
    { failOn: [], wait: true },
  )
  expect(told).toMatchObject([
    {
      id: 'AE-EARLIER-REQUEST-FAILED',
      level: 'warning',
      message: expect.stringMatching(
        /^A refresh that an earlier run requested failed after that run had ended: kpis, orders, because Tableau Bridge was busy or not connected; a later run tries again\. Check that a Bridge client/,
      ),
    },
    {
      message: expect.stringMatching(
        /ended: tour, because the job was cancelled in Tableau; a later run tries again\. If it should have run, see who cancelled it/,
      ),
    },
  ])
})

test('a request that left no job in Tableau, such as one of a run that was cancelled meanwhile, is no failure', () => {
  const one = settled('workbook:kpis', 'failed', 'unknown', 'No job.')
  const lost = [{ ...one, end: { ...one.end, isOurs: false } }]
  expect(earlierFailures(lost, PLANNED, { ...FAILING, wait: false })).toEqual({
    notices: [],
    failedSince: [],
  })
})

test("of a failure that this action does not know, the text is quoted, and the remedy is Tableau's Jobs page", () => {
  const { notices: told } = earlierFailures(
    [
      settled('workbook:kpis', 'failed', 'unknown', 'Flux capacitor:\nempty'),
      settled('workbook:menu', 'failed', 'unknown'),
      settled('workbook:orders', 'failed', null),
    ],
    PLANNED,
    { failOn: [], wait: true },
  )
  expect(told.map(({ message }) => message)).toEqual([
    'A refresh that an earlier run requested failed after that run had ended: kpis, because "Flux capacitor: empty"; a later run tries again. Look for its job 1f3a, requested at 00:00 UTC on 1 Jan 1970, on the site\'s Jobs page in Tableau, which site administrators see.',
    "A refresh that an earlier run requested failed after that run had ended: menu, orders, because Tableau gave no reason that this action knows; a later run tries again. Look for its job on the site's Jobs page in Tableau, which site administrators see.",
  ])
})

test('the report has the cause, the remedy and the extracts, whose exposures have owners', () => {
  const { failedSince } = earlierFailures([settled('workbook:kpis', 'failed', 'bridge')], PLANNED, FAILING)
  expect(failedSince).toEqual([
    {
      id: 'AE-EARLIER-REQUEST-FAILS',
      extracts: [extract('workbook:kpis')],
      cause: 'Tableau Bridge was busy or not connected',
      next: expect.stringMatching(
        /^a later run tries again, and this step fails, because no step has failed for it/,
      ),
      remedy: expect.stringMatching(/^Check that a Bridge client/),
    },
  ])
})

test('a refresh that succeeded is not a warning', () => {
  expect(earlierFailures([settled('workbook:kpis', 'refreshed', null)], PLANNED, FAILING)).toEqual({
    notices: [],
    failedSince: [],
  })
})

test('says that this run tries again what the plan refreshes', () => {
  const [key] = PLANNED.extracts.map(({ extract: { key } }) => key)
  expect(PLANNED.extracts.map(({ decision }) => decision.kind)).toEqual(['refresh'])
  const [told] = earlierFailures([settled(key ?? '', 'failed', 'bridge')], PLANNED, FAILING).notices
  expect(told?.message).toContain(', because Tableau Bridge was busy or not connected; this run tries again.')
})

test('says why the step fails if this run requests it again and does not wait', () => {
  const [key] = PLANNED.extracts.map(({ extract: { key } }) => key)
  const unseen = earlierFailures([settled(key ?? '', 'failed', 'bridge')], PLANNED, {
    failOn: ['failure'],
    wait: false,
  })
  const why =
    'this run requests the refresh again, but does not wait for it (wait: false), so the step fails now (fail-on: failure); the next run says how the new attempt ended'
  expect(unseen.failedSince).toMatchObject([{ next: why }])
  expect(unseen.notices).toMatchObject([
    { id: 'AE-EARLIER-REQUEST-FAILS', message: expect.stringContaining(`busy or not connected; ${why}.`) },
  ])
})

describe('an extract that the plan skips as failing', () => {
  const base = input()
  const planned = plan({
    ...base,
    requests: requests({ 'workbook:sales': [failed(base.now - 60_000, base.slot, 'credentials')] }),
  })
  const refused = [settled('workbook:sales', 'failed', 'credentials')]

  test('has its own warning, and fails the step: no run has failed for it before', () => {
    expect(planned.extracts.map(({ decision }) => decision.reason)).toEqual(['failing'])
    expect(earlierFailures(refused, planned, FAILING).notices).toMatchObject([
      {
        id: 'AE-EARLIER-REQUEST-FAILS',
        level: 'error',
        message: expect.stringContaining('failed after that run had ended: sales, because'),
      },
    ])
  })

  test('fails no step if fail-on does not name failure', () => {
    expect(earlierFailures(refused, planned, { failOn: ['unresolved'], wait: true }).notices).toEqual([])
    expect(earlierFailures(refused, planned, { failOn: [], wait: false }).notices).toEqual([])
  })
})

const RESULT = { request: null, seconds: null, endedAt: null, failure: null }

describe('a failure that no run has failed for', () => {
  const [key = ''] = PLANNED.extracts.map(({ extract: { key } }) => key)
  const failedSince = [settled(key, 'failed', 'bridge')]
  const ids = (wait: boolean, settledSince = failedSince): string[] =>
    earlierFailures(settledSince, PLANNED, { ...FAILING, wait }).notices.map(({ id }) => id)

  test('fails a run that tries again without waiting, since otherwise no run would fail for it', () => {
    expect(ids(false)).toEqual(['AE-EARLIER-REQUEST-FAILS'])
  })

  test('fails no run that tries again and waits: the new refresh decides', () => {
    expect(ids(true)).toEqual(['AE-EARLIER-REQUEST-FAILED'])
  })

  test.each<[Outcome, string[]]>([
    ['deferred', ['AE-EARLIER-REQUEST-FAILS']],
    ['refreshed', []],
    // The row fails the step.
    ['failed', []],
  ])('that is tried again and comes to %s', (outcome, expected) => {
    const rows = PLANNED.extracts.map((row) => ({ row, result: { ...RESULT, outcome } }))
    expect(deferredAgain(failedSince, rows, FAILING).map(({ id }) => id)).toEqual(expected)
    expect(deferredAgain([settled(key, 'refreshed', null)], rows, FAILING)).toEqual([])
    expect(deferredAgain(failedSince, rows, { failOn: ['drift'] })).toEqual([])
  })

  test('fails a run that does not try again', () => {
    expect(ids(true, [settled('workbook:tour', 'cancelled', null)])).toEqual(['AE-EARLIER-REQUEST-FAILS'])
  })
})
