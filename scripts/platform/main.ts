import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, openSync } from 'node:fs'
import { parseArgs } from 'node:util'

import { acme, startTableau, TableauSimulator } from '../../simulators/tableau/index.js'
import { checkOut } from '../demo/artifacts.js'

/*
 * For a workflow that uses the action on a real runner: a simulated Tableau, and in `target/` the artifacts of a dbt build that
 * has just ended. Both are there when the command ends; the simulator goes on in a process of its own, which later steps find on
 * every system, unlike a job of a shell. Usage: npx tsx scripts/platform/main.ts --port 8000
 */

const { values } = parseArgs({
  options: { port: { type: 'string', default: '8000' }, serve: { type: 'boolean', default: false } },
})

async function serve(): Promise<void> {
  const simulator = new TableauSimulator({ sites: [acme({ seconds: 2 })] })
  const { url } = await startTableau(simulator, { port: Number(values.port) })
  simulator.configure({ webOrigin: url })
  const workspace = checkOut({ scenario: 'build-ok' }, { endedAt: Date.now() - 60_000, tableauUrl: url })
  cpSync(`${workspace}/target`, 'target', { recursive: true })
  process.send?.(url)
  process.disconnect()
}

async function start(): Promise<void> {
  const log = openSync('tableau.log', 'w')
  const server = spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1), '--serve'], {
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
  })
  const [told] = (await Promise.race([once(server, 'message'), once(server, 'exit')])) as [unknown]
  if (typeof told !== 'string') throw new Error('The simulated Tableau did not start: see tableau.log.')
  server.unref()
  console.log(`A simulated Tableau at ${told}, and artifacts of dbt in target/`)
}

await (values.serve ? serve() : start())
