import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { updateComment } from '../../src/github/comment.js'
import { FORK, GitHubStage, PERSON, WORKFLOW } from './kit.js'

const MARKER = '<!-- active-exposures 1 -->'
let stage: GitHubStage
beforeEach(async () => {
  stage = await GitHubStage.open()
})
afterEach(() => stage.close())

const update = async (body: string | null, caller = WORKFLOW) =>
  updateComment(stage.connect(caller), { issueNumber: 7, marker: MARKER, body })

test.each([WORKFLOW, PERSON])(
  '$login creates, updates, leaves unchanged and removes the comment',
  async (caller) => {
    expect(await update(null, caller)).toBe('none')
    expect(await update('one', caller)).toBe('created')
    expect(await update('two', caller)).toBe('updated')
    expect(await update('two', caller)).toBe('unchanged')
    expect(stage.simulator.comments.map(({ body }) => body)).toEqual([`${MARKER}\ntwo`])
    expect(await update(null, caller)).toBe('removed')
    expect(stage.simulator.comments).toEqual([])
  },
)

test('leaves alone comments by others, with another marker, or that quote ours', async () => {
  const others = [
    { author: 'mallory', type: 'User' as const, body: `${MARKER}\nplanted` },
    { author: 'github-actions[bot]', type: 'Bot' as const, body: '<!-- active-exposures 2 -->\nanother job' },
    { author: 'github-actions[bot]', type: 'Bot' as const, body: `> ${MARKER}\nquoted` },
  ]
  for (const other of others) stage.simulator.write({ issue: 7, ...other })
  stage.simulator.write({
    issue: 8,
    author: 'github-actions[bot]',
    type: 'Bot',
    body: `${MARKER}\nelsewhere`,
  })
  expect(await update('ours')).toBe('created')
  expect(await update(null)).toBe('removed')
  expect(stage.simulator.comments).toHaveLength(4)
})

test('finds its comment after two pages of others, and removes a duplicate', async () => {
  for (let index = 0; index < 230; index += 1)
    stage.simulator.write({ issue: 7, author: 'ada', type: 'User', body: `${index}` })
  for (const body of ['old', 'double'])
    stage.simulator.write({
      issue: 7,
      author: 'github-actions[bot]',
      type: 'Bot',
      body: `${MARKER}\r\n${body}`,
    })
  expect(await update('new')).toBe('updated')
  expect(stage.simulator.comments.filter(({ body }) => body.startsWith(MARKER))).toHaveLength(1)
})

test('a read-only token is refused', async () => {
  await expect(update('text', FORK)).rejects.toMatchObject({ status: 403 })
})

test('does not repeat a write that may have taken effect', async () => {
  stage.simulator.faults.push({ method: 'POST', path: /comments$/, status: 502 })
  await expect(update('text')).rejects.toMatchObject({ status: 502 })
  expect(stage.simulator.calls.filter(({ method }) => method === 'POST')).toHaveLength(1)
})

test.each([
  { name: 'reading comments', method: 'GET', body: { message: 'login' }, calls: 3 },
  { name: 'reading comments of an unknown shape', method: 'GET', body: [{ id: 'seven' }], calls: 3 },
  { name: 'writing one', method: 'POST', body: '<html>Sign in</html>', calls: 1 },
])('rejects an answer that is not GitHub’s: $name', async ({ method, body, calls }) => {
  stage.simulator.faults.push({ method, path: /comments$/, status: 200, body, times: 9 })
  await expect(update('text')).rejects.toMatchObject({ problem: 'not-github', status: 200 })
  expect(stage.simulator.calls.filter((call) => call.method === method)).toHaveLength(calls)
})

test.each([
  ['updating it', 'PATCH', 'changed'],
  ['removing it', 'DELETE', null],
])('rejects an HTML page with a success status: %s', async (_, method, body) => {
  await update('text')
  stage.simulator.faults.push({ method, path: /comments/, status: 200, body: '<html>Sign in</html>' })
  await expect(update(body)).rejects.toMatchObject({ problem: 'not-github' })
})

test('an HTML page is not taken for the user of the token', async () => {
  stage.simulator.write({ issue: 7, author: 'ada', type: 'User', body: `${MARKER}\nours` })
  stage.simulator.faults.push({ path: /user$/, status: 403, body: '<html>Blocked</html>' })
  await expect(update('text', PERSON)).rejects.toMatchObject({ problem: 'not-github', status: 403 })
})
