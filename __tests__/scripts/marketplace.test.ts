import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import * as z from 'zod'
import { INPUT_NAMES, readInputs } from '../../src/run/inputs.js'

const ROOT = join(import.meta.dirname, '../..')

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

const action = z
  .object({
    name: z.string(),
    description: z.string(),
    author: z.string(),
    branding: z.object({ icon: z.string(), color: z.string() }),
    inputs: z.record(z.string(), z.object({ description: z.string(), default: z.string().optional() })),
    outputs: z.record(z.string(), z.object({ description: z.string() })),
  })
  .parse(parse(read('action.yml')))

/** The Marketplace's categories, and features of GitHub: an action must not have the name of one. */
const TAKEN = [
  'AI Assisted, API management, Backup Utilities, Chat, Code quality, Code review, Code search, Code Scanning Ready, Container CI',
  'Continuous integration, Dependency management, Deployment, Deployment Protection Rules, Desktop tools, Game CI, IDEs, Learning',
  'Localization, Mobile, Mobile CI, Models, Monitoring, Open Source management, Project management, Publishing, Reporting, Security',
  'Support, Testing, Time tracking, Utilities',
  'Actions, Codespaces, Copilot, Dependabot, Discussions, Gist, Issues, Marketplace, Packages, Pages, Projects, Releases, Wiki',
].flatMap((line) => line.toLowerCase().split(', '))

// https://docs.github.com/actions/how-tos/create-and-publish-actions/publish-in-github-marketplace. That no action, user or
// organization has the name is checked by GitHub when a person publishes a release.
describe('GitHub Marketplace', () => {
  test('lists one action for each repository, with its metadata at the root and a README and a license beside it', () => {
    const files = execFileSync('git', ['ls-files'], { cwd: ROOT, encoding: 'utf8' }).split('\n')
    expect(files.filter((path) => /(?:^|\/)action\.ya?ml$/.test(path))).toEqual(['action.yml'])
    expect(files).toEqual(expect.arrayContaining(['README.md', 'LICENSE']))
  })

  test('accepts a name that is neither a category nor a feature of GitHub', () => {
    expect(action.name).toMatch(/^\w[\w -]+\w$/)
    expect(TAKEN).not.toContain(action.name.toLowerCase())
  })

  test('shows a description of less than 125 characters', () => {
    expect(action.description.length).toBeLessThan(125)
    expect(action.description).not.toBe('')
  })

  test('knows the icon and the color', () => {
    expect(read('__tests__/scripts/marketplace-icons.txt').split('\n')).toContain(action.branding.icon)
    expect(['white', 'black', 'yellow', 'blue', 'green', 'orange', 'red', 'purple', 'gray-dark']).toContain(
      action.branding.color,
    )
  })
})

const primitive = z.object({ type: z.enum(['string', 'boolean', 'integer', 'float']) }).strict()
const enumeration = z.object({ type: z.literal('enum'), 'allowed-values': z.array(z.string()) }).strict()
const list = z
  .object({
    type: z.literal('list'),
    separator: z.string(),
    'list-item': z.discriminatedUnion('type', [primitive, enumeration]),
  })
  .strict()
const typing = z.discriminatedUnion('type', [primitive, enumeration, list])

// https://github.com/typesafegithub/github-actions-typing#available-types
describe('action-types.yml', () => {
  const types = z
    .object({ inputs: z.record(z.string(), typing), outputs: z.record(z.string(), typing) })
    .strict()
    .parse(parse(read('action-types.yml')))

  test('has a type for each input and each output, and for no other', () => {
    expect(Object.keys(types.inputs)).toEqual(Object.keys(action.inputs))
    expect(Object.keys(types.outputs)).toEqual(Object.keys(action.outputs))
    expect(Object.keys(types.inputs).sort()).toEqual([...INPUT_NAMES].sort())
  })

  /** Values that this type promises to be valid; none for texts. */
  function examplesOf(type: z.output<typeof typing>): readonly string[] {
    if (type.type === 'boolean') return ['true', 'false']
    if (type.type === 'integer') return ['5']
    if (type.type === 'enum') return type['allowed-values']
    return type.type === 'list' ? examplesOf(type['list-item']) : []
  }

  const examples = Object.entries(types.inputs).flatMap(([input, type]) =>
    examplesOf(type).map((value) => [input, value] as const),
  )

  test.each(examples)('is right that %s accepts %s', (input, value) => {
    expect(() => readInputs((name) => (name === input ? value : ''), {})).not.toThrow()
  })

  test.each(Object.entries(types.inputs).filter(([, { type }]) => !['string', 'list'].includes(type)))(
    'is right that %s accepts nothing else',
    (input, type) => {
      expect(() => readInputs((name) => (name === input ? 'else' : ''), {})).toThrow(input)
      const usual = action.inputs[input]?.default
      if (usual !== undefined && type.type === 'enum') expect(type['allowed-values']).toContain(usual)
    },
  )
})
