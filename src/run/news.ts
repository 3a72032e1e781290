import { readFile, rm } from 'node:fs/promises'
import { ConfigurationError } from '../base/errors.js'
import { parseJson } from '../base/json.js'
import { joinedNews, newsFile } from '../report/news/news-file.js'
import { type NewsFile, newsSchema } from '../report/news/news-schema.js'
import { newsOf } from '../report/news/news.js'
import { slackMessage } from '../report/news/slack.js'
import { teamsMessage } from '../report/news/teams.js'
import { plural } from '../report/lists.js'
import type { Report } from '../report/report.js'
import type { RefreshState } from '../state/state.js'
import type { Findings } from './report-draft.js'
import { type WorkspaceFile, workspaceFile, writeWorkspaceFile } from './workspace-file.js'

interface NewsRequest {
  /** The input `notify-file`. */
  readonly path: string
  readonly workspace: string
  readonly report: Report
  /** Link to this run; null outside of GitHub. */
  readonly run: string | null
  /** What owners were told; null if the run has no state: it then has no rows either. */
  readonly known: RefreshState['told'] | null
}

interface WrittenNews {
  readonly found: Findings
  /** To be remembered once a later step can send the files: if this process dies before, owners may hear twice, never not at all. */
  readonly told: RefreshState['told']
}

/**
 * Writes what is new for owners. Only a real run remembers, so in others nothing is new. A path that cannot be written is an error;
 * the rest of the run goes on.
 */
export async function writeNews({ path, workspace, report, run, known }: NewsRequest): Promise<WrittenNews> {
  const isRemembered = known !== null && report.mode.kind === 'real'
  const { news, told } = isRemembered ? newsOf(report, known) : NOTHING_NEW
  try {
    const shown = await writeFiles(path, workspace, newsFile(news, report, run))
    const count = news.length
    const line = `News for owners in ${shown}: ${count === 0 ? 'none' : plural(count, 'extract')}`
    return { found: { newsCount: count, line }, told }
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    return { found: { notices: [error.explanation] }, told: NOTHING_NEW.told }
  }
}

const NOTHING_NEW = { news: [], told: new Map() } as const

/** Writes the messages, then the file itself. Returns its path within the workspace. */
async function writeFiles(path: string, workspace: string, own: NewsFile): Promise<string> {
  const file = (at: string): Promise<WorkspaceFile> => workspaceFile('notify-file', at, workspace)
  const target = await file(path)
  const earlier = await newsOfThisRun(target, own.run)
  const content = earlier === null ? own : joinedNews(earlier, own)
  const isNew = content.news.length > 0
  // Nothing new is no message: one of an earlier run must not be sent again.
  await writeOrRemove(await file(messagePath(path, 'slack')), isNew ? slackMessage(content) : null)
  await writeOrRemove(await file(messagePath(path, 'teams')), isNew ? teamsMessage(content) : null)
  await writeOrRemove(target, content)
  return target.shown
}

/** What an earlier use of this action in the same run wrote there, and no step may have sent yet; null if none did. */
async function newsOfThisRun({ path }: WorkspaceFile, run: string | null): Promise<NewsFile | null> {
  const text = run === null ? null : await readFile(path, 'utf8').catch(() => null)
  const file = text === null ? undefined : newsSchema.safeParse(parseJson(text)).data
  return file?.run === run ? file : null
}

/** `news.json` is `news.slack.json`. */
function messagePath(path: string, service: 'slack' | 'teams'): string {
  return path.replace(/\.json$/i, `.${service}.json`)
}

async function writeOrRemove(file: WorkspaceFile, content: object | null): Promise<void> {
  if (content === null) await rm(file.path, { force: true })
  else await writeWorkspaceFile(file, `${JSON.stringify(content, null, 2)}\n`)
}
