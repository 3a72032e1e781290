import {
  type Certainty,
  type Dialect,
  isRecursiveByDefault,
  isSameName,
  readsColumnsOfAliases,
  readsLaterExpressions,
} from './sql-dialects.js'
import { isHint, isTableFree, mayReadTables } from './sql-functions.js'
import {
  aliasOf,
  asArray,
  isObject,
  kindOf,
  type Members,
  namesIn,
  type Quoted,
  without,
} from './syntax-tree.js'

export interface NamedTable {
  readonly parts: readonly string[]
  /** The database of `db..t`, which leaves the schema out. */
  readonly of: string | null
}

/** What is no table in this part of a query. */
interface Scope {
  /** Common table expressions by their name in lower case. */
  readonly expressions: ReadonlyMap<string, Expression>
  /** Names and aliases, in lower case, whose columns look like tables in `from t, t.items`. */
  readonly aliases: ReadonlySet<string>
}

interface Expression {
  readonly name: Quoted
  readonly isVisible: Exclude<Certainty, 'no'>
}

const NOTHING: Scope = { expressions: new Map(), aliases: new Set() }

/** A marker in place of a parameter of Tableau, which is never part of a name that somebody wrote. */
export const PARAMETER_MARK = '1907310042'

/**
 * Walks the syntax tree of statements and collects the tables that they name. `isComplete` is false if they may read more:
 * through a function that this program does not know, a file, or a name that means different things in different settings.
 */
export class TableReader {
  readonly tables = new Map<string, NamedTable>()
  isComplete = true

  constructor(private readonly dialect: Dialect) {}

  read(node: unknown): void {
    this.#visit(node, NOTHING)
  }

