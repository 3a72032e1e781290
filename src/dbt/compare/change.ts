import type { UniqueId } from '../types.js'

/** What differs, in dbt's own words for the parts of `state:modified`. */
export type ModifiedPart =
  'body' | 'config' | 'relation' | 'description' | 'contract' | 'macros' | 'dependencies' | 'properties'

export interface NodeChange {
  readonly id: UniqueId
  readonly how: 'new' | 'changed' | 'removed'
  /** Empty for what is new or removed, and where only changed files are known. */
  readonly parts: readonly ModifiedPart[]
}
