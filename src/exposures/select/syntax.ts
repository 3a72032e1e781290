import { closest } from 'fastest-levenshtein'

/** Selector methods. `workbook` and `datasource` need content from Tableau; the others need only dbt's project. */
const METHODS = ['exposure', 'tag', 'owner', 'path', 'package', 'source', 'workbook', 'datasource'] as const

export type ContentMethod = 'workbook' | 'datasource'
export type DbtMethod = 'name' | Exclude<(typeof METHODS)[number], ContentMethod>

interface TermText {
  /** As it was written. */
  readonly text: string
  /** A name or a glob. */
  readonly value: string
}

/** A selector for Tableau content, such as `workbook:"Weekly KPIs"`. */
export interface ContentTerm extends TermText {
  readonly method: ContentMethod
}

/** A selector for dbt's project, such as `tag:finance` or `fct_orders+`. */
export interface DbtTerm extends TermText {
  readonly method: DbtMethod
  /** Steps downstream from the matched nodes; null if only exposures are matched. */
  readonly steps: number | null
}

type Term = ContentTerm | DbtTerm

function isContentTerm(term: Term): term is ContentTerm {
  return isContentMethod(term.method)
}

function isDbtTerm(term: Term): term is DbtTerm {
  return !isContentTerm(term)
}

/** Selectors joined by commas: all of them must match. */
export interface SelectorPart {
  readonly text: string
  readonly dbt: readonly DbtTerm[]
  readonly content: readonly ContentTerm[]
}

/**
 * Parses `select` or `exclude` as dbt does: spaces or line breaks separate parts, and commas separate the selectors in a part.
 * Names in Tableau may contain both, so they can be put in double quotes.
 */
export function parseSelectors(
  text: string,
): { readonly parts: readonly SelectorPart[] } | { readonly problem: string } {
  if ((text.split('"').length - 1) % 2 === 1) return { problem: 'has a double quote that is never closed' }
  const parts: SelectorPart[] = []
  for (const [written] of text.matchAll(/(?:"[^"]*"|[^\s"])+/g)) {
    const terms: Term[] = []
    for (const selector of splitAtCommas(written)) {
      const term = parseTerm(selector)
      if ('problem' in term) return { problem: `has "${written}": ${term.problem}` }
      terms.push(term)
    }
    parts.push({ text: written, dbt: terms.filter(isDbtTerm), content: terms.filter(isContentTerm) })
  }
  return { parts }
}

/** `a,"b,c"` → `a`, `"b,c"`. */
function splitAtCommas(part: string): string[] {
  const quoted: string[] = []
  const masked = part.replace(/"[^"]*"/g, (text) => `"${quoted.push(text) - 1}"`)
  return masked
    .split(',')
    .map((selector) => selector.replace(/"(\d+)"/g, (_, index: string) => quoted[Number(index)] ?? ''))
}

/** As in dbt, a leading `+` is allowed. It has no effect, since no exposure is upstream of anything. */
const SHAPE = /^(?:\d*\+)?(?:([a-z_]+):)?(.*?)(?:\+(\d*))?$/s

function parseTerm(text: string): Term | { readonly problem: string } {
  if (text === '') return { problem: 'commas join selectors without blanks, as in tag:finance,owner:Ana' }
  if (text.startsWith('@')) return { problem: `write ${text.slice(1)}+ for everything downstream of it` }
  const [, method = 'name', written = '', steps] = SHAPE.exec(text) ?? []
  const value = written.replaceAll('"', '')
  if (value === '') return { problem: 'a name is missing' }
  if (isContentMethod(method)) return { text, value, method }
  if (isDbtMethod(method)) return { text, value, method, steps: parseSteps(steps) }
  return { problem: `there is no ${method}: (did you mean ${closest(method, [...METHODS])}:?)` }
}

/** `model+` is everything downstream, `model+1` one step; null without a plus. */
function parseSteps(written: string | undefined): number | null {
  if (written === undefined) return null
  return written === '' ? Infinity : Number(written)
}

function isContentMethod(method: string): method is ContentMethod {
  return method === 'workbook' || method === 'datasource'
}

function isDbtMethod(method: string): method is DbtMethod {
  return method === 'name' || (METHODS as readonly string[]).includes(method)
}
