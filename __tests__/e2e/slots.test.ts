import { afterEach, expect, test } from '@jest/globals'
import type { Step, WorkflowEvent } from '../../simulators/runner/runner.js'
import { Stage } from './stage.js'

let stage: Stage

afterEach(async () => {
  await stage.close()
})

/** `06:00 UTC`: the slot as the summary shows it. */
async function slot(step: Partial<Step>): Promise<string> {
  const main = await stage.main({ ...step, inputs: { 'dry-run': 'true' } })
  return /(?:scheduled for|as a run of) (.+?), took/.exec(main.summary)?.[1] ?? main.raw
}

test('the slot is that of the cron or of the triggering run; a re-run has its own start', async () => {
  stage = await Stage.open('build-ok')
  const midnight: WorkflowEvent = { name: 'schedule', payload: { schedule: '0 0 * * *' } }
  const created = new Date(stage.clock.now() - 90 * 60_000).toISOString()
  const home = { full_name: 'acme/analytics' }
  const run = { created_at: created, event: 'schedule', head_branch: 'main', head_repository: home }
  const after: WorkflowEvent = { name: 'workflow_run', payload: { workflow_run: run } }
  expect(await slot({ event: midnight, runId: '1' })).toBe('00:00 UTC')
  expect(await slot({ event: after, runId: '2' })).toContain(created.slice(11, 16))

  // The results are already counted, so they no longer give the start of the run.
  stage.clock.advance({ hours: 24 })
  const before = stage.clock.now()
  const again = await slot({ event: { name: 'push' }, runId: '3', attempt: '2' })
  const minutes = Array.from({ length: 10 }, (_, more) =>
    new Date(before + more * 60_000).toISOString().slice(11, 16),
  )
  expect(minutes).toContain(again.slice(0, 5))
  expect(await slot({ event: midnight, runId: '1', attempt: '2' })).toBe('00:00 UTC')
})
