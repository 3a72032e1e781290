import type { Message } from '../../src/messages/message.js'
import { expect } from '@jest/globals'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Instant, MINUTE } from '../../src/base/clock.js'
import { findExtracts } from '../../src/exposures/extracts.js'
import type { ExposureSettings, ExtractToPlan } from '../../src/exposures/types.js'
import type { Http } from '../../src/base/http.js'
import { plan, planExtract } from '../../src/plan/plan.js'
import type { PlanInput, Policy } from '../../src/plan/types.js'
import { refreshAll } from '../../src/refresh/refresh-loop.js'
import { settleOpenRequests } from '../../src/refresh/settle-open-requests.js'
import type { RefreshEvents, RefreshOptions, RefreshResult, RefreshedRow } from '../../src/refresh/outcome.js'
import { Journal, readJournal } from '../../src/state/journal.js'
import { EMPTY_STATE, type ExtractKey, type RefreshState, type RequestFacts } from '../../src/state/state.js'
import type { TableauSession } from '../../src/tableau/session.js'
import type {
  JobRecord,
  SettingsChange,
  SiteInput,
  TableauSimulator,
} from '../../simulators/tableau/index.js'
import type { VirtualClock } from '../../simulators/tableau/in-process.js'
import { dashboard, models } from '../exposures/lineage.js'
import { nodes, POLICY, status } from '../plan/build.js'
import { onStage, type Stage } from '../support/tableau.js'
import type { RequestKey } from '../../src/state/request-id.js'

export const START = Date.parse('2026-04-13T06:00:00Z')
export const ORDERS = 'ANALYTICS.MARTS.ORDERS'

/** State before this run: requests by path and job id. */
type Earlier = Readonly<Record<string, Readonly<Record<string, RequestFacts>>>>

export interface Story {
  readonly site: Partial<SiteInput>
  readonly settings?: SettingsChange
  /** Settings of the exposure of a workbook or data source, by path. */
  readonly exposures?: Readonly<Record<string, Partial<ExposureSettings>>>
  readonly policy?: Partial<Policy>
  readonly options?: Partial<RefreshOptions>
  readonly signal?: AbortSignal
  /** When the orders landed. Default: ten minutes before the run. */
  readonly landedAt?: Instant
  /** Called before the run, which starts at `START`, or later if this moves the clock. */
  readonly before?: (world: World) => Earlier
  /** Called after the lineage is read and before the refreshes. */
  readonly trouble?: (world: World) => void
  readonly around?: (http: Http) => Http
  /** Does not settle earlier requests before the plan. */
  readonly unsettled?: boolean
}

export interface World {
  readonly simulator: TableauSimulator
  readonly clock: VirtualClock
}

export interface Told extends World {
  /** By path: the outcome with its failure class, or the decision if there is no outcome. */
  readonly rows: Readonly<Record<string, string>>
  readonly settled: readonly RefreshedRow[]
  readonly result: (path: string) => RefreshResult | null
  readonly error: Message | null
  /** Requests as the journal on disk holds them: outcome and failure in the order of the requests. */
  readonly remembered: (path: string) => readonly (RequestFacts & { readonly job: string })[]
  /** The events in their order. */
  readonly events: readonly string[]
  /** From the first refresh to the end of the run, in seconds. */
  readonly seconds: number
  readonly jobs: readonly JobRecord[]
}

/** One run on a simulated site, from reading the lineage to the last outcome. Only the time is virtual. */
export async function run(story: Story): Promise<Told> {
  const folder = mkdtempSync(join(tmpdir(), 'refresh-'))
  const watched = watching(join(folder, 'journal.jsonl'))
  const stage = onStage(story.site, {
    settings: story.settings ?? {},
    around: (http) => watched.http(story.around?.(http) ?? http),
    start: new Date(START).toISOString(),
  })
  const earlier = story.before?.(stage) ?? {}
  try {
    return await runOn(stage, story, { folder, requests: requestsOf(earlier, stage.simulator) })
  } finally {
    expect(watched.missing).toEqual([])
    rmSync(folder, { recursive: true })
  }
}

/** A run on an existing stage, with the state of earlier runs. */
export async function runOn(
  { simulator, clock, session }: Stage,
  story: Story,
  { folder, requests }: { readonly folder: string; readonly requests: RefreshState['requests'] },
): Promise<Told> {
  const world = { simulator, clock }
  const journal = new Journal(folder, { ...EMPTY_STATE, requests })
  const events: string[] = []
  const signal = story.signal ?? new AbortController().signal
  return session(
    async (tableau) => {
      const extracts = await extractsOfSite(story, simulator, tableau)
      const log = eventsInto(events, clock)
      if (story.unsettled !== true) await settleOpenRequests(extracts, { tableau, journal, clock, log })
      const input = planInput(story, extracts, { journal, clock })
      const planned = plan(input)
      story.trouble?.(world)
      const began = clock.now()
      const { rows: settled, error } = await refreshAll({
        rows: planned.extracts,
        tableau,
        journal,
        clock,
        signal,
        options: { wait: true, timeout: 60 * MINUTE, maxParallel: 10, onCancel: 'leave', ...story.options },
        events: log,
        planAgain: (extract, coming) =>
          planExtract({ ...input, now: clock.now(), requests: journal.state.requests }, extract, coming),
      })
      const { state } = readJournal(journal.path)
      expect(state).toEqual(journal.state)
      return {
        ...world,
        rows: Object.fromEntries(settled.map((row) => [pathOf(row.row.extract), wordsOf(row)])),
        settled,
        result: (name) => settled.find(({ row }) => pathOf(row.extract) === name)?.result ?? null,
        error,
        remembered: (name) =>
          [...(state.requests.get(keyOf(name, simulator)) ?? [])]
            .map(([job, facts]) => ({ job, ...facts }))
            .sort((a, b) => a.requestedAt - b.requestedAt),
        events,
        seconds: (clock.now() - began) / 1000,
        jobs: simulator.record.jobs,
      }
    },
    { signal },
  )
}

