import { randomUUID } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { oneLine } from '../../base/untrusted-text.js'
import { type Report } from '../report.js'
import { counts } from '../ranking.js'
import { staleRows } from '../staleness.js'
import { wholeSummary } from '../summary/summary.js'
import type { Row } from './rows-schema.js'
import { toDriftRows, toRows, withoutEmails } from './rows.js'

/** Version of docs/rows.schema.json: the second number grows with a new field, the first if a field is removed or changes its meaning. */
export const ROWS_VERSION = '1.5'

/** A later step may pass `rows` in an environment variable, which on Linux holds at most 128 KiB. */
const LARGEST_ROWS = 100_000

/** As in an annotation. */
const LONGEST_MESSAGE = 2000

/** The outputs, by their names in action.yml. */
export interface Outputs {
  readonly refreshed: string
  readonly skipped: string
  readonly held: string
  readonly failed: string
  readonly 'earlier-failed': string
  readonly stale: string
  readonly 'message-id': string
  readonly message: string
  readonly rows: string
  readonly 'rows-version': string
  readonly 'rows-truncated': string
  readonly 'plan-file': string
  readonly 'summary-file': string
  readonly news: string
  readonly 'exposures-file': string
  readonly 'site-folder': string
  readonly drift: string
}

/** Paths of the files that were written; null for one that was not. */
export interface WrittenFiles {
  readonly plan: string | null
  readonly summary: string | null
}

export function outputsOf(report: Report, files: WrittenFiles): Outputs {
  const { refreshed, skipped, held, failed } = counts(report)
  const all = withoutEmails(toRows(report))
  const fitting = firstThatFit(all.map((row) => JSON.stringify(row)))
  return {
    refreshed: String(refreshed),
    skipped: String(skipped),
    held: String(held),
    failed: String(failed),
    'earlier-failed': String(report.failedSince.flatMap(({ extracts }) => extracts).length),
    stale: String(staleRows(report).length),
    'message-id': report.error?.id ?? '',
    message: oneLine(report.error?.message ?? '', LONGEST_MESSAGE),
    rows: `[${fitting.join(',')}]`,
    'rows-version': ROWS_VERSION,
    'rows-truncated': String(fitting.length < all.length),
    'plan-file': files.plan ?? '',
    'summary-file': files.summary ?? '',
    news: String(report.newsCount),
    'exposures-file': report.exposuresFile?.path ?? '',
    'site-folder': report.siteFolder ?? '',
    drift: `[${firstThatFit(toDriftRows(report).map((row) => JSON.stringify(row))).join(',')}]`,
  }
}

/** Writes all rows, one per line, in the form of docs/rows.schema.json; see `writeNewFile`. */
export function writePlanFile(folder: string, report: Report): Promise<string> {
  return writeNewFile(folder, ['plan', 'json'], planJson(toRows(report)))
}

/** Writes the job summary without GitHub's limit of size; see `writeNewFile`. */
export function writeSummaryFile(folder: string, report: Report): Promise<string> {
  return writeNewFile(folder, ['summary', 'md'], `${wholeSummary(report)}\n`)
}

/** Returns the path of a new file in `folder`. If the write fails, it deletes the incomplete file and throws. */
async function writeNewFile(
  folder: string,
  [name, type]: readonly [string, string],
  text: string,
): Promise<string> {
  const path = join(folder, `active-exposures-${name}-${randomUUID()}.${type}`)
  await mkdir(folder, { recursive: true })
  try {
    await writeFile(path, text)
    return path
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

function planJson(rows: readonly Row[]): string {
  return `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`
}

/** The first rows that fit; a row that is too large by itself is skipped. */
function firstThatFit(rows: readonly string[]): string[] {
  const fitting: string[] = []
  let bytes = '[]'.length
  for (const row of rows) {
    const size = Buffer.byteLength(row) + ','.length
    if (bytes + size > LARGEST_ROWS) continue
    bytes += size
    fitting.push(row)
  }
  return fitting
}
