import { counts } from '../ranking.js'
import { hasErrors, type Report } from '../report.js'
import { plural } from '../reason-text.js'

/**
 * The last line of the log, where the counts do not say it: that the step fails and why, or that nothing was done. Null if
 * there is nothing to add. May hold untrusted text.
 */
export function verdictOf(report: Report, failsOnFailure: boolean): string | null {
  const { mode, error, cancelled, rows, misdirected } = report
  const { failed } = counts(report)
  const failures = `${plural(failed, 'extract')} failed`
  if (mode.kind === 'off')
    return 'Switched off by DBT_ACTIVE_EXPOSURES: nothing was read, refreshed or remembered.'
  if (cancelled) return 'This step fails, because the run was cancelled.'
  // Without rows the error is the last line already.
  if (error !== null) return rows.length === 0 ? null : 'This step fails, because the run stopped early.'
  if (failed > 0 && failsOnFailure) return `This step fails, because ${failures} (fail-on: failure).`
  if (hasErrors(report)) return `This step fails. ${firstError(report)}`
  if (failed > 0) return `This step succeeds although ${failures}: fail-on does not name failure.`
  if (misdirected > 0) return 'Nothing was refreshed: none of the exposures is of this Tableau site.'
  return null
}

function firstError({ notices }: Report): string {
  return notices.find(({ level }) => level === 'error')?.message ?? ''
}
