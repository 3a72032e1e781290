import { distinctBy } from '../base/distinct.js'
import type { DbtExposure } from '../dbt/manifest.js'
import { linkedContent } from '../exposures/declared.js'
import { type CheckedExposure, type DriftCheck, driftOf } from '../exposures/discovery/drift.js'
import { answersTo, problemOf, type Resolved } from '../exposures/resolve.js'
import type { ChosenExposures } from '../exposures/select/select.js'
import { type Answers, withKnownAnswers, findAll, referenceKey } from '../exposures/tableau-answers.js'
import type { Exposure } from '../exposures/types.js'
import { message, type Message } from '../messages/message.js'
import { driftText } from '../report/drift-text.js'
import type { Report } from '../report/report.js'
import type { SiteAddress } from '../tableau/server-address.js'
import type { TableauSession } from '../tableau/session.js'
import type { ContentReference } from '../tableau/types.js'
import type { Discovered } from './discovery.js'
import type { Inputs } from './inputs.js'
import type { Project } from './project.js'

interface DriftInput {
  readonly project: Project
  readonly chosen: ChosenExposures
  readonly resolved: Resolved
  readonly discovered: Pick<Discovered, 'discovery' | 'linkedContent'>
  readonly site: SiteAddress | null
  readonly relationMap: Inputs['relationMap']
  readonly written: Report['exposuresFile']
}

/** Compares the declared exposures with Tableau. */
export async function checkDrift(known: DriftInput, tableau: TableauSession): Promise<DriftCheck> {
  const { project, discovered, resolved, relationMap, written } = known
  const pointing = pointingExposures(known)
  // All references were looked up before, except the URL of an exposure that also names extracts.
  const port = withKnownAnswers(tableau, { ...resolved.answers, lineages: resolved.known }, [])
  const { findings, prefetched } = await findAll(
    pointing.flatMap(({ references }) => references),
    port,
  )
  const exposures = pointing.map((one) => checkedExposure(one, findings))
  const contents = exposures.flatMap(({ found }) => found.map(({ content }) => content))
  const { contents: lineages } = await port.describe(
    distinctBy(contents, ({ luid }) => luid),
    prefetched,
  )
  return driftOf({
    exposures,
    linkedContent: discovered.linkedContent,
    discovery: discovered.discovery,
    lineages,
    manifest: project.manifest,
    relationMap,
    written,
  })
}

/** One notice if exposures differ from Tableau; with `fail-on: drift` it is an error. */
export function driftNotices({ drift }: DriftCheck, failOn: Inputs['failOn']): Message[] {
  if (drift.length === 0) return []
  const differences = driftText(drift)
  return [message(failOn.includes('drift') ? 'AE-DRIFT-FAILS' : 'AE-DRIFT', { differences })]
}

interface PointingExposure {
  readonly declared: DbtExposure
  readonly exposure: Exposure
  readonly references: readonly ContentReference[]
}

/** The declared exposures with all their references: named extracts and the URL. */
function pointingExposures({ site, project, chosen }: DriftInput): PointingExposure[] {
  const byId = new Map(project.manifest.exposures.map((exposure) => [exposure.id, exposure]))
  return [...chosen.ours, ...chosen.others].flatMap(({ exposure, references }) => {
    const declared = byId.get(exposure.uniqueId)
    if (declared === undefined) return []
    const all = [...references, ...linkedContent([declared], site)]
    return [{ declared, exposure, references: distinctBy(all, referenceKey) }]
  })
}

function checkedExposure(
  { declared, exposure, references }: PointingExposure,
  findings: Answers['findings'],
): CheckedExposure {
  const answers = answersTo(references, findings)
  const problems = answers.flatMap((answer) => problemOf(exposure.name, answer))
  return {
    declared,
    upstream: exposure.upstream,
    found: answers.flatMap(({ reference, finding }) =>
      finding?.kind === 'found' ? [{ reference, content: finding.content }] : [],
    ),
    dead: problems.filter(({ reason }) => reason === 'not-found').map(({ message }) => message),
    nearest: answers.flatMap(({ finding }) =>
      finding?.kind === 'not-found' ? finding.candidates.slice(0, 1).map(({ luid }) => luid) : [],
    ),
    allFound: problems.length === 0,
  }
}
