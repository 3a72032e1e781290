import { expect, test } from '@jest/globals'

import { HttpError } from '../../../src/base/http.js'
import { acme, TableauSimulator } from '../../../simulators/tableau/index.js'
import { httpInProcess, VirtualClock } from '../../../simulators/tableau/in-process.js'
import { PAT, signInBody } from './kit.js'

const ORIGIN = 'https://10ax.online.tableau.com'
const JSON_HEADERS = { Accept: 'application/json', 'Content-Type': 'application/json' }

function program() {
  const clock = new VirtualClock('2026-04-13T06:00:00Z')
  const simulator = new TableauSimulator({ sites: [acme()], clock })
  const http = httpInProcess(simulator, clock)
  const call = (method: 'GET' | 'POST', path: string, token = '', body = '{}') =>
    http({
      method,
      url: `${ORIGIN}/api/3.27${path}`,
      headers: { ...JSON_HEADERS, 'X-Tableau-Auth': token },
      body,
      timeLimit: 30_000,
    })
  return { clock, simulator, call }
}

test('a program signs in, refreshes and waits for two extracts at once, faster than they take', async () => {
  const { clock, simulator, call } = program()
  const began = performance.now()
  const signedIn = JSON.parse((await call('POST', '/auth/signin', '', signInBody(PAT))).body) as {
    credentials: { token: string; site: { id: string } }
  }
  const { token, site } = signedIn.credentials
  const refreshed = async (path: string): Promise<number> => {
    const { luid } = simulator.workbook(path)
    const started = await call('POST', `/sites/${site.id}/workbooks/${luid}/refresh`, token)
    const { job } = JSON.parse(started.body) as { job: { id: string } }
    for (;;) {
      await clock.sleep(5000)
      const { body } = await call('GET', `/sites/${site.id}/jobs/${job.id}`, token)
      if (body.includes('completedAt')) return (clock.now() - Date.parse('2026-04-13T06:00:00Z')) / 1000
    }
  }
  const seconds = await Promise.all([refreshed('Finance/Forecast'), refreshed('Executive/Weekly KPIs')])
  expect(seconds).toEqual([195, 30])
  expect(simulator.record.jobs.map((job) => job.result)).toEqual(['success', 'success'])
  expect(performance.now() - began).toBeLessThan(195_000)
})

test('silence lasts as long as the time limit, a reset ends at once, and a delay passes', async () => {
  const { clock, simulator, call } = program()
  const elapsed = async (run: () => Promise<unknown>): Promise<[unknown, number]> => {
    const start = clock.now()
    const outcome = await run().catch((error: unknown) => error)
    return [outcome, (clock.now() - start) / 1000]
  }
  const faulty = (effect: Parameters<typeof simulator.faults.add>[0]['effect']) => {
    simulator.faults.add({ match: { path: 'serverinfo' }, effect })
    return elapsed(() => call('GET', '/serverinfo'))
  }
  expect(await faulty({ kind: 'silence' })).toEqual([expect.any(HttpError), 30])
  expect(await faulty({ kind: 'reset' })).toEqual([expect.any(HttpError), 0])
  expect(await faulty({ kind: 'delay', seconds: 7 })).toEqual([expect.objectContaining({ status: 200 }), 7])
  expect(await faulty({ kind: 'delay', seconds: 31 })).toEqual([expect.any(HttpError), 30])
})

test('sleepers wake in order, and an aborted one at once', async () => {
  const { clock } = program()
  const woken: string[] = []
  const stop = new AbortController()
  const sleeper = async (name: string, duration: number, signal?: AbortSignal): Promise<void> => {
    await clock.sleep(duration, signal)
    woken.push(`${name} ${clock.now() - Date.parse('2026-04-13T06:00:00Z')}`)
  }
  const all = [
    sleeper('late', 3000),
    sleeper('early', 1000).then(() => sleeper('early again', 1000)),
    sleeper('aborted', 9000, stop.signal),
  ]
  stop.abort()
  await Promise.all([...all, clock.sleep(10, stop.signal)])
  expect(woken).toEqual(['aborted 0', 'early 1000', 'early again 2000', 'late 3000'])
})
