/** Starts the simulator alone: `npx tsx simulators/actions-cache/main.ts --port 8001 [--event push --ref …]`. */
import { parseArgs } from 'node:util'
import { scopesFor } from './scopes.js'
import { startActionsCache } from './server.js'
import { CacheSimulator } from './simulator.js'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8001' },
    event: { type: 'string', default: 'push' },
    ref: { type: 'string', default: 'refs/heads/main' },
    'default-branch': { type: 'string', default: 'main' },
  },
})

const server = await startActionsCache(new CacheSimulator(), { port: Number(values.port) })
const scopes = scopesFor({ event: values.event, ref: values.ref, defaultBranch: values['default-branch'] })
console.log(
  `# The Actions cache of one repository, for ${values.event} on ${values.ref}; stop it with Ctrl+C`,
)
for (const [name, value] of Object.entries(server.environment(scopes))) console.log(`export ${name}=${value}`)
