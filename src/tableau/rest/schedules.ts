import * as z from 'zod'
import type { Calls } from '../client/calls.js'
import { asLuid } from './content-rows.js'
import { TableauError } from '../client/errors.js'
import { optionalText, text, wholeNumber } from '../client/shapes.js'
import { pageOf, queryWhole } from './paging.js'
import type { ExtractTask } from '../types.js'

const target = z.object({ id: text }).nullish()

/** The list may hold other kinds of tasks, and a task may lack schedule and target (docs/facts/tableau.md#extract-tasks). */
const row = z.object({
  extractRefresh: z
    .object({
      workbook: target,
      datasource: target,
      consecutiveFailedCount: wholeNumber,
      schedule: z.object({ name: optionalText, frequency: optionalText }).nullish(),
    })
    .nullish(),
})

const TASKS = { path: 'tasks/extractRefreshes', page: pageOf('tasks', 'task', row) }

/**
 * Refreshes on Tableau's own schedules. Null if the user may not list them, and for connected apps, which would need a
 * further scope for it.
 */
export async function queryExtractTasks(calls: Calls): Promise<readonly ExtractTask[] | null> {
  if (calls.options.credentials.kind === 'connected-app') return null
  try {
    const rows = await queryWhole(calls, TASKS)
    return rows.flatMap(({ extractRefresh }) => {
      const { workbook, datasource, schedule, consecutiveFailedCount } = extractRefresh ?? {}
      const id = workbook?.id ?? datasource?.id
      if (id === undefined) return []
      return [
        {
          luid: asLuid(id),
          schedule: schedule?.name ?? null,
          frequency: schedule?.frequency ?? null,
          consecutiveFailures: consecutiveFailedCount ?? 0,
        },
      ]
    })
  } catch (error) {
    if (error instanceof TableauError && error.status === 403) return null
    throw error
  }
}
