import type { ConfigurationError } from '../base/errors.js'
import { readDbtProject } from '../dbt/artifacts/artifacts.js'
import type { Artifacts } from '../dbt/facts.js'
import type { Manifest, ProjectGraph } from '../dbt/manifest.js'
import type { Message } from '../messages/message.js'
import type { Answers } from '../exposures/tableau-answers.js'
import type { DeclaredExposures } from '../exposures/declared.js'
import { type Discovery, NOTHING_DISCOVERED } from '../exposures/discovery/types.js'
import type { Inputs } from './inputs.js'

/** The dbt project of a run: read from dbt files, or from the catalogue in state. */
export interface Project {
  /** The catalogue has no links. */
  readonly manifest: ProjectGraph & Partial<Pick<Manifest, 'exposureLinks'>>
  /** Empty if the project comes from the catalogue. */
  readonly builds: readonly Artifacts[]
  readonly notices: readonly Message[]
  /** Why some of dbt's files were left out; the run stops as soon as the others are noted. */
  readonly unreadable: ConfigurationError | null
  /** What Tableau answered about its exposures, from the catalogue; null with dbt files. */
  readonly answers: Answers | null
  /** What earlier runs discovered, from the catalogue; nothing with dbt files. */
  readonly discovery: Discovery
}

/** Whether there is nothing to refresh: no exposure of this site, none discovered before, and discovery is off. */
export function isWithoutExposures(
  { ours }: DeclaredExposures,
  { discover }: Inputs,
  { discovery: { dashboards, datasources } }: Project,
): boolean {
  return ours.length + dashboards.length + datasources.length === 0 && discover === null
}

/** Reads the dbt files at these paths. @throws ConfigurationError when there is no manifest that can be read. */
export async function readProject(paths: readonly string[], workspace: string): Promise<Project> {
  return { ...(await readDbtProject(paths, workspace)), answers: null, discovery: NOTHING_DISCOVERED }
}
