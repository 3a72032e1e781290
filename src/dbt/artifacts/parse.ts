import * as z from 'zod'
import { ConfigurationError } from '../../base/errors.js'
import type { BytesOf } from '../../json/pick.js'
import { message } from '../../messages/message.js'

/** A text that dbt may leave out or write as null (docs/facts/dbt.md#keys-that-dbt-leaves-out). */
export const optionalText = z
  .string()
  .nullish()
  .transform((text) => text ?? null)

/** A list that dbt may leave out or write as null. */
export const optionalTexts = z
  .array(z.string())
  .nullish()
  .transform((texts) => texts ?? [])

interface MemberParsing<Fit, Made> {
  /** A fast check that accepts only what the schema would leave unchanged. */
  readonly isPlain?: (value: unknown) => value is Fit
  readonly make: (fit: Fit, key: string, bytesOf: BytesOf) => Made
}

/**
 * Parses the members of a mapping one by one while the artifact is read. An invalid member is an error only once the kind of
 * file is known: other files may have members of the same name.
 */
export class MemberParser<Fit, Made> {
  readonly #schema: z.ZodType<Fit>
  readonly #reading: MemberParsing<Fit, Made>
  #issue: string | null = null

  constructor(schema: z.ZodType<Fit>, reading: MemberParsing<Fit, Made>) {
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

  /**
   * The mapping `name` as it was picked from the artifact at `path`; dbt may leave it out or write null.
   * @throws ConfigurationError when it is no mapping, or a member did not fit.
   */
  from(picked: unknown, name: string, path: string): ReadonlyMap<string, Made> {
    if (this.#issue !== null) throw unexpectedShape(path, `${name}: ${this.#issue}`)
    const members = (isObject(picked) ? picked[name] : null) ?? new Map()
    if (!isMap<Made>(members)) throw unexpectedShape(path, `${name}: expected an object`)
    return members
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The type holds because all members were made by `finish`. */
function isMap<Made>(value: unknown): value is ReadonlyMap<string, Made> {
  return value instanceof Map
}

/** A parser that returns members as the schema makes them. */
export function memberParser<Fit>(schema: z.ZodType<Fit>): MemberParser<Fit, Fit> {
  return new MemberParser(schema, { make: (fit) => fit })
}

/** Parses an artifact. @throws ConfigurationError that names the file and the key that does not fit. */
export function parseArtifact<T extends z.ZodType>(schema: T, raw: unknown, path: string): z.output<T> {
  const parsed = schema.safeParse(raw)
  if (parsed.success) return parsed.data
  throw unexpectedShape(path, firstIssue(parsed.error))
}

function unexpectedShape(path: string, problem: string): ConfigurationError {
  return new ConfigurationError(message('AE-FILE-SHAPE', { path, problem }))
}

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0]
  if (issue === undefined) return 'unknown shape'
  const place = issue.path.map(String).join('.')
  return place === '' ? issue.message : `${place}: ${issue.message}`
}
