import { TableauError } from '../wire/errors.js'

/* `filter=` and `sort=` (docs/facts/tableau.md#filters). */

export type FieldValue = string | number | boolean | readonly string[] | undefined

interface Field<T> {
  readonly of: (item: T) => FieldValue
  readonly operators: readonly Operator[]
}

type Operator = 'eq' | 'in' | 'has' | 'gt' | 'gte' | 'lt' | 'lte'

export type Fields<T> = Readonly<Record<string, Field<T>>>

const EQ_IN = ['eq', 'in'] as const
const ORDERED = ['eq', 'gt', 'gte', 'lt', 'lte'] as const

export const text = <T>(of: (item: T) => FieldValue): Field<T> => ({ of, operators: EQ_IN })
export const ordered = <T>(of: (item: T) => FieldValue): Field<T> => ({ of, operators: ORDERED })
export const only = <T>(operators: readonly Operator[], of: (item: T) => FieldValue): Field<T> => ({
  of,
  operators,
})

interface Condition {
  readonly field: string
  readonly operator: string
  readonly value: string
}

/** The items that meet every condition, in the order asked for. Throws 400000 for what Tableau would not understand. */
export function filtered<T>(items: readonly T[], fields: Fields<T>, query: URLSearchParams): T[] {
  const tests = conditions(query.get('filter') ?? '').map((condition) => testOf(condition, fields))
  const kept = items.filter((item) => tests.every((test) => test(item)))
  return sorted(kept, fields, query.get('sort') ?? '')
}

/** A comma inside a value splits it even when percent-encoded (docs/facts/tableau.md#filters). */
function conditions(filter: string): Condition[] {
  if (filter === '') return []
  return filter.split(/,(?![^[]*\])/).map((part) => {
    const [field, operator, ...value] = part.split(':')
    if (field === undefined || operator === undefined || value.length === 0) throw malformed(part)
    return { field, operator, value: value.join(':') }
  })
}

function testOf<T>({ field, operator, value }: Condition, fields: Fields<T>): (item: T) => boolean {
  const known = fields[field]
  if (known === undefined || !isAllowed(operator, known.operators) || value.includes('&')) {
    throw malformed(`${field}:${operator}:${value}`)
  }
  const wanted = operator === 'in' ? items(value) : [value]
  return (item) => matches(known.of(item), operator, wanted)
}

function isAllowed(operator: string, allowed: readonly Operator[]): operator is Operator {
  return (allowed as readonly string[]).includes(operator)
}

function items(value: string): string[] {
  const match = /^\[(.*)\]$/s.exec(value)
  if (match === null) throw malformed(value)
  return (match[1] ?? '').split(',').map((one) => one.trim())
}

function matches(actual: FieldValue, operator: Operator, wanted: readonly string[]): boolean {
  const [first = ''] = wanted
  switch (operator) {
    case 'eq':
    case 'in':
      return valuesOf(actual).some((one) => wanted.includes(one))
    case 'has':
      return actual !== undefined && String(actual).includes(first)
    case 'gt':
      return compare(actual, first) > 0
    case 'gte':
      return compare(actual, first) >= 0
    case 'lt':
      return compare(actual, first) < 0
    case 'lte':
      return compare(actual, first) <= 0
  }
}

function valuesOf(actual: FieldValue): readonly string[] {
  if (actual === undefined) return []
  return typeof actual === 'object' ? actual : [String(actual)]
}

/** NaN if there is nothing to compare, so that no condition is true. */
function compare(actual: FieldValue, wanted: string): number {
  if (actual === undefined || typeof actual === 'object') return Number.NaN
  return typeof actual === 'number'
    ? actual - Number(wanted)
    : Date.parse(String(actual)) - Date.parse(wanted)
}

function sorted<T>(items: readonly T[], fields: Fields<T>, sort: string): T[] {
  if (sort === '') return [...items]
  const keys = sort.split(',').map((part) => {
    const [name = '', direction = 'asc'] = part.split(':')
    const field = fields[name]
    if (field === undefined || !['asc', 'desc'].includes(direction)) throw malformed(part)
    return { of: field.of, sign: direction === 'asc' ? 1 : -1 }
  })
  return [...items].sort((a, b) => {
    for (const { of, sign } of keys) {
      const order = String(of(a) ?? '').localeCompare(String(of(b) ?? ''), 'en', { numeric: true })
      if (order !== 0) return order * sign
    }
    return 0
  })
}

function malformed(part: string): TableauError {
  return new TableauError('400000', `invalid expression '${part}'`)
}
