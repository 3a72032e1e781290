import type { Instant } from '../../src/base/clock.js'
import type { HttpRequest } from '../../src/base/http.js'
import type { Job } from '../tableau/state/jobs.js'
import type { CallRecord } from '../tableau/state/record.js'
import type { Session } from '../tableau/state/sessions.js'
import type { TableauSimulator } from '../tableau/simulator.js'
import type { BuildFact, BuildOutput } from './dbt.js'
import { type FactKind, Knowledge, NO_CODE, type KnownRequest, type Newest } from './knowledge.js'
import { thawOf, type WorldFreeze } from './freezes.js'
import { growth, isReadableJournal, readState, type State } from './growth.js'
import { Health } from './health.js'
import {
  type WorldExposure,
  hasExtract,
  hidesContent,
  isBuiltHere,
  withKinds,
  type SiteName,
} from './project.js'
import { CUT_OFF, failedAlike, isSameDay, mayPause, nextDay, spacingOf } from './pauses.js'
import { reasonProblems, type Facts, type ReasonRow } from './reasons.js'
import { rowsAgainst } from './rows.js'
import type { BuildSpec, RunEvent, Scenario, TableauFault } from './story.js'
import { situationsOfFault, situationsOfRow, situationsOfRun, type Tally } from './situations.js'
import {
  anythingHeard,
  heard,
  heardFromEither,
  hearingProblems,
  unaddressed,
  type NewsItem,
  type ToldRow,
} from './hearing.js'
import { driftProblems, type DriftRow } from './differences.js'
import { pageProblems } from './pages.js'
import { staleProblems, type Age, type DataAge, type StaleRow } from './staleness.js'
import { verdictAgainst } from './verdict.js'
import {
  dueFrom,
  endOf,
  longestOf,
  rhythmOf,
  served,
  slotOf,
  toleranceOf,
  windowOf,
  type Rhythm,
} from './windows.js'

/** What the oracle records about one run. */
export interface JobWatch {
  readonly event: RunEvent
  readonly output: BuildOutput
  /** Start of the action, by Tableau's clock. */
  readonly startedAt: Instant
  readonly slot: { readonly early: Instant; readonly late: Instant }
  /** What it knew when it decided. */
  readonly known: Knowledge
  /** What it can save, including what it read while saving. */
  kept: Knowledge
  hasAsked: boolean
  /** Why it need not refresh anything; null if nothing excuses it. */
  excuse: string | null
  readonly asked: Set<string>
  readonly created: Job[]
  /** Those whose id the run has read, so that it follows them. */
  readonly followed: Set<string>
  readonly sessions: Session[]
  signOutFailed: boolean
  /** Faults that its calls to Tableau have met. */
  faults: number
  /** False if Tableau did not show the whole lineage: then everything that an exposure declares is upstream. */
  isLineageWhole: boolean
  /** True once the Metadata API has answered without a fault. */
  sawLineage: boolean
  hasDied: boolean
  /** When it wrote its rows, which may be long before its end; null before that. */
  reportedAt: Instant | null
  /** Infinity if it was not. */
  cancelledAt: Instant
  /** Kinds of facts for which it saved an entry. */
  readonly saved: Set<FactKind>
  /** The state that it last read or saved, by kind of facts. */
  readonly base: Map<FactKind, State | null>
  /** The entry that it read last, by kind of facts. */
  readonly read: Map<FactKind, number>
  /** The entry that has what it told owners. */
  toldIn: number | null
  /** Another run was under way, or its post step has saved: then it is open what state remembers of what owners were told. */
  isMemoryOpen: boolean
}

/** The end of a run. */
export interface EndedJob {
  readonly outputs: ReadonlyMap<string, string>
  readonly annotations: readonly string[]
  readonly hasDied: boolean
  readonly wasCancelled: boolean
  readonly exitCode: number | null
  readonly journal: string | undefined
  readonly news: string | undefined
  page(exposure: string): string | undefined
}

interface SavedEntry {
  readonly entry: number
  readonly kind: FactKind
  readonly text: string
  /** True if the run ended by itself, successful or not. */
  readonly isWhole: boolean
  /** By the post step, which keeps nothing of what owners were told. */
  readonly isPost: boolean
  /** The run has told owners what is new before. */
  readonly hasTold: boolean
}

/** An extract that the action's user may refresh. */
interface WatchedExtract {
  readonly path: string
  readonly site: SiteName
  /** Whether only discovery leads to it. */
  readonly isFound: boolean
  readonly luid: string
  readonly rhythm: Rhythm
  readonly freezes: readonly WorldFreeze[]
}

type WatchedContent = Pick<WatchedExtract, 'luid' | 'site'>

interface Seen {
  readonly path: string | null
  readonly jobs: number
  readonly sessions: number
}

type OracleRow = ReasonRow & StaleRow & ToldRow

/** Rows of what is not judged: nothing of this project and environment is read, or that is not known. */
const UNKNOWN_AGE: readonly string[] = ['no-extract', 'other-environment', 'not-visible']

const METADATA = '/metadata/graphql'

/** An answer is read within this time. */
const ANSWER = 1_000

/** With these answers Tableau certainly started no job. */
const LIMITED = '429000'

const LOST_SESSION = '401002'

/** Refusals by Tableau that excuse the action. */
const EXCUSES: Readonly<Record<string, string>> = {
  '401001': 'its token is no longer good',
  [LOST_SESSION]: 'its session was ended',
  [LIMITED]: 'the quota of the site',
}

/** Query Job no longer knows a job. */
const FORGOTTEN: readonly string[] = ['400031', '404031']

/** More light faults than this in one run excuse it. */
const MOST_LIGHT = 3

const HOUR = 60 * 60_000

/** Allowed difference between clocks. */
const CLOCKS = 5 * 60_000

/** The longest time after which a request may still reach Tableau. */
const CALLS = 15 * 60_000

/** The input `timeout`. */
const TIME_UP = 60 * 60_000

const US = 'ci@example.com'

/**
 * Checks the promises of docs/simulation.md, using Tableau's jobs and sessions, what was built, and which run read and wrote
 * which cache entry. It knows nothing of the program's own decisions.
 */
export class Oracle {
  readonly violations: string[] = []
  readonly figures = { refreshes: 0, demanded: 0, excused: 0, longestWait: 0, deaths: 0 }
  readonly #tally: Record<string, number> = {}
  readonly #underWay = new Set<number>()
  readonly #watches = new Set<JobWatch>()
  /** By node: when it landed in builds whose facts were certainly saved, since the cache was emptied. */
  readonly #landings = new Map<string, Instant[]>()
  /** Tests that some build has lowered to warnings: which of them the catalogue has so is open. */
  readonly #everWarnOnly = new Set<string>()
  /** By job: the path of a refresh whose run did not wait for its end, until a run that knows of it has looked it up. */
  readonly #unseenEnds = new Map<string, string>()
  /** By kind of facts and site: the entry saved last, and the run that saved it. */
  readonly #lastSaved = new Map<string, { readonly entry: number; readonly run: number }>()
  readonly #scenario: Scenario
  readonly #tableau: TableauSimulator
  readonly #say: (text: string) => void
  readonly #entries = new Map<number, Knowledge>()
  readonly #states = new Map<number, State | null>()
  readonly #releases = new Map<number, RunEvent['release']>()
  /** By the kinds that nodes have changed to. */
  readonly #healths = new Map<string, Health>()
  readonly #mayListJobs: boolean
  /** LUIDs of workbooks that only show a hidden data source: the action cannot see whether they have anything to refresh. */
  readonly #notVisible: readonly WatchedContent[]
  readonly #extracts: readonly WatchedExtract[]
  /** Paths whose newest row says that a freeze holds them back. */
  readonly #frozen = new Set<string>()
  /** By path: since when new data has waited, while no run had an excuse. */
  readonly #waiting = new Map<string, Instant>()
  /** The latest instant that any run's clock has shown: state may have facts from then, which a correct clock cannot exceed. */
  #latestClock: Instant = -Infinity

  constructor(scenario: Scenario, tableau: TableauSimulator, say: (text: string) => void) {
    this.#scenario = scenario
    this.#tableau = tableau
    this.#say = say
    const { contents } = scenario.project
    this.#mayListJobs = !hidesContent(scenario.project)
    const hidden = contents.filter((content) => content.hidden !== null).map(({ path }) => path)
    this.#notVisible = contents
      .filter((content) => !hasExtract(content) && content.shows.some((path) => hidden.includes(path)))
      .map(({ luid, site }) => ({ luid, site }))
    this.#extracts = contents
      .filter((content) => hasExtract(content) && content.hidden === null)
      .filter(({ path }) => served(path, scenario.project).length > 0)
      .map(({ path, luid, site }) => ({
        path,
        luid,
        site,
        isFound: served(path, scenario.project).every(({ isDeclared }) => !isDeclared),
        rhythm: rhythmOf(path, scenario),
        freezes: [
          ...scenario.freezes,
          ...served(path, scenario.project).flatMap(({ settings }) => settings.freezes),
        ],
      }))
  }

  /** How often each situation of `situations.ts` has occurred. */
  get tally(): Tally {
    return this.#tally
  }

  happened(...names: readonly string[]): void {
    for (const name of names) this.#tally[name] = (this.#tally[name] ?? 0) + 1
  }

