import type { GitHub } from './client.js'

/** A file that a pull request touches; paths from the repository's root. */
export interface ChangedFile {
  readonly path: string
  readonly status: 'added' | 'changed' | 'removed' | 'renamed'
  /** Of a renamed file. */
  readonly previousPath: string | null
}

export interface ChangedFiles {
  readonly files: readonly ChangedFile[]
  /** GitHub lists no more than 3000. */
  readonly complete: boolean
}

const PER_PAGE = 100
const MOST_FILES = 3000

/** The files of a pull request. @throws GitHubError */
export async function changedFiles(github: GitHub, pullNumber: number): Promise<ChangedFiles> {
  const files: ChangedFile[] = []
  for (let page = 1; page <= MOST_FILES / PER_PAGE; page += 1) {
    const { data } = await github.call(
      (octokit, signal) =>
        octokit.rest.pulls.listFiles({
          owner: github.owner,
          repo: github.repo,
          pull_number: pullNumber,
          per_page: PER_PAGE,
          page,
          request: { signal },
        }),
      'read',
    )
    files.push(
      ...data.map((file) => ({
        path: file.filename,
        status: statusOf(file.status),
        previousPath: file.previous_filename ?? null,
      })),
    )
    if (data.length < PER_PAGE) return { files, complete: true }
  }
  return { files, complete: false }
}

function statusOf(status: string): ChangedFile['status'] {
  return status === 'added' || status === 'removed' || status === 'renamed' ? status : 'changed'
}
