import { afterEach, expect, test } from '@jest/globals'
import { readdirSync } from 'node:fs'
import { cacheKeyPrefix } from '../../src/state/cache/cache-key.js'
import { runMain, runPost, type Step, type StepResult } from '../../simulators/runner/runner.js'
import { describePosix, posixTest } from '../support/posix.js'
import { annotations, Stage } from './stage.js'

/* The real process gets a signal at its n-th call to Tableau. The runner's 7.5 s pass on the simulated clock. */

let stage: Stage
afterEach(() => stage.close())

interface Ended {
  readonly main: StepResult
  readonly step: Step
  /** From the signal to the end, in milliseconds. */
  readonly took: number
}

async function endedAt(
  call: number,
  signal: NodeJS.Signals,
  inputs: Record<string, string>,
  environment: Record<string, string> = {},
): Promise<Ended> {
  let at = NaN
  const step = stage.step({
    inputs,
    environment,
    onStart: (child) => {
      const watch = setInterval(() => {
        if (stage.tableau.record.calls.length < call && child.exitCode === null) return
        clearInterval(watch)
        at = stage.clock.now()
        child.kill(signal)
        // No process counts as idle before it has handled the signal: see ringAt.
        stage.clock.moveTo(at)
      }, 1)
    },
  })
  const main = await runMain(step)
  return { main, step, took: stage.clock.now() - at }
}

/** The content that was refreshed; a second refresh is a second entry. */
function refreshed(): string[] {
  return stage.tableau.record.jobs
    .filter(({ requestedBy, result }) => requestedBy === 'ci@example.com' && result !== 'cancelled')
    .map(({ path }) => path)
}

/** Serverinfo, sign-in, finding content, its lineage, the requests, and the wait for their ends. */
const POINTS = [1, 2, 3, 4, 8, 11, 19, 24]

describePosix.each(POINTS)('gets a signal at call %d', (call) => {
  const signal = call % 2 === 0 ? 'SIGINT' : 'SIGTERM'

  test(`by ${signal}: ends in time, reports, signs out, and nothing is lost or refreshed twice`, async () => {
    stage = await Stage.open('build-ok')
    const { main, step, took } = await endedAt(call, signal, {})
    expect(took).toBeLessThan(7_500)
    expect(main.exitCode).toBe(1)
    expect(main.summary).toMatch(/^## ❌ Active Exposures: cancelled, /)
    // The headline shows it; only a run without rows says how early it was.
    expect(main.summary).not.toMatch(/This run was cancelled[;,]/)
    const running = (JSON.parse(main.outputs['rows'] ?? '[]') as { outcome: string | null }[]).filter(
      ({ outcome }) => outcome === 'requested',
    ).length
    if (running > 0)
      expect(annotations(main, 'warning').join('\n')).toMatch(
        new RegExp(
          `cancelled, but ${running} refresh(es continue| continues) in Tableau; .* set on-cancel: cancel`,
        ),
      )
    expect(main.log).not.toMatch(/Completed|Finished/)
    expect(main.log + main.summary).not.toContain('Nothing was refreshed')
    expect(main.raw).not.toMatch(/^\s+at /m)
    // A call that the signal ends is not reported as a failure.
    expect([main.log, main.summary, ...annotations(main, 'error')].join('\n')).not.toMatch(/broken off/)
    expect(stage.tableau.record.sessionsAlive).toEqual([])

    const calls = stage.tableau.record.calls.length
    const post = await runPost({ ...step, inputs: {} }, main)
    expect(post.exitCode).toBe(0)
    expect(stage.tableau.record.calls).toHaveLength(calls)
    // What landed and, if the run got that far, the facts of the site: each saved once.
    const saved = stage.cache.entries.map(({ key }) => key.replace(/1-1-\w+$/, ''))
    expect(saved).toContain(cacheKeyPrefix({ of: 'dbt', stateScope: '' }))
    expect(new Set(saved).size).toBe(saved.length)
    expect(readdirSync(stage.workspace)).toEqual(['target'])

    // The first run leaves the workbooks behind a data source to the second.
    for (const again of ['next', 'the one after']) {
      stage.clock.advance({ hours: 1 })
      const later = await stage.main({ inputs: { wait: 'false' } })
      expect([again, later.exitCode]).toEqual([again, 0])
    }
    expect(refreshed()).toHaveLength(10)
    expect(new Set(refreshed()).size).toBe(10)
  })
})

posixTest.each([
  ['while it waits for them', 24, 0],
  ['while it requests them; those in flight have no job yet', 19, Infinity],
])(
  'on-cancel: cancel asks Tableau in time to cancel the refreshes of this run: %s',
  async (_, call, most) => {
    stage = await Stage.open('build-ok')
    const [site] = stage.tableau.sites
    for (const { behaviour } of [...(site?.workbooks ?? []), ...(site?.datasources ?? [])])
      behaviour.seconds = 600
    const { main, took } = await endedAt(call, 'SIGTERM', { 'on-cancel': 'cancel' })
    expect(took).toBeLessThan(7_500)
    expect(main.exitCode).toBe(1)
    const { jobs, sessionsAlive } = stage.tableau.record
    const left = jobs.filter(({ result }) => result !== 'cancelled')
    expect(jobs.length).toBeGreaterThan(0)
    expect(left.length).toBeLessThanOrEqual(most)
    expect(main.log).not.toContain('was broken off')
    expect(sessionsAlive).toEqual([])
  },
)

posixTest(
  'on-cancel: cancel says what still runs in Tableau where this user may not cancel jobs',
  async () => {
    stage = await Stage.open('build-ok')
    const [site] = stage.tableau.sites
    for (const { behaviour } of [...(site?.workbooks ?? []), ...(site?.datasources ?? [])])
      behaviour.seconds = 600
    stage.tableau.faults.add({
      match: { method: 'PUT', path: '/jobs/' },
      times: 'always',
      effect: { kind: 'answer', status: 403, body: '' },
    })
    const { main } = await endedAt(24, 'SIGTERM', { 'on-cancel': 'cancel' })
    const { jobs } = stage.tableau.record
    expect(jobs.filter(({ result }) => result === 'cancelled')).toEqual([])
    expect(annotations(main, 'warning').join('\n')).toMatch(
      /^This run was cancelled, and on-cancel is cancel, but Tableau did not confirm that it cancels .*: \d+ refreshes continue in Tableau, .*Jobs page/m,
    )
    expect(main.summary).toMatch(
      /\*\*Not cancelled, still running in Tableau:\*\* .*; the next run looks up how/,
    )
    expect(main.summary).toContain("cancel its job on the site's Jobs page")
    expect(main.log + main.summary).not.toContain('set on-cancel: cancel')
  },
)

posixTest(
  'ends also by Ctrl+Break, the second signal of a runner on Windows, which nothing can send here',
  async () => {
    stage = await Stage.open('build-ok')
    const code = "process.on('SIGUSR2', () => process.emit('SIGBREAK'))"
    const { main } = await endedAt(
      11,
      'SIGUSR2',
      {},
      { NODE_OPTIONS: `--import "data:text/javascript,${code}"` },
    )
    expect(main.exitCode).toBe(1)
    expect(main.summary).toMatch(/^## ❌ Active Exposures: cancelled, /)
    expect(stage.tableau.record.sessionsAlive).toEqual([])
  },
)
