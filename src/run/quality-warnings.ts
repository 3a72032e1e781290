/* The step that sets and lifts data-quality warnings in Tableau (docs/data-quality-warnings.md). It never fails the run. */

import { type Clock, MINUTE } from '../base/clock.js'
import { clauseOf, ConfigurationError } from '../base/errors.js'
import { message, type Message } from '../messages/message.js'
import { confirm } from '../quality/confirm.js'
import { type Step, stepFor } from '../quality/step.js'
import { type Subject, subjectsOf, type SubjectsInput } from '../quality/subjects.js'
import { list } from '../report/lists.js'
import type { Journal } from '../state/journal.js'
import { EMPTY_STATE, type WarningKey } from '../state/state.js'
import { SessionError, TableauError } from '../tableau/client/errors.js'
import type { TableauSession } from '../tableau/session.js'
import type { Findings } from './report-draft.js'
import type { SavedState } from './saved-state.js'
import { type Memory, memoryOf } from './warning-memory.js'

/** Limits of one run; the next one does the rest. Those that keep the warning that they have do not count, and come last. */
const MOST_SUBJECTS = 300
const LONGEST_MINUTES = 5
/** As many calls at a time. */
const AT_A_TIME = 8

export interface QualityInput extends Omit<SubjectsInput, 'known' | 'requests'> {
  /** Link to this run; null outside of GitHub. */
  readonly run: string | null
}

export interface QualityPorts {
  readonly tableau: Pick<TableauSession, 'qualityWarnings'>
  readonly state: Pick<SavedState, 'journal' | 'saveSite'>
  readonly clock: Pick<Clock, 'now'>
  readonly log: { detail(text: string): void }
  readonly signal: AbortSignal
}

/** Sets, changes and lifts warnings until each published data source has the one that it should have. Never rejects. */
export async function updateQualityWarnings(input: QualityInput, ports: QualityPorts): Promise<Findings> {
  const { journal } = ports.state
  const { qualityWarnings: known, requests } = journal.state
  const all = subjectsOf({ ...input, known, requests })
  if (all.length === 0) return {}
  const problems = new Problems()
  const due = all.filter(({ isMarked }) => !isMarked)
  const subjects = [...due.slice(0, MOST_SUBJECTS), ...all.filter(({ isMarked }) => isMarked)]
  const limits = { ...ports, until: ports.clock.now() + LONGEST_MINUTES * MINUTE, problems }
  const lookedAt = ports.clock.now()
  const looks = await inTurn(subjects, limits, (subject) => lookAt(subject, input.run, ports.tableau))
  const looked = looks.flatMap((look) => ('step' in look ? [look] : []))
  if (ports.signal.aborted) return {}
  const memory = memoryOf(journal, ports.clock, input.project)
  memory.noteUnseen(looks.flatMap((look) => ('step' in look ? [] : [look.key])))
  memory.note(looked.filter(isOurs).map(keyOf), true)
  const isRemembered = await rememberFirst(looked.filter(isNew), memory, ports.state, problems)
  const ready = looked.filter((look) => isRemembered || !isNew(look))
  const acted = await inTurn(ready.filter(needsCalls), limits, async (look) => {
    await carryOut(look, ports.tableau).catch((error: unknown) => {
      if (isNew(look) && isRefusal(error)) memory.note([keyOf(look)], false)
      throw error
    })
    await checkDone(look, ports.tableau)
    return look
  })
  const done = [...ready.filter((look) => !needsCalls(look)), ...acted]
  memory.note(done.filter(({ step }) => step.kind === 'lift').map(keyOf), false)
  // Another run may have set one after this look: what it noted then is newer.
  memory.note(done.filter(isBare).map(keyOf), false, lookedAt)
  memory.note(done.filter(isLeft).map(keyOf), true)
  const left = all.length - subjects.length + problems.left
  return {
    line: lineOf(done),
    notices: [...foreignNotice(looked, journal, ports.clock), ...problems.messages(left)],
  }
}

interface Look {
  readonly subject: Subject
  readonly step: Step
}

/** The subject if nothing is to be set there and Tableau does not show the data source: one of ours may stand there all the same. */
async function lookAt(
  subject: Subject,
  run: string | null,
  { qualityWarnings }: QualityPorts['tableau'],
): Promise<Look | Subject> {
  try {
    return { subject, step: stepFor(subject.wanted, await qualityWarnings.of(subject.luid), run) }
  } catch (error) {
    if (subject.wanted.kind !== 'warning' && error instanceof TableauError && error.status === 404)
      return subject
    throw error
  }
}

