import { either } from '../base/either.js'
import { closest } from 'fastest-levenshtein'
import * as z from 'zod'

/** An object schema that allows no other keys. Its error for an unknown key suggests the most similar one. */
export function strict<Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
  /** Keys that belong elsewhere, and where. */
  elsewhere: Readonly<Record<string, string>> = {},
  example = '',
): z.ZodObject<Shape, z.core.$strict> {
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code !== 'unrecognized_keys') return `must be a mapping${example}`
      const key = issue['keys'][0] ?? ''
      return `has no key ${key}; did you mean ${elsewhere[key] ?? closest(key, Object.keys(shape))}?`
    },
  })
}

/** The keys of the nested object `name`, for `elsewhere` of `strict`. */
export function keysWithin(name: string, { shape }: { readonly shape: object }): Record<string, string> {
  return Object.fromEntries(Object.keys(shape).map((key) => [key, `${name}.${key}`]))
}

export function oneOf<const Values extends readonly string[]>(values: Values) {
  return z.enum(values, { error: `must be ${either(values)}` })
}

/** One value, or a list that is not empty. */
export function oneOrMore<Value extends z.ZodType<string>>(value: Value, error: string) {
  return z.union([value, z.array(value).min(1, { error: 'is empty: leave it out, or name one' })], { error })
}
