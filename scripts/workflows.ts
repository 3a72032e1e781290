import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

import { globSync } from 'tinyglobby'

import { asWorkflow, snippetsOf } from './snippets.js'

/*
 * Lints every workflow with actionlint and zizmor: those of .github/ and examples/, and the snippets of README.md and docs/.
 * Usage: npm run workflows, with both on the PATH (and shellcheck, which actionlint calls).
 */

const ROOT = join(import.meta.dirname, '..')

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

/** A step may read the outputs of a step that the page shows elsewhere. */
const SHOWN_ELSEWHERE = /property "\w+" is not defined in object type \{.*\[expression\]$/

interface Check {
  readonly name: string
  readonly found: string
}

const folder = mkdtempSync(join(tmpdir(), 'workflows-'))
try {
  const files = globSync(['.github/workflows/*.yml', 'examples/workflows/*.yml'], { cwd: ROOT }).sort()
  const others = globSync(['.github/dependabot.yml', 'action.yml'], { cwd: ROOT, dot: true })
  const snippets = writeSnippets(globSync(['*.md', 'docs/**/*.md'], { cwd: ROOT }).sort())
  const checks: Check[] = [
    ...files.map((file) => ({ name: `actionlint ${file}`, found: actionlint(join(ROOT, file)) })),
    ...snippets.map(({ at, file }) => ({
      name: `actionlint ${at}`,
      found: actionlint(file, SHOWN_ELSEWHERE),
    })),
    { name: `zizmor, ${files.length} workflows`, found: zizmor([...files, ...others], '.github/zizmor.yml') },
    {
      name: `zizmor, ${snippets.length} snippets`,
      found: zizmor(
        snippets.map(({ file }) => file),
        'scripts/zizmor-snippets.yml',
      ),
    },
  ]
  for (const { name, found } of checks)
    console.log(found === '' ? `ok      ${name}` : `FAILED  ${name}\n${found}`)
  const failed = checks.filter(({ found }) => found !== '').length
  console.log(`${checks.length - failed} passed, ${failed} failed`)
  process.exitCode = failed === 0 ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** Writes each snippet as a workflow into a file named after its page and line. */
function writeSnippets(pages: readonly string[]): { readonly at: string; readonly file: string }[] {
  mkdirSync(join(folder, '.github/workflows'), { recursive: true })
  return pages.flatMap((page) =>
    snippetsOf(page, read(page)).flatMap(({ at, language, text }) => {
      const workflow = language === 'yaml' ? asWorkflow(text) : null
      if (workflow === null) return []
      const file = join(folder, '.github/workflows', `${at.replaceAll(/[^\w.-]/g, '-')}.yml`)
      writeFileSync(file, workflow)
      return [{ at, file }]
    }),
  )
}

/** Its findings, one line each. */
function actionlint(file: string, except?: RegExp): string {
  const { output } = run('actionlint', ['-no-color', '-oneline', file])
  const lines = output.split('\n').filter((line) => line !== '' && except?.test(line) !== true)
  return lines.join('\n')
}

/** Offline: does not compare SHAs with their tags on GitHub. */
function zizmor(files: readonly string[], config: string): string {
  const options = ['--persona', 'pedantic', '--offline', '--no-progress', '--quiet', '--config', config]
  const { status, output } = run('zizmor', [...options, ...files])
  return status === 0 ? '' : output
}

function run(
  program: string,
  args: readonly string[],
): { readonly status: number | null; readonly output: string } {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd: ROOT, encoding: 'utf8' })
  if (error !== undefined) throw new Error(`${basename(program)} is needed on the PATH: ${error.message}`)
  return { status, output: `${stdout}${stderr}` }
}
