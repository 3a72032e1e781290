import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { TableauSimulator } from '../../simulators/tableau/index.js'

export interface Check {
  readonly name: string
  readonly holds: boolean
  /** The actual result of a failed check. */
  readonly seen?: string
}

interface Ended {
  readonly code: number
  readonly output: string
}

/** Runs tabcmd as a person would, in a separate home folder, where it keeps the token (docs/facts/field-data.md#tabcmd). */
export async function tabcmdChecks(bin: string, simulator: TableauSimulator, url: string): Promise<Check[]> {
  const home = await mkdtemp(join(tmpdir(), 'tabcmd-home-'))
  const tabcmd = (...args: string[]): Promise<Ended> =>
    run(join(bin, 'tabcmd'), [...args, '--no-prompt'], home)
  const signIn = ['--server', url, '--site', 'acme', '--token-name', 'ci', '--token-value', 's3cret']
  try {
    return [
      await succeeds('login', tabcmd('login', ...signIn), /succe/i),
      await succeeds('list workbooks', tabcmd('list', 'workbooks', '--name', ...signIn), /Weekly KPIs/),
      await succeeds('list datasources', tabcmd('list', 'datasources', '--name', ...signIn), /Orders/),
      await succeeds('list projects', tabcmd('list', 'projects', '--name', ...signIn), /Fulfilment/),
      await refreshed(
        simulator,
        'Executive/Weekly KPIs',
        tabcmd(
          'refreshextracts',
          ...signIn,
          '--project',
          'Executive',
          '--workbook',
          'Weekly KPIs',
          '--synchronous',
        ),
      ),
      await refreshed(
        simulator,
        'Operations/Fulfilment/Open Orders',
        tabcmd(
          ...['refreshextracts', ...signIn, '--parent-project-path', 'Operations', '--project', 'Fulfilment'],
          ...['--workbook', 'Open Orders', '--synchronous'],
        ),
      ),
      await refreshed(
        simulator,
        'Finance/Orders',
        tabcmd(
          'refreshextracts',
          ...signIn,
          '--project',
          'Finance',
          '--datasource',
          'Orders',
          '--synchronous',
        ),
      ),
      await fails(simulator, tabcmd, signIn),
    ]
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}

async function succeeds(name: string, command: Promise<Ended>, shows: RegExp): Promise<Check> {
  const { code, output } = await command
  return { name: `tabcmd: ${name}`, holds: code === 0 && shows.test(output), seen: output }
}

/** Holds if tabcmd's output and the simulator's record agree. */
async function refreshed(simulator: TableauSimulator, path: string, command: Promise<Ended>): Promise<Check> {
  const { code, output } = await command
  const job = simulator.record.jobs.findLast((one) => one.path === path)
  const holds = code === 0 && job?.result === 'success' && job.requestedBy === 'ci@example.com'
  return { name: `tabcmd: refreshextracts --synchronous ${path}`, holds, seen: output }
}

async function fails(
  simulator: TableauSimulator,
  tabcmd: (...args: string[]) => Promise<Ended>,
  signIn: readonly string[],
): Promise<Check> {
  const { behaviour } = simulator.workbook('Operations/Menu')
  behaviour.outcomes = [{ result: 'failed', notes: 'Login failed for user svc', statusNotes: [] }]
  const { code, output } = await tabcmd(
    ...['refreshextracts', ...signIn, '--project', 'Operations', '--workbook', 'Menu', '--synchronous'],
  )
  return { name: 'tabcmd: a failed job is an error', holds: code !== 0, seen: output }
}

function run(program: string, args: readonly string[], home: string): Promise<Ended> {
  const env = { PATH: process.env['PATH'], HOME: home, XDG_CONFIG_HOME: home, XDG_DATA_HOME: home }
  return new Promise((resolve) => {
    execFile(program, [...args], { env, cwd: home }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1
      resolve({ code, output: `${stdout}${stderr}` })
    })
  })
}
