import { type Instant, MINUTE } from '../../src/base/clock.js'
import type { NodeStatus, Problem, UniqueId } from '../../src/dbt/types.js'
import type {
  Exposure,
  ExposureSettings,
  ExtractToPlan,
  UpstreamOfExtract,
} from '../../src/exposures/types.js'
import { plan } from '../../src/plan/plan.js'
import type { Decision, Plan, PlanInput, Policy } from '../../src/plan/types.js'
import type { ExtractKey, FailureClass, RequestFacts } from '../../src/state/state.js'
import type { RequestKey } from '../../src/state/request-id.js'
import { type Luid, NO_READING } from '../../src/tableau/types.js'

export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** `14 06:00` is that day and time of April 2026 in UTC; the 13th is a Monday. */
export function april(text: string): Instant {
  const [day = '', time = ''] = text.split(' ')
  return Date.parse(`2026-04-${day.padStart(2, '0')}T${time}Z`)
}

const node = (name: string): UniqueId => `model.shop.${name}` as UniqueId
export const key = (text: string): ExtractKey => text as ExtractKey

const DEFAULTS: ExposureSettings = {
  buildAfter: null,
  updatesOn: null,
  onUpstreamFailure: null,
  incremental: false,
  freezes: [],
  staleAfter: null,
}

export function exposure(name: string, settings: Partial<ExposureSettings> = {}): Exposure {
  return {
    uniqueId: `exposure.shop.${name}` as UniqueId,
    name,
    label: null,
    origin: 'declared',
    owner: null,
    maturity: null,
    path: 'models/exposures.yml',
    upstream: [],
    settings: { ...DEFAULTS, ...settings },
  }
}

/** `fct_orders` is read directly, `fct_orders via datasource:orders` through that data source. */
function upstream(...texts: string[]): UpstreamOfExtract[] {
  return texts.map((text) => {
    const [name = '', via] = text.split(' via ')
    return { node: node(name), via: via === undefined ? null : key(via), declared: true }
  })
}

interface ExtractOptions extends Partial<Omit<ExtractToPlan, 'upstream' | 'reads' | 'lineage'>> {
  readonly upstream?: readonly string[]
  readonly reads?: readonly string[]
  readonly hasExtract?: boolean | null
}

/** An extract with this key, such as `workbook:sales`; its LUID and name are `sales`. */
export function extract(id: string, options: ExtractOptions = {}): ExtractToPlan {
  const { hasExtract = true, upstream: nodes = ['fct_orders'], reads = [], ...rest } = options
  const [kind = '', name = ''] = id.split(':')
  return {
    key: key(id),
    lineage: {
      content: {
        kind: kind === 'datasource' ? 'datasource' : 'workbook',
        luid: name as Luid,
        name,
        project: null,
        url: null,
      },
      hasExtract,
      ...NO_READING,
      live: NO_READING,
      extractUpdatedAt: null,
      viaBridge: false,
    },
    exposures: [exposure('kpis')],
    upstream: upstream(...nodes),
    reads: reads.map(key),
    elsewhere: [],
    otherEnvironment: [],
    unrelated: null,
    mayHideSources: false,
    ...rest,
  }
}

export const POLICY: Policy = {
  buildAfter: { minutes: 1440, at: null, timezone: null },
  toleranceMinutes: null,
  updatesOn: 'any',
  onUpstreamFailure: 'skip',
  force: false,
  freezes: [],
  staleAfter: 0,
  manual: false,
}

export function problem(name: string, kind: Problem['kind'], failedAt: Instant): Problem {
  return { node: node(name), kind, failedAt }
}

export function status(landedAt: Instant | null, rest: Partial<NodeStatus> = {}): NodeStatus {
  return { landedAt, fullRefreshAt: null, problems: [], ...rest }
}

export function nodes(statuses: Record<string, NodeStatus>): PlanInput['nodes'] {
  return new Map(Object.entries(statuses).map(([name, known]) => [node(name), known]))
}

