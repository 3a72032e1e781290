import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { givesCause, isOwnMessage, warningMessage } from '../../src/quality/message.js'
import { isOurs, type Step, stepFor, type Wanted } from '../../src/quality/step.js'
import type { StandingWarning } from '../../src/tableau/session.js'
import { runs } from '../support/runs.js'

const RUN = 'https://github.com/acme/shop/actions/runs/1'
const LATER = 'https://github.com/acme/shop/actions/runs/2'
const CAUSE = 'Its last refresh failed: the source could not be reached.'
const OTHER = 'Its last refresh failed: the embedded credentials were refused.'

const wanted = (cause: string, type: 'WARNING' | 'STALE' = 'WARNING'): Wanted => ({
  kind: 'warning',
  type,
  cause,
})
const NOTHING: Wanted = { kind: 'nothing' }
const AS_IT_IS: Wanted = { kind: 'as-it-is' }

const standing = (id: string, message: string, more: Partial<StandingWarning> = {}): StandingWarning => ({
  id,
  type: 'WARNING',
  message,
  isActive: true,
  isSevere: false,
  ...more,
})
const OURS = standing('ours', warningMessage(CAUSE, RUN))
const TWIN = standing('twin', warningMessage(CAUSE, LATER))
const edited = (change: (text: string) => string): StandingWarning => ({
  ...OURS,
  message: change(OURS.message),
})
const PEOPLES = standing('peoples', 'The supplier sends wrong prices.', { type: 'MAINTENANCE' })

describe('what is done on a data source', () => {
  test.each<[string, Wanted, StandingWarning[], Partial<Step> & { kind: Step['kind'] }]>([
    ['a warning is set', wanted(CAUSE), [], { kind: 'set' }],
    ['one with this cause stays, with the link of its run', wanted(CAUSE), [OURS], { kind: 'keep' }],
    ['one with another cause is changed', wanted(OTHER), [OURS], { kind: 'change', id: 'ours' }],
    ['one with a cause more is changed', wanted(`${CAUSE} It is old.`), [OURS], { kind: 'change' }],
    ['one of another type is changed', wanted(CAUSE, 'STALE'), [OURS], { kind: 'change', id: 'ours' }],
    ['a healthy one has it lifted', NOTHING, [OURS, PEOPLES], { kind: 'lift', ids: ['ours'] }],
    ['two of ours are lifted', NOTHING, [OURS, TWIN], { kind: 'lift', ids: ['ours', 'twin'] }],
    ['of two of ours one goes', wanted(CAUSE), [OURS, TWIN], { kind: 'keep', surplus: ['twin'] }],
    ['what is not known changes nothing', AS_IT_IS, [OURS], { kind: 'keep', surplus: [] }],
    ['nothing is added beside that of others', wanted(CAUSE), [PEOPLES], { kind: 'leave' }],
    ['that of others is not lifted', NOTHING, [PEOPLES], { kind: 'none' }],
    [
      'one of ours that somebody has switched off stays off',
      wanted(OTHER),
      [{ ...OURS, isActive: false }],
      { kind: 'keep' },
    ],
    ['and goes in the end', NOTHING, [{ ...OURS, isActive: false }], { kind: 'lift', ids: ['ours'] }],
    [
      'one that somebody has made prominent is theirs',
      NOTHING,
      [{ ...OURS, isSevere: true }],
      { kind: 'none' },
    ],
    ['so is one of another type', NOTHING, [{ ...OURS, type: 'DEPRECATED' }], { kind: 'none' }],
    [
      'so is one whose text somebody has edited',
      NOTHING,
      [{ ...OURS, message: OURS.message.replace('failed', 'failed again') }],
      { kind: 'none' },
    ],
    [
      'so is one to which somebody has added a sign',
      NOTHING,
      [edited((text) => `${text}!`)],
      { kind: 'none' },
    ],
    ['or put one in front', NOTHING, [edited((text) => `⚠️ ${text}`)], { kind: 'none' }],
    ['or changed one in the middle', NOTHING, [edited((text) => text.replace('. ', '? '))], { kind: 'none' }],
    ['or in the mark', NOTHING, [edited((text) => text.replace('(', '['))], { kind: 'none' }],
    [
      'one whose end Tableau has cut off is ours',
      NOTHING,
      [edited((text) => text.slice(0, 100))],
      { kind: 'lift', ids: ['ours'] },
    ],
    ['and gives its cause', wanted(CAUSE), [edited((text) => text.slice(0, 100))], { kind: 'keep' }],
    ['or does not', wanted(OTHER), [edited((text) => text.slice(0, 100))], { kind: 'change' }],
    [
      'one that was cut off and edited is theirs',
      NOTHING,
      [edited((text) => text.slice(0, 100).replace('failed', 'was wrong'))],
      { kind: 'none' },
    ],
  ])('%s', (_, what, there, step) => {
    expect(stepFor(what, there, LATER)).toMatchObject(step)
  })
})

