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

export function leftOut(count: number, all: number, what: string): string {
  return `Left out: ${count} of ${all} ${what}, for which there was no time.`
}
