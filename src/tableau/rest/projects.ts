import { z } from 'zod'
import type { Calls } from '../client/calls.js'
import { TableauError } from '../client/errors.js'
import { optionalText, text } from '../client/shapes.js'
import { pageOf, queryAll } from './paging.js'

interface Project {
  readonly name: string
  readonly parent: string | null
}

/** A project as content names it; either part may be missing. */
interface ProjectRef {
  readonly id: string | null
  readonly name: string | null
}

const row = z
  .object({ id: text, name: text, parentProjectId: optionalText })
  .transform(({ id, name, parentProjectId }) => ({ id, name, parent: parentProjectId }))

const PROJECTS = { path: 'projects', page: pageOf('projects', 'project', row) }

/** The tree of projects, as far as the user may see it. */
class Projects {
  constructor(private readonly byId: ReadonlyMap<string, Project>) {}

  /**
   * Names from the top, joined by `/`. Metadata knows data sources' projects by name only: such a name stands for the
   * whole path where the site has it once.
   */
  pathOf({ id, name }: ProjectRef): string | null {
    const known = (id ?? '') === '' ? this.onlyOneNamed(name) : id
    return known === null || !this.byId.has(known) ? name : this.climb(known)
  }

  private onlyOneNamed(name: string | null): string | null {
    const same = [...this.byId].filter(([, project]) => project.name === name)
    return same.length === 1 ? (same[0]?.[0] ?? null) : null
  }

  private climb(id: string): string {
    const names: string[] = []
    const seen = new Set<string>()
    for (let at: string | null = id; at !== null && !seen.has(at);) {
      seen.add(at)
      const project = this.byId.get(at)
      if (project !== undefined) names.unshift(project.name)
      at = project?.parent ?? null
    }
    return names.join('/')
  }
}

const UNKNOWN = new Projects(new Map())

/** The site's projects, asked for at most once, and only by whoever cannot do without their paths. */
export interface ProjectPaths {
  /** Lets `shown` give paths from now on. Showing a project does not need to await it. */
  ask(): Promise<void>
  /** The path where projects were asked for, else the project's own name. */
  shown(project: ProjectRef): Promise<string | null>
}

export function projectPaths(calls: Calls): ProjectPaths {
  let asked: Promise<Projects> | null = null
  return {
    ask: async () => {
      await (asked ??= queryProjects(calls))
    },
    shown: async (project) => (await asked?.catch(() => UNKNOWN))?.pathOf(project) ?? project.name,
  }
}

/** One call for most sites. Where the user may not list projects, names stand for paths. */
async function queryProjects(calls: Calls): Promise<Projects> {
  try {
    const rows = await queryAll(calls, PROJECTS)
    return new Projects(new Map(rows.map(({ id, ...project }) => [id, project])))
  } catch (error) {
    if (error instanceof TableauError && error.status === 403) return UNKNOWN
    throw error
  }
}
