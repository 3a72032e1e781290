import { describe, expect, it } from '@jest/globals'
import { scopesFor, type Trigger } from '../../../simulators/actions-cache/scopes.js'

const MAIN = 'refs/heads/main'

describe('the scopes of a job', () => {
  it.each<[string, Omit<Trigger, 'defaultBranch'>, string[]]>([
    ['a push to main', { event: 'push', ref: MAIN }, [`write ${MAIN}`]],
    ['a schedule', { event: 'schedule', ref: MAIN }, [`write ${MAIN}`]],
    ['a push to a branch', { event: 'push', ref: 'refs/heads/x' }, ['write refs/heads/x', `read ${MAIN}`]],
    ['a tag', { event: 'push', ref: 'refs/tags/v1' }, ['write refs/tags/v1', `read ${MAIN}`]],
    [
      'a dispatch on a branch',
      { event: 'workflow_dispatch', ref: 'refs/heads/x' },
      ['write refs/heads/x', `read ${MAIN}`],
    ],
    [
      'a pull request into a release branch',
      { event: 'pull_request', ref: 'refs/pull/7/merge', base: 'release' },
      ['write refs/pull/7/merge', 'read refs/heads/release', `read ${MAIN}`],
    ],
    ['a pull_request_target', { event: 'pull_request_target', ref: MAIN }, [`read ${MAIN}`]],
    ['a comment', { event: 'issue_comment', ref: MAIN }, [`read ${MAIN}`]],
    ['a workflow_run after a fork', { event: 'workflow_run', ref: MAIN, afterFork: true }, [`read ${MAIN}`]],
    ['a workflow_run after a push', { event: 'workflow_run', ref: MAIN }, [`write ${MAIN}`]],
  ])('of %s', (_, trigger, expected) => {
    const scopes = scopesFor({ ...trigger, defaultBranch: 'main' })
    expect(scopes.map(({ ref, permission }) => `${permission} ${ref}`)).toEqual(expected)
  })
})