function keyOf({ subject }: Look): Subject['key'] {
  return subject.key
}

function isNew({ step }: Look): boolean {
  return step.kind === 'set'
}

function needsCalls({ step }: Look): boolean {
  return step.kind === 'keep' ? step.surplus.length > 0 : step.kind !== 'leave' && step.kind !== 'none'
}

/** No warning of ours was found there, and none was set. */
function isBare({ step }: Look): boolean {
  return step.kind === 'none' || step.kind === 'leave'
}

/** A warning of ours was found there. */
function isOurs({ step }: Look): boolean {
  return step.kind === 'keep' || step.kind === 'change' || step.kind === 'lift'
}

/** A warning of ours stands there after the step. */
function isLeft({ step }: Look): boolean {
  return step.kind === 'set' || step.kind === 'keep' || step.kind === 'change'
}

async function carryOut(
  { subject, step }: Look,
  { qualityWarnings }: QualityPorts['tableau'],
): Promise<void> {
  switch (step.kind) {
    case 'set':
      return qualityWarnings.set(subject.luid, step.text)
    case 'change':
      await qualityWarnings.change(step.id, step.text)
      return liftAll(step.surplus, qualityWarnings)
    case 'lift':
      return liftAll(step.ids, qualityWarnings)
    case 'keep':
      return liftAll(step.surplus, qualityWarnings)
    case 'leave':
    case 'none':
  }
}

/**
 * Reads the list again. Something else than Tableau may have answered, or Tableau may have changed the text: then it is lifted, as no
 * later run would know it as ours.
 */
async function checkDone(
  { subject: { luid }, step }: Look,
  { qualityWarnings }: QualityPorts['tableau'],
): Promise<void> {
  const confirmed = confirm(step, await qualityWarnings.of(luid))
  if (confirmed.kind === 'done') return
  if (confirmed.kind === 'altered') await liftAll(confirmed.ids, qualityWarnings)
  throw new Error(
    confirmed.kind === 'altered'
      ? 'Tableau has changed the text, so that it was lifted again'
      : 'Tableau took it without an error, and its list does not show it',
  )
}

async function liftAll(ids: readonly string[], { lift }: TableauSession['qualityWarnings']): Promise<void> {
  for (const id of ids) await lift(id)
}

/**
 * Saves where new warnings will stand before they are set: whatever kills this run, a later one knows where to look, and a healthy data
 * source costs no call. Returns whether they may be set.
 */
async function rememberFirst(
  looks: readonly Look[],
  memory: Memory,
  { journal, saveSite }: QualityPorts['state'],
  problems: Problems,
): Promise<boolean> {
  const before = journal.state.qualityWarnings
  memory.note(looks.map(keyOf), true)
  if (journal.state.qualityWarnings === before) return true
  const saved = await saveSite()
  if (saved.problems.length === 0) return true
  problems.notRemembered = looks.map(({ subject }) => subject.name)
  return false
}

interface Limits extends Pick<QualityPorts, 'clock' | 'log' | 'signal'> {
  readonly until: number
  readonly problems: Problems
}

/** Does `work` for each, a few at a time; what fails is a problem, and what is not reached is counted. */
async function inTurn<Item extends Subject | Look, Done>(
  items: readonly Item[],
  { clock, log, signal, until, problems }: Limits,
  work: (item: Item) => Promise<Done>,
): Promise<Done[]> {
  const done: Done[] = []
  const isCancelled = (): boolean => signal.aborted
  for (let start = 0; start < items.length; start += AT_A_TIME) {
    if (isCancelled()) return done
    if (problems.final !== null) {
      for (const item of items.slice(start)) problems.add(nameOf(item), problems.final)
      return done
    }
    if (clock.now() > until) {
      problems.left += items.length - start
      return done
    }
    const group = items.slice(start, start + AT_A_TIME)
    const settled = await Promise.allSettled(group.map(work))
    for (const [index, result] of settled.entries()) {
      const item = group[index]
      if (result.status === 'fulfilled') done.push(result.value)
      else if (item !== undefined && !isCancelled()) {
        log.detail(`Data-quality warnings of ${nameOf(item)}: ${clauseOf(result.reason)}`)
        problems.add(nameOf(item), result.reason)
      }
    }
    if (group.length === AT_A_TIME) problems.judge(settled)
  }
  return done
}

