import { createHash } from 'node:crypto'
import { main } from '../../src/run/main.js'
import { post } from '../../src/run/post.js'
import { isSwitchedOff } from '../../src/run/switch.js'
import { switchedOff } from '../../src/run/switched-off.js'
import type { Action } from '../../src/run/ports.js'
import type { Clock } from '../../src/base/clock.js'
import type { Http, HttpRequest } from '../../src/base/http.js'
import { actionsCacheStore } from '../../src/state/cache/cache-store.js'
import { scopesFor } from '../actions-cache/scopes.js'
import { CacheSimulator } from '../actions-cache/simulator.js'
import { httpInProcess, VirtualClock } from '../tableau/in-process.js'
import { TableauSimulator } from '../tableau/simulator.js'
import { outcomeOf } from '../tableau/content/behaviour.js'
import { closeCache, openCache, type CacheAccess } from './cache-client.js'
import { Dbt, type BuildOutput } from './dbt.js'
import { freezeText } from './freezes.js'
import { lend, look, put, scrap } from './disk.js'
import { Life } from './life.js'
import { SERVER, siteInput, type SiteName } from './project.js'
import { qualityInput, QualityOracle } from './quality.js'
import { writtenBy } from './releases.js'
import { Random } from './random.js'
import { Oracle, type JobWatch } from './oracle.js'
import { situationsOfDeath, type Tally } from './situations.js'
import { cronOf, type Death, type Mistake, type RunEvent, type Story, type WorldEvent } from './story.js'

/** The result of a story. */
export interface Lived {
  /** A hash of everything that happened: two runs of one story have the same. */
  readonly hash: string
  readonly runs: number
  readonly violations: readonly string[]
  /** What happened, as text; empty unless requested. */
  readonly telling: readonly string[]
  readonly figures: Oracle['figures']
  readonly tally: Tally
}

/** Milliseconds until a call reaches Tableau. */
const LATENCY = 60

/** The runner kills a step this long after its signal (docs/facts/github-actions.md#cancelled-steps). */
const KILL_AFTER = 7_500

interface Ways {
  readonly tell?: boolean
  /** Letters of promises: the story ends early once one of them is broken. */
  readonly until?: string
}

/** Runs a story: the whole program, with its ports connected to the simulators, under virtual time. */
export async function live(story: Story, { tell = false, until = '' }: Ways = {}): Promise<Lived> {
  return new World(story, tell).live(until)
}

class World {
  readonly #story: Story
  readonly #clock: VirtualClock
  readonly #tableau: TableauSimulator
  readonly #cache: CacheSimulator
  readonly #dbt: Dbt
  readonly #oracle: Oracle
  readonly #quality: QualityOracle
  readonly #hash = createHash('sha256')
  readonly #telling: string[] = []
  readonly #tells: boolean
  #left: BuildOutput | null = null
  #runs = 0

