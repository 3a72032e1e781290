import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { type GitHubServer, startGitHub } from '../../../simulators/github/server.js'
import { GitHubSimulator } from '../../../simulators/github/simulator.js'
import { issueCertificate } from '../../../simulators/network/certificates.js'
import {
  type ConnectProxy,
  type Listening,
  startConnectProxy,
  startTls,
} from '../../../simulators/network/tunnel.js'
import {
  acme,
  type RunningTableau,
  startTableau,
  TableauSimulator,
} from '../../../simulators/tableau/index.js'
import type { InstalledEngine } from '../../fixtures/install.js'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '')
const WORKFLOWS = join(ROOT, 'examples/workflows')
const TABLEAU = '10ax.online.tableau.com'
const GITHUB_API = 'api.github.com'
const REPOSITORY = 'acme/analytics'
/** Above dbt's own variables, so that each build refreshes again. */
const NO_WINDOW = { DBT_ACTIVE_EXPOSURES_BUILD_AFTER: '0' }

/** Replacements for the steps of other actions, which do less or nothing, because GitHub cannot be reached here. */
const STAND_INS = {
  // The virtual environment with dbt is first on the PATH already.
  'actions/setup-python': 'echo "Python is here"',
  'actions/upload-artifact': 'cp --parents "$FILE" "$ARTIFACTS"',
}

interface Options {
  readonly home: string
  readonly act: string
  /** The folder of a Node 24, as a runner's own. */
  readonly nodeFolder: string
  readonly dbt: InstalledEngine
}

/** What the workflows reach. */
interface Outside {
  readonly tableau: TableauSimulator
  readonly github: GitHubSimulator
  readonly proxy: ConnectProxy
  /** PEM file of the authority behind all certificates. */
  readonly authority: string
  readonly servers: readonly (Listening | RunningTableau | GitHubServer)[]
}

export interface Trigger {
  readonly workflow: string
  readonly event: 'schedule' | 'push' | 'workflow_dispatch' | 'pull_request'
  /** More of the event's payload. */
  readonly payload?: Readonly<Record<string, unknown>>
  readonly variables?: Readonly<Record<string, string>>
}

/** A repository on disk, and the simulated services that its workflows call. */
export class World {
  lastLog = ''
  #runs = 0

  private constructor(
    private readonly options: Options,
    private readonly outside: Outside,
  ) {}

  get tableau(): TableauSimulator {
    return this.outside.tableau
  }

  get github(): GitHubSimulator {
    return this.outside.github
  }

  get proxy(): ConnectProxy {
    return this.outside.proxy
  }

  static async open(options: Options): Promise<World> {
    const certificates = issueCertificate([TABLEAU, GITHUB_API], { parent: options.home })
    const tableau = new TableauSimulator({ sites: [siteOfExamples()] })
    const tableauServer = await startTableau(tableau)
    tableau.configure({ webOrigin: `https://${TABLEAU}` })
    const github = new GitHubSimulator({
      repository: REPOSITORY,
      callers: [{ token: 'ghs_simulated', login: 'github-actions[bot]', type: 'Bot', may: 'write' }],
    })
    const githubServer = await startGitHub(github)
    const tls = await startTls(certificates, tableauServer.port)
    const githubTls = await startTls(certificates, Number(new URL(githubServer.apiUrl).port))
    const proxy = await startConnectProxy({
      [`${TABLEAU}:443`]: tls.port,
      [`${GITHUB_API}:443`]: githubTls.port,
    })
    const servers = [proxy, tls, githubTls, tableauServer, githubServer]
    const world = new World(options, { tableau, github, proxy, authority: certificates.authority, servers })
    world.#layRepository()
    return world
  }

  async close(): Promise<void> {
    await Promise.all(this.outside.servers.map((server) => server.close()))
  }

  /** A file of the dbt project. */
  edit(file: string, change: (text: string) => string): void {
    const path = join(this.project, file)
    writeFileSync(path, change(readFileSync(path, 'utf8')))
    git(this.project, 'commit', '--all', '--quiet', '--message', `Change ${file}`)
  }

  /** Our refreshes since a mark, by their content's path. */
  refreshesSince(mark: number): string[] {
    return this.tableau.record.jobs
      .slice(mark)
      .filter(({ requestedBy }) => requestedBy === 'ci@example.com')
      .map(({ path, result }) => `${path} ${result ?? 'open'}`)
      .sort()
  }

