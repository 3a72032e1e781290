import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { newsJsonSchema } from '../../scripts/json-schemas.js'
import type { NewsFile } from '../../src/report/news/news-schema.js'
import { Stage } from './stage.js'

let stage: Stage

afterEach(async () => {
  await stage.close()
})

const valid = new Ajv2020({ validateFormats: false }).compile(JSON.parse(newsJsonSchema()) as object)

function newsOf({ workspace }: Stage): NewsFile {
  const file = JSON.parse(readFileSync(join(workspace, 'news.json'), 'utf8')) as NewsFile
  expect({ valid: valid(file), errors: valid.errors }).toEqual({ valid: true, errors: null })
  return file
}

test('the owner of a dashboard that fails hears once, and once that it has recovered', async () => {
  stage = await Stage.open('build-ok')
  const slack = join(stage.workspace, 'news.slack.json')
  const { behaviour } = stage.tableau.workbook('Executive/Weekly KPIs')
  const healthy = behaviour.outcomes
  const inputs = { 'notify-file': 'news.json' }

  stage.breaks('Executive/Weekly KPIs', 'com.tableausoftware.nativeapi: Login failed for user svc')
  const first = await stage.main({ inputs })
  expect(first).toMatchObject({ exitCode: 1, outputs: { news: '1' } })
  expect(newsOf(stage).news).toMatchObject([
    { kind: 'failed', extract: { name: 'Weekly KPIs' }, messageId: 'AE-FAILED-CREDENTIALS' },
  ])
  expect(newsOf(stage).run).toMatch(/^https:\/\/github\.com\/acme\/analytics\/actions\/runs\//)
  expect(JSON.parse(readFileSync(slack, 'utf8'))).toMatchObject({ text: 'Active Exposures: 1 failed' })

  stage.clock.advance({ hours: 1 })
  const again = await stage.main({ inputs })
  expect(again.outputs).toMatchObject({ news: '0' })
  expect(newsOf(stage).news).toEqual([])
  expect(existsSync(slack)).toBe(false)

  behaviour.outcomes = healthy
  stage.clock.advance({ hours: 1 })
  const mended = await stage.main({ inputs: { ...inputs, force: 'true' } })
  expect(mended.outputs).toMatchObject({ news: '1' })
  expect(newsOf(stage).news).toMatchObject([{ kind: 'recovered', extract: { name: 'Weekly KPIs' } }])
})

test('owners hear again after a run that ended before it had remembered what it told them', async () => {
  stage = await Stage.open('build-ok')
  stage.breaks('Executive/Weekly KPIs', 'com.tableausoftware.nativeapi: Login failed for user svc')
  const inputs = { 'notify-file': 'news.json' }
  stage.cache.inject('CreateCacheEntry', { kind: 'status', status: 400 }, 2)
  const { main } = await stage.run({ inputs })
  expect(main.outputs).toMatchObject({ news: '1' })
  expect(stage.cache.entries).toHaveLength(2)

  stage.clock.advance({ hours: 1 })
  const next = await stage.main({ inputs })
  expect(next.outputs).toMatchObject({ refreshed: '0', news: '1' })
})

test('owners hear again after a run that could not set its outputs, so that no step has sent its news', async () => {
  stage = await Stage.open('build-ok')
  stage.breaks('Executive/Weekly KPIs', 'com.tableausoftware.nativeapi: Login failed for user svc')
  const inputs = { 'notify-file': 'news.json' }
  const { main, post } = await stage.run({ inputs, environment: { GITHUB_OUTPUT: stage.workspace } })
  expect(main.outputs).not.toHaveProperty('news')
  expect(post.exitCode).toBe(0)

  stage.clock.advance({ hours: 1 })
  const [next, last] = [await stage.main({ inputs }), await stage.main({ inputs })]
  expect([next.outputs['news'], last.outputs['news']]).toEqual(['1', '0'])
})
