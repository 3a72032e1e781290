import { nodeName } from '../dbt/types.js'
import { message, type Message } from '../messages/message.js'
import type { FoundExtracts } from './extracts.js'
import type { ExtractToPlan } from './types.js'

/** How many exposures, nodes or tables a message lists. */
const MOST_SHOWN = 5

/** Messages about nodes in depends_on that do not count as upstream: one per cause, for all exposures together. */
export function upstreamNotices({ extracts, notRead }: FoundExtracts): Message[] {
  return [...notReadNotice(notRead), ...elsewhereNotice(extracts)]
}

function notReadNotice(notRead: FoundExtracts['notRead']): Message[] {
  if (notRead.length === 0) return []
  const sentences = notRead.map(
    ({ exposure, nodes }) => `${exposure.name} names ${firstOf(nodes.map(nodeName), 'nodes')}`,
  )
  return [message('AE-NOT-READ', { exposures: firstOf(sentences, 'exposures', '; ') })]
}

function elsewhereNotice(extracts: readonly ExtractToPlan[]): Message[] {
  const sentences = extracts
    .filter(({ lineage, otherEnvironment }) => lineage.hasExtract !== false && otherEnvironment.length === 0)
    .flatMap(({ elsewhere, lineage }) =>
      elsewhere.map(
        ({ dbt, tableau }) => `${lineage.content.name} reads ${tableau}, while dbt builds ${dbt}`,
      ),
    )
  if (sentences.length === 0) return []
  return [message('AE-READ-ELSEWHERE', { tables: firstOf(sentences, 'tables', '; ') })]
}

function firstOf(texts: readonly string[], things: string, between = ', '): string {
  const rest = texts.length - MOST_SHOWN
  const shown = texts.slice(0, rest > 1 ? MOST_SHOWN : texts.length).join(between)
  return rest > 1 ? `${shown}${between}and ${rest} more ${things}` : shown
}
