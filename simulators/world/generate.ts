import type { Settings, SettingsChange } from '../tableau/settings.js'
import type { FaultInput } from '../tableau/state/faults.js'
import {
  type CacheFault,
  MISTAKES,
  type BuildSpec,
  type Death,
  type RunEvent,
  type Scenario,
  type Story,
  type TableauFault,
  type Trigger,
  type WorldEvent,
} from './story.js'
import { thawOf, type WorldFreeze } from './freezes.js'
import {
  hasExtract,
  hidesContent,
  isBuiltHere,
  type NodeKind,
  projectOf,
  recurringFreeze,
  type Project,
} from './project.js'
import { calmed, withCalmEnd } from './calm.js'
import { withDeathsAtWarnings } from './quality.js'
import { Random } from './random.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** How many times longer a daily story is than an hourly one. */
export const DAILY_LASTS = 5

/** The story of a seed. Odd seeds are hourly and last `days`, even ones are daily and five times as long. */
export function storyOf(seed: number, days: number): Story {
  const random = new Random(seed)
  const project = projectOf(random.fork())
  const rhythm = seed % 2 === 1 ? 'hourly' : 'daily'
  const scenario = scenarioOf(
    project,
    { rhythm, days: rhythm === 'hourly' ? days : days * DAILY_LASTS },
    random.fork(),
  )
  const events = new Events(scenario, random.fork(), swarmOf(random.fork(), seed % WILD === 0)).all()
  const story = withDeathsAtWarnings(withCancelledWaits({ seed, scenario, events }))
  return seed % CALM === 0 ? withCalmEnd(story) : story
}

/** The same story, in which people cancel some runs that wait for their jobs; drawn apart from its other events, which stay as they were. */
function withCancelledWaits(story: Story): Story {
  const events = story.events.map((event) =>
    event.kind === 'run' && event.death === null
      ? { ...event, death: cancelledWait(story.seed, event.number) }
      : event,
  )
  return { ...story, events }
}

function cancelledWait(seed: number, number: number): Death | null {
  const random = new Random(seed * 19 + number)
  return random.chance(0.05) ? { of: 'a job', call: random.int(1, 6), when: 'before', by: 'cancel' } : null
}

/** Every seventh story ends without faults; every eleventh has them without bound. */
const CALM = 7
const WILD = 11

function scenarioOf(
  project: Project,
  { rhythm, days }: Pick<Scenario, 'rhythm' | 'days'>,
  random: Random,
): Scenario {
  const start = Date.parse('2026-01-05T00:00:00Z') + random.int(0, 364) * DAY
  const path = random.pick(project.contents).path
  const minute = rhythm === 'hourly' ? random.int(0, 59) : random.int(0, 1439)
  const buildAfter = random.pick(
    rhythm === 'hourly' ? [0, 60, 60, 180, 1440, 1440] : [0, 720, 1440, 1440, 1440, 10_080],
  )
  const tolerance = random.pick([null, null, null, 0, 10, 60])
  const updatesOn = random.chance(0.85) ? 'any' : 'all'
  const restApiVersion = random.pick(['3.27', '3.27', '3.24', '3.21'])
  return {
    project,
    rhythm,
    days,
    minute,
    start,
    buildAfter,
    tolerance,
    updatesOn,
    tableau: {
      settings: {
        restApiVersion,
        jobs: {
          afterEnd: afterEndOf(project, random),
          finishCodeEarly: random.chance(0.3),
        },
        refresh: { runNowBody: random.pick(['full', 'full', 'bare']) },
        retryAfter: random.pick(['seconds', 'date', 'absent']),
        json: {
          lists: random.pick(['array', 'single-object']),
          scalars: random.pick(['as-seen', 'all-strings', 'all-typed']),
        },
        metadata: metadataOf(project),
      },
      concurrency: random.pick([1, 2, 10]),
      refreshesPerHour: random.chance(0.1) ? random.int(2, 4) : null,
      scheduled: random.chance(0.25)
        ? {
            path,
            frequency: random.pick(['Daily', 'Daily', 'Hourly']),
            at: random.pick(['05:30', '06:00', '12:10']),
          }
        : null,
      refreshesPerDay: random.chance(0.1) ? random.int(1, 6) : null,
    },
    maxParallel: random.pick([1, 2, 3, 10, 10]),
    onCancel: random.pick(['leave', 'leave', 'cancel']),
    signIn: signInOf(restApiVersion, random),
    freezes: freezesOf(start, days, random),
    staleAfter: random.pick(rhythm === 'hourly' ? [0, 0, 100, 360, 1600] : [0, 0, 1500, 3000]),
    notifies: random.chance(0.6),
    showsSite: random.chance(0.6),
    calmFrom: null,
  }
}

