import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RunEvent, Story, WorldEvent } from './story.js'

/* Stories that once broke a promise. They are kept whole, since a seed tells another story as soon as worlds learn something. */

const FOLDER = join(import.meta.dirname, '../../__tests__/simulators/world/cases')

export interface Case {
  readonly name: string
  /** What went wrong when it was found. */
  readonly violation: string
  readonly story: Story
}

export function readCases(): Case[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Case)
    .map((one) => ({ ...one, story: completed(one.story) }))
}

/** What worlds have learned since the story was kept is not in it: there it did not happen. */
function completed({ seed, scenario, events }: Story): Story {
  const { project } = scenario
  return {
    seed,
    scenario: {
      ...NEW_IN_SCENARIOS,
      ...scenario,
      project: {
        ...NEW_IN_PROJECTS,
        ...project,
        contents: project.contents.map((content) => ({ ...NEW_IN_CONTENTS, ...content })),
        exposures: project.exposures.map((exposure) => ({
          ...NEW_IN_EXPOSURES,
          ...exposure,
          settings: { ...NEW_IN_SETTINGS, ...exposure.settings },
        })),
      },
    },
    events: events.map((event) => (event.kind === 'run' ? completedRun(event) : event)),
  }
}

function completedRun(run: RunEvent): WorldEvent {
  return { ...NEW_IN_RUNS, ...run, build: run.build && { ...NEW_IN_BUILDS, ...run.build } }
}

const NEW_IN_SCENARIOS = {
  onCancel: 'leave',
  signIn: 'token',
  freezes: [],
  staleAfter: 0,
  notifies: false,
  showsSite: false,
} as const
const NEW_IN_PROJECTS = {
  measured: [],
  untimed: [],
  database: 'ANALYTICS',
  discovers: false,
  hasFinance: false,
} as const
const NEW_IN_EXPOSURES = { isDeclared: true } as const
const NEW_IN_CONTENTS = { site: 'acme', hasSql: false, isBridge: false } as const
const NEW_IN_SETTINGS = { weekly: null, freezes: [], staleAfter: null } as const
const NEW_IN_RUNS = { site: 'acme', fromCatalogue: false, thaws: false, release: 'this', scope: '' } as const
const NEW_IN_BUILDS = {
  freshness: 'not measured',
  loaded: [],
  stale: [],
  becomes: {},
  finance: 'not built',
} as const

/** Returns the file's path. */
export function keepCase({ violation, story }: Pick<Case, 'violation' | 'story'>): string {
  const name = `${violation[0] ?? 'x'}-${story.seed}`
  const path = join(FOLDER, `${name}.json`)
  mkdirSync(FOLDER, { recursive: true })
  writeFileSync(path, `${JSON.stringify({ name, violation, story }, null, 2)}\n`)
  return path
}
