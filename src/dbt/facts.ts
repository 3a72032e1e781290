import { type Instant, later, type Milliseconds, toIso } from '../base/clock.js'
import { type Lineage, lineageOf, reach } from './lineage.js'
import {
  type DbtNode,
  holdsData,
  isBuilt,
  isEphemeral,
  isOfAnotherProject,
  isTest,
  type Manifest,
  refreshesItself,
} from './manifest.js'
import {
  hasData,
  hasVerdicts,
  isUnchanged,
  isWarning,
  type RunResult,
  type RunResults,
  verdictOf,
  wasRebuilt,
} from './artifacts/run-results.js'
import type { SourceFreshness, SourcesFile } from './artifacts/sources.js'
import type { NodeFacts, NodeKey, UniqueId } from './types.js'

/** The artifacts of one dbt build. */
export interface Artifacts {
  readonly manifest: Manifest
  readonly runResults: readonly RunResults[]
  readonly sources: readonly SourcesFile[]
}

export type KnownFacts = ReadonlyMap<NodeKey, NodeFacts>

/** Whether these artifacts are of dbt parse or dbt compile, which build nothing. */
export function isOnlyCompiled({ runResults }: Artifacts): boolean {
  return runResults.every(({ command }) => command === 'compile')
}

/**
 * The facts that these artifacts show, by node.
 * @param known facts in state: a view or source lands only if its fingerprint differs from the one there
 */
export function factsOf(artifacts: Artifacts, known: KnownFacts): Map<NodeKey, NodeFacts> {
  const facts = new Map<NodeKey, NodeFacts>()
  const { manifest } = artifacts
  // In order of time, since a view that is not rebuilt keeps the fingerprint that it had.
  const inOrder = artifacts.runResults.filter(hasVerdicts).toSorted((a, b) => a.generatedAt - b.generatedAt)
  for (const results of inOrder) {
    for (const result of results.results) {
      const node = manifest.nodes.get(result.id)
      if (node === undefined) continue
      const before = { known: known.get(node.key), build: facts.get(node.key) }
      addFacts(facts, node.key, factsOfResult({ node, result, results }, before))
    }
  }
  addUnbuilt(artifacts, addFreshness(artifacts, facts, known), facts)
  return facts
}

interface Execution {
  readonly node: DbtNode
  readonly result: RunResult
  readonly results: RunResults
}

/** The facts of a node in state, and of earlier results of the same build. */
interface EarlierFacts {
  readonly known: NodeFacts | undefined
  readonly build: NodeFacts | undefined
}

function factsOfResult({ node, result, results }: Execution, before: EarlierFacts): NodeFacts {
  const at = result.completedAt
  const health = healthOf({ node, result, results })
  if (isTest(node.resourceType)) return health
  const rebuilt = wasRebuilt(result, results)
  if (holdsData(node)) {
    const landed = rebuilt ? { landedAt: at, ...(results.fullRefresh && { fullRefreshAt: at }) } : {}
    return { ...health, ...landed }
  }
  const code = result.codeHash ?? node.codeHash
  if (!rebuilt) return { ...health, ...fingerprintKept({ code, result, health }, before) }
  if (code === null) return health
  const known = before.known?.fingerprint
  const changed = known !== undefined && known !== code
  return { ...health, fingerprint: code, ...(changed && { landedAt: at }) }
}

/**
 * A fingerprint belongs to the newest success, so a view that this build did not rebuild keeps the one it had. The first that
 * is known of it is the code of this build, if dbt found that code in the warehouse.
 */
function fingerprintKept(
  { code, result, health }: { code: string | null; result: RunResult; health: NodeFacts },
  before: EarlierFacts,
): NodeFacts {
  if (health.okAt === undefined) return {}
  const fingerprint =
    before.build?.fingerprint ?? before.known?.fingerprint ?? (isUnchanged(result) ? code : null)
  return fingerprint === null ? {} : { fingerprint }
}

