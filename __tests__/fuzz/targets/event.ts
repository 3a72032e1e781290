import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { storeInMemory } from '../../support/action.js'
import { breakJson, broken, type Broken, charactersOf, someText } from '../edits.js'
import { demand, fuzzedRun, hasWholeState, refreshesOnlyWhatItMay } from '../rules.js'
import { artifactFiles, NEVER_REFRESHED, stageOfShop, workspaceWith } from '../shop.js'
import { type Target, TWO_TRIES } from './target.js'

const PAYLOADS = {
  schedule: { schedule: '0 6 * * *', repository: { default_branch: 'main', full_name: 'a/b' } },
  workflow_run: {
    repository: { default_branch: 'main', full_name: 'a/b' },
    workflow_run: {
      created_at: '2026-08-20T06:00:00Z',
      event: 'schedule',
      head_branch: 'main',
      head_repository: { full_name: 'a/b' },
    },
  },
  push: { ref: 'refs/heads/main', repository: { default_branch: 'main', full_name: 'a/b' } },
  workflow_dispatch: { inputs: { force: 'true' }, repository: { default_branch: 'main', full_name: 'a/b' } },
} as const

export const event: Target<{
  readonly name: keyof typeof PAYLOADS
  readonly payload: Broken
  readonly cron: string | null
  readonly ref: string | null
}> = {
  name: 'event',
  usual: 30,
  cases: fc.record({
    name: fc.constantFrom(...(Object.keys(PAYLOADS) as (keyof typeof PAYLOADS)[])),
    payload: broken,
    cron: fc.option(
      fc.oneof(
        fc.constantFrom(
          '* * * * *',
          '0 6 31 2 *',
          '*/0 * * * *',
          '99 99 * * *',
          '@daily',
          'L * * * *',
          '0 0 6 * * *',
        ),
        fc.constantFrom('0 6 * * 1-5#9', '0-59/1 * * * *', 'H H * * *', '0 6 29 2 *', '0 6 ? * MON#2'),
        fc.string({ unit: charactersOf('0123456789*/,-? #LWH'), maxLength: 20 }),
        someText,
      ),
    ),
    ref: fc.option(fc.oneof(fc.constantFrom('', 'refs/tags/v1', 'refs/heads/', 'refs/heads/x'), someText), {
      freq: 3,
    }),
  }),
  async holds({ name, payload, cron, ref }) {
    const stage = stageOfShop()
    const path = join(mkdtempSync(join(tmpdir(), 'event-')), 'event.json')
    const usual = PAYLOADS[name]
    writeFileSync(path, breakJson(cron === null ? usual : { ...usual, schedule: cron }, payload))
    const environment = {
      GITHUB_EVENT_PATH: path,
      GITHUB_REPOSITORY: 'a/b',
      ...(ref !== null && { GITHUB_REF: ref, GITHUB_ACTOR: ref }),
    }
    const store = storeInMemory()
    const workspace = workspaceWith({ ...artifactFiles() })
    await fuzzedRun({ ...stage, store, workspace, inputs: {}, event: { name }, environment })
    refreshesOnlyWhatItMay(stage, NEVER_REFRESHED, TWO_TRIES)
    if (name === 'push' && ref !== null && ref !== 'refs/heads/main')
      demand(
        stage.simulator.record.jobs.every(({ requestedBy }) => requestedBy === 'schedule'),
        `refreshed on ${ref}`,
      )
    hasWholeState(store)
  },
}
