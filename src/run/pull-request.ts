import { createHash } from 'node:crypto'
import { exposureLines } from '../dbt/exposure-lines.js'
import { asProduction } from '../dbt/compare/production.js'
import type { DbtExposure } from '../dbt/manifest.js'
import { connectGitHub, type GitHub } from '../github/client.js'
import { updateComment } from '../github/comment.js'
import { GitHubError, remedyFor } from '../github/errors.js'
import type { PullRequest } from '../github/event.js'
import { type Changes, changesOf } from '../impact/changes.js'
import { type Impact, reachesAnything } from '../impact/impact.js'
import { impactOf, nodesReached } from '../impact/reach.js'
import { message } from '../messages/message.js'
import type { Plan } from '../plan/types.js'
import { commentMarkdown } from '../report/pull-request/comment.js'
import type { Report } from '../report/report.js'
import type { SiteAddress } from '../tableau/server-address.js'
import { impactHeadline } from '../report/pull-request/impact-text.js'
import { at } from '../report/times.js'
import { savedCatalogue } from './catalogue.js'
import type { Inputs } from './inputs.js'
import type { Action } from './ports.js'
import type { Project } from './project.js'
import type { Findings } from './report-draft.js'
import type { SavedState } from './saved-state.js'
import type { BeforeTableau } from './tableau-steps.js'

interface ReviewInput {
  readonly action: Action
  readonly workspace: string
  readonly pull: PullRequest
  readonly known: BeforeTableau
}

/** What a pull request changes, and what that means for the exposures. Writes only to GitHub. */
export interface Review {
  /** The exposures that the changes reach, or why the changes are not known. */
  readonly found: Findings
  /** What the build after the merge will know: production's nodes, of which the reached ones have landed. */
  readonly afterMerge: BeforeTableau
  /** The impact with the extracts of the plan; without them if `planned` is null. */
  readonly impact: (planned: Plan | null) => Promise<Findings>
  /** Creates, updates or deletes the comment. */
  readonly comment: (found: Pick<Report, 'impact' | 'tableau'>) => Promise<Findings>
}

/** @throws ConfigurationError when a manifest is missing or cannot be read. */
export async function openReview(given: ReviewInput): Promise<Review> {
  const { action, workspace, pull, known } = given
  const { inputs, project } = known
  const github = connect(action, inputs)
  // Read before the run saves its own exposures.
  const saved = savedExposures(known)
  const changes = await changesOf({
    workspace,
    manifests: project.builds.map(({ manifest }) => manifest.path),
    baseManifest: inputs.baseManifest,
    pullNumber: pull.number,
    github,
    saved,
  })
  if ('level' in changes) {
    const nothing = (): Promise<Findings> => Promise.resolve({})
    const found = { notices: [changes] }
    return { found, afterMerge: afterMerge(known, null), impact: nothing, comment: nothing }
  }
  return {
    found: { impact: await impactWith(given, { ...changes, saved }, null) },
    afterMerge: afterMerge(known, changes),
    impact: async (planned) => {
      const impact = await impactWith(given, { ...changes, saved }, planned)
      return { impact, line: impactHeadline(impact, at) }
    },
    comment: (reported) => comment(pull, reported, { inputs, github }),
  }
}

/** Production's exposures in the catalogue; null without one. */
function savedExposures({ state, site }: BeforeTableau): readonly DbtExposure[] | null {
  return state === null ? null : (savedCatalogue(state.journal, site)()?.project.exposures ?? null)
}

function connect({ environment, clock, runner }: Action, { githubToken }: Inputs): GitHub | null {
  const repository = environment['GITHUB_REPOSITORY'] ?? ''
  if (githubToken === '' || repository === '') return null
  runner.setSecret(githubToken)
  const apiUrl = environment['GITHUB_API_URL'] ?? 'https://api.github.com'
  return connectGitHub({ token: githubToken, repository, apiUrl, clock })
}

function afterMerge(
  { mode, inputs, site, project, declared, landed, slot, state }: BeforeTableau,
  changes: Changes | null,
): BeforeTableau {
  return {
    mode,
    inputs,
    site,
    project: state === null ? project : inProduction(project, changes, state, site),
    declared,
    landed,
    slot,
    state,
    reached: changes === null ? null : nodesReached(changes.projects),
  }
}

/** Takes production's databases and schemas from the base manifests, or else from the catalogue. */
function inProduction(
  project: Project,
  changes: Changes | null,
  { journal }: SavedState,
  site: SiteAddress | null,
): Project {
  const bases = (changes?.projects ?? []).flatMap(({ base }) => base ?? [])
  const saved = savedCatalogue(journal, site)()?.project.nodes ?? new Map<never, never>()
  return { ...project, manifest: asProduction(project.manifest, { bases, saved }) }
}

async function impactWith(
  { action, workspace, known }: ReviewInput,
  { projects, caveats, unknown, saved }: Changes & { readonly saved: readonly DbtExposure[] | null },
  planned: Plan | null,
): Promise<Impact> {
  const { project, declared } = known
  const { leftOut, unresolved } = planned ?? declared
  const impact = impactOf({
    projects,
    caveats,
    unknown,
    exposures: project.manifest.exposures,
    saved: saved ?? [],
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

/** A failure is a notice and does not fail the step. */
async function comment(
  pull: PullRequest,
  { impact, tableau }: Pick<Report, 'impact' | 'tableau'>,
  { inputs, github }: CommentContext,
): Promise<Findings> {
  if (impact === null || inputs.comment === 'never' || github === null) return {}
  if (pull.untrusted) return reachesAnything(impact) ? { notices: [message('AE-COMMENT-READ-ONLY')] } : {}
  const marker = markerOf(inputs)
  const wanted = reachesAnything(impact) || inputs.comment === 'always'
  const body = wanted ? commentMarkdown(impact, tableau, marker.length + 1) : null
  try {
    const outcome = await updateComment(github, { issueNumber: pull.number, marker, body })
    return { line: `Comment on pull request ${pull.number}: ${outcome}` }
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error
    const remedy = remedyFor(error, 'pull-requests: write')
    return { notices: [message('AE-COMMENT-FAILED', { why: error.message, remedy })] }
  }
}

interface CommentContext {
  readonly inputs: Inputs
  /** Null without a token. */
  readonly github: GitHub | null
}

/** One comment per project and environment, so that two jobs of a pull request do not overwrite each other. */
function markerOf({ tableau, stateScope, dbtArtifacts }: Inputs): string {
  const about = JSON.stringify([tableau.server, tableau.site, stateScope, dbtArtifacts])
  return `<!-- active-exposures ${createHash('sha256').update(about).digest('hex').slice(0, 16)} -->`
}
