import { workbook, type SiteInput } from '../../simulators/tableau/index.js'

/* The simulated site: N workbooks with one extract each. Names, tokens and keys are invented. */

export const SITE = 'bench'
export const PROJECT = 'Bench'
export const APP = {
  clientId: 'client-1',
  secretId: 'secret-1',
  secret: 'connected-app-secret-value-of-the-bench',
}

/** The user that a tool signs in as. */
export interface User {
  readonly name: string
  readonly password: string
  readonly token: string
  readonly secret: string
}

/** May list the site's jobs. */
export const ADMIN: User = {
  name: 'ci@example.com',
  password: 'password-of-ci',
  token: 'ci',
  secret: 's3cret-of-ci',
}

/** Owns the workbooks, which lets it refresh them, but is refused the list of jobs. */
export const OWNER: User = {
  name: 'owner@example.com',
  password: 'password-of-owner',
  token: 'owner',
  secret: 's3cret-of-owner',
}

export interface SiteShape {
  /** Seconds that each workbook's refresh takes. */
  readonly seconds: readonly number[]
  /** false: the workbooks have only live connections. */
  readonly extracts?: boolean
  /** Refreshes that run at the same time; by default as many as needed, so that none waits. */
  readonly concurrency?: number
}

export function pathOf(index: number): string {
  return `${PROJECT}/Workbook ${String(index + 1).padStart(2, '0')}`
}

export function modelOf(index: number): string {
  return `model_${String(index + 1).padStart(2, '0')}`
}

export function site({ seconds, extracts = true, concurrency = 40 }: SiteShape): SiteInput {
  return {
    contentUrl: SITE,
    concurrency,
    users: [ADMIN, OWNER].map((user) => ({
      name: user.name,
      admin: user === ADMIN,
      password: user.password,
      tokens: [{ name: user.token, secret: user.secret }],
    })),
    connectedApps: [{ clientId: APP.clientId, secrets: [{ id: APP.secretId, value: APP.secret }] }],
    projects: [PROJECT],
    workbooks: seconds.map((duration, index) =>
      workbook(pathOf(index), {
        owner: OWNER.name,
        seconds: duration,
        views: ['Overview'],
        embedded: [{ tables: [`analytics.marts.${modelOf(index)}`], extract: extracts }],
      }),
    ),
  }
}
