type Permission = 'read' | 'write'

/** A ref whose entries a job may see (`read`) or see and add to (`write`). */
export interface Scope {
  readonly ref: string
  readonly permission: Permission
}

export interface Trigger {
  readonly event: string
  /** `GITHUB_REF` of the run, such as `refs/heads/main`, `refs/tags/v1` or `refs/pull/7/merge`. */
  readonly ref: string
  /** Short name, as in the event payload's `repository.default_branch`. */
  readonly defaultBranch: string
  /** Short name of a pull request's base branch; by default the default branch. */
  readonly base?: string
  /** For `workflow_run`: the run before it came from a fork's pull request. */
  readonly afterFork?: boolean
}

/**
 * The scopes in a job's token, in the order in which they are searched (docs/facts/github-actions.md#cache-scopes).
 * Two points are unverified: a fork's `pull_request` may write to its own merge ref, and a `workflow_run` after a
 * trusted run may write to the default branch.
 */
export function scopesFor(trigger: Trigger): Scope[] {
  const defaultRef = `refs/heads/${trigger.defaultBranch}`
  if (isReadOnly(trigger)) return [{ ref: defaultRef, permission: 'read' }]
  const own: Scope = { ref: ownRef(trigger, defaultRef), permission: 'write' }
  const base: Scope = { ref: `refs/heads/${trigger.base ?? trigger.defaultBranch}`, permission: 'read' }
  return withoutRepeats([own, base, { ref: defaultRef, permission: 'read' }])
}

/** Since 26 June 2026 untrusted triggers cannot write to the default branch's entries. */
function isReadOnly({ event, afterFork }: Trigger): boolean {
  if (event === 'workflow_run') return afterFork === true
  return event === 'pull_request_target' || event === 'issue_comment'
}

function ownRef({ event, ref }: Trigger, defaultRef: string): string {
  return event === 'workflow_run' ? defaultRef : ref
}

function withoutRepeats(scopes: readonly Scope[]): Scope[] {
  return scopes.filter(({ ref }, index) => scopes.findIndex((scope) => scope.ref === ref) === index)
}
