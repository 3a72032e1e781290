import type { Code, Nodes } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { parseAllDocuments } from 'yaml'

/** A fenced block of a page, or a whole file. */
export interface Snippet {
  /** The page and line, or the file. */
  readonly at: string
  readonly language: string
  readonly text: string
}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

export type JsonObject = { readonly [key: string]: Json }

/** The fenced blocks of a page. */
export function snippetsOf(page: string, markdown: string): Snippet[] {
  const blocks = all(fromMarkdown(markdown)).filter((node): node is Code => node.type === 'code')
  return blocks.map(({ lang, value, position }) => ({
    at: `${page}:${position?.start.line ?? 0}`,
    language: lang ?? '',
    text: value,
  }))
}

function all(tree: Nodes): Nodes[] {
  return [tree, ...('children' in tree ? tree.children.flatMap(all) : [])]
}

/** All documents of a text that can be parsed. */
export function yamlOf(text: string): Json[] {
  const documents = parseAllDocuments(text).filter(({ errors }) => errors.length === 0)
  return documents.map((document) => document.toJS() as Json)
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** All objects within a value, itself included. */
export function objectsIn(value: Json): JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn)
  return isObject(value) ? [value, ...Object.values(value).flatMap(objectsIn)] : []
}

/** The rest of a workflow around steps or jobs, which a linter requires and pages leave out. */
const HEAD =
  'name: Snippet\non: push\npermissions: {}\nconcurrency:\n  group: snippet\n  cancel-in-progress: false\n'
const JOB = `${HEAD}jobs:\n  job:\n    name: Job\n    runs-on: ubuntu-latest\n`

/** The snippet as a whole workflow, which a linter can read; null if it shows no part of a workflow. */
export function asWorkflow(text: string): string | null {
  const [value = null] = yamlOf(text)
  const indented = (by: string): string => text.replaceAll(/^(?=.)/gm, by)
  if (Array.isArray(value) && objectsIn(value).some((step) => 'uses' in step || 'run' in step))
    return `${JOB}    steps:\n${indented('      ')}\n`
  if (!isObject(value)) return null
  if ('jobs' in value) return 'on' in value ? `${text}\n` : `${HEAD}${text}\n`
  return 'steps' in value ? `${JOB}${indented('    ')}\n` : null
}
