import { describe, expect, test } from '@jest/globals'
import { branchProblems, modeOf, readEvent, type RunEvent, scheduleProblems } from '../../src/github/event.js'
import { parsePayload } from '../../src/github/payload.js'

const REPOSITORY = { default_branch: 'main', full_name: 'acme/analytics' }
const HOME = { full_name: 'acme/analytics' }

function event(name: string, ref: string, payload: unknown = { repository: REPOSITORY }): RunEvent {
  return readEvent({ GITHUB_EVENT_NAME: name, GITHUB_REF: ref, GITHUB_ACTOR: 'ada' }, parsePayload(payload))
}

/** A `workflow_run` event started by `run`. GitHub always runs it on the default branch. */
function workflowRun(run: object, repository: object = REPOSITORY): RunEvent {
  const workflow_run = {
    created_at: '2026-04-13T05:59:30Z',
    event: 'push',
    head_branch: 'main',
    head_repository: HOME,
    ...run,
  }
  return event('workflow_run', 'refs/heads/main', { repository, workflow_run })
}

interface ModeSettings {
  readonly dryRun?: 'auto' | boolean
  readonly productionBranch?: string | null
}

/** `real`, or `dry: …` with the reason, and `(on production)` where what landed counts for production. */
function mode(given: RunEvent, { dryRun = 'auto', productionBranch = null }: ModeSettings = {}): string {
  const made = modeOf(given, { dryRun, productionBranch })
  if (made.kind === 'real') return 'real'
  return `dry: ${made.why}${made.onProduction ? ' (on production)' : ''}`
}

const FORK = { head_repository: { full_name: 'mallory/analytics' } }

describe('dry-run: auto refreshes only for the production branch', () => {
  test.each<[string, RunEvent, string]>([
    ['a push to main', event('push', 'refs/heads/main'), 'real'],
    [
      'a push to a feature branch',
      event('push', 'refs/heads/feature/kpis'),
      'dry: this is branch feature/kpis, not the production branch main',
    ],
    [
      'a push of a tag',
      event('push', 'refs/tags/v1.2'),
      'dry: this is the tag v1.2, not the production branch main',
    ],
    [
      'a push of a tag that is called main',
      event('push', 'refs/tags/main'),
      'dry: this is the tag main, not the production branch main',
    ],
    [
      'a schedule',
      event('schedule', 'refs/heads/main', { repository: REPOSITORY, schedule: '0 6 * * *' }),
      'real',
    ],
    ['workflow_dispatch on main', event('workflow_dispatch', 'refs/heads/main'), 'real'],
    [
      'workflow_dispatch on a feature branch',
      event('workflow_dispatch', 'refs/heads/kpis'),
      'dry: this is branch kpis, not the production branch main',
    ],
    [
      'a pull request',
      event('pull_request', 'refs/pull/7/merge'),
      'dry: this is a pull request, not the production branch main',
    ],
    [
      'pull_request_target, whose ref is main',
      event('pull_request_target', 'refs/heads/main'),
      'dry: this is a pull request, not the production branch main',
    ],
    [
      'a merge queue',
      event('merge_group', 'refs/heads/gh-readonly-queue/main/pr-7'),
      'dry: this is branch gh-readonly-queue/main/pr-7, not the production branch main',
    ],
    [
      'a ref of another kind',
      event('push', 'refs/notes/x'),
      'dry: this is refs/notes/x, not the production branch main',
    ],
    ['no ref at all', event('push', ''), 'dry: this is no branch, not the production branch main'],
    ['workflow_run of main', workflowRun({}), 'real'],
    ['workflow_run of a schedule', workflowRun({ event: 'schedule' }), 'real'],
    [
      'workflow_run of a feature branch',
      workflowRun({ head_branch: 'kpis' }),
      'dry: this is branch kpis, not the production branch main',
    ],
    [
      "workflow_run of a fork's main",
      workflowRun(FORK),
      'dry: this is a run of another repository, not the production branch main',
    ],
    [
      'workflow_run of a fork that was deleted',
      workflowRun({ head_repository: null }),
      'dry: this is a run of another repository, not the production branch main',
    ],
    [
      'workflow_run of a pull request',
      workflowRun({ event: 'pull_request' }),
      'dry: this is a run of a pull request, not the production branch main',
    ],
    [
      'workflow_run of pull_request_target',
      workflowRun({ event: 'pull_request_target' }),
      'dry: this is a run of a pull request, not the production branch main',
    ],
    [
      'workflow_run without a branch',
      workflowRun({ head_branch: null }),
      'dry: this is a run without a branch, not the production branch main',
    ],
    [
      'workflow_run that GitHub did not describe',
      event('workflow_run', 'refs/heads/main'),
      'dry: this is a workflow run that GitHub did not describe, not the production branch main',
    ],
    [
      'workflow_run described in another shape',
      workflowRun({ head_branch: 7 }),
      'dry: this is a workflow run that GitHub did not describe, not the production branch main',
    ],
    [
      'workflow_run without the name of either repository',
      workflowRun({ head_repository: null }, { default_branch: 'main' }),
      'dry: this is a run of another repository, not the production branch main',
    ],
  ])('%s', (_, given, expected) => {
    expect(mode(given)).toBe(expected)
  })
})

