import type { UniqueId } from '../types.js'

/** What differs, in the words of dbt's selectors `state:modified.<part>` where dbt has one. */
export type ModifiedPart =
  'body' | 'config' | 'relation' | 'description' | 'contract' | 'macros' | 'dependencies' | 'properties'

export interface NodeChange {
  readonly id: UniqueId
  readonly how: 'new' | 'changed' | 'removed'
  /** Empty for a new or removed node, and where only changed files are known. */
  readonly parts: readonly ModifiedPart[]
}
