import { createHttp } from '../../src/base/http.js'
import { withTableau, type TableauOptions, type TableauSession } from '../../src/tableau/session.js'
import type { Content, ContentLineage, ContentReference, Finding } from '../../src/tableau/types.js'
import {
  ManualClock,
  startTableau,
  TableauSimulator,
  type SettingsChange,
  type SiteInput,
} from '../../simulators/tableau/index.js'

export interface Stage {
  readonly simulator: TableauSimulator
  readonly clock: ManualClock
  readonly url: string
  /** The masked secrets, in order. */
  readonly masked: readonly string[]
  /** The debug log. */
  readonly lines: readonly string[]
  /** The warnings for the user. */
  readonly warnings: readonly string[]
  readonly options: (change?: Partial<TableauOptions>) => TableauOptions
  /** Signs in, uses the session and signs out. */
  readonly session: <T>(
    use: (session: TableauSession) => Promise<T>,
    change?: Partial<TableauOptions>,
  ) => Promise<T>
}

export interface Scene {
  readonly sites: readonly SiteInput[]
  readonly settings?: SettingsChange
}

export const TOKEN = { kind: 'token', name: 'ci', secret: 's3cret' } as const
export const CONNECTED_APP = {
  kind: 'connected-app',
  clientId: 'client-1',
  secretId: 'secret-1',
  secretValue: 'connected-app-secret-value',
  username: 'ci@example.com',
} as const

/** Site `acme` with an administrator `ci`, another user `ann`, and a connected app. */
export function acmeWith(rest: Partial<SiteInput>): SiteInput {
  return {
    contentUrl: 'acme',
    users: [
      { name: 'ci@example.com', fullName: 'CI', admin: true, tokens: [{ name: 'ci', secret: 's3cret' }] },
      { name: 'ann@example.com', fullName: 'Ann', tokens: [{ name: 'ann', secret: 's3cret' }] },
    ],
    connectedApps: [
      { clientId: 'client-1', secrets: [{ id: 'secret-1', value: 'connected-app-secret-value' }] },
    ],
    ...rest,
  }
}

/** A simulated Tableau over real loopback HTTP, under a clock that moves when somebody sleeps. */
export async function onStage<T>(
  { sites, settings = {} }: Scene,
  play: (stage: Stage) => Promise<T>,
): Promise<T> {
  const clock = new ManualClock()
  const simulator = new TableauSimulator({ sites, clock, settings })
  const running = await startTableau(simulator)
  const http = createHttp()
  const masked: string[] = []
  const lines: string[] = []
  const warnings: string[] = []
  const options = (change: Partial<TableauOptions> = {}): TableauOptions => ({
    server: running.url,
    site: 'acme',
    credentials: TOKEN,
    // Signing out has four seconds of real time, which a busy machine may exceed.
    http: (request) => http({ ...request, timeLimit: Math.max(request.timeLimit, 60_000) }),
    clock: {
      now: () => clock.now(),
      sleep: (duration) => {
        clock.advance({ seconds: duration / 1000 })
        return Promise.resolve()
      },
    },
    random: () => 0.5,
    mask: (secret) => masked.push(secret),
    log: (line) => lines.push(line),
    warn: ({ message }) => warnings.push(message),
    ...change,
  })
  try {
    return await play({
      simulator,
      clock,
      url: running.url,
      masked,
      lines,
      warnings,
      options,
      session: (use, change) => withTableau(options(change), use),
    })
  } finally {
    http.close()
    await running.close()
  }
}

export function contentsOf(findings: readonly Finding[]): readonly Content[] {
  return findings.map((finding) => {
    if (finding.kind !== 'found') throw new Error(`${finding.kind}: ${JSON.stringify(finding.candidates)}`)
    return finding.content
  })
}

export async function findingsOf(
  session: Pick<TableauSession, 'find'>,
  references: readonly ContentReference[],
): Promise<readonly Finding[]> {
  return (await session.find(references)).findings
}

/** Finds by path and describes; the lineage by `kind:name`. */
export async function lineageOf(
  session: TableauSession,
  paths: readonly (readonly ['workbook' | 'datasource', string])[],
): Promise<{ readonly notices: readonly string[]; readonly by: Readonly<Record<string, ContentLineage>> }> {
  const { findings, prefetched } = await session.find(paths.map(([of, path]) => ({ by: 'path', of, path })))
  const { contents, notices } = await session.describe(contentsOf(findings), prefetched)
  return {
    notices: notices.map(({ message }) => message),
    by: Object.fromEntries(contents.map((one) => [`${one.content.kind}:${one.content.name}`, one])),
  }
}
