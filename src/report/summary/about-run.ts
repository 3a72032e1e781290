import { compareNames } from '../../base/order.js'
import type { RootContent } from 'mdast'

import type { LeftOut } from '../../exposures/types.js'
import {
  type Phrase,
  bullets,
  folded,
  inlineCode,
  literal,
  paragraph,
  small,
  strong,
  safeText,
} from '../markdown.js'
import type { BuildSummary, FreshnessSummary } from '../../dbt/build-summary.js'
import { buildDetails, buildText, freshnessDetails, freshnessText, isCounted } from '../build-text.js'
import { forecastText } from '../forecast-text.js'
import { isOfPullRequest, type Report } from '../report.js'
import type { SizeBudget } from './size-budget.js'
import { at, clockTime, day, duration, shortly } from '../times.js'
import { oneLine } from '../../base/untrusted-text.js'
import { list } from '../lists.js'
import { newestDataFromDbt } from '../newest-data.js'

/** The line below the headline: when the run was, and after which build. */
export function contextLine(report: Report): RootContent {
  const { run, builds, freshness } = report
  const times = new Set([clockTime(run.startedAt), clockTime(run.endedAt)])
  const when = `${day(run.startedAt)}, ${[...times].join('–')}`
  const [first] = builds
  if (isOfPullRequest(report))
    return paragraph(...small(literal(`${when} UTC · pull request: nothing is saved`)))
  if (report.mode.kind === 'off') return paragraph(...small(literal(`${when} UTC`)))
  if (first === undefined)
    return paragraph(...small(literal(`${when} UTC · ${withoutBuild(report)}`), ...siteFolder(report)))
  const more = builds.length === 1 ? '' : ` and ${builds.length - 1} more`
  const counted = isCounted(report)
  const isOld = day(first.finishedAt) !== day(run.startedAt)
  const from = counted || isOld ? ` of ${shortly(first.finishedAt, run.endedAt)}` : ''
  const result = `${counted ? ', already counted' : ''} (${buildText(builds)}${freshnessText(freshness, run.endedAt)}) · times in UTC`
  return paragraph(
    ...small(
      literal(`${when} · ${counted ? 'results of' : 'after'} `),
      inlineCode(first.command),
      literal(`${more}${from}${result}`),
      ...siteFolder(report),
    ),
  )
}

/** ` · site of all exposures in public`; where it is published is known only to the workflow. */
function siteFolder({ siteFolder: folder }: Report): Phrase[] {
  return folder === null ? [] : [literal(' · site of all exposures in '), inlineCode(folder)]
}

function withoutBuild({ catalogueOf, freshness, run, rows }: Report): string {
  if (catalogueOf === null)
    return freshness.length === 0
      ? 'no dbt results were read'
      : `no results of a build were read${freshnessText(freshness, run.endedAt)}`
  const newest = newestDataFromDbt(rows.map(({ row }) => row))
  const data = newest === null ? '' : `, newest data from ${at(newest, run.endedAt)}`
  return `planned without dbt files: exposures as of ${at(catalogueOf, run.endedAt)}${data}`
}

/** Who started the run and with which options; null for an ordinary run. */
export function optionsLine({ actor, options }: Report['run'], budget: SizeBudget): Phrase[] | null {
  const { manual, force, select, exclude } = options
  const phrases: Phrase[][] = [
    ...(manual || force ? [[literal('Started by '), strong(safeText(actor ?? 'somebody', 80))]] : []),
    ...selectorPhrase('select', select, budget),
    ...selectorPhrase('exclude', exclude, budget),
    ...(force
      ? [
          [
            literal(
              'force: also refreshes what is not due, but nothing downstream of a failure or without known data',
            ),
          ],
        ]
      : []),
    ...(manual || force ? [[literal('the next scheduled refresh is not affected')]] : []),
  ]
  return phrases.length === 0
    ? null
    : phrases.flatMap((phrase, index) => [literal(index === 0 ? '' : ' · '), ...phrase])
}

function selectorPhrase(input: string, text: string, budget: SizeBudget): Phrase[][] {
  return text === '' ? [] : [[literal(`${input}: `), inlineCode(oneLine(text, budget.text))]]
}

