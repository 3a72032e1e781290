import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { AREAS } from '../../scripts/messages-page.js'
import { CATALOGUE } from '../../src/messages/catalogue.js'
import { message, withId } from '../../src/messages/message.js'

const SRC = join(import.meta.dirname, '../../src')

/** Everything in src/ but the catalogue itself. */
const code = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.startsWith('messages'))
  .map((path) => readFileSync(join(SRC, path), 'utf8'))
  .join('\n')

describe('the catalogue', () => {
  test.each(Object.keys(CATALOGUE))('%s is used', (id) => {
    expect(code).toContain(`'${id}'`)
  })

  test('has each id once, in one area of the page', () => {
    const ids = Object.values(AREAS).flatMap((entries) => Object.keys(entries))
    expect(ids).toEqual(Object.keys(CATALOGUE))
  })

  test.each(Object.entries(CATALOGUE))('%s has whole sentences and clear placeholders', (id, entry) => {
    const { sentence, remedy } = entry
    for (const text of [sentence, remedy ?? ''])
      expect(text.replace(/\{[a-z]\w*\}/gi, '')).not.toMatch(/[{}]/)
    if (remedy !== null) expect(remedy).toMatch(/^[A-Z{].*[.}]$/)
    // A clause in the sentences of rows, or a line of its own.
    if (/^AE-(FAILED-|MORE|PULL-REQUEST-REACHES|EXPOSURE-CHANGED|MISCONFIGURED|NOTHING-SELECTED)/.test(id))
      return
    expect(sentence).toMatch(/\.$/)
  })
})

test.each(Object.entries(CATALOGUE).filter(([id, { level }]) => level === 'error' && !id.endsWith('-FAILS')))(
  '%s, an error, says what to do',
  (_, { remedy }) => {
    expect(remedy).not.toBeNull()
  },
)

describe('a message', () => {
  test('fills in sentence and remedy', () => {
    expect(message('AE-SESSION-LOST')).toMatchObject({
      level: 'error',
      message: expect.stringMatching(/^Tableau keeps .*\. Give this workflow /),
    })
    expect(message('AE-RELATION-MAP', { line: 'a' }).message).toMatch(
      /^relation-map has the line "a", which is not a mapping\. Write /,
    )
  })

  test('takes a parameter as it is, also one that looks like a placeholder or a pattern', () => {
    const told = message('AE-FILE-SHAPE', { path: '{problem} $& $1', problem: 'x' })
    expect(told.message).toMatch(/^\{problem\} \$& \$1 is not what dbt writes there \(x\)\./)
  })

  test('does not compile with a missing or misspelt parameter', () => {
    // @ts-expect-error: the path is missing
    expect(message('AE-DBT-TOO-OLD', { version: 8 }).message).toContain('{path}')
    // @ts-expect-error: there is no pth
    message('AE-NOT-RUN-RESULTS', { path: 'a', pth: 'b' })
    // @ts-expect-error: it has no parameters
    message('AE-SWITCHED-OFF', { path: 'a' })
    // @ts-expect-error: there is no such message
    expect(() => message('AE-NO-SUCH')).toThrow()
  })

  test('ends in its id where it is looked up', () => {
    expect(withId({ id: 'AE-DRIFT', message: 'Exposures differ.' })).toBe('Exposures differ. [AE-DRIFT]')
  })
})
