import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { Http } from '../../src/base/http.js'
import { readJournal } from '../../src/state/journal.js'
import { newestFirst } from '../../src/state/request-history.js'
import type { RefreshState } from '../../src/state/state.js'
import { datasource, workbook } from '../../simulators/tableau/index.js'
import { onStage } from '../support/tableau.js'
import { mostAtOnce, ORDERS, runOn, START, type Story } from './story.js'

/* The process is killed (kill -9) between two requests: the next run neither repeats nor loses a refresh. */

const STORY: Story = {
  site: {
    datasources: [datasource('Default/Sales', { tables: [ORDERS], seconds: 30 })],
    workbooks: [
      workbook('Default/KPIs', { embedded: [{ tables: [ORDERS] }], seconds: 60 }),
      workbook('Default/Behind', { reads: ['Default/Sales'], embedded: [{ tables: [ORDERS] }], seconds: 20 }),
    ],
  },
}
const ALL = ['Default/Behind', 'Default/KPIs', 'Default/Sales']

type Moment = 'before Tableau heard of it' | 'before its answer came'

/** From the `calls`-th call of these on there is no answer: the process is gone. */
function mortal(calls: number, moment: Moment, counts: (url: string) => boolean = () => true) {
  let count = 0
  let die = (): void => undefined
  const dead = new Promise<void>((resolve) => (die = resolve))
  let isAlive = true
  const around =
    (http: Http): Http =>
    async (request) => {
      if (!isAlive || !counts(request.url)) return http(request)
      count += 1
      if (count < calls) return http(request)
      if (count === calls && moment === 'before its answer came') await http(request)
      die()
      return new Promise(() => undefined)
    }
  return { around, dead, revive: () => (isAlive = false), count: () => count }
}

async function callsOfAWholeRun(): Promise<number> {
  const whole = mortal(Infinity, 'before its answer came')
  const stage = onStage(STORY.site, { around: whole.around, start: new Date(START).toISOString() })
  await runOn(stage, STORY, { folder: emptyFolder(), requests: new Map() })
  return whole.count()
}

function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), 'death-'))
}

function leftIn(folder: string): RefreshState['requests'] {
  return readJournal(join(folder, 'journal.jsonl')).state.requests
}

const CALLS = await callsOfAWholeRun()
const MOMENTS: readonly Moment[] = ['before Tableau heard of it', 'before its answer came']

describe.each(MOMENTS)('killed %s', (moment) => {
  test.each(Array.from({ length: CALLS }, (_, index) => index + 1))('at call %d', async (call) => {
    const mortality = mortal(call, moment)
    const stage = onStage(STORY.site, { around: mortality.around, start: new Date(START).toISOString() })
    const first = emptyFolder()
    await Promise.race([runOn(stage, STORY, { folder: first, requests: new Map() }), mortality.dead])
    let left = leftIn(first)
    mortality.revive()
    stage.clock.advance({ minutes: 40 })
    for (const again of ['next', 'the one after']) {
      const folder = emptyFolder()
      const finished = await runOn(stage, STORY, { folder, requests: left })
      expect([again, finished.error]).toEqual([again, null])
      left = leftIn(folder)
      stage.clock.advance({ minutes: 10 })
    }
    const { jobs } = stage.simulator.record
    expect(jobs.map((job) => `${job.path} ${String(job.result)}`).sort()).toEqual(
      ALL.map((path) => `${path} success`),
    )
    for (const path of ALL) expect(mostAtOnce(jobs.filter((job) => job.path === path))).toBe(1)
  })
})

// Else row 10 would see three runs that failed where there were two.
test.each(MOMENTS)(
  'killed %s at its second request for an extract, the run counts as one',
  async (moment) => {
    const failing = workbook('Default/KPIs', { embedded: [{ tables: [ORDERS] }], seconds: 20 })
    const mortality = mortal(2, moment, (url) => url.endsWith('/refresh'))
    const story: Story = { site: { workbooks: [failing] } }
    const stage = onStage(story.site, { around: mortality.around, start: new Date(START).toISOString() })
    stage.simulator.workbook('Default/KPIs').behaviour.outcomes = [
      { result: 'failed', notes: 'Something went wrong', statusNotes: [] },
    ]
    const folder = emptyFolder()
    await Promise.race([runOn(stage, story, { folder, requests: new Map() }), mortality.dead])
    const [requests] = leftIn(folder).values()
    const attempts = newestFirst(requests).map(({ outcome, isRetry = false }) => ({ outcome, isRetry }))
    expect(attempts).toEqual([
      { outcome: null, isRetry: true },
      { outcome: 'failed', isRetry: false },
    ])
  },
)
