import fc from 'fast-check'
import { GitHubSimulator } from '../../../simulators/github/simulator.js'
import { startLoopback } from '../../../simulators/loopback.js'
import { storeInMemory } from '../../support/action.js'
import { breakJson, broken, type Broken } from '../edits.js'
import { fuzzedRun, hasHarmlessMarkdown, hasWholeState, refreshesOnlyWhatItMay } from '../rules.js'
import { artifactFiles, stageOfShop, workspaceWith } from '../shop.js'
import type { Target } from './target.js'

const REPOSITORY = 'a/b'
const NUMBER = 7

interface Strike {
  readonly call: 'any' | 'files' | 'comments' | 'user'
  readonly status: number | null
  readonly answer: Broken
}

const strike: fc.Arbitrary<Strike> = fc.record({
  call: fc.constantFrom('any', 'files', 'comments', 'user'),
  status: fc.option(fc.constantFrom(200, 201, 204, 304, 401, 403, 404, 422, 429, 500, 502), { freq: 4 }),
  answer: broken,
})

/** GitHub's answers about a pull request, and the manifest of production that it is compared with. */
export const github: Target<{ readonly strikes: readonly Strike[]; readonly base: Broken | null }> = {
  name: 'github',
  usual: 15,
  cases: fc.record({
    strikes: fc.array(strike, { minLength: 1, maxLength: 3 }),
    base: fc.option(broken),
  }),
  async holds({ strikes, base }) {
    const stage = stageOfShop()
    const simulator = new GitHubSimulator({
      repository: REPOSITORY,
      callers: [{ token: 'ghs_w', login: 'github-actions[bot]', type: 'Bot', may: 'write' }],
    })
    simulator.files.set(NUMBER, [{ filename: 'models/fresh.sql', status: 'modified' }])
    const server = await startLoopback(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      const { method = 'GET', url = '/', headers } = request
      const { authorization = '' } = headers
      const body = Buffer.concat(chunks).toString('utf8')
      const answer = simulator.handle({ method, url, authorization, body, base: 'http://github.invalid' })
      const hit = strikes.find(({ call }) => call === 'any' || url.includes(`/${call}`))
      const status = hit?.status ?? answer.status
      const isEmpty = status === 204 || status === 304
      const bytes = hit === undefined ? JSON.stringify(answer.body) : breakJson(answer.body, hit.answer)
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...answer.headers })
      response.end(isEmpty ? undefined : bytes)
    })
    const files = artifactFiles()
    const workspace = workspaceWith({
      ...files,
      ...(base !== null && { 'production.json': breakJson(files['manifest.json'], base) }),
    })
    const store = storeInMemory()
    const event = {
      name: 'pull_request',
      number: NUMBER,
      pull_request: { number: NUMBER, head: { repo: { full_name: REPOSITORY } } },
    }
    const environment = {
      GITHUB_API_URL: server.url,
      GITHUB_REPOSITORY: REPOSITORY,
      GITHUB_REF: 'refs/pull/7/merge',
    }
    const inputs = {
      'github-token': 'ghs_w',
      comment: 'always',
      ...(base !== null && { 'base-manifest': 'target/production.json' }),
    }
    try {
      await fuzzedRun({ ...stage, store, workspace, inputs, event, environment })
    } finally {
      await server.close()
    }
    for (const { body } of simulator.comments) hasHarmlessMarkdown(body)
    const all = stage.simulator.record.jobs.map(({ path }) => path)
    refreshesOnlyWhatItMay(stage, all, 0)
    hasWholeState(store)
  },
}
