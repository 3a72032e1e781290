import { oneLine } from '../base/untrusted-text.js'
import type { Problem } from '../dbt/types.js'
import { type Moment, when } from './times.js'

const LONGEST_LINE = 160

/** `: Got 3 results, configured to fail if != 0`: what dbt says about a failure, in one line; empty if that is not known. */
export function detailsText({ details }: Problem, moment: Moment): string {
  if (details === undefined) return ''
  if (details.kind === 'age') {
    const limit = details.errorAfter === null ? '' : `, and error_after is ${details.errorAfter}`
    return `: its newest row is from ${when(details.newestRowAt, moment)}${limit}`
  }
  const [first = ''] = essentialLines(details.text)
  const line = oneLine(first, LONGEST_LINE).replace(/[\s.!;:,]+$/, '')
  return line === '' ? '' : `: ${line}`
}

/** dbt's message, if it has more lines than `detailsText` shows; else empty. */
export function longDetails(problems: readonly Problem[]): string {
  const [details] = problems.flatMap((problem) => problem.details ?? [])
  return details?.kind === 'message' && essentialLines(details.text).length > 1 ? details.text : ''
}

/** Without the title `Database Error in model orders (models/orders.sql)`, which repeats the name. */
function essentialLines(text: string): string[] {
  const lines = text.split(/[\n\r]+/).filter((line) => line.trim() !== '')
  return lines.length > 1 && /^\s*[A-Z][\w ]* Error in /.test(lines[0] ?? '') ? lines.slice(1) : lines
}