  get mark(): number {
    return this.tableau.record.jobs.length
  }

  get project(): string {
    return join(this.options.home, 'analytics')
  }

  /** A bare repository with the branches that steps pushed. */
  get pushed(): string {
    return join(this.options.home, 'pushed.git')
  }

  /** A file on a pushed branch. */
  fileOn(branch: string, file: string): string {
    return execFileSync('git', ['-C', this.pushed, 'show', `${branch}:${file}`], { encoding: 'utf8' })
  }

  /** The calls of `gh`, one a line. */
  get ghCalls(): string {
    return readFileSync(join(this.options.home, 'gh.log'), 'utf8')
  }

  get artifacts(): string {
    return join(this.options.home, 'artifacts')
  }

  /** Runs a workflow to its end; the exit code is 0 if its jobs are green. `during` gets the process of act. */
  async run(trigger: Trigger, during?: (act: ChildProcess) => Promise<void>): Promise<number> {
    this.#runs += 1
    const { home, act } = this.options
    const event = join(home, 'event.json')
    const payload = { repository: { default_branch: 'main', full_name: REPOSITORY, name: 'analytics' } }
    writeFileSync(event, JSON.stringify({ ...payload, ...trigger.payload }))
    const child = spawn(act, [trigger.event, ...this.#arguments(trigger, event)], {
      cwd: this.project,
      env: { PATH: this.#path(), HOME: home, LANG: 'C.UTF-8' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.lastLog = ''
    for (const output of [child.stdout, child.stderr])
      output.on('data', (chunk: Buffer) => (this.lastLog += chunk.toString()))
    const ended = new Promise<number>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (code) => resolve(code ?? 1))
    })
    await during?.(child)
    return ended
  }

  #arguments({ workflow, variables }: Trigger, event: string): string[] {
    const { home } = this.options
    const named = { ...NO_WINDOW, ...variables }
    const environment = {
      GITHUB_RUN_ID: String(this.#runs),
      HTTPS_PROXY: this.proxy.url,
      NODE_EXTRA_CA_CERTS: this.outside.authority,
      ARTIFACTS: this.artifacts,
      DBT_SEND_ANONYMOUS_USAGE_STATS: 'false',
      GIT_CONFIG_GLOBAL: join(home, 'gitconfig'),
      // dbt is installed already, and this release asks for a parser that has no wheel (scripts/fixtures/engines.ts).
      PIP_NO_INDEX: '1',
      PIP_NO_DEPS: '1',
    }
    return [
      ...['--workflows', `.github/workflows/${workflow}`, '--eventpath', event, '--defaultbranch', 'main'],
      ...['--platform', 'ubuntu-latest=-self-hosted', '--pull=false'],
      ...['--cache-server-addr', '127.0.0.1', '--cache-server-path', join(home, 'cache')],
      ...['--use-new-action-cache', '--action-offline-mode'],
      ...this.#localActions().flatMap((one) => ['--local-repository', one]),
      ...['TABLEAU_TOKEN_SECRET', 'TABLEAU_DRAIN_TOKEN_SECRET', 'TABLEAU_TOKEN_SECRET_PULL_REQUESTS'].flatMap(
        (name) => ['--secret', `${name}=s3cret`],
      ),
      ...['--secret', 'SNOWFLAKE_PRIVATE_KEY=unused', '--secret', 'GITHUB_TOKEN=ghs_simulated'],
      ...Object.entries(named).flatMap(([name, value]) => ['--var', `${name}=${value}`]),
      ...Object.entries(environment).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    ]
  }

