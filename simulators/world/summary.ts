import { isRare, missing, SITUATIONS, sumOf } from './situations.js'
import type { Done } from './worker.js'

/** The result of a simulation, in a few lines. */
export function summaryOf(all: readonly Done[], seconds: number): string[] {
  const sum = (of: (done: Done) => number): number => all.reduce((total, done) => total + of(done), 0)
  const years = (rhythm: Done['rhythm']): string =>
    (sum((done) => (done.rhythm === rhythm ? done.days : 0)) / 365).toFixed(1)
  const runs = sum((done) => done.runs)
  return [
    `${years('hourly')} years of hourly and ${years('daily')} years of daily workflows: ${runs} runs in ${seconds.toFixed(0)} s, ${(runs / seconds).toFixed(0)} runs per second`,
    `${sum(({ figures }) => figures.refreshes)} refreshes, ${sum(({ figures }) => figures.demanded)} of them demanded by the oracle; ${sum(({ figures }) => figures.excused)} demands excused by faults; ${sum(({ figures }) => figures.deaths)} deaths`,
    ...(['hourly', 'daily'] as const).map((rhythm) => {
      const of = all.filter((done) => done.rhythm === rhythm)
      const longest = Math.max(0, ...of.map(({ figures }) => figures.longestWait))
      const missed = of.flatMap(({ violations }) => violations).filter((text) => text.startsWith('b:')).length
      return `staleness, ${rhythm}: ${missed} times healthy data was passed over by a run that was due and could reach Tableau; with outages it waited for at most ${(longest / 3_600_000).toFixed(1)} h after the first such run`
    }),
  ]
}

/** In fewer or shorter stories something rare may not occur. CI has time for about this many. */
const ENOUGH = { stories: 28, days: 20, forRare: 240 }

/** The table of situations, and whether one that has to occur did not, which only enough stories can prove. */
export function situationsOf(
  all: readonly Done[],
  days: number,
): { readonly lines: string[]; readonly isMissing: boolean } {
  const tally = sumOf(all.map((done) => done.tally))
  const absent = missing(tally)
  const isEnough = all.length >= ENOUGH.stories && days >= ENOUGH.days
  const lines = [
    `${SITUATIONS.length - absent.length} of ${SITUATIONS.length} situations have occurred:`,
    ...SITUATIONS.map((name) => `  ${String(tally[name] ?? 0).padStart(7)}  ${name}`),
    ...absent.map((name) => `Never: ${name}`),
    ...(isEnough
      ? []
      : [
          `That all occur is required of ${ENOUGH.stories} stories of ${ENOUGH.days} days or more, not of these.`,
        ]),
  ]
  const required = absent.filter((name) => !isRare(name) || all.length >= ENOUGH.forRare)
  return { lines, isMissing: isEnough && required.length > 0 }
}

export function progressOf(all: readonly Done[], stories: number): string {
  const absent = missing(sumOf(all.map((done) => done.tally)))
  const few = absent.length <= 10 ? `: ${absent.join(', ')}` : ''
  return `${all.length} of ${stories} stories, ${absent.length} situations have not occurred yet${few}`
}

export function leftOut(count: number, all: number, what: string): string {
  return `Left out: ${count} of ${all} ${what}, for which there was no time.`
}
