import type { Mistake } from './story.js'

/* Exit code and counts of a run (docs/inputs.md, fail-on; README, outputs), worked out from its rows and annotations. */

interface Row {
  readonly decision: string
  readonly reason?: string
  readonly outcome: string | null
}

interface Told {
  readonly outputs: ReadonlyMap<string, string>
  readonly annotations: readonly string[]
  /** Null if main did not end by itself. */
  readonly exitCode: number | null
}

const FAILED: readonly (string | null)[] = ['failed', 'cancelled', 'timed-out', 'blocked']

/** Somebody should fix these (docs/decisions.md#the-table). */
const HELD: readonly string[] = ['upstream-failed', 'failing', 'other-environment', 'not-visible']

/** Held back in the first run that says so, and skipped afterwards. */
const HELD_ONCE = 'never-landed'

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
  const refreshed = rows.filter(({ outcome }) => outcome === 'refreshed').length
  const hasError = annotations.some((text) => text.startsWith('error:'))
  const expected = failed > 0 || hasError ? 1 : 0
  return [
    ...countProblems(outputs, { refreshed, failed }),
    ...skipProblems(outputs, rows),
    ...(exitCode === expected ? [] : [`its exit code is ${exitCode ?? 'none'} and not ${expected}`]),
    ...(exitCode === 1
      ? []
      : unmended.map((path) => `it succeeds, and ${path}, which an earlier run requested, has failed since`)),
    ...(FAILS.includes(mistake) && exitCode !== 1 ? [`it succeeds in spite of a mistake (${mistake})`] : []),
    ...(mistake === 'switched-off' && exitCode !== 0 ? ['it is switched off, and fails'] : []),
  ]
}

function countProblems(outputs: Told['outputs'], counts: Readonly<Record<string, number>>): string[] {
  return Object.entries(counts)
    .filter(([name, count]) => outputs.get(name) !== String(count))
    .map(([name, count]) => `its output ${name} is ${outputs.get(name) ?? 'missing'}, and ${count} rows are`)
}

/** Each skipped row counts once: as held back, or as skipped. */
function skipProblems(outputs: Told['outputs'], rows: readonly Row[]): string[] {
  const skips = rows.filter(({ outcome, decision }) => outcome === null && decision === 'skip')
  const surely = skips.filter(({ reason = '' }) => HELD.includes(reason)).length
  const perhaps = skips.filter(({ reason }) => reason === HELD_ONCE).length
  const held = Number(outputs.get('held') ?? 'NaN')
  const skipped = Number(outputs.get('skipped') ?? 'NaN')
  if (held + skipped === skips.length && held >= surely && held <= surely + perhaps) return []
  return [
    `its outputs say ${held} held back and ${skipped} skipped, of ${skips.length} rows, ${surely} held back`,
  ]
}
