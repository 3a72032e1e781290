import { message } from '../../src/messages/message.js'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, describe, expect, test } from '@jest/globals'
import { runMain, runPost, type StepResult } from '../../simulators/runner/runner.js'
import { canMount, makeReadOnly, mountDisk, unmount } from '../support/disks.js'
import { annotations, Stage } from './stage.js'

let stage: Stage
const mounted: string[] = []

afterEach(async () => {
  await stage.close()
  mounted.splice(0).forEach(unmount)
})

const KPIS = 'Executive/Weekly KPIs success'

/** Neither main nor post ends with a stack trace, and everything that can be reported is. */
function expectEndsWell({ main, post }: { main: StepResult; post: StepResult }, exitCode: 0 | 1 = 0): void {
  for (const { raw } of [main, post]) expect(raw).not.toMatch(/^ {4}at |^Node\.js v|triggerUncaught/m)
  expect(main.exitCode).toBe(exitCode)
  expect(post.exitCode).toBe(0)
}

function expectReport({ summary, outputs }: StepResult): void {
  expect(summary).toContain('Weekly KPIs')
  expect(outputs['rows']).toMatch(/^\[/)
  expect(outputs['refreshed']).toMatch(/^\d+$/)
}

/** Without the warning about the example's misconfigured exposure. */
function warnings({ main }: { main: StepResult }): string {
  return annotations(main, 'warning')
    .filter((text) => !text.includes('build_afer'))
    .join('\n')
}

describe('the password of a proxy', () => {
  test.each([
    ['refuses', 'http://robot:geh%20eim@127.0.0.1:1', 'robot:geh eim'],
    ['libraries cannot read', 'http://robot:geh eim%@127.0.0.1:1', 'robot:geh eim%'],
  ])('that %s is masked before the first log line, and shown nowhere', async (_, proxy, login) => {
    stage = await Stage.open('build-ok')
    const server = stage.server.url.replace('127.0.0.1', '0.0.0.0')
    const { main, post } = await stage.run({
      inputs: { 'tableau-server-url': server },
      environment: { HTTPS_PROXY: proxy, http_proxy: proxy },
    })
    for (const { raw, summary } of [main, post]) {
      const lines = raw.split('\n')
      const others = lines.filter((line) => !line.startsWith('::add-mask::'))
      const masks = lines.slice(0, lines.indexOf(others[0] ?? ''))
      expect(masks).toContain(`::add-mask::${Buffer.from(login).toString('base64')}`)
      expect(others.join('\n') + summary).not.toMatch(/geh.{0,3}eim/)
    }
  })
})

describe('the cache service answers, but its storage cannot be reached', () => {
  const THROUGH = "because the cache client could not reach the cache's storage at 0.0.0.0:1 "
  const NOT_SAVED = `This run's facts cannot be saved to the Actions cache, ${THROUGH}`
  const NOT_READ = `Earlier state cannot be read from the Actions cache, ${THROUGH}`

  test.each([
    ['it refuses connections', {}],
    ['a proxy is in front of it that refuses connections', { http_proxy: 'http://127.0.0.1:1' }],
  ])('%s: the warning names it, and does not mention the token', async (_, environment) => {
    stage = await Stage.open('build-ok')
    stage.cache.storage = '0.0.0.0:1'
    const first = await stage.run({ environment })
    expect(annotations(first.main, 'warning')).toContainEqual(expect.stringContaining(NOT_SAVED))
    expect(first.main.summary).not.toContain('may only read')
    expect(first.main.exitCode).toBe(0)

    stage.cache.storage = null
    await stage.run()
    stage.cache.storage = '0.0.0.0:1'
    const third = await stage.run({ environment })
    expect(annotations(third.main, 'warning')).toContainEqual(expect.stringContaining(NOT_READ))
    expect(third.main.summary).not.toContain('First run')
  })
})

describe('an error that a library throws outside of our calls', () => {
  /** Some before our handlers are installed, some during the run. */
  const STRAY = `
    process.on('newListener', (name) => {
      if (name !== 'unhandledRejection') return
      process.nextTick(() => { throw new Error('a library broke\\n::error::planted') })
      setTimeout(() => void Promise.reject('a bare reason'), 100)
      setTimeout(() => { for (let n = 0; n < 99; n += 1) void Promise.reject(new Error('again')) }, 100)
    })`

  test('is a warning in one sentence with its stack in the debug log, and the run continues', async () => {
    stage = await Stage.open('build-ok', { ownProcesses: true })
    const file = join(mkdtempSync(join(tmpdir(), 'stray-')), 'stray.mjs')
    writeFileSync(file, STRAY)
    const step = stage.step({ environment: { NODE_OPTIONS: `--import ${pathToFileURL(file).href}` } })
    const main = await runMain(step)
    // As if main had not saved: otherwise the post step loads no library.
    const ended = { main, post: await runPost(step, { state: { ...main.state, done: '' } }) }
    expectEndsWell(ended)
    expectReport(ended.main)
    expect(stage.refreshes).toContain(KPIS)
    const stray = (error: string): string => message('AE-STRAY-ERROR', { error }).message
    expect(annotations(ended.main, 'error')).toEqual([])
    expect(annotations(ended.main, 'warning').filter((text) => text.startsWith('A library'))).toEqual([
      stray('a library broke ::error::planted'),
      stray('a bare reason'),
      stray('again'),
    ])
    expect(ended.main.summary).toContain('a library broke')
    expect(ended.main.raw).toMatch(/^::debug::.*Error: a library broke .* at /m)
    expect(annotations(ended.post, 'warning')).toContain(stray('a library broke ::error::planted'))
  })

  test("a bare % in a proxy's password breaks the cache client and costs only the state", async () => {
    stage = await Stage.open('build-ok')
    const storage = new URL(stage.cacheServer.url).host.replace('127.0.0.1', '0.0.0.0')
    const environment = { http_proxy: 'http://robot:100%@127.0.0.1:1' }
    stage.cache.storage = storage
    const first = await stage.run({ environment })
    expectEndsWell(first)
    expectReport(first.main)
    expect(stage.refreshes).toContain(KPIS)
    expect(warnings(first)).toMatch(
      /facts cannot be saved .* could not reach the cache's storage at 0\.0\.0\.0:\d+ /,
    )
    expect(warnings(first)).toMatch(
      /^A library failed outside of any step.*: ENOENT: no such file or directory/m,
    )
    expect(annotations(first.post, 'warning').join('\n')).toMatch(/facts cannot be saved/)
  })
})

describe('missing or broken files of the runner', () => {
  const NOWHERE = join(tmpdir(), 'nowhere', 'at-all')
  const NO_OUTPUTS =
    'Later steps do not see the outputs refreshed, skipped, held, failed, earlier-failed, stale, message-id, message, rows, .* could not be written'
  const NO_STATE = 'The post step cannot be told where the state of this run is '
  const NO_SUMMARY = 'The summary of this run could not be written'
  const files = (path: string) => ({ GITHUB_OUTPUT: path, GITHUB_STATE: path, GITHUB_STEP_SUMMARY: path })

  test.each([
    ['a full disk for the files of the runner', files('/dev/full'), 'ENOSPC'],
    ['files of the runner that are missing', files(NOWHERE), '(?:Missing file at path|ENOENT)'],
    ['folders in place of them', files(tmpdir()), 'EISDIR'],
  ])(
    '%s: refreshes are done, the state is saved, and a warning names what is lost',
    async (_, environment, why) => {
      stage = await Stage.open('build-ok')
      const ended = await stage.run({ environment })
      expectEndsWell(ended)
      expect(stage.refreshes).toContain(KPIS)
      for (const sentence of [NO_OUTPUTS, NO_STATE, NO_SUMMARY])
        expect(warnings(ended)).toMatch(new RegExp(`^${sentence}(?:: |\\()${why}`, 'm'))
      expect(ended.main.log).toContain('Done. REFRESHED=10 ')
      const again = await stage.run()
      expect(again.main.outputs['refreshed']).toBe('0')
    },
  )

  test('no file variables, as on an old runner: no warning', async () => {
    stage = await Stage.open('build-ok')
    const ended = await stage.run({ environment: { ...files(''), RUNNER_TEMP: '' } })
    expectEndsWell(ended)
    expect(stage.refreshes).toContain(KPIS)
    expect(warnings(ended)).toBe('')
    const planFile = ended.main.commands.find(({ properties }) => properties['name'] === 'plan-file')
    expect(readFileSync(planFile?.message ?? '', 'utf8')).toContain('Weekly KPIs')
  })

  test('a temporary folder that cannot be created: no plan file, and an empty output', async () => {
    stage = await Stage.open('build-ok')
    const ended = await stage.run({ environment: { RUNNER_TEMP: '/dev/null/temp' } })
    expectEndsWell(ended)
    expectReport(ended.main)
    expect(stage.refreshes).toContain(KPIS)
    expect(warnings(ended)).toMatch(/^The plan file of this run could not be written: ENOTDIR/m)
    expect(warnings(ended)).toMatch(/^The state of this run cannot be written to \/dev\/null/m)
    expect(ended.main.outputs['plan-file']).toBe('')
  })

  test.each([
    ['is missing', () => NOWHERE, 'ENOENT'],
    ['is not JSON', brokenEvent, 'JSON'],
  ])(
    'an event that %s is a warning, and makes the run of a push dry unless production-branch is given',
    async (_, path, why) => {
      stage = await Stage.open('build-ok')
      const environment = { GITHUB_EVENT_PATH: path(), GITHUB_EVENT_NAME: 'push' }
      const dry = await stage.run({ environment })
      expectEndsWell(dry)
      expect(warnings(dry)).toMatch(
        new RegExp(`^The event of this run cannot be read from GITHUB_EVENT_PATH .*${why}`, 'm'),
      )
      expect(stage.refreshes).toEqual([])
      const real = await stage.run({ environment, inputs: { 'production-branch': 'main' } })
      expectEndsWell(real)
      expect(stage.refreshes).toContain(KPIS)
    },
  )
})

function brokenEvent(): string {
  const file = join(mkdtempSync(join(tmpdir(), 'event-')), 'event.json')
  writeFileSync(file, '{"repository":')
  return file
}

/** Skipped if no disk can be mounted. */
const describeDisks = canMount ? describe : describe.skip

describeDisks('a disk', () => {
  test('that is full: refreshes are done, and no partial file is reported', async () => {
    stage = await Stage.open('build-ok')
    const temp = mountDisk('4k')
    mounted.push(temp)
    const ended = await stage.run({ environment: { RUNNER_TEMP: temp } })
    expectEndsWell(ended)
    expectReport(ended.main)
    expect(stage.refreshes).toContain(KPIS)
    expect(warnings(ended)).toContain('ENOSPC')
    expect(ended.main.outputs['plan-file']).toBe('')
  })

  test('that is read-only, under the workspace: what was built is refreshed, the state is not kept', async () => {
    stage = await Stage.open('build-ok')
    makeReadOnly(stage.workspace)
    mounted.push(stage.workspace)
    const ended = await stage.run({ inputs: { 'exposures-file': 'models/found.yml', discover: 'true' } })
    expectEndsWell(ended, 1)
    expectReport(ended.main)
    expect(stage.refreshes).toContain(KPIS)
    expect(warnings(ended)).toMatch(/^Earlier state cannot be read from the Actions cache, because .*EROFS/m)
    expect(warnings(ended)).toMatch(/^This run's facts cannot be saved to the Actions cache/m)
    expect(annotations(ended.main, 'error').join()).toMatch(
      /exposures-file models\/found.yml cannot be written \(E[A-Z]+\)/,
    )
  })
})
