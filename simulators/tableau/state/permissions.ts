import type { Project, User } from '../content/model.js'

interface Owned {
  readonly path: string
  readonly project: Project
  readonly owner: User
}

/** Administrators, the owner, leaders of the project or of one above it, and grantees (docs/facts/tableau.md#refresh-permission). */
export function mayRefresh(user: User, content: Owned): boolean {
  return (
    user.admin ||
    content.owner === user ||
    leads(user, content.project) ||
    covered(user.refreshes, content.path)
  )
}

/** Content that a user may not see is not found, rather than forbidden. */
export function maySee(user: User, content: Owned): boolean {
  return user.admin || user.sees === undefined || content.owner === user || covered(user.sees, content.path)
}

function leads(user: User, project: Project): boolean {
  if (project.leaders.includes(user) || project.owner === user) return true
  return project.parent !== undefined && leads(user, project.parent)
}

function covered(paths: readonly string[], path: string): boolean {
  return paths.some((one) => path === one || path.startsWith(`${one}/`))
}
