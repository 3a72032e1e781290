import { afterEach, describe, expect, test } from '@jest/globals'
import { annotations, Stage } from './stage.js'

let stage: Stage

afterEach(async () => {
  await stage.close()
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
