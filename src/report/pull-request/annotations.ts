import type { Notice } from '../../base/notice.js'
import {
  type ChangedNode,
  type Impact,
  type ReachedExposure,
  exposuresReachedBy,
} from '../../impact/impact.js'
import { afterMergeText, changeText, impactWordingContext } from './impact-text.js'
import { message } from '../../messages/message.js'
import type { Names } from '../names.js'
import { list, listPhrases, plural, quotedIfComma } from '../reason-text.js'
import { mostImportantFirst } from './order.js'

export interface ImpactNotice extends Notice {
  readonly title: string
}

/**
 * Notices for the changed files of a pull request: one for the first line of each file, those that reach the most
 * exposures first; then one for the line of each changed exposure.
 */
export function impactNotices(impact: Impact): ImpactNotice[] {
  const { names } = impactWordingContext(impact)
  const files = new Map<string, ImpactNotice & { readonly reach: number }>()
  for (const node of impact.changed) {
    const reached = exposuresReachedBy(node, impact)
    if (node.file === null || reached.length === 0 || onlyByMacro(node)) continue
    const known = files.get(node.file)
    if (known !== undefined && known.reach >= reached.length) continue
    files.set(node.file, {
      ...fromNode(node, reached, names),
      file: node.file,
      line: 1,
      reach: reached.length,
    })
  }
  const nodes = [...files.values()].sort((a, b) => b.reach - a.reach)
  return [
    ...nodes,
    ...impact.exposures
      .filter(({ changed }) => changed === 'new' || changed === 'changed')
      .map((each) => fromExposure(each, impact)),
  ]
}

/** Whether the node changed only because a macro did: its own file is unchanged. */
function onlyByMacro({ parts }: ChangedNode): boolean {
  return parts.length > 0 && parts.every((part) => part === 'macros')
}

function fromNode(node: ChangedNode, reached: readonly ReachedExposure[], names: Names): ImpactNotice {
  const exposures = list(
    mostImportantFirst(reached).map(({ label }) => label),
    5,
  )
  return {
    ...message('AE-PULL-REQUEST-REACHES', { change: changeText(node, names), exposures }),
    title: `Reaches ${plural(reached.length, 'exposure')}`,
  }
}

function fromExposure(exposure: ReachedExposure, impact: Impact): ImpactNotice {
  const { file, line, label, extracts, noExtractReason, changed } = exposure
  const context = impactWordingContext(impact)
  const shown = extracts.map(
    (row) => `${quotedIfComma(row.extract.lineage.content.name)} ${afterMergeText(row, context)}`,
  )
  const after = shown.length > 0 ? listPhrases(shown, 3) : (noExtractReason ?? 'no extract is known')
  return {
    ...message('AE-EXPOSURE-CHANGED', { exposure: label, after }),
    title: changed === 'new' ? 'New exposure' : 'Exposure changed',
    ...(file === '' ? {} : { file, line: line ?? 1 }),
  }
}
