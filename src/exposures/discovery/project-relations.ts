import { addTo } from '../../base/add-to.js'
import { type DbtNode, type Manifest, isTest } from '../../dbt/manifest.js'
import type { UniqueId } from '../../dbt/types.js'
import type { TableauTable } from '../../tableau/types.js'
import {
  compareRelations,
  isFullNameMatch,
  mayShare,
  type Relation,
  type RelationMapping,
  relationOfTable,
  relationsOf,
  showRelation,
} from '../relations.js'

/** The nodes that a table in Tableau matches. Several may have one relation, such as a model and another project's source of it. */
export type Match =
  | {
      readonly kind: 'match'
      readonly nodes: readonly UniqueId[]
      /** Whether Tableau gives the full name. */
      readonly certain: boolean
      /** Whether Tableau gives the schema; a name without it fits every environment. */
      readonly schemaKnown: boolean
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
}

const NONE: Match = { kind: 'none' }

interface NodeRelation {
  readonly node: DbtNode
  readonly relation: Relation
}

/** The relations of a project, by name. */
export class ProjectRelations {
  readonly #byName = new Map<string, NodeRelation[]>()
  readonly #adapterType: string | null

  constructor(
    { nodes, adapterType }: Pick<Manifest, 'nodes' | 'adapterType'>,
    private readonly mappings: readonly RelationMapping[] = [],
  ) {
    this.#adapterType = adapterType
    for (const node of nodes.values()) {
      if (!hasRelation(node)) continue
      for (const relation of relationsOf(node, mappings))
        addTo(this.#byName, relation.name, { node, relation })
    }
  }

  get names(): Iterable<string> {
    return this.#byName.keys()
  }

  /**
   * Matches a table by every part of its name that Tableau gives. It must fit only one relation; a match by less than the full
   * name is not certain.
   */
  match(table: TableauTable): Match {
    const given = relationOfTable(table)
    if (given === null || this.isBoundary(table)) return NONE
    const same = (this.#byName.get(given.name) ?? []).filter(
      ({ relation }) => compareRelations(relation, given, table.connectionType) === 'same',
    )
    const relations = [...new Set(same.map(({ relation }) => showRelation(relation)))]
    const [first] = same
    if (first === undefined) return NONE
    const nodes = same.map(({ node }) => node.id)
    if (relations.length > 1) return { kind: 'ambiguous', nodes, relations }
    return {
      kind: 'match',
      nodes,
      certain: isFullNameMatch(first.relation, given, table.connectionType),
      schemaKnown: given.schema !== null || given.database === first.relation.schema,
    }
  }

  /** The nodes of this name that dbt built in another database or schema. */
  namesakes(table: TableauTable): Namesake[] {
    const given = relationOfTable(table)
    if (given === null || this.isBoundary(table)) return []
    return (this.#byName.get(given.name) ?? [])
      .filter(({ relation }) => compareRelations(relation, given, table.connectionType) === 'elsewhere')
      .map(({ node, relation }) => ({
        node: node.id,
        dbt: showRelation(relation),
        tableau: showRelation(given),
      }))
  }

  /** Whether it is a file, or in another kind of database than dbt's, so that the origin of its data is unknown. */
  isBoundary({ connectionType }: TableauTable): boolean {
    return !mayShare(this.#adapterType, connectionType)
  }

  /** All forms in which Tableau may write the name of the node's table (docs/facts/tableau.md#table-names). */
  spellingsOf(node: DbtNode): readonly string[] {
    if (!hasRelation(node)) return []
    const given = node.latestPointer === null ? [node.identifier] : [node.identifier, node.latestPointer]
    const all = relationsOf(node, this.mappings).flatMap(spellings)
    return [...new Set([...given, ...all])]
  }
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
