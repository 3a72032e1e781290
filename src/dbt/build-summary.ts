import type { Instant } from '../base/clock.js'
import type { Artifacts } from './facts.js'
import { holdsData, isTest } from './manifest.js'
import type { UniqueId } from './types.js'
import {
  hasVerdicts,
  type RunResult,
  type RunResults,
  verdictOf,
  wasRebuilt,
} from './artifacts/run-results.js'

/** Counts of one dbt command's results, for the summary. */
export interface BuildSummary {
  readonly command: string
  readonly dbtVersion: string
  readonly finishedAt: Instant
  /** Number of nodes that hold data and were rebuilt. */
  readonly landed: number
  /** Number of nodes that failed. */
  readonly failed: number
  readonly failedTests: readonly UniqueId[]
  readonly warned: readonly WarnedTest[]
}

export interface WarnedTest {
  readonly id: UniqueId
  /** Number of rows that it found; null if that is not known. */
  readonly results: number | null
}

/** What one `sources.json` says, for the summary. */
export interface FreshnessSummary {
  readonly finishedAt: Instant
  /** Number of sources that dbt measured, or tried to. */
  readonly measured: number
  /** Older than `error_after`, or not measurable. */
  readonly failed: readonly UniqueId[]
  /** Older than `warn_after`. */
  readonly warned: readonly UniqueId[]
}

export function freshnessSummaries({ sources: files }: Artifacts): FreshnessSummary[] {
  return files.map(({ generatedAt, sources }) => ({
    finishedAt: generatedAt,
    measured: sources.length,
    failed: sources.filter(({ failed }) => failed).map(({ id }) => id),
    warned: sources.filter(({ warned }) => warned).map(({ id }) => id),
  }))
}

export function buildSummaries({ manifest, runResults }: Artifacts): BuildSummary[] {
  return runResults.map((results) => ({
    command: typedCommand(results.isRetry ? 'retry' : results.command),
    dbtVersion: results.dbtVersion,
    finishedAt: results.generatedAt,
    landed: results.results.filter((result) => landed(result, results, manifest.nodes)).length,
    failed: results.results.filter((result) => failedKind(result, results, manifest.nodes) === 'node').length,
    failedTests: results.results
      .filter((result) => failedKind(result, results, manifest.nodes) === 'test')
      .map(({ id }) => id),
    warned: results.results
      .filter((result) => hasVerdicts(results) && warned(result, manifest.nodes))
      .map(({ id, failures }) => ({ id, results: failures })),
  }))
}

/** How to type a command whose `args.which` is another word. */
const TYPED: Readonly<Record<string, string>> = { generate: 'docs generate', operation: 'run-operation' }

/** The command as typed: `dbt docs generate` for `generate`, which is what run results say. */
export function typedCommand(command: string): string {
  return `dbt ${TYPED[command] ?? command}`
}

type Nodes = Artifacts['manifest']['nodes']

function landed(result: RunResult, results: RunResults, nodes: Nodes): boolean {
  const node = nodes.get(result.id)
  return node !== undefined && !isTest(node.resourceType) && holdsData(node) && wasRebuilt(result, results)
}

function warned(result: RunResult, nodes: Nodes): boolean {
  return result.status === 'warn' && isTest(nodes.get(result.id)?.resourceType ?? '')
}

function failedKind(result: RunResult, results: RunResults, nodes: Nodes): 'node' | 'test' | null {
  const node = nodes.get(result.id)
  if (node === undefined || !hasVerdicts(results)) return null
  if (result.status === 'skipped' || verdictOf(result, node) !== 'failed') return null
  return isTest(node.resourceType) ? 'test' : 'node'
}
