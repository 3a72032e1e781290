import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'

export interface Start {
  readonly entry: string
  readonly environment?: Readonly<Record<string, string>>
}

/** User and system time of a process that runs this script, from the shell that waits for it. */
export function cpuSeconds({ entry, environment = {} }: Start, cwd: string): number {
  const shell = '"$1" "$2" >&2 || exit; times'
  // A bash whose standard input is a socket, as Node's pipes are, runs ~/.bashrc first, whose programs would count too.
  const run = spawnSync('bash', ['--norc', '-c', shell, 'bash', process.execPath, entry], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'],
      GITHUB_WORKSPACE: cwd,
      GITHUB_EVENT_NAME: 'push',
      RUNNER_TEMP: tmpdir(),
      ...environment,
    },
  })
  if (run.status !== 0) throw new Error(`${entry} ended with ${String(run.status)}: ${run.stderr}`)
  // The second line has the times of the child processes: `0m0.157s 0m0.031s`.
  const [, children = ''] = run.stdout.split('\n')
  return [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds),
    0,
  )
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN
}
