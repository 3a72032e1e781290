import { allBehind, type Project, type WorldExposure } from './project.js'

/* What exposures and Tableau disagree about (docs/discovery.md), worked out from the world itself. */

export interface DriftRow {
  readonly kind: string
  readonly exposure: string | null
  readonly content: { readonly luid: string } | null
  readonly nodes: readonly string[]
}

/** What contradicts the output `drift` of a run that Tableau has shown everything. */
export function driftProblems(
  drift: readonly DriftRow[],
  exposures: readonly WorldExposure[],
  project: Project,
): string[] {
  const declared = exposures.filter(({ isDeclared }) => isDeclared)
  const names = declared.map(({ name }) => name)
  const shown = new Set(declared.map(({ shows }) => shows))
  const known = project.contents.filter(({ path }) => shown.has(path)).map(({ luid }) => luid)
  return [
    ...declared.flatMap((exposure) => exposureProblems(drift, exposure, project)),
    ...drift
      .filter(({ kind, content }) => kind === 'no-exposure' && known.includes(content?.luid ?? ''))
      .map(({ content }) => `drift says that no exposure shows ${content?.luid ?? ''}`),
    ...drift
      .filter(({ kind, exposure }) => ['dead', 'renamed'].includes(kind) && names.includes(exposure ?? ''))
      .map(({ kind, exposure }) => `drift says that ${exposure ?? ''} is ${kind}`),
  ]
}

function exposureProblems(
  drift: readonly DriftRow[],
  { name, shows, dependsOn }: WorldExposure,
  { contents }: Project,
): string[] {
  const content = contents.find(({ path }) => path === shows)
  const behind = content === undefined ? [] : allBehind(content, contents)
  const read = [...new Set(behind.flatMap(({ tables }) => tables))]
  const missing = read.filter((node) => !dependsOn.includes(node))
  const named = (of: string): readonly string[] =>
    drift.filter(({ kind, exposure }) => kind === of && exposure === name).flatMap(({ nodes }) => nodes)
  const isWhole = behind.every(({ beside }) => beside === null)
  const wrong = named('not-read').filter(
    (node) => read.includes(node) || !dependsOn.includes(node) || !isWhole,
  )
  return [
    ...(sorted(missing) === sorted(named('not-declared'))
      ? []
      : [
          `drift of ${name}: it does not declare ${sorted(missing) || 'nothing'}, and drift says ${sorted(named('not-declared')) || 'nothing'}`,
        ]),
    ...wrong.map((node) => `drift of ${name}: Tableau reads ${node}, or the exposure does not name it`),
  ]
}

function sorted(nodes: readonly string[]): string {
  return [...nodes].sort().join()
}
