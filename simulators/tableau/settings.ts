/** How this Tableau behaves where real ones differ, or where nobody knows. A test may change any of it at any time. */
export interface Settings {
  /** The newest REST version it speaks; a higher one in a path is 404003. */
  restApiVersion: string
  /** A release number, or `main` as on development pods (facts/tableau-api.md §3). */
  productVersion: string
  productBuild: string
  /** Summary and detail of errors; the code stays the same (facts §10). */
  language: 'en' | 'de'
  /** Where browsers find it: the stem of every webpageUrl. */
  webOrigin: string
  json: {
    lists: 'array' | 'single-object' | 'bare-array'
    scalars: 'as-seen' | 'all-strings' | 'all-typed'
  }
  /** Attributes and elements that REST answers leave out: many may be missing in real ones (facts §5.1). */
  omit: readonly string[]
  /** `html`: some other web server answers 200 with a page (facts §3). */
  serverInfo: 'normal' | 'html'
  signIn: {
    /** Answer 301 to this origin, unless the request already came to that host (facts §2.1). */
    redirectTo: string | undefined
    patSingleSession: boolean
    jwtSingleSession: boolean
    /** More sign-ins within so many seconds are answered 401002 (facts/field-2026-11.md). */
    burst: { most: number; seconds: number }
  }
  /** Cloud ends an idle session after 120 minutes, Server after 240 (facts §2.3). */
  session: { idleMinutes: number; lifetimeMinutes: number }
  signOut: 'works' | 'fails-401' | 'fails-500'
  refresh: {
    status: 202 | 200
    /** The code for a target with nothing to refresh (facts §10; 403180 in facts/peers.md §6). */
    noExtractError: '409090' | '403069' | '403180'
    /** `bare`: an old runNow answer without createdAt and children (facts §6.1). */
    runNowBody: 'full' | 'bare'
  }
  jobs: {
    cancelStatus: 204 | 200
    listForNonAdmins: 'refused' | 'allowed'
    /** What Query Job says of a job that has ended (facts §7.3). */
    afterEnd: 'kept' | '400031' | '404'
    /** A running job already shows a finishCode, without completedAt (facts §7.2). */
    finishCodeEarly: boolean
    /** A Bridge job shows completedAt as soon as an agent was assigned (facts §7.2). */
    bridgeCompletedEarly: boolean
  }
  /** How 429000 says how long to wait; the text always does (facts §14). */
  retryAfter: 'seconds' | 'date' | 'absent'
  metadata: {
    service: 'on' | 'feature-disabled' | 'site-disabled' | 'access-denied' | 'not-found'
    nodeLimit: number
    /** Cost of one node against the time limit, both in seconds. */
    secondsPerNode: number
    timeLimitSeconds: number
    /** The shape of the time limit's error: with code, or with null path and extensions (facts §11.3). */
    timeLimitShape: 'coded' | 'bare'
    /** Order of rows when a query asks for none (facts §11.2). */
    unordered: 'shuffled' | 'stable'
    /** What a user who is no administrator sees of databases and tables (facts §12.2, no. 7). */
    nonAdmins: 'obfuscated' | 'filtered' | 'everything'
    /** A published data source that the user may not see can be missing without any error (facts/field-2026-11.md). */
    hiddenSources: 'named' | 'missing'
    backfill: 'complete' | 'running'
    /** Who is no administrator must filter the list of custom SQL (facts/field-2026-11.md). */
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

/** Changes settings in place. Throws for a name that is none, which JavaScript and JSON would let pass. */
export function applySettings(settings: Settings, change: SettingsChange): void {
  const { json, signIn, session, refresh, jobs, metadata, ...plain } = change
  assign(settings, plain)
  assign(settings.json, json)
  assign(settings.signIn, signIn)
  assign(settings.session, session)
  assign(settings.refresh, refresh)
  assign(settings.jobs, jobs)
  assign(settings.metadata, metadata)
}

function assign<T extends object>(settings: T, change: Partial<T> = {}): void {
  for (const name of Object.keys(change)) {
    if (!(name in settings)) throw new Error(`there is no setting ${name}`)
  }
  Object.assign(settings, change)
}