  constructor(story: Story, tells: boolean) {
    const { scenario } = story
    const { project, tableau } = scenario
    this.#story = story
    this.#tells = tells
    this.#clock = new VirtualClock(scenario.start)
    this.#tableau = new TableauSimulator({
      clock: this.#clock,
      isFixed: true,
      settings: { webOrigin: SERVER, ...tableau.settings },
      sites: [
        siteOf(scenario, 'acme'),
        siteOf(scenario, 'beta'),
        siteInput([], { contentUrl: 'gamma', connectedApps: APPS }),
      ],
    })
    this.#cache = new CacheSimulator({ clock: this.#clock })
    this.#dbt = new Dbt(project)
    this.#oracle = new Oracle(scenario, this.#tableau, (text) => this.#say(text))
    this.#quality = new QualityOracle(story, this.#tableau, (name) => this.#oracle.happened(name))
  }

  async live(until: string): Promise<Lived> {
    let last: Promise<void> = Promise.resolve()
    const all: Promise<void>[] = []
    for (const event of this.#story.events) {
      await this.#clock.sleep(event.at - this.#clock.now())
      if (this.#violations.some(([letter = '']) => until.includes(letter))) break
      if (event.kind !== 'run') this.#happen(event)
      else if (event.isParallel) all.push(this.#job(event))
      else last = last.then(() => this.#job(event))
    }
    await last
    await Promise.all(all)
    this.#oracle.atTheEnd()
    return {
      hash: this.#hash.digest('hex'),
      runs: this.#runs,
      violations: this.#violations,
      telling: this.#telling,
      figures: this.#oracle.figures,
      tally: this.#oracle.tally,
    }
  }

  get #violations(): readonly string[] {
    return [...this.#oracle.violations, ...this.#quality.violations]
  }

  #say(text: string): void {
    const line = `${new Date(this.#clock.now()).toISOString().slice(0, 19)} ${text}`
    this.#hash.update(line)
    if (this.#tells) this.#telling.push(line)
  }

  #happen(event: Exclude<WorldEvent, RunEvent>): void {
    switch (event.kind) {
      case 'evict':
        this.#say('the cache is emptied')
        this.#cache.clear()
        this.#quality.evicted()
        this.#oracle.happened('the cache was emptied')
        this.#oracle.evicted()
        return
      case 'others-refresh':
        this.#say(`somebody refreshes ${event.path}`)
        this.#tableau.refresh(this.#content(event.path))
        return
      case 'behaviour': {
        const { behaviour } = this.#content(event.path)
        this.#say(`refreshes of ${event.path} now take ${event.seconds} s and end in ${event.result}`)
        behaviour.seconds = event.seconds
        behaviour.outcomes = [outcomeOf({ result: event.result, notes: event.notes })]
      }
    }
  }

  #content(path: string) {
    return path.startsWith('Shop/Board') ? this.#tableau.workbook(path) : this.#tableau.datasource(path)
  }

  /** One job of a workflow: dbt, then the action, then its post step. */
  async #job(event: RunEvent): Promise<void> {
    this.#runs += 1
    const start = this.#clock.now() + event.skew
    const left = event.fromCatalogue && this.#left !== null ? withoutFiles(this.#left) : this.#left
    const output = event.build === null ? left : this.#dbt.build(event.build, start)
    if (output === null) return
    if (event.build !== null) await this.#clock.sleep(output.endedAt - output.startedAt)
    if (event.build?.schema === 'prod') this.#left = output
    this.#quality.begin(event)
    const watch = this.#oracle.begin(event, output, this.#clock.now() + event.skew)
    this.#say(`run ${event.number} begins: ${event.trigger}`)
    const job = new Job({ event, output, watch, world: this, triggeredAt: output.startedAt })
    await job.main(event.death)
    if (event.death?.by !== 'machine' || !job.hasDied) await job.post(event.postDeath)
    this.#say(
      `run ${event.number} ends: ${[...job.annotations.filter((text) => text.startsWith('error')), job.outputs.get('rows') ?? 'no rows'].join(' | ')}`,
    )
    this.#oracle.end(watch, job)
    this.#quality.end(watch, job)
    job.close()
  }

  get parts() {
    const { scenario } = this.#story
    return {
      clock: this.#clock,
      tableau: this.#tableau,
      cache: this.#cache,
      oracle: this.#oracle,
      scenario,
      seed: this.#story.seed,
      say: (text: string) => this.#say(text),
    }
  }
}

/** A site with its part of the content. */
function siteOf({ project, tableau }: Story['scenario'], contentUrl: SiteName): ReturnType<typeof siteInput> {
  const contents = project.contents.filter(({ site }) => site === contentUrl)
  const { scheduled, refreshesPerHour, refreshesPerDay } = tableau
  return siteInput(contents, {
    contentUrl,
    database: project.database,
    connectedApps: APPS,
    concurrency: tableau.concurrency,
    quotas: {
      ...(refreshesPerHour !== null && { refreshesPerHour }),
      ...(refreshesPerDay !== null && { refreshesPerDay }),
    },
    ...(scheduled !== null &&
      contents.some(({ path }) => path === scheduled.path) && {
        tasks: [{ refreshes: scheduled.path, frequency: scheduled.frequency, at: scheduled.at }],
      }),
  })
}

interface JobParts {
  readonly event: RunEvent
  readonly output: BuildOutput
  readonly watch: JobWatch
  readonly world: { readonly parts: World['parts'] }
  readonly triggeredAt: number
}

/** The action in one job, as the runner runs it. */
class Job {
  readonly #parts: JobParts
  readonly #root: string
  readonly #states = new Map<string, string>()
  readonly outputs = new Map<string, string>()
  readonly annotations: string[] = []
  readonly #random: Random
  #life = new Life(null, { die: () => undefined, cancel: () => undefined })
  #skew: number
  #isPost = false
  hasDied = false
  wasCancelled = false
  /** Null if main did not end by itself. */
  exitCode: number | null = null

