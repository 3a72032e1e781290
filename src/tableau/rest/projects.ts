import * as z from 'zod'
import type { Calls } from '../client/calls.js'
import { TableauError } from '../client/errors.js'
import { optionalText, text } from '../client/shapes.js'
import { pageOf, queryAll } from './paging.js'

interface Project {
  readonly name: string
  readonly parent: string | null
}

/** The project of a workbook or data source; either part may be missing. */
interface ProjectRef {
  readonly id: string | null
  readonly name: string | null
}

const row = z
  .object({ id: text, name: text, parentProjectId: optionalText })
  .transform(({ id, name, parentProjectId }) => ({ id, name, parent: parentProjectId }))

const PROJECTS = { path: 'projects', page: pageOf('projects', 'project', row) }

/** The projects that the user may see. */
class Projects {
  constructor(private readonly byId: ReadonlyMap<string, Project>) {}

  /**
   * Project names from the top, joined by `/`. The Metadata API gives data sources only the name of their project; it is
   * resolved to a path if it is unique on the site.
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

/** Paths of the site's projects, loaded at most once. */
export interface ProjectPaths {
  /** Loads the projects, so that `pathOrName` returns paths from now on. */
  load(): Promise<void>
  /** The project's path if projects were loaded, else its name. */
  pathOrName(project: ProjectRef): Promise<string | null>
}

export function projectPaths(calls: Calls): ProjectPaths {
  let loading: Promise<Projects> | null = null
  return {
    load: async () => {
      await (loading ??= queryProjects(calls))
    },
    pathOrName: async (project) => (await loading?.catch(() => UNKNOWN))?.pathOf(project) ?? project.name,
  }
}

/** All projects, on most sites with one call. None if the user may not list projects: then names are shown instead of paths. */
async function queryProjects(calls: Calls): Promise<Projects> {
  try {
    const rows = await queryAll(calls, PROJECTS)
    return new Projects(new Map(rows.map(({ id, ...project }) => [id, project])))
  } catch (error) {
    if (error instanceof TableauError && error.status === 403) return UNKNOWN
    throw error
  }
}
