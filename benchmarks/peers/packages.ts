import { execFile } from 'node:child_process'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'

const execute = promisify(execFile)

/** Packages from PyPI, each in its own virtual environment, because their pins conflict. */
export const PINS = {
  tsc: ['tableauserverclient==0.42'],
  tabcmd: ['tabcmd==2.0.21'],
  paradime: ['paradime-io==6.9.0'],
  airflow: ['apache-airflow-providers-tableau==5.7.1', 'apache-airflow==3.3.2'],
  dagster: ['dagster-tableau==0.29.27'],
} as const satisfies Record<string, readonly string[]>

export type PeerId = keyof typeof PINS

/** Dependencies that determine polling and HTTP of a peer: their versions are published too. */
const TOLD = new Set(['tableauserverclient', 'requests', 'urllib3'])

const FOLDER = join(import.meta.dirname, '../../build/benchmark-peers')
const MINUTES_TO_INSTALL = 6

export interface Environment {
  /** Folder of its programs. */
  readonly bin: string
  /** `name version`, the requested packages first. */
  readonly versions: readonly string[]
}

/** Installs a peer unless the same pins are there already. Throws with pip's last line. */
export async function installed(peer: PeerId): Promise<Environment> {
  const home = join(FOLDER, peer)
  const bin = join(home, 'bin')
  const stamp = join(home, 'pins.txt')
  const pins = PINS[peer].join('\n')
  const found = await readFile(stamp, 'utf8').catch(() => '')
  if (found !== pins) await install(home, PINS[peer])
  await writeFile(stamp, pins)
  return { bin, versions: await versionsIn(bin, PINS[peer]) }
}

async function install(home: string, pins: readonly string[]): Promise<void> {
  await rm(home, { recursive: true, force: true })
  await mkdir(home, { recursive: true })
  try {
    await execute('python3', ['-m', 'venv', home])
    await execute(join(home, 'bin/pip'), ['install', '--quiet', '--disable-pip-version-check', ...pins], {
      timeout: MINUTES_TO_INSTALL * 60_000,
    })
  } catch (error) {
    const lines = (error instanceof Error ? error.message : String(error)).trim().split('\n')
    throw new Error(`pip: ${lines.at(-1) ?? 'failed'}`, { cause: error })
  }
}

const listed = z.array(z.object({ name: z.string(), version: z.string() }))

async function versionsIn(bin: string, pins: readonly string[]): Promise<string[]> {
  const { stdout } = await execute(join(bin, 'pip'), ['list', '--format', 'json'])
  const all = listed.parse(JSON.parse(stdout)).map(({ name, version }) => ({ name: plain(name), version }))
  const asked = pins.map((pin) => plain(pin.split('==')[0] ?? pin))
  const others = [...TOLD].filter((name) => !asked.includes(name))
  return [...asked, ...others].flatMap((name) =>
    all.filter((one) => one.name === name).map(({ version }) => `${name} ${version}`),
  )
}

/** Names as PyPI compares them. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-')
}
