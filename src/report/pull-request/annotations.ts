import type { Notice } from '../../base/notice.js'
import {
  type ChangedNode,
  type Impact,
  type ReachedExposure,
  exposuresReachedBy,
  isBreaking,
} from '../../impact/impact.js'
import { afterMergeText, breakingText, changeText, impactWordingContext } from './impact-text.js'
import { CATALOGUE } from '../../messages/catalogue.js'
import { message } from '../../messages/message.js'
import { nameIn, type Names } from '../names.js'
import { list, listPhrases, plural, quotedIfComma } from '../lists.js'
import { mostImportantFirst } from './order.js'

export interface ImpactNotice extends Notice {
  readonly title: string
}

/**
 * Notices about a pull request: for each removed node one at an exposure that it reaches, and one for each removed exposure; then
 * one for the first line of each changed file, those that reach the most exposures first; then one for the line of each changed
 * exposure.
 */
export function impactNotices(impact: Impact): ImpactNotice[] {
  return [
    ...impact.changed.filter(({ how }) => how === 'removed').flatMap((node) => fromRemoved(node, impact)),
    ...impact.removedExposures.map(({ label, file }) => ({
      ...message('AE-EXPOSURE-REMOVED', { exposure: label }),
      title: `Removes the exposure ${label}`,
      ...(file === '' ? {} : { file }),
    })),
    ...fromFiles(impact),
    ...impact.exposures
      .filter(({ changed }) => changed === 'new' || changed === 'changed')
      .map((each) => fromExposure(each, impact)),
  ]
}

/** At the most important exposure that the removed node reaches, because its own file is gone. */
function fromRemoved(node: ChangedNode, impact: Impact): ImpactNotice[] {
  const { names } = impactWordingContext(impact)
  const reached = mostImportantFirst(exposuresReachedBy(node, impact))
  const [first] = reached
  if (first === undefined) return []
  return [
    {
      ...message('AE-REMOVAL-REACHES', {
        node: nameIn(node.id, names),
        exposures: labelsText(reached),
        dashboards: dashboardsText(reached),
      }),
      title: `Removes ${nameIn(node.id, names)}, reaches ${plural(reached.length, 'exposure')}`,
      ...placeOf(first),
    },
  ]
}

/** What to do about a node that is removed, or whose contract breaks; the same as in its annotation. */
export function breakingRemedy(node: ChangedNode, impact: Impact): string {
  return CATALOGUE[breakingMessage(node)].remedy.replace(
    '{dashboards}',
    dashboardsText(exposuresReachedBy(node, impact)),
  )
}

export function breakingMessage({ how }: ChangedNode) {
  return how === 'removed' ? 'AE-REMOVAL-REACHES' : 'AE-BROKEN-CONTRACT-REACHES'
}

function dashboardsText({ length }: readonly ReachedExposure[]): string {
  return length === 1 ? 'this dashboard' : `these ${length} dashboards`
}

function labelsText(exposures: readonly ReachedExposure[]): string {
  return list(
    mostImportantFirst(exposures).map(({ label }) => label),
    5,
  )
}

function placeOf({ file, line }: ReachedExposure): { file?: string; line?: number } {
  return file === '' ? {} : { file, line: line ?? 1 }
}

function fromFiles(impact: Impact): ImpactNotice[] {
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
  return [...files.values()].sort((a, b) => b.reach - a.reach)
}

/** Whether the node changed only because a macro did: its own file is unchanged. */
function onlyByMacro({ parts }: ChangedNode): boolean {
  return parts.length > 0 && parts.every((part) => part === 'macros')
}

function fromNode(node: ChangedNode, reached: readonly ReachedExposure[], names: Names): ImpactNotice {
  const change = isBreaking(node) ? breakingText(node, names) : changeText(node, names)
  const told = { change, exposures: labelsText(reached) }
  const count = plural(reached.length, 'exposure')
  return isBreaking(node)
    ? {
        ...message('AE-BROKEN-CONTRACT-REACHES', { ...told, dashboards: dashboardsText(reached) }),
        title: `Breaks the contract of ${nameIn(node.id, names)}, reaches ${count}`,
      }
    : { ...message('AE-PULL-REQUEST-REACHES', told), title: `Reaches ${count}` }
}

function fromExposure(exposure: ReachedExposure, impact: Impact): ImpactNotice {
  const { label, extracts, noExtractReason, changed } = exposure
  const context = impactWordingContext(impact)
  const shown = extracts.map(
    (row) => `${quotedIfComma(row.extract.lineage.content.name)} ${afterMergeText(row, context)}`,
  )
  const after = shown.length > 0 ? listPhrases(shown, 3) : (noExtractReason ?? 'no extract is known')
  return {
    ...message('AE-EXPOSURE-CHANGED', { exposure: label, after }),
    title: `${changed === 'new' ? 'New exposure' : 'Exposure changed'}: ${label}`,
    ...placeOf(exposure),
  }
}
