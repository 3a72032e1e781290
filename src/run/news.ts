import { rm } from 'node:fs/promises'
import { ConfigurationError } from '../base/errors.js'
import type { Message } from '../messages/message.js'
import { newsFile } from '../report/news/news-file.js'
import type { NewsFile } from '../report/news/news-schema.js'
import { newsOf } from '../report/news/news.js'
import { slackMessage } from '../report/news/slack.js'
import { teamsMessage } from '../report/news/teams.js'
import { plural } from '../report/reason-text.js'
import type { Report } from '../report/report.js'
import type { Journal } from '../state/journal.js'
import { EMPTY_STATE } from '../state/state.js'
import { type WorkspaceFile, workspaceFile, writeWorkspaceFile } from './workspace-file.js'

interface NewsRequest {
  /** The input `notify-file`. */
  readonly path: string
  readonly workspace: string
  readonly report: Report
  /** Link to this run; null outside of GitHub. */
  readonly run: string | null
  /** Null if the run has no state: it then has no rows either. */
  readonly journal: Journal | null
}

interface WrittenNews {
  readonly newsCount: number
  /** For the log; null if nothing was written. */
  readonly line: string | null
  readonly notices: readonly Message[]
}

/**
 * Writes what is new for owners, and remembers it after that: if this process dies in between, they may hear twice, never not at all.
 * Only a real run remembers, so in others nothing is new. A path that cannot be written is an error; the rest of the run goes on.
 */
export async function writeNews({
  path,
  workspace,
  report,
  run,
  journal,
}: NewsRequest): Promise<WrittenNews> {
  const isRemembered = journal !== null && report.mode.kind === 'real'
  const { news, told } = isRemembered ? newsOf(report, journal.state.told) : NOTHING_NEW
  try {
    const shown = await writeFiles(path, workspace, newsFile(news, report, run))
    if (told.size > 0) journal?.update({ ...EMPTY_STATE, told })
    const count = news.length
    const line = `News for owners in ${shown}: ${count === 0 ? 'none' : plural(count, 'extract')}`
    return { newsCount: count, line, notices: [] }
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    return { newsCount: 0, line: null, notices: [error.explanation] }
  }
}

const NOTHING_NEW = { news: [], told: new Map() } as const

/** Writes the messages, then the file itself. Returns its path within the workspace. */
async function writeFiles(path: string, workspace: string, content: NewsFile): Promise<string> {
  const file = (at: string): Promise<WorkspaceFile> => workspaceFile('notify-file', at, workspace)
  const isNew = content.news.length > 0
  const target = await file(path)
  // Nothing new is no message: an older one must not be sent again.
  await writeOrRemove(await file(messagePath(path, 'slack')), isNew ? slackMessage(content) : null)
  await writeOrRemove(await file(messagePath(path, 'teams')), isNew ? teamsMessage(content) : null)
  await writeOrRemove(target, content)
  return target.shown
}

/** `news.json` is `news.slack.json`. */
function messagePath(path: string, service: 'slack' | 'teams'): string {
  return path.replace(/\.json$/i, `.${service}.json`)
}

async function writeOrRemove(file: WorkspaceFile, content: object | null): Promise<void> {
  if (content === null) await rm(file.path, { force: true })
  else await writeWorkspaceFile(file, `${JSON.stringify(content, null, 2)}\n`)
}
