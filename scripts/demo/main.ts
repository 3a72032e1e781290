import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { surprises } from './check.js'
import { summaryPage } from './page.js'
import { type Played, Stage } from './stage.js'
import { headingOf, show, shown } from './show.js'
import { WEEK } from './week.js'

const FOLDER = join(import.meta.dirname, '../../.demo')

/** A week of the example project in half a minute, played by the committed dist/index.js against both simulators. */
async function demo(): Promise<number> {
  const began = Date.now()
  const played = await playWeek()
  const page = writePage(played)
  const odd = played.flatMap(surprises)
  console.log(`\nA week in ${Math.round((Date.now() - began) / 1000)} s. Its summaries: ${page}`)
  for (const sentence of odd) console.error(`Not as the story goes: ${sentence}`)
  return odd.length === 0 ? 0 : 1
}

async function playWeek(): Promise<Played[]> {
  const stage = await Stage.open('2026-11-30T00:00:00Z')
  const played: Played[] = []
  try {
    for (const scene of WEEK) {
      console.log(headingOf(scene))
      const one = await stage.play(scene)
      console.log(show(one))
      played.push(one)
    }
  } finally {
    await stage.close()
  }
  return played
}

function writePage(played: readonly Played[]): string {
  const page = join(FOLDER, 'index.html')
  mkdirSync(FOLDER, { recursive: true })
  writeFileSync(page, summaryPage('Active Exposures: a week in a minute', played.map(shown)))
  return page
}

process.exitCode = await demo()
