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

/**
 * Members of an artifact that are parsed one by one while it is read. What does not fit is told once the kind of the file is
 * known: other files may have members of the same name.
 */
export class Members<T extends z.ZodType> {
  readonly #schema: T
  #issue: string | null = null

  constructor(schema: T) {
    this.#schema = schema
  }

  readonly finish = (value: unknown, key: string): z.output<T> | null => {
    const parsed = this.#schema.safeParse(value)
    if (parsed.success) return parsed.data
    this.#issue ??= `${key}: ${firstIssue(parsed.error)}`
    return null
  }

  /** A mapping that dbt may leave out or write as null, as it was picked. */
  get map() {
    return z
      .custom<Map<string, z.output<T>>>(
        (value) => value === null || value instanceof Map,
        'expected an object',
      )
      .nullish()
      .transform((members, context) => {
        if (this.#issue !== null) context.addIssue({ code: 'custom', message: this.#issue })
        return members ?? new Map<string, z.output<T>>()
      })
  }
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
