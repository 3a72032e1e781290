import type { StepResult } from '../../simulators/runner/runner.js'
import { type Command, readCommand } from '../../simulators/runner/workflow-commands.js'

/** The log as GitHub first shows it: secrets masked, annotations as text, groups collapsed to their titles. */
export function foldedLog({ raw, commands }: StepResult): string {
  const shown: string[] = []
  let isFolded = false
  for (const line of raw.trimEnd().split('\n')) {
    const command = readCommand(line)
    if (command !== null) shown.push(...shownCommand(command))
    else if (!isFolded) shown.push(line)
    if (command?.name === 'group') isFolded = true
    if (command?.name === 'endgroup') isFolded = false
  }
  const secrets = commands.filter(({ name, message }) => name === 'add-mask' && message !== '')
  return secrets.reduce((log, { message }) => log.replaceAll(message, '***'), shown.join('\n'))
}

function shownCommand({ name, message }: Command): string[] {
  const title = TITLES[name]
  return title === undefined ? [] : [`${title} ${message}`]
}

const TITLES: Readonly<Record<string, string>> = {
  error: 'Error:',
  warning: 'Warning:',
  notice: 'Notice:',
  group: '▸',
}
