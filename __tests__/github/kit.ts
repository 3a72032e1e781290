import { startGitHub, type GitHubServer } from '../../simulators/github/server.js'
import { type Caller, GitHubSimulator } from '../../simulators/github/simulator.js'
import { connectGitHub, type GitHub } from '../../src/github/client.js'

export const WORKFLOW: Caller = { token: 'ghs_w', login: 'github-actions[bot]', type: 'Bot', may: 'write' }
export const FORK: Caller = { token: 'ghs_f', login: 'github-actions[bot]', type: 'Bot', may: 'read' }
export const PERSON: Caller = { token: 'ghp_p', login: 'ada', type: 'User', may: 'write' }

export const START = Date.parse('2026-08-20T06:00:00Z')

/** A simulated GitHub and a client for it, whose clock records sleeps instead of waiting. */
export class GitHubStage {
  readonly slept: number[] = []

  private constructor(
    readonly simulator: GitHubSimulator,
    readonly server: GitHubServer,
  ) {}

  static async open(basePath = ''): Promise<GitHubStage> {
    const simulator = new GitHubSimulator({
      repository: 'acme/analytics',
      callers: [WORKFLOW, FORK, PERSON],
    })
    return new GitHubStage(simulator, await startGitHub(simulator, { basePath }))
  }

  connect({ token }: Pick<Caller, 'token'> = WORKFLOW): GitHub {
    return connectGitHub({
      token,
      repository: 'acme/analytics',
      apiUrl: this.server.apiUrl,
      clock: {
        now: () => START,
        sleep: (duration) => {
          this.slept.push(duration)
          return Promise.resolve()
        },
      },
    })
  }

  close(): Promise<void> {
    return this.server.close()
  }
}
