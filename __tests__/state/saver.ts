/** One job of a matrix, as a process of its own: saves the facts of the node in its argument. */
import { systemClock } from '../../src/clock.js'
import { actionsCacheStore, actionsEnvironment } from '../../src/state/actions-cache.js'
import type { NodeKey } from '../../src/state/state.js'

const store = actionsCacheStore({
  instance: { server: 'https://10ax.online.tableau.com', site: 'acme', stateScope: '' },
  environment: actionsEnvironment(process.env),
  clock: systemClock,
})
const { state } = await store.load()
const node = process.argv[2] as NodeKey
const nodes = new Map([...state.nodes, [node, { landedAt: systemClock.now() }]])
const { saved, problem } = await store.save({ ...state, nodes })
process.exitCode = saved && problem === null ? 0 : 1