/** Of the whole site: a few days in some stories, and a part of each week or month in others. */
function freezesOf(start: number, days: number, random: Random): WorldFreeze[] {
  const first = start / DAY + random.int(1, days)
  const holidays: WorldFreeze = {
    kind: 'dates',
    first,
    last: first + random.int(0, 2),
    timezone: random.pick([null, 'Europe/Berlin']),
  }
  return [
    ...(random.chance(0.12) ? [holidays] : []),
    ...(random.chance(0.08) ? [recurringFreeze(random)] : []),
  ]
}

/** Only from 2025.1 on may a connected app query jobs (docs/facts/tableau.md#jwt-scopes). */
function signInOf(restApiVersion: string, random: Random): Scenario['signIn'] {
  const drawn = random.pick(['token', 'token', 'connected app'] as const)
  return Number(restApiVersion.split('.')[1]) >= 25 ? drawn : 'token'
}

/** A user who is no administrator may not list jobs, so Query Job is all that shows how one ended. */
function afterEndOf(project: Project, random: Random): Settings['jobs']['afterEnd'] {
  const drawn = random.pick(['kept', 'kept', 'kept', '400031', '404'] as const)
  return hidesContent(project) ? 'kept' : drawn
}

/** Only data sources are hidden: tables and custom SQL are shown as to an administrator. */
function metadataOf({ contents }: Project): NonNullable<SettingsChange['metadata']> {
  const [hiddenSources = 'named'] = contents.flatMap(({ hidden }) => hidden ?? [])
  return { unordered: 'stable', nonAdmins: 'everything', filterRequired: false, hiddenSources }
}

/** The probability of each kind of trouble, per run. */
const TROUBLE = {
  dropped: 0.03,
  late: 0.5,
  veryLate: 0.04,
  noBuild: 0.06,
  manual: 0.05,
  parallel: 0.02,
  rerun: 0.02,
  side: 0.03,
  death: 0.04,
  tableau: 0.08,
  cache: 0.03,
  evict: 0.004,
  skew: 0.02,
  readOnly: 0.006,
  mistake: 0.03,
  others: 0.02,
  behaviour: 0.02,
  failing: 0.12,
} as const

const USUAL_TROUBLE = { ...TROUBLE, mostFaults: 3, cacheFaults: 1 }
const WILD_TROUBLE = { tableau: 0.9, cache: 0.5, death: 0.4, mostFaults: 9, cacheFaults: 3 }

class Events {
  readonly #events: WorldEvent[] = []
  readonly #scenario: Scenario
  readonly #random: Random
  #runs = 0
  #frozenRuns = 0
  /** Nodes and tests that fail, with the number of builds for which they still do. */
  readonly #broken = new Map<string, number>()
  /** Tests with severity warn, with the number of builds for which they still have it. */
  readonly #warnOnly = new Map<string, number>()
  /** Sources that nothing loads, with the number of builds for which nothing will. */
  readonly #stale = new Map<string, number>()
  /** Nodes that have changed their kind. */
  readonly #kinds = new Map<string, NodeKind>()
  /** Some repositories alternate between releases, as a branch or a pinned commit does. */
  readonly #releases: readonly RunEvent['release'][]
  /** True for few repositories: the runners of most have correct clocks. */
  readonly #hasBadClocks: boolean