  #visit(node: unknown, scope: Scope): void {
    for (const one of asArray(node)) this.#visit(one, scope)
    if (!isObject(node)) return
    if (isObject(node['with']) && Array.isArray(node['with']['cte_tables'])) {
      this.#visitQuery(node, node['with'], scope)
    } else if (asArray(node['from']).some((one) => isObject(one) && 'relation' in one)) {
      const inner = this.#visitFrom(asArray(node['from']), scope)
      this.#visit(without(node, 'from'), inner)
    } else this.#visitMembers(node, scope)
  }

  #visitMembers(node: Members, scope: Scope): void {
    for (const [key, value] of Object.entries(node)) {
      if (isObject(value) && isRelation(key, value)) this.#visitRelation({ [key]: value }, scope, scope)
      else {
        if (key === 'Function' && isObject(value)) this.#judgeExpression(value)
        // A pipe that calls a table function, and statements inside a query that write.
        if (['Call', 'Insert', 'Update', 'Delete', 'Merge'].includes(key) && isObject(value))
          this.isComplete = false
        this.#visit(value, scope)
      }
    }
  }

  /** The common table expressions of `with`, each in the scope of those that it can read, and then the query. */
  #visitQuery(query: Members, clause: Members, scope: Scope): void {
    const tables = asArray(clause['cte_tables']).filter(isObject)
    const isRecursive = clause['recursive'] === true
    let known = scope
    for (const [index, one] of tables.entries()) {
      const later = isRecursive ? tables.slice(index + 1) : []
      const before = withExpressions(known, later, readsLaterExpressions(this.dialect))
      const itself = isRecursive ? 'yes' : isRecursiveByDefault(this.dialect)
      this.#visitExpression(one['query'], {
        first: withExpressions(before, [one], isRecursive ? 'yes' : 'no'),
        next: withExpressions(before, [one], itself),
      })
      known = withExpressions(known, [one], 'yes')
    }
    this.#visit(without(query, 'with'), known)
  }

  /** Without the keyword `recursive`, only the queries after the first `union` can read the expression itself. */
  #visitExpression(node: unknown, scopes: { readonly first: Scope; readonly next: Scope }): void {
    const { first, next } = scopes
    const operation = isObject(node) && isObject(node['body']) ? node['body']['SetOperation'] : null
    const isPlain = isObject(node) && !isObject(node['with'])
    if (!isPlain || !isObject(operation)) {
      this.#visit(node, first)
      return
    }
    this.#visitExpression({ body: operation['left'] }, scopes)
    this.#visit(operation['right'], next)
    this.#visit(without(node, 'body'), first)
  }

  /** From left to right: an alias counts for what follows it. Returns the scope of the rest of the query. */
  #visitFrom(from: readonly unknown[], scope: Scope): Scope {
    return from.filter(isObject).reduce((inner, one) => this.#visitJoins(one, inner, scope), scope)
  }

  #visitJoins(node: Members, scope: Scope, outer: Scope): Scope {
    let inner = this.#visitRelation(node['relation'], scope, outer)
    for (const join of asArray(node['joins']).filter(isObject)) {
      // ClickHouse's `array join` takes a column.
      if (/^(Left|Inner)?ArrayJoin$/.test(String(join['join_operator']))) continue
      inner = this.#visitRelation(join['relation'], inner, outer)
      this.#visit(without(join, 'relation'), inner)
    }
    return inner
  }

  /**
   * One item of `from`; returns the scope of the items after it.
   * @param outer the scope around the query, which is all that a subquery sees unless it is lateral
   */
  #visitRelation(relation: unknown, scope: Scope, outer: Scope): Scope {
    const [kind, value] = isObject(relation) ? kindOf(relation) : ['', null]
    if (!isObject(value)) {
      this.isComplete = false
      return scope
    }
    const alias = aliasOf(value)
    const inner = this.#visitByKind(kind, value, { scope, outer })
    return alias === null
      ? inner
      : { ...inner, aliases: new Set([...inner.aliases, alias.value.toLowerCase()]) }
  }

  #visitByKind(kind: string, value: Members, { scope, outer }: { scope: Scope; outer: Scope }): Scope {
    if (TRANSFORMS.has(kind)) {
      const inner = this.#visitRelation(value['table'], scope, outer)
      this.#visit(without(value, 'table'), inner)
      return inner
    }
    switch (kind) {
      case 'Table':
        return 'table_name' in value ? this.#noteCommand(value, scope) : this.#visitTable(value, scope)
      case 'NestedJoin': {
        const joins = value['table_with_joins']
        return isObject(joins) ? this.#visitJoins(joins, scope, outer) : scope
      }
      case 'Derived': {
        const isLateral = value['lateral'] === true
        this.#visit(value['subquery'], isLateral ? scope : { ...scope, aliases: outer.aliases })
        return scope
      }
      case 'TableFunction':
        this.#visitTableFunction(value, scope)
        return scope
      case 'Function':
        this.#judgeRows(value)
        this.#visit(without(value, 'name'), scope)
        return scope
    }
    if (!ROWS_OF_ARGUMENTS.has(kind)) this.isComplete = false
    this.#visit(value, scope)
    return scope
  }

  /** A table, or a function, which the parser shows as a table with arguments. */
  #visitTable(table: Members, scope: Scope): Scope {
    const args = isObject(table['args']) ? asArray(table['args']['args']) : null
    const isFunction = args !== null && !this.#areHints(args)
    if (isFunction) this.#judgeRows(table)
    this.#visit(without(table, 'name', 'alias', ...(isFunction ? [] : ['args'])), scope)
    return isFunction ? scope : this.#note(namesIn(table['name']), table, scope)
  }

  #areHints(args: readonly unknown[]): boolean {
    const hasHints = this.dialect === 'mssql' || this.dialect === 'generic'
    return hasHints && args.length > 0 && args.every(isHintArgument)
  }

  /** `table(…)`: a function, in Oracle also a collection in a column, elsewhere the name of a table. */
  #visitTableFunction({ expr }: Members, scope: Scope): void {
    const [kind, value] = isObject(expr) ? kindOf(expr) : ['', null]
    if (kind === 'Function' && isObject(value)) {
      this.#judgeRows(value)
      this.#visit(without(value, 'name'), scope)
      return
    }
    const isColumn = kind === 'Identifier' || kind === 'CompoundIdentifier'
    if (!isColumn || this.dialect !== 'oracle') this.isComplete = false
    this.#visit(expr, scope)
  }

  #judgeRows({ name }: Members): void {
    if (!isTableFree(this.#split(namesIn(name) ?? []), this.dialect)) this.isComplete = false
  }

  #judgeExpression({ name }: Members): void {
    const names = namesIn(name)
    if (names === null || mayReadTables(this.#split(names), this.dialect)) this.isComplete = false
  }

  /** `table orders` instead of `select * from orders`. */
  #noteCommand({ schema_name: schema, table_name: table }: Members, scope: Scope): Scope {
    const parts = [schema, table].filter((part) => typeof part === 'string')
    return this.#note(
      parts.map((value) => ({ value, quote: '', isQuoted: false })),
      {},
      scope,
    )
  }

  #note(names: readonly Quoted[] | null, table: Members, scope: Scope): Scope {
    const parts = names === null ? null : this.#partsOf(names)
    if (names === null || parts === null) {
      this.isComplete = false
      return scope
    }
    const isTable = this.#certaintyOfTable(names, scope)
    if (isTable === 'unsure') this.isComplete = false
    if (isTable !== 'no') this.#add(parts)
    const implied = parts.at(-1)
    if (aliasOf(table) !== null || implied === undefined) return scope
    return { ...scope, aliases: new Set([...scope.aliases, implied.toLowerCase()]) }
  }

  #add(parts: readonly string[]): void {
    if (parts.join('.').toLowerCase() === 'dual') return
    const name = parts.slice(parts.lastIndexOf('') + 1)
    const of = name.length < parts.length ? (parts[0] ?? null) : null
    this.tables.set(JSON.stringify(parts), { parts: name, of })
  }

  /** Whether it is a table, rather than a common table expression or in `from t, t.items` a column of an earlier table. */
  #certaintyOfTable([first, ...rest]: readonly Quoted[], scope: Scope): Certainty {
    if (first === undefined) return 'unsure'
    const key = first.value.toLowerCase()
    if (rest.length === 0) {
      const expression = scope.expressions.get(key)
      if (expression === undefined) return 'yes'
      const isSame = isSameName(first, expression.name, this.dialect)
      return isSame === 'yes' && expression.isVisible === 'yes' ? 'no' : 'unsure'
    }
    if (!scope.aliases.has(key)) return 'yes'
    return this.#isAlsoSchema(key) || this.#mayBeOneQuoted([first, ...rest])
      ? 'unsure'
      : OPPOSITE[readsColumnsOfAliases(this.dialect)]
  }

  /** In `from sales.orders as sales, sales.items` the author may mean the schema. */
  #isAlsoSchema(alias: string): boolean {
    return [...this.tables.values()].some(({ parts }) => parts.at(-2)?.toLowerCase() === alias)
  }

  /** The parser does not tell BigQuery's `a.b` in one pair of quotes, which is a table, from `a`.`b`. */
  #mayBeOneQuoted(names: readonly Quoted[]): boolean {
    return this.dialect === 'bigquery' && names.every(({ quote }) => quote === '`')
  }

  /** Null for a file, a stage, a variable, or a name with a parameter of Tableau. */
  #partsOf(names: readonly Quoted[]): readonly string[] | null {
    const isOdd = ({ value, quote }: Quoted): boolean =>
      quote === "'" || (quote === '' && /^[@$]/.test(value)) || value.includes(PARAMETER_MARK)
    if (names.length === 0 || names.some(isOdd)) return null
    return this.#split(names)
  }

  /** BigQuery takes the dots inside its quotes for separators. */
  #split(names: readonly Quoted[]): readonly string[] {
    const isDotted = this.dialect === 'bigquery'
    return names.flatMap(({ value, quote }) => (isDotted && quote === '`' ? value.split('.') : [value]))
  }
}

