import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { type Scenario, slugOf } from './scenario.js'
import { Story } from './story.js'
import { textOf } from './text.js'

/** Where the text of a scenario is kept. */
export function pathOf(scenario: Scenario): string {
  return join(import.meta.dirname, 'texts', `${slugOf(scenario)}.md`)
}

/** The text of each scenario, as many at a time as the machine has processors. */
export function playAll(scenarios: readonly Scenario[]): ReadonlyMap<Scenario, Promise<string>> {
  const waiting: (() => void)[] = []
  let free = availableParallelism()
  const inTurn = async (scenario: Scenario): Promise<string> => {
    if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve))
    else free -= 1
    try {
      return await play(scenario)
    } finally {
      const next = waiting.shift()
      if (next === undefined) free += 1
      else next()
    }
  }
  return new Map(scenarios.map((scenario) => [scenario, inTurn(scenario)]))
}

async function play(scenario: Scenario): Promise<string> {
  const story = await Story.open(scenario.site)
  try {
    const told = await scenario.play(story)
    const file =
      scenario.writes === undefined ? null : readFileSync(join(story.workspace, scenario.writes), 'utf8')
    return textOf(scenario, told, file)
  } finally {
    await story.close()
  }
}
