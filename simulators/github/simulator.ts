/** A caller: a user's token, or the token of an installation such as a workflow. */
export interface Caller {
  readonly token: string
  readonly login: string
  readonly type: 'User' | 'Bot'
  /** The permission for pull requests: `read` for the token of a fork, `none` for a job without the permission. */
  readonly may: 'write' | 'read' | 'none'
}

export interface File {
  readonly filename: string
  readonly status: 'added' | 'modified' | 'removed' | 'renamed'
  readonly previous_filename?: string
}

export interface Comment {
  readonly id: number
  readonly issue: number
  readonly author: string
  readonly type: Caller['type']
  body: string
}

/** A response that replaces the real one, `times` times (default 1). */
export interface Fault {
  readonly method?: string
  readonly path: RegExp
  readonly status: number
  readonly message?: string
  /** The body: a string is sent as HTML, as from a proxy or a login page; anything else as JSON. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  times?: number
}

export interface Call {
  readonly method: string
  readonly path: string
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** A string is sent unchanged, anything else as JSON. */
  readonly body: unknown
}

export interface Request {
  readonly method: string
  /** Path and query below the API's address. */
  readonly url: string
  readonly authorization: string
  readonly body: string
  /** The API's address, for links. */
  readonly base: string
}

/** The REST API's message for a token without the permission. */
const NOT_ACCESSIBLE = 'Resource not accessible by integration'
const LONGEST_BODY = 65_536
const MOST_FILES = 3000

/** GitHub's REST API for the files and comments of pull requests of one repository, in memory. */
export class GitHubSimulator {
  readonly repository: string
  readonly callers: Caller[]
  /** By the pull request's number. */
  readonly files = new Map<number, readonly File[]>()
  readonly comments: Comment[] = []
  readonly faults: Fault[] = []
  readonly calls: Call[] = []
  #lastId = 1000

  constructor({ repository, callers }: { readonly repository: string; readonly callers: readonly Caller[] }) {
    this.repository = repository
    this.callers = [...callers]
  }

  /** Adds a comment. */
  write(comment: Omit<Comment, 'id'>): Comment {
    this.#lastId += 1
    const written = { ...comment, id: this.#lastId }
    this.comments.push(written)
    return written
  }

  handle(request: Request): Answer {
    const { pathname, searchParams } = new URL(request.url, 'http://github')
    this.calls.push({ method: request.method, path: pathname + new URL(request.url, 'http://github').search })
    const fault = this.#faultFor(request.method, pathname)
    if (fault !== null) return faulty(fault)
    const caller = this.callers.find(
      ({ token }) => /^(token|bearer) (.*)$/i.exec(request.authorization)?.[2] === token,
    )
    if (caller === undefined) return refused(401, 'Bad credentials')
    if (pathname === '/user') return userOf(caller)
    const prefix = `/repos/${this.repository}`
    if (!pathname.startsWith(`${prefix}/`)) return refused(404, 'Not Found')
    return this.#route({ ...request, path: pathname.slice(prefix.length), query: searchParams, caller })
  }

  #faultFor(method: string, path: string): Fault | null {
    const fault = this.faults.find(
      (each) => (each.times ?? 1) > 0 && (each.method ?? method) === method && each.path.test(path),
    )
    if (fault === undefined) return null
    fault.times = (fault.times ?? 1) - 1
    return fault
  }

  #route(request: Routed): Answer {
    const { method, path, caller } = request
    if (caller.may === 'none') return refused(403, NOT_ACCESSIBLE)
    if (method !== 'GET' && caller.may !== 'write') return refused(403, NOT_ACCESSIBLE)
    for (const [routeMethod, pattern, handle] of this.#routes) {
      const id = pattern.exec(path)?.[1]
      if (method === routeMethod && id !== undefined) return handle(Number(id), request)
    }
    return refused(404, 'Not Found')
  }

  readonly #routes: readonly [string, RegExp, (id: number, request: Routed) => Answer][] = [
    ['GET', /^\/pulls\/(\d+)\/files$/, (pull, request) => this.#listFiles(pull, request)],
    ['GET', /^\/issues\/(\d+)\/comments$/, (issue, request) => this.#listComments(issue, request)],
    ['POST', /^\/issues\/(\d+)\/comments$/, (issue, request) => this.#create(issue, request)],
    ['PATCH', /^\/issues\/comments\/(\d+)$/, (id, request) => this.#change(id, request)],
    ['DELETE', /^\/issues\/comments\/(\d+)$/, (id, request) => this.#change(id, request)],
  ]

  #listFiles(pull: number, request: Routed): Answer {
    const files = this.files.get(pull)
    if (files === undefined) return refused(404, 'Not Found')
    const listed = files.slice(0, MOST_FILES).map((file) => ({ sha: '0'.repeat(40), changes: 1, ...file }))
    return pageOf(listed, request)
  }

  #listComments(issue: number, request: Routed): Answer {
    return pageOf(this.comments.filter((comment) => comment.issue === issue).map(render), request)
  }

  #create(issue: number, { body, caller }: Routed): Answer {
    const text = bodyOf(body)
    if (text === null) return refused(422, 'Validation Failed')
    const comment = this.write({ issue, author: caller.login, type: caller.type, body: text })
    return { status: 201, headers: {}, body: render(comment) }
  }

  #change(id: number, { method, body, caller }: Routed): Answer {
    const index = this.comments.findIndex((each) => each.id === id)
    const comment = this.comments[index]
    if (comment === undefined) return refused(404, 'Not Found')
    if (caller.type === 'Bot' && comment.author !== caller.login) return refused(403, NOT_ACCESSIBLE)
    if (method === 'DELETE') {
      this.comments.splice(index, 1)
      return { status: 204, headers: {}, body: null }
    }
    const text = bodyOf(body)
    if (method !== 'PATCH' || text === null) return refused(422, 'Validation Failed')
    comment.body = text
    return { status: 200, headers: {}, body: render(comment) }
  }
}

interface Routed extends Request {
  readonly path: string
  readonly query: URLSearchParams
  readonly caller: Caller
}

/** An installation has no user: its token may not query the user. */
function userOf({ login, type }: Caller): Answer {
  return type === 'Bot' ? refused(403, NOT_ACCESSIBLE) : { status: 200, headers: {}, body: { login, type } }
}

function bodyOf(text: string): string | null {
  const parsed: unknown = JSON.parse(text)
  const body = typeof parsed === 'object' && parsed !== null && 'body' in parsed ? parsed.body : null
  return typeof body === 'string' && body.trim() !== '' && body.length <= LONGEST_BODY ? body : null
}

function render({ id, author, type, body }: Comment): object {
  return { id, body, user: { login: author, type }, created_at: '2026-08-20T06:00:00Z' }
}

function pageOf(all: readonly object[], { query, base, path }: Routed): Answer {
  const size = Math.min(100, Number(query.get('per_page') ?? 30))
  const page = Math.max(1, Number(query.get('page') ?? 1))
  const more = all.length > page * size
  const next = `<${base}${path}?per_page=${size}&page=${page + 1}>; rel="next"`
  return { status: 200, headers: more ? { link: next } : {}, body: all.slice((page - 1) * size, page * size) }
}

function faulty({ status, message = 'Fault', body, headers = {} }: Fault): Answer {
  if (body === undefined) return refused(status, message, headers)
  const type = typeof body === 'string' ? { 'content-type': 'text/html' } : {}
  return { status, headers: { ...type, ...headers }, body }
}

function refused(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status,
    headers,
    body: { message, documentation_url: 'https://docs.github.com/rest', status: String(status) },
  }
}
