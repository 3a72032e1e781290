import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'

const ROOT = join(import.meta.dirname, '../..')
const OURS = join(ROOT, 'build/benchmark-manifest')
/** Slower readers are stopped. */
const PATIENCE = 300_000

export const WAYS = ['JSON.parse', 'active exposures', 'stream-json', '@streamparser/json'] as const
export type Way = (typeof WAYS)[number]

export interface Measured {
  readonly nodes: number
  /** Time of reading alone, without the start of the process. */
  readonly milliseconds: number
  /** From the start of the process to its end. */
  readonly wall: number
  /** Peak memory of the process. */
  readonly megabytes: number
}

/** The sources as plain modules, so that no compiler runs in the measured processes. */
export function compile(): void {
  execFileSync('npx', ['tsc', '-p', 'tsconfig.json', '--outDir', OURS], { cwd: ROOT, stdio: 'inherit' })
}

/** Reads a manifest in its own process; returns the reason if it fails. */
export function read(way: Way, file: string): Measured | string {
  const started = performance.now()
  const script = join(import.meta.dirname, 'read.mjs')
  const run = spawnSync(process.execPath, [script, way, file, OURS], { encoding: 'utf8', timeout: PATIENCE })
  const wall = performance.now() - started
  if (run.status === 0) return { ...(JSON.parse(run.stdout) as Omit<Measured, 'wall'>), wall }
  if (run.signal !== null) return `not done after ${PATIENCE / 1000} s`
  return /^\w*Error.*: .*$/m.exec(run.stderr)?.[0] ?? `exit code ${String(run.status)}`
}

/** Alternates the cases, so that other load on this machine affects all of them equally. */
export function inTurns<Key extends string>(
  rounds: number,
  ways: readonly Key[],
  measure: (way: Key) => Measured | string,
): Map<Key, Measured | string> {
  const all = new Map<Key, (Measured | string)[]>(ways.map((way) => [way, []]))
  for (let round = 0; round < rounds; round += 1) {
    for (const way of ways) all.get(way)?.push(measure(way))
  }
  return new Map([...all].map(([way, runs]) => [way, best(runs)]))
}

/** Times: the minimum of all rounds, because noise only adds. Memory: the maximum. */
function best(runs: readonly (Measured | string)[]): Measured | string {
  const failed = runs.find((run) => typeof run === 'string')
  if (failed !== undefined) return failed
  const done = runs.filter((run) => typeof run !== 'string')
  const least = (of: (run: Measured) => number): number => Math.min(...done.map(of))
  return {
    nodes: done[0]?.nodes ?? 0,
    milliseconds: least((run) => run.milliseconds),
    wall: least((run) => run.wall),
    megabytes: Math.max(...done.map((run) => run.megabytes)),
  }
}
