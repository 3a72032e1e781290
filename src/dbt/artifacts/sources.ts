import * as z from 'zod'
import { type Instant, parseInstant } from '../../base/clock.js'
import { once } from '../../base/once.js'
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
  /** Why dbt could not measure it; empty if it could. */
  readonly error: string
  /** The limit that it was measured by, such as `12 hours`; null if that is not known. */
  readonly errorAfter: string | null
}

export interface SourcesFile {
  readonly path: string
  readonly generatedAt: Instant
  readonly sources: readonly SourceFreshness[]
}

/** `12 hours`; anything else is null, because only a sentence needs it. */
const limitText = once(() =>
  z
    .object({
      error_after: z.object({ count: z.int().nonnegative(), period: z.enum(['minute', 'hour', 'day']) }),
    })
    .transform(({ error_after: { count, period } }) => `${count} ${period}${count === 1 ? '' : 's'}`)
    .nullable()
    .catch(null),
)

const sourcesSchema = once(() =>
  z.object({
    metadata: z.object({ generated_at: z.string() }),
    results: z.array(
      z.object({
        unique_id: z.string(),
        status: z.string(),
        max_loaded_at: optionalText,
        snapshotted_at: optionalText,
        error: optionalText,
        criteria: limitText(),
      }),
    ),
  }),
)

/** Sources v3; dbt v2 capitalises the statuses (docs/facts/dbt.md#source-freshness). */
export function parseSources(raw: unknown, path: string): SourcesFile {
  const file = parseArtifact(sourcesSchema(), raw, path)
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
      error: result.error ?? '',
      errorAfter: result.criteria,
    })),
  }
}
