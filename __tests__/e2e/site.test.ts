import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from '@jest/globals'
import { message } from '../../src/messages/message.js'
import type { TileFile } from '../../src/site/tile-schema.js'
import { annotations, PULL_REQUEST, Stage } from './stage.js'

let stage: Stage

afterEach(async () => {
  await stage.close()
})

const SITE = { 'site-folder': 'build/site' }

const tile = (name: string): TileFile =>
  JSON.parse(readFileSync(join(stage.workspace, `build/site/exposures/${name}.json`), 'utf8')) as TileFile

test('each exposure has a page, a badge and a JSON file, also those that this run has not selected', async () => {
  stage = await Stage.open('build-test-failure')
  stage.breaks('Operations/Menu', 'Login failed for user "tableau_reader": incorrect username or password.')
  const main = await stage.main({ inputs: SITE })
  expect(main.outputs['site-folder']).toBe('build/site')
  expect(main.log).toContain('Site in build/site: ')
  const files = readdirSync(join(stage.workspace, 'build/site/exposures'))
  expect(files.filter((file) => file.startsWith('weekly_kpis.')).sort()).toEqual([
    'weekly_kpis.html',
    'weekly_kpis.json',
    'weekly_kpis.svg',
  ])
  expect(tile('weekly_kpis')).toMatchObject({
    health: 'degraded',
    reason: expect.stringMatching(/^Test assert_order_amount_is_plausible failed on /) as unknown,
    owners: [],
  })
  expect(tile('menu')).toMatchObject({
    health: 'degraded',
    reason: 'Its last refresh failed: the embedded credentials were refused.',
  })
  expect(tile('board_targets')).toMatchObject({
    health: 'healthy',
    reason: 'Refreshed by the run that wrote this page.',
  })
  expect(tile('customer_history')).toMatchObject({
    health: 'unknown',
    reason: 'Its settings in dbt are not valid.',
  })
  const all = files.map((file) => readFileSync(join(stage.workspace, 'build/site/exposures', file), 'utf8'))
  for (const secret of ['tableau_reader', 's3cret', '@', stage.server.url])
    expect(all.join('').replaceAll('@media', '')).not.toContain(secret)

  const before = tile('board_targets')
  const again = await stage.main({
    inputs: { ...SITE, select: 'menu' },
    event: { name: 'workflow_dispatch' },
  })
  expect(again.outputs['site-folder']).toBe('build/site')
  expect(readdirSync(join(stage.workspace, 'build/site/exposures'))).toEqual(files)
  expect(tile('board_targets')).toMatchObject({
    health: 'healthy',
    reason: 'It has the newest data.',
    lastRefreshedAt: expect.stringContaining(before.lastRefreshedAt?.slice(0, -5) ?? '') as unknown,
  })
  expect(tile('weekly_kpis').health).toBe('degraded')
})

test('a dry run writes none, and a folder outside the workspace fails the step after the refreshes', async () => {
  stage = await Stage.open('build-ok')
  const pull = await stage.main({ inputs: SITE, event: PULL_REQUEST })
  const dry = await stage.run({ inputs: { ...SITE, 'dry-run': 'true' } })
  expect([pull.outputs['site-folder'], dry.main.outputs['site-folder']]).toEqual(['', ''])
  expect(existsSync(join(stage.workspace, 'build'))).toBe(false)
  expect(dry.main.log).toContain('A dry run writes no site')

  const main = await stage.main({ inputs: { 'site-folder': '../elsewhere' } })
  expect(main.exitCode).toBe(1)
  expect(stage.refreshes.length).toBeGreaterThan(5)
  expect(annotations(main, 'error').join('\n')).toContain(
    message('AE-PATH-OUTSIDE', { input: 'site-folder', path: join('..', 'elsewhere', 'index.html') }).message,
  )
})
