import { readDbtProject } from './dbt/artifacts.js'
import type { Artifacts } from './dbt/facts.js'
import type { ProjectGraph } from './dbt/manifest.js'
import type { Answers } from './exposures/answers.js'
import type { Inputs } from './inputs.js'
import type { Run } from './run.js'

/** The dbt project that a run plans for: as dbt's files show it, or as an earlier run has kept it. */
export interface Project {
  readonly manifest: ProjectGraph
  /** None where it was kept: then nothing new is known to have landed. */
  readonly builds: readonly Artifacts[]
  /** What Tableau answered then about its exposures; null where Tableau is to be asked. */
  readonly answers: Answers | null
}

/** @throws ConfigurationError when there is no manifest, or nothing was kept. */
export async function openProject(run: Run, inputs: Inputs): Promise<Project> {
  if (inputs.dbtArtifacts === 'none') return (await import('./catalogue.js')).openCatalogue(run, inputs)
  return { ...(await readDbtProject(inputs.dbtArtifacts, run.workspace)), answers: null }
}
