/** Starts the simulator alone: `npx tsx simulators/github/main.ts --port 8002 --file models/a.sql --file models/b.sql`. */
import { parseArgs } from 'node:util'
import { startGitHub } from './server.js'
import { GitHubSimulator } from './simulator.js'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8002' },
    repository: { type: 'string', default: 'acme/analytics' },
    pull: { type: 'string', default: '7' },
    file: { type: 'string', multiple: true, default: [] },
  },
})

const simulator = new GitHubSimulator({
  repository: values.repository,
  callers: [{ token: 'ghs_simulated', login: 'github-actions[bot]', type: 'Bot', may: 'write' }],
})
simulator.files.set(
  Number(values.pull),
  values.file.map((filename) => ({ filename, status: 'modified' })),
)
const { apiUrl } = await startGitHub(simulator, { port: Number(values.port) })
console.log(`# GitHub with the pull request ${values.pull} of ${values.repository}; stop it with Ctrl+C`)
console.log(`export GITHUB_API_URL=${apiUrl} GITHUB_REPOSITORY=${values.repository}`)
console.log("export 'INPUT_GITHUB-TOKEN=ghs_simulated'")
