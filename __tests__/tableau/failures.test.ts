import { describe, expect, test } from '@jest/globals'
import { HttpError } from '../../src/http.js'
import { NotTableauError, SessionError, TableauError } from '../../src/tableau/errors.js'
import { classifyError, classifyNotes, type FailureClass } from '../../src/tableau/failures.js'

function tableauError(code: string, summary = '', detail = ''): TableauError {
  return new TableauError({ status: Number(code.slice(0, 3)), code, summary, detail, retryAfter: null })
}

describe('a refusal', () => {
  test.each<[string, string, FailureClass]>([
    ['409090', "Extract operation for the workbook 'Orders' is not allowed..", 'no-extract'],
    ['403180', 'Full extract refresh operation is not allowed', 'no-extract'],
    ['403069', 'Full extract refresh operation for the workbook is not allowed.', 'no-extract'],
    ['403004', 'You do not have permission for this operation.', 'permission'],
    ['403022', '', 'permission'],
    ['403157', '', 'permission'],
    ['404006', 'Workbook could not be found.', 'permission'],
    ['404004', 'Data source could not be found.', 'permission'],
    ['429000', 'Too many requests', 'quota'],
    ['400000', 'Bad Request', 'unknown'],
    ['500000', 'The server has encountered an error', 'unknown'],
  ])('%s (%s) is of class %s', (code, detail, expected) => {
    expect(classifyError(tableauError(code, 'Summary', detail)).class).toBe(expected)
  })

  test('is classified by its code, whatever the language says', () => {
    const german = tableauError(
      '409090',
      'Ungültige Anforderung',
      'Kennwort: login failed, connection refused',
    )
    expect(classifyError(german).class).toBe('no-extract')
  })

  test('403069 tells that it may be the extract or the permission', () => {
    expect(classifyError(tableauError('403069')).remedy).toMatch(/no extract.*may not refresh/)
  })

  test('keeps what Tableau said', () => {
    expect(classifyError(tableauError('403004', 'Forbidden', 'No permission.')).text).toBe(
      '403004 Forbidden No permission.',
    )
  })

  test.each<[string, unknown, FailureClass]>([
    ['no answer', new HttpError('x refused the connection.', true), 'unreachable'],
    ['a maintenance page', new NotTableauError('https://x/', 503, 'an HTML page'), 'unreachable'],
    ['a missing scope', new SessionError('scope', 'no scope'), 'permission'],
    ['anything else', new Error('boom'), 'unknown'],
    ['no error at all', 'boom', 'unknown'],
  ])('with %s (%s) is of class %s', (_, error, expected) => {
    expect(classifyError(error)).toMatchObject({ class: expected, text: expect.stringMatching(/\S/) })
  })
})

describe('the notes of a failed job', () => {
  test.each<[FailureClass, string]>([
    [
      'credentials',
      'java.lang.RuntimeException: [Snowflake] Incorrect username or password was specified. Login failed',
    ],
    ['credentials', 'Missing or invalid password for connection 0x8A2F'],
    ['credentials', 'The embedded credentials are not valid.'],
    ['credentials', "FATAL: password authentication failed for user 'tableau'"],
    ['credentials', 'The OAuth refresh token has expired.'],
    ['timeout', 'The query time resource limit (7200 seconds) was exceeded'],
    ['timeout', 'com.tableau.nativeapi.dll.TableauCancelException: Operation cancelled'],
    ['quota', 'No more non-interactive quota remaining for your site'],
    ['bridge', 'REMOTE_EXTRACT_REFRESH_ALL_AGENTS_BUSY: Maximum concurrency reached'],
    ['no-extract', '403180: Full refresh not allowed (0x5CE10192)'],
    ['no-extract', 'Full extract refresh operation for the workbook is not allowed.'],
    ['unreachable', 'Connection refused (Connection refused)\\nat java.net'],
    ['unreachable', 'Unknown host db.example.com'],
    ['unreachable', 'Unable to connect to the server "10.0.0.3".'],
    ['unreachable', 'org.postgresql: connection timed out'],
    ['permission', "SQL compilation error: Object 'X.Y' does not exist or not authorized."],
    ['unknown', 'Something new'],
    ['unknown', ''],
  ])('are of class %s: %s', (expected, notes) => {
    expect(classifyNotes(notes)).toMatchObject({ class: expected, text: notes })
  })

  test('every remedy is one sentence', () => {
    const remedies = [
      'login failed',
      'TableauCancelException',
      'ALL_AGENTS_BUSY',
      '403180',
      'unknown host',
      '?',
    ].map((notes) => classifyNotes(notes).remedy)
    expect(remedies).toEqual(remedies.map(() => expect.stringMatching(/^[A-Z][^\n]*\.$/)))
  })

  test('numbers in the text that are no codes do not count', () => {
    expect(classifyNotes('read 14090901 rows, then login failed').class).toBe('credentials')
  })

  test('a megabyte of text is classified in a time that grows with its length, not with its square', () => {
    const notes = `${'missing connect host '.repeat(50_000)}login failed`
    const start = performance.now()
    expect(classifyNotes(notes).class).toBe('credentials')
    expect(performance.now() - start).toBeLessThan(60_000)
  })
})
