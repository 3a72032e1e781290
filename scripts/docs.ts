import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'

import { format, resolveConfig } from 'prettier'
import { glob } from 'tinyglobby'
import { parse } from 'yaml'
import { z } from 'zod'

import { INPUT_NAMES, readInputs } from '../src/run/inputs.js'
import { ReportDraft } from '../src/run/report-draft.js'
import { FAILURE_EXPLANATIONS } from '../src/report/failure-explanations.js'
import { outputsOf } from '../src/report/outputs/outputs.js'
import { isPermanent } from '../src/state/request-history.js'
import { FAILURE_CLASSES } from '../src/tableau/failures/classes.js'
import { FAILURE_TEXTS } from '../src/tableau/failures/texts.js'
import { FAILURE_CODES } from '../src/tableau/failures/failures.js'
import { newestRelease } from './changelog.js'
import { measuredPages, outdatedFigures } from './measured-dist.js'
import { AREAS, MESSAGES_HEAD, messageRows } from './messages-page.js'
import { CODES_HEAD, codeRows } from './metadata-codes.js'
import { wrongReferences } from './references.js'
import { newsJsonSchema, rowsJsonSchema, tileJsonSchema } from './json-schemas.js'

/*
 * Generates the tables of README.md, docs/inputs.md, docs/failures.md, docs/messages.md and
 * docs/metadata-codes.md, and the JSON schemas in docs/. Checks action.yml
 * against the code and the example workflows, that every page, anchor and file that comments and pages cite exists, and that no
 * benchmark's figures are older than the newest release.
 * Usage: npm run docs [-- --check]; with --check nothing is written, and what is stale is an error.
 */

const ROOT = join(import.meta.dirname, '..')

const actionSchema = z.object({
  inputs: z.record(z.string(), z.object({ description: z.string(), default: z.string().optional() })),
  outputs: z.record(z.string(), z.object({ description: z.string() })),
})

type ActionFile = z.infer<typeof actionSchema>

const workflowSchema = z.object({
  jobs: z.record(
    z.string(),
    z.object({
      steps: z.array(
        z.object({ uses: z.string().optional(), with: z.record(z.string(), z.unknown()).optional() }),
      ),
    }),
  ),
})

const EXAMPLES = 'examples/workflows'
const INPUTS_PAGE = 'docs/inputs.md'
/** The inputs that README.md lists; docs/inputs.md has all of them. */
const MOST_USED = [
  'tableau-server-url',
  'tableau-site',
  'tableau-token-name',
  'tableau-token-secret',
  'dbt-artifacts',
  'discover',
  'select',
  'build-after',
  'force',
  'dry-run',
  'wait',
  'fail-on',
]
const CODES_PAGE = 'docs/metadata-codes.md'
const MESSAGES_PAGE = 'docs/messages.md'
const TEXT_FILES = ['**/*.{ts,js,mjs,md,yml,sql,py}', '.ci/run']
const BUILT_OR_FETCHED = ['**/node_modules', 'build', 'dist', 'coverage', '.demo', '**/target', '**/.venv']
/** They contain examples of wrong citations. */
const ABOUT_CITATIONS = ['scripts/references.ts', '__tests__/scripts/references.test.ts']
const ACTION_NAME = 'active-exposures/active-exposures@'

const action = actionSchema.parse(parse(await read('action.yml')))
const problems = [
  ...differences('input', Object.keys(action.inputs), INPUT_NAMES, 'src/run/inputs.ts'),
  ...differences('output', Object.keys(action.outputs), outputNames(), 'src/report/outputs/outputs.ts'),
  ...wrongDefaults(action),
  ...(await wrongExamples(action)),
  ...(await wrongCitations()),
  ...outdatedFigures(measuredPages(ROOT), newestRelease(await read('CHANGELOG.md'))),
]
const made = new Map([
  ['README.md', await withMostUsed(await read('README.md'), action)],
  [INPUTS_PAGE, await withTables(await read(INPUTS_PAGE), action)],
  ['docs/failures.md', await withFailures(await read('docs/failures.md'))],
  ['docs/rows.schema.json', rowsJsonSchema()],
  ['docs/tile.schema.json', tileJsonSchema()],
  ['docs/notify.schema.json', newsJsonSchema()],
  [MESSAGES_PAGE, between(await read(MESSAGES_PAGE), 'messages', await messages())],
  [CODES_PAGE, between(await read(CODES_PAGE), 'codes', await table(CODES_HEAD, codeRows()))],
])

if (process.argv.includes('--check')) problems.push(...(await stale(made)))
else for (const [path, text] of made) await writeFile(join(ROOT, path), text)

for (const problem of problems) console.error(problem)
process.exitCode = problems.length === 0 ? 0 : 1

function read(path: string): Promise<string> {
  return readFile(join(ROOT, path), 'utf8')
}

async function stale(files: ReadonlyMap<string, string>): Promise<string[]> {
  const found: string[] = []
  for (const [path, text] of files) {
    if ((await read(path)) !== text)
      found.push(`${path} is stale: run npm run docs and commit what it writes.`)
  }
  return found
}

/** The names of the outputs, from a run that did nothing. */
function outputNames(): string[] {
  const nothing = new ReportDraft({ event: 'push', actor: null, attempt: 1, startedAt: 0 }).finish(0)
  return Object.keys(outputsOf(nothing, { plan: null, summary: null }))
}

