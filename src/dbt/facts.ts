import { type Instant, later, toIso } from '../clock.js'
import { type DbtNode, holdsData, isTest, type Manifest } from './manifest.js'
import { hasVerdicts, type RunResult, type RunResults, verdictOf, wasRebuilt } from './run-results.js'
import type { SourceFreshness, SourcesFile } from './sources.js'
import type { NodeFacts, NodeKey, UniqueId } from './types.js'

/** What dbt left behind for this run. */
export interface Artifacts {
  readonly manifest: Manifest
  readonly runResults: readonly RunResults[]
  readonly sources: readonly SourcesFile[]
}

type KnownFacts = ReadonlyMap<NodeKey, NodeFacts>

/**
 * What these artifacts say of landings and health, by node. `known` is what state knew before: it tells a
 * changed view or source from one that is as it was.
 */
export function factsOf(artifacts: Artifacts, known: KnownFacts): Map<NodeKey, NodeFacts> {
  const facts = new Map<NodeKey, NodeFacts>()
  const { manifest } = artifacts
  for (const results of artifacts.runResults.filter(hasVerdicts)) {
    for (const result of results.results) {
      const node = manifest.nodes.get(result.id)
      if (node !== undefined) note(facts, node.key, factsOfResult({ node, result, results }, known))
    }
  }
  const checked = noteFreshness(artifacts, facts, known)
  noteUnbuilt(artifacts, checked, facts, known)
  return facts
}

interface Execution {
  readonly node: DbtNode
  readonly result: RunResult
  readonly results: RunResults
}

function factsOfResult({ node, result, results }: Execution, known: KnownFacts): NodeFacts {
  const at = result.completedAt
  const health = healthOf(node, result)
  if (isTest(node.resourceType)) return health
  const rebuilt = wasRebuilt(result, results)
  if (holdsData(node)) {
    const landed = rebuilt ? { landedAt: at, ...(results.fullRefresh && { fullRefreshAt: at }) } : {}
    return { ...health, ...landed }
  }
  if (!rebuilt) return health
  const fingerprint = result.codeHash ?? node.codeHash
  if (fingerprint === null) return health
  const before = known.get(node.key)?.fingerprint
  const changed = before !== undefined && before !== fingerprint
  return { ...health, fingerprint, ...(changed && { landedAt: at }) }
}

function healthOf(node: DbtNode, result: RunResult): NodeFacts {
  const ephemeral = node.materialized === 'ephemeral'
  const verdict = verdictOf(result, { isTest: isTest(node.resourceType), ephemeral })
  if (verdict === null) return {}
  return verdict === 'ok' ? { okAt: result.completedAt } : { failedAt: result.completedAt }
}

/** Notes what `dbt source freshness` saw, and returns the sources whose load time it could tell. */
function noteFreshness(
  artifacts: Artifacts,
  facts: Map<NodeKey, NodeFacts>,
  known: KnownFacts,
): Set<UniqueId> {
  const checked = new Set<UniqueId>()
  for (const source of artifacts.sources.flatMap((file) => file.sources)) {
    const node = artifacts.manifest.nodes.get(source.id)
    if (node === undefined) continue
    if (source.maxLoadedAt !== null) checked.add(source.id)
    note(facts, node.key, factsOfFreshness(source, known.get(node.key)))
  }
  return checked
}

function factsOfFreshness(source: SourceFreshness, before: NodeFacts | undefined): NodeFacts {
  const at = source.checkedAt
  if (source.maxLoadedAt === null) return source.failed ? { failedAt: at } : { okAt: at }
  if (source.failed) {
    // A fingerprint goes with an `okAt`, which a stale source has not: tell new data by its load time alone.
    const landed = source.maxLoadedAt > (before?.landedAt ?? -Infinity)
    return { failedAt: at, ...(landed && { landedAt: at }) }
  }
  const fingerprint = toIso(source.maxLoadedAt)
  return { okAt: at, fingerprint, ...(before?.fingerprint !== fingerprint && { landedAt: at }) }
}

