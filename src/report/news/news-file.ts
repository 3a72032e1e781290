import { toIso } from '../../base/clock.js'
import { rowsOfReport } from '../outputs/rows.js'
import type { Report } from '../report.js'
import type { News, NewsKind } from './news.js'
import { NEWS_VERSION, type NewsEntry, type NewsFile } from './news-schema.js'

/** The content of `notify-file`. */
export function newsFile(news: readonly News[], report: Report, run: string | null): NewsFile {
  const toRow = rowsOfReport(report)
  const entries = news.flatMap(({ kind, row, messageId, text, remedy, since }): NewsEntry[] => {
    const { extract, exposures, owners } = toRow(row)
    if (extract === null) return []
    return [
      {
        kind,
        extract,
        exposures,
        owners,
        messageId,
        message: text,
        remedy,
        since: since === null ? null : toIso(since),
      },
    ]
  })
  return fileOf(run, entries)
}

/** The news of two uses of the action in one run. */
export function joinedNews(a: NewsFile, b: NewsFile): NewsFile {
  const kinds = Object.keys(KIND_WORDS)
  const entries = [...a.news, ...b.news]
  return fileOf(
    b.run,
    entries.sort((one, other) => kinds.indexOf(one.kind) - kinds.indexOf(other.kind)),
  )
}

function fileOf(run: string | null, news: readonly NewsEntry[]): NewsFile {
  return { version: NEWS_VERSION, run, text: countsText(news), news: [...news] }
}

/** Worst first. */
export const KIND_WORDS: Readonly<Record<NewsKind, { readonly icon: string; readonly word: string }>> = {
  failed: { icon: '❌', word: 'failed' },
  'held-back': { icon: '⚠️', word: 'held back' },
  stale: { icon: '🕰️', word: 'stale' },
  recovered: { icon: '✅', word: 'recovered' },
}

/** `Active Exposures: 2 failed, 1 recovered`. */
function countsText(entries: readonly NewsEntry[]): string {
  const counts = new Map<NewsKind, number>()
  for (const { kind } of entries) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  const parts = [...counts].map(([kind, count]) => `${count} ${KIND_WORDS[kind].word}`)
  return `Active Exposures: ${parts.length === 0 ? 'nothing new' : parts.join(', ')}`
}
