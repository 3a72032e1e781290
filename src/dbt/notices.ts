import { CLOCKS_DIFFER, type Instant, toMinute } from '../base/clock.js'
import type { Notice } from '../base/notice.js'
import { type Artifacts, isOfBuild } from './facts.js'
import { type DbtNode, isBuilt, isOfAnotherProject, type Manifest } from './manifest.js'
import { canLand, hasData, type RunResults } from './artifacts/run-results.js'
import type { SourcesFile } from './artifacts/sources.js'

/**
 * Notices about artifacts that do not show what landed.
 * @param news whether they had facts that state did not have
 */
export function artifactNotices(
  artifacts: Artifacts,
  { news, now }: { readonly news: boolean; readonly now: Instant },
): Notice[] {
  const { manifest, runResults, sources } = artifacts
  if (runResults.length === 0) return [missingResults(manifest)]
  if (!runResults.some(canLand)) return runResults.slice(0, 1).map(overwritten)
  return [
    ...runResults.flatMap((results) => oddResults(results, manifest)),
    ...sources.filter((file) => !isOfBuild(file, runResults)).map(leftBehind),
    ...fromTheFuture(runResults, now),
    ...onlyRetried(runResults),
    // Tables without rows have no landings to count.
    ...(news || !runResults.some(hasData) ? [] : nothingNew(manifest, runResults)),
  ]
}

function missingResults(manifest: Manifest): Notice {
  return warning(
    `There are no run results of ${manifest.path} in dbt-artifacts, so nothing is known to have landed: dbt ended before writing run_results.json, ran with --no-write-json, or only parsed the project; or dbt-artifacts lists the manifest alone.`,
  )
}

/** `args.which` of the commands that write run results without building anything, as people type them. */
const TYPED: Readonly<Record<string, string>> = { generate: 'docs generate', operation: 'run-operation' }

function overwritten(results: RunResults): Notice {
  const command = `dbt ${TYPED[results.command] ?? results.command}`
  const otherwise = results.command === 'test' ? 'use dbt build' : `run ${command} after this step`
  return warning(
    `${results.path} was written by ${command}, which does not show what landed and has overwritten the results of any build before it: ${otherwise}, or keep a copy of the build's run_results.json and list it in dbt-artifacts too.`,
  )
}

function oddResults(results: RunResults, manifest: Manifest): Notice[] {
  if (results.empty) {
    return [
      warning(
        `${results.path} is of a dbt ${results.command} --empty: its tables have no rows, so nothing landed.`,
      ),
    ]
  }
  // Hooks have results too, with ids that are no node's.
  const built = results.results.filter(({ id }) => !id.startsWith('operation.'))
  if (built.length > 0 && !built.some(({ id }) => manifest.nodes.has(id))) {
    return [
      warning(
        `${results.path} has no result of any node in ${manifest.path}, so nothing is known to have landed: it is of another project, or of a build before all was renamed; point dbt-artifacts at files of one dbt command.`,
      ),
    ]
  }
  // A project that builds no nodes, only exposures, has nothing to select.
  if (built.length === 0 && [...manifest.nodes.values()].some((node) => isBuiltHere(node, manifest))) {
    return [
      warning(`${results.path} is of a dbt ${results.command} that selected nothing, so it built nothing.`),
    ]
  }
  return []
}

function isBuiltHere(node: DbtNode, manifest: Manifest): boolean {
  return isBuilt(node.resourceType) && !isOfAnotherProject(node, manifest)
}

function leftBehind({ path, generatedAt }: SourcesFile): Notice {
  return {
    level: 'notice',
    message: `${path} is of a dbt source freshness of ${toMinute(generatedAt)}, more than an hour before this build: it does not tell which sources have new data now. Run dbt source freshness in the job of the build, or remove the old file.`,
  }
}

function fromTheFuture(runResults: readonly RunResults[], now: Instant): Notice[] {
  const ahead = runResults.find(({ generatedAt }) => generatedAt - now > CLOCKS_DIFFER)
  if (ahead === undefined) return []
  return [
    warning(
      `${ahead.path} was written at ${toMinute(ahead.generatedAt)}, but for this runner it is ${toMinute(now)}: its clock is wrong, or that of the machine on which dbt ran. Times of the future count as now.`,
    ),
  ]
}

function onlyRetried(runResults: readonly RunResults[]): Notice[] {
  const landing = runResults.filter(canLand)
  const [retry] = landing
  if (retry === undefined || !landing.every((results) => results.isRetry)) return []
  return [
    warning(
      `${retry.path} was written by dbt retry and lists the retried nodes only: what the build before it landed is not counted unless you keep a copy of its run_results.json and list both in dbt-artifacts.`,
    ),
  ]
}

/** If dbt ends after parsing, there is a new manifest next to the results of an earlier command. */
function nothingNew(manifest: Manifest, runResults: readonly RunResults[]): Notice[] {
  const newest = runResults.reduce((a, b) => (b.generatedAt > a.generatedAt ? b : a))
  const sameCommand = runResults.some((results) => results.invocationId === manifest.invocationId)
  const counted = `${newest.path} (dbt ${newest.command} of ${shown(newest.generatedAt)}) says nothing new: an earlier run has already counted it.`
  if (sameCommand) return [{ level: 'notice', message: counted }]
  return [
    warning(
      `${counted} ${manifest.path} is of another dbt command (${shown(manifest.generatedAt)}): if dbt has run since, it ended before it wrote its results.`,
    ),
  ]
}

function shown(instant: Instant | null): string {
  return instant === null ? 'unknown time' : toMinute(instant)
}

function warning(message: string): Notice {
  return { level: 'warning', message }
}
