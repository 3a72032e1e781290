import { nodeName } from '../dbt/types.js'
import type { Notice } from '../base/notice.js'
import type { FoundExtracts } from './extracts.js'
import type { ExtractToPlan } from './types.js'

const MAX_SHOWN = 5

/** Notices about nodes in depends_on that do not count as upstream: one sentence for each cause, for all exposures together. */
export function upstreamNotices({ extracts, notRead }: FoundExtracts): Notice[] {
  return [...notReadNotice(notRead), ...elsewhereNotice(extracts)]
}

function notReadNotice(notRead: FoundExtracts['notRead']): Notice[] {
  if (notRead.length === 0) return []
  const sentences = notRead.map(
    ({ exposure, nodes }) => `${exposure.name} names ${firstOf(nodes.map(nodeName), 'nodes')}`,
  )
  const message = `Tableau shows all that these exposures read, and it is not everything in their depends_on: ${firstOf(sentences, 'exposures', '; ')}. What nothing reads neither refreshes nor holds back: take it out of depends_on.`
  return [{ level: 'notice', message }]
}

function elsewhereNotice(extracts: readonly ExtractToPlan[]): Notice[] {
  const sentences = extracts
    .filter(({ lineage, otherEnvironment }) => lineage.hasExtract !== false && otherEnvironment.length === 0)
    .flatMap(({ elsewhere, lineage }) =>
      elsewhere.map(
        ({ dbt, tableau }) => `${lineage.content.name} reads ${tableau}, while dbt builds ${dbt}`,
      ),
    )
  if (sentences.length === 0) return []
  const message = `Some nodes count for nothing in this run, because Tableau reads them only in another database or schema: ${firstOf(sentences, 'tables', '; ')}. Set relation-map where both are the same.`
  return [{ level: 'warning', message }]
}

function firstOf(texts: readonly string[], things: string, between = ', '): string {
  const rest = texts.length - MAX_SHOWN
  const shown = texts.slice(0, rest > 1 ? MAX_SHOWN : texts.length).join(between)
  return rest > 1 ? `${shown}${between}and ${rest} more ${things}` : shown
}