  /** Every action that the examples use, at the commit that they name. actions/checkout is left out: act does its work itself. */
  #localActions(): string[] {
    const { home } = this.options
    const own = `active-exposures/active-exposures@v0=${join(home, 'action')}`
    const texts = ['after-build.yml', 'pull-request.yml'].map((file) =>
      readFileSync(join(WORKFLOWS, file), 'utf8'),
    )
    const used = new Set(
      texts.flatMap((text) => text.match(/(?<=uses: )actions\/[\w-]+@[0-9a-f]{40}/g) ?? []),
    )
    const others = [...used]
      .filter((one) => !one.startsWith('actions/checkout@'))
      .map((one) => `${one}=${join(home, 'stand-ins', one.split('@')[0] ?? '')}`)
    return [own, ...others]
  }

  #path(): string {
    const { nodeFolder, dbt, home } = this.options
    return [join(home, 'bin'), nodeFolder, dirname(dbt.program), '/usr/local/bin:/usr/bin:/bin'].join(':')
  }

  #layRepository(): void {
    const { home, dbt } = this.options
    for (const folder of ['action', 'artifacts', 'bin', 'cache']) mkdirSync(join(home, folder))
    // As committed: another step may build dist/ meanwhile.
    const archive = execFileSync('git', ['archive', 'HEAD', 'action.yml', 'dist'], {
      cwd: ROOT,
      maxBuffer: 2 ** 28,
    })
    execFileSync('tar', ['-x', '-C', join(home, 'action')], { input: archive })
    for (const [name, script] of Object.entries(STAND_INS)) layStandIn(join(home, 'stand-ins', name), script)
    writeFileSync(join(home, 'bin/gh'), `#!/bin/sh\necho "$*" >> ${join(home, 'gh.log')}\n`)
    chmodSync(join(home, 'bin/gh'), 0o755)
    cpSync(join(ROOT, 'examples/acme-analytics'), this.project, { recursive: true })
    cpSync(WORKFLOWS, join(this.project, '.github/workflows'), { recursive: true })
    writeFileSync(join(this.project, 'requirements.txt'), 'dbt-core\ndbt-duckdb\n')
    const change = (file: string, by: (text: string) => string): void =>
      writeFileSync(join(this.project, file), by(readFileSync(join(this.project, file), 'utf8')))
    // act copies the repository without what git ignores, such as the database.
    change('profiles.yml', (text) =>
      text
        .replace('    dev:', '    staging:')
        .replaceAll('path: acme.duckdb', `path: ${join(home, 'acme.duckdb')}`),
    )
    // Corrects the deliberate mistake of the example, which would make the check of the pull request fail.
    change('models/exposures.yml', (text) => text.replace('build_afer', 'build_after'))
    execFileSync(dbt.program, ['run-operation', 'load_shop'], {
      cwd: this.project,
      env: { PATH: this.#path(), HOME: home, DBT_SEND_ANONYMOUS_USAGE_STATS: 'false', ...dbt.environment },
    })
    git(this.project, 'init', '--quiet', '--initial-branch', 'main')
    git(this.project, 'add', '--all')
    git(this.project, 'commit', '--quiet', '--message', 'A dbt project')
    git(this.project, 'remote', 'add', 'origin', `https://github.com/${REPOSITORY}.git`)
    // What a step pushes to GitHub arrives here.
    git(home, 'init', '--quiet', '--bare', this.pushed)
    writeFileSync(
      join(home, 'gitconfig'),
      `[url "${this.pushed}"]\n\tinsteadOf = https://github.com/${REPOSITORY}.git\n`,
    )
  }
}

/** The example's site; the user of the action has the tokens that the examples name. */
function siteOfExamples(): ReturnType<typeof acme> {
  const site = acme({ seconds: 1 })
  const [first, ...others] = site.users ?? []
  if (first === undefined) throw new Error('The example site has no user.')
  const tokens = ['dbt-production', 'dbt-drain', 'dbt-pull-requests'].map((name) => ({
    name,
    secret: 's3cret',
  }))
  return { ...site, users: [{ ...first, tokens }, ...others] }
}

function layStandIn(folder: string, script: string): void {
  mkdirSync(folder, { recursive: true })
  const action = {
    name: 'Stand-in',
    inputs: { path: { default: '' }, name: { default: '' }, 'python-version': { default: '' } },
    runs: {
      using: 'composite',
      steps: [{ run: script, shell: 'bash', env: { FILE: '${{ inputs.path }}' } }],
    },
  }
  // JSON is YAML.
  writeFileSync(join(folder, 'action.yml'), JSON.stringify(action))
}

function git(folder: string, ...args: string[]): void {
  const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', '-c', 'commit.gpgsign=false']
  execFileSync('git', [...identity, ...args], { cwd: folder })
}