/** The section "About this run": what started it, what it read, and which exposures it left out. */
export function aboutBlocks(report: Report, budget: SizeBudget): RootContent[] {
  const { builds, freshness, leftOut } = report
  const items = [
    runItem(report),
    ...tableauItem(report),
    ...forecastItem(report),
    ...builds.slice(0, budget.notes).map((build) => buildItem(build, report)),
    ...freshness.slice(0, budget.notes).map((file) => freshnessItem(file, report)),
    ...leftOutItem(leftOut, 'switched-off', 'switched off', budget),
    ...leftOutItem(leftOut, 'not-selected', 'not selected', budget),
    ...leftOutItem(leftOut, 'without-address', 'without an address', budget),
    ...leftOutItem(leftOut, 'not-ours', 'not on this Tableau site', budget),
  ]
  return folded('About this run', [bullets(items)])
}

function forecastItem({ forecast, run }: Report): Phrase[][] {
  return forecast === null ? [] : [[literal(`Forecast: ${forecastText(forecast, run.endedAt)}`)]]
}

function runItem({ run, mode }: Report): Phrase[] {
  const { event, actor, startedAt, endedAt } = run
  // GitHub names the last person who changed the schedule, who has not started the run.
  const by = actor === null || event === 'schedule' ? [] : [literal(' ('), safeText(actor, 80), literal(')')]
  const since = mode.kind === 'off' || event.startsWith('pull_request') ? '' : slotText(run)
  const took = `, took ${duration((endedAt - startedAt) / 1000)}`
  return [...startText(run), ...by, literal(`${since}${took}`)]
}

const STARTS: ReadonlyMap<string, string> = new Map([
  ['schedule', 'Scheduled run'],
  ['push', 'Run after a push'],
  ['workflow_dispatch', 'Run started by hand'],
  ['workflow_run', 'Run after another workflow'],
  ['pull_request', 'Run of a pull request'],
])

/** A scheduled run that stopped before it read its cron has its start as slot, which is then not shown. */
function startText({ event, slot, startedAt, endedAt }: Report['run']): Phrase[] {
  if (event === 'schedule' && slot !== startedAt) return [literal(`Run scheduled for ${at(slot, endedAt)}`)]
  const known = STARTS.get(event)
  return known === undefined ? [literal('Run after the event '), inlineCode(event)] : [literal(known)]
}

/** The instant that decides which window the run's refreshes use up, where it is not that of a schedule. */
function slotText({ event, slot, endedAt }: Report['run']): string {
  return event === 'schedule' || event === 'workflow_dispatch'
    ? ''
    : `, counted by build_after as a run of ${at(slot, endedAt)}`
}

function tableauItem({ tableau }: Report): Phrase[][] {
  if (tableau === null) return []
  const site = tableau.site === '' ? literal('default site') : safeText(`site ${tableau.site}`)
  return [[literal('Tableau: '), site, literal(' on '), inlineCode(tableau.server)]]
}

function buildItem(build: BuildSummary, report: Report): Phrase[] {
  const { command, dbtVersion, finishedAt } = build
  return [
    inlineCode(command),
    literal(
      isOfPullRequest(report) ? ' of the pull request, not counted for production, with dbt ' : ' with dbt ',
    ),
    safeText(dbtVersion, 40),
    literal(`, finished ${at(finishedAt, report.run.endedAt)}: `),
    safeText(buildDetails(build)),
  ]
}

function freshnessItem(file: FreshnessSummary, { run }: Report): Phrase[] {
  const finished = `, finished ${at(file.finishedAt, run.endedAt)}: `
  return [inlineCode('dbt source freshness'), literal(finished), safeText(freshnessDetails(file))]
}

function leftOutItem(
  leftOut: readonly LeftOut[],
  reason: LeftOut['reason'],
  title: string,
  budget: SizeBudget,
): Phrase[][] {
  const exposures = leftOut.filter((each) => each.reason === reason)
  if (exposures.length === 0) return []
  const byWhy = new Map<string, string[]>()
  for (const { exposure, why } of exposures) byWhy.set(why, [...(byWhy.get(why) ?? []), exposure])
  const causes = [...byWhy].map(([why, names]) => ({
    names,
    text: `${list([...names].sort(compareNames))} (${oneLine(why)})`,
  }))
  const shown = causes.slice(0, CAUSES_SHOWN).map(({ text }) => text)
  const rest = causes.slice(CAUSES_SHOWN).flatMap(({ names }) => names).length
  const text = [...shown, ...(rest === 0 ? [] : [`${rest} more for other reasons`])].join('; ')
  return [[literal(`Left out, ${exposures.length} ${title}: `), safeText(text, budget.text)]]
}

const CAUSES_SHOWN = 3
