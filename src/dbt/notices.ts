import { typedCommand } from './build-summary.js'
import { DAY, type Instant, type Milliseconds, MOST_CLOCK_SKEW, toMinute } from '../base/clock.js'
import { message, type Message } from '../messages/message.js'
import { type Artifacts, firstExecution, isOfBuild, isOnlyCompiled, type KnownFacts } from './facts.js'
import { type DbtNode, isBuilt, isOfAnotherProject, type Manifest } from './manifest.js'
import { canLand, hasData, type RunResults } from './artifacts/run-results.js'
import type { SourcesFile } from './artifacts/sources.js'

interface NoticeContext {
  /** Whether the artifacts showed facts that state did not have. */
  readonly news: boolean
  readonly now: Instant
  /** The facts that state had before; absent if it had none. */
  readonly known?: KnownFacts
  /** Whether the run writes an exposures-file, for which dbt parse is enough. */
  readonly writesExposures?: boolean
}

/** Warnings about artifacts that do not show what landed. */
export function artifactNotices(artifacts: Artifacts, context: NoticeContext): Message[] {
  const { manifest, runResults, sources } = artifacts
  const { news, now, known = new Map(), writesExposures = false } = context
  const [first] = runResults
  if (first === undefined) return writesExposures ? [] : [missingResults(manifest)]
  if (writesExposures && isOnlyCompiled(artifacts))
    return [message('AE-RESULTS-OF-COMPILE', { path: first.path })]
  if (!runResults.some(canLand)) return [overwritten(first, hasLandedLately(manifest, known, now))]
  return [
    ...runResults.flatMap((results) => unusableResults(results, manifest)),
    ...sources.filter((file) => !isOfBuild(file, runResults)).map(outdatedSources),
    ...aheadOfClock(runResults, now),
    ...(news ? onlyRetried(artifacts, known) : []),
    // Results of `--empty` never have new landings.
    ...(news || !runResults.some(hasData) ? [] : [nothingNew(manifest, runResults)]),
  ]
}

function missingResults(manifest: Manifest): Message {
  return message('AE-NO-RUN-RESULTS', { manifest: manifest.path })
}

/** A job that only runs tests is not a mistake if other runs read the builds. */
function overwritten({ path, command }: RunResults, buildsAreRead: boolean): Message {
  const values = { path, command: typedCommand(command) }
  if (command !== 'test') return message('AE-RESULTS-OVERWRITTEN', values)
  const ofTest = message('AE-RESULTS-OF-TEST', values)
  return buildsAreRead ? { ...ofTest, level: 'notice' } : ofTest
}

/** Longer than the time between two builds of most projects. */
const LATELY: Milliseconds = 7 * DAY

/** Whether an earlier run saw a node of this project land, so that its builds are read. */
function hasLandedLately({ nodes }: Manifest, known: KnownFacts, now: Instant): boolean {
  return [...nodes.values()].some(({ key }) => (known.get(key)?.landedAt ?? -Infinity) > now - LATELY)
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

function onlyRetried({ manifest, runResults }: Artifacts, known: KnownFacts): Message[] {
  const landing = runResults.filter(canLand)
  const [retry] = landing
  if (retry === undefined || !landing.every((results) => results.isRetry)) return []
  return isAttemptBeforeKnown(retry, manifest, known)
    ? []
    : [message('AE-RESULTS-OF-RETRY', { path: retry.path })]
}

/** Failures that are older than this are of another build than the one that is retried. */
const BETWEEN_ATTEMPTS: Milliseconds = DAY / 2

/** Whether state has the results of the attempt that was retried: all these nodes failed shortly before. */
function isAttemptBeforeKnown(retry: RunResults, { nodes }: Manifest, known: KnownFacts): boolean {
  const built = retry.results.flatMap(({ id }) => {
    const node = nodes.get(id)
    return node !== undefined && isBuilt(node.resourceType) ? [node.key] : []
  })
  const earliest = (firstExecution([retry]) ?? retry.generatedAt) - BETWEEN_ATTEMPTS
  return (
    built.length > 0 &&
    built.every((key) => {
      const { failedAt = -Infinity, okAt = -Infinity } = known.get(key) ?? {}
      return failedAt > okAt && failedAt > earliest
    })
  )
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
