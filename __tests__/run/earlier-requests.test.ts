import { expect, test } from '@jest/globals'
import { plan } from '../../src/plan/plan.js'
import type { Settled } from '../../src/refresh/settle-open-requests.js'
import { earlierFailures } from '../../src/run/earlier-requests.js'
import type { FailureClass } from '../../src/state/state.js'
import { extract, failed, input, requests } from '../plan/build.js'

const PLANNED = plan(input())

function settled(
  id: string,
  outcome: Settled['end']['outcome'],
  failure: FailureClass | null,
  text = '',
): Settled {
  return {
    extract: extract(id),
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

test('refreshes of earlier runs that failed since are one warning for each cause, with its remedy', () => {
  const told = earlierFailures(
    [
      settled('workbook:kpis', 'failed', 'bridge'),
      settled('workbook:menu', 'refreshed', null),
      settled('workbook:orders', 'failed', 'bridge'),
      settled('workbook:tour', 'cancelled', null),
    ],
    PLANNED,
  )
  expect(told).toMatchObject([
    {
      id: 'AE-EARLIER-REQUEST-FAILED',
      level: 'warning',
      message: expect.stringMatching(
        /^An earlier run requested a refresh of kpis, orders and did not wait until it failed: Tableau Bridge was busy or not connected\. Check that a Bridge client/,
      ),
    },
    {
      message: expect.stringMatching(
        /refresh of tour .*: the job was cancelled in Tableau\. It is requested/,
      ),
    },
  ])
})

test("of a failure that this action does not know, the text is quoted, and the remedy is Tableau's Jobs page", () => {
  const told = earlierFailures(
    [
      settled('workbook:kpis', 'failed', 'unknown', 'Flux capacitor:\nempty'),
      settled('workbook:menu', 'failed', 'unknown'),
      settled('workbook:orders', 'failed', null),
    ],
    PLANNED,
  )
  expect(told.map(({ message }) => message)).toEqual([
    'An earlier run requested a refresh of kpis and did not wait until it failed: "Flux capacitor: empty". Look for its job on the site\'s Jobs page in Tableau, which site administrators see.',
    "An earlier run requested a refresh of menu, orders and did not wait until it failed: Tableau gave no reason that this action knows. Look for its job on the site's Jobs page in Tableau, which site administrators see.",
  ])
})

test('what succeeded since is no warning', () => {
  expect(earlierFailures([settled('workbook:kpis', 'refreshed', null)], PLANNED)).toEqual([])
})

test('an extract that the plan skips as failing has its own warning', () => {
  const base = input()
  const planned = plan({
    ...base,
    requests: requests({ 'workbook:sales': [failed(base.now - 60_000, base.slot, 'credentials')] }),
  })
  expect(planned.extracts.map(({ decision }) => decision.reason)).toEqual(['failing'])
  expect(earlierFailures([settled('workbook:sales', 'failed', 'credentials')], planned)).toEqual([])
})
