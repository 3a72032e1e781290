/** One job of the matrix, in its own process: `site extracts nodes now`. Prints its times as JSON. */
import { largeState } from './large-state.js'
import { playJob } from './job.js'

const [site = '', extracts, nodes, now] = process.argv.slice(2)
const write = process.stdout.write.bind(process.stdout)
// The client logs every step to standard output, and no runner hides it here.
process.stdout.write = () => true
process.chdir(process.env['GITHUB_WORKSPACE'] ?? '.')
const learnt = largeState({ extracts: Number(extracts), nodes: Number(nodes) }, Number(now))
const times = await playJob({ site, isPatient: true }, learnt)
write(JSON.stringify(times))
