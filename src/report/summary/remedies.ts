import { type Report, speakingOf } from '../report.js'
import { worstFirst } from '../ranking.js'
import { STATUS, statusOf } from '../status.js'
import { remedyOf } from '../words.js'

/** Something that a person has to do, and the extracts that wait for it. */
export interface Remedy {
  readonly icon: string
  readonly names: readonly string[]
  readonly sentence: string
  /** Tableau's own words, untrusted and uncut; empty where it gave none. */
  readonly tableauText: string
}

/** Worst first; rows that ask for the same, with the same words of Tableau's, are told together. */
export function remediesOf(report: Report): Remedy[] {
  const speaking = speakingOf(report)
  const remedies = new Map<string, Remedy>()
  for (const row of worstFirst(report)) {
    const sentence = remedyOf(row, speaking)
    if (sentence === null) continue
    const { icon } = STATUS[statusOf(row, report.mode)]
    const tableauText = row.result?.failure?.text ?? ''
    const name = row.row.extract.lineage.content.name
    const key = JSON.stringify([icon, sentence, tableauText])
    const names = [...(remedies.get(key)?.names ?? []), name]
    remedies.set(key, { icon, names, sentence, tableauText })
  }
  return [...remedies.values()]
}
