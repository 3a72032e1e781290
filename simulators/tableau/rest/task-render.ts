import { timestamp } from '../clock.js'
import type { Task } from '../content/model.js'
import { SUSPENDED_AFTER } from '../state/schedules.js'
import { element, list, type Element } from '../wire/element.js'

interface TaskState {
  readonly failures: number
  readonly nextRunAt: number
}

/** All three types have been seen; which server writes which is assumed (docs/facts/tableau.md#extract-tasks). */
export function taskElement(task: Task, state: TaskState): Element {
  const { luid, kind, target, incremental, style } = task
  const cloudType = incremental ? 'IncrementalRefresh' : 'FullRefresh'
  return element(
    kind,
    {
      id: luid,
      priority: 50,
      consecutiveFailedCount: state.failures,
      type: style === 'server' ? 'RefreshExtractTask' : cloudType,
    },
    [scheduleElement(task, state), target && element(target.kind, { id: target.luid })],
  )
}

/** Cloud: frequency and details, no id or name. Server: id, name and state, no details (docs/facts/tableau.md#extract-tasks). */
function scheduleElement(task: Task, { nextRunAt, failures }: TaskState): Element | undefined {
  const { style, frequency } = task
  const time = clockTime(task.atMinute)
  switch (style) {
    case 'none':
      return undefined
    case 'server':
      return element('schedule', {
        id: task.scheduleLuid,
        name: `${frequency} ${time.slice(0, 5)}`,
        state: failures >= SUSPENDED_AFTER ? 'Suspended' : 'Active',
        priority: 50,
        createdAt: '2025-01-01T00:00:00Z',
        updatedAt: '2025-01-01T00:00:00Z',
        type: 'Extract',
        frequency,
        nextRunAt: timestamp(nextRunAt),
      })
    case 'cloud': {
      const hours = { Hourly: '1', Daily: '24', Weekly: '24' }[frequency]
      const items = [element('interval', { hours }), element('interval', { weekDay: 'Tuesday' })]
      return element('schedule', { frequency, nextRunAt: timestamp(nextRunAt) }, [
        element('frequencyDetails', { start: time, end: time }, [list('intervals', 'interval', items)]),
      ])
    }
  }
}

function clockTime(minuteOfDay: number): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}:00`
}
