import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { ConfigurationError } from '../../src/base/errors.js'
import { readWorkspaceFile, workspaceFile, writeWorkspaceFile } from '../../src/run/workspace-file.js'

let outside: string
let workspace: string

beforeEach(() => {
  outside = realpathSync(mkdtempSync(join(tmpdir(), 'workspace-file-')))
  // GitHub's name for an organisation's profile repository.
  workspace = join(outside, '.github')
  for (const folder of ['.git/hooks', '.github/workflows', 'models/deep'])
    mkdirSync(join(workspace, folder), { recursive: true })
})

afterEach(() => {
  rmSync(outside, { recursive: true, force: true })
})

const link = (target: string, path: string): void => symlinkSync(target, join(workspace, path))
const fileOf = (given: string, from = workspace) => workspaceFile('exposures-file', given, from)

async function write(given: string, text: string): Promise<void> {
  await writeWorkspaceFile(await fileOf(given), text)
}

describe('a file in the workspace is written', () => {
  test.each([
    ['models/tableau.yml', 'models/tableau.yml'],
    ['new/folder/tableau.yml', 'new/folder/tableau.yml'],
    ['./models/../tableau.yml', 'tableau.yml'],
    ['linked/tableau.yml', 'models/deep/tableau.yml'],
    ['linked/new/tableau.yml', 'models/deep/new/tableau.yml'],
    ['.gitlab/tableau.yml', '.gitlab/tableau.yml'],
    ['git/github/tableau.yml', 'git/github/tableau.yml'],
    ['.github.d/..tableau.yml', '.github.d/..tableau.yml'],
  ])('%s as %s', async (given, shown) => {
    link('models/deep', 'linked')
    expect((await fileOf(given)).shown).toBe(shown)
    await write(given, 'exposures: []\n')
    expect(readFileSync(join(workspace, shown), 'utf8')).toBe('exposures: []\n')
  })

  test('with an absolute path, also through a link to the workspace', async () => {
    symlinkSync(workspace, join(outside, 'checkout'))
    for (const [given, from] of [
      [join(workspace, 'models/tableau.yml'), join(outside, 'checkout')],
      [join(outside, 'checkout/models/tableau.yml'), workspace],
    ] as const) {
      expect((await fileOf(given, from)).shown).toBe('models/tableau.yml')
    }
  })

  test('whole, and leaves no temporary file', async () => {
    writeFileSync(join(workspace, 'models/tableau.yml'), 'old')
    const file = await fileOf('models/tableau.yml')
    expect(await readWorkspaceFile(file)).toBe('old')
    await writeWorkspaceFile(file, 'new')
    expect(await readWorkspaceFile(file)).toBe('new')
    expect(readdirSync(join(workspace, 'models'))).toEqual(['deep', 'tableau.yml'])
  })

  test('and reads as null before it exists', async () => {
    expect(await readWorkspaceFile(await fileOf('models/tableau.yml'))).toBeNull()
  })
})

describe('a file is not written', () => {
  test.each([
    ['..', '../tableau.yml'],
    ['an absolute path', '/etc/tableau.yml'],
    ['a link out of the workspace', 'out/tableau.yml'],
    ['a folder below such a link', 'out/new/tableau.yml'],
    ['a link to a link', 'twice/tableau.yml'],
    ['a link without a target', 'nowhere/tableau.yml'],
    ['a link to itself', 'loop/tableau.yml'],
  ])('out of the workspace: by %s', async (_, given) => {
    link('..', 'out')
    link('out', 'twice')
    link('../not-there', 'nowhere')
    link('loop', 'loop')
    await expect(fileOf(given)).rejects.toThrow(ConfigurationError)
    await expect(fileOf(given)).rejects.toThrow(/^exposures-file \S+ is outside the workspace\. /)
  })

  test.each([
    '.git/tableau.yml',
    '.GIT/tableau.yml',
    '.Github/workflows/ci.yml',
    '.github/workflows/ci.yml',
    'models/../.github/workflows/ci.yml',
    'vendor/sub/.git/config.yml',
    'hooks/pre-commit.yml',
    'ci/new.yml',
    // Names that Windows or macOS read as .git or .github.
    'GIT~1/tableau.yml',
    'github~1/workflows/ci.yml',
    '.git./tableau.yml',
    '.github /workflows/ci.yml',
    '.git::$INDEX_ALLOCATION/tableau.yml',
    '.g\u200cit/tableau.yml',
    '.git\\tableau.yml',
    'models\\..\\.GitHub\\workflows\\ci.yml',
  ])("in git's or GitHub's folders: %j", async (given) => {
    link('.git/hooks', 'hooks')
    link('.github/workflows', 'ci')
    await expect(fileOf(given)).rejects.toThrow(ConfigurationError)
    await expect(fileOf(given)).rejects.toThrow(/is in a folder of git or GitHub\. /)
  })

  test.each(['linked.yml', 'dangling.yml', 'models'])('in place of a link or folder: %s', async (given) => {
    writeFileSync(join(outside, 'theirs.yml'), 'theirs')
    link('../theirs.yml', 'linked.yml')
    link('../not-there.yml', 'dangling.yml')
    await expect(fileOf(given)).rejects.toThrow(/is a link or a folder/)
    expect(readFileSync(join(outside, 'theirs.yml'), 'utf8')).toBe('theirs')
  })

  test('if a folder was replaced by a link after the check', async () => {
    const file = await fileOf('later/tableau.yml')
    link('.github/workflows', 'later')
    await expect(writeWorkspaceFile(file, 'new')).rejects.toThrow(/is in a folder of git or GitHub/)
    expect(existsSync(join(workspace, '.github/workflows/tableau.yml'))).toBe(false)
  })

  test('if a file has the name of its folder, and the error says so', async () => {
    writeFileSync(join(workspace, 'models/deep.yml'), '')
    await expect(write('models/deep.yml/tableau.yml', 'new')).rejects.toThrow(
      /^The exposures-file models\/deep\.yml\/tableau\.yml cannot be written \([a-z ]+, E\w+\)\. /,
    )
  })
})
