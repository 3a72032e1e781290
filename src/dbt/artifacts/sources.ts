import * as z from 'zod'
import { type Instant, parseInstant } from '../../base/clock.js'
import { optionalText, parseArtifact } from './parse.js'
import type { UniqueId } from '../types.js'

/** The result of `dbt source freshness` for one source. */
export interface SourceFreshness {
  readonly id: UniqueId
  readonly maxLoadedAt: Instant | null
  /** When dbt measured it (`snapshotted_at`). */
  readonly checkedAt: Instant
  readonly failed: boolean
  /** Older than `warn_after`. */
  readonly warned: boolean
}

export interface SourcesFile {
  readonly path: string
  readonly generatedAt: Instant
  readonly sources: readonly SourceFreshness[]
}

const sourcesSchema = z.object({
  metadata: z.object({ generated_at: z.string() }),
  results: z.array(
    z.object({
      unique_id: z.string(),
      status: z.string(),
      max_loaded_at: optionalText,
      snapshotted_at: optionalText,
    }),
  ),
})

/** Sources v3; dbt v2 capitalises the statuses (docs/facts/dbt.md#source-freshness). */
export function parseSources(raw: unknown, path: string): SourcesFile {
  const file = parseArtifact(sourcesSchema, raw, path)
  const generatedAt = parseInstant(file.metadata.generated_at) ?? 0
  return {
    path,
    generatedAt,
    sources: file.results.map((result) => ({
      id: result.unique_id as UniqueId,
      maxLoadedAt: parseInstant(result.max_loaded_at),
      checkedAt: parseInstant(result.snapshotted_at) ?? generatedAt,
      failed: ['error', 'runtime error'].includes(result.status.toLowerCase()),
      warned: result.status.toLowerCase() === 'warn',
    })),
  }
}