  begin(event: RunEvent, output: BuildOutput, now: Instant): JobWatch {
    this.#underWay.add(event.number)
    this.happened(...situationsOfRun(event, output))
    if (event.build?.freshness === 'measured' && this.#scenario.project.untimed.length > 0)
      this.happened('a measured source had no load time')
    if (this.#underWay.size > 1) this.happened('two runs were under way at once')
    this.#latestClock = Math.max(this.#latestClock, this.#tableau.clock.now() + event.skew)
    for (const id of output.warnOnly) this.#everWarnOnly.add(id)
    const known = new Knowledge((id) => this.#tableau.jobs.get(id)?.cancelled ?? false)
    this.#note(known, output, event, 'perhaps')
    const slots = this.#startsOf(event, output, now).map((start) =>
      event.trigger === 'schedule' ? slotOf(this.#scenario, Math.min(start, now)) : Math.min(start, now),
    )
    const watch: JobWatch = {
      event,
      output,
      startedAt: this.#tableau.clock.now(),
      slot: { early: Math.min(...slots), late: Math.max(...slots) },
      known,
      kept: known.clone(),
      hasAsked: false,
      excuse: event.mistake === null ? null : `a mistake (${event.mistake})`,
      asked: new Set(),
      created: [],
      followed: new Set(),
      sessions: [],
      signOutFailed: false,
      faults: 0,
      isLineageWhole: true,
      sawLineage: false,
      hasDied: false,
      reportedAt: null,
      cancelledAt: Infinity,
      saved: new Set(),
      base: new Map(),
      read: new Map(),
      toldIn: null,
      isMemoryOpen: this.#underWay.size > 1,
    }
    if (this.#underWay.size > 1) for (const one of this.#watches) one.isMemoryOpen = true
    this.#watches.add(watch)
    return watch
  }

  /** Results of an earlier job count as this run's only if they are new to it. Both are possible here. */
  #startsOf(
    { trigger, build }: RunEvent,
    { startedAt, firstExecution }: BuildOutput,
    now: Instant,
  ): Instant[] {
    if (trigger === 'workflow_run') return [startedAt]
    const start = firstExecution ?? now
    return build === null ? [start, now] : [start]
  }

  restored(watch: JobWatch, entry: number, kind: FactKind): void {
    watch.base.set(kind, this.#states.get(entry) ?? null)
    watch.read.set(kind, entry)
    const release = this.#releases.get(entry) ?? 'this'
    if (release !== watch.event.release && release !== 'this')
      this.happened(`a run read the state of ${release === 'later' ? 'a later' : 'an earlier'} release`)
    const knowledge = this.#entries.get(entry)
    if (knowledge === undefined) return
    if (!watch.hasAsked) watch.known.addFactsOf(kind, knowledge)
    watch.kept.addFactsOf(kind, knowledge)
  }

  saved(watch: JobWatch, { entry, kind, text, isWhole, isPost, hasTold }: SavedEntry): void {
    // Facts first: what the build did is saved before anything else can go wrong (docs/state.md#what-is-kept).
    watch.saved.add(kind)
    if (this.#hasRaced(watch, kind)) this.happened('a save raced with another one')
    this.#lastSaved.set(entryKindOf(watch, kind), { entry, run: watch.event.number })
    if (kind === 'dbt' && isWhole && !watch.hasAsked)
      this.#note(watch.kept, watch.output, watch.event, 'certain')
    if (kind === 'site') {
      this.#catalogued(watch, isWhole)
      if (hasTold) watch.toldIn = entry
      watch.isMemoryOpen ||= isPost
    }
    this.#forgetNews(watch, kind)
    this.#entries.set(entry, watch.kept.clone())
    const state = readState(text)
    this.#states.set(entry, state)
    this.#releases.set(entry, watch.event.release)
    const base = watch.base.get(kind) ?? null
    if (state === null) this.#violated('f', watch, 'it saved a state that cannot be read')
    else if (base !== null) for (const loss of growth(base, state)) this.#violated('f', watch, loss)
    watch.base.set(kind, state)
  }

  /** An earlier release keeps nothing of what owners were told. */
  #forgetNews(watch: JobWatch, kind: FactKind): void {
    if (kind === 'dbt' || watch.event.release !== 'earlier') return
    for (const { path } of this.#extractsOf(watch)) watch.kept.heard(path, anythingHeard(watch.startedAt))
  }

  /** Whether another run has saved since this one read. */
  #hasRaced(watch: JobWatch, kind: FactKind): boolean {
    const { event, read } = watch
    const last = this.#lastSaved.get(entryKindOf(watch, kind))
    return last !== undefined && last.run !== event.number && last.entry > (read.get(kind) ?? Infinity)
  }

  /** A run with dbt files keeps what runs without them plan from (docs/state.md#the-catalogue). */
  #catalogued({ event, output, kept, excuse, isLineageWhole }: JobWatch, isWhole: boolean): void {
    if (event.fromCatalogue || event.trigger === 'pull_request' || event.trigger === 'branch') return
    const isSure = isWhole && excuse === null && isLineageWhole && event.skew === 0
    const { kinds } = output
    kept.catalogued({ at: this.#now, isWhole: isSure && output.schema === 'prod', kinds })
  }

  reported(watch: JobWatch): void {
    watch.reportedAt = this.#now
  }

  cancelled(watch: JobWatch): void {
    watch.cancelledAt = this.#now
    this.#loseAnswers(watch)
    this.#noteUnsaved(watch)
  }

  /** Whether the facts of its build are on disk is open. */
  #noteUnsaved({ hasAsked, known, kept, output, event }: JobWatch): void {
    if (hasAsked) return
    for (const one of [known, kept]) this.#note(one, output, event, 'unsaved')
  }

  /** The process ends before it reads the answers of this moment. */
  #loseAnswers(watch: JobWatch): void {
    const recent = watch.created.filter(({ createdAt }) => createdAt > this.#now - ANSWER)
    for (const job of recent) this.#answerLost(watch, job)
  }

  /** Then nothing but the extract's last update shows the job to a user who may not list jobs. */
  #answerLost({ known, kept, isLineageWhole }: JobWatch, { id }: Job): void {
    if (this.#mayListJobs) return
    for (const one of [known, kept]) {
      one.answerLost(id)
      if (!isLineageWhole) one.giveUpUnseen()
    }
  }

  died(watch: JobWatch): void {
    watch.hasDied = true
    this.#loseAnswers(watch)
    this.#noteUnsaved(watch)
    this.figures.deaths += 1
    // The request that it was about to send is on disk.
    if (watch.hasAsked)
      for (const { path } of this.#extractsOf(watch))
        watch.known.doubt(path, { at: this.#now, window: this.#windowFor(watch, path) })
    // What it read while saving was in memory only.
    watch.kept = watch.known.clone()
  }

  crashed(watch: JobWatch, error: unknown): void {
    this.#violated(
      'g',
      watch,
      `it crashed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    )
  }

  /** Called before a call reaches Tableau. */
  asked(watch: JobWatch, { method, url }: HttpRequest, fault: TableauFault | null): Seen {
    if (!watch.hasAsked) {
      watch.hasAsked = true
      // By now the facts of the build are on disk (docs/state.md#what-is-kept).
      this.#note(watch.known, watch.output, watch.event, 'certain')
      watch.kept.add(watch.known)
      this.#openCatalogue(watch)
    }
    this.#lookUp(watch, method, url)
    if (fault !== null) this.#struck(watch, { method, url }, fault)
    else if (url.endsWith(METADATA)) watch.sawLineage = true
    const luid =
      method === 'POST' ? /\/(?:workbooks|datasources)\/([^/]+)\/refresh$/.exec(url)?.[1] : undefined
    const extract = this.#extracts.find((one) => one.luid === luid)
    if (luid !== undefined && extract === undefined)
      this.#violated('h', watch, `it asks to refresh ${luid}, which is no extract of ours`)
    if (extract !== undefined) this.#aboutToAsk(watch, extract.path)
    return {
      path: extract?.path ?? null,
      jobs: this.#tableau.jobs.all.length,
      sessions: this.#tableau.sessions.all.length,
    }
  }

  /** Without dbt files it knows what the newest catalogue has. */
  #openCatalogue(watch: JobWatch): void {
    if (!watch.event.fromCatalogue) return
    this.happened('a run planned from the catalogue')
    if (watch.known.catalogue?.isWhole === true) return
    watch.isLineageWhole = false
    watch.excuse ??= 'its catalogue may not be whole'
  }

  #lookUp({ created }: JobWatch, method: string, url: string): void {
    const id = method === 'GET' ? /\/jobs\/([^/?]+)$/.exec(url)?.[1] : undefined
    const job = id === undefined ? undefined : this.#tableau.jobs.get(id)
    if (job?.requestedBy === US && !created.includes(job))
      this.happened('a job of an earlier run was looked up')
  }

  #struck(watch: JobWatch, { method, url }: Pick<HttpRequest, 'method' | 'url'>, fault: TableauFault): void {
    const place = new URL(url).pathname.split('/').slice(-3).join('/')
    this.#say(`run ${watch.event.number} meets ${fault.effect.kind} at ${method} ${place}`)
    this.happened(...situationsOfFault({ method, url }, fault))
    if (url.endsWith(METADATA)) {
      watch.isLineageWhole = false
      for (const known of [watch.known, watch.kept]) known.giveUpUnseen()
    }
    if (url.endsWith('/auth/signout')) watch.signOutFailed = true
    watch.faults += 1
    // Light faults are light one by one: the retries of a run are bounded.
    if (!url.endsWith('/auth/signout') && (!fault.isLight || watch.faults > MOST_LIGHT))
      watch.excuse ??= `a fault (${fault.effect.kind})`
  }

  /** Called after Tableau handled a call; its answer may still be lost. */
  answered(watch: JobWatch, { path, jobs, sessions }: Seen): void {
    const { all } = this.#tableau.jobs
    const call = this.#tableau.record.calls.at(-1)
    // A session whose token was lost cannot be signed out.
    if (isAccepted(call)) watch.sessions.push(...this.#tableau.sessions.all.slice(sessions))
    this.#tableau.record.calls.length = 0
    this.#hear(watch, path, call?.tableauCode ?? '')
    if (path === null) return
    watch.asked.add(path)
    const created = all.slice(jobs).find(({ target }) => target.path === path)
    if (created === undefined) {
      if (call?.tableauCode !== LIMITED) this.#refused(watch, path)
      return
    }
    this.#created(watch, path, created)
    if (isAccepted(call)) watch.followed.add(created.id)
    else this.#answerLost(watch, created)
    this.#checkCourse(watch, path, created)
  }

  #hear(watch: JobWatch, path: string | null, code: string): void {
    // Nobody else ends the session of a connected app: without a fault it lacks a scope, which it should have asked for.
    const isOwnFault =
      code === LOST_SESSION && this.#scenario.signIn === 'connected app' && watch.faults === 0
    if (!isOwnFault) watch.excuse ??= EXCUSES[code] ?? null
    if (code === LIMITED && path !== null) this.happened('the hourly quota was reached')
    if (FORGOTTEN.includes(code)) this.happened('Query Job had forgotten a job of ours')
  }

  /** No job was started: the run may have adopted an existing one, or taken the refusal for a permanent failure. */
  #refused(watch: JobWatch, path: string): void {
    const active = this.#tableau.jobs.active(this.#target(path), this.#now)
    const isSuccess = active?.outcome.result === 'success'
    for (const known of [watch.known, watch.kept]) known.doubt(path, { at: this.#now, window: null })
    this.#request(watch, path, { id: active?.id ?? `refused-${this.#now}`, isSuccess, isCertain: false })
  }

  end(watch: JobWatch, job: EndedJob): void {
    this.#underWay.delete(watch.event.number)
    this.#watches.delete(watch)
    const rows = JSON.parse(job.outputs.get('rows') ?? '[]') as OracleRow[]
    this.#witness(watch, rows)
    if (!watch.hasAsked) this.#openCatalogue(watch)
    this.#judge(watch, job, rows)
    this.#tellOwners(watch, job, rows)
    this.#seeEnds(watch, rows)
    this.#keepLandings(watch)
  }

  #judge(watch: JobWatch, job: EndedJob, rows: readonly ReasonRow[]): void {
    if (job.journal !== undefined && !isReadableJournal(job.journal))
      this.#violated('f', watch, 'its journal cannot be read')
    if (job.wasCancelled && !watch.hasDied) this.#checkCancelled(watch)
    if (watch.hasDied || job.wasCancelled) {
      this.#waiting.clear()
      return
    }
    this.#checkSessions(watch)
    this.#checkMistake(watch)
    const owed = this.#unmended(watch, rows)
    for (const problem of verdictAgainst(job, watch.event.mistake, owed)) this.#violated('l', watch, problem)
    this.#checkRows(watch, job)
    this.#checkDemands(watch)
  }

  /** The input `on-cancel`. */
  #checkCancelled(watch: JobWatch): void {
    const { created, followed, cancelledAt, faults, event } = watch
    const jobs = created.filter(
      ({ id, createdAt, endsAt, cancelled }) =>
        followed.has(id) && createdAt <= cancelledAt - ANSWER && (cancelled || endsAt > this.#now),
    )
    const wanted = this.#scenario.onCancel === 'cancel'
    if (jobs.length > 0) this.happened(`a cancelled run ${wanted ? 'cancelled' : 'left'} its jobs`)
    const isSure = faults === 0 && event.wait
    for (const { target, cancelled } of jobs)
      if (cancelled !== wanted && (cancelled || isSure))
        this.#violated('n', watch, `on-cancel is ${this.#scenario.onCancel}, and ${target.path} is not`)
  }

  /** What earlier runs requested without waiting, and what has failed since without a success that this run has seen. */
  #unmended(watch: JobWatch, rows: readonly ReasonRow[]): string[] {
    const isSure = watch.excuse === null && watch.event.skew === 0 && isProduction(watch)
    const failed = [...this.#unseenEnds].filter(([id, path]) => {
      const job = this.#tableau.jobs.get(id)
      return (
        job !== undefined &&
        isSure &&
        this.#tableau.settings.jobs.afterEnd === 'kept' &&
        job.endsAt < watch.startedAt &&
        job.outcome.result !== 'success' &&
        watch.known.doubts(path).length === 0 &&
        watch.known.requests(path).some((one) => one.id === id && one.isCertain && !one.isShaken)
      )
    })
    if (failed.length > 0) this.happened('a refresh that an earlier run did not wait for had failed')
    return failed.flatMap(([, path]) => {
      const luid = this.#extracts.find((one) => one.path === path)?.luid
      const isMended = rows.some(({ extract, outcome }) => extract?.luid === luid && outcome === 'refreshed')
      return isMended ? [] : [path]
    })
  }

  /** A run that may have looked an unseen end up does so once: it is in state then. */
  #seeEnds({ hasAsked, known, event }: JobWatch, rows: readonly ReasonRow[]): void {
    for (const [id, path] of this.#unseenEnds)
      if (hasAsked && known.requests(path).some((one) => one.id === id)) this.#unseenEnds.delete(id)
    for (const { jobId, outcome } of event.wait ? [] : rows) {
      const job = this.#tableau.jobs.get(jobId ?? '')
      if (job !== undefined && outcome === 'requested') this.#unseenEnds.set(job.id, job.target.path)
    }
  }

  #witness(watch: JobWatch, rows: readonly ReasonRow[]): void {
    for (const row of rows) {
      this.happened(...situationsOfRow(row))
      this.#witnessCalendar(watch, row)
      const job = this.#tableau.jobs.get(row.jobId ?? '')
      if (job === undefined || row.outcome !== 'refreshed' || watch.created.includes(job)) continue
      this.happened('a job of somebody else was adopted')
      const isOurs = this.#extracts.some(({ path }) => path === job.target.path)
      if (isOurs && this.#windowFor(watch, job.target.path) !== null)
        this.happened('a window was used by an adopted job')
    }
  }

  #witnessCalendar(watch: JobWatch, { extract, reason }: ReasonRow): void {
    const path = this.#extracts.find(({ luid }) => luid === extract?.luid)?.path
    if (path === undefined) return
    if (reason !== 'frozen') this.#frozen.delete(path)
    else this.#frozen.add(path)
    if (reason === 'frozen' && watch.event.force) this.happened('a forced run met a freeze')
    if (reason === 'build-after' && this.#isDayOff(watch, path) === 'certain')
      this.happened('nothing was due on a day without a time')
  }

  atTheEnd(): void {
    this.#checkLiveness()
    for (const { path } of this.#extracts) {
      const ours = this.#tableau.jobs.of(this.#target(path)).filter(({ requestedBy }) => requestedBy === US)
      for (const [index, job] of ours.entries()) {
        const next = ours[index + 1]
        if (next !== undefined && next.createdAt < job.endsAt)
          this.violations.push(`d: two jobs of ours for ${path} were in flight at ${iso(next.createdAt)}`)
      }
    }
  }

  /** Promise p: once the faults have stopped, everything is refreshed in each window. Crons are late by ten hours at most. */
  #checkLiveness(): void {
    const { calmFrom, rhythm } = this.#scenario
    const every = (rhythm === 'hourly' ? 60 : 1440) * 60_000
    for (const { path, rhythm: windows, freezes } of this.#extracts) {
      const since = this.#now - longestOf(windows) * 60_000 - 4 * every
      if (calmFrom === null || since < calmFrom + every) continue
      const hours = Array.from({ length: (this.#now - since) / HOUR }, (_, hour) => since + hour * HOUR)
      if (hours.some((hour) => thawOf(freezes, hour) > hour)) continue
      const jobs = this.#tableau.jobs.of(this.#target(path))
      if (!jobs.some(({ createdAt, outcome }) => createdAt >= since && outcome.result === 'success'))
        this.violations.push(`p: ${path} was not refreshed in the calm end of the story`)
    }
  }

  /** Those on the site of the run. */
  #extractsOf({ event }: Pick<JobWatch, 'event'>): readonly WatchedExtract[] {
    return this.#extracts.filter(({ site }) => site === event.site)
  }

  /** With the kinds of nodes in the manifest, or in the catalogue, from which the run plans. */
  #healthOf({ event, output, known }: JobWatch): Health {
    const kinds = event.fromCatalogue ? (known.catalogue?.kinds ?? output.kinds) : output.kinds
    const key = JSON.stringify(kinds)
    const health = this.#healths.get(key) ?? new Health(withKinds(this.#scenario.project, kinds))
    this.#healths.set(key, health)
    return health
  }

  get #now(): Instant {
    return this.#tableau.clock.now()
  }

  #violated(invariant: string, { event }: Pick<JobWatch, 'event'>, what: string): void {
    this.violations.push(`${invariant}: run ${event.number} at ${iso(this.#now)}: ${what}`)
    this.#say(`VIOLATION ${invariant}: run ${event.number}: ${what}`)
  }

  #rhythm(path: string): Rhythm {
    return this.#extract(path).rhythm
  }

  #extract(path: string): WatchedExtract {
    const extract = this.#extracts.find((one) => one.path === path)
    if (extract === undefined) throw new Error(`${path} is no extract`)
    return extract
  }

  /** The end of the freezes that are on at `instant`; `instant` itself if none is. */
  #thaw({ event }: JobWatch, path: string, instant: Instant): Instant {
    return event.thaws ? instant : thawOf(this.#extract(path).freezes, instant)
  }

  /** `certain`: a freeze was on during the whole run. `perhaps`: it began or ended meanwhile. */
  #isFrozen(watch: JobWatch, path: string): 'certain' | 'perhaps' | 'no' {
    if (this.#thaw(watch, path, watch.startedAt) > this.#now) return 'certain'
    const isOn = [watch.startedAt, this.#now].some((instant) => this.#thaw(watch, path, instant) > instant)
    return isOn ? 'perhaps' : 'no'
  }

  /** `certain`: its `build_after` has no time on the day of this run, whichever slot it has. */
  #isDayOff(watch: JobWatch, path: string): 'certain' | 'perhaps' | 'no' {
    const rhythm = this.#rhythm(path)
    const tolerance = this.#toleranceOf(watch, rhythm)
    const isOff = ({ early, late }: JobWatch['slot']): boolean[] =>
      [early, late].map((slot) => dueFrom(slot, rhythm, tolerance) > slot)
    const off = isOff(watch.slot)
    return off.every(Boolean) ? 'certain' : off.some(Boolean) ? 'perhaps' : 'no'
  }

  /** Promise q: nothing is requested in a freeze, or on a day without a time. */
  #checkCalendar(watch: JobWatch, path: string): void {
    if (watch.event.skew !== 0) return
    if (this.#isFrozen(watch, path) === 'certain')
      this.#violated('q', watch, `it asks for ${path}, which is frozen`)
    if (this.#isDayOff(watch, path) === 'certain' && !watch.event.force)
      this.#violated('q', watch, `it asks for ${path} on a day on which nothing is due`)
  }

  /** The first instant from `instant` on that is in no freeze and on no day without a time. */
  #firstFree(watch: JobWatch, path: string, instant: Instant): Instant {
    const rhythm = this.#rhythm(path)
    const due = dueFrom(instant, rhythm, this.#toleranceOf(watch, rhythm))
    const thawed = this.#thaw(watch, path, due)
    return thawed > instant ? this.#firstFree(watch, path, thawed) : instant
  }

  #target(path: string) {
    return path.startsWith('Shop/Board') ? this.#tableau.workbook(path) : this.#tableau.datasource(path)
  }

  /** `perhaps`: before it is known what state has, with which code and loads are compared. */
  #note(
    known: Knowledge,
    output: BuildOutput,
    { skew }: RunEvent,
    how: 'certain' | 'perhaps' | 'unsaved',
  ): void {
    const isSure = how === 'certain' && skew === 0
    for (const fact of output.facts) {
      const key = keyOf(fact.node, output.schema)
      const sure = {
        certain: isSure ? fact.at : -Infinity,
        possible: Math.max(fact.at, fact.at - skew),
      }
      known.fact(fact.kind, key, sure)
      if (how !== 'perhaps') noteChange(known, key, fact, sure)
    }
  }

