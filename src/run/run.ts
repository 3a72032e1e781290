import type { Instant } from '../base/clock.js'
import { reportOnce } from '../base/stray-errors.js'
import type { Message } from '../messages/message.js'
import type { RunEvent } from '../github/event.js'
import { createRunLog, type RunLog } from '../report/log/log.js'
import type { FailOn, Inputs } from './inputs.js'
import type { Action } from './ports.js'
import { PreparationLimit } from './preparation-limit.js'
import { type Findings, ReportDraft } from './report-draft.js'
import type { PlannedSite } from './site-folder.js'
import type { SavedState } from './saved-state.js'

/** One run: what it was given, and what is known so far. */
export interface Run {
  readonly action: Action
  readonly event: RunEvent
  readonly startedAt: Instant
  readonly workspace: string
  readonly draft: ReportDraft
  readonly log: RunLog
  readonly preparation: PreparationLimit
  /** The input `fail-on`; empty until the inputs are read. */
  failOn: readonly FailOn[]
  /** The input `on-cancel`; its default until the inputs are read. */
  onCancel: Inputs['onCancel']
  /** What the site is made from; null before the plan, and without `site-folder`. */
  site: PlannedSite | null
  /** The input `notify-file`; null if there is none, and until the inputs are read. */
  notifyFile: string | null
  /** Null until it is loaded, and in runs that need none. */
  state: SavedState | null
}

/** Adds what a step found to the report and to the log. */
export function report(
  { draft, log }: Pick<Run, 'draft' | 'log'>,
  { line = null, ...found }: Findings,
): void {
  draft.add(found)
  if (line !== null) log.line(line)
}

export function begin(action: Action, event: RunEvent): Run {
  const { environment, clock, runner } = action
  const startedAt = clock.now()
  const draft = new ReportDraft({
    event: event.name,
    actor: event.actor,
    attempt: event.attempt,
    startedAt,
  })
  const log = createRunLog(runner, clock)
  reportStrayErrors({ action, log }, (told) => draft.add({ notices: [told] }))
  return {
    action,
    event,
    startedAt,
    workspace: environment['GITHUB_WORKSPACE'] ?? process.cwd(),
    draft,
    log,
    preparation: new PreparationLimit(clock),
    failOn: [],
    onCancel: 'leave',
    site: null,
    notifyFile: null,
    state: null,
  }
}

/** Passes errors that no step throws, such as unhandled rejections of a library, to `report` from now on. */
export function reportStrayErrors(
  { action: { strayErrors }, log }: Pick<Run, 'action' | 'log'>,
  report: (problem: Message) => void,
): void {
  strayErrors.setListener(reportOnce((stack) => log.detail(stack), report))
}
