import fc from 'fast-check'
import type { Http } from '../../../src/base/http.js'
import { parseJson } from '../../../src/base/json.js'
import { storeInMemory } from '../../support/action.js'
import { breakJson, broken, type Broken } from '../edits.js'
import { fuzzedRun, refreshesOnlyWhatItMay } from '../rules.js'
import { artifactFiles, NEVER_REFRESHED, stageOfShop, workspaceWith } from '../shop.js'
import { nextDay, PUSH, type Target, TWO_TRIES } from './target.js'

/** Calls to Tableau by what they ask. */
const CALLS = {
  any: /./,
  serverinfo: /serverinfo$/,
  'sign-in': /auth\/signin$/,
  metadata: /metadata\/graphql$/,
  job: /\/jobs\/[^/?]+$/,
  jobs: /\/jobs\?/,
  refresh: /\/refresh$/,
  content: /\/(workbooks|datasources)\b(?!.*\/refresh$)/,
  tasks: /\/tasks\//,
  projects: /\/projects/,
} as const

interface Strike {
  readonly call: keyof typeof CALLS
  readonly skip: number
  readonly times: number
  readonly status: number | null
  readonly retryAfter: string | null
  readonly answer: Broken
}

const strike: fc.Arbitrary<Strike> = fc.record({
  call: fc.constantFrom(...(Object.keys(CALLS) as (keyof typeof CALLS)[])),
  skip: fc.nat({ max: 3 }),
  times: fc.constantFrom(1, 1, 1, 2, 100),
  status: fc.option(
    fc.constantFrom(200, 201, 202, 204, 301, 302, 400, 401, 403, 404, 409, 429, 500, 503, 0, 999),
    {
      freq: 6,
    },
  ),
  retryAfter: fc.option(
    fc.constantFrom('', '0', '5', '-1', '1e9', 'soon', 'Thu, 01 Jan 1970 00:00:00 GMT', '9'.repeat(400)),
    {
      freq: 8,
    },
  ),
  answer: broken,
})

function struck(strikes: readonly Strike[]): (http: Http) => Http {
  const seen = strikes.map(() => 0)
  return (http) => async (request) => {
    const response = await http(request)
    return strikes.reduce((answer, { call, skip, times, status, retryAfter, answer: change }, index) => {
      if (!CALLS[call].test(request.url)) return answer
      const turn = seen[index] ?? 0
      seen[index] = turn + 1
      if (turn < skip || turn >= skip + times) return answer
      return {
        status: status ?? answer.status,
        headers: { ...answer.headers, ...(retryAfter !== null && { 'retry-after': retryAfter }) },
        body: breakJson(parseJson(answer.body) ?? answer.body, change).toString('utf8'),
      }
    }, response)
  }
}

export const tableau: Target<{
  readonly strikes: readonly Strike[]
  readonly service: 'on' | 'feature-disabled'
  readonly inputs: Readonly<Record<string, string>>
}> = {
  name: 'tableau',
  usual: 50,
  cases: fc.record({
    strikes: fc.array(strike, { minLength: 1, maxLength: 3 }),
    service: fc.constantFrom('on', 'on', 'on', 'feature-disabled'),
    inputs: fc.constantFrom<Readonly<Record<string, string>>>(
      {},
      {},
      { discover: 'true' },
      { discover: 'true', 'exposures-file': 'found.yml', 'fail-on': 'drift' },
      { wait: 'false' },
      { force: 'true' },
      { select: 'workbook:fresh datasource:* tag:board' },
    ),
  }),
  async holds({ strikes, service, inputs }) {
    const stage = stageOfShop()
    stage.simulator.configure({ metadata: { service } })
    const store = storeInMemory()
    const workspace = workspaceWith({ ...artifactFiles() })
    const around = struck(strikes)
    await fuzzedRun({ ...stage, store, workspace, inputs, event: PUSH, around })
    const { force, discover } = inputs
    const forbidden =
      force === undefined ? NEVER_REFRESHED : NEVER_REFRESHED.filter((path) => path !== 'Default/old')
    refreshesOnlyWhatItMay(
      stage,
      discover === undefined ? forbidden : forbidden.filter((path) => path !== 'Default/stranger'),
      TWO_TRIES,
    )
    await nextDay(stage, store)
  },
}
