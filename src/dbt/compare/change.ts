import type { UniqueId } from '../types.js'

/** What differs, in the words of dbt's selectors `state:modified.<part>` where dbt has one. */
export type ModifiedPart =
  'body' | 'config' | 'relation' | 'description' | 'contract' | 'macros' | 'dependencies' | 'properties'

/** How the columns of an enforced contract differ, by their names. */
export interface ContractChange {
  readonly added: readonly string[]
  readonly removed: readonly string[]
  readonly retyped: readonly { readonly name: string; readonly was: string; readonly is: string }[]
}

export interface NodeChange {
  readonly id: UniqueId
  readonly how: 'new' | 'changed' | 'removed'
  /** Empty for a new or removed node, and where only changed files are known. */
  readonly parts: readonly ModifiedPart[]
  /** Absent unless both manifests enforce the contract and it differs. */
  readonly contract?: ContractChange
}