/** Items of `from` that change another item. */
const TRANSFORMS = new Set(['Pivot', 'Unpivot', 'MatchRecognize'])

/** Items of `from` with a syntax of their own that make rows of their arguments. */
const ROWS_OF_ARGUMENTS = new Set(['UNNEST', 'JsonTable', 'OpenJsonTable', 'XmlTable'])

const OPPOSITE: Readonly<Record<Certainty, Certainty>> = { yes: 'no', unsure: 'unsure', no: 'yes' }

/** Whether a member is an item of `from` outside of `from`, as after a pipe, or the command `table orders`. */
function isRelation(key: string, value: Members): boolean {
  if (key === 'Table') return Array.isArray(value['name']) || 'table_name' in value
  if (key === 'Function') return 'lateral' in value
  return ['Derived', 'TableFunction', 'NestedJoin', 'SemanticView'].includes(key)
}

function withExpressions(scope: Scope, tables: readonly Members[], isVisible: Certainty): Scope {
  if (isVisible === 'no') return scope
  const expressions = new Map(scope.expressions)
  for (const name of tables.map(aliasOf)) {
    if (name !== null) expressions.set(name.value.toLowerCase(), { name, isVisible })
  }
  return { ...scope, expressions }
}

/** Whether an argument is one of SQL Server's hints, as in `from orders (nolock, index(1))`. */
function isHintArgument(argument: unknown): boolean {
  const unnamed = isObject(argument) ? argument['Unnamed'] : null
  const expression = isObject(unnamed) ? unnamed['Expr'] : null
  if (!isObject(expression)) return false
  const [kind, value] = kindOf(expression)
  if (!isObject(value)) return false
  if (kind === 'Identifier') return isHint(String(value['value']))
  if (kind === 'Function') return namesIn(value['name'])?.length === 1 && isHintFunction(value['name'])
  return kind === 'BinaryOp' && value['op'] === 'Eq' && isObject(value['left']) && isIndex(value['left'])
}

function isHintFunction(name: unknown): boolean {
  return isHint(namesIn(name)?.[0]?.value ?? '')
}

function isIndex({ Identifier: identifier }: Members): boolean {
  return isObject(identifier) && String(identifier['value']).toLowerCase() === 'index'
}
