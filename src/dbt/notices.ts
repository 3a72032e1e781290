import { typedCommand } from './build-summary.js'
import { MOST_CLOCK_SKEW, type Instant, toMinute } from '../base/clock.js'
import { message, type Message } from '../messages/message.js'
import { type Artifacts, isOfBuild } from './facts.js'
import { type DbtNode, isBuilt, isOfAnotherProject, type Manifest } from './manifest.js'
import { canLand, hasData, type RunResults } from './artifacts/run-results.js'
import type { SourcesFile } from './artifacts/sources.js'

/**
 * Warnings about artifacts that do not show what landed.
 * @param news whether they showed facts that state did not have
 */
export function artifactNotices(
  artifacts: Artifacts,
  { news, now }: { readonly news: boolean; readonly now: Instant },
): Message[] {
  const { manifest, runResults, sources } = artifacts
  if (runResults.length === 0) return [missingResults(manifest)]
  if (!runResults.some(canLand)) return runResults.slice(0, 1).map(overwritten)
  return [
    ...runResults.flatMap((results) => unusableResults(results, manifest)),
    ...sources.filter((file) => !isOfBuild(file, runResults)).map(outdatedSources),
    ...aheadOfClock(runResults, now),
    ...onlyRetried(runResults),
    // Results of `--empty` never have new landings.
    ...(news || !runResults.some(hasData) ? [] : [nothingNew(manifest, runResults)]),
  ]
}

function missingResults(manifest: Manifest): Message {
  return message('AE-NO-RUN-RESULTS', { manifest: manifest.path })
}

function overwritten({ path, command }: RunResults): Message {
  const typed = typedCommand(command)
  return message(command === 'test' ? 'AE-RESULTS-OF-TEST' : 'AE-RESULTS-OVERWRITTEN', {
    path,
    command: typed,
  })
}

function unusableResults({ path, command, empty, results }: RunResults, manifest: Manifest): Message[] {
  if (empty) return [message('AE-RESULTS-EMPTY', { path, command })]
  // Hooks have results too, under ids that are not in `nodes`.
  const built = results.filter(({ id }) => !id.startsWith('operation.'))
  if (built.length > 0 && !built.some(({ id }) => manifest.nodes.has(id))) {
    return [message('AE-RESULTS-OF-OTHER-PROJECT', { path, manifest: manifest.path })]
  }
  // A project that builds no nodes, only exposures, has nothing to select.
  const selectsNothing = built.length === 0 && [...manifest.nodes.values()].some(isBuiltIn(manifest))
  return selectsNothing ? [message('AE-NOTHING-BUILT', { path, command })] : []
}

function isBuiltIn(manifest: Manifest): (node: DbtNode) => boolean {
  return (node) => isBuilt(node.resourceType) && !isOfAnotherProject(node, manifest)
}

function outdatedSources({ path, generatedAt }: SourcesFile): Message {
  return message('AE-SOURCES-OUTDATED', { path, time: toMinute(generatedAt) })
}

function aheadOfClock(runResults: readonly RunResults[], now: Instant): Message[] {
  const ahead = runResults.find(({ generatedAt }) => generatedAt - now > MOST_CLOCK_SKEW)
  if (ahead === undefined) return []
  const { path, generatedAt } = ahead
  return [message('AE-CLOCK-OF-DBT', { path, time: toMinute(generatedAt), now: toMinute(now) })]
}

function onlyRetried(runResults: readonly RunResults[]): Message[] {
  const landing = runResults.filter(canLand)
  const [retry] = landing
  if (retry === undefined || !landing.every((results) => results.isRetry)) return []
  return [message('AE-RESULTS-OF-RETRY', { path: retry.path })]
}

/** The results have no new facts. If dbt ended after parsing, they are of an earlier command than the manifest. */
function nothingNew(manifest: Manifest, runResults: readonly RunResults[]): Message {
  const newest = runResults.reduce((a, b) => (b.generatedAt > a.generatedAt ? b : a))
  const isSameCommand = runResults.some((results) => results.invocationId === manifest.invocationId)
  const { path, command, generatedAt } = newest
  const values = { path, command, time: toMinute(generatedAt) }
  if (isSameCommand) return message('AE-RESULTS-KNOWN', values)
  const manifestTime = manifest.generatedAt === null ? 'unknown time' : toMinute(manifest.generatedAt)
  return message('AE-RESULTS-OUTDATED', { ...values, manifest: manifest.path, manifestTime })
}
