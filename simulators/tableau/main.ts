import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

import { acme } from './acme.js'
import { ManualClock, systemClock } from './clock.js'
import { contentFile } from './content/input.js'
import { startTableau } from './server.js'
import { TableauSimulator } from './simulator.js'

/* npx tsx simulators/tableau/main.ts [--port 8000] [--content file.json] [--clock manual] */

const { values } = parseArgs({
  options: { port: { type: 'string' }, content: { type: 'string' }, clock: { type: 'string' } },
})

const simulator = new TableauSimulator({
  sites:
    values.content === undefined
      ? [acme()]
      : contentFile.parse(JSON.parse(readFileSync(values.content, 'utf8'))).sites,
  clock: values.clock === 'manual' ? new ManualClock(Date.now()) : systemClock,
})
const { url } = await startTableau(simulator, { port: Number(values.port ?? 0) })
console.log(url)
