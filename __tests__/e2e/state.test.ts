import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { cacheKeyPrefix } from '../../src/state/cache/cache-key.js'
import { runMain, runPost } from '../../simulators/runner/runner.js'
import { posixTest } from '../support/posix.js'
import { annotations, PULL_REQUEST, rowsOf, Stage } from './stage.js'

let stage: Stage

afterEach(async () => {
  await stage.close()
})

function timesRefreshed(path: string): number {
  return stage.refreshes.filter((refresh) => refresh.startsWith(path)).length
}

const KPIS = 'Executive/Weekly KPIs'

describe('state between runs', () => {
  test('two uses of the action in one job do not refresh twice', async () => {
    stage = await Stage.open('build-ok')
    await stage.main({ runId: '7' })
    const second = await stage.main({ runId: '7' })
    expect(timesRefreshed(KPIS)).toBe(1)
    expect(second.outputs['refreshed']).toBe('0')
    const [, remembered = ''] = second.summary.split('<summary>State of the extracts</summary>')
    expect(remembered.replaceAll('\u00A0', ' ').replaceAll('\\_<wbr>', '_')).toMatch(
      /\| Weekly KPIs<br><sub>refreshed today .*<\/sub><br><sub>window: today 06:00 to .* \| today .*agg_weekly_kpis.* \| .* 06:00, with new data \|/,
    )
  })

  test('a re-run finds what the first attempt did', async () => {
    stage = await Stage.open('build-ok')
    await stage.main({ runId: '7', attempt: '1' })
    await stage.main({ runId: '7', attempt: '2' })
    expect(timesRefreshed(KPIS)).toBe(1)
  })

  test('matrix jobs with separate scopes keep separate states', async () => {
    stage = await Stage.open('build-ok')
    const runs = ['one', 'two', 'three'].map((scope) => {
      const workspace = mkdtempSync(join(tmpdir(), 'job-'))
      cpSync(stage.workspace, workspace, { recursive: true })
      return stage.run({ runId: '7', workspace, inputs: { 'state-scope': scope, 'dry-run': 'true' } })
    })
    await Promise.all(runs)
    // They share one token, so two of them may lose their session and with it the facts of the site.
    const saved = stage.cache.entries.map((entry) => entry.key.replace(/7-1-\w+$/, ''))
    const ofDbt = ['one', 'two', 'three'].map((stateScope) => cacheKeyPrefix({ of: 'dbt', stateScope }))
    expect(saved.filter((prefix) => ofDbt.includes(prefix)).sort()).toEqual(ofDbt.sort())
  })

  test('a scope never finds the state of a scope with the same prefix', async () => {
    stage = await Stage.open('build-ok')
    await stage.main({ inputs: { 'state-scope': 'prod-eu' } })
    const main = await stage.main({ inputs: { 'state-scope': 'prod' } })
    expect(annotations(main, 'notice').join()).toMatch(
      /First run: everything that this build landed counts as new\. If there were earlier runs, see .* in https:\/\/\S+\/docs\/troubleshooting\.md/,
    )
    expect(timesRefreshed(KPIS)).toBe(2)
  })

  test('a pull request reads the state of the production branch and adds nothing to it', async () => {
    stage = await Stage.open('build-ok')
    await stage.main()
    const before = stage.cache.entries.length
    const main = await stage.main({ event: PULL_REQUEST })
    expect(rowsOf(main)['Weekly KPIs']).toMatchObject({ decision: 'skip', reason: 'up-to-date' })
    expect(stage.cache.entries).toHaveLength(before)
  })

  test('a pull request before the first run of the production branch says which state it can see', async () => {
    stage = await Stage.open('build-ok')
    const main = await stage.main({ event: PULL_REQUEST })
    expect(annotations(main, 'notice').join()).toContain('This run sees no state')
    expect(stage.cache.entries).toEqual([])
  })

  test('nothing is left in the workspace, and no secret or address is in the cache', async () => {
    stage = await Stage.open('build-ok')
    await stage.main()
    expect(readdirSync(stage.workspace)).toEqual(['target'])
    expect(stage.cache.entries.map((entry) => entry.key).join()).not.toContain('127.0.0.1')
    const kept = stage.cache.entries
      .map(({ archive }) => execFileSync('tar', ['--zstd', '-xOf', '-'], { input: archive ?? '' }).toString())
      .join()
    expect(kept).toContain('"landedAt"')
    expect(kept).toContain('weekly_kpis')
    expect(kept).toContain('Ines Quispe')
    expect(kept).not.toMatch(/example\.com|s3cret/)
  })
})

