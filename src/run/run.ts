import { readFile } from 'node:fs/promises'
import { clauseOf } from '../base/errors.js'
import { reportOnce } from '../base/stray-errors.js'
import { message, type Message } from '../messages/message.js'
import { readEvent, type RunEvent } from '../github/event.js'
import { createRunLog, type RunLog } from '../report/log/log.js'
import type { FailOn } from './inputs.js'
import type { Action } from './ports.js'
import { PreparationLimit } from './preparation-limit.js'
import { ReportDraft } from './report-draft.js'
import type { SavedState } from './saved-state.js'

/** One run as it goes: what it was given, and what has become known so far. */
export interface Run {
  readonly action: Action
  readonly event: RunEvent
  readonly workspace: string
  readonly draft: ReportDraft
  readonly log: RunLog
  readonly preparation: PreparationLimit
  /** Which rows make the step fail. */
  failOn: readonly FailOn[]
  /** Null until there is something to remember. */
  state: SavedState | null
}

export async function begin(action: Action): Promise<Run> {
  const { environment, clock, runner } = action
  const { payload, problem } = await readPayload(environment['GITHUB_EVENT_PATH'])
  const event = readEvent(environment, payload)
  const draft = new ReportDraft({ event: event.name, actor: event.actor, startedAt: clock.now() })
  const log = createRunLog(runner, clock)
  if (problem !== null) draft.say(problem)
  hearStrayErrors({ action, log }, (told) => draft.say(told))
  return {
    action,
    event,
    workspace: environment['GITHUB_WORKSPACE'] ?? process.cwd(),
    draft,
    log,
    preparation: new PreparationLimit(clock),
    failOn: [],
    state: null,
  }
}

/** From now on, errors that no step of the run throws are reported so. */
export function hearStrayErrors(
  { action: { strayErrors }, log }: Pick<Run, 'action' | 'log'>,
  report: (problem: Message) => void,
): void {
  strayErrors.tellTo(reportOnce((stack) => log.detail(stack), report))
}

async function readPayload(path: string | undefined): Promise<{ payload: unknown; problem: Message | null }> {
  try {
    return { payload: path === undefined ? null : JSON.parse(await readFile(path, 'utf8')), problem: null }
  } catch (error) {
    return { payload: null, problem: message('AE-EVENT-UNREADABLE', { why: clauseOf(error) }) }
  }
}
