import { readDbtProject } from '../dbt/artifacts/artifacts.js'
import type { Artifacts } from '../dbt/facts.js'
import type { ProjectGraph } from '../dbt/manifest.js'
import type { Notice } from '../base/notice.js'
import type { Answers } from '../exposures/tableau-answers.js'
import type { DeclaredExposures } from '../exposures/declared.js'
import { type Discovery, NOTHING_DISCOVERED } from '../exposures/discovery/types.js'
import type { Inputs } from './inputs.js'

/** The dbt project that a run plans for: as dbt's files show it, or as an earlier run has kept it. */
export interface Project {
  readonly manifest: ProjectGraph
  /** None where it was kept: then nothing new is known to have landed. */
  readonly builds: readonly Artifacts[]
  readonly notices: readonly Notice[]
  /** What Tableau answered then about its exposures; null where Tableau is to be asked. */
  readonly answers: Answers | null
  /** What earlier runs have discovered; nothing where Tableau is to be asked. */
  readonly discovery: Discovery
}

/** Whether there is no exposure to look behind: none of ours, and none that is discovered now or was before. */
export function isWithoutExposures(
  { ours }: DeclaredExposures,
  { discover }: Inputs,
  { discovery: { dashboards, datasources } }: Project,
): boolean {
  return ours.length + dashboards.length + datasources.length === 0 && discover === null
}

/** @throws ConfigurationError when there is no manifest, or one of dbt's files cannot be read. */
export async function readProject(paths: readonly string[], workspace: string): Promise<Project> {
  return { ...(await readDbtProject(paths, workspace)), answers: null, discovery: NOTHING_DISCOVERED }
}
