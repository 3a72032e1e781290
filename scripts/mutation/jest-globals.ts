import type * as jest from '@jest/globals'
import { bind } from 'jest-each'

/*
 * The part of `@jest/globals` that the tests of `npm run mutation` use, for Mocha, which defines `describe` and `it` globally.
 * Jest loads every module again for each mutant, which takes a hundred times as long.
 */

export { expect } from 'expect'

const mocha = globalThis as unknown as Pick<typeof jest, 'describe' | 'it' | 'beforeEach' | 'afterEach'>

export const describe = Object.assign(
  (...args: Parameters<typeof mocha.describe>) => mocha.describe(...args),
  {
    each: bind(mocha.describe, false),
  },
)
export const it = Object.assign((...args: Parameters<typeof mocha.it>) => mocha.it(...args), {
  each: bind(mocha.it, false),
})
export { it as test }
export const { beforeEach, afterEach } = mocha
