import type { GitHub } from './client.js'
import { GitHubError } from './client.js'

/** GitHub refuses a longer comment, its marker included (facts/actions-platform.md §7). */
export const LONGEST_COMMENT = 65_536

export interface StickyComment {
  readonly issueNumber: number
  /** A hidden first line that tells this comment from others. */
  readonly marker: string
  /** Null removes it. */
  readonly body: string | null
}

export type CommentOutcome = 'created' | 'updated' | 'unchanged' | 'removed' | 'none'

interface Found {
  readonly id: number
  readonly body: string
}

/**
 * Makes the one comment of this marker say `body`: written once, then updated, removed when there is nothing to say.
 * Anybody can write the marker, so only a comment of our own author counts. @throws GitHubError
 */
export async function keepComment(github: GitHub, comment: StickyComment): Promise<CommentOutcome> {
  const { owner, repo } = github
  const { issueNumber, marker, body } = comment
  const [found, ...doubles] = await ownComments(github, comment)
  for (const { id } of doubles) await remove(github, id)
  if (body === null) {
    if (found === undefined) return 'none'
    await remove(github, found.id)
    return 'removed'
  }
  const text = `${marker}\n${body}`
  if (found?.body === text) return 'unchanged'
  await github.call<unknown>((octokit, signal) =>
    found === undefined
      ? octokit.rest.issues.createComment({
          owner,
          repo,
          issue_number: issueNumber,
          body: text,
          request: { signal },
        })
      : octokit.rest.issues.updateComment({
          owner,
          repo,
          comment_id: found.id,
          body: text,
          request: { signal },
        }),
  )
  return found === undefined ? 'created' : 'updated'
}

async function remove({ owner, repo, call }: GitHub, id: number): Promise<void> {
  try {
    await call((octokit, signal) =>
      octokit.rest.issues.deleteComment({ owner, repo, comment_id: id, request: { signal } }),
    )
  } catch (error) {
    // Somebody was faster.
    if (!(error instanceof GitHubError) || error.status !== 404) throw error
  }
}

const PER_PAGE = 100
/** 3000 comments: what is older nobody looks for. */
const MOST_PAGES = 30

async function ownComments(github: GitHub, { issueNumber, marker }: StickyComment): Promise<Found[]> {
  const marked: (Found & { readonly login: string; readonly type: string })[] = []
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { data } = await github.call(
      (octokit, signal) =>
        octokit.rest.issues.listComments({
          owner: github.owner,
          repo: github.repo,
          issue_number: issueNumber,
          per_page: PER_PAGE,
          page,
          request: { signal },
        }),
      'read',
    )
    for (const { id, body, user } of data) {
      // GitHub gives line ends back as it likes.
      const text = (body ?? '').replaceAll('\r\n', '\n')
      if (text.startsWith(`${marker}\n`))
        marked.push({ id, body: text, login: user?.login ?? '', type: user?.type ?? '' })
    }
    if (data.length < PER_PAGE) break
  }
  if (marked.length === 0) return []
  const me = await loginOf(github)
  return marked.filter(({ login, type }) => (me === null ? type === 'Bot' : login === me))
}

/**
 * The token's user; null for an app's token, which may not ask. Then the author is a bot: `github-actions[bot]`, or that
 * of an app of the repository's own. No outsider can write as one.
 */
async function loginOf(github: GitHub): Promise<string | null> {
  try {
    const { data } = await github.call(
      (octokit, signal) => octokit.rest.users.getAuthenticated({ request: { signal } }),
      'read',
    )
    return data.login
  } catch (error) {
    if (error instanceof GitHubError && (error.status === 403 || error.status === 404)) return null
    throw error
  }
}
