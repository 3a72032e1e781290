import { tmpdir } from 'node:os'
import { foldedLog } from '../../scripts/demo/log.js'
import type { Command } from '../../simulators/runner/workflow-commands.js'
import { DAILY } from '../e2e/stage.js'
import type { Scenario } from './scenario.js'
import type { Told } from './story.js'

/** What a run of the scenario showed, as one page of Markdown that a reviewer reads. */
export function textOf({ title, about }: Scenario, told: Told, file: string | null = null): string {
  const { main, post, comments } = told
  const sections = [
    section('Annotations', annotationsOf(main.commands), 'text'),
    section('Summary', main.summary, 'markdown'),
    ...comments.map((comment) => section('Comment', comment, 'markdown')),
    ...(file === null ? [] : [section('File', file, 'yaml')]),
    section('Log', [main, post].map(foldedLog).filter(Boolean).join('\n'), 'text'),
    section('Outputs', outputsOf(main.outputs), 'text'),
  ]
  return steady([`# ${title}`, about, useOf(told), ...sections].join('\n\n') + '\n', told)
}

function useOf({ use: { at, event = DAILY, inputs = {} }, main }: Told): string {
  const given = Object.entries(inputs).map(([name, value]) => `\`${name}: ${value.replaceAll('\n', ' ')}\``)
  const end = main.exitCode === null ? 'killed' : `exit code ${main.exitCode}`
  return [`\`${event.name}\``, ...given, `${at.slice(0, 10)} ${at.slice(11, 19)} UTC`, end].join(' · ')
}

function section(heading: string, content: string, language: string): string {
  const text = content.trimEnd()
  if (text === '') return `## ${heading}\n\nNone.`
  const runs = text.match(/`{3,}/g) ?? []
  const fence = '`'.repeat(Math.max(2, ...runs.map(({ length }) => length)) + 1)
  return `## ${heading}\n\n${fence}${language}\n${text}\n${fence}`
}

/** Each as GitHub shows it: level, title and place, then the message. */
function annotationsOf(commands: readonly Command[]): string {
  return commands
    .filter(({ name }) => ['error', 'warning', 'notice'].includes(name))
    .map(({ name, properties: { title, file, line }, message }) => {
      const place = file === undefined ? [] : [`${file}${line === undefined ? '' : `:${line}`}`]
      return `${[name.toUpperCase(), ...(title === undefined ? [] : [title]), ...place].join(' · ')}\n  ${message}`
    })
    .join('\n')
}

/** One line each; of a list one line per item. */
function outputsOf(outputs: Readonly<Record<string, string>>): string {
  return Object.entries(outputs)
    .map(([name, value]) => {
      if (!value.startsWith('[{')) return `${name}: ${value}`
      const items = JSON.parse(value) as unknown[]
      return [`${name}:`, ...items.map((item) => `  ${JSON.stringify(item)}`)].join('\n')
    })
    .join('\n')
}

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const CLOUD = 'https://10ax.online.tableau.com'

/** Replaces what differs from run to run: the simulator's port and hashes of it, temporary folders and random names. */
function steady(text: string, { places: { workspace, tableauUrl } }: Told): string {
  return (
    text
      .replaceAll(addressesOf(tableauUrl), (_, between: string) => CLOUD.replace('//', `${between}//`))
      .replaceAll(new URL(tableauUrl).host, new URL(CLOUD).host)
      .replaceAll(workspace, '/home/runner/work/analytics/analytics')
      .replaceAll(new RegExp(`${tmpdir()}/runner-\\w+/temp`, 'g'), '/home/runner/work/_temp')
      .replaceAll(new RegExp(`(active-exposures-[a-z]+-)${UUID}`, 'g'), '$1<id>')
      .replaceAll(/(<!-- active-exposures |generated: .*url: x)[0-9a-f]+/g, '$1<hash>')
      // eslint-disable-next-line no-control-regex -- an ANSI colour begins with the escape character
      .replaceAll(/\u001B\[\d+m/g, '')
  )
}

/** Markdown may have an invisible space where GitHub would make a link. */
function addressesOf(url: string): RegExp {
  return new RegExp(url.replace('//', '(\\u200b?)//'), 'g')
}
