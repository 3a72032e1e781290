import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import type { Action, Runner } from '../../src/run/ports.js'
import type { Http } from '../../src/base/http.js'
import { main } from '../../src/run/main.js'
import { compact } from '../../src/state/retention.js'
import { join } from '../../src/state/join.js'
import { deserialise, serialise } from '../../src/state/state-file.js'
import { EMPTY_STATE } from '../../src/state/state.js'
import type { StateStore } from '../../src/state/store.js'
import { httpInProcess, type VirtualClock } from '../../simulators/tableau/in-process.js'
import type { TableauSimulator } from '../../simulators/tableau/index.js'
import { ADDRESS } from './tableau.js'

/** A store like the Actions cache: state is saved as text and joined with the saved one. */
export function storeInMemory(): StateStore & { readonly text: () => string } {
  let text: string | null = null
  const read = () => deserialise(text ?? serialise(EMPTY_STATE))
  return {
    text: () => text ?? '',
    load: () => Promise.resolve({ ...read(), found: text !== null }),
    save: (state) => {
      text = serialise(compact(join(read().state, state)))
      return Promise.resolve({ problem: null })
    },
  }
}

export interface Use {
  readonly simulator: TableauSimulator
  readonly clock: VirtualClock
  readonly store: StateStore
  readonly workspace: string
  readonly inputs: Readonly<Record<string, string>>
  readonly event: { readonly name: string; readonly schedule?: string; readonly workflow_run?: object }
  readonly environment?: Readonly<Record<string, string>>
  /** Wraps every call from the program to Tableau. */
  readonly around?: (http: Http) => Http
  /** Replaces parts of the runner. */
  readonly runner?: (usual: Runner) => Partial<Runner>
}

export interface Used {
  readonly exitCode: number
  readonly outputs: Readonly<Record<string, string>>
  readonly summary: string
  readonly log: string
  /** The number of rows per outcome, or per reason for rows without an outcome. */
  readonly counts: Readonly<Record<string, number>>
}

/** One whole run of the program in this process, on the production branch; only time, runner and cache are replaced. */
export async function use(given: Use): Promise<Used> {
  const { simulator, clock, store, workspace, event, environment = {} } = given
  const temp = mkdtempSync(joinPath(tmpdir(), 'use-'))
  const payload = joinPath(temp, 'event.json')
  const summary = joinPath(temp, 'summary.md')
  writeFileSync(
    payload,
    JSON.stringify({ ...event, repository: { default_branch: 'main', full_name: 'a/b' } }),
  )
  writeFileSync(summary, '')
  const lines: string[] = []
  const outputs: Record<string, string> = {}
  const direct = httpInProcess(simulator, clock)
  const http = given.around?.(direct) ?? direct
  const inputs: Record<string, string> = { ...SIGN_IN, ...given.inputs }
  const runner = runnerInto(lines, outputs, inputs)
  const action: Action = {
    runner: { ...runner, ...given.runner?.(runner) },
    environment: {
      GITHUB_ACTOR: 'ada',
      GITHUB_EVENT_NAME: event.name,
      GITHUB_EVENT_PATH: payload,
      GITHUB_REF: 'refs/heads/main',
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_WORKSPACE: workspace,
      RUNNER_TEMP: temp,
      ...environment,
    },
    clock,
    http: Object.assign(http, { close: () => undefined }),
    random: () => 0.5,
    store: () => Promise.resolve(store),
    strayErrors: { setListener: () => undefined },
    signal: new AbortController().signal,
  }
  const exitCode = await main(action)
  return {
    exitCode,
    outputs,
    summary: readFileSync(summary, 'utf8'),
    log: lines.join('\n'),
    counts: countsOf(readFileSync(outputs['plan-file'] ?? '', 'utf8')),
  }
}

const SIGN_IN = {
  'tableau-server-url': ADDRESS.server,
  'tableau-site': ADDRESS.site,
  'tableau-token-name': 'ci',
  'tableau-token-secret': 's3cret',
}

function runnerInto(
  lines: string[],
  outputs: Record<string, string>,
  given: Readonly<Record<string, string>>,
): Runner {
  const say = (line: string): void => void lines.push(line)
  return {
    getInput: (name) => given[name] ?? '',
    setOutput: (name, value) => void (outputs[name] = value),
    saveState: () => undefined,
    getState: () => '',
    setSecret: () => undefined,
    info: say,
    debug: () => undefined,
    group: (_, work) => work(),
    error: say,
    warning: say,
    notice: say,
  }
}

function countsOf(planFile: string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { outcome, reason } of JSON.parse(planFile) as { outcome: string | null; reason: string }[]) {
    const word = outcome ?? reason
    counts[word] = (counts[word] ?? 0) + 1
  }
  return counts
}