describe('production-branch', () => {
  const productionBranch = 'release'
  test.each<[string, RunEvent, string]>([
    ['makes pushes to it real', event('push', 'refs/heads/release'), 'real'],
    [
      'makes the default branch dry',
      event('push', 'refs/heads/main'),
      'dry: this is branch main, not the production branch release',
    ],
    ['makes workflow_run on it real', workflowRun({ head_branch: 'release' }), 'real'],
    [
      "but not a fork's branch of that name",
      workflowRun({ head_branch: 'release', ...FORK }),
      'dry: this is a run of another repository, not the production branch release',
    ],
    ['needs no payload', event('push', 'refs/heads/release', null), 'real'],
  ])('%s', (_, given, expected) => {
    expect(mode(given, { productionBranch })).toBe(expected)
  })
})

describe('dry-run: true and false', () => {
  const push = event('push', 'refs/heads/main')
  const feature = event('push', 'refs/heads/kpis')
  const pull = event('pull_request', 'refs/pull/7/merge')

  test.each<[string, RunEvent, boolean, string]>([
    ['true on main, where facts are saved', push, true, 'dry: dry-run is true (on production)'],
    ['true on a feature branch', feature, true, 'dry: dry-run is true'],
    ['true in a workflow_run of main', workflowRun({}), true, 'dry: dry-run is true (on production)'],
    ["true in a workflow_run of a fork's main", workflowRun(FORK), true, 'dry: dry-run is true'],
    ['false on main', push, false, 'real'],
    ['false on a feature branch', feature, false, 'real'],
    [
      'false in a pull request, which never refreshes',
      pull,
      false,
      'dry: this is a pull request, not the production branch main',
    ],
  ])('%s', (_, given, dryRun, expected) => {
    expect(mode(given, { dryRun })).toBe(expected)
  })
})

describe('a payload with few members', () => {
  test.each<[string, unknown]>([
    ['missing', null],
    ['empty', {}],
    ['a text', 'payload'],
    ['of a repository without a default branch', { repository: { full_name: 'acme/analytics' } }],
  ])('%s: no branch is known to be the production branch', (_, payload) => {
    const given = event('push', 'refs/heads/main', payload)
    expect(given.defaultBranch).toBeNull()
    expect(mode(given)).toBe(
      'dry: this is branch main, and GitHub did not name the default branch: set production-branch',
    )
  })
})

describe('a payload that does not name the repository', () => {
  test('a schedule runs on the default branch, which GITHUB_REF names', () => {
    const given = event('schedule', 'refs/heads/trunk', { schedule: '0 6 * * *' })
    expect(given).toMatchObject({ defaultBranch: 'trunk', cron: '0 6 * * *' })
    expect(mode(given)).toBe('real')
    expect(mode(given, { productionBranch: 'main' })).toBe(
      'dry: this is branch trunk, not the production branch main',
    )
  })

  test('the payload of a schedule takes precedence over GITHUB_REF', () => {
    expect(event('schedule', 'refs/heads/trunk').defaultBranch).toBe('main')
  })

  test('a push is a dry run unless production-branch is set', () => {
    const given = event('push', 'refs/heads/main', {})
    expect(mode(given)).toContain('set production-branch')
    expect(mode(given, { productionBranch: 'main' })).toBe('real')
  })

  test('workflow_run: GITHUB_REPOSITORY distinguishes this repository from a fork', () => {
    const of = (full_name: string): RunEvent =>
      readEvent(
        { GITHUB_EVENT_NAME: 'workflow_run', GITHUB_REPOSITORY: 'acme/analytics' },
        {
          workflow_run: {
            created_at: '',
            event: 'push',
            head_branch: 'main',
            head_repository: { full_name },
          },
        },
      )
    expect(of('acme/analytics').ref).toEqual({ kind: 'branch', branch: 'main' })
    expect(of('mallory/analytics').ref).toEqual({ kind: 'other', what: 'a run of another repository' })
  })
})

