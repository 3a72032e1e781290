/** One job of a matrix over sites, as a process of its own: saves the landings of `nodes` and a refresh on its site. */
import { systemClock, type Clock } from '../../src/base/clock.js'
import { openState } from '../../src/run/saved-state.js'
import { actionsCacheStore, actionsEnvironment } from '../../src/state/cache/cache-store.js'
import { join } from '../../src/state/join.js'
import { request, stateOf } from './builders.js'
import { MATRIX, SERVER } from './job.js'

const [site = '', ...nodes] = process.argv.slice(2)

/** Longer pauses, which are multiples of a job's duration: on a busy machine one job may take much longer than another. */
const clock: Clock = {
  now: () => systemClock.now(),
  sleep: (duration, signal) => systemClock.sleep(2 * duration, signal),
}

const memory = await openState(
  {
    environment: process.env,
    runner: { group: (_, work) => work(), saveState: () => undefined },
    store: (entry) =>
      Promise.resolve(actionsCacheStore({ entry, environment: actionsEnvironment(process.env), clock })),
  },
  { kind: 'real' },
  { stateScope: MATRIX, site: { server: SERVER, site } },
)
const landed = Object.fromEntries(nodes.map((node) => [node, { landedAt: systemClock.now() }]))
const refreshed = { [`job-on-${site}`]: request(new Date(systemClock.now()).toISOString()) }
memory.journal.update(join(stateOf({ nodes: landed }), stateOf({ requests: refreshed })))
const { problems, landingsSaved } = await memory.save()
process.exitCode = landingsSaved && problems.length === 0 ? 0 : 1
