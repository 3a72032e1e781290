import { cpSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

import { acme, startTableau, TableauSimulator } from '../../simulators/tableau/index.js'
import { checkOut } from '../demo/artifacts.js'

/*
 * For a workflow that uses the action on a real runner: a simulated Tableau, and in `target/` the artifacts of a dbt build that
 * has just ended. `target/ready` appears when both are there. Usage: npx tsx scripts/platform/main.ts --port 8000
 */

const { values } = parseArgs({ options: { port: { type: 'string', default: '8000' } } })

const simulator = new TableauSimulator({ sites: [acme({ seconds: 2 })] })
const { url } = await startTableau(simulator, { port: Number(values.port) })
simulator.configure({ webOrigin: url })
const workspace = checkOut({ scenario: 'build-ok' }, { endedAt: Date.now() - 60_000, tableauUrl: url })
cpSync(`${workspace}/target`, 'target', { recursive: true })
writeFileSync('target/ready', '')
console.log(url)
