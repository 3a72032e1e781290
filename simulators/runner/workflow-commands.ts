export interface Command {
  readonly name: string
  readonly properties: Readonly<Record<string, string>>
  readonly message: string
}

/** Reads one line of output as the runner does; null for plain text (docs/facts/github-actions.md#workflow-commands). */
export function readCommand(line: string): Command | null {
  const [, name, properties = '', message = ''] =
    /^\s*::([a-z-]+)(?:\s+([^:]*(?::(?!:)[^:]*)*))?::(.*)$/s.exec(line) ?? []
  if (name === undefined) return null
  return { name, properties: readProperties(properties), message: unescapeData(message) }
}

function readProperties(text: string): Record<string, string> {
  const pairs = text.split(',').map((pair) => pair.trim().split('='))
  return Object.fromEntries(
    pairs.flatMap(([key, ...value]) =>
      key === undefined || key === '' ? [] : [[key, unescapeProperty(value.join('='))]],
    ),
  )
}

function unescapeData(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
}

function unescapeProperty(text: string): string {
  return unescapeData(text.replaceAll('%3A', ':').replaceAll('%2C', ','))
}
