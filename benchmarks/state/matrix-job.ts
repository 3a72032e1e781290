/** One job of the matrix, as a process of its own: `site extracts nodes now`. Prints its times as JSON. */
import { largeState } from './large-state.js'
import { playJob } from './job.js'

const [site = '', extracts, nodes, now] = process.argv.slice(2)
const write = process.stdout.write.bind(process.stdout)
// The client tells every step on standard output, where no runner hides it.
process.stdout.write = () => true
process.chdir(process.env['GITHUB_WORKSPACE'] ?? '.')
const learnt = largeState({ extracts: Number(extracts), nodes: Number(nodes) }, Number(now))
const times = await playJob({ site, isPatient: true }, learnt)
write(JSON.stringify(times))
