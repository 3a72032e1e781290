import type { Report } from '../report/report.js'
import { newestSuccess, type Requests } from '../state/request-history.js'
import type { ExtractKey, QualityWarningFacts, RefreshState } from '../state/state.js'
import type { Luid } from '../tableau/types.js'
import type { Wanted } from './step.js'
import { wantedWarning } from './wanted.js'

/** A published data source whose warnings a run looks at. */
export interface Subject {
  readonly key: ExtractKey
  readonly luid: Luid
  /** For messages; a LUID if it is no longer in the plan. */
  readonly name: string
  readonly wanted: Wanted
  /** One of ours may stand there already, and is not to be lifted: most likely nothing is to be done. */
  readonly isMarked: boolean
}

export interface SubjectsInput {
  /** The input `data-quality-warning`. */
  readonly isOn: boolean
  /** After the refreshes. */
  readonly report: Report
  /** What may stand, as state has it. */
  readonly known: RefreshState['qualityWarnings']
  readonly requests: RefreshState['requests']
  /** Names of the dbt projects of this run. */
  readonly project: string
  /** Extracts that this run knows and does not plan. */
  readonly isElsewhere: (key: ExtractKey) => boolean
}

/**
 * The published data sources to look at: those that call for a warning, those that may have one of ours, and those that no run of this
 * state has looked at. What may have one that it should not have comes first, and what keeps the one that it has last. Pure.
 */
export function subjectsOf({ isOn, known, requests, ...given }: SubjectsInput): Subject[] {
  const own = [...known].flatMap(([key, { mayStand, project }]) =>
    mayStand && project === given.project ? [key] : [],
  )
  if (!isOn) return own.map((key) => subject(key, NOTHING))
  const planned = plannedSubjects(given.report, known, requests)
  // An exposure that was not found may be that of any of them, for example if its data source was renamed.
  const areAllFound = given.report.unresolved.length === 0
  const gone = own.filter((key) => areAllFound && !planned.has(key) && !given.isElsewhere(key))
  const all = [...gone.map((key) => subject(key, NOTHING)), ...planned.values()]
  const urgency = ({ key, wanted, isMarked }: Subject): number => {
    const mayStand = known.get(key)?.mayStand ?? null
    if (isMarked) return 3
    if (wanted.kind === 'warning') return 1
    return mayStand === null ? 2 : mayStand ? 0 : NOT_LOOKED_AT
  }
  return all.filter((one) => urgency(one) < NOT_LOOKED_AT).sort((a, b) => urgency(a) - urgency(b))
}

const NOT_LOOKED_AT = 4

const NOTHING: Wanted = { kind: 'nothing' }

function plannedSubjects(
  report: Report,
  known: SubjectsInput['known'],
  requests: SubjectsInput['requests'],
): Map<ExtractKey, Subject> {
  const context = report.wording
  const rows = report.rows.filter(({ row }) => row.extract.lineage.content.kind === 'datasource')
  return new Map(
    rows.map((row) => {
      const { key, lineage } = row.row.extract
      const { luid, name } = lineage.content
      const noted = known.get(key)
      const isRefreshed = isRefreshedSince(noted, requests.get(key))
      const wanted = wantedWarning(row, report, context, isRefreshed)
      const isMarked = noted?.mayStand === true && wanted.kind !== 'nothing'
      return [key, { key, luid, name, wanted, isMarked }]
    }),
  )
}

/** Whether a refresh that ended after a warning was set has succeeded. */
function isRefreshedSince(noted: QualityWarningFacts | undefined, requests: Requests): boolean {
  const success = newestSuccess(requests)
  if (noted?.mayStand !== true || success === null) return false
  return success.requestedAt + (success.seconds ?? 0) * 1000 > noted.at
}

/** `datasource:<luid>`, as state has it. */
function subject(key: ExtractKey, wanted: Wanted): Subject {
  const luid = key.slice(key.indexOf(':') + 1)
  return { key, luid: luid as Luid, name: luid, wanted, isMarked: false }
}
