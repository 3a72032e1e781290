import type { Mistake } from './story.js'

/* Exit code and counts of a run (docs/inputs.md, fail-on; README, outputs), worked out from its rows and annotations. */

interface Row {
  readonly decision: string
  readonly outcome: string | null
}

interface Told {
  readonly outputs: ReadonlyMap<string, string>
  readonly annotations: readonly string[]
  /** Null if main did not end by itself. */
  readonly exitCode: number | null
}

const FAILED: readonly (string | null)[] = ['failed', 'cancelled', 'timed-out', 'blocked']

/** With these no run can begin. A wrong site may leave nothing to do, which is a warning (docs/decisions.md, row 1). */
const FAILS: readonly (Mistake | null)[] = [
  'no-server',
  'no-secret',
  'wrong-secret',
  'wrong-input',
  'wrong-number',
  'wrong-freeze',
  'wrong-map',
]

/** Differences between exit code, counts and rows. `unmended`: what earlier runs requested and has failed unseen. */
export function verdictAgainst(
  { outputs, annotations, exitCode }: Told,
  mistake: Mistake | null,
  unmended: readonly string[],
): string[] {
  const rows = JSON.parse(outputs.get('rows') ?? '[]') as Row[]
  const failed = rows.filter(({ outcome }) => FAILED.includes(outcome)).length
  const counts = {
    refreshed: rows.filter(({ outcome }) => outcome === 'refreshed').length,
    skipped: rows.filter(({ outcome, decision }) => outcome === null && decision === 'skip').length,
    failed,
  }
  const hasError = annotations.some((text) => text.startsWith('error:'))
  const expected = failed > 0 || hasError ? 1 : 0
  return [
    ...Object.entries(counts)
      .filter(([name, count]) => outputs.get(name) !== String(count))
      .map(
        ([name, count]) => `its output ${name} is ${outputs.get(name) ?? 'missing'}, and ${count} rows are`,
      ),
    ...(exitCode === expected ? [] : [`its exit code is ${exitCode ?? 'none'} and not ${expected}`]),
    ...(exitCode === 1
      ? []
      : unmended.map((path) => `it succeeds, and ${path}, which an earlier run requested, has failed since`)),
    ...(FAILS.includes(mistake) && exitCode !== 1 ? [`it succeeds in spite of a mistake (${mistake})`] : []),
    ...(mistake === 'switched-off' && exitCode !== 0 ? ['it is switched off, and fails'] : []),
  ]
}
