import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Story } from './story.js'

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
}

/** Returns the file's path. */
export function keepCase({ violation, story }: Pick<Case, 'violation' | 'story'>): string {
  const name = `${violation[0] ?? 'x'}-${story.seed}`
  const path = join(FOLDER, `${name}.json`)
  mkdirSync(FOLDER, { recursive: true })
  writeFileSync(path, `${JSON.stringify({ name, violation, story }, null, 2)}\n`)
  return path
}
