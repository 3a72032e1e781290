import * as z from 'zod'
import { earliestOf, type Instant, latestOf, parseInstant } from '../../base/clock.js'
import { ConfigurationError } from '../../base/errors.js'
import { once } from '../../base/once.js'
import { ALL, BYTES, type BytesOf, every, type Wanted } from '../../json/pick.js'
import { message } from '../../messages/message.js'
import { codeHash, codeIn } from './read-nodes.js'
import { isRetry } from './retry.js'
import { optionalText, parseArtifact } from './parse.js'
import { type DbtNode, isEphemeral, isTest } from '../manifest.js'
import type { UniqueId } from '../types.js'

export interface RunResult {
  readonly id: UniqueId
  /** Lower case. */
  readonly status: string
  readonly message: string
  /** Number of rows that a test found; null if dbt does not say. */
  readonly failures: number | null
  readonly startedAt: Instant | null
  /** The end of its execution; when the file was written if dbt gives no timing. */
  readonly completedAt: Instant
  /** Hash of the compiled code; null if the file does not have it. */
  readonly codeHash: string | null
  /** Batches of a microbatch model; null for any other. */
  readonly batches: { readonly successful: number; readonly failed: number } | null
}

export interface RunResults {
  readonly path: string
  /** `args.which`: build, run, test, compile, …; of a retry, the original command. */
  readonly command: string
  readonly dbtVersion: string
  readonly invocationId: string | null
  readonly generatedAt: Instant
  /** Written by `dbt retry`, so it lists only the retried nodes. dbt v2 does not show this. */
  readonly isRetry: boolean
  /** Built with `--empty`: the relations have no rows. */
  readonly empty: boolean
  readonly fullRefresh: boolean
  readonly results: readonly RunResult[]
}

/** The keys that are read of a run_results or sources file; all others are skipped. */
export const WANTED_OF_RESULTS = {
  metadata: ALL,
  args: ALL,
  results: every(
    {
      unique_id: ALL,
      status: ALL,
      message: ALL,
      failures: ALL,
      timing: ALL,
      compiled_code: BYTES,
      batch_results: ALL,
      max_loaded_at: ALL,
      snapshotted_at: ALL,
      error: ALL,
      criteria: ALL,
    },
    hashCode,
  ),
} satisfies Wanted

/** Compiled code is long, and only whether it changed matters. */
function hashCode(picked: unknown, _: string, bytesOf: BytesOf): unknown {
  if (typeof picked !== 'object' || picked === null) return picked
  return { ...picked, code_hash: codeHash(codeIn(bytesOf('compiled_code'))) }
}

const batchList = once(() =>
  z
    .array(z.unknown())
    .nullish()
    .transform((batches) => batches?.length ?? 0),
)

const flag = once(() =>
  z
    .unknown()
    .optional()
    .transform((value) => value === true),
)

const resultSchema = once(() =>
  z.object({
    unique_id: z.string(),
    status: z.string(),
    message: optionalText,
    failures: z.number().nullish().catch(null),
    timing: z.array(z.object({ started_at: optionalText, completed_at: optionalText })).nullish(),
    code_hash: optionalText,
    batch_results: z.object({ successful: batchList(), failed: batchList() }).nullish(),
  }),
)

const argsSchema = once(() =>
  z
    .object({
      which: optionalText,
      rpc_method: optionalText,
      invocation_command: optionalText,
      empty: flag(),
      full_refresh: flag(),
    })
    .nullish()
    .transform((args) => ({
      command: args?.which ?? args?.rpc_method ?? 'unknown',
      isRetry: isRetry(args?.invocation_command ?? ''),
      empty: args?.empty ?? false,
      fullRefresh: args?.full_refresh ?? false,
    })),
)

const runResultsSchema = once(() =>
  z.object({
    metadata: z.object({
      dbt_schema_version: z.string(),
      dbt_version: z.string(),
      generated_at: z.string(),
      invocation_id: optionalText,
    }),
    args: argsSchema(),
    results: z.array(resultSchema()),
  }),
)

/**
 * Run results v4–v6 of Core and v2 (docs/facts/dbt.md#run-results).
 * @throws ConfigurationError if the file is something else.
 */