describe('state that cannot be read', () => {
  test.each([
    ['broken', 'not an archive'],
    ['empty', ''],
  ])(
    'a %s entry is a warning, what landed is refreshed, and the next run finds good state again',
    async (_, archive) => {
      stage = await Stage.open('build-ok')
      await stage.main({ inputs: { 'dry-run': 'true' } })
      stage.clock.advance({ minutes: 1 })
      for (const kind of ['dbt', 'site'] as const) {
        const prefix = cacheKeyPrefix({ of: kind, server: stage.server.url, site: 'acme', stateScope: '' })
        const version = stage.cache.entries.find(({ key }) => key.startsWith(prefix))?.version ?? ''
        stage.cache.add({
          key: `${prefix}9-1-abc`,
          version,
          scope: 'refs/heads/main',
          archive: Buffer.from(archive),
        })
      }
      const main = await stage.main()
      expect(main.exitCode).toBe(0)
      expect(annotations(main, 'warning').join()).toContain(
        'Earlier state cannot be read from the Actions cache',
      )
      expect(main.outputs['refreshed']).toBe('10')
      const next = await stage.run()
      expect(rowsOf(next.main)['Weekly KPIs']).toMatchObject({ reason: 'up-to-date' })
    },
  )
})

describe('a run that gets a signal', () => {
  posixTest('leaves refreshes running and state on disk, and signs out; the post step saves', async () => {
    stage = await Stage.open('build-ok')
    stage.tableau.workbook(KPIS).behaviour.seconds = 3600
    const step = stage.step({
      onStart: (child) => {
        const poll = setInterval(() => {
          if (stage.tableau.record.callsTo('query-job').length === 0) return
          clearInterval(poll)
          child.kill('SIGTERM')
        }, 10)
      },
    })
    const main = await runMain(step)
    expect(main.exitCode).toBe(1)
    expect(main.summary).toContain('Active Exposures: cancelled, ')
    expect(stage.tableau.record.sessionsAlive).toEqual([])
    expect(stage.cache.entries).toEqual([])

    const calls = stage.tableau.record.calls.length
    const post = await runPost({ ...step, inputs: {} }, main)
    expect(post.exitCode).toBe(0)
    expect(stage.cache.entries).toHaveLength(2)
    expect(stage.tableau.record.calls).toHaveLength(calls)

    stage.clock.advance({ hours: 2 })
    const next = await stage.run()
    expect(timesRefreshed(KPIS)).toBe(1)
    expect(rowsOf(next.main)['Weekly KPIs']).toMatchObject({ reason: 'up-to-date' })
  })

  posixTest('while it saves: the report is complete, and the post step saves', async () => {
    stage = await Stage.open('build-ok')
    let answer = (): void => undefined
    const until = new Promise<void>((resolve) => (answer = resolve))
    stage.cache.inject('CreateCacheEntry', { kind: 'held', until }, 2)
    let signalled = 0
    const step = stage.step({
      onStart: (child) => {
        const poll = setInterval(() => {
          if (!stage.cache.calls.some(({ operation }) => operation === 'CreateCacheEntry')) return
          clearInterval(poll)
          signalled = stage.clock.now()
          child.kill('SIGTERM')
          // Virtual time does not jump while a process waits for an answer.
          setTimeout(() => stage.clock.advance({ seconds: 6 }), 500)
        }, 1)
      },
    })
    const main = await runMain(step)
    // The save alone would have taken a minute.
    expect(stage.clock.now() - signalled).toBeLessThan(60_000)
    answer()
    expect(main.exitCode).toBe(1)
    expect(main.summary).toContain('Active Exposures: cancelled, ')
    expect(main.outputs['refreshed']).toBe('10')
    await runPost({ ...step, inputs: {} }, main)
    expect(stage.cache.entries.filter(({ committedAt }) => committedAt !== null)).toHaveLength(2)
    const next = await stage.run()
    expect(next.main.outputs['refreshed']).toBe('0')
  })

  test('killed at once between a request and its end: nothing is lost or refreshed twice', async () => {
    stage = await Stage.open('build-ok')
    stage.tableau.workbook(KPIS).behaviour.seconds = 3600
    const step = stage.step({
      onStart: (child) => {
        const poll = setInterval(() => {
          if (stage.tableau.record.callsTo('query-job').length === 0) return
          clearInterval(poll)
          child.kill('SIGKILL')
        }, 10)
      },
    })
    const main = await runMain(step)
    expect(main.exitCode).toBeNull()
    await runPost(step, main)
    expect(stage.cache.entries).toHaveLength(2)
    stage.clock.advance({ minutes: 1 })
    const next = await stage.run({ inputs: { timeout: '1' } })
    expect(rowsOf(next.main)['Weekly KPIs']).toMatchObject({
      decision: 'wait',
      reason: 'in-flight',
      outcome: 'timed-out',
    })
    expect(timesRefreshed(KPIS)).toBe(1)
  })

  test('before its first step: the post step has nothing to do and logs nothing', async () => {
    stage = await Stage.open('build-ok')
    const step = stage.step({ onStart: (child) => child.kill('SIGKILL') })
    const post = await runPost(step, await runMain(step))
    expect(post).toMatchObject({ exitCode: 0, raw: '' })
  })
})
