import { lstat, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import * as z from 'zod'
import { ConfigurationError } from '../base/errors.js'
import { parseJson } from '../base/json.js'
import { projectHealth } from '../dbt/health.js'
import { expandSemantics } from '../dbt/lineage.js'
import type { ProjectGraph } from '../dbt/manifest.js'
import { warningOf } from '../dbt/problems.js'
import { discoveredExposures } from '../exposures/discovery/merge.js'
import type { Resolved } from '../exposures/resolve.js'
import { message } from '../messages/message.js'
import { planExtract } from '../plan/plan.js'
import type { PlanInput } from '../plan/types.js'
import type { Report } from '../report/report.js'
import { EXPOSURES, type Site, type SiteFile, siteOf } from '../site/site.js'
import type { SiteExposure, SiteSource } from '../site/tiles.js'
import type { RefreshState } from '../state/state.js'
import type { Inputs } from './inputs.js'
import type { Findings } from './report-draft.js'
import { whyOf, workspaceFile } from './workspace-file.js'

/** What a run knows for the site once it has planned. */
export interface PlannedSite extends NonNullable<Inputs['site']> {
  readonly project: ProjectGraph
  readonly resolved: Resolved
  readonly input: PlanInput
}

/** Writes the site of a run. An unusable folder fails the step, but nothing else of the run. */
export async function writeSite(
  planned: PlannedSite,
  report: Report,
  { state, workspace }: { readonly state: RefreshState; readonly workspace: string },
): Promise<Findings> {
  try {
    const site = siteOf(sourceOf(planned, report, state))
    const folder = await writeSiteFiles(planned.folder, workspace, site.files)
    return { siteFolder: folder, line: lineOf(folder, site) }
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    return { notices: [error.explanation] }
  }
}

function lineOf(folder: string, { counts }: Site): string {
  const parts = Object.entries(counts).flatMap(([health, count]) => (count === 0 ? [] : `${count} ${health}`))
  return `Site in ${folder}: ${parts.join(', ') || 'no exposures'}`
}

function sourceOf(
  { project, resolved, input, showOwners }: PlannedSite,
  report: Report,
  { nodes, requests }: RefreshState,
): SiteSource {
  const exposures = [...declaredOnes(project), ...discoveredOnes(resolved)]
  const read = [...resolved.extracts, ...resolved.others].flatMap(({ upstream }) =>
    upstream.map(({ node }) => node),
  )
  const ids = new Set([...exposures.flatMap(({ upstream }) => upstream), ...read])
  const health = projectHealth(ids, project, nodes)
  const { statuses, jointTests } = health
  return {
    report,
    unselected: resolved.others.map((extract) =>
      planExtract({ ...input, requests, nodes: statuses, jointTests }, extract),
    ),
    exposures,
    health,
    warnings: projectHealth(ids, project, nodes, warningOf),
    requests,
    policy: input.policy,
    nextRunAt: input.nextSlot,
    showOwners,
  }
}

function declaredOnes(project: ProjectGraph): SiteExposure[] {
  return project.exposures.map(({ id, name, label, owner, dependsOn }) => ({
    uniqueId: id,
    name,
    label,
    owner,
    upstream: expandSemantics(dependsOn, project),
    extracts: [],
  }))
}

/** Also those that this run has not planned. */
function discoveredOnes({ discovery }: Resolved): SiteExposure[] {
  return discoveredExposures(discovery, { found: [], linkedContent: [] }).map(
    ({ exposure, extracts = [] }) => ({
      ...exposure,
      extracts,
    }),
  )
}

/** Names the files of the last site, so that those of exposures that are gone can be removed, and no others. */
const LIST = 'active-exposures-site.json'

const OURS = new RegExp(String.raw`^${EXPOSURES}/[\w-]+\.(?:html|svg|json)$`)

/** The folder may be part of the checkout, or hostile: names that we would not write are dropped. */
const listSchema = z
  .object({ files: z.array(z.string()) })
  .transform(({ files }) => files.filter((path) => OURS.test(path)))

/**
 * Writes these files to a folder of the workspace, and removes what an earlier site had there and this one does not.
 * @returns the folder, relative to the workspace, with `/`.
 * @throws ConfigurationError for a folder that is the workspace itself, is not inside it, is in git's or GitHub's folders, has a
 * file of somebody else that the site would replace, or cannot be written.
 */
export async function writeSiteFiles(
  given: string,
  workspace: string,
  files: readonly SiteFile[],
): Promise<string> {
  const index = await workspaceFile(INPUT, join(given, 'index.html'), workspace)
  const folder = dirname(index.shown)
  if (folder === '.') throw new ConfigurationError(message('AE-SITE-FOLDER-WORKSPACE'))
  try {
    await mkdir(join(dirname(index.path), EXPOSURES), { recursive: true })
    // Again, and for the folder below: either may be a link.
    await workspaceFile(INPUT, join(given, EXPOSURES, 'index.html'), workspace)
    await writeAll(dirname(index.path), folder, files)
    return folder
  } catch (error) {
    if (error instanceof ConfigurationError) throw error
    throw new ConfigurationError(message('AE-SITE-NOT-WRITTEN', { folder, why: whyOf(error) }))
  }
}

const INPUT = 'site-folder'

async function writeAll(folder: string, shown: string, files: readonly SiteFile[]): Promise<void> {
  const before = await filesBefore(folder)
  const paths = files.map(({ path }) => path)
  const foreign = await firstThatExists(
    folder,
    paths.filter((path) => !before.has(path)),
  )
  if (foreign !== null)
    throw new ConfigurationError(message('AE-SITE-FOLDER-FOREIGN', { folder: shown, file: foreign }))
  // First, so that what this process writes before it dies is known as ours.
  await writeList(folder, [...before, ...paths])
  for (const { path, content } of files) await replace(join(folder, path), content())
  const kept = new Set(paths)
  for (const path of before) if (!kept.has(path)) await rm(join(folder, path), { force: true })
  await writeList(folder, paths)
}

/** What this action has written there. */
async function filesBefore(folder: string): Promise<ReadonlySet<string>> {
  const text = await readFile(join(folder, LIST), 'utf8').catch(() => '')
  const files = listSchema.safeParse(parseJson(text)).data
  return new Set(files === undefined ? [] : ['index.html', ...files])
}

async function writeList(folder: string, paths: readonly string[]): Promise<void> {
  const files = [...new Set(paths)].filter((path) => OURS.test(path))
  const half = `${LIST}.half`
  await replace(join(folder, half), `${JSON.stringify({ files }, null, 1)}\n`)
  await rename(join(folder, half), join(folder, LIST))
}

async function firstThatExists(folder: string, paths: readonly string[]): Promise<string | null> {
  for (const path of paths) {
    const isThere = await lstat(join(folder, path)).then(
      () => true,
      () => false,
    )
    if (isThere) return path
  }
  return null
}

/** Replaces the file itself if it is a link, never what it points to. */
async function replace(path: string, content: string): Promise<void> {
  await rm(path, { force: true })
  await writeFile(path, content, { flag: 'wx' })
}
