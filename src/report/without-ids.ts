import { cut } from '../base/untrusted-text.js'

/** What differs from request to request. Short numbers do not: they may be error codes. */
const OF_ONE_REQUEST: readonly RegExp[] = [
  /\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b/gi,
  /\b(?=[a-f]*\d)[\da-f]{16,}\b/gi,
  /\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?)?(?:Z|[+-]\d\d:?\d\d)?/g,
  /\b\d{1,2}:\d\d:\d\d(?:[.,]\d+)?\b/g,
  /(?<=\b(?:request|session|query|job|activity|correlation|trace)[ _-]?id\W{1,3})[\w.+/=-]+/gi,
  /\b\d{9,}\b/g,
]

const LONGEST_COMPARED = 4000

/** Tableau's message without instants, and without ids of a request, session, query or job. */
export function withoutIds(text: string): string {
  return OF_ONE_REQUEST.reduce((shown, pattern) => shown.replace(pattern, '#'), cut(text, LONGEST_COMPARED))
}
