import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, posix } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { globSync } from 'tinyglobby'
import { parseAllDocuments } from 'yaml'
import { readPage } from '../../scripts/references.js'
import {
  isObject,
  objectsIn,
  snippetsOf,
  yamlOf,
  type Json,
  type JsonObject,
  type Snippet,
} from '../../scripts/snippets.js'
import { parseFreeze } from '../../src/exposures/freeze.js'
import { parseSettings } from '../../src/exposures/settings.js'
import { rememberedFreezes } from '../../src/plan/freeze.js'
import { INPUT_NAMES, readInputs } from '../../src/run/inputs.js'

/*
 * Every example that a reader may copy: the fenced blocks of README.md and docs/, and examples/workflows/. Each is parsed, each
 * step of this action is read by the inputs' own parser, and each script is read by bash.
 */

const ROOT = join(import.meta.dirname, '../..')
const PAGES = globSync(['*.md', 'docs/**/*.md', 'examples/**/README.md'], { cwd: ROOT }).sort()

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

const WORKFLOWS: readonly Snippet[] = globSync('examples/workflows/*.yml', { cwd: ROOT })
  .sort()
  .map((at) => ({ at, language: 'yaml', text: read(at) }))

const SNIPPETS: readonly Snippet[] = [...PAGES.flatMap((page) => snippetsOf(page, read(page))), ...WORKFLOWS]

const inLanguage = (...languages: string[]): Snippet[] =>
  SNIPPETS.filter(({ language }) => languages.includes(language))

const YAML = inLanguage('yaml', 'yml')

const objectsOf = ({ text }: Snippet): JsonObject[] => yamlOf(text).flatMap(objectsIn)

/** `with` of each step that uses this action. A snippet that has only `with` counts as such a step. */
function inputsGiven(snippet: Snippet): Record<string, string>[] {
  const objects = objectsOf(snippet)
  const isThisAction = ({ uses }: JsonObject): boolean =>
    typeof uses === 'string' && /\/active-exposures@/.test(uses)
  const steps = objects.filter(
    (object) => isThisAction(object) || Object.keys(object).every((key) => key === 'with'),
  )
  return steps.flatMap(({ with: given }) =>
    isObject(given) ? [Object.fromEntries(Object.entries(given).map(([k, v]) => [k, textOf(v)]))] : [],
  )
}

/** A value as GitHub passes it to an action. */
function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** The value that the recipe gives a repository variable. */
const VARIABLES: Readonly<Record<string, string>> = { TABLEAU_FREEZE: '0 0 L * * for 3d Europe/Berlin' }

/** The possible values of an expression: its alternatives, a placeholder for a secret or variable, else nothing. */
function evaluations(text: string): string[] {
  const expression = /\$\{\{(.*?)\}\}/s.exec(text)?.[1]
  if (expression === undefined) return [text]
  const alternatives = [...expression.matchAll(/(?:&&|\|\|)\s*'([^']*)'/g)].map(([, value = '']) => value)
  if (alternatives.length > 0) return alternatives
  const variable = VARIABLES[/\bvars\.(\w+)/.exec(expression)?.[1] ?? '']
  return [variable ?? (/\b(?:secrets|vars|matrix|env)\b/.test(expression) ? 'placeholder' : '')]
}

describe('yaml', () => {
  test('there are examples to check', () => {
    expect(YAML.length).toBeGreaterThan(30)
    expect(YAML.flatMap(inputsGiven).length).toBeGreaterThan(20)
  })

  test.each(YAML)('$at parses', ({ text }) => {
    const documents = parseAllDocuments(text)
    expect(documents.flatMap(({ errors }) => errors.map(({ message }) => message))).toEqual([])
    expect(documents).not.toEqual([])
  })

  const steps = YAML.flatMap((snippet) => inputsGiven(snippet).map((given) => ({ at: snippet.at, given })))

  test.each(steps)('$at gives inputs that exist, and values that they take', ({ given }) => {
    expect(Object.keys(given).filter((name) => !(INPUT_NAMES as string[]).includes(name))).toEqual([])
    for (const [name, value] of Object.entries(given))
      for (const evaluated of evaluations(value)) {
        const others = Object.entries(given).map(([key, text]) => [key, evaluations(text)[0] ?? ''])
        const inputs = new Map([...others, [name, evaluated]] as [string, string][])
        expect(() => readInputs((asked) => inputs.get(asked) ?? '', {})).not.toThrow()
      }
  })

  const settings = YAML.flatMap((snippet) =>
    objectsOf(snippet).flatMap(({ active_exposure: given }) =>
      isObject(given) ? [{ at: snippet.at, given }] : [],
    ),
  )

  test.each(settings)('$at has settings of an exposure that are right', ({ given }) => {
    expect(parseSettings({ active_exposure: given }, 1440)).not.toHaveProperty('problem')
  })
})

