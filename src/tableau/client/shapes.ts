import * as z from 'zod'
import { parseInstant, type Instant } from '../../base/clock.js'
import type { JobId } from '../types.js'

// Tableau derives its JSON from XML, so types and shapes vary (docs/facts/tableau.md#json-quirks).

/** Attributes are mostly strings, sometimes numbers. */
export const text = z.union([z.string(), z.number()]).transform(String)

export const jobId = text.transform((id) => id as JobId)

/** Null if the member is missing, null or empty: XML does not distinguish these. */
export const optionalText: z.ZodType<string | null> = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value === undefined || value === null || value === '' ? null : String(value)))

/** `"3"` or `3`; null for anything that is not a whole number, or is too large for one. */
export const wholeNumber: z.ZodType<number | null> = optionalText.transform((value) =>
  value !== null && /^-?\d{1,15}$/.test(value) ? Number(value) : null,
)

/** `true`, `"true"`, `false`, `"false"`; null for anything else. Truthiness would read `"false"` as true. */
export const optionalBoolean: z.ZodType<boolean | null> = z
  .unknown()
  .optional()
  .transform((value) => {
    if (value === true || value === 'true') return true
    if (value === false || value === 'false') return false
    return null
  })

/** Null for a missing, empty or impossible date. */
export const instant: z.ZodType<Instant | null> = optionalText.transform(parseInstant)

/**
 * A list in any of its shapes: `{"workbook":[…]}`, `{"workbook":{…}}`, a bare array; or, if empty, `{}`, `""`, null or
 * undefined.
 */
export function listOf<T>(name: string, element: z.ZodType<T>): z.ZodType<readonly T[]> {
  return z
    .unknown()
    .optional()
    .transform((container) => asArray(container, name))
    .pipe(z.array(element))
}

/** A GraphQL list. Nulls are hidden or missing items: left out, or replaced by `hidden`. */
export function nodes<T>(element: z.ZodType<T>, hidden: T | null = null): z.ZodType<readonly T[]> {
  return z
    .array(element.nullable())
    .nullish()
    .transform((all) => (all ?? []).map((one) => one ?? hidden).filter((one) => one !== null))
}

function asArray(container: unknown, name: string): unknown[] {
  if (Array.isArray(container)) return container
  if (typeof container !== 'object' || container === null) return []
  const inner: unknown = Object.entries(container).find(([key]) => key === name)?.[1]
  if (inner === undefined || inner === null || inner === '') return []
  return Array.isArray(inner) ? inner : [inner]
}