/** From now on this user may not list jobs. */
export function hideTheList({ simulator }: World): void {
  const match = { method: 'GET', path: '/jobs\\?' }
  simulator.faults.add({ match, times: 'always', effect: { kind: 'error', code: '403004' } })
}

/** Checks at every call that each job id that Tableau returned is on disk. */
function watching(journal: string): { http: (http: Http) => Http; missing: string[] } {
  const finished: string[] = []
  const missing: string[] = []
  return {
    missing,
    http: (http) => async (request) => {
      // Answers to other calls of the same instant are recorded a few microtasks later.
      for (let turn = 0; turn < 50; turn += 1) await Promise.resolve()
      const onDisk: string[] = [...readJournal(journal).state.requests.values()].flatMap((jobs) => [
        ...jobs.keys(),
      ])
      missing.push(
        ...finished.filter((job) => !onDisk.includes(job)).map((job) => `${job} before ${request.url}`),
      )
      const response = await http(request)
      const job = /\/refresh$/.test(request.url)
        ? /"job":.*?"id":"([^"]+)","mode"/.exec(response.body)?.[1]
        : undefined
      if (job !== undefined) finished.push(job)
      return response
    },
  }
}

export function keyOf(path: string, simulator: TableauSimulator): ExtractKey {
  const all = simulator.sites.flatMap(({ workbooks, datasources }) => [...workbooks, ...datasources])
  const content = all.find((one) => one.path === path)
  if (content === undefined) throw new Error(`the simulated Tableau has no ${path}`)
  return `${content.kind}:${content.luid}` as ExtractKey
}

function requestsOf(earlier: Earlier, simulator: TableauSimulator): PlanInput['requests'] {
  return new Map(
    Object.entries(earlier).map(([path, jobs]) => [
      keyOf(path, simulator),
      new Map(Object.entries(jobs) as [RequestKey, RequestFacts][]),
    ]),
  )
}

async function extractsOfSite(
  { exposures = {} }: Story,
  simulator: TableauSimulator,
  tableau: TableauSession,
): Promise<ExtractToPlan[]> {
  const all = simulator.sites.flatMap(({ workbooks, datasources }) => [...datasources, ...workbooks])
  const { findings, prefetched } = await tableau.find(
    all.map(({ kind, luid }) => ({ by: 'luid', of: kind, luid })),
  )
  const contents = findings.flatMap((finding) => (finding.kind === 'found' ? [finding.content] : []))
  expect(contents).toHaveLength(all.length)
  const { contents: lineages } = await tableau.describe(contents, prefetched)
  const found = all.map(({ path }, index) => {
    const { settings, ...exposure } = dashboard(path, 'orders')
    const own = contents[index]
    return {
      exposure: { ...exposure, settings: { ...settings, ...exposures[path] } },
      contents: own === undefined ? [] : [own.luid],
    }
  })
  return [...findExtracts(found, { manifest: models('orders'), lineages, relationMap: [] }).extracts]
}

function planInput(
  { policy, landedAt = START - 10 * MINUTE }: Story,
  extracts: readonly ExtractToPlan[],
  { journal, clock }: { readonly journal: Journal; readonly clock: VirtualClock },
): PlanInput {
  return {
    exposures: { unresolved: [], leftOut: [] },
    extracts,
    others: [],
    nodes: nodes({ orders: status(landedAt) }),
    requests: journal.state.requests,
    warned: journal.state.warned,
    policy: { ...POLICY, ...policy },
    slot: clock.now(),
    jointTests: [],
    now: clock.now(),
    expected: new Map(),
    nextSlot: null,
  }
}

function pathOf({ lineage: { content } }: ExtractToPlan): string {
  return `${content.project ?? ''}/${content.name}`
}

function wordsOf({ row: { decision }, result }: RefreshedRow): string {
  if (result === null) return `${decision.kind} ${decision.reason}`
  return result.failure === null ? result.outcome : `${result.outcome} ${result.failure.class}`
}

function eventsInto(events: string[], clock: VirtualClock): RefreshEvents {
  const say = (text: string): void => {
    events.push(`${(clock.now() - START) / 1000} ${text}`)
  }
  return {
    started: ({ extract }) => say(`started ${pathOf(extract)}`),
    ended: ({ extract }, { outcome }) => say(`${outcome} ${pathOf(extract)}`),
    retrying: ({ extract }, { outcome }) => say(`${outcome}, retrying ${pathOf(extract)}`),
    decided: ({ extract, decision }) => say(`${decision.kind} ${decision.reason} ${pathOf(extract)}`),
    progress: () => undefined,
    pollsFail: (why) => say(`polls fail: ${why}`),
    detail: (text) => say(`detail ${text}`),
  }
}

/** The most jobs that were queued or running at the same time. */
export function mostAtOnce(jobs: readonly JobRecord[]): number {
  const counts = jobs.map(
    ({ createdAt: now }) =>
      jobs.filter((job) => job.createdAt <= now && (job.endedAt ?? Infinity) > now).length,
  )
  return Math.max(0, ...counts)
}
