import { readDbtProject } from './dbt/artifacts.js'
import type { Artifacts } from './dbt/facts.js'
import type { ProjectGraph } from './dbt/manifest.js'
import type { Notice } from './notice.js'
import type { Answers } from './exposures/answers.js'

/** The dbt project that a run plans for: as dbt's files show it, or as an earlier run has kept it. */
export interface Project {
  readonly manifest: ProjectGraph
  /** None where it was kept: then nothing new is known to have landed. */
  readonly builds: readonly Artifacts[]
  readonly notices: readonly Notice[]
  /** What Tableau answered then about its exposures; null where Tableau is to be asked. */
  readonly answers: Answers | null
}

/** @throws ConfigurationError when there is no manifest, or one of dbt's files cannot be read. */
export async function readProject(paths: readonly string[], workspace: string): Promise<Project> {
  return { ...(await readDbtProject(paths, workspace)), answers: null }
}
