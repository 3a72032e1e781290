import { afterEach, expect, test } from '@jest/globals'
import type { Step, WorkflowEvent } from '../../simulators/runner/runner.js'
import { Stage } from './stage.js'

let stage: Stage

afterEach(async () => {
  await stage.close()
})

/** `06:00 UTC`, as the summary tells what the run stands for. */
async function slot(step: Partial<Step>): Promise<string> {
  const { main } = await stage.run({ ...step, inputs: { 'dry-run': 'true' } })
  return /stands for (.+?), took/.exec(main.summary)?.[1] ?? main.raw
}

test('a run stands for its cron, or for the run that triggered it; a re-run for the moment at which it runs', async () => {
  stage = await Stage.open('build-ok')
  const midnight: WorkflowEvent = { name: 'schedule', payload: { schedule: '0 0 * * *' } }
  const created = new Date(stage.clock.now() - 90 * 60_000).toISOString()
  const home = { full_name: 'acme/analytics' }
  const run = { created_at: created, event: 'schedule', head_branch: 'main', head_repository: home }
  const after: WorkflowEvent = { name: 'workflow_run', payload: { workflow_run: run } }
  expect(await slot({ event: midnight, runId: '1' })).toBe('00:00 UTC')
  expect(await slot({ event: after, runId: '2' })).toContain(created.slice(11, 16))

  // What this build did is known by now, and tells no longer when the run began.
  stage.clock.advance({ hours: 24 })
  const before = stage.clock.now()
  const again = await slot({ event: { name: 'push' }, runId: '3', attempt: '2' })
  const minutes = Array.from({ length: 10 }, (_, more) =>
    new Date(before + more * 60_000).toISOString().slice(11, 16),
  )
  expect(minutes).toContain(again.slice(0, 5))
  expect(await slot({ event: midnight, runId: '1', attempt: '2' })).toBe('00:00 UTC')
})
