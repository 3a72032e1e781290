import type { CallRecord, JobRecord } from '../../simulators/tableau/index.js'
import type { Expected } from './faults.js'
import type { Measured } from './measure.js'

export interface Verdict {
  readonly words: string
  /** Whether the tool reacted as expected under this fault. */
  readonly right: boolean
}

/** The result for the tool's user, from the simulator's record and the exit code. */
export function verdictOf(measured: Measured, expected: Expected, user: string): Verdict {
  const own = measured.jobs.filter(({ requestedBy }) => requestedBy === user).length
  const words = measured.exitCode === 0 ? goodEnd(measured, own) : badEnd(measured, own, user)
  return { words, right: isRight(measured, expected, own) }
}

function isRight(measured: Measured, expected: Expected, own: number): boolean {
  switch (expected) {
    case 'fresh':
      return measured.exitCode === 0 && isFresh(measured) && own <= 1
    case 'told-no-extract':
      return own === 0 && !claimsSuccess(measured)
    case 'deferred':
      return measured.exitCode === 0 && own === 0 && /\bdeferred\b/i.test(measured.output)
  }
}

/** Whether the extract has the build's data when the tool ends. */
function isFresh({ jobs, landed, endedAt }: Measured): boolean {
  return jobs.some(
    (job) =>
      job.result === 'success' && (job.startedAt ?? 0) >= landed && (job.endedAt ?? Infinity) <= endedAt,
  )
}

function claimsSuccess({ exitCode, output }: Measured): boolean {
  return exitCode === 0 && said(output) === undefined
}

function goodEnd(measured: Measured, own: number): string {
  const others = measured.jobs.length - own
  if (own > 1) return 'starts a second job'
  if (isFresh(measured)) {
    if (own === 0) return "follows the other's job to its end"
    return others > 0 ? "waits for the other's job, then refreshes" : 'refreshes and waits'
  }
  if (own > 0) return 'ends with success before its job does'
  const reason = said(measured.output)
  const end = reason === undefined ? 'ends with success' : `ends with success, says ${reason}`
  return others > 0 ? `${end}; the extract is stale` : `${end}; nothing is refreshed`
}

function badEnd(measured: Measured, own: number, user: string): string {
  const { exitCode, jobs, calls, output } = measured
  const end = exitCode === null ? 'killed: never ends' : `fails: ${refusal(calls) ?? lastWords(output)}`
  if (own > 1) return `${end}; had started a second job`
  if (own === 0) return end
  return `${end}; ${fateOf(jobs.filter(({ requestedBy }) => requestedBy === user))}`
}

/** The state of the tool's own job when the tool has failed. */
function fateOf([job]: readonly JobRecord[]): string {
  switch (job?.result) {
    case undefined:
      return 'its job goes on unseen'
    case 'cancelled':
      return 'cancels its job'
    case 'failed':
      return 'its job failed'
    case 'success':
      return 'although its job succeeded'
  }
}

/** The answer to the first failed call: later ones follow from it, and the tool's own message may be a stack trace. */
function refusal(calls: readonly CallRecord[]): string | undefined {
  const first = calls.find(({ fate, status }) => fate !== 'answered' || status >= 400)
  if (first === undefined) return undefined
  if (first.fate !== 'answered') return 'connection reset'
  const code = first.tableauCode ?? String(first.status)
  return [code, MEANINGS[code]].filter((word) => word !== undefined).join(' ')
}

const MEANINGS: Readonly<Record<string, string>> = {
  '401002': 'session lost',
  '409090': 'no extract',
  '409093': 'already queued',
  '429000': 'too many requests',
  '500000': 'server error',
}

const SAID = [
  [/no extract|409090/i, '"no extract"'],
  [/\bdeferred\b/i, '"deferred"'],
] as const

/** What a successful tool says about a refresh that did not happen. */
function said(output: string): string | undefined {
  return SAID.find(([pattern]) => pattern.test(output))?.[1]
}

const LONGEST = 70

function lastWords(output: string): string {
  const lines = output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return (lines.at(-1) ?? 'without a word').slice(0, LONGEST)
}
