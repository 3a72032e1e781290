import type { Notice } from '../../base/notice.js'
import { CATALOGUE } from '../../messages/catalogue.js'
import type { Report } from '../report.js'

/**
 * The notices that nothing else in the summary tells: the first line says what is stale or has failed since, the section Drift
 * lists differences, and headline and first line tell of a cancelled run.
 */
export function notSaidElsewhere({ rows, notices, failedSince }: Report): readonly Notice[] {
  const isSaid = ({ id }: Notice): boolean =>
    id === 'AE-DRIFT' ||
    (id.startsWith('AE-STALE') && id !== 'AE-STALE-FAILS') ||
    (id.startsWith('AE-EARLIER-REQUEST-') && failedSince.length > 0) ||
    ((id === 'AE-RUN-CANCELLED' || id === 'AE-REFRESHES-CONTINUE') && rows.length > 0)
  return notices.filter((notice) => !isSaid(notice))
}

/** Whether the message says what to do itself, unlike an error of fail-on, which refers to others. */
export function hasRemedy({ id }: Notice): boolean {
  return CATALOGUE[id].remedy !== null && !id.endsWith('-FAILS')
}

/**
 * Errors and warnings for the first line: without errors of fail-on, whose causes it names, without what still runs in Tableau, which it
 * names too, and without what says why there are no rows.
 */
export function openNotices(report: Report): readonly Notice[] {
  const open = notSaidElsewhere(report).filter(
    ({ id }) => !id.endsWith('-FAILS') && id !== 'AE-REFRESHES-NOT-CANCELLED',
  )
  return (['error', 'warning'] as const).flatMap((wanted) => open.filter(({ level }) => level === wanted))
}
