import { expect, test } from '@jest/globals'
import { mutationPage, type Mutant } from '../../scripts/mutation/page.js'

const SURVIVOR: Mutant = {
  file: 'src/plan/slot.ts',
  line: 31,
  code: 'return first ?? null',
  was: 'first ?? null',
  becomes: 'first',
  status: 'Survived',
}
const KILLED: Mutant = { ...SURVIVOR, was: 'first', becomes: 'null', status: 'Killed' }
const MADE = { date: '2026-12-01', commit: 'abc1234', stryker: '9.6.1' }

test('the page names the file and the code of a survivor, not a line that the next change of the file would make wrong', () => {
  const accepted = [{ ...SURVIVOR, why: 'both are the same' }]
  const { text, problems } = mutationPage([SURVIVOR, KILLED], accepted, MADE)
  expect(text).toContain('| `src/plan/slot.ts` | `` first ?? null `` | `` first `` | both are the same |')
  expect(text).toContain('| `src/plan/slot.ts` | 2 | 1 | 1 | 50 % |')
  expect(problems).toEqual([])
})

test('a survivor without a reason is a problem, and so is a reason for what does not survive', () => {
  const accepted = [{ ...KILLED, why: 'nothing reads it' }]
  const { text, problems } = mutationPage([SURVIVOR, KILLED], accepted, MADE)
  expect(text).toContain('| `` first `` | open |')
  expect(problems).toEqual([
    'Survives: src/plan/slot.ts:31  first ?? null  ⇒  first',
    'Does not survive: src/plan/slot.ts  first  ⇒  null',
  ])
})
