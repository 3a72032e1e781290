import type { RootContent } from 'mdast'

import type { LeftOut } from '../../exposures/types.js'
import {
  type Phrase,
  bullets,
  folded,
  inlineCode,
  own,
  paragraph,
  small,
  strong,
  words,
} from '../markdown.js'
import type { BuildRead } from '../../dbt/build-summary.js'
import type { Report } from '../report.js'
import type { Room } from './size.js'
import { ago, at, clockTime, day, duration } from '../times.js'
import { oneLine } from '../../base/untrusted-text.js'
import { list } from '../words.js'

/** One line under the headline: when, and after which build. */
export function contextLine(report: Report): RootContent {
  const { run, builds } = report
  const times = new Set([clockTime(run.startedAt), clockTime(run.endedAt)])
  const when = `${day(run.startedAt)}, ${[...times].join('–')}`
  const [first] = builds
  if (first === undefined) return paragraph(...small(own(`${when} UTC · ${withoutBuild(report)}`)))
  const landed = builds.reduce((sum, build) => sum + build.landed, 0)
  const failed = builds.reduce((sum, build) => sum + build.failed, 0)
  const more = builds.length === 1 ? '' : ` and ${builds.length - 1} more`
  const result = ` (${landed} landed${failed === 0 ? '' : `, ${failed} failed`}) · times in UTC`
  return paragraph(...small(own(`${when} · after `), inlineCode(first.command), own(`${more}${result}`)))
}

function withoutBuild({ mode, catalogueOf, run }: Report): string {
  if (mode.kind === 'off') return 'switched off'
  if (catalogueOf === null) return 'no dbt build was read'
  return `planned from the catalogue kept ${ago(catalogueOf, run.endedAt)} (${at(catalogueOf, run.endedAt)}), without dbt’s files`
}

/** Who asked for what, where a run is not the usual one; null where it is. */
export function askedLine({ actor, asked }: Report['run'], room: Room): Phrase[] | null {
  const { manual, force, select, exclude } = asked
  const phrases: Phrase[][] = [
    ...(manual || force ? [[own('Asked for by '), strong(words(actor ?? 'nobody known', 80))]] : []),
    ...given('select', select, room),
    ...given('exclude', exclude, room),
    ...(force
      ? [[own('forced: nothing but an unhealthy upstream, or no data at all, holds an extract back')]]
      : []),
    ...(manual || force ? [[own('uses up no window')]] : []),
  ]
  return phrases.length === 0
    ? null
    : phrases.flatMap((phrase, index) => [own(index === 0 ? '' : ' · '), ...phrase])
}

function given(input: string, text: string, room: Room): Phrase[][] {
  return text === '' ? [] : [[own(`${input}: `), inlineCode(oneLine(text, room.text))]]
}

/** Folded away: what was read, from where, started by whom, and what was left out and why. */
export function aboutBlocks(report: Report, room: Room): RootContent[] {
  const { builds, leftOut } = report
  const items = [
    runItem(report),
    ...tableauItem(report),
    ...builds.slice(0, room.notes).map((build) => buildItem(build, report.run.endedAt)),
    ...leftOutItem(leftOut, 'not-selected', 'not selected', room),
    ...leftOutItem(leftOut, 'not-ours', 'not of this Tableau site', room),
  ]
  return folded('About this run', [bullets(items)])
}

function runItem({ run }: Report): Phrase[] {
  const { event, actor, slot, startedAt, endedAt } = run
  const by = actor === null ? [] : [own(', by '), words(actor, 80)]
  const times = `: stands for ${at(slot, endedAt)}, took ${duration((endedAt - startedAt) / 1000)}`
  return [own('Started by '), inlineCode(event), ...by, own(times)]
}

function tableauItem({ tableau }: Report): Phrase[][] {
  if (tableau === null) return []
  const site = tableau.site === '' ? own('default site') : words(`site ${tableau.site}`)
  return [[own('Tableau: '), site, own(' on '), inlineCode(tableau.server)]]
}

function buildItem({ command, dbtVersion, finishedAt, landed, failed }: BuildRead, now: number): Phrase[] {
  const result = `, finished ${at(finishedAt, now)}: ${landed} landed, ${failed} failed`
  return [inlineCode(command), own(' with dbt '), words(dbtVersion, 40), own(result)]
}

function leftOutItem(
  leftOut: readonly LeftOut[],
  reason: LeftOut['reason'],
  title: string,
  room: Room,
): Phrase[][] {
  const exposures = leftOut.filter((each) => each.reason === reason)
  if (exposures.length === 0) return []
  const told = exposures.slice(0, room.notes).map(({ exposure, why }) => `${exposure} (${why})`)
  return [[own(`Left out, ${title}: ${exposures.length}. `), words(list(told, 5), room.text)]]
}