describe('other members', () => {
  test('cron and actor of a schedule', () => {
    const given = event('schedule', 'refs/heads/main', { repository: REPOSITORY, schedule: '0 6 * * *' })
    expect(given).toEqual({
      name: 'schedule',
      attempt: 1,
      pullRequest: null,
      actor: 'ada',
      cron: '0 6 * * *',
      defaultBranch: 'main',
      ref: { kind: 'branch', branch: 'main' },
      triggeredAt: null,
    })
  })

  test.each([
    [undefined, 1],
    ['', 1],
    ['1', 1],
    ['2', 2],
    ['x', 1],
    ['0', 1],
  ])('the attempt of a run with GITHUB_RUN_ATTEMPT %p', (given, attempt) => {
    const environment = given === undefined ? {} : { GITHUB_RUN_ATTEMPT: given }
    expect(readEvent(environment, parsePayload(undefined)).attempt).toBe(attempt)
  })

  test('when the run that triggered a workflow_run was created', () => {
    expect(workflowRun({}).triggeredAt).toBe(Date.parse('2026-04-13T05:59:30Z'))
  })

  test('outside of GitHub everything is null, and nothing is refreshed', () => {
    const given = readEvent({}, parsePayload(undefined))
    expect(given).toMatchObject({ name: 'unknown', actor: null, cron: null, triggeredAt: null })
    expect(mode(given)).toBe(
      'dry: this is no branch, and GitHub did not name the default branch: set production-branch',
    )
  })
})

test('the actor of a re-run is who re-ran it', () => {
  const environment = { GITHUB_ACTOR: 'ada', GITHUB_TRIGGERING_ACTOR: 'bo' }
  expect(readEvent(environment, {}).actor).toBe('bo')
  expect(readEvent({ GITHUB_ACTOR: 'ada' }, {}).actor).toBe('ada')
})

describe('a pull request', () => {
  const from = (full_name: string | null, name = 'pull_request', actor = 'ada') =>
    readEvent(
      { GITHUB_EVENT_NAME: name, GITHUB_REF: 'refs/pull/7/merge', GITHUB_ACTOR: actor },
      {
        repository: REPOSITORY,
        pull_request: { number: 7, head: { repo: full_name === null ? null : { full_name } } },
      },
    ).pullRequest

  test.each([
    ['of this repository', from('acme/analytics'), false],
    ['of a fork', from('mallory/analytics'), true],
    ['of a fork that was deleted', from(null), true],
    ['of Dependabot', from('acme/analytics', 'pull_request', 'dependabot[bot]'), true],
    ['of a fork, by pull_request_target', from('mallory/analytics', 'pull_request_target'), false],
  ])('%s: whether it is untrusted', (_, pull, untrusted) => {
    expect(pull).toEqual({ number: 7, untrusted })
  })

  test('is null for another event, even if its payload has one', () => {
    expect(from('acme/analytics', 'issue_comment')).toBeNull()
  })
})

describe('a schedule on a branch that is not production', () => {
  const scheduled = event('schedule', 'refs/heads/main')
  const problems = (given: RunEvent, productionBranch: string | null, dryRun: 'auto' | boolean = 'auto') =>
    scheduleProblems(given, { dryRun, productionBranch }).map(({ message }) => message)

  test('gives a warning, as none of its runs refreshes', () => {
    expect(problems(scheduled, 'mian')).toEqual([
      expect.stringMatching(
        /^production-branch is mian, but a schedule runs only on the default branch, here main: no/,
      ),
    ])
  })

  test('gives no warning where dry-run is set or the branch may be production', () => {
    expect(problems(scheduled, 'mian', true)).toEqual([])
    expect(problems(scheduled, 'main')).toEqual([])
    expect(problems(scheduled, null)).toEqual([])
    expect(problems(event('push', 'refs/heads/feature'), 'main')).toEqual([])
  })
})

describe('an event on a branch that does not name the default branch', () => {
  const problems = (given: RunEvent, productionBranch: string | null, dryRun: 'auto' | boolean = 'auto') =>
    branchProblems(given, { dryRun, productionBranch }).map(({ message }) => message)
  const pushed = event('push', 'refs/heads/main', {})

  test('gives a warning, as the run refreshes nothing', () => {
    expect(modeOf(pushed, { dryRun: 'auto', productionBranch: null }).kind).toBe('dry')
    expect(problems(pushed, null)).toEqual([
      'The push event of this run does not name the default branch, so it is not known whether main is the production branch, and nothing is refreshed. Set production-branch. If nothing should be refreshed, set dry-run: true.',
    ])
  })

  test('gives none where production-branch or dry-run is set, for a schedule, and for a pull request', () => {
    expect(problems(pushed, 'main')).toEqual([])
    expect(problems(pushed, null, true)).toEqual([])
    expect(problems(event('push', 'refs/heads/main'), null)).toEqual([])
    expect(problems(event('schedule', 'refs/heads/main', {}), null)).toEqual([])
    expect(problems(event('pull_request', 'refs/pull/1/merge', {}), null)).toEqual([])
  })
})

test.each([
  ['push', 'refs/heads/kpis', true],
  ['push', 'refs/tags/v1.2', undefined],
  ['pull_request', 'refs/pull/7/merge', undefined],
])('a dry run of %s on %s is one only because of its branch: %p', (name, ref, expected) => {
  const mode = modeOf(event(name, ref), { dryRun: 'auto', productionBranch: null })
  expect(mode.kind === 'dry' && (mode.byBranch ?? undefined)).toBe(expected)
})
