import { afterEach, describe, expect, test } from '@jest/globals'
import { annotations, Stage } from './stage.js'

let stage: Stage

afterEach(async () => {
  await stage.close()
})

describe('the password of a proxy', () => {
  test.each([
    ['refuses', 'http://robot:geh%20eim@127.0.0.1:1', 'robot:geh eim'],
    ['no library can read', 'http://robot:geh eim%@127.0.0.1:1', 'robot:geh eim%'],
  ])('that %s is masked before anything is said, and told nowhere', async (_, proxy, login) => {
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

describe('the storage of the cache cannot be reached, while the service can', () => {
  const NOT_SAVED = /facts cannot be saved .* because the cache's storage at 0\.0\.0\.0:1 did not answer/
  const NOT_READ = /state cannot be read .* because the cache's storage at 0\.0\.0\.0:1 did not answer/

  test.each([
    ['it refuses connections', {}],
    ['a proxy is in front of it that refuses connections', { http_proxy: 'http://127.0.0.1:1' }],
  ])('%s: it is named, and the token is not blamed', async (_, environment) => {
    stage = await Stage.open('build-ok')
    stage.cache.storage = '0.0.0.0:1'
    const first = await stage.run({ environment })
    expect(annotations(first.main, 'warning')).toContainEqual(expect.stringMatching(NOT_SAVED))
    expect(first.main.summary).not.toContain('may only read')
    expect(first.main.exitCode).toBe(0)

    stage.cache.storage = null
    await stage.run()
    stage.cache.storage = '0.0.0.0:1'
    const third = await stage.run({ environment })
    expect(annotations(third.main, 'warning')).toContainEqual(expect.stringMatching(NOT_READ))
    expect(third.main.summary).not.toContain('There is no state of an earlier run')
  })
})