const causes = fc.string({ unit: 'grapheme', maxLength: 900 })
const links = fc.constantFrom(null, RUN, LATER)

describe('a message', () => {
  test('of ours is recognised, and its cause, whatever Tableau escapes or does to blanks', () => {
    fc.assert(
      fc.property(causes, links, fc.constantFrom(' ', '\n', '  '), (cause, link, blank) => {
        const plain = cause.replaceAll('&', '')
        const shown = warningMessage(plain, link)
          .replaceAll('<', '&lt;')
          .replaceAll('"', '&quot;')
          .replaceAll("'", '&#39;')
          .replaceAll(' ', blank)
        expect([isOwnMessage(shown), givesCause(shown, plain)]).toEqual([true, true])
      }),
      { numRuns: runs(300, 60) },
    )
  })

  test('of ours is recognised wherever Tableau cuts it behind the mark', () => {
    fc.assert(
      fc.property(causes, links, fc.nat(), (cause, link, at) => {
        const message = warningMessage(cause, link)
        const mark = message.indexOf('):') + 2
        const cut = message.slice(0, mark + (at % (message.length - mark + 1)))
        expect([isOwnMessage(cut), givesCause(cut, cause)]).toEqual([true, true])
      }),
      { numRuns: runs(300, 60) },
    )
  })

  test('of people is never ours, also one of ours with other letters', () => {
    fc.assert(
      fc.property(causes, causes, fc.nat(), (text, cause, at) => {
        expect(isOwnMessage(text)).toBe(false)
        const message = warningMessage(`The data is old. ${cause}`, RUN)
        const index = message.indexOf('The data') + (at % 'The data is old.'.length)
        if (/\s/.test(message[index] ?? '')) return
        expect(isOwnMessage(`${message.slice(0, index)}Q${message.slice(index + 1)}`)).toBe(false)
      }),
      { numRuns: runs(300, 60) },
    )
  })
})

/** Any warnings: ours, ours changed by somebody, and those of people. */
const anyStanding = fc
  .array(
    fc.record({
      type: fc.constantFrom('WARNING', 'STALE', 'MAINTENANCE'),
      message: fc.oneof(
        fc.constantFrom(OURS.message, TWIN.message, warningMessage(OTHER, null), `${OURS.message}!x`),
        fc.string(),
      ),
      isActive: fc.boolean(),
      isSevere: fc.boolean(),
    }),
    { maxLength: 4 },
  )
  .map((all) => all.map((each, index): StandingWarning => ({ id: String(index), ...each })))

const anyWanted = fc.constantFrom(wanted(CAUSE), wanted(OTHER, 'STALE'), NOTHING, AS_IT_IS)

/** What stands after the step, as Tableau would have it. */
function after(step: Step, before: readonly StandingWarning[]): StandingWarning[] {
  const gone = step.kind === 'lift' ? step.ids : 'surplus' in step ? step.surplus : []
  const left = before.filter(({ id }) => !gone.includes(id))
  if (step.kind === 'set') return [...left, standing('new', step.text.message, { type: step.text.type })]
  if (step.kind !== 'change') return left
  return left.map((one) => (one.id === step.id ? { ...one, ...step.text, isActive: true } : one))
}

test('a step leaves what is not ours as it is, leaves one of ours at most, and none if it is healthy; then there is nothing to do', () => {
  fc.assert(
    fc.property(anyWanted, anyStanding, (what, before) => {
      const now = after(stepFor(what, before, RUN), before)
      const foreign = (all: readonly StandingWarning[]) => all.filter((one) => !isOurs(one))
      expect(foreign(now)).toEqual(foreign(before))
      const own = now.filter(isOurs)
      if (what.kind === 'nothing') expect(own).toEqual([])
      if (what.kind === 'warning') {
        expect(own.length).toBe(before.length === 0 || before.some(isOurs) ? 1 : 0)
        expect(own.every(({ isActive, message }) => !isActive || givesCause(message, what.cause))).toBe(true)
      }
      if (what.kind === 'as-it-is') expect(now).toEqual(before)
      expect(after(stepFor(what, now, LATER), now)).toEqual(now)
    }),
    { numRuns: runs(500, 100) },
  )
})