export function refreshed(
  requestedAt: Instant,
  window: Instant | null,
  seconds: number | null = 60,
): RequestFacts {
  return { requestedAt, window, outcome: 'refreshed', failure: null, seconds }
}

export function failed(requestedAt: Instant, window: Instant | null, failure: FailureClass): RequestFacts {
  return { requestedAt, window, outcome: 'failed', failure, seconds: 60 }
}

export function running(requestedAt: Instant): RequestFacts {
  return { requestedAt, window: requestedAt, outcome: null, failure: null, seconds: null }
}

export function requests(byExtract: Record<string, RequestFacts[]>): PlanInput['requests'] {
  const jobs = (list: RequestFacts[]): Map<RequestKey, RequestFacts> =>
    new Map(list.map((request, index) => [`job-${index}` as RequestKey, request]))
  return new Map(Object.entries(byExtract).map(([id, list]) => [key(id), jobs(list)]))
}

/** One workbook that was refreshed on Monday at 06:20, has new data from Tuesday at 05:50, and is due on Tuesday at 06:00. */
export function input(changes: Partial<PlanInput> = {}): PlanInput {
  return {
    exposures: { unresolved: [], leftOut: [] },
    extracts: [extract('workbook:sales')],
    others: [],
    nodes: nodes({ fct_orders: status(april('14 05:50')) }),
    requests: requests({ 'workbook:sales': [refreshed(april('13 06:20'), april('13 06:00'))] }),
    warned: new Map(),
    policy: POLICY,
    slot: april('14 06:00'),
    jointTests: [],
    now: changes.slot ?? april('14 06:00'),
    expected: new Map(),
    nextSlot: null,
    ...changes,
  }
}

/** The plan's decision about one extract. */
export function decisionOn(id: string, given: PlanInput | Plan): Decision {
  const made = 'slot' in given && 'policy' in given ? plan(given) : given
  const row = made.extracts.find((candidate) => candidate.extract.key === id)
  if (row === undefined) throw new Error(`no row for ${id}`)
  return row.decision
}

/** `refresh new-data`, `skip build-after` … */
export function verdict(id: string, given: PlanInput | Plan): string {
  const { kind, reason } = decisionOn(id, given)
  return `${kind} ${reason}`
}

export function windowOf(decision: Decision): Instant | null {
  if (decision.kind !== 'refresh') throw new Error(`not a refresh: ${decision.reason}`)
  return decision.window
}

export type Ending = Pick<RequestFacts, 'outcome' | 'failure'>
export const SUCCESS: Ending = { outcome: 'refreshed', failure: null }

interface RunOptions extends Partial<Pick<PlanInput, 'nodes' | 'policy' | 'extracts' | 'nextSlot'>> {
  /** The time from the slot to the first request; each further request follows two minutes later, after the one before ended. */
  readonly delay?: number
  readonly ending?: (id: ExtractKey) => Ending
}

interface PlanOfSlot extends Plan {
  readonly slot: Instant
}

/** Runs one after another: each is planned, and its requests and their outcomes are known to the next. */
export class Week {
  requests: PlanInput['requests'] = new Map()

  constructor(private readonly start: Partial<PlanInput> = {}) {}

  run(
    slot: Instant,
    { delay = 20 * MINUTE, ending = () => SUCCESS, ...changes }: RunOptions = {},
  ): PlanOfSlot {
    const made = plan(input({ ...this.start, ...changes, requests: this.requests, slot }))
    const known = new Map(this.requests)
    for (const [index, { extract: planned, decision }] of made.extracts.entries()) {
      if (decision.kind !== 'refresh') continue
      const request = {
        requestedAt: slot + delay + index * 2 * MINUTE,
        window: decision.window,
        seconds: 60,
        ...ending(planned.key),
      }
      const history = known.get(planned.key) ?? new Map<RequestKey, RequestFacts>()
      known.set(planned.key, new Map([...history, [`job-${history.size}` as RequestKey, request]]))
    }
    this.requests = known
    return { ...made, slot }
  }
}
