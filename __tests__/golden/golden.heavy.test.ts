import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { pathOf, playAll } from './play.js'
import { slugOf } from './scenario.js'
import { SCENARIOS } from './scenarios/index.js'

/* Compares what people read with the texts that `npm run golden` wrote. Review what that command changes, then commit it. */

const texts = playAll(SCENARIOS)

test.each(SCENARIOS.map((scenario) => [scenario.title, scenario] as const))('%s', async (_, scenario) => {
  expect(await texts.get(scenario)).toBe(readFileSync(pathOf(scenario), 'utf8'))
})

test('each text has its scenario', () => {
  const kept = readdirSync(join(import.meta.dirname, 'texts')).sort()
  expect(kept).toEqual(SCENARIOS.map((scenario) => `${slugOf(scenario)}.md`).sort())
})
