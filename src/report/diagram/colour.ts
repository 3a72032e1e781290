import type { ClassName } from './mermaid.js'
import { type Status, STATUS } from '../status.js'

/** The Mermaid class, and so the colour, of a status in the lineage diagram. */
export function classOf(status: Status): ClassName {
  if (status === 'held') return 'held'
  const { group } = STATUS[status]
  switch (group) {
    case 'failed':
    case 'refreshed':
      return group
    case 'open':
    case 'would-refresh':
      return 'open'
    case 'skipped':
      return 'quiet'
  }
}