function nameOf(item: Subject | Look): string {
  return 'subject' in item ? item.subject.name : item.name
}

interface Problem {
  readonly name: string
  readonly error: unknown
}

/** What went wrong. */
class Problems {
  readonly #all: Problem[] = []
  notRemembered: readonly string[] = []
  /** How many were not reached in time. */
  left = 0
  /** Why no further call can succeed. */
  final: unknown = null

  add(name: string, error: unknown): void {
    this.#all.push({ name, error })
    if (isOfSite(error) || error instanceof SessionError || error instanceof ConfigurationError)
      this.final ??= error
  }

  /** If all of a group have met the same, and it is not about their content, so will the others. */
  judge(group: readonly PromiseSettledResult<unknown>[]): void {
    const errors = group.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []))
    const [first] = errors
    if (errors.length < group.length || first === undefined || isOfContent(first)) return
    if (errors.every((error) => kindOf(error) === kindOf(first))) this.final ??= first
  }

  messages(left: number): Message[] {
    const refused = this.#all.filter(({ error }) => isRefusal(error))
    const failed = this.#all.filter(({ error }) => !isRefusal(error))
    return [
      ...told('AE-QUALITY-WARNING-REFUSED', refused),
      ...told('AE-QUALITY-WARNING-FAILED', failed),
      ...(this.notRemembered.length === 0
        ? []
        : [message('AE-QUALITY-WARNING-NOT-REMEMBERED', { contents: list(this.notRemembered) })]),
      ...(left === 0
        ? []
        : [
            message('AE-QUALITY-WARNING-REST', {
              count: left,
              most: MOST_SUBJECTS,
              minutes: LONGEST_MINUTES,
            }),
          ]),
    ]
  }
}

function told(
  id: 'AE-QUALITY-WARNING-REFUSED' | 'AE-QUALITY-WARNING-FAILED',
  problems: readonly Problem[],
): Message[] {
  const [first] = problems
  if (first === undefined) return []
  return [message(id, { contents: list(problems.map(({ name }) => name)), why: whyOf(first.error) })]
}

function whyOf(error: unknown): string {
  const lacksScope = error instanceof SessionError && error.problem === 'scope'
  return lacksScope ? 'it does not accept the connected app for this (401002)' : clauseOf(error)
}

/** Data Management is not there: it is not for any content. */
function isOfSite(error: unknown): boolean {
  return error instanceof TableauError && error.code === '403157'
}

/** Not there, taken by another warning, or not permitted to this user on this content. */
function isOfContent(error: unknown): boolean {
  return error instanceof TableauError && ([404, 409].includes(error.status) || error.code === '403004')
}

function kindOf(error: unknown): string {
  return error instanceof TableauError ? error.code : clauseOf(error)
}

/** Something that will pass, such as a warning that somebody else has just set (409). */
const PASSING = [408, 409, 429]

/** Tableau did nothing, and would refuse it again: no licence, no permission, or no scope. */
function isRefusal(error: unknown): boolean {
  if (error instanceof SessionError) return error.problem === 'scope'
  return error instanceof TableauError && error.status < 500 && !PASSING.includes(error.status)
}

/** Somebody else's warning is named once. */
function foreignNotice(looked: readonly Look[], journal: Journal, clock: Pick<Clock, 'now'>): Message[] {
  const fresh = looked.filter(
    ({ step, subject }) => step.kind === 'leave' && !journal.state.warned.has(warningKey(subject)),
  )
  if (fresh.length === 0) return []
  const now = clock.now()
  journal.update({
    ...EMPTY_STATE,
    warned: new Map(fresh.map(({ subject }) => [warningKey(subject), now])),
  })
  return [message('AE-QUALITY-WARNING-FOREIGN', { contents: list(fresh.map(({ subject }) => subject.name)) })]
}

function warningKey({ key }: Subject): WarningKey {
  return `quality-warning ${key}`
}

const WORDS = { set: 'set', change: 'changed', lift: 'lifted', keep: 'kept' } as const

/** `Data-quality warnings: 1 set, 2 lifted`; null if there is none. */
function lineOf(done: readonly Look[]): string | null {
  const parts = Object.entries(WORDS).flatMap(([kind, word]) => {
    const count = done.filter(({ step }) => step.kind === kind).length
    return count === 0 ? [] : [`${count} ${word}`]
  })
  return parts.length === 0 ? null : `Data-quality warnings: ${parts.join(', ')}`
}