  constructor(parts: JobParts) {
    this.#parts = parts
    const { event, output, world } = parts
    this.#skew = event.skew
    this.#root = `/runner/${event.number}`
    this.#random = new Random(world.parts.seed * 1000 + event.number)
    for (const [path, text] of output.files) put(`${this.#root}/work/${path}`, text)
    put(
      `${this.#root}/event.json`,
      JSON.stringify(payloadOf(event, parts.triggeredAt, cronOf(world.parts.scenario))),
    )
    openCache(`${this.#root}/work`, this.#cacheAccess())
  }

  async main(death: Death | null): Promise<void> {
    await this.#process(death, start)
  }

  async post(death: Death | null): Promise<void> {
    const { world, event } = this.#parts
    this.#isPost = true
    if (this.hasDied) world.parts.say(`run ${event.number} died, and its post step runs`)
    await this.#process(death, post)
  }

  /** The journal of this job, if there is one. */
  get journal(): string | undefined {
    const path = this.#states.get('journal')
    return path === undefined ? undefined : look(path)
  }

  /** What it has told owners; undefined if it has written no file. */
  get news(): string | undefined {
    return look(`${this.#root}/work/${NEWS}`)
  }

  /** What it has written on the page of an exposure. */
  page(exposure: string): string | undefined {
    return look(`${this.#root}/work/${SITE_FOLDER}/exposures/${exposure}.json`)
  }

  close(): void {
    closeCache(`${this.#root}/work`)
    scrap(this.#root)
  }

  async #process(death: Death | null, entry: (action: Action) => Promise<number>): Promise<void> {
    const { world, event } = this.#parts
    const { clock, oracle, say } = world.parts
    const cancelled = new AbortController()
    let over: () => void = () => undefined
    const died = new Promise<void>((resolve) => (over = resolve))
    const life: Life = new Life(death, {
      die: () => {
        this.hasDied = true
        say(`run ${event.number} dies at call ${life.calls}`)
        if (death !== null) oracle.happened(...situationsOfDeath(death, entry === post))
        oracle.died(this.#parts.watch)
        over()
      },
      cancel: () => {
        this.wasCancelled = true
        say(`run ${event.number} is cancelled at call ${life.calls}`)
        if (death !== null) oracle.happened(...situationsOfDeath(death, entry === post))
        oracle.cancelled(this.#parts.watch)
        cancelled.abort()
        void clock.sleep(KILL_AFTER).then(() => ended || life.kill())
      },
    })
    let ended = false
    this.#life = life
    lend(this.#root, life)
    this.#cacheLife(life)
    const ending = entry(this.#action(life, cancelled.signal)).then(
      (code) => {
        if (entry === start) this.exitCode = code
      },
      (error: unknown) => {
        if (!life.isOver) oracle.crashed(this.#parts.watch, error)
      },
    )
    await Promise.race([ending, died])
    ended = true
    // An ended process does nothing more.
    life.retire()
  }

  #access: CacheAccess | null = null

  #cacheAccess(): CacheAccess {
    const { event, world, watch } = this.#parts
    const { cache, oracle } = world.parts
    const scopes = scopesOf(event)
    const access: CacheAccess = {
      cache,
      token: cache.token({ scopes }),
      life: this.#life,
      calls: 0,
      faults: new Map(event.cacheFaults.map(({ call, fault }) => [call, fault])),
      onFault: (fault) => oracle.happened(`the cache met ${fault}`),
      onRestored: (entry, kind) => oracle.restored(watch, entry, kind),
      written: (text) => writtenBy(event.release, text),
      onSaved: (entry, kind) =>
        oracle.saved(watch, {
          entry,
          kind,
          text: cache.archiveOf(entry)?.toString() ?? '',
          isWhole: !this.hasDied && !this.wasCancelled,
          isPost: this.#isPost,
          // State remembers it last, after all outputs.
          hasTold: this.news !== undefined && this.outputs.has('rows'),
        }),
    }
    this.#access = access
    return access
  }

  #cacheLife(life: Life): void {
    if (this.#access === null) return
    this.#access.life = life
    this.#access.calls = 0
  }

  #action(life: Life, signal: AbortSignal): Action {
    const { event, world } = this.#parts
    const { clock: time } = world.parts
    const clock: Clock = {
      now: () => {
        if (event.skewUntil !== null && life.calls >= event.skewUntil) this.#skew = 0
        return time.now() + this.#skew
      },
      sleep: (duration, wake) => life.through(() => time.sleep(duration, wake)),
    }
    return {
      runner: this.#runner(life),
      environment: environmentOf(event, this.#root),
      clock,
      http: this.#http(life),
      random: () => this.#random.next(),
      store: (entry) =>
        Promise.resolve(
          actionsCacheStore({
            entry,
            clock,
            environment: {
              runId: String(event.runId),
              runAttempt: String(event.attempt),
              workspace: `${this.#root}/work`,
              cacheMode: '',
              random: () => this.#random.next(),
            },
          }),
        ),
      strayErrors: { setListener: () => undefined },
      signal,
    }
  }

  #runner(life: Life): Action['runner'] {
    const { event, world, watch } = this.#parts
    const inputs = inputsOf(event, world.parts, this.#parts.output)
    const tell = (level: string) => (message: string) =>
      life.throughSync(() => void this.annotations.push(`${level}: ${message}`))
    const nothing = (): void => life.throughSync(() => undefined)
    return {
      getInput: (name) => inputs[name] ?? '',
      setOutput: (name, value) =>
        life.throughSync(() => {
          if (name === 'rows') world.parts.oracle.reported(watch)
          this.outputs.set(name, value)
        }),
      saveState: (name, value) => life.throughSync(() => void this.#states.set(name, value)),
      getState: (name) => this.#states.get(name) ?? '',
      setSecret: nothing,
      info: nothing,
      debug: nothing,
      group: (_name, work) => work(),
      error: tell('error'),
      warning: tell('warning'),
      notice: tell('notice'),
    }
  }

  #http(life: Life): Http {
    const { world, watch, event } = this.#parts
    const { tableau, clock, oracle } = world.parts
    const inProcess = httpInProcess(tableau, clock)
    const faults = event.tableauFaults.map((fault) => ({ ...fault, left: fault.skip, isSpent: false }))
    const strike = ({ method, url }: HttpRequest) => {
      const matching = faults.filter(
        (fault) =>
          !fault.isSpent &&
          (fault.method ?? method) === method &&
          (fault.path === null || new RegExp(fault.path).test(url)),
      )
      for (const fault of matching) fault.left -= 1
      const hit = matching.find((fault) => fault.left < 0)
      if (hit !== undefined) hit.isSpent = true
      return hit ?? null
    }
    return (request) =>
      life.through(async () => {
        await clock.sleep(LATENCY)
        if (life.isOver) return new Promise<never>(() => undefined)
        const fault = strike(request)
        const undo = fault === null ? null : tableau.faults.add({ match: {}, effect: fault.effect })
        const seen = oracle.asked(watch, request, fault)
        const answer = inProcess(request)
        undo?.()
        oracle.answered(watch, seen)
        return answer
      }, kindOf(request))
  }
}

/** The kinds of calls at which processes die most often. */
function kindOf({ method, url }: HttpRequest): Death['of'] {
  if (url.endsWith('/refresh')) return 'a refresh'
  if (method === 'GET' && /\/jobs\/[^/?]+$/.test(url)) return 'a job'
  return method !== 'GET' && url.includes('/dataQualityWarnings/') ? 'a warning' : 'any call'
}

/** What `src/index.ts` starts for the main step. */
function start(action: Action): Promise<number> {
  return isSwitchedOff(action.environment) ? switchedOff(action) : main(action)
}

const REPOSITORY = { default_branch: 'main', full_name: 'acme/analytics' }

function payloadOf({ trigger }: RunEvent, triggeredAt: number, cron: string): object {
  switch (trigger) {
    case 'schedule':
      return { repository: REPOSITORY, schedule: cron }
    case 'workflow_run':
      return {
        repository: REPOSITORY,
        workflow_run: {
          created_at: new Date(triggeredAt).toISOString(),
          event: 'schedule',
          head_branch: 'main',
          head_repository: { full_name: REPOSITORY.full_name },
        },
      }
    case 'pull_request':
      return { repository: REPOSITORY, number: 7 }
    case 'workflow_dispatch':
    case 'branch':
      return { repository: REPOSITORY }
  }
}

const REFS = { pull_request: 'refs/pull/7/merge', branch: 'refs/heads/try' } as const

function refOf(trigger: RunEvent['trigger']): string {
  return trigger === 'pull_request' || trigger === 'branch' ? REFS[trigger] : 'refs/heads/main'
}

function scopesOf({ trigger, readOnly }: RunEvent) {
  const event = trigger === 'branch' ? 'push' : trigger
  const scopes = scopesFor({ event, ref: refOf(trigger), defaultBranch: 'main' })
  return readOnly ? scopes.map(({ ref }) => ({ ref, permission: 'read' as const })) : scopes
}

function withoutFiles(output: BuildOutput): BuildOutput {
  return { ...output, files: new Map(), facts: [], firstExecution: null }
}

/** Runs per site: a page for each exposure takes time. */
const PAGES = 4

const NEWS = 'news.json'
const SITE_FOLDER = 'site'

/** Runs per pause: letting others run takes time. */
const SUMMARIES = 20

function environmentOf(
  { number, trigger, runId, attempt, mistake }: RunEvent,
  root: string,
): Record<string, string> {
  return {
    GITHUB_EVENT_NAME: trigger === 'branch' ? 'push' : trigger,
    GITHUB_EVENT_PATH: `${root}/event.json`,
    GITHUB_REF: refOf(trigger),
    GITHUB_REPOSITORY: 'acme/analytics',
    GITHUB_RUN_ID: String(runId),
    GITHUB_RUN_ATTEMPT: String(attempt),
    GITHUB_WORKSPACE: `${root}/work`,
    GITHUB_STEP_SUMMARY: number % SUMMARIES === 0 ? `${root}/summary.md` : '',
    RUNNER_TEMP: `${root}/temp`,
    ...(mistake === 'switched-off' && { DBT_ACTIVE_EXPOSURES: '0' }),
  }
}

function inputsOf(
  event: RunEvent,
  { scenario, seed }: Pick<Story, 'scenario' | 'seed'>,
  output: BuildOutput,
): Record<string, string> {
  const files = ['target', 'first', 'finance'].filter((folder) =>
    output.files.has(`${folder}/run_results.json`),
  )
  return {
    'tableau-server-url': SERVER,
    'tableau-site': event.site,
    ...credentialsOf(event, scenario),
    'dbt-artifacts': event.fromCatalogue ? 'none' : files.join('\n'),
    discover: String(scenario.project.discovers),
    'relation-map': scenario.project.database === 'ANALYTICS' ? '' : `analytics=${scenario.project.database}`,
    'on-cancel': scenario.onCancel,
    'state-scope': event.scope,
    'build-after': String(scenario.buildAfter),
    'build-after-tolerance': scenario.tolerance === null ? '' : String(scenario.tolerance),
    'updates-on': scenario.updatesOn,
    freeze: event.thaws ? 'none' : scenario.freezes.map(freezeText).join('\n'),
    'stale-after': String(scenario.staleAfter),
    'notify-file': scenario.notifies ? NEWS : '',
    'site-folder': scenario.showsSite && event.number % PAGES === 0 ? SITE_FOLDER : '',
    'max-parallel': String(scenario.maxParallel),
    force: String(event.force),
    'dry-run': event.dryRun ? 'true' : 'auto',
    wait: String(event.wait),
    'data-quality-warning': String(qualityInput(seed, event)),
    ...(event.mistake === null ? {} : WRONG_INPUTS[event.mistake]),
  }
}

const APP_SECRET = 'a-secret-of-a-connected-app-32by'
const APPS = [{ clientId: 'app', secrets: [{ id: 'one', value: APP_SECRET }] }]

function credentialsOf(
  { secondToken, mistake }: RunEvent,
  { signIn }: Story['scenario'],
): Record<string, string> {
  const given = secondToken ? 's3cret-too' : 's3cret'
  const right = signIn === 'token' ? given : APP_SECRET
  const secret = mistake === 'no-secret' ? '' : mistake === 'wrong-secret' ? 'mistyped' : right
  if (signIn === 'token')
    return { 'tableau-token-name': secondToken ? 'second' : 'ci', 'tableau-token-secret': secret }
  return {
    'tableau-client-id': 'app',
    'tableau-secret-id': 'one',
    'tableau-secret-value': secret,
    'tableau-username': 'ci@example.com',
  }
}

const WRONG_INPUTS: Readonly<Record<Mistake, Readonly<Record<string, string>>>> = {
  'no-server': { 'tableau-server-url': '' },
  'wrong-site': { 'tableau-site': 'amce' },
  'another-site': { 'tableau-site': 'gamma' },
  'no-secret': {},
  'wrong-secret': {},
  'wrong-input': { 'updates-on': 'some' },
  'wrong-number': { 'build-after': 'a day' },
  'wrong-freeze': { freeze: 'Christmas' },
  'wrong-map': { 'relation-map': 'analytics' },
  'wrong-select': { select: 'nothing_of_this_name' },
  'switched-off': {},
}
