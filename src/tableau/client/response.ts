import * as z from 'zod'
import { type HttpResponse, kindOfBody } from '../../base/http.js'
import { parseJson } from '../../base/json.js'
import { NotTableauError, TableauError } from './errors.js'
import { optionalText } from './shapes.js'

const errorBody = z.object({
  error: z.object({
    code: z.union([z.string(), z.number()]).transform(String),
    summary: optionalText,
    detail: optionalText,
  }),
})

/**
 * Parses a response of Tableau; null if it has no body (204).
 * Throws a TableauError for an error in Tableau's form, a NotTableauError for anything that is not JSON.
 */
export function readResponse(response: HttpResponse, url: string): unknown {
  const { status, body } = response
  const retryAfter = response.headers['retry-after'] ?? null
  const refuse = (received: string): NotTableauError =>
    new NotTableauError(withoutQuery(url), status, received, retryAfter)
  if (body.trim() === '' && status >= 200 && status < 300) return null
  const json = parseJson(body)
  if (status >= 300) {
    const known = errorBody.safeParse(json)
    if (!known.success) throw refuse(json === undefined ? kindOfBody(body) : 'unknown JSON')
    const { code, summary, detail } = known.data.error
    throw new TableauError({ status, code, summary: summary ?? '', detail: detail ?? '', retryAfter })
  }
  if (json === undefined) throw refuse(kindOfBody(body))
  return json
}

/** Parses a response with a schema. Throws a NotTableauError if it lacks what every version of Tableau sends. */
export function parseResponse<T>(schema: z.ZodType<T>, answer: unknown, url: string): T {
  const parsed = schema.safeParse(answer)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const where = issue?.path.join('.') ?? ''
  const shape =
    issue?.code === 'custom' ? issue.message : `JSON of an unknown shape${where === '' ? '' : ` (${where})`}`
  throw new NotTableauError(withoutQuery(url), 200, answer === null ? 'nothing' : shape)
}

/** The address without its query, since filters contain names. */
function withoutQuery(url: string): string {
  const { origin, pathname } = new URL(url)
  return `${origin}${pathname}`
}
