import { z } from 'zod'
import { ConfigurationError } from '../errors.js'
import type { BytesOf } from '../json/pick.js'

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

interface Reading<Fit, Made> {
  /** A quicker way than the schema, for what it would leave as it is. */
  readonly isPlain?: (value: unknown) => value is Fit
  readonly make: (fit: Fit, key: string, bytesOf: BytesOf) => Made
}

/**
 * Members of an artifact that are parsed one by one while it is read. What does not fit is told once the kind of the file is
 * known: other files may have members of the same name.
 */
export class Members<Fit, Made> {
  readonly #schema: z.ZodType<Fit>
  readonly #reading: Reading<Fit, Made>
  #issue: string | null = null

  constructor(schema: z.ZodType<Fit>, reading: Reading<Fit, Made>) {
    this.#schema = schema
    this.#reading = reading
  }

  readonly finish = (value: unknown, key: string, bytesOf: BytesOf): Made | null => {
    const { isPlain, make } = this.#reading
    if (isPlain?.(value) === true) return make(value, key, bytesOf)
    const parsed = this.#schema.safeParse(value)
    if (parsed.success) return make(parsed.data, key, bytesOf)
    this.#issue ??= `${key}: ${firstIssue(parsed.error)}`
    return null
  }

  /** A mapping that dbt may leave out or write as null, as it was picked. */
  get map() {
    return z
      .custom<Map<string, Made>>((value) => value === null || value instanceof Map, 'expected an object')
      .nullish()
      .transform((members, context) => {
        if (this.#issue !== null) context.addIssue({ code: 'custom', message: this.#issue })
        return members ?? new Map<string, Made>()
      })
  }
}

/** Members as the schema makes them. */
export function membersOf<Fit>(schema: z.ZodType<Fit>): Members<Fit, Fit> {
  return new Members(schema, { make: (fit) => fit })
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
