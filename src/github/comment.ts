import * as z from 'zod'
import type { GitHub } from './client.js'
import { GitHubError } from './errors.js'

export interface StickyComment {
  readonly issueNumber: number
  /** A hidden first line that identifies this comment. */
  readonly marker: string
  /** Markdown; null removes the comment. */
  readonly body: string | null
}

export type CommentOutcome = 'created' | 'updated' | 'unchanged' | 'removed' | 'none'

interface ExistingComment {
  readonly id: number
  readonly body: string
}

const page = z.array(
  z.object({
    id: z.int(),
    body: z.string().nullish(),
    user: z.object({ login: z.string(), type: z.string() }).nullish(),
  }),
)
const written = z.object({ id: z.int() })
const user = z.object({ login: z.string() })
/** The answer to a removal: 204, without a body. */
const removed = z.literal('')

/**
 * Creates, updates or removes the one comment with this marker, and removes duplicates of it. Anyone can write the marker, so
 * only comments of this token's author count. @throws GitHubError
 */
export async function updateComment(github: GitHub, comment: StickyComment): Promise<CommentOutcome> {
  const { owner, repo } = github
  const { issueNumber, marker, body } = comment
  const [existing, ...duplicates] = await ownComments(github, comment)
  for (const { id } of duplicates) await remove(github, id)
  if (body === null) {
    if (existing === undefined) return 'none'
    await remove(github, existing.id)
    return 'removed'
  }
  const text = `${marker}\n${body}`
  if (existing?.body === text) return 'unchanged'
  await github.change(written, (octokit, signal) =>
    existing === undefined
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
          comment_id: existing.id,
          body: text,
          request: { signal },
        }),
  )
  return existing === undefined ? 'created' : 'updated'
}

async function remove({ owner, repo, change }: GitHub, id: number): Promise<void> {
  try {
    await change(removed, (octokit, signal) =>
      octokit.rest.issues.deleteComment({ owner, repo, comment_id: id, request: { signal } }),
    )
  } catch (error) {
    // Already removed.
    if (!(error instanceof GitHubError) || error.status !== 404) throw error
  }
}

const PER_PAGE = 100
/** 3000 comments, oldest first; newer ones are ignored. */
const MOST_PAGES = 30

async function ownComments(
  github: GitHub,
  { issueNumber, marker }: StickyComment,
): Promise<ExistingComment[]> {
  const marked: (ExistingComment & { readonly login: string; readonly type: string })[] = []
  for (let number = 1; number <= MOST_PAGES; number += 1) {
    const listed = await github.read(page, (octokit, signal) =>
      octokit.rest.issues.listComments({
        owner: github.owner,
        repo: github.repo,
        issue_number: issueNumber,
        per_page: PER_PAGE,
        page: number,
        request: { signal },
      }),
    )
    for (const { id, body, user: author } of listed) {
      // GitHub may change line ends.
      const text = (body ?? '').replaceAll('\r\n', '\n')
      if (text.startsWith(`${marker}\n`))
        marked.push({ id, body: text, login: author?.login ?? '', type: author?.type ?? '' })
    }
    if (listed.length < PER_PAGE) break
  }
  if (marked.length === 0) return []
  const me = await loginOf(github)
  return marked.filter(({ login, type }) => (me === null ? type === 'Bot' : login === me))
}

/**
 * The login of the token's user; null for an app's token, which may not ask for it. Comments by such a token have a bot as
 * their author: `github-actions[bot]` or the repository's own app. Outsiders cannot comment as a bot.
 */
async function loginOf(github: GitHub): Promise<string | null> {
  try {
    const { login } = await github.read(user, (octokit, signal) =>
      octokit.rest.users.getAuthenticated({ request: { signal } }),
    )
    return login
  } catch (error) {
    if (error instanceof GitHubError && error.isForbidden) return null
    throw error
  }
}