export function parseRunResults(raw: unknown, path: string): RunResults {
  const file = parseArtifact(runResultsSchema(), raw, path)
  const generatedAt = parseInstant(file.metadata.generated_at)
  if (!file.metadata.dbt_schema_version.includes('/run-results/') || generatedAt === null) {
    throw new ConfigurationError(message('AE-NOT-RUN-RESULTS', { path }))
  }
  return {
    ...file.args,
    path,
    dbtVersion: file.metadata.dbt_version,
    invocationId: file.metadata.invocation_id,
    generatedAt,
    results: file.results.map((result) => toResult(result, generatedAt)),
  }
}

function toResult(raw: z.output<ReturnType<typeof resultSchema>>, generatedAt: Instant): RunResult {
  const instants = (key: 'started_at' | 'completed_at'): Instant[] =>
    (raw.timing ?? []).map((step) => parseInstant(step[key])).filter((instant) => instant !== null)
  const started = instants('started_at')
  const completed = instants('completed_at')
  return {
    id: raw.unique_id as UniqueId,
    status: raw.status.toLowerCase(),
    message: raw.message ?? '',
    failures: raw.failures ?? null,
    startedAt: started.length === 0 ? null : earliestOf(started),
    completedAt: completed.length === 0 ? generatedAt : latestOf(completed),
    codeHash: raw.code_hash,
    batches: raw.batch_results ?? null,
  }
}

const BUILD_COMMANDS = new Set(['build', 'run', 'seed', 'snapshot', 'clone'])
const VERDICT_COMMANDS = new Set([...BUILD_COMMANDS, 'test'])

/** Whether results of this command can show that data landed. */
export function canLand(results: RunResults): boolean {
  return BUILD_COMMANDS.has(results.command)
}

/** Whether what this command built has rows. */
export function hasData(results: RunResults): boolean {
  return canLand(results) && !results.empty
}

/** Whether its statuses show health: `compile` and `docs generate` report success for every node. */
export function hasVerdicts(results: RunResults): boolean {
  return VERDICT_COMMANDS.has(results.command)
}

/**
 * Messages for a relation that was not rebuilt: by dbt State for a reused one, by `dbt clone` for one that existed, by
 * adapters for an unchanged materialized view or dynamic table (`skip "db"."schema"."name"`).
 */
const REUSED = /^(no-op|clone|skip)\b|^no new changes|^new changes detected within|^cloned from/i

/** Whether a model, seed or snapshot was rebuilt or cloned (docs/facts/dbt.md#proof-of-a-rebuild). */
export function wasRebuilt(result: RunResult, results: RunResults): boolean {
  if (!hasData(results)) return false
  if (result.status === 'partial success') return true
  if (result.status === 'warn') return true
  if (result.status !== 'success' || REUSED.test(result.message)) return false
  const noBatchToRun = result.batches?.successful === 0 && result.batches.failed === 0
  return !noBatchToRun
}

/** Whether a relation that was not rebuilt has the code of this build: not if it is another's clone, or waits for its tolerance. */
export function isUnchanged({ message: text }: RunResult): boolean {
  return !/^clone|\bwithin\b/i.test(text)
}

const VERDICTS_OF_STATUS: Readonly<Record<string, 'ok' | 'failed'>> = {
  success: 'ok',
  pass: 'ok',
  warn: 'ok',
  reused: 'ok',
  'no-op': 'ok',
  error: 'failed',
  fail: 'failed',
  'partial success': 'failed',
  'runtime error': 'failed',
}

/** A skip of fail-fast says nothing about the node's own health. */
function isSkippedByFailFast({ status, message: text }: RunResult): boolean {
  return status === 'skipped' && /fail_fast/i.test(text)
}

/** Whether a result is no failure, and no plain success either: a test that warns, or a node that fail-fast skipped. */
export function isWarning(result: RunResult, node: Pick<DbtNode, 'resourceType' | 'materialized'>): boolean {
  // dbt v2 also gives models this status, for warnings about their code.
  if (isTest(node.resourceType)) return result.status === 'warn'
  return isSkippedByFailFast(result) && !isEphemeral(node)
}

/**
 * What a result says about its node's health; null if nothing, as for a node that fail-fast skipped, an ephemeral model that
 * dbt v2 reports as skipped, or a test that was not run.
 */
export function verdictOf(
  result: RunResult,
  node: Pick<DbtNode, 'resourceType' | 'materialized'>,
): 'ok' | 'failed' | null {
  if (result.status === 'skipped') {
    return isTest(node.resourceType) || isEphemeral(node) || isSkippedByFailFast(result) ? null : 'failed'
  }
  if ((result.batches?.failed ?? 0) > 0) return 'failed'
  return VERDICTS_OF_STATUS[result.status] ?? null
}