  /** Checks a refresh request: it must not duplicate a known job, nor refresh from a node that is known to be unhealthy. */
  #aboutToAsk(watch: JobWatch, path: string): void {
    const active = this.#tableau.jobs.active(this.#target(path), this.#now)
    const isKnown = watch.known
      .requests(path)
      .some(({ id, isCertain }) => id === active?.id && isCertain && !watch.known.isUnseen(id))
    if (active?.requestedBy === US && isKnown)
      this.#violated('d', watch, `it asks for ${path} while its own job ${active.id} is in flight`)
    this.#checkSource(watch, path)
    this.#checkCalendar(watch, path)
    const permanent = watch.event.force ? null : this.#permanent(watch, path)
    if (permanent !== null) this.#violated('o', watch, `it asks for ${path} although ${permanent}`)
    const vain = watch.event.force ? null : (this.#pause(watch, path) ?? this.#capacity(watch))
    if (vain !== null) this.#violated('k', watch, `it asks for ${path} in vain: ${vain}`)
    if (this.#rhythm(path).refreshesUnhealthy) return
    const cause = this.#certainCause(watch, path)
    if (cause !== null)
      this.#violated('c', watch, `it refreshes ${path} although ${cause} has failed above it`)
  }

  /** A workbook waits for the data sources that it reads and whose refreshes the run follows. */
  #checkSource(watch: JobWatch, path: string): void {
    const source = watch.created.find(
      ({ id, endsAt, target }) =>
        watch.followed.has(id) &&
        endsAt > this.#now &&
        this.#healthOf(watch).readsOf(path).includes(target.path),
    )
    if (source !== undefined)
      this.#violated(
        'n',
        watch,
        `it asks for ${path} while ${source.target.path}, which that reads, is refreshed`,
      )
  }

  /** Why the same failure in three runs forbids this attempt; null if that is not certain. */
  #pause(watch: JobWatch, path: string): string | null {
    const requests = watch.known.requests(path)
    const isSure =
      watch.event.skew === 0 &&
      this.#tableau.settings.jobs.afterEnd === 'kept' &&
      // State keeps few requests per extract, and deferred ones count.
      this.#scenario.tableau.refreshesPerHour === null &&
      this.#scenario.tableau.refreshesPerDay === null &&
      watch.known.doubts(path).length === 0 &&
      requests.every(({ isCertain, isShaken }) => isCertain && !isShaken)
    const alike = failedAlike(requests.filter(({ run }) => run !== watch.event.number))
    if (!isSure || alike === null) return null
    const jobs = this.#tableau.jobs.of(this.#target(path)).filter(({ endsAt }) => endsAt <= this.#now)
    if (jobs.some(({ outcome, endsAt }) => outcome.result === 'success' && endsAt > alike.at)) return null
    const again = watch.created.some((job) => jobs.includes(job) && failureOf(job) === alike.failure)
    if (again) return 'a second time in a run, after three runs that failed alike'
    const until = alike.at + spacingOf(this.#rhythm(path).minutes) - CLOCKS
    return this.#now < until ? `three runs failed alike (${alike.failure})` : null
  }

  /** Whether an earlier run used up the daily quota, and no later job contradicts that. */
  #capacity({ event, known, excuse }: JobWatch): string | null {
    // Only Query Job says why a job was cancelled.
    if (event.skew !== 0 || excuse !== null || this.#tableau.settings.jobs.afterEnd !== 'kept') return null
    const all = this.#extractsOf({ event }).flatMap(({ path }) => known.requests(path))
    const cut = all.filter(
      ({ failure, isCertain, run, early, late }) =>
        failure === CUT_OFF &&
        isCertain &&
        run !== event.number &&
        // In the first minute of a day the answer may be about the day before.
        isSameDay(early - 60_000, late) &&
        isSameDay(late, this.#now),
    )
    const last = Math.max(...cut.map(({ late }) => late))
    const isBack = all.some(({ isSuccess, late }) => isSuccess && late > last)
    return cut.length === 0 || isBack ? null : "the site's capacity of the day is used up"
  }

  #created(watch: JobWatch, path: string, job: Job): void {
    this.figures.refreshes += 1
    if (this.#isDemanded(watch, path)) this.figures.demanded += 1
    watch.created.push(job)
    const { event } = watch
    this.#say(`run ${event.number} refreshes ${path}`)
    this.happened(...this.#situationsOf(watch, path, job))
    if (!isProduction(watch) && !isTakenForProduction(watch))
      this.#violated('h', watch, `it refreshes ${path} although it is no production run`)
    const isSuccess = job.outcome.result === 'success'
    if (isSuccess) {
      if (this.#usesWindow(event)) this.#checkWindow(watch, path, job)
      this.#measure(path)
    }
    if (!event.force && !isTakenForProduction(watch)) this.#checkNews(watch, path)
    this.#remember(watch, path, job)
  }

  /** What the run and those after it know of its job. */
  #remember(watch: JobWatch, path: string, job: Job): void {
    const isSuccess = job.outcome.result === 'success'
    const failure = failureOf(job)
    const isFinal = failure !== null && isPermanent(failure)
    // Only Query Job says why it failed.
    const isCertain = !isFinal || this.#tableau.settings.jobs.afterEnd === 'kept'
    if (isFinal && this.#windowFor(watch, path) !== null)
      this.happened('a permanent failure used up its window')
    this.#request(watch, path, {
      id: job.id,
      isSuccess,
      isCertain,
      isOpen: !isSuccess && !isFinal,
      failure,
    })
  }

  #situationsOf(watch: JobWatch, path: string, job: Job): string[] {
    const { event, created, isLineageWhole } = watch
    const others = created.filter((one) => one !== job)
    const content = this.#scenario.project.contents.find((one) => one.path === path)
    const holds: Readonly<Record<string, boolean>> = {
      'a run refreshed without a build of its own': event.build === null,
      'what a freeze had held back was refreshed': this.#frozen.has(path),
      'a run lifted a freeze': event.thaws && this.#thawed(path) > this.#now,
      'a window lasted from one time of the week to the next': this.#rhythm(path).weekly !== null,
      'a refresh was incremental': job.incremental,
      'an extract on the second site was refreshed': event.site === 'beta',
      'an extract that nobody declares was discovered and refreshed': this.#extract(path).isFound,
      'a lineage was not whole, and its extract was refreshed': !isLineageWhole,
      'an extract read by custom SQL was refreshed': content?.hasSql === true,
      'an extract beside SQL that Tableau cannot read was refreshed': content?.beside === 'custom SQL',
      'Tableau Bridge refreshed a data source': content?.isBridge === true,
      'an extract was refreshed with a connected app': this.#scenario.signIn === 'connected app',
      'an extract was refreshed whose names are mapped': this.#scenario.project.database !== 'ANALYTICS',
      'the daily capacity was used up': job.isCutOff,
      'a transient failure was retried in the same run': others.some(({ target }) => target.path === path),
      'a workbook went after its data source': others.some(({ target }) =>
        this.#healthOf(watch).readsOf(path).includes(target.path),
      ),
    }
    return Object.keys(holds).filter((name) => holds[name])
  }

  #thawed(path: string): Instant {
    return thawOf(this.#extract(path).freezes, this.#now)
  }

  #usesWindow({ trigger, force }: RunEvent): boolean {
    return trigger !== 'workflow_dispatch' && !force
  }

  #checkWindow(watch: JobWatch, path: string, job: Job): void {
    const rhythm = this.#rhythm(path)
    if (rhythm.minutes === 0 || watch.event.skew !== 0) return
    const tolerance = this.#toleranceOf(watch, rhythm)
    for (const { isSuccess, isCertain, isShaken, window, id } of watch.known.requests(path)) {
      if (!isSuccess || !isCertain || window === null || window.early !== window.late || isShaken) continue
      if (watch.slot.late + tolerance < endOf(window.early, rhythm))
        this.#violated(
          'a',
          watch,
          `${path} is refreshed (${job.id.slice(0, 8)}) in the window of ${iso(window.early)}, which ${id.slice(0, 8)} has used up`,
        )
    }
  }

  /** Promise i: no refresh without new data. */
  #checkNews(watch: JobWatch, path: string): void {
    const successes = watch.known.requests(path).filter(({ isSuccess, isCertain }) => isSuccess && isCertain)
    if (successes.length === 0) return
    const last = Math.max(...successes.map(({ early }) => early))
    const declared = watch.isLineageWhole
      ? []
      : served(path, this.#scenario.project).flatMap(({ dependsOn }) => dependsOn)
    const landed = [
      ...this.#arrivals(watch, path),
      ...declared.map((node) => this.#healthOf(watch).landed(node, watch.known)),
      ...(watch.isLineageWhole ? [] : this.#shownBy(path).map((shown) => this.#refreshOf(watch, shown))),
    ].map(({ possible }) => possible)
    if (Math.max(...landed) <= last)
      this.#violated('i', watch, `it refreshes ${path} although nothing new has landed`)
  }

  /** When new data arrived for an extract, from nodes and through data sources. */
  #arrivals(watch: JobWatch, path: string): Newest[] {
    const upstream = this.#healthOf(watch).upstreamOf(path)
    const vias = new Set(
      [...upstream.values(), ...this.#healthOf(watch).readsOf(path)].flatMap((via) => via ?? []),
    )
    return [
      ...[...upstream]
        .filter(([, via]) => via === null)
        .map(([node]) => this.#healthOf(watch).landed(node, watch.known)),
      ...[...vias].map((via) => this.#refreshOf(watch, via)),
    ]
  }

  /** When a refresh of this data source brought new data. */
  #refreshOf({ known }: JobWatch, path: string): Newest {
    const successes = known.requests(path).filter(({ isSuccess }) => isSuccess)
    const certain = successes.filter(({ isCertain }) => isCertain).map(({ early }) => early)
    return {
      certain: Math.max(-Infinity, ...certain),
      possible: successes.length === 0 ? -Infinity : Infinity,
    }
  }

  /** Without the lineage it is unknown whether a workbook shows these data sources live or reads them. */
  #shownBy(path: string): readonly string[] {
    return this.#scenario.project.contents.find((one) => one.path === path)?.shows ?? []
  }

  #request(
    watch: JobWatch,
    path: string,
    {
      id,
      isSuccess,
      isCertain,
      isOpen = false,
      failure = null,
    }: { id: string; isSuccess: boolean; isCertain: boolean; isOpen?: boolean; failure?: string | null },
  ): void {
    const own = this.#now + watch.event.skew
    const window = isOpen ? null : this.#windowFor(watch, path)
    const request: KnownRequest = {
      id,
      early: Math.min(own, this.#now),
      late: Math.max(own, this.#now),
      window,
      isSuccess,
      isCertain: isCertain && watch.event.skew === 0,
      isShaken: window?.isShaken ?? false,
      run: watch.event.number,
      failure,
    }
    watch.known.request(path, request)
    watch.kept.request(path, request)
  }

  #toleranceOf({ event }: JobWatch, rhythm: Rhythm): number {
    const every = (this.#scenario.rhythm === 'hourly' ? 60 : 1440) * 60_000
    return toleranceOf(rhythm, this.#scenario.tolerance, event.trigger === 'schedule' ? every : null)
  }

  /** The window that a request would use now; null if it uses none. */
  #windowFor(watch: JobWatch, path: string): { early: Instant; late: Instant; isShaken: boolean } | null {
    const rhythm = this.#rhythm(path)
    if (rhythm.minutes === 0 || !this.#usesWindow(watch.event)) return null
    const tolerance = this.#toleranceOf(watch, rhythm)
    const { early, late } = watch.slot
    // As it sends a request, possible requests have not used up this window. A wrong clock leaves its start open.
    const isFree = (end: Instant): boolean => late + tolerance >= end
    const used = watch.known
      .requests(path)
      .flatMap(({ window, ...rest }) => (window === null ? [] : [{ ...rest, ...window }]))
      .filter((one) => one.isCertain || isFree(endOf(one.isShaken ? one.early : one.late, rhythm)))
    const newest = (starts: readonly Instant[]): Instant | null =>
      starts.length === 0 ? null : Math.max(...starts)
    const certain = newest(used.filter(({ isCertain }) => isCertain).map((one) => one.early))
    const isShaken =
      watch.event.skew !== 0 || used.some((one) => one.isShaken && one.late >= (certain ?? -Infinity))
    // Even after a move, the window of a request contains its slot.
    if (isShaken)
      return { early: early + tolerance - longestOf(rhythm) * 60_000, late: late + tolerance, isShaken }
    const possible = newest(used.map((one) => one.late))
    const all = [certain, possible].flatMap((before) =>
      [early, late].map((slot) => windowOf(before, slot, rhythm, tolerance)),
    )
    return { early: Math.min(...all), late: Math.max(...all), isShaken }
  }

  #checkSessions(watch: JobWatch): void {
    if (watch.signOutFailed || this.#tableau.settings.signOut !== 'works') return
    for (const session of watch.sessions)
      if (session.endedAt === undefined) this.#violated('e', watch, 'it left a session open')
  }

  /** Promise j: no mistake loses a fact, and a run that is switched off touches nothing. */
  #checkMistake(watch: JobWatch): void {
    const { mistake, build, readOnly, cacheFaults } = watch.event
    if (mistake === 'switched-off') {
      if (watch.hasAsked || watch.saved.size > 0)
        this.#violated('j', watch, 'it is switched off, and asked Tableau or saved something')
      return
    }
    if (mistake === null || readOnly || cacheFaults.length > 0 || !isProduction(watch)) return
    const isNews = watch.startedAt + watch.event.skew >= this.#latestClock
    if (build !== null && isNews && hasOwnFacts(watch.output, build) && !watch.saved.has('dbt'))
      this.#violated('j', watch, `what it has built is lost by a mistake (${mistake})`)
  }

  #checkRows(watch: JobWatch, job: EndedJob): void {
    const rows = job.outputs.get('rows')
    if (rows === undefined) {
      this.#violated('g', watch, 'it wrote no rows')
      return
    }
    const { mistake, fromCatalogue } = watch.event
    const isComplete =
      mistake === null &&
      !(fromCatalogue && watch.excuse !== null) &&
      !job.annotations.some(
        (text) =>
          text.startsWith('error:') && !/^error: (?!Signing in).*(refresh|blocked|failed|timed)/i.test(text),
      )
    const ours = this.#extractsOf(watch)
    const luids = (all: readonly WatchedContent[]): string[] => all.map(({ luid }) => luid)
    for (const problem of rowsAgainst(rows, {
      expected: luids(ours.filter(({ isFound }) => !isFound)),
      perhaps: luids(ours.filter(({ isFound }) => isFound)),
      notVisible: luids(this.#notVisible.filter(({ site }) => site === watch.event.site)),
      jobs: this.#tableau.jobs,
      created: watch.created,
      now: this.#now,
      isComplete,
    }))
      this.#violated('g', watch, problem)
    if (isComplete)
      for (const { name } of this.#namedIn(watch))
        if (!(JSON.parse(rows) as ReasonRow[]).some(({ exposures }) => exposures.includes(name)))
          this.#violated('r', watch, `no row names ${name}`)
    if (isComplete && watch.event.skew === 0) this.#checkReasons(watch, JSON.parse(rows) as ReasonRow[])
    if (isComplete) this.#checkReport(watch, job, JSON.parse(rows) as OracleRow[])
  }

  /** Promises u, w and x: the age of the data in each row, the pages of a site, and the drift. */
  #checkReport(watch: JobWatch, job: EndedJob, rows: readonly OracleRow[]): void {
    const stale = rows.filter(({ staleSince }) => staleSince !== null).length
    const told = job.outputs.get('stale')
    if (told !== String(stale))
      this.#violated('u', watch, `its output stale is ${told ?? 'missing'}, and ${stale} rows are`)
    // The end of a promise is an instant of a clock.
    if (watch.event.skew !== 0 || this.#latestClock > this.#now) return
    for (const { path, luid } of this.#extractsOf(watch)) {
      const row = rows.find(({ extract }) => extract?.luid === luid)
      if (row === undefined || UNKNOWN_AGE.includes(row.reason)) continue
      if (row.staleSince !== null) this.happened('data was older than promised')
      for (const problem of staleProblems(row, path, this.#ageOf(watch, path, row)))
        this.#violated('u', watch, problem)
    }
    this.#checkPages(watch, job, rows)
    this.#checkDrift(watch, job)
  }

  #ageOf(watch: JobWatch, path: string, row: OracleRow): Age {
    const { project, staleAfter } = this.#scenario
    const promises = served(path, project).map(({ settings }) => settings.staleAfter ?? staleAfter)
    const promised = promises.filter((minutes) => minutes > 0)
    return {
      promised: promised.length === 0 ? null : Math.min(...promised) * 60_000,
      isOfPullRequest: watch.event.trigger === 'pull_request',
      startedAt: watch.startedAt,
      now: this.#now,
      data: this.#dataOf(watch, path, row),
      failed: this.#perhapsFailed(watch),
    }
  }

  /** Null if it is not certain what was read when, or when the newest of that landed. */
  #dataOf(watch: JobWatch, path: string, row: OracleRow): DataAge | null {
    const { known } = watch
    const health = this.#healthOf(watch)
    const readAt = this.#isSureOfData(watch, path) ? this.#lastReading(watch, path, row) : null
    if (readAt === null) return null
    const nodes = [...health.upstreamOf(path).keys()]
    const landed = nodes.map((node) => health.landed(node, known))
    const at = Math.max(...landed.map(({ certain }) => certain))
    if (landed.some(({ certain, possible }) => certain !== possible) || at === -Infinity) return null
    if (at <= readAt) return { early: at, late: at }
    const before = health
      .behind(nodes)
      .flatMap((node) => this.#landings.get(node) ?? [])
      .filter((landing) => landing <= readAt)
    return { early: Math.max(-Infinity, ...before), late: readAt }
  }

  /** It reads tables only, and nothing that happened to it is open. */
  #isSureOfData(watch: JobWatch, path: string): boolean {
    const { known, excuse, event, output, isLineageWhole } = watch
    const health = this.#healthOf(watch)
    const isSureRun = excuse === null && isLineageWhole && isProduction(watch) && event.skew === 0
    return (
      isSureRun &&
      !event.fromCatalogue &&
      Object.keys(output.kinds).length === 0 &&
      known.doubts(path).length === 0 &&
      known.requests(path).every(({ isCertain, isShaken }) => isCertain && !isShaken) &&
      health.readsOf(path).length === 0 &&
      [...health.upstreamOf(path).values()].every((via) => via === null)
    )
  }

  /**
   * Refreshes by others, and of ours that the run does not know, are dated by Tableau: then it is null. So it is if one has ended during
   * the run, and its row does not say so: a run that does not wait may not have seen it.
   */
  #lastReading({ known, startedAt }: JobWatch, path: string, { outcome }: OracleRow): Instant | null {
    const successes = known.requests(path).filter(({ isSuccess }) => isSuccess)
    const last = successes.sort((a, b) => b.late - a.late)[0]
    const newest = this.#tableau.jobs
      .of(this.#target(path))
      .filter((job) => job.outcome.result === 'success' && job.createdAt <= this.#now)
      .at(-1)
    const seenUntil = outcome === 'refreshed' ? this.#now : startedAt
    const isSeen = last !== undefined && newest?.id === last.id && newest.endsAt <= seenUntil
    return isSeen ? last.early : null
  }

  #keepLandings({ hasDied, cancelledAt, excuse, output, event, isMemoryOpen }: JobWatch): void {
    const isSure =
      !hasDied && cancelledAt === Infinity && excuse === null && event.skew === 0 && !isMemoryOpen
    if (!isSure || output.schema !== 'prod' || event.cacheFaults.length > 0 || event.readOnly) return
    for (const { node, kind, at } of output.facts)
      if (kind === 'landed') this.#landings.set(node, [...(this.#landings.get(node) ?? []).slice(-200), at])
  }

  /** The cache was emptied. */
  evicted(): void {
    this.#landings.clear()
  }

  /** Names of nodes and tests that may be unhealthy. */
  #perhapsFailed({ known }: JobWatch): string[] {
    const { nodes, tests } = this.#scenario.project
    return [...nodes, ...tests]
      .filter(({ id }) => {
        const failed = known.newest('failed', keyOf(id, 'prod')).possible
        return failed > -Infinity && failed >= known.newest('ok', keyOf(id, 'prod')).certain
      })
      .map(({ name }) => name)
  }

  /** Promise w. */
  #checkPages(watch: JobWatch, job: EndedJob, rows: readonly OracleRow[]): void {
    // A page shows the health of what was built, and only production's is judged here.
    if (!isProduction(watch)) return
    const isHealthy = this.#perhapsFailed(watch).length === 0
    const mayWarn = this.#everWarnOnly.size > 0
    for (const { name } of this.#namedIn(watch)) {
      const text = job.page(name)
      if (text === undefined) continue
      const { health } = JSON.parse(text) as { health: string }
      this.happened(`a page said ${health}`)
      const own = rows.filter(({ exposures }) => exposures.includes(name))
      const ages = own.map((row) => this.#staleFor(watch, name, row))
      if (ages.includes('perhaps')) continue
      const luids = own.map(({ extract }) => extract?.luid)
      const paths = this.#extractsOf(watch).filter(({ luid }) => luids.includes(luid))
      const isUnhealthy =
        watch.isLineageWhole && paths.some(({ path }) => this.#certainCause(watch, path) !== null)
      const mayFail = paths.some(({ path }) => this.#mayHaveFailed(watch, path))
      const seen = own.map((row, n) => ({ ...row, isStale: ages[n] === 'yes' }))
      const facts = { rows: seen, isUnhealthy, isHealthy: isHealthy && !mayFail, mayWarn }
      for (const problem of pageProblems(health, facts))
        this.#violated('w', watch, `the page of ${name} ${problem}`)
    }
  }

  /** A row keeps the shortest promise of its exposures, and the page of one keeps its own. */
  #staleFor({ startedAt }: JobWatch, name: string, row: OracleRow): 'yes' | 'perhaps' | 'no' {
    const { project, staleAfter } = this.#scenario
    const promised = ({ settings }: WorldExposure): number => settings.staleAfter ?? staleAfter
    const all = project.exposures.filter((exposure) => row.exposures.includes(exposure.name))
    const shortest = Math.min(...all.map(promised).filter((minutes) => minutes > 0))
    const own = all.filter((exposure) => exposure.name === name).map(promised)[0] ?? 0
    if (row.staleSince === null || own === 0) return 'no'
    const end = Date.parse(row.staleSince) + (own - shortest) * 60_000
    return own === shortest || end < startedAt ? 'yes' : end < this.#now ? 'perhaps' : 'no'
  }

  /** A refresh that failed earlier counts on, also in a freeze or while the next one runs. */
  #mayHaveFailed({ known }: JobWatch, path: string): boolean {
    return known.doubts(path).length > 0 || known.requests(path).some(({ isSuccess }) => !isSuccess)
  }

  #certainCause(watch: JobWatch, path: string): string | null {
    const { fromCatalogue } = watch.event
    const warnOnly = fromCatalogue ? [...this.#everWarnOnly] : watch.output.warnOnly
    return this.#healthOf(watch).certainlyUnhealthy(path, watch.known, warnOnly)
  }

  /** Promise x. */
  #checkDrift(watch: JobWatch, job: EndedJob): void {
    const { project } = this.#scenario
    if (!project.discovers || watch.event.fromCatalogue || watch.excuse !== null || !watch.isLineageWhole)
      return
    if (!isProduction(watch) || Object.keys(watch.output.kinds).length > 0) return
    const drift = JSON.parse(job.outputs.get('drift') ?? '[]') as DriftRow[]
    for (const { kind } of drift) this.happened(`exposures drifted: ${kind}`)
    for (const problem of driftProblems(drift, this.#namedIn(watch), project))
      this.#violated('x', watch, problem)
  }

  /** Promise v: owners are told each cause once. Afterwards state remembers it, if the run saves it. */
  #tellOwners(watch: JobWatch, job: EndedJob, rows: readonly OracleRow[]): void {
    if (!this.#scenario.notifies) return
    const at = watch.startedAt
    const kept = watch.toldIn === null ? undefined : this.#entries.get(watch.toldIn)
    if (isMemoryOpen(watch, job)) {
      for (const { path } of this.#extractsOf(watch)) kept?.heard(path, anythingHeard(at))
      return
    }
    if (job.news === undefined || !runsForProduction(watch)) return
    const { news } = JSON.parse(job.news) as { news: NewsItem[] }
    for (const { path, luid } of this.#extractsOf(watch)) {
      const row = rows.find(({ extract }) => extract?.luid === luid)
      if (row === undefined) continue
      const items = news.filter(({ extract }) => extract.luid === luid)
      this.#checkTold(watch, path, row, items)
      if (kept !== undefined) this.#keepTold(watch, kept, { path, row, items })
    }
  }

  #keepTold(
    watch: JobWatch,
    kept: Knowledge,
    told: { readonly path: string; readonly row: OracleRow; readonly items: readonly NewsItem[] },
  ): void {
    const { path, row, items } = told
    const before = watch.known.hearing(path)
    const stored = kept.hearing(path)
    const all = heard(row, this.#detailOf(watch, row), { before, at: watch.startedAt, items })
    const after = watch.event.fromCatalogue ? unaddressed(all, before) : all
    kept.heard(path, stored.at > before.at ? heardFromEither(after, stored) : after)
  }

  #checkTold(watch: JobWatch, path: string, row: OracleRow, items: readonly NewsItem[]): void {
    const before = watch.known.hearing(path)
    const mayHaveEnded = this.#mayHaveEnded(watch, path, before.since)
    for (const { kind } of items) this.happened(`an owner was told: ${kind}`)
    for (const problem of hearingProblems(row, items, {
      before,
      detail: this.#detailOf(watch, row),
      mayHaveEnded,
    }))
      this.#violated('v', watch, `${path}: ${problem}`)
  }

  /** Somebody has refreshed it since, or what may have failed upstream was fine in between. */
  #mayHaveEnded({ known }: JobWatch, path: string, since: Instant): boolean {
    const { nodes, tests } = this.#scenario.project
    const jobs = this.#tableau.jobs.of(this.#target(path))
    return (
      jobs.some(({ outcome, endsAt }) => outcome.result === 'success' && endsAt >= since - CLOCKS) ||
      [...nodes, ...tests].some(
        ({ id }) =>
          known.newest('failed', keyOf(id, 'prod')).possible > -Infinity &&
          known.newest('ok', keyOf(id, 'prod')).possible >= since - CLOCKS &&
          known.newest('ok', keyOf(id, 'prod')).certain <= known.newest('failed', keyOf(id, 'prod')).possible,
      )
    )
  }

  /** What tells one cause from another of the same kind. */
  #detailOf(watch: JobWatch, { jobId, reason, outcome }: OracleRow): string {
    const job = this.#tableau.jobs.get(jobId ?? '')
    const cause =
      reason === 'upstream-failed' && outcome === null ? this.#perhapsFailed(watch).sort().join() : ''
    const isTold = this.#tableau.settings.jobs.afterEnd === 'kept' && watch.excuse === null
    // Without its notes, one failure may be told from the next in another way.
    return `${cause} ${job === undefined || isTold ? (job?.outcome.notes ?? '') : job.id}`
  }

  /** The exposures of which a report has to say something: those of another site are only counted. */
  #namedIn({ event }: JobWatch): WorldExposure[] {
    const { exposures, contents } = this.#scenario.project
    const siteOf = (path: string): SiteName | undefined => contents.find((one) => one.path === path)?.site
    return exposures.filter(({ isDeclared, shows }) => isDeclared && siteOf(shows) === event.site)
  }

  /** Promise m: reason and `dueAt` of each row are those of docs/decisions.md. */
  #checkReasons(watch: JobWatch, rows: readonly ReasonRow[]): void {
    if (watch.excuse !== null || watch.output.schema !== 'prod') return
    for (const { path, luid } of this.#extractsOf(watch)) {
      const row = rows.find(({ extract }) => extract?.luid === luid)
      if (row === undefined) continue
      for (const problem of reasonProblems(row, this.#factsOn(watch, path)))
        this.#violated('m', watch, problem)
    }
  }

  #factsOn(watch: JobWatch, path: string): Facts {
    const { known, event, output, slot, reportedAt } = watch
    const rhythm = this.#rhythm(path)
    const requests = known.requests(path)
    const before = requests.filter(({ run }) => run !== event.number)
    const successes = requests.filter(({ isSuccess }) => isSuccess)
    const isUncertain = this.#perhapsOurs(path, known).length > 0 || known.doubts(path).length > 0
    const last = Math.max(-Infinity, ...successes.map(({ late }) => late))
    const arrivals = this.#arrivals(watch, path)
    const end = (start: Instant): Instant => endOf(start, rhythm)
    const thaw = Math.max(...[watch.startedAt, this.#now].map((at) => this.#thaw(watch, path, at)))
    const doubted = isUncertain ? [{ early: -Infinity, late: Infinity }] : []
    return {
      isForced: event.force,
      wasAsked: watch.asked.has(path),
      isCertainlyHealthy: this.#isCertainlyHealthy(watch, path),
      hasCertainlyLanded: arrivals.some(({ certain }) => certain > -Infinity),
      isCertainlyNew: !isUncertain && arrivals.some(({ certain }) => certain > last),
      hasCertainSuccess: before.some(
        ({ isSuccess, isCertain, late }) => isSuccess && isCertain && late < watch.startedAt - TIME_UP,
      ),
      mayHaveSucceeded: isUncertain || successes.length > 0,
      mayHaveFailed: isUncertain || requests.some(({ isSuccess }) => !isSuccess),
      minutes: rhythm.minutes,
      updatesOn: rhythm.updatesOn,
      heldUntil: [
        ...doubted,
        ...requests.flatMap(({ window, isShaken }) =>
          window === null || rhythm.minutes === 0
            ? []
            : isShaken
              ? [{ early: -Infinity, late: Infinity }]
              : [{ early: end(window.early), late: end(window.late) }],
        ),
      ],
      slot: slot.early + this.#toleranceOf(watch, rhythm),
      used: new Map(
        requests.flatMap(({ id, run, window, isShaken }) =>
          run === event.number && window !== null && !isShaken && window.early === window.late
            ? [[id, end(window.early)] as const]
            : [],
        ),
      ),
      isProductionBuild: output.schema === 'prod',
      now: reportedAt ?? this.#now,
      isFrozen: this.#isFrozen(watch, path),
      thaw,
      slots: slot,
      isDayOff: this.#isDayOff(watch, path) !== 'no',
      quotaBackAt: this.#scenario.tableau.refreshesPerDay === null ? null : nextDay(reportedAt ?? this.#now),
      firstFree: (instant) => this.#firstFree(watch, path, instant),
    }
  }

  /** Promise n: how a refresh is made, and how many at once. */
  #checkCourse(watch: JobWatch, path: string, job: Job): void {
    const { event, created, followed } = watch
    const inFlight = created.filter((one) => followed.has(one.id) && one.endsAt > this.#now)
    const most = this.#scenario.maxParallel
    if (event.wait && inFlight.length > most)
      this.#violated('n', watch, `${inFlight.length} refreshes are in flight, and max-parallel is ${most}`)
    const tries = created.filter(({ target, isCutOff }) => target.path === path && !isCutOff)
    if (tries.length > 2) this.#violated('n', watch, `it refreshes ${path} ${tries.length} times in one run`)
    const tooEarly = this.#extracts.find(
      (one) => watch.asked.has(one.path) && this.#healthOf(watch).readsOf(one.path).includes(path),
    )
    if (tooEarly !== undefined)
      this.#violated('n', watch, `it refreshes ${tooEarly.path} before ${path}, which that reads`)
    if (!job.incremental) return
    const isWanted = served(path, this.#scenario.project).every(({ settings }) => settings.incremental)
    if (event.force || !isWanted) this.#violated('n', watch, `it refreshes ${path} incrementally, unwanted`)
    const successes = watch.known.requests(path).filter(({ isSuccess, id }) => isSuccess && id !== job.id)
    const last = Math.max(-Infinity, ...successes.map(({ late }) => late))
    const rewritten = [...this.#healthOf(watch).upstreamOf(path)].find(
      ([node, via]) => via === null && watch.known.newest('full', keyOf(node, 'prod')).certain > last,
    )
    if (rewritten !== undefined && watch.known.doubts(path).length === 0)
      this.#violated('n', watch, `it refreshes ${path} incrementally, and ${rewritten[0]} was written anew`)
  }

  /** Promise o: a failure that only a person can fix uses up its window. */
  #permanent(watch: JobWatch, path: string): string | null {
    const rhythm = this.#rhythm(path)
    if (rhythm.minutes === 0 || watch.event.skew !== 0) return null
    const until = watch.slot.late + this.#toleranceOf(watch, rhythm)
    const jobs = this.#tableau.jobs.of(this.#target(path)).filter(({ endsAt }) => endsAt <= this.#now)
    const healed = Math.max(
      -Infinity,
      ...jobs.filter(({ outcome }) => outcome.result === 'success').map(({ endsAt }) => endsAt),
    )
    const cause = watch.known
      .requests(path)
      .find(
        ({ failure, isCertain, isShaken, window, late, id }) =>
          failure !== null &&
          isPermanent(failure) &&
          isCertain &&
          !isShaken &&
          !watch.known.isUnseen(id) &&
          late > healed &&
          jobs.some((job) => job.id === id) &&
          window !== null &&
          window.early === window.late &&
          until < endOf(window.early, rhythm),
      )
    return cause === undefined ? null : `${cause.failure ?? ''}, in the window of that`
  }

  #checkDemands(watch: JobWatch): void {
    if (!isProduction(watch)) return
    for (const { path, isFound } of this.#extractsOf(watch)) {
      if (!this.#isDemanded(watch, path)) continue
      if (isFound && !this.#isSurelyFound(watch, path)) continue
      this.#waiting.set(path, Math.min(this.#waiting.get(path) ?? Infinity, watch.startedAt))
      const why = this.#excuseOf(watch, path)
      if (why !== null && this.#isCalm(watch, path) && !watch.asked.has(path))
        this.#violated('p', watch, `${path} is due, and nothing has gone wrong for a window; it says: ${why}`)
      if (why !== null) this.figures.excused += 1
      else {
        const letter = this.#isNewByDeclaration(watch, path) ? 's' : 'b'
        this.#violated(letter, watch, `${path} is due and its data is healthy, but it was not refreshed`)
      }
    }
  }

  /** Discovery asks about what has landed in this build, and about what earlier runs have found and is pending. */
  #isSurelyFound({ event, known, output }: JobWatch, path: string): boolean {
    if (event.fromCatalogue) return false
    const requests = known.requests(path)
    if (requests.some(({ isCertain, isShaken }) => isCertain && !isShaken)) return true
    const { project } = this.#scenario
    const tables = served(path, project).flatMap(({ dependsOn }) => dependsOn)
    return (
      event.build !== null &&
      output.facts.some(({ kind, node }) => kind === 'landed' && tables.includes(node))
    )
  }

  /** Whether a window and a run have passed since the last fault. */
  #isCalm({ startedAt, excuse }: JobWatch, path: string): boolean {
    const { calmFrom, rhythm } = this.#scenario
    const every = rhythm === 'hourly' ? 60 : 1440
    const since = (calmFrom ?? Infinity) + (longestOf(this.#rhythm(path)) + every) * 60_000
    return excuse === null && startedAt >= since
  }

  #excuseOf(watch: JobWatch, path: string): string | null {
    if (watch.excuse !== null) return watch.excuse
    if (watch.asked.has(path)) return 'it was asked for'
    if (this.#now - watch.startedAt >= TIME_UP) return 'its time was up'
    if (mayPause(watch.known.requests(path), this.#rhythm(path).minutes, watch.startedAt))
      return 'three runs have failed, and the last of them a short while ago'
    if (this.#tableau.jobs.all.some((job) => job.isCutOff && isSameDay(job.createdAt, watch.startedAt)))
      return "the site's capacity of the day"
    if (
      !watch.event.wait &&
      this.#healthOf(watch)
        .readsOf(path)
        .some((one) => watch.asked.has(one))
    )
      return 'it does not wait for the data sources that come first'
    const all = [path, ...this.#healthOf(watch).readsOf(path)]
    if (all.some((one) => this.#tableau.jobs.active(this.#target(one), this.#now) !== undefined))
      return 'a job still runs'
    const isBlocked = watch.created.some(
      ({ target, outcome }) =>
        target.path !== path && all.includes(target.path) && outcome.result !== 'success',
    )
    return isBlocked ? 'a data source that it reads failed' : null
  }

  /** Whether its data is certainly new and healthy, and its window certainly free. */
  #isDemanded(watch: JobWatch, path: string): boolean {
    const rhythm = this.#rhythm(path)
    const { known, slot } = watch
    const requests = known.requests(path)
    const tolerance = this.#toleranceOf(watch, rhythm)
    if (watch.event.skew !== 0) return false
    const perhapsOurs = this.#perhapsOurs(path, known)
    const windows = [
      ...requests,
      ...known.doubts(path).filter(({ at }) => perhapsOurs.some((job) => job.createdAt <= at + CALLS)),
    ]
    const isHeld = windows.some(
      ({ window }) => window !== null && slot.early + tolerance < endOf(window.late, rhythm),
    )
    if (isHeld && rhythm.minutes > 0 && !watch.event.force) return false
    if (this.#isFrozen(watch, path) !== 'no') return false
    if (this.#isDayOff(watch, path) !== 'no' && !watch.event.force) return false
    const isHealthy = this.#isCertainlyHealthy(watch, path)
    if (!isHealthy && !rhythm.refreshesUnhealthy) return false
    const last = this.#lastSuccess(known, path)
    const isNew = this.#arrivals(watch, path).map(({ certain }) => certain > last)
    return rhythm.updatesOn === 'all' ? isNew.every(Boolean) : isNew.some(Boolean)
  }

  /** The newest refresh that may have succeeded. */
  #lastSuccess(known: Knowledge, path: string): Instant {
    return Math.max(
      -Infinity,
      ...known
        .requests(path)
        .filter(({ isSuccess }) => isSuccess)
        .map(({ late }) => late),
      ...this.#perhapsOurs(path, known).map(({ createdAt }) => createdAt),
    )
  }

  /** Promise s: whether only nodes that nothing but the exposure names have new data. */
  #isNewByDeclaration(watch: JobWatch, path: string): boolean {
    const { known } = watch
    const last = this.#lastSuccess(known, path)
    const fresh = [...this.#healthOf(watch).upstreamOf(path).keys()].filter(
      (node) => this.#healthOf(watch).landed(node, known).certain > last,
    )
    return fresh.length > 0 && fresh.every((node) => this.#healthOf(watch).declaredOf(path).includes(node))
  }

  #isCertainlyHealthy(watch: JobWatch, path: string): boolean {
    const { event, known, output } = watch
    return this.#healthOf(watch).isCertainlyHealthy(path, known, event.fromCatalogue ? [] : output.warnOnly)
  }

  /** Refreshes that a run may take for the result of a request with an unclear answer. */
  #perhapsOurs(path: string, known: Knowledge): Job[] {
    const first = Math.min(...known.doubts(path).map(({ at }) => at))
    return this.#tableau.jobs
      .of(this.#target(path))
      .filter(({ createdAt, outcome }) => createdAt >= first - CLOCKS && outcome.result === 'success')
  }

  #measure(path: string): void {
    const since = this.#waiting.get(path)
    if (since !== undefined) this.figures.longestWait = Math.max(this.figures.longestWait, this.#now - since)
    this.#waiting.delete(path)
  }
}

/** What a build shows of a view's code and a source's load. */
function noteChange(known: Knowledge, key: string, fact: BuildFact, sure: Newest): void {
  const { kind, at, code, loadedAt } = fact
  if (loadedAt !== undefined && kind === 'failed') noteStale(known, key, loadedAt, sure)
  const version = code ?? loadedAt
  if (version === undefined || kind === 'failed') return
  const isCertain = sure.certain > -Infinity
  const change = known.built(key, { at, version, isCertain }, loadedAt === undefined ? 'same' : 'changed')
  if (change === 'same' || version === NO_CODE) return
  known.fact('landed', key, change === 'changed' ? sure : { ...sure, certain: -Infinity })
}

/** A source that was loaded too long ago has landed if that was after its last landing that is known. */
function noteStale(known: Knowledge, key: string, loadedAt: Instant, sure: Newest): void {
  const { certain, possible } = known.newest('landed', key)
  if (certain >= loadedAt) return
  known.fact('landed', key, possible === -Infinity ? sure : { ...sure, certain: -Infinity })
}

/** Each site has an entry of its own; what dbt has built is in one for all. */
function entryKindOf({ event }: Pick<JobWatch, 'event'>, kind: FactKind): string {
  return kind === 'dbt' ? kind : `${kind} ${event.site}`
}

function isAccepted(call: CallRecord | undefined): boolean {
  return call?.fate === 'answered' && call.status < 300
}

/** Result and notes of a job that did not succeed. */
function failureOf({ outcome: { result, notes } }: Job): string | null {
  return result === 'success' ? null : `${result} ${notes ?? ''}`
}

/** Credentials, permissions or a missing extract (docs/decisions.md#the-table, row 10). */
function isPermanent(failure: string): boolean {
  return /^failed .*Login failed/.test(failure)
}

/** Sources and nodes of other projects are the same in every schema. */
export function keyOf(node: string, schema: string): string {
  return isBuiltHere(node) ? `${node}@${schema}` : node
}

/** Whether it is open what state remembers of what the run has told owners. An earlier release keeps nothing of it. */
function isMemoryOpen(watch: JobWatch, { wasCancelled }: EndedJob): boolean {
  const { event, hasDied, isMemoryOpen: isOpen } = watch
  return hasDied || wasCancelled || isOpen || event.skew !== 0 || event.release === 'earlier'
}

function isProduction(watch: JobWatch): boolean {
  return runsForProduction(watch) && watch.output.schema === 'prod'
}

/** On the production branch, whatever was built. Only Tableau's lineage can show that it was something else. */
function runsForProduction({ event }: Pick<JobWatch, 'event'>): boolean {
  return event.trigger !== 'pull_request' && event.trigger !== 'branch' && !event.dryRun
}

/** A development build on the production branch, if nothing has shown its names in Tableau: then it counts as production's. */
function isTakenForProduction(watch: JobWatch): boolean {
  return runsForProduction(watch) && watch.output.schema !== 'prod' && !watch.sawLineage
}

function iso(instant: Instant): string {
  return new Date(instant).toISOString().slice(0, 19)
}

/** State may know already what an earlier job has measured. */
function hasOwnFacts({ facts, firstExecution }: BuildOutput, { freshness }: BuildSpec): boolean {
  return facts.length > 0 && (firstExecution !== null || freshness !== 'left over')
}
