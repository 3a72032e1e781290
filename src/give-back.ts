import type { Wanted } from './catalogue.js'
import type { Discovered } from './discovery.js'
import { checkDrift } from './drift-check.js'
import { writeExposures } from './exposures-file.js'
import type { Resolved } from './exposures/resolve.js'
import type { Run } from './run.js'
import type { TableauSession } from './tableau/session.js'

export interface ToGiveBack extends Wanted, Discovered {
  readonly resolved: Resolved
  readonly tableau: TableauSession
}

/** What Tableau showed, for those who write dbt's YAML. A run without dbt's files has nothing to hold it against. */
export async function giveBack(run: Run, known: ToGiveBack): Promise<void> {
  if (known.project.answers !== null) return
  await writeExposures(run, known)
  await checkDrift(run, known)
}