function differences(
  kind: string,
  declared: readonly string[],
  known: readonly string[],
  file: string,
): string[] {
  return [
    ...declared
      .filter((name) => !known.includes(name))
      .map((name) => `action.yml declares the ${kind} ${name}, which ${file} does not know.`),
    ...known
      .filter((name) => !declared.includes(name))
      .map((name) => `${file} knows the ${kind} ${name}, which action.yml does not declare.`),
  ]
}

/** An omitted input and an empty one must have the same value. */
function wrongDefaults({ inputs }: ActionFile): string[] {
  const empty = readInputs(() => '', {})
  return Object.entries(inputs)
    .filter(([name, input]) => {
      const withDefault = readInputs((asked) => (asked === name ? literal(input.default) : ''), {})
      return !isDeepStrictEqual(withDefault, empty)
    })
    .map(
      ([name]) =>
        `action.yml gives the input ${name} another default than an empty one has in src/run/inputs.ts.`,
    )
}

/** An expression is evaluated by the runner. */
function literal(value = ''): string {
  return value.startsWith('${{') ? '' : value
}

/** The example workflows may use only inputs that exist. */
async function wrongExamples({ inputs }: ActionFile): Promise<string[]> {
  const found: string[] = []
  for (const file of (await readdir(join(ROOT, EXAMPLES))).sort()) {
    const { jobs } = workflowSchema.parse(parse(await read(`${EXAMPLES}/${file}`)))
    const steps = Object.values(jobs)
      .flatMap((job) => job.steps)
      .filter(({ uses }) => uses?.startsWith(ACTION_NAME) === true)
    if (steps.length === 0) found.push(`${EXAMPLES}/${file} has no step that uses ${ACTION_NAME}….`)
    const unknown = steps
      .flatMap((step) => Object.keys(step.with ?? {}))
      .filter((name) => !Object.hasOwn(inputs, name))
    found.push(
      ...unknown.map(
        (name) => `${EXAMPLES}/${file} gives the input ${name}, which action.yml does not have.`,
      ),
    )
  }
  return found
}

/** Everything that comments and pages cite must exist in this repository. */
async function wrongCitations(): Promise<string[]> {
  const paths = await glob(TEXT_FILES, {
    cwd: ROOT,
    dot: true,
    ignore: [...BUILT_OR_FETCHED, ...ABOUT_CITATIONS],
  })
  const texts = await Promise.all(paths.sort().map(async (path) => [path, await read(path)] as const))
  return wrongReferences(new Map(texts), (path) => existsSync(join(ROOT, path)))
}

/** Of the inputs that most people use: their default and the first sentence of their description. */
async function withMostUsed(readme: string, { inputs }: ActionFile): Promise<string> {
  const rows = inputRows(inputs).filter(([name = '']) => MOST_USED.includes(name.replaceAll('`', '')))
  const short = rows.map(([name = '', value = '', description = '']) => [
    name,
    value,
    firstSentence(description),
  ])
  return between(readme, 'inputs', await table(['input', 'default', 'meaning'], short))
}

async function withTables(page: string, { inputs, outputs }: ActionFile): Promise<string> {
  const outputRows = Object.entries(outputs).map(([name, { description }]) => [`\`${name}\``, description])
  const withInputs = between(page, 'inputs', await table(['input', 'default', 'meaning'], inputRows(inputs)))
  return between(withInputs, 'outputs', await table(['output', 'meaning'], outputRows))
}

function inputRows(inputs: ActionFile['inputs']): string[][] {
  return Object.entries(inputs).map(([name, { description, default: value }]) => [
    `\`${name}\``,
    value === undefined ? '–' : `\`${value}\``,
    description,
  ])
}

function firstSentence(text: string): string {
  return text.split(/(?<=\.) (?=[A-Z`0-9])/, 1).join('')
}

async function withFailures(page: string): Promise<string> {
  const classRows = FAILURE_CLASSES.map((name) => {
    const { what, remedy } = FAILURE_EXPLANATIONS[name]
    return [`\`${name}\``, what, remedy, isPermanent(name) ? 'once a window' : 'by the next run']
  })
  const codeRows = Object.entries(FAILURE_CODES).map(([code, name]) => [`\`${name}\``, code])
  const textRows = FAILURE_TEXTS.map(({ class: name, about, example }) => [
    `\`${name}\``,
    about,
    `_${example}_`,
  ])
  const withClasses = between(
    page,
    'classes',
    await table(['class', 'what the report says', 'what to do', 'tried again'], classRows),
  )
  const withCodes = between(withClasses, 'codes', await table(['class', 'code'], codeRows))
  return between(withCodes, 'texts', await table(['class', 'about', 'such as'], textRows))
}

async function messages(): Promise<string> {
  const areas = Object.entries(AREAS).map(
    async ([name, entries]) => `## ${name}\n\n${await table(MESSAGES_HEAD, messageRows(entries))}`,
  )
  return (await Promise.all(areas)).join('\n\n')
}

/** Formatted like prettier does, so that formatting the README changes nothing. */
async function table(head: readonly string[], rows: readonly (readonly string[])[]): Promise<string> {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  const markdown = [line(head), line(head.map(() => '-')), ...rows.map(line)].join('\n')
  const options = await resolveConfig(join(ROOT, 'README.md'))
  return (await format(markdown, { ...options, parser: 'markdown' })).trim()
}

function between(text: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const [from, to] = [text.indexOf(start), text.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`A page lacks the markers ${start} and ${end}.`)
  return `${text.slice(0, from + start.length)}\n\n${content}\n\n${text.slice(to)}`
}
