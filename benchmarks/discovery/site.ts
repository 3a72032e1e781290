import { datasource, workbook, type SiteInput } from '../../simulators/tableau/index.js'
import type { DbtNode, ProjectGraph } from '../../src/dbt/manifest.js'
import type { NodeKey, UniqueId } from '../../src/dbt/types.js'

/** The size of the site and of the project. */
export interface Size {
  readonly workbooks: number
  readonly datasources: number
  readonly tables: number
  readonly models: number
  /** Texts of custom SQL, and how many of them Tableau could not parse. */
  readonly queries: number
  readonly unparsed: number
}

const SCHEMAS = ['marts', 'finance', 'sales', 'staging']

/** The relation of a model; for numbers beyond the models, of a table that dbt does not build. */
function tableAt(index: number, { models }: Size): string {
  if (index < models)
    return `ANALYTICS.${(SCHEMAS[index % SCHEMAS.length] ?? '').toUpperCase()}.MODEL_${index}`
  return `LEGACY.S${index % 50}.TABLE_${index}`
}

/** Pseudo-random numbers, the same in every run. */
class Dice {
  #state = 42

  next(): number {
    this.#state = (this.#state * 1664525 + 1013904223) % 4294967296
    return this.#state / 4294967296
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit)
  }
}

/**
 * A site on which every table has a reader. 30 % of the reads are of models, and a few models are far more popular
 * than the others; 60 % of the workbooks read published data sources.
 */
export function siteOf(size: Size): SiteInput {
  const dice = new Dice()
  let next = 0
  const some = (count: number): string[] =>
    Array.from({ length: count }, () => {
      if (dice.next() < 0.3) return tableAt(Math.floor(dice.next() ** 2 * size.models), size)
      next += 1
      return tableAt(next % size.tables, size)
    })
  const projects = Array.from({ length: 40 }, (_, index) => `Team ${index}`)
  const project = (index: number): string => projects[index % projects.length] ?? ''
  const sources = Array.from({ length: size.datasources }, (_, index) =>
    datasource(`${project(index)}/Source ${index}`, { tables: some(10) }),
  )
  const every = Math.floor(size.workbooks / size.queries)
  const books = Array.from({ length: size.workbooks }, (_, index) => {
    const views = ['Overview', 'Details', 'Trend']
    const query =
      index % every === 0 && index / every < size.queries ? queryAt(index / every, size, dice) : null
    const path = `${project(index)}/Workbook ${index}`
    const custom = query === null ? [] : [{ customSql: [query] }]
    if (index % 10 >= 6) return workbook(path, { views, embedded: [{ tables: some(7) }, ...custom] })
    const reads = [sources[(index * 7) % size.datasources]?.path ?? '']
    return workbook(path, { views, reads, embedded: custom })
  })
  return {
    contentUrl: 'acme',
    connectionType: 'snowflake',
    users: [{ name: 'ci@example.com', admin: true, tokens: [{ name: 'ci', secret: 's3cret' }] }],
    projects,
    datasources: sources,
    workbooks: books,
  }
}

function queryAt(index: number, size: Size, dice: Dice) {
  const table = tableAt(dice.below(size.models), size)
  const columns = Array.from({ length: 30 }, (_, column) => `t.column_${index}_${column}`).join(',\n  ')
  const text = `with recent as (select * from ${table} where loaded_at >> current_date - 30)\nselect ${columns}\nfrom recent t`
  return index < size.unparsed
    ? { query: `${text}\nqualify row_number() over (partition by t.id order by 1) = 1`, unsupported: true }
    : { query: text, tables: [table.split('.').at(-1)?.toLowerCase() ?? ''] }
}

/** The models of a project as in its manifest. */
export function modelsOf(size: Size): ProjectGraph['nodes'] {
  const nodes = Array.from({ length: size.models }, (_, index): DbtNode => {
    const [database = '', schema = '', name = ''] = tableAt(index, size).split('.')
    const id = `model.shop.${name.toLowerCase()}` as UniqueId
    return {
      id,
      key: `${id}@${database}.${schema}`.toLowerCase() as NodeKey,
      resourceType: 'model',
      access: null,
      name,
      packageName: 'shop',
      database,
      schema,
      identifier: name,
      latestPointer: null,
      materialized: 'table',
      parents: [],
      path: '',
      tags: [],
      canFail: true,
      codeHash: null,
    }
  })
  return new Map(nodes.map((node) => [node.id, node]))
}
