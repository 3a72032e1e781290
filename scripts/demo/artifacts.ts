import { randomUUID } from 'node:crypto'
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { unpack } from '../../__tests__/support/artifacts.js'

/** One dbt build of the example, from the committed fixtures. */
export interface Build {
  readonly scenario: string
  /** The results of the commands before the last one. */
  readonly isBefore?: boolean
  /** customer_history with `build_after`, which models/exposures.yml misspells on purpose. */
  readonly typoMended?: boolean
}

interface Changes {
  /** When dbt wrote its results, in epoch milliseconds. */
  readonly endedAt: number
  /** Replaces the address that the exposures name. */
  readonly tableauUrl: string
}

/** Artifacts of real dbt in the `target/` of a new folder, with their times moved to another build. */
export function checkOut(build: Build, { endedAt, tableauUrl }: Changes): string {
  const { scenario, isBefore = false, typoMended = false } = build
  const workspace = unpack('core-1.12', scenario)
  if (isBefore) cpSync(join(workspace, 'target/before'), join(workspace, 'target'), { recursive: true })
  const files = ['manifest.json', 'run_results.json', 'sources.json'].map((name) =>
    join(workspace, 'target', name),
  )
  const later = endedAt - writtenAt(join(workspace, 'target/run_results.json'))
  const invocation = randomUUID()
  for (const file of files.filter(existsSync)) {
    const moved = JSON.parse(readFileSync(file, 'utf8'), (key, value: unknown) => {
      if (key === 'invocation_id') return invocation
      if (key === 'created_at' && typeof value === 'number') return value + later / 1000
      return typeof value === 'string' ? movedInstant(value, later) : value
    }) as unknown
    const text = JSON.stringify(moved).replaceAll('https://10ax.online.tableau.com', tableauUrl)
    writeFileSync(file, typoMended ? text.replaceAll('"build_afer"', '"build_after"') : text)
  }
  return workspace
}

function writtenAt(runResults: string): number {
  const { metadata } = JSON.parse(readFileSync(runResults, 'utf8')) as { metadata: { generated_at: string } }
  return new Date(metadata.generated_at).getTime()
}

/** dbt writes microseconds, which a Date cannot hold: they stay unchanged. */
const INSTANT = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3})(\d{3})(Z|\+00:00)$/

function movedInstant(text: string, later: number): string {
  const [, milliseconds, microseconds = '', zone = ''] = INSTANT.exec(text) ?? []
  if (milliseconds === undefined) return text
  const moved = new Date(new Date(`${milliseconds}Z`).getTime() + later)
  return `${moved.toISOString().slice(0, -1)}${microseconds}${zone}`
}
