import * as z from 'zod'
import type { GitHub } from './client.js'

/** A file that a pull request changes; paths are relative to the repository's root. */
export interface ChangedFile {
  readonly path: string
  readonly status: 'added' | 'changed' | 'removed' | 'renamed'
  /** The previous path of a renamed file. */
  readonly previousPath: string | null
}

export interface ChangedFiles {
  readonly files: readonly ChangedFile[]
  /** False if there may be more files than GitHub lists. */
  readonly complete: boolean
}

const PER_PAGE = 100
/** GitHub lists no more: https://docs.github.com/en/rest/pulls/pulls#list-pull-requests-files */
const MOST_FILES = 3000

const page = z.array(
  z.object({ filename: z.string(), status: z.string(), previous_filename: z.string().nullish() }),
)

/** The files of a pull request. @throws GitHubError */
export async function changedFiles(github: GitHub, pullNumber: number): Promise<ChangedFiles> {
  const files: ChangedFile[] = []
  for (let number = 1; number <= MOST_FILES / PER_PAGE; number += 1) {
    const listed = await github.read(page, (octokit, signal) =>
      octokit.rest.pulls.listFiles({
        owner: github.owner,
        repo: github.repo,
        pull_number: pullNumber,
        per_page: PER_PAGE,
        page: number,
        request: { signal },
      }),
    )
    for (const file of listed) {
      files.push({
        path: file.filename,
        status: statusOf(file.status),
        previousPath: file.previous_filename ?? null,
      })
    }
    if (listed.length < PER_PAGE) return { files, complete: true }
  }
  return { files, complete: false }
}

function statusOf(status: string): ChangedFile['status'] {
  return status === 'added' || status === 'removed' || status === 'renamed' ? status : 'changed'
}
