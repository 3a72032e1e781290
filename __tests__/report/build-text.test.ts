import { expect, test } from '@jest/globals'
import { buildText } from '../../src/report/build-text.js'

test.each([
  [{ landed: 6, failed: 0, failedTests: 1, warned: 1 }, '6 nodes have new data; 1 test failed, 1 warned'],
  [{ landed: 1, failed: 2, failedTests: 0, warned: 2 }, '1 node has new data, 2 failed; 2 tests warned'],
  [{ landed: 3, failed: 1, failedTests: 2, warned: 0 }, '3 nodes have new data, 1 failed; 2 tests failed'],
  [{ landed: 0, failed: 0, failedTests: 0, warned: 0 }, 'no node has new data'],
])('%j: %s', (counts, text) => {
  expect(buildText(counts)).toBe(text)
})
