/** A change of a source, and whether a test noticed. */
export interface Mutant {
  readonly file: string
  readonly line: number
  /** The whole line in which the change begins. */
  readonly code: string
  readonly was: string
  readonly becomes: string
  /** Stryker's: `Killed`, `Timeout`, `Survived`, `NoCoverage`, … */
  readonly status: string
}

type Change = Pick<Mutant, 'file' | 'code' | 'was' | 'becomes'>

/** A change that no test can notice, or that need not be noticed. */
export interface Accepted extends Change {
  readonly why: string
}

interface Made {
  readonly date: string
  readonly commit: string
  readonly stryker: string
}

interface Page {
  readonly text: string
  readonly table: string
  /** Survivors without a reason, and reasons for what does not survive. */
  readonly problems: readonly string[]
}

/** docs/mutation.md. */
export function mutationPage(mutants: readonly Mutant[], accepted: readonly Accepted[], made: Made): Page {
  const files = [...new Set(mutants.map(({ file }) => file))]
  const survivors = mutants.filter(isSurvivor)
  const table = tableOf(mutants, files)
  const reasonOf = (one: Mutant): string | undefined => accepted.find((other) => isSame(one, other))?.why
  const text = `${introduction(made)}

${table}

${SURVIVORS}

| where | code | becomes | why no test fails |
| --- | --- | --- | --- |
${survivors.map((one) => survivorRow(one, reasonOf(one) ?? 'open')).join('\n')}
`
  return {
    text,
    table,
    problems: [
      ...survivors
        .filter((one) => reasonOf(one) === undefined)
        .map(({ file, line, was, becomes }) => `Survives: ${file}:${line}  ${was}  ⇒  ${becomes}`),
      ...accepted
        .filter((one) => files.includes(one.file) && !survivors.some((other) => isSame(one, other)))
        .map(({ file, was, becomes }) => `Does not survive: ${file}  ${was}  ⇒  ${becomes}`),
    ],
  }
}

/** A change that makes an endless loop is noticed too. Errors on import, which no test sees, count for neither. */
const NOTICED = ['Killed', 'Timeout']

function isSurvivor({ status }: Mutant): boolean {
  return status === 'Survived' || status === 'NoCoverage'
}

function isSame(one: Change, other: Change): boolean {
  const keys = ['file', 'code', 'was', 'becomes'] as const
  return keys.every((key) => one[key] === other[key])
}

function tableOf(mutants: readonly Mutant[], files: readonly string[]): string {
  return [
    '| file | changes | noticed | survive | score |',
    '| --- | --: | --: | --: | --: |',
    ...files.map((file) =>
      row(
        `\`${file}\``,
        mutants.filter((one) => one.file === file),
      ),
    ),
    row('all', mutants),
  ].join('\n')
}

function row(name: string, mutants: readonly Mutant[]): string {
  const noticed = mutants.filter(({ status }) => NOTICED.includes(status)).length
  const survive = mutants.filter(isSurvivor).length
  const all = noticed + survive
  // Rounded down: 100 % means all.
  return `| ${name} | ${all} | ${noticed} | ${survive} | ${Math.floor((noticed / all) * 1000) / 10} % |`
}

/** Without its line, which the next change of the file would make wrong. */
function survivorRow({ file, was, becomes }: Mutant, why: string): string {
  return `| \`${file}\` | ${code(was)} | ${code(becomes)} | ${why} |`
}

function code(text: string): string {
  return `\`\` ${text.replaceAll('|', '\\|')} \`\``
}

function introduction({ date, commit, stryker }: Made): string {
  return `# Mutation score

[Stryker](https://stryker-mutator.io) changes the rules in small ways, one at a time: a \`<\` becomes \`<=\`, a condition becomes \`true\`, a
call is left out. A change is noticed if a unit test of the same folder fails; end-to-end tests and simulations do not count.

\`npm run mutation\` runs it and writes this page; \`npm run mutation -- src/plan/window.ts\` does it for one file and only prints. It fails if a
change survives that [equivalent.ts](../scripts/mutation/equivalent.ts) does not explain. It is not part of CI.

Written on ${date}, at commit ${commit}, with Stryker ${stryker}. Not counted: constants that are evaluated on import
(each of their changes needs a new process), and changes after which a file cannot be loaded. Properties
are tried with a tenth of their usual values, so \`npm test\` may notice more.`
}

const SURVIVORS = `## What survives

Nearly all of these changes make a program that does the same. \`open\` marks what a test could still show.`
