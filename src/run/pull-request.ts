/* What a run does on a pull request: what the change reaches, and what becomes of it after the merge. Writes nowhere but to GitHub. */

import { createHash } from 'node:crypto'
import { keptBefore } from './catalogue.js'
import { type Changes, changesOf } from '../impact/changes.js'
import { exposureLines } from '../dbt/exposure-lines.js'
import { asProduction } from '../dbt/compare/production.js'
import type { ProjectGraph } from '../dbt/manifest.js'
import type { UniqueId } from '../dbt/types.js'
import type { DeclaredExposures } from '../exposures/declared.js'
import { connectGitHub, type GitHub } from '../github/client.js'
import { keepComment } from '../github/comment.js'
import { GitHubError, remedyFor } from '../github/errors.js'
import type { PullRequest } from '../github/event.js'
import { addressOf, type Inputs } from './inputs.js'
import type { ExtractRow, Plan } from '../plan/types.js'
import type { Impact } from '../impact/impact.js'
import { impactOf, type ProjectChanges, reachedInAll } from '../impact/reach.js'
import { impactHeadline } from '../report/pull-request/words.js'
import { commentMarkdown } from '../report/pull-request/comment.js'
import { isWithoutExposures, type Project } from './project.js'
import { note, type Run, say } from './run.js'
import * as steps from './steps.js'

/** A run on a pull request as it goes. */
interface Preview {
  readonly run: Run
  readonly pull: PullRequest
  readonly inputs: Inputs
  readonly project: Project
  readonly declared: DeclaredExposures
  /** Null where there is no token. */
  readonly github: GitHub | null
}

export async function previewPullRequest(
  run: Run,
  found: Pick<Preview, 'inputs' | 'project' | 'declared'>,
): Promise<void> {
  const pull = run.event.pullRequest
  if (pull === null) return
  const preview = { run, pull, ...found, github: connect(run, found.inputs) }
  const known = await changesOf({
    workspace: run.workspace,
    manifests: found.project.builds.map(({ manifest }) => manifest.path),
    baseManifest: found.inputs.baseManifest,
    pullNumber: pull.number,
    github: preview.github,
  })
  if ('level' in known) note(run, [known])
  const changes = 'level' in known ? null : known
  // Told also where Tableau then fails.
  run.draft.impact = changes === null ? null : await impactWith(preview, changes, null)
  const planned = await planAfterMerge(preview, changes?.projects ?? null)
  if (changes === null) return
  run.draft.impact = await impactWith(preview, changes, planned)
  run.log.line(impactHeadline(run.draft.impact))
  await comment(preview, run.draft.impact)
}

async function impactWith(
  { run, project, declared }: Preview,
  changes: Changes,
  planned: Plan | null,
): Promise<Impact> {
  const { leftOut, unresolved } = planned ?? declared
  const impact = impactOf({
    ...changes,
    exposures: project.manifest.exposures,
    leftOut,
    unresolved,
    rows: planned?.extracts ?? null,
    now: run.action.clock.now(),
  })
  return withLines(impact, run.workspace)
}

function connect({ action }: Run, { githubToken }: Inputs): GitHub | null {
  const { environment, clock, runner } = action
  const repository = environment['GITHUB_REPOSITORY'] ?? ''
  if (githubToken === '' || repository === '') return null
  runner.setSecret(githubToken)
  const apiUrl = environment['GITHUB_API_URL'] ?? 'https://api.github.com'
  return connectGitHub({ token: githubToken, repository, apiUrl, clock })
}

/**
 * The plan as the build after the merge will make it: what the change reaches will have landed, all else is as production's
 * state knows it. Null where Tableau cannot be asked.
 */
