// Preloaded into the action's process: prints its peak memory when it ends.
import { writeFileSync } from 'node:fs'
const { PEAK_FILE } = process.env
if (PEAK_FILE !== undefined)
  process.on('exit', () => writeFileSync(PEAK_FILE, String(process.resourceUsage().maxRSS / 1024)))
