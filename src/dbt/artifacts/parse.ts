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

/** Far more than anyone writes. What is kept of a run could not be written if it were nested thousands of levels deep. */
const DEEPEST_META = 100

export const metaSchema = z.record(z.string(), z.unknown()).refine((meta) => isShallow(meta, DEEPEST_META), {
  error: `is nested more than ${DEEPEST_META} levels deep`,
})

function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  return levels > 0 && Object.values(value).every((inner) => isShallow(inner, levels - 1))
}

interface MemberParsing<Parsed, Result> {
  /** Built when a member needs it: building schemas is most of what an almost empty project would cost. */
  readonly schema: () => z.ZodType<Parsed>
  /** A fast check that accepts only members that the schema would leave unchanged. */
  readonly isPlain?: (value: unknown) => value is Parsed
  readonly make: (parsed: Parsed, key: string, bytesOf: BytesOf) => Result
}

/**
 * Parses the members of an object one by one while the artifact is read. An invalid member is an error only when `from` is
 * called, once the kind of file is known: other files may have members of the same name.
 */
export class MemberParser<Parsed, Result> {
  readonly #reading: MemberParsing<Parsed, Result>
  #issue: string | null = null

  constructor(reading: MemberParsing<Parsed, Result>) {
    this.#reading = reading
  }

  readonly finish = (value: unknown, key: string, bytesOf: BytesOf): Result | null => {
    const { schema, isPlain, make } = this.#reading
    if (isPlain?.(value) === true) return make(value, key, bytesOf)
    const parsed = schema().safeParse(value)
    if (parsed.success) return make(parsed.data, key, bytesOf)
    this.#issue ??= `${key}: ${firstIssue(parsed.error)}`
    return null
  }

  /**
   * The results for the members of the object `name`, which dbt may leave out or write as null.
   * @throws ConfigurationError if it is not an object, or a member is invalid.
   */
  from(picked: unknown, name: string, path: string): ReadonlyMap<string, Result> {
    if (this.#issue !== null) throw unexpectedShape(path, `${name}: ${this.#issue}`)
    const members = (isObject(picked) ? picked[name] : null) ?? new Map()
    if (!isMap<Result>(members)) throw unexpectedShape(path, `${name}: expected an object`)
    return members
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The type holds because all members were made by `finish`. */
function isMap<Result>(value: unknown): value is ReadonlyMap<string, Result> {
  return value instanceof Map
}

/** A parser whose results are what the schema returns. */
export function memberParser<Parsed>(schema: () => z.ZodType<Parsed>): MemberParser<Parsed, Parsed> {
  return new MemberParser({ schema, make: (parsed) => parsed })
}

/** Parses an artifact. @throws ConfigurationError that names the file and the invalid key. */
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
