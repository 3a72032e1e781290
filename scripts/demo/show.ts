import { foldedLog } from './log.js'
import type { RunShown } from './page.js'
import type { Played } from './stage.js'
import type { Scene } from './week.js'

const BOLD = '\u001B[1m'
const DIM = '\u001B[2m'
const PLAIN = '\u001B[0m'

/** Printed before a run. */
export function headingOf({ at, title, told, event }: Scene): string {
  return `\n${BOLD}━━ ${dayAndTime(at)} · ${title}${PLAIN} ${DIM}(${event.name})${PLAIN}\n${DIM}${told}${PLAIN}\n`
}

/** Printed after a run: its log as GitHub shows it. */
export function show({ main, post }: Played): string {
  return `${logOf({ main, post })}\n\n${DIM}Exit code ${main.exitCode ?? 'none'}${PLAIN}`
}

/** The run on the page. */
export function shown({ scene, main, post }: Played, index: number): RunShown {
  return {
    id: String(index + 1),
    when: dayAndTime(scene.at),
    title: scene.title,
    told: scene.told,
    event: scene.event.name,
    succeeded: main.exitCode === 0,
    log: logOf({ main, post }),
    markdown: main.summary,
    comment: '',
  }
}

function logOf({ main, post }: Pick<Played, 'main' | 'post'>): string {
  return [main, post]
    .map(foldedLog)
    .filter((log) => log !== '')
    .join('\n')
}

/** `Mon 30 Nov, 06:01`. */
function dayAndTime(instant: string): string {
  const format = { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' } as const
  return `${new Date(instant).toLocaleDateString('en-GB', format).replace(',', '')}, ${instant.slice(11, 16)}`
}