function healthOf({ node, result, results }: Execution): NodeFacts {
  const verdict = verdictOf(result, node)
  if (verdict === 'failed') return { failedAt: result.completedAt }
  // With --empty, tests pass because there are no rows, so only failures count.
  if (results.empty) return {}
  const warned = isWarning(result, node) && { warnedAt: result.completedAt }
  return { ...(verdict === 'ok' && { okAt: result.completedAt }), ...warned }
}

/**
 * A `sources.json` that is older than the build's first execution by more than this is from an earlier build: a cached or
 * self-hosted `target` folder keeps the file for days.
 */
const MAX_AGE_OF_SOURCES: Milliseconds = 60 * 60 * 1000

/** Whether a `sources.json` was generated for this build; always true if the build executed nothing. */
export function isOfBuild({ generatedAt }: SourcesFile, runResults: readonly RunResults[]): boolean {
  return generatedAt >= (firstExecution(runResults) ?? -Infinity) - MAX_AGE_OF_SOURCES
}

/** Adds the results of `dbt source freshness`, and returns the sources whose load time it measured for this build. */
function addFreshness(
  { manifest, runResults, sources: files }: Artifacts,
  facts: Map<NodeKey, NodeFacts>,
  known: KnownFacts,
): Set<UniqueId> {
  const measured = new Set<UniqueId>()
  for (const file of files) {
    const isCurrent = isOfBuild(file, runResults)
    for (const source of file.sources) {
      const node = manifest.nodes.get(source.id)
      if (node === undefined) continue
      if (isCurrent && source.maxLoadedAt !== null) measured.add(source.id)
      addFacts(
        facts,
        node.key,
        isCurrent ? factsOfFreshness(source, known.get(node.key)) : healthOfSource(source),
      )
    }
  }
  return measured
}

function healthOfSource({ failed, warned, checkedAt }: SourceFreshness): NodeFacts {
  return failed ? { failedAt: checkedAt } : { okAt: checkedAt, ...(warned && { warnedAt: checkedAt }) }
}

function factsOfFreshness(source: SourceFreshness, before: NodeFacts | undefined): NodeFacts {
  const at = source.checkedAt
  if (source.maxLoadedAt === null) return healthOfSource(source)
  if (source.failed) {
    // A stale source has no `okAt` that a fingerprint could belong to: compare the load time with the last landing.
    const landed = source.maxLoadedAt > (before?.landedAt ?? -Infinity)
    return { failedAt: at, ...(landed && { landedAt: at }) }
  }
  const fingerprint = toIso(source.maxLoadedAt)
  const landed = before?.fingerprint !== fingerprint && { landedAt: at }
  return { ...healthOfSource(source), fingerprint, ...landed }
}

/**
 * Adds landings of nodes that dbt does not build here: unmeasured sources, and nodes of other projects. They land with each
 * build that ran a node reading them, directly or through ephemeral models; if no node reads them, with every build.
 */
function addUnbuilt(
  { manifest, runResults }: Artifacts,
  measured: ReadonlySet<UniqueId>,
  facts: Map<NodeKey, NodeFacts>,
): void {
  const lastRun = lastRuns(runResults, manifest)
  const lastBuild = latestOrNull(runResults.filter(hasData).map(({ generatedAt }) => generatedAt))
  const { children } = lineageOf(manifest)
  for (const node of manifest.nodes.values()) {
    if (!isUnbuilt(node, manifest) || measured.has(node.id)) continue
    const readers = readersOf(node.id, children, manifest)
    const landedAt =
      readers.length === 0 ? lastBuild : latestOrNull(readers.flatMap((reader) => lastRun.get(reader) ?? []))
    if (landedAt !== null) addFacts(facts, node.key, { landedAt })
  }
}

function isUnbuilt(node: DbtNode, manifest: Manifest): boolean {
  return node.resourceType === 'source' || isOfAnotherProject(node, manifest)
}

