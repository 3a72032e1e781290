import * as z from 'zod'
import { optionalText } from '../client/shapes.js'
import { listAlias, type PagedQuery } from './paged-query.js'
import { codeOf, meaningOf, TOO_MANY_ERRORS } from './metadata-codes.js'

/** Members may be missing, null or of any shape (docs/facts/tableau.md#errors-and-limits). */
const error = z
  .object({
    message: optionalText.catch(null),
    path: z.array(z.unknown()).nullish().catch(null),
    extensions: z
      .object({
        code: optionalText.catch(null),
        classification: optionalText.catch(null),
        properties: z.record(z.string(), z.unknown()).nullish().catch(null),
      })
      .nullish()
      .catch(null),
  })
  .catch({ message: null })

type MetadataError = z.infer<typeof error>

/** A few per node of the largest page. Reading more takes too long. */
const MOST_ERRORS = 5000

/** The error codes that concern each list, in the order of the lists. */
export function codesByPlace(
  errors: readonly unknown[],
  lists: readonly PagedQuery<unknown>[],
): readonly (readonly string[])[] {
  const read = errors.slice(0, MOST_ERRORS).map((one) => {
    const { message, path, extensions } = error.parse(one)
    return { code: codeOf({ message, ...extensions }), named: placesNamed({ path, extensions }, lists) }
  })
  const more = errors.length > MOST_ERRORS ? [TOO_MANY_ERRORS] : []
  return lists.map((list, place) => {
    const concerning = read.filter(({ code, named }) =>
      named.length > 0 ? named.includes(place) : mayConcern(code, list),
    )
    return [...new Set([...more, ...concerning.map(({ code }) => code)])]
  })
}

/** The lists that an error names by its path or, as some warnings do, by their connection. */
function placesNamed(
  { path, extensions }: Pick<MetadataError, 'path' | 'extensions'>,
  lists: readonly PagedQuery<unknown>[],
): readonly number[] {
  const names = [path?.[0], ...Object.keys(extensions?.properties ?? {})]
  return lists.flatMap(({ query }, place) =>
    names.includes(listAlias(place)) || names.includes(query.connection) ? [place] : [],
  )
}

function mayConcern(code: string, { filter }: PagedQuery<unknown>): boolean {
  return meaningOf(code).concerns === 'any' || Object.keys(filter).length > 0
}
