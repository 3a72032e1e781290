import type { Http } from '../../src/base/http.js'
import { type TableauOptions, type TableauSession, withTableau } from '../../src/tableau/session.js'
import { type SettingsChange, type SiteInput, TableauSimulator } from '../../simulators/tableau/index.js'
import { httpInProcess, VirtualClock } from '../../simulators/tableau/in-process.js'

export const ADDRESS = { server: 'https://10ax.online.tableau.com', site: 'acme' }

/** A simulated Tableau in this process, under virtual time that jumps ahead when everything waits. */
export interface Stage {
  readonly simulator: TableauSimulator
  readonly clock: VirtualClock
  /** Signs in as the administrator `ci`, uses the session and signs out. */
  readonly session: <T>(
    use: (session: TableauSession) => Promise<T>,
    change?: Partial<TableauOptions>,
  ) => Promise<T>
}

const USERS: SiteInput['users'] = [
  { name: 'ci@example.com', admin: true, tokens: [{ name: 'ci', secret: 's3cret' }] },
]

/** `around` wraps every call from the program to Tableau. */
export function onStage(
  site: Partial<SiteInput>,
  {
    settings = {},
    around = (http) => http,
    start = '2026-04-13T06:00:00Z',
  }: { settings?: SettingsChange; around?: (http: Http) => Http; start?: string } = {},
): Stage {
  const clock = new VirtualClock(start)
  const sites = [{ contentUrl: ADDRESS.site, users: USERS, ...site }]
  const simulator = new TableauSimulator({ sites, clock, settings })
  const options: TableauOptions = {
    ...ADDRESS,
    credentials: { kind: 'token', name: 'ci', secret: 's3cret' },
    http: around(httpInProcess(simulator, clock)),
    clock,
    random: () => 0.5,
    mask: () => undefined,
    log: () => undefined,
    warn: () => undefined,
  }
  return { simulator, clock, session: (use, change) => withTableau({ ...options, ...change }, use) }
}
