import { createHash } from 'node:crypto'
import { exposureLines } from '../dbt/exposure-lines.js'
import { asProduction } from '../dbt/compare/production.js'
import { connectGitHub, type GitHub } from '../github/client.js'
import { updateComment } from '../github/comment.js'
import { GitHubError, remedyFor } from '../github/errors.js'
import type { PullRequest } from '../github/event.js'
import { type Changes, changesOf } from '../impact/changes.js'
import { type Impact, isTold } from '../impact/impact.js'
import { impactOf, nodesReached } from '../impact/reach.js'
import { message } from '../messages/message.js'
import type { Plan } from '../plan/types.js'
import { commentMarkdown } from '../report/pull-request/comment.js'
import { impactHeadline } from '../report/pull-request/impact-text.js'
import { keptCatalogue } from './catalogue.js'
import { addressOf, type Inputs } from './inputs.js'
import { type BeforeTableau, planAndRefresh } from './plan-and-refresh.js'
import type { Action } from './ports.js'
import { isWithoutExposures, type Project } from './project.js'
import type { Run } from './run.js'
import type { SavedState } from './saved-state.js'

type Known = Pick<BeforeTableau, 'inputs' | 'project' | 'declared' | 'landed'>

/**
 * Reports which exposures a pull request reaches and what happens to them after the merge: the steps of a build, with
 * production's nodes and without refreshes. Writes only to GitHub.
 */
export async function reviewPullRequest(run: Run, pull: PullRequest, known: Known): Promise<void> {
  const { action, draft, log, workspace } = run
  const { inputs, project } = known
  const github = connect(action, inputs)
  const found = await changesOf({
    workspace,
    manifests: project.builds.map(({ manifest }) => manifest.path),
    baseManifest: inputs.baseManifest,
    pullNumber: pull.number,
    github,
  })
  const changes = 'level' in found ? null : found
  if ('level' in found) draft.say(found)
  // Reported even if Tableau then fails.
  if (changes !== null) draft.impact = await impactWith(run, known, changes, null)
  const planned = await planAfterMerge(run, pull, known, changes)
  if (changes === null) return
  draft.impact = await impactWith(run, known, changes, planned)
  log.line(impactHeadline(draft.impact))
  await comment(run, pull, draft.impact, { inputs, github })
}

function connect({ environment, clock, runner }: Action, { githubToken }: Inputs): GitHub | null {
  const repository = environment['GITHUB_REPOSITORY'] ?? ''
  if (githubToken === '' || repository === '') return null
  runner.setSecret(githubToken)
  const apiUrl = environment['GITHUB_API_URL'] ?? 'https://api.github.com'
  return connectGitHub({ token: githubToken, repository, apiUrl, clock })
}

/**
 * The plan of the build after the merge: the nodes that the change reaches have landed, all others are as production's state
 * knows them. Null without access to Tableau.
 */
async function planAfterMerge(
  run: Run,
  pull: PullRequest,
  { inputs, project, declared, landed }: Known,
  changes: Changes | null,
): Promise<Plan | null> {
  const { state } = run
  if (state === null || isWithoutExposures(declared, inputs, project)) return null
  if (inputs.tableau.credentials === null) {
    run.draft.say(
      message(pull.untrusted ? 'AE-PULL-REQUEST-WITHOUT-SECRETS' : 'AE-PULL-REQUEST-WITHOUT-CREDENTIALS'),
    )
    return null
  }
  return planAndRefresh(run, {
    inputs,
    project: inProduction(project, changes, state, inputs),
    declared,
    landed,
    state,
    reached: changes === null ? null : nodesReached(changes.projects),
  })
}

/** Takes production's databases and schemas from the base manifests, or else from the catalogue. */
function inProduction(
  project: Project,
  changes: Changes | null,
  { journal }: SavedState,
  inputs: Inputs,
): Project {
  const bases = (changes?.projects ?? []).flatMap(({ base }) => base ?? [])
  const kept = keptCatalogue(journal, addressOf(inputs))()?.project.nodes ?? new Map<never, never>()
  return { ...project, manifest: asProduction(project.manifest, { bases, kept }) }
}

async function impactWith(
  { action, workspace }: Run,
  { project, declared }: Known,
  { projects, caveats, unknown }: Changes,
  planned: Plan | null,
): Promise<Impact> {
  const { leftOut, unresolved } = planned ?? declared
  const impact = impactOf({
    projects,
    caveats,
    unknown,
    exposures: project.manifest.exposures,
    leftOut,
    unresolved,
    rows: planned?.extracts ?? null,
    now: action.clock.now(),
  })
  return withLines(impact, workspace)
}

/** Adds the line of each reached exposure in its YAML file. */
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

/** Creates, updates or deletes the comment. A failure is a notice and does not fail the step. */
async function comment(
  { draft, log }: Run,
  pull: PullRequest,
  impact: Impact,
  { inputs, github }: Commenting,
): Promise<void> {
  if (inputs.comment === 'never' || github === null) return
  if (pull.untrusted) {
    if (isTold(impact)) draft.say(message('AE-COMMENT-READ-ONLY'))
    return
  }
  const marker = markerOf(inputs)
  const wanted = isTold(impact) || inputs.comment === 'always'
  const body = wanted ? commentMarkdown(impact, draft.tableau, marker.length + 1) : null
  try {
    const outcome = await updateComment(github, { issueNumber: pull.number, marker, body })
    log.line(`Comment on pull request ${pull.number}: ${outcome}`)
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error
    const remedy = remedyFor(error, 'pull-requests: write')
    draft.say(message('AE-COMMENT-FAILED', { why: error.message, remedy }))
  }
}

interface Commenting {
  readonly inputs: Inputs
  /** Null without a token. */
  readonly github: GitHub | null
}

/** One comment per project and environment, so that two jobs of a pull request do not overwrite each other. */
function markerOf({ tableau, stateScope, dbtArtifacts }: Inputs): string {
  const about = JSON.stringify([tableau.server, tableau.site, stateScope, dbtArtifacts])
  return `<!-- active-exposures ${createHash('sha256').update(about).digest('hex').slice(0, 16)} -->`
}