async function planAfterMerge(
  preview: Preview,
  projects: readonly ProjectChanges[] | null,
): Promise<Plan | null> {
  const { run, pull, inputs, declared } = preview
  if (isWithoutExposures(declared, inputs, preview.project)) return null
  if (inputs.tableau.credentials === null) {
    say(run, 'notice', pull.untrusted ? NO_SECRETS : NO_CREDENTIALS)
    return null
  }
  const reached = projects === null ? null : reachedInAll(projects)
  const memory = await steps.openMemory(run, { stateScope: inputs.stateScope, site: addressOf(inputs) })
  const production = inProduction(preview, projects, keptBefore(memory, inputs)?.project.nodes)
  const remembers = memory.journal.state.nodes.size > 0
  const landed = steps.noteFacts(run, preview.project, memory)
  const chosen = steps.choose(run, declared, { project: production, inputs })
  let planned: Plan | null = null
  await steps.onTableau(run, inputs, async (tableau) => {
    const wanted = { inputs, project: production, chosen, landed, memory }
    const resolved = await steps.findExtracts(run, wanted, tableau)
    await steps.settleEarlier(resolved.extracts, { ...run.action, ...memory, ...run, tableau })
    const input = steps.planInput(run, { ...wanted, resolved })
    planned = steps.plan(
      reached === null ? input : { ...input, expected: reached, slot: run.action.clock.now() },
    )
    // Without state nothing is known of what is not reached: no news for a reviewer.
    const shown = reached === null || remembers ? planned : only(planned, reached)
    run.draft.planned(shown)
    run.log.planned(shown, run.draft.mode)
  })
  return planned
}

function only(plan: Plan, reached: ReadonlySet<UniqueId>): Plan {
  const reads = ({ extract }: ExtractRow): boolean => extract.upstream.some(({ node }) => reached.has(node))
  return { ...plan, extracts: plan.extracts.filter(reads) }
}

/** Each base manifest knows its own project's nodes, and the catalogue those that none knows. */
function inProduction(
  { project }: Preview,
  projects: readonly ProjectChanges[] | null,
  kept: ProjectGraph['nodes'] = new Map(),
): Project {
  const bases = (projects ?? []).flatMap(({ base }) => base ?? [])
  return { ...project, manifest: asProduction(project.manifest, { bases, kept }) }
}

const NO_SECRETS =
  'Pull requests of forks and of Dependabot get no secrets, so Tableau was not asked: what is reached is known from the manifest alone.'
const NO_CREDENTIALS =
  'There are no credentials for Tableau, so it was not asked: what is reached is known from the manifest alone.'

/** Where each reached exposure begins in its YAML file. */
async function withLines(impact: Impact, workspace: string): Promise<Impact> {
  const files = [...new Set(impact.exposures.map(({ file }) => file))]
  const lines = new Map(
    await Promise.all(files.map(async (file) => [file, await exposureLines(workspace, file)] as const)),
  )
  const exposures = impact.exposures.map((exposure) => ({
    ...exposure,
    line: lines.get(exposure.file)?.get(exposure.name) ?? null,
  }))
  return { ...impact, exposures }
}

/** Keeps the one comment; that it cannot be written is told and fails nothing. */
async function comment({ run, pull, inputs, github }: Preview, impact: Impact): Promise<void> {
  if (inputs.comment === 'never' || github === null) return
  if (pull.untrusted) {
    if (impact.exposures.length > 0) say(run, 'notice', READ_ONLY)
    return
  }
  const marker = markerOf(inputs)
  const wanted = impact.exposures.length > 0 || inputs.comment === 'always'
  const body = wanted ? commentMarkdown(impact, run.draft.tableau, marker.length + 1) : null
  try {
    const outcome = await keepComment(github, { issueNumber: pull.number, marker, body })
    run.log.line(`Comment on pull request ${pull.number}: ${outcome}`)
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error
    const remedy = `${remedyFor(error, 'pull-requests: write')}, or set comment: never.`
    say(run, 'notice', `The comment on the pull request could not be updated: ${error.message}. ${remedy}`)
  }
}

const READ_ONLY =
  'A pull request of a fork or of Dependabot has a read-only token: what it reaches is told here, not in a comment.'

/** One comment for each project and environment, so that two jobs of one pull request do not write over each other. */
function markerOf({ tableau, stateScope, dbtArtifacts }: Inputs): string {
  const about = JSON.stringify([tableau.server, tableau.site, stateScope, dbtArtifacts])
  return `<!-- active-exposures ${createHash('sha256').update(about).digest('hex').slice(0, 16)} -->`
}
