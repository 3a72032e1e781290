import { createHash } from 'node:crypto'

import type { Clock } from '../../clock.js'
import type { Site, Token, User } from '../content/model.js'
import type { Settings } from '../settings.js'
import { TableauError } from '../wire/errors.js'
import { checkJwt, JWT_ERRORS, JwtRefused } from './jwt.js'

export type SessionKind = 'pat' | 'password' | 'jwt'

export interface Session {
  readonly token: string
  readonly site: Site
  readonly user: User
  readonly kind: SessionKind
  /** The PAT's name, or the JWT's `jti`. */
  readonly credential: string
  readonly pat: string | undefined
  /** Of a JWT; the other kinds may do whatever their user may. */
  readonly scopes: readonly string[] | undefined
  readonly startedAt: number
  lastUsedAt: number
  endedAt?: number
  ended?: 'sign-out' | 'evicted' | 'expired' | 'switched-site' | 'revoked'
}

export type Credentials =
  | { readonly kind: 'pat'; readonly name: string; readonly secret: string }
  | { readonly kind: 'password'; readonly name: string; readonly password: string }
  | { readonly kind: 'jwt'; readonly jwt: string; readonly isUat: boolean }

interface Grant {
  readonly user: User
  readonly credential: string
  /** Name and secret, which identify a token on all sites. */
  readonly pat?: string | undefined
  readonly scopes: readonly string[] | undefined
}

const MINUTE = 60_000
const PAT_UNUSED_LIFE = 15 * 24 * 60 * MINUTE

/** Who is signed in, and how that ends (docs/facts/tableau.md#sessions). */
export class Sessions {
  readonly all: Session[] = []
  readonly #byToken = new Map<string, Session>()

  constructor(
    private readonly sites: readonly Site[],
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  get alive(): Session[] {
    return this.all.filter((session) => this.#isAlive(session))
  }

  /** Throws 401001 for any mistake: Tableau does not distinguish a wrong site from a wrong secret. */
  signIn(credentials: Credentials, contentUrl: string): Session {
    const site = this.sites.find((one) => one.contentUrl.toLowerCase() === contentUrl.toLowerCase())
    if (site === undefined) throw new TableauError('401001')
    const grant = this.#check(credentials, site)
    this.#evict(credentials, grant)
    return this.#start(site, credentials.kind, grant)
  }

  /** The live session of a token; 401000 without a token, 401002 when it does not hold (any more). */
  require(token: string | undefined): Session {
    if (token === undefined || token === '') throw new TableauError('401000')
    const session = this.#byToken.get(token)
    if (session === undefined || !this.#isAlive(session)) throw new TableauError('401002')
    session.lastUsedAt = this.clock.now()
    return session
  }

  end(session: Session, how: NonNullable<Session['ended']>): void {
    session.endedAt = this.clock.now()
    session.ended = how
  }

  switchSite(session: Session, contentUrl: string): Session {
    if (session.site.contentUrl === contentUrl) throw new TableauError('403070')
    const site = this.sites.find((one) => one.contentUrl === contentUrl)
    const user = site?.users.find((one) => one.name === session.user.name)
    if (site === undefined || user === undefined) throw new TableauError('401001')
    this.end(session, 'switched-site')
    return this.#start(site, session.kind, {
      user,
      credential: session.credential,
      pat: session.pat,
      scopes: session.scopes,
    })
  }

  #isAlive(session: Session): boolean {
    if (session.endedAt !== undefined) return false
    const now = this.clock.now()
    const { idleMinutes, lifetimeMinutes } = this.settings.session
    const expired =
      now - session.lastUsedAt >= idleMinutes * MINUTE || now - session.startedAt >= lifetimeMinutes * MINUTE
    if (expired) this.end(session, 'expired')
    return !expired
  }

  #check(credentials: Credentials, site: Site): Grant {
    switch (credentials.kind) {
      case 'pat':
        return this.#checkPat(credentials.name, credentials.secret, site)
      case 'password': {
        // tabcmd lower-cases the user name (docs/facts/field-data.md#tabcmd), so Tableau ignores the case.
        const name = credentials.name.toLowerCase()
        const user = site.users.find((one) => one.name.toLowerCase() === name)
        if (user?.password === undefined || user.password !== credentials.password)
          throw new TableauError('401001')
        return { user, credential: user.name, scopes: undefined }
      }
      case 'jwt':
        return this.#checkJwt(credentials, site)
    }
  }

  #checkPat(name: string, secret: string, site: Site): Grant {
    for (const user of site.users) {
      const token = user.tokens.find((one) => one.name === name && one.secret === secret)
      if (token === undefined) continue
      if (!this.#patHolds(token)) throw new TableauError('401001')
      token.lastUsedAt = this.clock.now()
      return { user, credential: name, pat: `${name}:${secret}`, scopes: undefined }
    }
    throw new TableauError('401001')
  }

  /** A token expires at its age limit, and after 15 consecutive days unused (docs/facts/tableau.md#token-expiry). */
  #patHolds(token: Token): boolean {
    const now = this.clock.now()
    if (token.revoked || (token.expiresAt !== undefined && now >= token.expiresAt)) return false
    return token.lastUsedAt === undefined || now - token.lastUsedAt < PAT_UNUSED_LIFE
  }

  #checkJwt({ jwt, isUat }: Extract<Credentials, { kind: 'jwt' }>, site: Site): Grant {
    try {
      // Unified Access Tokens are signed with keys that the simulator does not have.
      if (isUat) throw new JwtRefused('FEATURE_NOT_ENABLED')
      const { user, scopes, jti } = checkJwt(jwt, site, this.clock.now())
      return { user, credential: jti, scopes }
    } catch (error) {
      if (!(error instanceof JwtRefused)) throw error
      throw new TableauError('401001', ` (errorCode=${JWT_ERRORS[error.reason]}, ${error.reason})`)
    }
  }

  /** One session per token, over all sites; no such rule is known for JWTs (docs/facts/tableau.md#one-session-per-token). */
  #evict(credentials: Credentials, grant: Grant): void {
    const { patSingleSession, jwtSingleSession } = this.settings.signIn
    for (const session of this.all) {
      if (session.endedAt !== undefined || session.kind !== credentials.kind) continue
      const samePat = credentials.kind === 'pat' && session.pat === grant.pat
      const sameUser = credentials.kind === 'jwt' && session.user === grant.user
      if ((patSingleSession && samePat) || (jwtSingleSession && sameUser)) this.end(session, 'evicted')
    }
  }

  #start(site: Site, kind: SessionKind, grant: Grant): Session {
    const now = this.clock.now()
    const mark = createHash('sha256')
      .update(`${this.all.length} ${grant.credential} ${now}`)
      .digest('base64url')
    const session: Session = {
      token: `${mark.slice(0, 22)}|${mark.slice(22)}|${site.luid}`,
      site,
      user: grant.user,
      kind,
      credential: grant.credential,
      pat: grant.pat,
      scopes: grant.scopes,
      startedAt: now,
      lastUsedAt: now,
    }
    this.all.push(session)
    this.#byToken.set(session.token, session)
    return session
  }
}
