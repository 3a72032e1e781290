import type { Clock } from '../clock.js'
import { systemClock } from './clock.js'
import { site as buildSite } from './content/build.js'
import type { SiteInput } from './content/input.js'
import type { Datasource, Flow, Site, Workbook } from './content/model.js'
import { unanswered, type Handled, type SimulatedRequest, type SimulatedResponse } from './exchange.js'
import { METADATA_PATH, metadataCall, metadataRoute } from './metadata/call.js'
import { MetadataService, type InjectedError } from './metadata/service.js'
import type { World } from './rest/route.js'
import { routeName } from './rest/router.js'
import { restCall } from './rest/service.js'
import { applySettings, settingsWith, type Settings, type SettingsChange } from './settings.js'
import { Faults } from './state/faults.js'
import { Jobs, type Job } from './state/jobs.js'
import { QualityWarnings } from './state/quality-warnings.js'
import { Quotas } from './state/quotas.js'
import { Recorder } from './state/record.js'
import { Schedules } from './state/schedules.js'
import { Sessions } from './state/sessions.js'
import { isStrike, struck } from './strike.js'

export interface SimulatorOptions {
  readonly sites: readonly SiteInput[]
  readonly clock?: Clock
  readonly settings?: SettingsChange
  /** Content and settings do not change, so that the Metadata API can cache its answers. */
  readonly isFixed?: boolean
}

/**
 * Tableau as a state machine: `handle` depends only on earlier calls and the clock. It has no network, no
 * timer and no randomness, so that a week can pass in milliseconds; `server.ts` serves it over HTTP.
 */
export class TableauSimulator {
  readonly settings: Settings
  readonly faults = new Faults()
  readonly record: Recorder
  readonly clock: Clock
  readonly sites: readonly Site[]
  readonly jobs = new Jobs()
  readonly qualityWarnings = new QualityWarnings()
  readonly sessions: Sessions
  readonly #schedules: Schedules
  readonly #metadata: MetadataService
  readonly #world: World

  constructor({ sites, clock = systemClock, settings = {}, isFixed = false }: SimulatorOptions) {
    this.settings = settingsWith(settings)
    this.clock = clock
    this.sites = sites.map(buildSite)
    this.sessions = new Sessions(this.sites, this.settings, clock)
    this.#schedules = new Schedules(this.sites, this.jobs, clock.now())
    this.record = new Recorder(this.jobs, this.sessions, () => this.#catchUp())
    this.#world = {
      sites: this.sites,
      settings: this.settings,
      clock,
      sessions: this.sessions,
      jobs: this.jobs,
      schedules: this.#schedules,
      quotas: new Quotas(this.settings),
      qualityWarnings: this.qualityWarnings,
      record: this.record,
    }
    this.#metadata = new MetadataService(this.#world, { isFixed })
  }

  configure(change: SettingsChange): void {
    applySettings(this.settings, change)
  }

  /** The site with this contentUrl; throws if there is none. */
  site(contentUrl: string): Site {
    return must(this.sites, (one) => one.contentUrl === contentUrl, `site ${contentUrl}`)
  }

  /** By path or LUID, over all sites. */
  workbook(name: string): Workbook {
    const all = this.sites.flatMap(({ workbooks }) => workbooks)
    return must(all, (one) => one.path === name || one.luid === name, `workbook ${name}`)
  }

  datasource(name: string): Datasource {
    const all = this.sites.flatMap(({ datasources }) => datasources)
    return must(all, (one) => one.path === name || one.luid === name, `data source ${name}`)
  }

  flow(name: string): Flow {
    const all = this.sites.flatMap(({ flows }) => flows)
    return must(all, (one) => one.path === name || one.luid === name, `flow ${name}`)
  }

  /** Someone else starts a refresh, for example in the browser. */
  refresh(target: Datasource | Workbook | Flow, { by = 'somebody else', incremental = false } = {}): Job {
    const now = this.#catchUp()
    const active = this.jobs.active(target, now)
    if (active !== undefined) return active
    const site = must(
      this.sites,
      (one) => [...one.workbooks, ...one.datasources, ...one.flows].some((content) => content === target),
      'site',
    )
    return this.jobs.submit({ site, target, requestedBy: by, incremental }, now)
  }

  /** Runs the refreshes of Tableau's own schedules up to now. Every call and every access to the record does so too. */
  advanceSchedules(): void {
    this.#catchUp()
  }

  handle(request: SimulatedRequest): SimulatedResponse {
    const at = this.#catchUp()
    const handled = this.#withFaults(request)
    const { response, route, session, code } = handled
    const [path = '', query = ''] = request.url.split('?')
    this.record.calls.push({
      at,
      method: request.method,
      path,
      query,
      route,
      user: session?.user.name,
      token: session?.token,
      status: response.status,
      tableauCode: code,
      fate: response.fate,
    })
    return response
  }

  #catchUp(): number {
    const now = this.clock.now()
    this.#schedules.advanceTo(now)
    return now
  }

  /** A fault applies before the call has its effect, or after. */
  #withFaults(request: SimulatedRequest): Handled {
    const effects = this.faults.draw(request.method, request.url)
    const delaySeconds = effects.reduce(
      (sum, effect) => sum + (effect.kind === 'delay' ? effect.seconds : 0),
      0,
    )
    if (effects.some(({ kind }) => kind === 'end-session')) this.#endSession(request)
    const strike = effects.find(isStrike)
    const injected = effects.filter((effect) => effect.kind === 'metadata')
    const without = strike !== undefined && strike.when !== 'after'
    const handled = without ? this.#undone(request) : this.#done(request, injected)
    const seen = strike === undefined ? handled : struck(strike, handled, request, this.settings)
    return { ...seen, response: { ...seen.response, delaySeconds } }
  }

  #done(request: SimulatedRequest, injected: readonly InjectedError[]): Handled {
    return request.url.startsWith(METADATA_PATH)
      ? metadataCall(this.#world, this.#metadata, request, injected)
      : restCall(this.#world, request)
  }

  /** A call without effect is still recorded under its route. */
  #undone({ method, url }: SimulatedRequest): Handled {
    const response = unanswered('silent')
    const { pathname } = new URL(url, 'http://tableau')
    if (pathname.startsWith(METADATA_PATH)) return { response, route: metadataRoute(pathname) }
    return { response, route: routeName(method, pathname, this.settings.restApiVersion) }
  }

  #endSession({ headers }: SimulatedRequest): void {
    const session = this.sessions.alive.find((one) => one.token === headers['x-tableau-auth'])
    if (session !== undefined) this.sessions.end(session, 'evicted')
  }
}

function must<T>(items: readonly T[], test: (item: T) => boolean, what: string): T {
  const found = items.find(test)
  if (found === undefined) throw new Error(`the simulated Tableau has no ${what}`)
  return found
}
