import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { MINUTE } from '../../src/clock.js'
import { readJournal } from '../../src/state/journal.js'
import type { RefreshState } from '../../src/state/state.js'
import { workbook } from '../../simulators/tableau/index.js'
import { onStage } from '../support/tableau.js'
import { ORDERS, run, runOn, START, type Story, type Told } from './story.js'

const ANY_ANSWER = ['seconds', 'date', 'absent'] as const

function due(count: number, refreshesPerHour: number): Story['site'] {
  const name = (index: number): string => `Default/B${String(index).padStart(3, '0')}`
  return {
    workbooks: Array.from({ length: count }, (_, index) =>
      workbook(name(index), { embedded: [{ tables: [ORDERS] }], seconds: 60 }),
    ),
    quotas: { refreshesPerHour },
  }
}

function count({ settled }: Told): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { row, result } of settled) {
    const word = result?.outcome ?? row.decision.reason
    counts[word] = (counts[word] ?? 0) + 1
  }
  return counts
}

describe('429000', () => {
  test.each(ANY_ANSWER)(
    'is waited for within the time, whether Retry-After is there in %s',
    async (retryAfter) => {
      const told = await run({
        site: due(3, 2),
        settings: { retryAfter },
        options: { timeout: 120 * MINUTE },
      })
      expect(count(told)).toEqual({ refreshed: 3 })
      expect(told.seconds).toBeGreaterThanOrEqual(3600)
      expect(told.seconds).toBeLessThan(3600 + 10 * 60)
    },
  )

  test("is asked for by no second extract while Tableau wants us to wait: the quota is the whole site's", async () => {
    const told = await run({ site: due(40, 5), options: { timeout: 30 * MINUTE, maxParallel: 1 } })
    expect(count(told)).toEqual({ refreshed: 5, deferred: 35 })
    const refused = told.simulator.record.calls.filter(({ tableauCode }) => tableauCode === '429000')
    expect(refused).toHaveLength(1)
  })
})

test('200 due extracts at 60 starts an hour: hourly runs drain them, none twice, and a second deferral is a failure', async () => {
  const site = due(200, 60)
  const stage = onStage(site, { start: new Date(START).toISOString() })
  const folder = mkdtempSync(join(tmpdir(), 'quota-'))
  let requests: RefreshState['requests'] = new Map()
  const runs: Record<string, number>[] = []
  for (let hour = 0; hour < 5; hour += 1) {
    const told = await runOn(
      stage,
      { site, options: { timeout: 20 * MINUTE, maxParallel: 20 } },
      { folder, requests },
    )
    runs.push(count(told))
    requests = readJournal(join(folder, 'journal.jsonl')).state.requests
    stage.clock.set(START + (hour + 1) * 61 * MINUTE)
  }
  expect(runs).toEqual([
    { refreshed: 60, deferred: 140 },
    { refreshed: 60, failed: 80, 'up-to-date': 60 },
    { refreshed: 60, failed: 20, 'up-to-date': 120 },
    { refreshed: 20, 'up-to-date': 180 },
    { 'up-to-date': 200 },
  ])
  expect(stage.simulator.record.jobs).toHaveLength(200)
})
