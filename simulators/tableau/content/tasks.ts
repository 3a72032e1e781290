import type { SiteInput, TaskInput } from './input.js'
import type { Datasource, Task, Workbook } from './model.js'
import { luidOf } from './names.js'

type Target = Datasource | Workbook

/** Tableau's own extract refresh tasks. Throws if a target does not exist. */
export function tasksOf({ contentUrl, tasks = [] }: SiteInput, content: readonly Target[]): Task[] {
  return tasks.map((input, index) => {
    const { kind = 'extractRefresh', frequency = 'Daily', style = 'cloud', incremental = false } = input
    return {
      luid: input.luid ?? luidOf(contentUrl, 'task', `${index} ${input.refreshes ?? ''}`),
      scheduleLuid: luidOf(contentUrl, 'schedule', `${index}`),
      kind,
      target: targetOf(input, content),
      frequency,
      atMinute: minuteOfDay(input.at ?? '02:20'),
      style,
      incremental,
      initialFailures: input.consecutiveFailedCount ?? 0,
    }
  })
}

function targetOf({ refreshes }: TaskInput, content: readonly Target[]): Target | undefined {
  if (refreshes === undefined) return undefined
  const target = content.find((one) => one.path === refreshes || one.luid === refreshes)
  if (target === undefined) throw new Error(`no data source or workbook ${refreshes} for a task`)
  return target
}

function minuteOfDay(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return hour * 60 + minute
}
