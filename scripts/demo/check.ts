import { rowsSchema } from '../../src/report/outputs/rows-schema.js'
import type { Played } from './stage.js'

/** One sentence per difference from the story. Tableau's own record decides what was refreshed. */
export function surprises({ scene, main, post, jobs }: Played): string[] {
  const { exitCode, rows } = scene.ends
  const refreshed = jobs.filter(({ result }) => result === 'success')
  const failed = jobs.filter(({ result }) => result !== 'success')
  return [
    ...differ('the exit code', String(main.exitCode), String(exitCode)),
    ...differ("the post step's exit code", String(post.exitCode), '0'),
    ...differ('the rows', told(endings(main.outputs['rows'])), told(rows)),
    ...differ('what Tableau refreshed', names(refreshed.map(nameOf)), names(rows['refreshed'] ?? [])),
    ...differ('what Tableau failed to refresh', names(failed.map(nameOf)), names(rows['failed'] ?? [])),
  ].map((sentence) => `${scene.at} ${scene.title}: ${sentence}`)
}

function differ(what: string, got: string, wanted: string): string[] {
  return got === wanted ? [] : [`${what} should be ${wanted || 'nothing'}, but is ${got || 'nothing'}.`]
}

/** The output `rows` in the form that the story uses. */
function endings(output = '[]'): Record<string, string[]> {
  const byEnd: Record<string, string[]> = {}
  for (const { extract, exposures, reason, outcome } of rowsSchema.parse(JSON.parse(output))) {
    const names = (byEnd[outcome ?? reason] ??= [])
    names.push(extract?.name ?? exposures.join())
  }
  return byEnd
}

function told(rows: Readonly<Record<string, readonly string[]>>): string {
  return names(Object.entries(rows).map(([end, extracts]) => `${end} (${names(extracts)})`))
}

function names(all: readonly string[]): string {
  return [...all].sort().join(', ')
}

function nameOf({ path }: { readonly path: string }): string {
  return path.split('/').at(-1) ?? path
}
