import { z } from 'zod'
import { ConfigurationError } from '../errors.js'

/** A text that dbt may leave out or write as null (facts/dbt-artifacts.md §6.2). */
export const optionalText = z
  .string()
  .nullish()
  .transform((text) => text ?? null)

/** A list that dbt may leave out or write as null. */
export const optionalTexts = z
  .array(z.string())
  .nullish()
  .transform((texts) => texts ?? [])

/** A mapping that dbt may leave out or write as null; keys such as `__proto__` are harmless in a Map. */
export function optionalMap<T extends z.ZodType>(value: T) {
  return z
    .record(z.string(), z.unknown())
    .nullish()
    .transform((record, context) => {
      const entries = new Map<string, z.output<T>>()
      for (const [key, raw] of Object.entries(record ?? {})) {
        const parsed = value.safeParse(raw)
        if (parsed.success) entries.set(key, parsed.data)
        else context.addIssue({ code: 'custom', message: `${key}: ${firstIssue(parsed.error)}` })
      }
      return entries
    })
}

/** Parses an artifact; what does not fit is one sentence that names file and place. */
export function parseArtifact<T extends z.ZodType>(schema: T, raw: unknown, path: string): z.output<T> {
  const parsed = schema.safeParse(raw)
  if (parsed.success) return parsed.data
  throw new ConfigurationError(
    `${path} is not what dbt writes there (${firstIssue(parsed.error)}): check dbt-artifacts, or build again.`,
  )
}

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0]
  if (issue === undefined) return 'unknown shape'
  const place = issue.path.map(String).join('.')
  return place === '' ? issue.message : `${place}: ${issue.message}`
}
