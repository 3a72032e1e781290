import type { Name } from './sql-dialects.js'

/** A node of the parser's syntax tree: an object with one key for each kind of node, or its members. */
export type Members = Readonly<Record<string, unknown>>

export function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** The only key of a node, and what it holds. */
export function kindOf(node: Members): readonly [string, unknown] {
  return Object.entries(node)[0] ?? ['', null]
}

/** The identifiers of a dotted name; null if a part is something else. */
export function namesIn(name: unknown): readonly Quoted[] | null {
  const parts = asArray(name).map((part) => (isObject(part) ? nameOf(part['Identifier']) : null))
  return parts.every((part) => part !== null) ? parts : null
}

export interface Quoted extends Name {
  /** The quotation mark; empty if there is none. */
  readonly quote: string
}

function nameOf(identifier: unknown): Quoted | null {
  if (!isObject(identifier) || typeof identifier['value'] !== 'string') return null
  const quote = typeof identifier['quote_style'] === 'string' ? identifier['quote_style'] : ''
  return { value: identifier['value'], quote, isQuoted: quote !== '' }
}

export function aliasOf(node: Members): Quoted | null {
  const alias = node['alias']
  return isObject(alias) ? nameOf(alias['name']) : null
}

/** The node without these members. */
export function without(node: Members, ...keys: readonly string[]): Members {
  return Object.fromEntries(Object.entries(node).filter(([key]) => !keys.includes(key)))
}
