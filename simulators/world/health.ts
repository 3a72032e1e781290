import type { Knowledge, Newest } from './knowledge.js'
import { ancestorsOf, heldByTest, type Project } from './project.js'
import { served } from './windows.js'

/** Landings and health of production's nodes, by the words of docs/artifacts.md. */
export class Health {
  readonly #project: Project
  readonly #ancestors: ReadonlyMap<string, ReadonlySet<string>>
  /** By node: the nodes and tests whose failure holds it back. */
  readonly #causes: ReadonlyMap<string, readonly string[]>
  readonly #upstream: ReadonlyMap<string, ReadonlyMap<string, string | null>>

  constructor(project: Project) {
    this.#project = project
    this.#ancestors = ancestorsOf(project)
    const held = heldByTest(project)
    this.#causes = new Map(
      project.nodes.map(({ id }) => [id, [...(this.#ancestors.get(id) ?? []), ...(held.get(id) ?? [])]]),
    )
    this.#upstream = new Map(project.contents.map(({ path }) => [path, upstreamOf(path, project)]))
  }

  /** The nodes whose data an extract holds, each with the data source it comes through; null where it reads the table. */
  upstreamOf(path: string): ReadonlyMap<string, string | null> {
    return this.#upstream.get(path) ?? new Map()
  }

  readsOf(path: string): readonly string[] {
    return this.#project.contents.find((content) => content.path === path)?.reads ?? []
  }

  /** Newest landing; views and ephemeral models are looked through, and so is what the warehouse refreshes by itself. */
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

  /** A failure that is known for sure and that nothing may have lifted; null where there is none. */
  certainlyUnhealthy(node: string, known: Knowledge): string | null {
    const cause = this.#causes.get(node)?.find((one) => {
      const failed = known.newest('failed', keyOf(one)).certain
      return failed > -Infinity && failed > known.newest('ok', keyOf(one)).possible
    })
    return cause ?? null
  }

  isCertainlyHealthy(node: string, known: Knowledge): boolean {
    return (this.#causes.get(node) ?? []).every((one) => {
      const failed = known.newest('failed', keyOf(one)).possible
      return failed === -Infinity || failed < known.newest('ok', keyOf(one)).certain
    })
  }
}

const SHOWS_PARENTS: ReadonlySet<string> = new Set(['view', 'ephemeral', 'dynamic_table'])

function keyOf(node: string): string {
  return node.startsWith('source.') ? node : `${node}@prod`
}

function upstreamOf(path: string, project: Project): Map<string, string | null> {
  const contentAt = (wanted: string) => project.contents.find((one) => one.path === wanted)
  const content = contentAt(path)
  const wanted = new Set(served(path, project).flatMap(({ dependsOn }) => dependsOn))
  const through = (content?.reads ?? []).flatMap((read) =>
    (contentAt(read)?.tables ?? []).map((table) => [table, read] as const),
  )
  const direct = (content?.tables ?? []).map((table) => [table, null] as const)
  // What it reads itself comes last and counts.
  return new Map<string, string | null>([...through, ...direct].filter(([table]) => wanted.has(table)))
}