/**
 * Sources whose load time nobody told, and nodes of projects whose results we never get, land with each
 * build that ran a node reading them.
 */
function noteUnbuilt(
  artifacts: Artifacts,
  checked: ReadonlySet<UniqueId>,
  facts: Map<NodeKey, NodeFacts>,
  known: KnownFacts,
): void {
  const { nodes } = artifacts.manifest
  const ours = packagesWithResults(artifacts, known)
  const unbuilt = (node: DbtNode): boolean =>
    node.resourceType === 'source' ? !checked.has(node.id) : !ours.has(node.packageName) && holdsData(node)
  for (const results of artifacts.runResults) {
    for (const result of results.results) {
      if (!wasRebuilt(result, results)) continue
      for (const id of nodes.get(result.id)?.parents ?? []) {
        const parent = nodes.get(id)
        if (parent !== undefined && unbuilt(parent)) {
          note(facts, parent.key, { landedAt: result.completedAt })
        }
      }
    }
  }
}

function packagesWithResults(artifacts: Artifacts, known: KnownFacts): Set<string> {
  const packages = new Set<string>()
  const add = (id: string): void => {
    const [type, name] = id.split('.')
    if (type !== 'source' && name !== undefined) packages.add(name)
  }
  for (const result of artifacts.runResults.flatMap((results) => results.results)) add(result.id)
  for (const [key, fact] of known) if (fact.okAt !== undefined || fact.failedAt !== undefined) add(key)
  return packages
}

/** Several results may speak of one node (a build and its retry): the later instant of each kind counts. */
function note(facts: Map<NodeKey, NodeFacts>, key: NodeKey, news: NodeFacts): void {
  if (Object.keys(news).length > 0) facts.set(key, joinNodeFacts(facts.get(key) ?? {}, news))
}

/** The later instant of every kind; a fingerprint goes with its `okAt`. Idempotent, commutative, associative. */
export function joinNodeFacts(a: NodeFacts, b: NodeFacts): NodeFacts {
  const newer = isNewerSuccess(a, b) ? a : b
  return {
    ...laterOf('landedAt', a, b),
    ...laterOf('failedAt', a, b),
    ...laterOf('fullRefreshAt', a, b),
    ...(newer.okAt !== undefined && { okAt: newer.okAt }),
    ...(newer.fingerprint !== undefined && { fingerprint: newer.fingerprint }),
  }
}

/** What happened cannot be later than `now`, whatever the clock that dated it shows; what failed last still has. */
export function notAfter(now: Instant, facts: NodeFacts): NodeFacts {
  const future = (['landedAt', 'okAt', 'failedAt', 'fullRefreshAt'] as const).filter(
    (name) => (facts[name] ?? now) > now,
  )
  if (future.length === 0) return facts
  const past = { ...facts, ...Object.fromEntries(future.map((name) => [name, now])) }
  const failedLast = (facts.failedAt ?? -Infinity) > (facts.okAt ?? Infinity)
  return failedLast ? { ...past, okAt: Math.min(past.okAt ?? now, now - 1) } : past
}

function laterOf(field: 'landedAt' | 'failedAt' | 'fullRefreshAt', a: NodeFacts, b: NodeFacts): NodeFacts {
  const instant = later(a[field] ?? null, b[field] ?? null)
  return instant === null ? {} : { [field]: instant }
}

/** Of one instant, the greater fingerprint counts, so that it does not matter whose facts come first. */
function isNewerSuccess(a: NodeFacts, b: NodeFacts): boolean {
  const [at, other] = [a.okAt ?? -Infinity, b.okAt ?? -Infinity]
  if (at !== other) return at > other
  return b.fingerprint === undefined || (a.fingerprint !== undefined && a.fingerprint >= b.fingerprint)
}

/** The earliest execution in these results; null where none has a time. */
export function firstExecution(runResults: readonly RunResults[]): Instant | null {
  return runResults
    .flatMap((results) => results.results)
    .map((result) => result.startedAt)
    .reduce<Instant | null>((first, at) => (first === null || (at !== null && at < first) ? at : first), null)
}
