/** How the simulator behaves where real servers differ or their behaviour is unknown. Tests may change it at any time. */
export interface Settings {
  /** The newest REST version it speaks; a higher one in a path is 404003. */
  restApiVersion: string
  /** A release number, or `main` as on development pods (docs/facts/tableau.md#api-versions). */
  productVersion: string
  productBuild: string
  /** Language of the summary and detail of errors; the code stays the same (docs/facts/tableau.md#error-codes). */
  language: 'en' | 'de'
  /** The origin for browsers: the beginning of every webpageUrl. */
  webOrigin: string
  json: {
    lists: 'array' | 'single-object' | 'bare-array'
    scalars: 'as-seen' | 'all-strings' | 'all-typed'
  }
  /** Attributes and elements that REST responses leave out, as real ones may (docs/facts/tableau.md#paging). */
  omit: readonly string[]
  /** `html`: another web server answers 200 with a page (docs/facts/tableau.md#api-versions). */
  serverInfo: 'normal' | 'html'
  signIn: {
    /** Answer 301 to this origin, unless the request already came to that host (docs/facts/tableau.md#sign-in). */
    redirectTo: string | undefined
    patSingleSession: boolean
    jwtSingleSession: boolean
    /** Further sign-ins within this many seconds get 401002 (docs/facts/tableau.md#burst-of-sign-ins). */
    burst: { most: number; seconds: number }
  }
  /** Cloud ends an idle session after 120 minutes, Server after 240 (docs/facts/tableau.md#idle-limit). */
  session: { idleMinutes: number; lifetimeMinutes: number }
  signOut: 'works' | 'fails-401' | 'fails-500'
  refresh: {
    status: 202 | 200
    /** The code for a target with nothing to refresh (docs/facts/tableau.md#error-codes). */
    noExtractError: '409090' | '403069' | '403180'
    /** `bare`: an old runNow answer without createdAt and children (docs/facts/tableau.md#requesting-a-refresh). */
    runNowBody: 'full' | 'bare'
  }
  jobs: {
    cancelStatus: 204 | 200
    listForNonAdmins: 'refused' | 'allowed'
    /** What Query Job returns for a job that has ended (docs/facts/tableau.md#jobs-that-cannot-be-queried). */
    afterEnd: 'kept' | '400031' | '404'
    /** A running job already shows a finishCode, without completedAt (docs/facts/tableau.md#jobs). */
    finishCodeEarly: boolean
    /** A Bridge job shows completedAt, and success in the list, as soon as a client accepts it (docs/facts/tableau.md#jobs). */
    bridgeCompletedEarly: boolean
  }
  /** Data-quality warnings (docs/facts/tableau.md#data-quality-warnings). */
  qualityWarnings: {
    /** Whether the site has Data Management. */
    licensed: boolean
    /** How many warnings one content may have. */
    perContent: 'one' | 'one-per-type'
    /** Whether a connected app may use them with its scope, which is not documented. */
    connectedApps: 'with-scope' | 'refused'
    /** Longer messages are cut off; null for never, as the greatest length is not known. */
    longest: number | null
  }
  /** The form of `Retry-After` with 429000; the text always has the time to wait (docs/facts/tableau.md#rate-limits). */
  retryAfter: 'seconds' | 'date' | 'absent'
  metadata: {
    service: 'on' | 'feature-disabled' | 'site-disabled' | 'access-denied' | 'not-found'
    nodeLimit: number
    /** Cost of one node against the time limit, both in seconds. */
    secondsPerNode: number
    timeLimitSeconds: number
    /** The time limit's error has a code, or null path and extensions (docs/facts/tableau.md#errors-and-limits). */
    timeLimitShape: 'coded' | 'bare'
    /** Order of rows when a query asks for none (docs/facts/tableau.md#paging-and-order). */
    unordered: 'shuffled' | 'stable'
    /** How users who are not administrators see databases and tables (docs/facts/tableau.md#hidden-items). */
    nonAdmins: 'obfuscated' | 'filtered' | 'everything'
    /** A published data source that the user may not see can be missing without any error (docs/facts/tableau.md#hidden-items). */
    hiddenSources: 'named' | 'missing'
    backfill: 'complete' | 'running'
    /** Users who are not administrators must filter the list of custom SQL (docs/facts/tableau.md#custom-sql). */
    filterRequired: boolean
  }
}

type Plain = string | number | boolean | undefined | readonly unknown[]

export type SettingsChange = {
  [Key in keyof Settings]?: Settings[Key] extends Plain ? Settings[Key] : Partial<Settings[Key]>
}

function defaults(): Settings {
  return {
    restApiVersion: '3.27',
    productVersion: '2025.3.0',
    productBuild: '20253.25.1201.1200',
    language: 'en',
    webOrigin: 'https://10ax.online.tableau.com',
    json: { lists: 'array', scalars: 'as-seen' },
    omit: [],
    serverInfo: 'normal',
    signIn: {
      redirectTo: undefined,
      patSingleSession: true,
      jwtSingleSession: false,
      burst: { most: Number.POSITIVE_INFINITY, seconds: 3 },
    },
    session: { idleMinutes: 120, lifetimeMinutes: Number.POSITIVE_INFINITY },
    signOut: 'works',
    refresh: { status: 202, noExtractError: '409090', runNowBody: 'full' },
    jobs: {
      cancelStatus: 204,
      listForNonAdmins: 'refused',
      afterEnd: 'kept',
      finishCodeEarly: false,
      bridgeCompletedEarly: false,
    },
    qualityWarnings: { licensed: true, perContent: 'one', connectedApps: 'with-scope', longest: null },
    retryAfter: 'seconds',
    metadata: {
      service: 'on',
      nodeLimit: 20_000,
      secondsPerNode: 0,
      timeLimitSeconds: 5,
      timeLimitShape: 'bare',
      unordered: 'shuffled',
      nonAdmins: 'obfuscated',
      hiddenSources: 'named',
      backfill: 'complete',
      filterRequired: true,
    },
  }
}

/** The defaults with these changes. */
export function settingsWith(change: SettingsChange = {}): Settings {
  const made = defaults()
  applySettings(made, change)
  return made
}

/** Changes settings in place. Throws for an unknown name, which JavaScript and JSON would accept. */
export function applySettings(settings: Settings, change: SettingsChange): void {
  const { json, signIn, session, refresh, jobs, qualityWarnings, metadata, ...plain } = change
  assign(settings, plain)
  assign(settings.json, json)
  assign(settings.signIn, signIn)
  assign(settings.session, session)
  assign(settings.refresh, refresh)
  assign(settings.jobs, jobs)
  assign(settings.qualityWarnings, qualityWarnings)
  assign(settings.metadata, metadata)
}

function assign<T extends object>(settings: T, change: Partial<T> = {}): void {
  for (const name of Object.keys(change)) {
    if (!(name in settings)) throw new Error(`there is no setting ${name}`)
  }
  Object.assign(settings, change)
}
