import type * as jest from '@jest/globals'

/* What tests import from `@jest/globals` (tsconfig.json). This module is loaded once, while runner.mjs sets the globals for each file. */

type Globals = Pick<
  typeof jest,
  'describe' | 'it' | 'test' | 'beforeAll' | 'beforeEach' | 'afterAll' | 'afterEach'
>

const globals = globalThis as unknown as Globals

function current<Name extends keyof Globals>(name: Name): Globals[Name] {
  return new Proxy((() => undefined) as unknown as Globals[Name], {
    apply: (_, self, given) => Reflect.apply(globals[name], self, given) as unknown,
    get: (_, key) => Reflect.get(globals[name], key) as unknown,
  })
}

export const describe = current('describe')
export const it = current('it')
export const test = current('test')
export const beforeAll = current('beforeAll')
export const beforeEach = current('beforeEach')
export const afterAll = current('afterAll')
export const afterEach = current('afterEach')
export { expect } from 'expect'