  readonly #swarm: Swarm

  constructor(scenario: Scenario, random: Random, swarm: Swarm) {
    this.#swarm = swarm
    this.#scenario = scenario
    this.#random = random
    this.#hasBadClocks = random.chance(0.2)
    this.#releases = swarm.releases
  }

  all(): WorldEvent[] {
    const { rhythm, minute, days, start } = this.#scenario
    const every = rhythm === 'hourly' ? HOUR : DAY
    for (let at = start + minute * MINUTE; at < start + days * DAY; at += every) this.#slot(at, every)
    return this.#events.sort((a, b) => a.at - b.at)
  }

  #slot(at: number, every: number): void {
    const random = this.#random
    const around = (): number => at + random.int(1, every / 1000 - 1) * 1000
    this.#surroundings(around)
    if (random.chance(TROUBLE.side))
      this.#push(this.#run(around(), random.pick(['pull_request', 'branch', 'schedule']), { side: true }))
    if (random.chance(TROUBLE.manual)) this.#push(this.#run(around(), 'workflow_dispatch', {}))
    if (random.chance(TROUBLE.dropped)) return
    const begins = at + this.#lateness(every)
    const run = this.#run(begins, random.chance(0.1) ? 'workflow_run' : 'schedule', {})
    this.#push(run)
    this.#secondSite(run)
    if (this.#isFrozen(at)) this.#inFreeze(run, begins + every / 2)
    if (random.chance(TROUBLE.parallel))
      this.#push({
        ...this.#run(begins + random.int(0, 240) * 1000, 'schedule', {}),
        isParallel: true,
        secondToken: random.chance(0.7),
      })
    if (random.chance(TROUBLE.rerun)) {
      const again = this.#run(begins + random.int(10, 50) * MINUTE, run.trigger, {})
      this.#push({ ...again, runId: run.runId, attempt: 2 })
    }
  }

  /** The next step of the same job, for the other site. */
  #secondSite(run: RunEvent): void {
    if (!this.#scenario.project.contents.some(({ site }) => site === 'beta')) return
    this.#runs += 1
    this.#push({
      ...run,
      ...this.#trouble(),
      skew: run.skew,
      skewUntil: null,
      at: run.at + 1_000,
      number: this.#runs,
      site: 'beta',
      build: null,
    })
  }

  #isFrozen(at: number): boolean {
    const { freezes, project } = this.#scenario
    const all = [...freezes, ...project.exposures.flatMap(({ settings }) => settings.freezes)]
    return thawOf(all, at) > at
  }

  /** In a freeze somebody starts a run by hand after every second run: with `freeze: none`, or with `force`, which is in vain. */
  #inFreeze(run: RunEvent, at: number): void {
    this.#frozenRuns += 1
    if (this.#frozenRuns % 2 === 0) return
    this.#runs += 1
    const thaws = this.#frozenRuns % 4 === 1
    this.#push({
      ...calmed(run),
      at,
      number: this.#runs,
      runId: this.#runs,
      trigger: 'workflow_dispatch',
      build: null,
      fromCatalogue: false,
      force: !thaws,
      thaws,
      skew: 0,
      skewUntil: null,
    })
  }

  #push(event: WorldEvent): void {
    this.#events.push(event)
  }

  /** GitHub starts schedules late, sometimes by hours (docs/facts/field-data.md#late-schedules). */
  #lateness(every: number): number {
    const random = this.#random
    if (random.chance(TROUBLE.veryLate)) return random.int(30, every === HOUR ? 130 : 600) * MINUTE
    return random.chance(TROUBLE.late)
      ? random.int(20, every === HOUR ? 900 : 2400) * 1000
      : random.int(5, 60) * 1000
  }

  #surroundings(around: () => number): void {
    const random = this.#random
    const path = (): string => random.pick(this.#scenario.project.contents.filter(hasExtract)).path
    if (random.chance(TROUBLE.evict)) this.#push({ kind: 'evict', at: around() })
    if (random.chance(TROUBLE.others)) this.#push({ kind: 'others-refresh', at: around(), path: path() })
    if (random.chance(TROUBLE.behaviour)) this.#behaviour(around(), path())
  }

  /** From now on refreshes take a different time, or fail for a few hours or days. */
  #behaviour(at: number, path: string): void {
    const random = this.#random
    const seconds = random.chance(0.06) ? random.pick([1200, 5000]) : random.pick([5, 12, 12, 20, 60, 180])
    const fine = { kind: 'behaviour', path, result: 'success', notes: '' } as const
    if (random.chance(0.4)) {
      const notes = random.pick([
        'Login failed for user',
        'Connection refused',
        'Something went wrong',
        'REMOTE_EXTRACT_REFRESH_ALL_AGENTS_BUSY: Maximum concurrency reached',
      ])
      this.#push({ ...fine, at, result: 'failed', notes, seconds: Math.min(seconds, 180) })
      const every = this.#scenario.rhythm === 'hourly' ? HOUR : DAY
      this.#push({ ...fine, at: at + random.int(1, 5) * every, seconds: 20 })
      return
    }
    this.#push({ ...fine, at, seconds })
    if (seconds > 180) this.#push({ ...fine, at: at + random.int(4, 40) * HOUR, seconds: 20 })
  }

  #run(at: number, trigger: Trigger, { side = false }): RunEvent {
    const random = this.#random
    this.#runs += 1
    const isDev = side && random.chance(0.7)
    const noBuild = !side && random.chance(trigger === 'workflow_dispatch' ? 0.6 : TROUBLE.noBuild)
    return {
      kind: 'run',
      site: 'acme',
      at,
      number: this.#runs,
      runId: this.#runs,
      attempt: 1,
      trigger,
      build: noBuild && trigger !== 'workflow_run' ? null : this.#build(isDev, side),
      force: trigger === 'workflow_dispatch' && random.chance(0.3),
      thaws: trigger === 'workflow_dispatch' && this.#runs % 2 === 0,
      dryRun: side && trigger === 'schedule' && !isDev,
      wait: !random.chance(0.02),
      isParallel: false,
      secondToken: false,
      release: this.#releases[this.#runs % this.#releases.length] ?? 'this',
      ...this.#state(trigger, { isDev, noBuild }),
      ...this.#trouble(),
    }
  }

  /** What it reads of what others have kept. */
  #state(
    trigger: Trigger,
    { isDev, noBuild }: { readonly isDev: boolean; readonly noBuild: boolean },
  ): Pick<RunEvent, 'scope' | 'fromCatalogue'> {
    const random = this.#random
    return {
      scope: isDev && trigger === 'schedule' && random.chance(0.5) ? 'staging' : '',
      fromCatalogue: noBuild && trigger !== 'workflow_run' && random.chance(0.5),
    }
  }

  #trouble(): Pick<
    RunEvent,
    'skew' | 'skewUntil' | 'readOnly' | 'mistake' | 'death' | 'postDeath' | 'tableauFaults' | 'cacheFaults'
  > {
    const random = this.#random
    const rate = this.#swarm.isWild ? WILD_TROUBLE : USUAL_TROUBLE
    const tableauFaults = random.chance(rate.tableau) ? random.int(1, rate.mostFaults) : 0
    const cacheFaults = random.chance(rate.cache) ? rate.cacheFaults : 0
    const isWrong = this.#hasBadClocks && random.chance(TROUBLE.skew)
    return {
      skew: isWrong ? random.pick([-90, -5, 5, 90, 400]) * MINUTE : 0,
      skewUntil: isWrong && random.chance(0.5) ? random.int(1, 140) : null,
      readOnly: random.chance(TROUBLE.readOnly),
      death: random.chance(rate.death) ? this.#death() : null,
      postDeath: random.chance(TROUBLE.death / 20) ? { ...this.#death(), by: 'kill' } : null,
      tableauFaults: Array.from({ length: tableauFaults }, () => faultOf(random, this.#swarm.calls)),
      cacheFaults: Array.from({ length: cacheFaults }, () => ({
        call: random.int(1, 16),
        fault: random.pick(this.#swarm.cache),
      })),
      mistake: random.chance(TROUBLE.mistake) ? random.pick(MISTAKES) : null,
    }
  }

  #death(): Death {
    const random = this.#random
    // Refresh requests are the worst moment to die. Of the other calls, early ones are drawn more often.
    const isRefresh = random.chance(0.5)
    return {
      of: isRefresh ? 'a refresh' : 'any call',
      call: isRefresh ? random.int(1, 2) : random.chance(0.8) ? random.int(1, 140) : random.int(1, 600),
      when: random.pick(['before', 'after']),
      by: random.pick(['cancel', 'kill', 'kill', 'machine']),
    }
  }

  #build(isDev: boolean, side: boolean): BuildSpec {
    const random = this.#random
    const { nodes } = this.#scenario.project
    const views = nodes.filter(({ id, kind }) => (this.#kinds.get(id) ?? kind) === 'view').map(({ id }) => id)
    const compileOnly = random.chance(0.01)
    return {
      select: random.chance(0.2)
        ? random.some(
            nodes.map(({ name }) => name),
            0.5,
          )
        : null,
      failing: isDev ? [] : this.#failing(),
      warnOnly: this.#warning(),
      changed: !side && random.chance(0.03) ? random.some(views, 0.6) : [],
      becomes: side ? {} : this.#becoming(),
      finance: isDev || compileOnly ? 'not built' : this.#finance(),
      fullRefresh: random.chance(0.02),
      retry: random.chance(0.3),
      schema: isDev ? 'dbt_ada' : 'prod',
      compileOnly,
      secondsPerNode: random.pick([1, 5, 20]),
      ...this.#freshness(compileOnly),
    }
  }

  /** In some projects a model changes its kind now and then. What Tableau reads does not become ephemeral: its table would stay. */
  #becoming(): Record<string, NodeKind> {
    const random = this.#random
    if (!this.#swarm.changesKinds || !random.chance(0.04)) return {}
    const { nodes, contents } = this.#scenario.project
    const models = nodes.filter(({ id, kind }) => isBuiltHere(id) && !['seed', 'snapshot'].includes(kind))
    const { id } = random.pick(models)
    const isRead = contents.some(({ tables }) => tables.includes(id))
    const kind = random.pick(isRead ? KINDS : ([...KINDS, 'ephemeral'] as const))
    this.#kinds.set(id, kind)
    return { [id]: kind }
  }

  /** Whether the same workflow builds the project of the mesh nodes before. */
  #finance(): BuildSpec['finance'] {
    const random = this.#random
    if (!this.#scenario.project.hasFinance || random.chance(0.3)) return 'not built'
    return random.chance(0.1) ? 'error' : 'success'
  }

  /** Most builds measure the freshness of their sources, and most of these have been loaded. */
  #freshness(compileOnly: boolean): Pick<BuildSpec, 'freshness' | 'loaded' | 'stale'> {
    const random = this.#random
    const { measured } = this.#scenario.project
    if (measured.length === 0 || compileOnly) return { freshness: 'not measured', loaded: [], stale: [] }
    countDown(this.#stale)
    if (random.chance(0.04)) this.#stale.set(random.pick(measured), random.int(1, 5))
    const stale = [...this.#stale.keys()]
    return {
      freshness: random.pick(['measured', 'measured', 'measured', 'left over', 'not measured']),
      loaded: random.some(measured, 0.6).filter((id) => !stale.includes(id)),
      stale,
    }
  }

  /** Somebody lowers the severity of a test, usually of one that fails, and later raises it again. */
  #warning(): string[] {
    const random = this.#random
    countDown(this.#warnOnly)
    const tests = this.#scenario.project.tests.map(({ id }) => id)
    const failing = tests.filter((id) => this.#broken.has(id))
    if (tests.length > 0 && random.chance(failing.length > 0 ? 0.3 : 0.01))
      this.#warnOnly.set(random.pick(failing.length > 0 ? failing : tests), random.int(1, 8))
    return [...this.#warnOnly.keys()]
  }

  /** A new failure lasts for one to five builds. */
  #failing(): string[] {
    const random = this.#random
    countDown(this.#broken)
    if (random.chance(TROUBLE.failing)) {
      const { nodes, tests } = this.#scenario.project
      const ids = [...nodes.filter(({ id, kind }) => isBuiltHere(id) && kind !== 'ephemeral'), ...tests].map(
        ({ id }) => id,
      )
      this.#broken.set(random.pick(ids), random.int(1, 5))
    }
    return [...this.#broken.keys()]
  }
}

function countDown(builds: Map<string, number>): void {
  for (const [id, left] of builds) {
    if (left <= 1) builds.delete(id)
    else builds.set(id, left - 1)
  }
}

const KINDS = ['table', 'incremental', 'view', 'dynamic_table'] as const

const CACHE_FAULTS: readonly CacheFault[] = ['reset', 'status-500', 'torn', 'truncated', 'no-answer']

interface Kind {
  readonly effect: FaultInput['effect']
  readonly isLight: boolean
  readonly method?: 'GET' | 'POST'
  readonly path?: string
}

const READS = { method: 'GET', path: '/sites/.*/(?!.*refresh)' } as const
const REFRESH = { method: 'POST', path: '/refresh$' } as const
const LINEAGE = { method: 'POST', path: '/metadata/graphql' } as const
const SIGN_IN = { method: 'POST', path: '/auth/signin' } as const
const SIGN_OUT = { method: 'POST', path: '/auth/signout' } as const

/** Faults of a call. The action must handle light ones without any visible effect. */
const FAULTS: readonly Kind[] = [
  { ...READS, effect: { kind: 'reset', when: 'before' }, isLight: true },
  { ...READS, effect: { kind: 'error', code: '500000' }, isLight: true },
  { ...READS, effect: { kind: 'answer', status: 503, body: '<html>busy</html>' }, isLight: true },
  { ...READS, effect: { kind: 'answer', status: 200, body: '<html>maintenance</html>' }, isLight: true },
  { ...READS, effect: { kind: 'delay', seconds: 20 }, isLight: true },
  { ...READS, effect: { kind: 'end-session' }, isLight: true },
  { ...READS, effect: { kind: 'error', code: '429000' }, isLight: false },
  { ...READS, effect: { kind: 'silence' }, isLight: true },
  { ...SIGN_IN, effect: { kind: 'reset', when: 'before' }, isLight: true },
  { ...SIGN_IN, effect: { kind: 'reset', when: 'after' }, isLight: true },
  { ...SIGN_IN, effect: { kind: 'answer', status: 502 }, isLight: true },
  { ...SIGN_IN, effect: { kind: 'error', code: '401001' }, isLight: false },
  { ...SIGN_IN, effect: { kind: 'error', code: '401002' }, isLight: true },
  { ...SIGN_OUT, effect: { kind: 'reset', when: 'before' }, isLight: true },
  { ...SIGN_OUT, effect: { kind: 'silence', when: 'before' }, isLight: true },
  { ...REFRESH, effect: { kind: 'reset', when: 'before' }, isLight: false },
  { ...REFRESH, effect: { kind: 'reset', when: 'after' }, isLight: false },
  { ...REFRESH, effect: { kind: 'silence', when: 'after' }, isLight: false },
  { ...REFRESH, effect: { kind: 'answer', status: 504, when: 'after' }, isLight: false },
  { ...REFRESH, effect: { kind: 'answer', status: 502, when: 'before' }, isLight: false },
  { ...REFRESH, effect: { kind: 'error', code: '403004' }, isLight: false },
  { ...REFRESH, effect: { kind: 'error', code: '403004', when: 'after' }, isLight: false },
  { ...REFRESH, effect: { kind: 'error', code: '429000' }, isLight: false },
  { ...REFRESH, effect: { kind: 'error', code: '409093' }, isLight: false },
  { ...REFRESH, effect: { kind: 'end-session' }, isLight: true },
  {
    ...LINEAGE,
    effect: {
      kind: 'metadata',
      message: 'Still creating the store',
      code: 'BACKFILL_RUNNING',
      data: 'empty',
    },
    isLight: false,
  },
  { ...LINEAGE, effect: { kind: 'metadata', message: 'Out of time', data: 'absent' }, isLight: false },
  {
    ...LINEAGE,
    effect: { kind: 'metadata', code: 'TIME_LIMIT_EXCEEDED', data: 'first-half' },
    isLight: false,
  },
  { ...LINEAGE, effect: { kind: 'metadata', code: 'SITE_DISABLED', data: 'absent' }, isLight: false },
  {
    ...LINEAGE,
    effect: { kind: 'metadata', code: 'FILTER_REQUIRED', path: ['page1'], data: 'absent' },
    isLight: false,
  },
  { ...LINEAGE, effect: { kind: 'metadata', code: 'A_NEW_CODE', data: 'first-half' }, isLight: false },
  {
    ...LINEAGE,
    effect: { kind: 'metadata', message: 'Shown in part', code: 'NODE_LIMIT_EXCEEDED', data: 'first-half' },
    isLight: false,
  },
  ...['INHERITANCE_INCOMPLETE', 'LINKED_RESULTS_INCOMPLETE', 'PERMISSIONS_MODE_SWITCHED'].map(
    (code): Kind => ({ ...LINEAGE, effect: { kind: 'metadata', code, data: 'first-half' }, isLight: false }),
  ),
  ...['USER_VISIBILITY_IS_LIMITED', 'MAX_PAGE_SIZE_EXCEEDED'].map((code): Kind => ({
    ...LINEAGE,
    effect: { kind: 'metadata', code, data: 'kept' },
    isLight: false,
  })),
  ...['RATE_EXCEEDED', 'INVALID_ARGUMENT', 'ACCESS_DENIED', 'FEATURE_DISABLED'].map((code): Kind => ({
    ...LINEAGE,
    effect: { kind: 'metadata', code, data: 'absent' },
    isLight: false,
  })),
  { ...LINEAGE, effect: { kind: 'reset', when: 'before' }, isLight: false },
  { effect: { kind: 'answer', status: 502 }, isLight: false },
  { effect: { kind: 'silence', when: 'before' }, isLight: false },
]

/** The kinds of faults in one story: few of them often show more than all of them once. */
interface Swarm {
  readonly calls: readonly Kind[]
  readonly cache: readonly CacheFault[]
  /** Safety: most runs meet many faults, and nothing bad may happen. */
  readonly isWild: boolean
  readonly releases: readonly RunEvent['release'][]
  readonly changesKinds: boolean
}

function swarmOf(random: Random, isWild: boolean): Swarm {
  const subset = <T>(all: readonly T[]): readonly T[] => {
    const some = random.some(all, random.pick([0.15, 0.4, 1]))
    return some.length === 0 ? all : some
  }
  return {
    calls: subset(FAULTS),
    cache: subset(CACHE_FAULTS),
    isWild,
    releases: random.chance(0.3) ? ['this', 'earlier', 'this', 'this', 'later'] : ['this'],
    changesKinds: random.chance(0.35),
  }
}

function faultOf(random: Random, kinds: readonly Kind[]): TableauFault {
  const { effect, isLight, method = null, path = null } = random.pick(kinds)
  return { skip: random.chance(0.5) ? 0 : random.int(0, 8), method, path, effect, isLight }
}
