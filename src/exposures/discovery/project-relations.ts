import { addTo } from '../../base/add-to.js'
import { adaptersIn } from '../../dbt/adapters.js'
import { type DbtNode, type Manifest, isTest } from '../../dbt/manifest.js'
import type { UniqueId } from '../../dbt/types.js'
import type { TableauTable } from '../../tableau/types.js'
import { mayShare } from '../connectors.js'
import {
  compareRelations,
  isFullNameMatch,
  lastPart,
  type Relation,
  type RelationMapping,
  relationOfTable,
  relationsOf,
  showRelation,
  type TableRelation,
} from '../relations.js'

/** How much of a table's name Tableau gives: all that the warehouse has, all but the database, or not even the schema. */
export type GivenName = 'full' | 'schema' | 'name'

const BY_LENGTH: readonly GivenName[] = ['name', 'schema', 'full']

/** The longer of two names. */
export function longerName(a: GivenName, b: GivenName | undefined): GivenName {
  return b === undefined || BY_LENGTH.indexOf(a) > BY_LENGTH.indexOf(b) ? a : b
}

/** The nodes that a table in Tableau matches. Several may have one relation, such as a model and another project's source of it. */
export type Match =
  | {
      readonly kind: 'match'
      readonly nodes: readonly UniqueId[]
      readonly given: GivenName
    }
  /** The name fits several relations. */
  | { readonly kind: 'ambiguous'; readonly nodes: readonly UniqueId[]; readonly relations: readonly string[] }
  | { readonly kind: 'none' }

/** A node, and a table of the same name in another database or schema than dbt built it. */
export interface Namesake {
  readonly node: UniqueId
  /** The full names. */
  readonly dbt: string
  readonly tableau: string
  /** Whether both names have a database, and these differ. */
  readonly inOtherDatabase: boolean
}

const NONE: Match = { kind: 'none' }

interface NodeRelation {
  readonly node: DbtNode
  readonly relation: Relation
}

/** The relations of a project, by the last part of their names. */
export class ProjectRelations {
  readonly #byLastPart = new Map<string, NodeRelation[]>()
  /** The names that end with `*`, longest first. */
  readonly #wildcards: readonly string[]
  readonly #adapterType: string | null

  constructor(
    { nodes, adapterType }: Pick<Manifest, 'nodes' | 'adapterType'>,
    private readonly mappings: readonly RelationMapping[] = [],
  ) {
    this.#adapterType = adapterType
    for (const node of nodes.values()) {
      if (!hasRelation(node)) continue
      for (const relation of relationsOf(node, mappings))
        addTo(this.#byLastPart, lastPart(relation.name), { node, relation })
    }
    const hasWildcards = adaptersIn(adapterType ?? '').includes('bigquery')
    const wildcards = hasWildcards ? this.#byLastPart.keys() : []
    this.#wildcards = [...wildcards].filter((name) => name.endsWith('*')).sort((a, b) => b.length - a.length)
  }

  /**
   * Matches a table by every part of its name that Tableau gives. It must fit only one relation.
   */
  match(table: TableauTable): Match {
    const same = this.#comparedWith(table, 'same')
    const relations = [...new Set(same.map(({ relation }) => showRelation(relation)))]
    const [first] = same
    if (first === undefined) return NONE
    const nodes = same.map(({ node }) => node.id)
    if (relations.length > 1) return { kind: 'ambiguous', nodes, relations }
    return { kind: 'match', nodes, given: givenName(first.relation, first.given, table.connectionType) }
  }

  /** A table like `events_2024*` or `events_20240101` is part of BigQuery's wildcard table `events_*`, a source. */
  #named(name: string): readonly NodeRelation[] {
    const exact = this.#byLastPart.get(lastPart(name))
    if (exact !== undefined) return exact
    const longest = this.#wildcards.find((one) => name.startsWith(one.slice(0, -1)))
    const parts = longest === undefined ? [] : (this.#byLastPart.get(longest) ?? [])
    return parts.map(({ node, relation }) => ({ node, relation: { ...relation, name } }))
  }

  /** The nodes of this name that dbt built in another database or schema. */
  namesakes(table: TableauTable): Namesake[] {
    return this.#comparedWith(table, 'elsewhere').map(({ node, relation, given }) => ({
      node: node.id,
      dbt: showRelation(relation),
      tableau: showRelation(given),
      inOtherDatabase: differ(relation.database, given.database),
    }))
  }

  /** The nodes that a table is compared with to this result, and the table's name, split into the parts that they have. */
  #comparedWith(table: TableauTable, result: ReturnType<typeof compareRelations>) {
    const plain = relationOfTable(table, this.mappings)
    if (plain === null || this.isBoundary(table)) return []
    return this.#named(plain.name).flatMap(({ node, relation }) => {
      const given = hasDots(relation) ? (relationOfTable(table, this.mappings, relation) ?? plain) : plain
      const isResult = compareRelations(relation, given, table.connectionType) === result
      return isResult ? [{ node, relation, given }] : []
    })
  }

  /** Whether it is a file, or in another kind of database than dbt's, so that the origin of its data is unknown. */
  isBoundary({ connectionType }: TableauTable): boolean {
    return !mayShare(this.#adapterType, connectionType)
  }

  /** All forms in which Tableau may write the name of the node's table (docs/facts/tableau.md#table-names). */
  spellingsOf(node: DbtNode): readonly string[] {
    if (!hasRelation(node)) return []
    const all = relationsOf(node, this.mappings).flatMap(spellings)
    return [...new Set([...namesOf(node), ...all])]
  }
}

/** The names of the node's table, as dbt writes them and without database and schema. */
export function namesOf(node: DbtNode): readonly string[] {
  if (!hasRelation(node)) return []
  return node.latestPointer === null ? [node.identifier] : [node.identifier, node.latestPointer]
}

function hasDots({ database, schema, name }: Relation): boolean {
  return [database, schema, name].some((part) => part?.includes('.'))
}

function differ(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && a !== b
}

function givenName(dbt: Relation, table: TableRelation, connectionType: string | null): GivenName {
  if (isFullNameMatch(dbt, table, connectionType)) return 'full'
  return table.schema !== null || table.database === dbt.schema ? 'schema' : 'name'
}

function spellings({ database, schema, name }: Relation): string[] {
  const dotted = [
    ...(schema === null ? [] : [`${schema}.${name}`, `[${schema}].[${name}]`]),
    ...(schema === null || database === null
      ? []
      : [
          `${database}.${schema}.${name}`,
          `[${database}.${schema}].[${name}]`,
          `[${database}].[${schema}].[${name}]`,
          `\`${database}.${schema}.${name}\``,
        ]),
  ]
  return [name, ...dotted].flatMap((text) => [text, text.toUpperCase()])
}

/** Whether the warehouse has a table or view for a node: not for ephemeral models, tests and functions. */
export function hasRelation(node: DbtNode): boolean {
  return !isTest(node.resourceType) && node.resourceType !== 'function' && node.materialized !== 'ephemeral'
}

/** Whether Tableau can show that the node is read. */
export function isTable(id: UniqueId, nodes: Manifest['nodes']): boolean {
  const node = nodes.get(id)
  return node !== undefined && hasRelation(node)
}
