import { scopesFor } from '../../simulators/actions-cache/scopes.js'
import { runAction } from '../../simulators/runner/runner.js'
import { writeBuild } from './build.js'
import { SITE } from './site.js'
import type { Stand } from './stand.js'
import type { Order, Tool } from './tools.js'

const EVENT = { name: 'schedule', ref: 'refs/heads/main' }
const HISTORY_SPEED = 10
const DAY = 86_400_000
const MEASURED_RUN = '100'

/** The committed action, main and post step, as the runner starts them. */
export const ours: Tool = {
  id: 'ours',
  name: 'Active Exposures',
  signIn: 'token',
  many: 'together',
  refresh: async (stand, order) => {
    writeBuild(stand.folder, stand.luids(order.workbooks.length), stand.landed)
    return use(stand, order, MEASURED_RUN, {})
  },
}

/**
 * Runs the action on earlier days, so that it knows how long these refreshes take. These days run at ten times the speed; the
 * measured run does not.
 */
export async function live(stand: Stand, history: readonly (readonly number[])[]): Promise<void> {
  for (const [day, durations] of history.entries()) {
    stand.setTime(Date.now() - (history.length - day) * DAY, HISTORY_SPEED)
    for (const [index, seconds] of durations.entries()) stand.setSeconds(index, seconds)
    writeBuild(stand.folder, stand.luids(durations.length), stand.now - 1000)
    const order = { workbooks: durations.map((_, index) => index), limit: 120_000 }
    const { exitCode, output } = await use(stand, order, String(day + 1), stand.timeEnvironment)
    if (exitCode !== 0) throw new Error(`an earlier run of the action failed:\n${output}`)
  }
  stand.setTime(Date.now(), 1)
  stand.landed = stand.now
  stand.simulator.record.calls.length = 0
}

async function use(stand: Stand, order: Order, runId: string, environment: Record<string, string>) {
  const { main, post } = await runAction({
    workspace: stand.folder,
    event: EVENT,
    runId,
    environment: {
      ...stand.cache.environment(scopesFor({ event: EVENT.name, ref: EVENT.ref, defaultBranch: 'main' })),
      ...environment,
    },
    inputs: {
      'tableau-server-url': stand.url,
      'tableau-site': SITE,
      'tableau-token-name': stand.user.token,
      'tableau-token-secret': stand.user.secret,
      'build-after': '0',
      'max-parallel': '20',
      ...(order.timeoutMinutes !== undefined && { timeout: String(order.timeoutMinutes) }),
    },
    onStart: (child) => void setTimeout(() => child.kill('SIGKILL'), order.limit).unref(),
  })
  const exitCode = main.exitCode === 0 ? post.exitCode : main.exitCode
  return { exitCode, output: main.log + post.log }
}
