/** Writes what users see in each scenario to __tests__/golden/texts/; only those with the given names, if any. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

import { pathOf, playAll } from '../__tests__/golden/play.js'
import { slugOf } from '../__tests__/golden/scenario.js'
import { SCENARIOS } from '../__tests__/golden/scenarios/index.js'

const wanted = process.argv.slice(2)
const [first] = SCENARIOS
if (wanted.length === 0 && first !== undefined)
  rmSync(dirname(pathOf(first)), { recursive: true, force: true })
const chosen = SCENARIOS.filter((scenario) => wanted.length === 0 || wanted.includes(slugOf(scenario)))
for (const [scenario, text] of playAll(chosen)) {
  const path = pathOf(scenario)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, await text)
  console.log(path)
}
