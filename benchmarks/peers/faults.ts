import { setTimeout as sleep } from 'node:timers/promises'
import { pathOf, SITE, type SiteShape } from './site.js'
import type { Stand } from './stand.js'

const SECONDS = 12
/** When the other sign-in happens, counted from the start of the tool's job. */
const SIGN_IN_AFTER = 4000
const LOOK_EVERY = 50

/** The right reaction to a fault. */
export type Expected = 'fresh' | 'told-no-extract' | 'deferred'

/** A fault during one refresh of one workbook. */
export interface Fault {
  readonly name: string
  readonly happens: string
  readonly expects: Expected
  readonly shape: SiteShape
  /** Minutes, where the time budget is part of the fault. */
  readonly timeoutMinutes?: number
  /** Only for tools that have a time budget for the whole run. */
  readonly onlyOurs?: boolean
  /** Before the tool starts. */
  prepare(stand: Stand): Promise<void> | void
  /** At the same time as the tool, until `over`. */
  meanwhile?(stand: Stand, over: AbortSignal): Promise<void>
}

const shape: SiteShape = { seconds: [SECONDS] }
const POLL = { method: 'GET', path: /\/jobs([/?]|$)/ }
const REFRESH = { method: 'POST', path: /\/refresh$/ }

export const FAULTS: readonly Fault[] = [
  {
    name: '409, running',
    happens:
      "Somebody else's refresh began before the build's data landed, and still runs when the tool starts.",
    expects: 'fresh',
    shape,
    prepare: async (stand) => {
      startForeign(stand)
      await sleep(2000)
      stand.landed = stand.now
    },
  },
  {
    name: '409, queued',
    happens: "Somebody else's refresh is queued when the tool starts, and will read the build's data.",
    expects: 'fresh',
    shape,
    prepare: (stand) => {
      const { behaviour } = stand.simulator.workbook(pathOf(0))
      behaviour.queueSeconds = 6
      startForeign(stand)
      stand.landed = stand.now
    },
  },
  {
    name: 'foreign sign-in',
    happens: 'Another program signs in with the same token while the job runs.',
    expects: 'fresh',
    shape,
    prepare: () => undefined,
    meanwhile: async (stand, over) => {
      while (!over.aborted && stand.simulator.jobs.all.length === 0) await sleep(LOOK_EVERY)
      await sleep(SIGN_IN_AFTER)
      if (!over.aborted) signInAgain(stand)
    },
  },
  {
    name: '429',
    happens:
      'For a minute every refresh is refused: "Please retry after 1 minutes.", without a Retry-After header.',
    expects: 'fresh',
    shape,
    timeoutMinutes: 5,
    prepare: (stand) => tooMany(stand, 1),
    meanwhile: async (stand, over) => {
      await sleep(60_000, undefined, { signal: over }).catch(() => undefined)
      stand.simulator.faults.clear()
    },
  },
  {
    name: '429, out of budget',
    happens: 'Every refresh is refused: "Please retry after 29 minutes.", and the tool was given 2 minutes.',
    expects: 'deferred',
    shape,
    timeoutMinutes: 2,
    onlyOurs: true,
    prepare: (stand) => tooMany(stand, 29),
  },
  {
    name: 'dropped poll',
    happens: 'The connection breaks at the first question after the job.',
    expects: 'fresh',
    shape,
    prepare: ({ simulator }) => void simulator.faults.add({ match: POLL, effect: { kind: 'reset' } }),
  },
  {
    name: '500 on a poll',
    happens: 'The first question after the job is answered with 500.',
    expects: 'fresh',
    shape,
    prepare: ({ simulator }) =>
      void simulator.faults.add({ match: POLL, effect: { kind: 'error', code: '500000' } }),
  },
  {
    name: '500 after queueing',
    happens: 'The request to refresh is answered with 500, although Tableau has queued the job.',
    expects: 'fresh',
    shape,
    prepare: ({ simulator }) =>
      void simulator.faults.add({ match: REFRESH, effect: { kind: 'error', code: '500000', when: 'after' } }),
  },
  {
    name: 'no extract',
    happens: 'The workbook has only a live connection.',
    expects: 'told-no-extract',
    shape: { ...shape, extracts: false },
    prepare: () => undefined,
  },
]

function startForeign(stand: Stand): void {
  stand.simulator.refresh(stand.simulator.workbook(pathOf(0)))
}

function signInAgain({ simulator, user }: Stand): void {
  simulator.sessions.signIn({ kind: 'pat', name: user.token, secret: user.secret }, SITE)
}

function tooMany({ simulator }: Stand, minutes: number): void {
  const detail = `Too many requests for 'api.rest.refresh_extracts'. Please retry after ${minutes} minutes.`
  simulator.faults.add({ match: REFRESH, times: 'always', effect: { kind: 'error', code: '429000', detail } })
}