/** When each node last read its parents: when it was rebuilt, or, if it refreshes itself, when dbt last reported success. */
function lastRuns(
  runResults: readonly RunResults[],
  { nodes }: Pick<Manifest, 'nodes'>,
): Map<UniqueId, Instant> {
  const last = new Map<UniqueId, Instant>()
  for (const results of runResults.filter(hasData)) {
    for (const result of results.results) {
      const node = nodes.get(result.id)
      if (node === undefined) continue
      const refreshed = refreshesItself(node) && healthOf({ node, result, results }).okAt !== undefined
      if (!refreshed && !wasRebuilt(result, results)) continue
      last.set(result.id, Math.max(last.get(result.id) ?? -Infinity, result.completedAt))
    }
  }
  return last
}

/** The nodes that dbt builds from this one, directly or through ephemeral models; no tests, hooks or analyses. */
function readersOf(
  id: UniqueId,
  children: Lineage['children'],
  { nodes }: Pick<Manifest, 'nodes'>,
): UniqueId[] {
  const next = (from: UniqueId): readonly UniqueId[] => {
    const node = nodes.get(from)
    return from === id || (node !== undefined && isEphemeral(node)) ? children(from) : []
  }
  return [...reach([id], next)].filter((reader) => {
    const node = nodes.get(reader)
    return node !== undefined && isBuilt(node.resourceType) && !isEphemeral(node) && reader !== id
  })
}

function latestOrNull(instants: readonly Instant[]): Instant | null {
  return instants.reduce<Instant | null>(later, null)
}

/** One node may have several results (of a build and its retry): the later instant of each kind counts. */
function addFacts(facts: Map<NodeKey, NodeFacts>, key: NodeKey, more: NodeFacts): void {
  if (Object.keys(more).length > 0) facts.set(key, joinNodeFacts(facts.get(key) ?? {}, more))
}

/** The later instant of each kind; a fingerprint belongs to its `okAt`. Idempotent, commutative, associative. */
export function joinNodeFacts(a: NodeFacts, b: NodeFacts): NodeFacts {
  const newer = isNewerSuccess(a, b) ? a : b
  return {
    ...laterOf('landedAt', a, b),
    ...laterOf('failedAt', a, b),
    ...laterOf('warnedAt', a, b),
    ...laterOf('fullRefreshAt', a, b),
    ...(newer.okAt !== undefined && { okAt: newer.okAt }),
    ...(newer.fingerprint !== undefined && { fingerprint: newer.fingerprint }),
  }
}

/** Clamps instants to `now`, since clocks differ. A failure that was later than the success stays later. */
export function notAfter(now: Instant, facts: NodeFacts): NodeFacts {
  const future = (['landedAt', 'okAt', 'failedAt', 'warnedAt', 'fullRefreshAt'] as const).filter(
    (name) => (facts[name] ?? now) > now,
  )
  if (future.length === 0) return facts
  const past = { ...facts, ...Object.fromEntries(future.map((name) => [name, now])) }
  const failedLast = (facts.failedAt ?? -Infinity) > (facts.okAt ?? Infinity)
  return failedLast ? { ...past, okAt: Math.min(past.okAt ?? now, now - 1) } : past
}

function laterOf(
  field: 'landedAt' | 'failedAt' | 'warnedAt' | 'fullRefreshAt',
  a: NodeFacts,
  b: NodeFacts,
): NodeFacts {
  const instant = later(a[field] ?? null, b[field] ?? null)
  return instant === null ? {} : { [field]: instant }
}

/** For equal instants the greater fingerprint counts, so that the order of facts does not matter. */
function isNewerSuccess(a: NodeFacts, b: NodeFacts): boolean {
  const [at, other] = [a.okAt ?? -Infinity, b.okAt ?? -Infinity]
  if (at !== other) return at > other
  return b.fingerprint === undefined || (a.fingerprint !== undefined && a.fingerprint >= b.fingerprint)
}

/** The earliest execution in these results; null if none has a time. */
export function firstExecution(runResults: readonly RunResults[]): Instant | null {
  return runResults
    .flatMap((results) => results.results)
    .map((result) => result.startedAt)
    .reduce<Instant | null>((first, at) => (first === null || (at !== null && at < first) ? at : first), null)
}
