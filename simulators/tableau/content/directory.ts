import { instantOf } from './behaviour.js'
import type { SiteInput, UserInput } from './input.js'
import type { Project, User } from './model.js'
import { luidOf, numberOf, splitPath } from './names.js'

/** The user of a site that names none: an administrator with a token and a password. */
const DEFAULT_USER: UserInput = {
  name: 'ann',
  fullName: 'Ann Analyst',
  email: 'ann@example.com',
  admin: true,
  password: 'pw',
  tokens: [{ name: 'ci', secret: 's3cret' }],
}

/** The users and projects of a site. Projects are created when content names them. */
export class Directory {
  readonly users: readonly User[]
  readonly #input: SiteInput
  readonly #projects = new Map<string, Project>()

  constructor(input: SiteInput) {
    this.#input = input
    this.users = (input.users ?? [DEFAULT_USER]).map((user) => userOf(user, input.contentUrl))
    for (const project of input.projects ?? [])
      this.project(typeof project === 'string' ? project : project.path)
  }

  get projects(): Project[] {
    return [...this.#projects.values()]
  }

  /** The user of this name, the site's first without a name. */
  owner(name: string | undefined): User {
    const user = name === undefined ? this.users[0] : this.users.find((one) => one.name === name)
    if (user === undefined) throw new Error(`the site has no user ${name ?? 'at all'}`)
    return user
  }

  project(path: string): Project {
    const known = this.#projects.get(path)
    if (known !== undefined) return known
    const declared = (this.#input.projects ?? [])
      .filter((project) => typeof project !== 'string')
      .find((project) => project.path === path)
    const { project: above, name } = splitPath(path)
    const project: Project = {
      luid: declared?.luid ?? luidOf(this.#input.contentUrl, 'project', path),
      name,
      path,
      number: numberOf('project', path),
      parent: path.includes('/') ? this.project(above) : undefined,
      owner: this.owner(declared?.owner),
      leaders: (declared?.leaders ?? []).map((leader) => this.owner(leader)),
    }
    this.#projects.set(path, project)
    return project
  }
}

function userOf(input: UserInput, site: string): User {
  const { name, fullName = name, admin = false, tokens = [], refreshes = [] } = input
  return {
    luid: input.luid ?? luidOf(site, 'user', name),
    name,
    fullName,
    email: input.email ?? `${name.replace(/@.*/, '')}@example.com`,
    admin,
    password: input.password,
    tokens: tokens.map((token) => ({
      name: token.name,
      secret: token.secret,
      expiresAt: instantOf(token.expiresAt),
      revoked: false,
      lastUsedAt: undefined,
    })),
    refreshes: [...refreshes],
    sees: input.sees,
  }
}