test.each(inLanguage('json'))('$at is JSON', ({ text }) => {
  expect(() => JSON.parse(text) as unknown).not.toThrow()
})

describe('actions of others', () => {
  const uses = (
    snippets: readonly Snippet[],
  ): { at: string; action: string; ref: string; version: string }[] =>
    snippets.flatMap(({ at, text }) =>
      [...text.matchAll(/^[ -]*uses: ([\w/-]+)@(\S+)(?: # (v\S+))?$/gm)]
        .filter(([, action]) => action !== 'active-exposures/active-exposures')
        .map(([, action = '', ref = '', version = ref]) => ({ at, action, ref, version })),
    )
  const pinned = uses([
    ...WORKFLOWS,
    ...globSync('.github/workflows/*.yml', { cwd: ROOT }).map((at) => ({
      at,
      language: 'yaml',
      text: read(at),
    })),
  ])

  test.each(pinned)('$at pins $action by its SHA, followed by the version', ({ ref, version }) => {
    expect(ref).toMatch(/^[0-9a-f]{40}$/)
    expect(version).toMatch(/^v\d+\.\d+\.\d+$/)
  })

  test('have one version everywhere', () => {
    const versions = new Map<string, Set<string>>()
    for (const { action, ref } of pinned) versions.set(action, (versions.get(action) ?? new Set()).add(ref))
    expect([...versions].filter(([, refs]) => refs.size > 1)).toEqual([])
  })

  test('have the same major version in the snippets of the pages', () => {
    const majors = new Map(pinned.map(({ action, version }) => [action, version.split('.')[0]]))
    const others = uses(SNIPPETS.filter(({ at }) => !at.startsWith('examples/')))
    expect(others.filter(({ action, version }) => (majors.get(action) ?? version) !== version)).toEqual([])
  })
})

interface StepList {
  readonly at: string
  /** The job of the steps; empty for steps alone. */
  readonly job: JsonObject
  readonly steps: readonly JsonObject[]
}

const stepLists = (snippet: Snippet): StepList[] =>
  [...objectsOf(snippet), ...yamlOf(snippet.text).map((steps) => ({ steps }))].flatMap((job) =>
    Array.isArray(job.steps) ? [{ at: snippet.at, job, steps: job.steps.filter(isObject) }] : [],
  )

const runsAfterFailure = ({ if: condition }: JsonObject): boolean => condition === '${{ !cancelled() }}'

describe('a step of this action after dbt', () => {
  const WITHOUT_BUILD = /\bdbt parse\b/
  const steps = YAML.flatMap(stepLists).flatMap(({ at, job, steps: list }) =>
    list.flatMap((step, index) => {
      const isOurs = typeof step['uses'] === 'string' && /\/active-exposures@/.test(step['uses'])
      const before = list.slice(0, index)
      const given = isObject(step['with']) ? step['with'] : {}
      const isWithoutDbt = given['dbt-artifacts'] === 'none' || WITHOUT_BUILD.test(JSON.stringify(before))
      return isOurs && !isWithoutDbt ? [{ at, job, step, before }] : []
    }),
  )

  test('is in many snippets', () => {
    expect(steps.length).toBeGreaterThan(20)
  })

  // GitHub skips a step without `if` when an earlier one failed: then nobody hears which dashboards are safe.
  test.each(steps)('at $at runs also after a red build', ({ job, step, before }) => {
    const isFirst = before.every(({ uses }) => typeof uses === 'string' && /\/download-artifact@/.test(uses))
    const ofBuild = /^\$\{\{ (?:!cancelled\(\)|github\.event\.workflow_run\.conclusion != 'cancelled') \}\}$/
    const isByJob = before.length > 0 && isFirst && ofBuild.test(textOf(job['if']))
    expect(runsAfterFailure(step) || isByJob).toBe(true)
  })
})

describe('the output of an earlier step', () => {
  const READS = /steps\.([\w-]+)\.outputs/g
  const lists = YAML.flatMap(stepLists)
  const used = lists.flatMap(({ at, steps }) =>
    steps
      .filter(runsAfterFailure)
      .flatMap((step) => [...JSON.stringify(step).matchAll(READS)].map(([, id = '']) => id))
      .map((id) => ({ at, id, from: steps.find((step) => step['id'] === id) })),
  )

  test('is used by some', () => {
    expect(used.map(({ id }) => id)).toEqual(expect.arrayContaining(['production', 'tableau']))
  })

  // Otherwise its output is empty after a failed build, and the step that reads it behaves differently.
  test.each(used.filter(({ from }) => from !== undefined && from['uses'] === undefined))(
    '$at: the step $id runs also after a failure, as the step that reads it does',
    ({ from }) => {
      expect(from === undefined || runsAfterFailure(from)).toBe(true)
    },
  )
})

describe('scripts', () => {
  const ofSteps = YAML.flatMap((snippet) =>
    objectsOf(snippet).flatMap(({ run }) => (typeof run === 'string' ? [{ at: snippet.at, text: run }] : [])),
  )

  test.each([...inLanguage('sh', 'bash', 'shell'), ...ofSteps])(
    'bash reads the script at $at',
    ({ text }) => {
      const script = text.replaceAll(/\$\{\{.*?\}\}/gs, 'placeholder')
      expect(spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' }).stderr).toBe('')
    },
  )
})

const isInstalled = (program: string, flag = '--version'): boolean =>
  spawnSync(program, [flag]).error === undefined
const testWith = (...programs: string[]) =>
  programs.every((program) => isInstalled(program)) ? test : test.skip

/** The script of a step, by its name or id, in the section with that anchor. */
function script(anchor: string, name: string): string {
  const section = sectionOf(read('docs/recipes.md'), anchor)
  const shown = snippetsOf('docs/recipes.md', section).filter(({ language }) => language === 'yaml')
  const linked = WORKFLOWS.filter(({ at }) => linkedWorkflows(section).includes(at))
  const steps = [...shown, ...linked].flatMap(objectsOf)
  const run = steps.find((step) => [step['name'], step['id']].includes(name))?.['run']
  if (typeof run !== 'string') throw new Error(`docs/recipes.md has no step ${name} under ${anchor}.`)
  return run
}

/** The example workflows that a section tells its reader to copy. */
function linkedWorkflows(section: string): string[] {
  return [...section.matchAll(/\(\.\.\/(examples\/workflows\/[\w-]+\.yml)\)/g)].map(([, path = '']) => path)
}

/** From a heading, given by its anchor, to the next of its level. */
function sectionOf(markdown: string, anchor: string): string {
  const lines = markdown.split('\n')
  const level = (line: string): number => /^#+(?= )/.exec(line)?.[0].length ?? Infinity
  const from = lines.findIndex((line) => level(line) < Infinity && readPage(line).anchors.has(anchor))
  const rest = lines.slice(from + 1)
  const to = rest.findIndex((line) => level(line) <= level(lines[from] ?? ''))
  return rest.slice(0, to < 0 ? undefined : to).join('\n')
}

/** Runs a script with a `curl` that records its calls and answers them by `answers`, a shell `case` over their arguments. */
function runWithCurl(
  text: string,
  files: Record<string, Json>,
  answers: string,
): { calls: string[]; folder: string; said: string } {
  const folder = mkdtempSync(join(tmpdir(), 'recipe-'))
  const curl = `#!/usr/bin/env bash
body=; case "$*" in *'@-'*) body=$(cat);; *@news.teams.json*) body=$(cat news.teams.json);; esac
echo "$*  $body" | tr '\\n' ' ' >> calls; echo >> calls
${answers}
`
  writeFileSync(join(folder, 'curl'), curl, { mode: 0o755 })
  writeFileSync(join(folder, 'sleep'), '#!/bin/sh\n', { mode: 0o755 })
  for (const [path, value] of Object.entries(files)) {
    execFileSync('mkdir', ['-p', dirname(join(folder, path))])
    writeFileSync(join(folder, path), JSON.stringify(value))
  }
  const env = {
    ...process.env,
    PATH: `${folder}:${process.env['PATH'] ?? ''}`,
    PLAN: 'plan.json',
    CHANNEL: '#data-alerts',
    API: 'https://dbt',
    JOB: '7',
    DBT_TOKEN: 'token',
    SLACK_TOKEN: 'token',
    TEAMS_WEBHOOK: 'https://teams',
  }
  const { status, stderr, stdout } = spawnSync('bash', ['-e', '-c', text], {
    cwd: folder,
    env,
    encoding: 'utf8',
  })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return { calls: readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n'), folder, said: stdout }
}

test.each([
  ['2026-01-30', false],
  ['2026-01-31', true],
  ['2026-02-01', true],
  ['2026-02-02', true],
  ['2026-02-03', false],
  ['2026-02-08', false],
  ['2026-02-28', true],
  ['2026-12-23', false],
  ['2026-12-24', true],
  ['2027-01-03', false],
])('the freeze of the recipe is on at %s: %s', (day, isOn) => {
  const section = sectionOf(
    read('docs/recipes.md'),
    'stop-at-the-end-of-the-month-without-losing-what-is-pending',
  )
  const text = snippetsOf('docs/recipes.md', section).find(({ language }) => language === 'text')?.text
  const freezes = (text ?? '').trim().split('\n').map(parseFreeze)
  expect(freezes.every((parsed) => 'freeze' in parsed)).toBe(true)
  const noon = Date.parse(`${day}T12:00:00Z`)
  expect(
    rememberedFreezes()(
      freezes.flatMap((parsed) => ('freeze' in parsed ? parsed.freeze : [])),
      noon,
    ) !== null,
  ).toBe(isOn)
})

describe('recipes that a shell runs', () => {
  const failed = {
    kind: 'failed',
    extract: { name: 'Weekly <KPIs>' },
    owners: [{ name: 'BI', emails: ['bi@example.com', 'b@example.com'] }],
    message: 'its embedded credentials were refused',
    remedy: 'Enter them again.',
  }
  const heldBack = {
    kind: 'held-back',
    extract: { name: 'Orders' },
    owners: [{ name: 'Someone', emails: [] }],
    message: 'test x failed',
    remedy: null,
  }

  testWith('jq')('Slack: each owner hears of the own news, the channel of the rest', () => {
    const { calls, folder, said } = runWithCurl(
      script('tell-the-owner-in-slack', 'Tell the owners'),
      { 'news.json': { news: [failed, heldBack] } },
      `case "$*" in *email=bi@example.com*) echo '{"ok": true, "user": {"id": "U1"}}';; *) echo '{"ok": true}';; esac`,
    )
    rmSync(folder, { recursive: true })
    expect(said).toBe('')
    const sent = calls.flatMap((call) => /chat\.postMessage\s+(.*)$/.exec(call)?.[1] ?? [])
    expect(sent.map((body) => JSON.parse(body) as unknown)).toEqual([
      { channel: '#data-alerts', text: '*Orders* held-back: test x failed\n' },
      {
        channel: 'U1',
        text: '*Weekly &lt;KPIs&gt;* failed: its embedded credentials were refused\nEnter them again.',
      },
    ])
  })

  testWith('jq')('Slack: what it refuses is a warning, a user whom it does not have is none', () => {
    const { calls, folder, said } = runWithCurl(
      script('tell-the-owner-in-slack', 'Tell the owners'),
      { 'news.json': { news: [failed, heldBack] } },
      `case "$*" in *email=*) echo '{"ok": false, "error": "users_not_found"}';; *) echo '{"ok": false, "error": "not_in_channel"}';; esac`,
    )
    rmSync(folder, { recursive: true })
    expect(calls.filter((call) => call.includes('chat.postMessage'))).toHaveLength(2)
    expect(said).toBe('::warning::Slack: not_in_channel\n::warning::Slack: not_in_channel\n')
  })

  testWith('jq')('Slack: no address is asked for where no owner is known', () => {
    const { calls, folder } = runWithCurl(
      script('tell-the-owner-in-slack', 'Tell the owners'),
      { 'news.json': { news: [heldBack] } },
      `echo '{"ok": true}'`,
    )
    rmSync(folder, { recursive: true })
    expect(calls.filter((call) => call.includes('lookupByEmail'))).toEqual([])
  })

  test('Teams: the card is posted as it is written', () => {
    const { calls, folder } = runWithCurl(
      script('tell-the-owner-in-teams', 'Tell the owners'),
      { 'news.teams.json': { type: 'message' } },
      '',
    )
    rmSync(folder, { recursive: true })
    expect(calls.map((call) => call.replaceAll(/\s+/g, ' '))).toEqual([
      expect.stringContaining('{"type":"message"}'),
    ])
  })

  test('the example sends the messages of its own notify-file, and only if something is new', () => {
    const objects = yamlOf(read('examples/workflows/tell-owners.yml')).flatMap(objectsIn)
    const told = objects.find((object) => object['id'] === 'tableau')?.['with']
    expect(told).toMatchObject({ 'notify-file': 'news.json' })
    const steps = objects.filter(({ name }) => typeof name === 'string' && name.startsWith('Tell '))
    expect(steps.map((step) => step['if'])).toEqual(
      Array(2).fill('${{ !cancelled() && steps.tableau.outputs.news > 0 }}'),
    )
    expect(textOf(steps)).toMatch(/"payload-file-path":"news\.slack\.json".*@news\.teams\.json/)
  })

  testWith('jq')('dbt platform: starts the job, waits for its end, and downloads its artifacts', () => {
    const { calls, folder } = runWithCurl(
      script('a-job-of-the-dbt-platform', 'Run the job and download its artifacts'),
      {},
      `case "$*" in
        */jobs/7/run/*) echo '{"data": {"id": 42}}';;
        */runs/42/) if [ -e asked ]; then echo '{"data": {"status": 10}}'; else touch asked; echo '{"data": {"status": 3}}'; fi;;
        *sources.json*) exit 22;;
        *--output*) while [ "$1" != --output ]; do shift; done; echo '{}' > "$2";;
      esac`,
    )
    expect(globSync('target/*', { cwd: folder }).sort()).toEqual([
      'target/manifest.json',
      'target/run_results.json',
    ])
    rmSync(folder, { recursive: true })
    expect(calls.filter((call) => call.includes('/runs/42/artifacts/'))).toHaveLength(3)
    expect(calls.filter((call) => /runs\/42\/ /.test(call))).toHaveLength(2)
  })
})

describe('the quick start', () => {
  const quickStart = YAML.filter(({ at }) => at.startsWith('README.md')).flatMap(objectsOf)

  test('sets every variable that its profile reads', () => {
    const section = sectionOf(read('README.md'), 'quick-start')
    const variables = [...section.matchAll(/env_var\('(\w+)'\)/g)].map(([, name = '']) => name)
    const build = quickStart.find(({ run }) => typeof run === 'string' && run.startsWith('dbt build'))
    expect(variables.length).toBeGreaterThan(0)
    expect(build?.['env']).toEqual(
      Object.fromEntries(variables.map((name) => [name, `\${{ secrets.${name} }}`])),
    )
  })

  test('installs dbt and its packages before it builds, and refreshes after it', () => {
    const [steps] = quickStart.flatMap((object) =>
      Array.isArray(object['steps']) ? [object['steps'] as Json[]] : [],
    )
    const said = (steps ?? []).flatMap((step) =>
      isObject(step) ? [textOf(step['uses'] ?? step['run'])] : [],
    )
    expect(
      said.map((text) =>
        text
          .split(/[@\s]/)
          .slice(0, 2)
          .join(' ')
          .replace(/ v\d+$/, ''),
      ),
    ).toEqual([
      'actions/checkout',
      'actions/setup-python',
      'pip install',
      'dbt deps',
      'dbt build',
      'active-exposures/active-exposures',
    ])
  })

  test('README.md can be read in two minutes', () => {
    expect(read('README.md').split('\n').length).toBeLessThan(200)
  })
})

/** Whether a text consists of these parts, with something between each two. */
function isFilled(parts: readonly string[], text: string): boolean {
  const literal = (part: string): string => part.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&')
  return new RegExp(`^${parts.map(literal).join('.+')}$`).test(text)
}

describe('troubleshooting in the README', () => {
  const messages = new Map(
    [...read('docs/messages.md').matchAll(/`(AE-[A-Z-]+)` *\| *\w+ *\| (.*?) *\|/g)].map(
      ([, id = '', text = '']) => [id, text],
    ),
  )
  const quoted = [...read('README.md').matchAll(/\[([^\]]+)\]\(docs\/messages\.md#(ae-[a-z-]+)\)/g)]

  test('has nine messages', () => {
    expect(quoted).toHaveLength(9)
  })

  test.each(quoted.map(([, text = '', id = '']) => ({ text, id: id.toUpperCase() })))(
    '"$text" is how $id begins',
    ({ text, id }) => {
      const message = messages.get(id) ?? ''
      const ends = [...message.matchAll(/[,.:]|$/g)].map(({ index }) => index)
      const beginnings = ends.map((end) => message.slice(0, end).split(/\{\w+\}/))
      expect(beginnings.some((parts) => isFilled(parts, text))).toBe(true)
    },
  )
})

describe('questions', () => {
  test.each([
    ['my extract is skipped, why', 'troubleshooting.md#my-extract-is-skipped-why'],
    ['401', 'troubleshooting.md#401'],
    ['dbt platform jobs', 'recipes.md#a-job-of-the-dbt-platform'],
    ['proxy and private CA', 'recipes.md#a-proxy-and-a-private-certificate-authority'],
    ['GitHub Enterprise Server', 'recipes.md#github-enterprise-server'],
    ['self-hosted runner', 'recipes.md#self-hosted-runners'],
    ['monorepo with two dbt projects', 'recipes.md#two-dbt-projects-in-a-monorepo'],
    ['several tenants', 'recipes.md#several-tenants'],
    ['several sites', 'recipes.md#several-tableau-sites'],
    ['build and refresh in two workflows', 'recipes.md#build-and-refresh-in-two-workflows'],
    ['artifacts between jobs', 'recipes.md#dbt-in-one-job-the-refresh-in-another'],
    ['stop at month end', 'recipes.md#stop-at-the-end-of-the-month-without-losing-what-is-pending'],
    ['refresh only after all models', 'recipes.md#refresh-only-after-all-models'],
    ['data that is too old', 'recipes.md#hear-when-data-is-too-old'],
    ['each cause once', 'recipes.md#tell-the-owner-once'],
    ['Slack to the owner', 'recipes.md#tell-the-owner-in-slack'],
    ['Teams', 'recipes.md#tell-the-owner-in-teams'],
    ['which token', 'tableau-access.md#which-token'],
    ['which licence', 'tableau-access.md#which-licence'],
    ['what does it cost', 'tableau-access.md#what-it-costs'],
    ['connected app', 'tableau-access.md#a-connected-app'],
    ['which version', 'versions.md#which-version-to-use'],
    ['which role', 'tableau-access.md#which-role'],
    ['limits of a token', 'tableau-access.md#limits-of-a-token'],
    ['support', 'versions.md#support'],
    ['discovery finds nothing', 'discovery.md#when-it-finds-nothing'],
  ])('%s: two clicks from README.md, with an example', (_question, target) => {
    const [page = '', anchor = ''] = target.split('#')
    expect(readPage(read('README.md')).links).toContain('docs/README.md')
    expect(readPage(read('docs/README.md')).links).toContain(target)
    const section = sectionOf(read(`docs/${page}`), anchor)
    expect([...snippetsOf(page, section), ...linkedWorkflows(section)]).not.toEqual([])
  })

  test('every page is at most two clicks from README.md', () => {
    const linksOf = (page: string): string[] =>
      readPage(read(page)).links.flatMap((link) => {
        const path = posix.normalize(posix.join(posix.dirname(page), link.split('#')[0] ?? ''))
        return PAGES.includes(path) ? [path] : []
      })
    const first = linksOf('README.md')
    const reached = new Set([...first, ...first.flatMap(linksOf)])
    const pages = PAGES.filter((page) => page.startsWith('docs/') && !page.startsWith('docs/facts/'))
    expect(pages.filter((page) => !reached.has(page))).toEqual([])
  })

  test('why an extract is skipped is answered for every reason', () => {
    const rows = JSON.parse(read('docs/rows.schema.json')) as {
      items: { properties: { reason: { enum: string[] } } }
    }
    const answers = sectionOf(read('docs/troubleshooting.md'), 'my-extract-is-skipped-why')
    const refreshed = ['new-data', 'first-refresh', 'forced']
    for (const reason of rows.items.properties.reason.enum.filter((each) => !refreshed.includes(each)))
      expect(answers).toContain(`(\`${reason}\`) `)
  })
})
