import type { Table } from './scenario.js'

/** A Markdown table whose columns line up, so that the terminal can show it too. */
export function markdownTable({ columns, rows }: Pick<Table, 'columns' | 'rows'>): string {
  const all = [columns, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')))
  const widths = columns.map((_, index) => Math.max(3, ...all.map((row) => (row[index] ?? '').length)))
  const line = (row: readonly string[]): string =>
    `| ${widths.map((width, index) => (row[index] ?? '').padEnd(width)).join(' | ')} |`
  const [head = [], ...body] = all
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...body.map(line)].join(
    '\n',
  )
}

export function section({ title, text, notes, ...table }: Table): string {
  const below = notes.length === 0 ? [] : [notes.map((note) => `- ${note}`).join('\n')]
  return [`## ${title}`, text, markdownTable(table), ...below].join('\n\n')
}

export interface Circumstances {
  readonly date: string
  readonly command: string
  readonly machine: string
  readonly versions: readonly (readonly [tool: string, versions: string])[]
  readonly notRun: readonly string[]
  /** The longest delay of the simulator's process, in milliseconds. */
  readonly hindrance: string
}

const HOW = [
  'Every measurement has a simulated Tableau of its own on loopback, in real time. Calls, jobs and the ends of jobs are read from its record, never from what a tool says of itself.',
  '"Seconds from job end to knowing": from the end of the job to the first answer that told the tool so (a `GET` of that job, or of the list of jobs). "–": it never asked, or never learned.',
  '"Wall seconds": from the start of the process to its end; for Active Exposures main and post step.',
  'Active Exposures runs as committed (`dist/`), after a dbt build of one model per workbook. "With history": it was run on three earlier days, when each refresh took up to a tenth less or more time. "No jobs list": its user may refresh the workbooks, but is refused the list of jobs, as any user is who is no administrator.',
  'Peers run with their defaults, each in a virtual environment of its own; `benchmarks/README.md` says how each is called.',
]

export function document(circumstances: Circumstances, tables: readonly Table[]): string {
  const { date, command, machine, versions, notRun, hindrance } = circumstances
  const parts = [
    '# Benchmarks',
    '<!-- Made by the command below; do not edit. -->',
    `Measured on ${date} with \`${command}\` on ${machine}.`,
    HOW.map((line) => `- ${line}`).join('\n'),
    `## Versions`,
    markdownTable({ columns: ['Tool', 'Versions'], rows: versions.map((row) => [...row]) }),
    ...(notRun.length === 0 ? [] : [notRun.map((line) => `- Not run: ${line}`).join('\n')]),
    ...tables.map(section),
    hindrance,
  ]
  return `${parts.join('\n\n')}\n`
}
