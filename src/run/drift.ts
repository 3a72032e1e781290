import type { TableauSession } from '../tableau/session.js'
import type { Discovered } from './discovery.js'
import type { Wanted } from './catalogue.js'
import type { DbtExposure } from '../dbt/manifest.js'
import { type Answers, askSparingly, distinct, findAll, nameOf } from '../exposures/tableau-answers.js'
import { pointedAt } from '../exposures/declared.js'
import { type CheckedExposure, driftOf } from '../exposures/discovery/drift.js'
import { problemOf, type Resolved } from '../exposures/resolve.js'
import type { Exposure } from '../exposures/types.js'

import { addressOf } from './inputs.js'
import { type Run, say } from './run.js'
import type { ContentReference } from '../tableau/types.js'

/** Holds the declared exposures against Tableau, where discovery is on or the step is to fail on a difference. */
export async function checkDrift(run: Run, known: ToCheck): Promise<void> {
  const { inputs, project, discovery, pointedAt: decided, resolved } = known
  const mayFail = inputs.failOn.includes('drift')
  if (inputs.discover === null && !mayFail) return
  const pointing = pointingExposures(known)
  // Only a URL beside named extracts was not looked up yet.
  const port = askSparingly(known.tableau, { ...resolved.answers, lineages: resolved.known }, [])
  const findings = await findAll(
    pointing.flatMap(({ references }) => references),
    port,
  )
  const exposures = pointing.map((one) => checkedExposure(one, findings))
  const contents = exposures.flatMap(({ found }) => found.map(({ content }) => content))
  const { contents: lineages } = await port.describe(distinct(contents, ({ luid }) => luid))
  const check = driftOf({
    exposures,
    pointedAt: decided,
    discovery,
    lineages,
    manifest: project.manifest,
    relationMap: inputs.relationMap,
  })
  run.draft.drift = check
  const count = check.drift.length
  if (count > 0) say(run, mayFail ? 'error' : 'notice', sentence(count))
}

interface PointingExposure {
  readonly declared: DbtExposure
  readonly exposure: Exposure
  readonly references: readonly ContentReference[]
}

/** With a URL also where extracts are named beside it. */
function pointingExposures({ inputs, project, chosen }: ToCheck): PointingExposure[] {
  const byId = new Map(project.manifest.exposures.map((exposure) => [exposure.id, exposure]))
  return [...chosen.ours, ...chosen.others].flatMap(({ exposure, references }) => {
    const declared = byId.get(exposure.uniqueId)
    if (declared === undefined) return []
    const all = [...references, ...pointedAt([declared], addressOf(inputs))]
    return [{ declared, exposure, references: distinct(all, nameOf) }]
  })
}

function checkedExposure(
  { declared, exposure, references }: PointingExposure,
  findings: Answers['findings'],
): CheckedExposure {
  const answers = references.map((reference) => ({ reference, finding: findings.get(nameOf(reference)) }))
  const problems = answers.flatMap((answer) => problemOf(exposure.name, answer))
  return {
    declared,
    upstream: exposure.upstream,
    found: answers.flatMap(({ reference, finding }) =>
      finding?.kind === 'found' ? [{ reference, content: finding.content }] : [],
    ),
    dead: problems.filter(({ reason }) => reason === 'not-found').map(({ message }) => message),
    isWhole: problems.length === 0,
  }
}

function sentence(count: number): string {
  return count === 1
    ? 'An exposure differs from Tableau: the summary says how, under Drift.'
    : `Exposures differ from Tableau in ${count} points: the summary lists them under Drift.`
}

export interface ToCheck extends Wanted, Discovered {
  readonly resolved: Resolved
  readonly tableau: TableauSession
}
