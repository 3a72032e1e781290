import type { Knowledge, Newest } from './knowledge.js'
import { allBehind, ancestorsOf, isBuiltHere, type Project, type WorldExposure } from './project.js'
import { served } from './windows.js'

/** Landings and health of production's nodes, derived from docs/artifacts.md and not from `src/`. */
export class Health {
  readonly #project: Project
  readonly #ancestors: ReadonlyMap<string, ReadonlySet<string>>
  /** By path: the nodes and tests whose failure holds an extract back. */
  readonly #causes: ReadonlyMap<string, readonly string[]>
  readonly #upstream: ReadonlyMap<string, ReadonlyMap<string, string | null>>

  constructor(project: Project) {
    this.#project = project
    this.#ancestors = ancestorsOf(project)
    this.#upstream = new Map(project.contents.map(({ path }) => [path, upstreamOf(path, project)]))
    this.#causes = new Map(project.contents.map(({ path }) => [path, this.#causesOf(path)]))
  }

  /** All ancestors of its upstream, and the tests that dbt's rule would hold it back for. */
  #causesOf(path: string): string[] {
    const all = new Set(
      [...this.upstreamOf(path).keys()].flatMap((node) => [...(this.#ancestors.get(node) ?? [])]),
    )
    const tests = this.#project.tests.filter(({ parents }) => parents.every((parent) => all.has(parent)))
    // An ephemeral model has no health of its own (docs/artifacts.md#what-is-healthy).
    const isBuilt = (id: string): boolean =>
      this.#project.nodes.find((one) => one.id === id)?.kind !== 'ephemeral'
    return [...[...all].filter(isBuilt), ...tests.map(({ id }) => id)]
  }

  /** The nodes whose data an extract holds, each with the data source between; null if it reads the table itself. */
  upstreamOf(path: string): ReadonlyMap<string, string | null> {
    return this.#upstream.get(path) ?? new Map()
  }

  /** The nodes among them that only its exposures name: something unknown is read too, and it may be these. */
  declaredOf(path: string): readonly string[] {
    const shown = upstreamOf(path, { ...this.#project, exposures: [] })
    return [...this.upstreamOf(path).keys()].filter(
      (node) => !shown.has(node) && !behindViews([...shown.keys()], this.#project).includes(node),
    )
  }

  /** The published data sources that its extract is seen to read. */
  readsOf(path: string): readonly string[] {
    const { contents } = this.#project
    const reads = contents.find((content) => content.path === path)?.reads ?? []
    return contents.filter((one) => reads.includes(one.path) && one.hidden === null).map((one) => one.path)
  }

  /** These nodes and those whose landings count for them. */
  behind(nodes: readonly string[]): string[] {
    return [...nodes, ...behindViews(nodes, this.#project)]
  }

  /** Newest landing, also behind views, ephemeral models and dynamic tables. */
  landed(node: string, known: Knowledge): Newest {
    const { kind, parents } = this.#project.nodes.find(({ id }) => id === node) ?? {
      kind: 'table',
      parents: [],
    }
    const own = known.newest('landed', keyOf(node))
    if (!SHOWS_PARENTS.has(kind)) return own
    return parents
      .map((parent) => this.landed(parent, known))
      .reduce(
        (a, b) => ({ certain: Math.max(a.certain, b.certain), possible: Math.max(a.possible, b.possible) }),
        own,
      )
  }

  /**
   * A failure upstream that the run certainly knows and that certainly nothing has cleared; null if there is none. A test that
   * only warns now does not count.
   */
  certainlyUnhealthy(path: string, known: Knowledge, warnOnly: readonly string[]): string | null {
    const cause = this.#causes.get(path)?.find((one) => {
      const failed = known.newest('failed', keyOf(one)).certain
      return !warnOnly.includes(one) && failed > known.newest('ok', keyOf(one)).possible
    })
    return cause ?? null
  }

  isCertainlyHealthy(path: string, known: Knowledge, warnOnly: readonly string[]): boolean {
    return (this.#causes.get(path) ?? []).every((one) => {
      const failed = known.newest('failed', keyOf(one)).possible
      const isNone = failed === -Infinity || warnOnly.includes(one)
      return isNone || failed < known.newest('ok', keyOf(one)).certain
    })
  }
}

const SHOWS_PARENTS: ReadonlySet<string> = new Set(['view', 'ephemeral', 'dynamic_table'])

function keyOf(node: string): string {
  return isBuiltHere(node) ? `${node}@prod` : node
}

/**
 * The rule of docs/decisions.md, implemented independently of `src/`: the nodes that the extract is shown to read, with the
 * declared nodes behind views; and if it also reads something unknown, the declared nodes that nothing else is shown to read.
 */
function upstreamOf(path: string, project: Project): Map<string, string | null> {
  const { contents } = project
  const own = contents.find((one) => one.path === path)
  if (own === undefined) return new Map()
  const read = contents.filter((one) => own.reads.includes(one.path) && one.hidden === null)
  const hidden = contents.filter((one) => own.reads.includes(one.path) && one.hidden !== null)
  const exposures = served(path, project)
  const named = new Set(exposures.flatMap(({ dependsOn }) => dependsOn))
  const upstream = new Map<string, string | null>()
  const add = (nodes: Iterable<string>, via: string | null): void => {
    for (const node of nodes) if (!upstream.has(node)) upstream.set(node, via)
  }
  // An embedded data source lists the tables of the published one that it wraps, so shared tables count as read through that.
  for (const one of read) add(one.tables, one.path)
  // Through one that is hidden nothing can be seen to arrive, so its tables count as the extract's own.
  for (const one of [own, ...hidden]) add(one.tables, null)
  for (const [node, via] of [...upstream])
    add(
      behindViews([node], project).filter((behind) => named.has(behind)),
      via,
    )
  const isUnknown = [own, ...hidden].some((one) => one.beside !== null || one.hidden === 'named')
  const unknown = [...(isUnknown ? [own] : []), ...read.filter(({ beside }) => beside !== null)]
  const via = unknown.every((one) => one !== own) ? (unknown[0]?.path ?? null) : null
  if (unknown.length > 0)
    for (const exposure of exposures)
      add(unexplained(exposure, path, project), unknown.length > 1 ? null : via)
  return upstream
}

function unexplained({ shows, dependsOn }: WorldExposure, path: string, project: Project): string[] {
  const content = project.contents.find((one) => one.path === shows)
  const behind = content === undefined ? [] : allBehind(content, project.contents)
  const others = behind.filter((one) => one.path !== path).flatMap(({ tables }) => tables)
  const explained = new Set([...others, ...behindViews(others, project)])
  return dependsOn.filter((node) => !explained.has(node))
}

function behindViews(ids: readonly string[], { nodes }: Project): string[] {
  const all = new Set(ids)
  for (const id of all) {
    const node = nodes.find((one) => one.id === id)
    if (node !== undefined && SHOWS_PARENTS.has(node.kind)) for (const parent of node.parents) all.add(parent)
  }
  return [...all].filter((id) => !ids.includes(id))
}
