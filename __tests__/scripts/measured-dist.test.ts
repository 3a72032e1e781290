import { describe, expect, test } from '@jest/globals'
import { isOlder, newestRelease } from '../../scripts/changelog.js'
import { buildNamedIn, nameOfBuild, outdatedFigures } from '../../scripts/measured-dist.js'

const pageOf = (version: string): string =>
  `# Start\n\nMade with ${nameOfBuild({ hash: '194fc7f9c1c6', version })} on Node v24.22.3.\n`

test('a page names the build that its figures are of', () => {
  expect(buildNamedIn(pageOf('0.1.0'))).toEqual({ hash: '194fc7f9c1c6', version: '0.1.0' })
  expect(buildNamedIn('| Active Exposures | dist/ 194fc7f9c1c6 |')).toBeNull()
})

test.each([
  ['# Changelog\n\n## [Unreleased]\n\n- A window.\n', null],
  ['## [Unreleased]\n\n## [1.10.0] - 2026-12-01\n\n## [1.9.3] - 2026-11-01\n', '1.10.0'],
])('the newest release of %j is %j', (changelog, version) => {
  expect(newestRelease(changelog)).toBe(version)
})

test.each([
  ['1.9.3', '1.10.0', true],
  ['1.10.0', '1.9.3', false],
  ['0.9.12', '1.0.0', true],
  ['1.0.0', '1.0.0', false],
])('%s is older than %s: %s', (version, than, older) => {
  expect(isOlder(version, than)).toBe(older)
})

describe('figures', () => {
  const found = (page: string, release: string | null): readonly string[] =>
    outdatedFigures(new Map([['docs/benchmarks.md', page]]), release)

  test.each([
    ['of the release', '1.2.0', '1.2.0'],
    ['of the next one, which is being prepared', '1.3.0', '1.2.0'],
    ['of any build, before the first release', '0.1.0', null],
  ])('%s are right', (_, version, release) => {
    expect(found(pageOf(version), release)).toEqual([])
  })

  test('older than the newest release are an error', () => {
    expect(found(pageOf('1.9.0'), '1.10.0')).toEqual([
      'docs/benchmarks.md has figures of version 1.9.0, which is older than 1.10.0: run npm run benchmarks.',
    ])
  })

  test('that name no build are an error, also before the first release', () => {
    expect(found('# Start\n', null)).toEqual([
      'docs/benchmarks.md does not name the build that its figures are of.',
    ])
  })
})
