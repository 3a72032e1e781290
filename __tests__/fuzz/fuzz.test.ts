import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { runs } from '../support/runs.js'
import { TARGETS } from './targets/index.js'
import type { Target } from './targets/target.js'

/*
 * Whatever the program gets from dbt, Tableau, GitHub, the cache or a workflow, a run keeps the rules of rules.ts. `npm run fuzz` draws
 * new cases and keeps each that breaks one in corpus/, where it is tried again for ever.
 */

const CORPUS = join(import.meta.dirname, 'corpus')

interface Kept {
  readonly target: string
  readonly why: string
  readonly case: unknown
}

const corpus = readdirSync(CORPUS)
  .filter((file) => file.endsWith('.json'))
  .map((file) => [file, JSON.parse(readFileSync(join(CORPUS, file), 'utf8')) as Kept] as const)

describe.each(TARGETS.map((target) => [target.name, target] as const))('%s', (name, target) => {
  const kept = corpus.filter(([, { target: of }]) => of === name)
  for (const [file, { why, case: given }] of kept) test(`${file}: ${why}`, () => target.holds(given))

  test('anything', () => tryAnything(target))
})

test('every case of the corpus has a target', () => {
  const names = TARGETS.map(({ name }) => name)
  expect(corpus.filter(([, { target }]) => !names.includes(target))).toEqual([])
})

async function tryAnything(target: Target<unknown>): Promise<void> {
  const { name, cases, usual } = target
  const result = await fc.check(
    fc.asyncProperty(cases, (given) => target.holds(given)),
    { numRuns: runs(usual, Math.ceil(usual / 5)) },
  )
  if (!result.failed) return
  const [given] = result.counterexample ?? []
  if (process.env['PROPERTIES_SEED'] !== undefined && given !== undefined)
    keep(name, given, result.errorInstance)
  throw new Error(fc.defaultReportMessage(result))
}

function keep(target: string, given: unknown, error: unknown): void {
  const why = String(error instanceof Error ? error.message : error).slice(0, 100)
  const text = JSON.stringify({ target, why, case: given }, null, 2)
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 8)
  writeFileSync(join(CORPUS, `${target}-${hash}.json`), `${text}\n`)
}
