import type { Patch } from './bundle.js'

/** A mistake in the program, and the invariants that have to notice it. */
export interface Mutation extends Patch {
  readonly name: string
  /** The letters of docs/simulation.md, any of which may be the first to notice. */
  readonly caughtBy: string
}

export const MUTATIONS: readonly Mutation[] = [
  {
    name: 'windows hold nothing back',
    caughtBy: 'a',
    file: 'src/plan/plan.ts',
    from: '[upToDate, waitingForUpstream, buildAfter, failing]',
    to: '[upToDate, waitingForUpstream]',
  },
  {
    name: 'a request is not on disk before it is sent',
    caughtBy: 'a',
    file: 'src/refresh/refresh.ts',
    from: 'journal.asking(course.key, unseenJob(requestedAt), { ...unanswered, window: windowOf(course.row) })',
    to: '',
  },
  {
    name: 'after an unclear answer the refresh is asked for again',
    caughtBy: 'adi',
    file: 'src/refresh/request.ts',
    from: 'const sighting = await jobOfRequest(row.extract.lineage, asking.requestedAt, asking)\n  const failure',
    to: "const sighting = { kind: 'none' } as Awaited<ReturnType<typeof jobOfRequest>>\n  const failure",
  },
  {
    name: 'an early run never counts for the next window',
    caughtBy: 'b',
    file: 'src/plan/window.ts',
    from: 'begin <= slot + tolerance && ',
    to: 'begin <= slot - tolerance && ',
  },
  {
    name: 'only what this very build landed counts',
    caughtBy: 'bc',
    file: 'src/steps.ts',
    from: 'nodes: nodeStatuses(upstream, project.manifest, nodes)',
    to: 'nodes: nodeStatuses(upstream, project.manifest, new Map([...nodes].filter(([, { okAt = 0, failedAt = 0 }]) => Math.max(okAt, failedAt) >= Math.min(...project.builds.flatMap(({ runResults }) => runResults.flatMap(({ results }) => results.map(({ startedAt }) => startedAt ?? Infinity)))))))',
  },
  {
    name: 'views are not looked through',
    caughtBy: 'b',
    file: 'src/dbt/health.ts',
    from: 'const seen = showsLandingsBehind(node) ? parents : []',
    to: 'const seen: readonly NodeStatus[] = []',
  },
  {
    name: 'the health of the upstream is ignored',
    caughtBy: 'c',
    file: 'src/plan/plan.ts',
    from: 'problems.length === 0 || settings',
    to: 'problems.length >= 0 || settings',
  },
  {
    name: 'a failed test holds nothing back',
    caughtBy: 'c',
    file: 'src/dbt/health.ts',
    from: '...(heldByTests.get(node.id) ?? []), ',
    to: '',
  },
  {
    name: 'problems do not come down from ancestors',
    caughtBy: 'c',
    file: 'src/dbt/health.ts',
    from: '...parents.flatMap((parent) => parent.problems)',
    to: '',
  },
  {
    name: 'a refresh of an earlier run that still runs is not waited for',
    caughtBy: 'd',
    file: 'src/plan/plan.ts',
    from: '[noExtract, otherEnvironment, inFlight, upstreamFailed, neverLanded]',
    to: '[noExtract, otherEnvironment, upstreamFailed, neverLanded]',
  },
  {
    name: 'nobody signs out',
    caughtBy: 'e',
    file: 'src/tableau/session.ts',
    from: '    await calls.signOut()\n',
    to: '',
  },
  {
    name: 'of two instants the first one is kept',
    caughtBy: 'bci',
    file: 'src/dbt/facts.ts',
    from: 'const instant = later(a[field] ?? null, b[field] ?? null)',
    to: 'const instant = a[field] ?? b[field] ?? null',
  },
  {
    name: 'state forgets after a day',
    caughtBy: 'f',
    file: 'src/state/ageing.ts',
    from: 'const KEPT_FOR = LONGEST',
    to: 'const KEPT_FOR = DAY',
  },
  {
    name: 'the newest success is forgotten among newer failures',
    caughtBy: 'fai',
    file: 'src/state/ageing.ts',
    from: "    sorted.find(({ outcome }) => outcome === 'refreshed')?.job,\n    lastUsedWindow(requests)?.job,\n",
    to: '',
  },
  {
    name: 'the journal is begun in place',
    caughtBy: 'f',
    file: 'src/state/journal.ts',
    from: 'const half = `${path}.half`',
    to: 'const half = path',
  },
  {
    name: 'what is stored is not joined before a save',
    caughtBy: 'fabci',
    file: 'src/state/actions-cache.ts',
    from: 'const all = lasting(join(stored.state, known), now)',
    to: 'const all = lasting(known, now)',
  },
  {
    name: 'the last row is left out of the report',
    caughtBy: 'g',
    file: 'src/report/rows.ts',
    from: 'const rows = worstFirst(report)',
    to: 'const rows = worstFirst(report).slice(0, -1)',
  },
  {
    name: 'a failed refresh is reported as a success',
    caughtBy: 'g',
    file: 'src/report/rows.ts',
    from: 'outcome: result?.outcome ?? null',
    to: "outcome: result === null ? null : result.outcome === 'failed' ? 'refreshed' : result.outcome",
  },
  {
    name: 'any branch counts as production',
    caughtBy: 'h',
    file: 'src/github/event.ts',
    from: 'asked || onProduction',
    to: "asked || event.ref.kind === 'branch'",
  },
  {
    name: 'another environment is not noticed',
    caughtBy: 'h',
    file: 'src/plan/plan.ts',
    from: '[noExtract, otherEnvironment, inFlight,',
    to: '[noExtract, inFlight,',
  },
  {
    name: 'a development build speaks for production',
    caughtBy: 'bci',
    file: 'src/dbt/manifest.ts',
    from: "`${id}@${database ?? ''}.${schema ?? ''}`",
    to: "`${id}@${database ?? ''}`",
  },
  {
    name: 'what is up to date is refreshed all the same',
    caughtBy: 'i',
    file: 'src/plan/plan.ts',
    from: '[upToDate, waitingForUpstream, buildAfter, failing]',
    to: '[waitingForUpstream, buildAfter, failing]',
  },
]
