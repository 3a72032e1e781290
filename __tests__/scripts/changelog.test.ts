import { describe, expect, test } from '@jest/globals'
import { releaseNotes } from '../../scripts/changelog.js'

const CHANGELOG = `# Changelog

## [Unreleased]

- Not yet.

## [1.10.0] - 2026-12-01

### Added

- A window.

## [1.1.0] - 2026-11-01

- The first.

## [1.0.0] - 2026-10-01

[1.1.0]: https://example.com/v1.1.0
`

describe('the notes of a release', () => {
  test.each([
    ['1.10.0', '### Added\n\n- A window.'],
    ['1.1.0', '- The first.'],
  ])('%s: its own section', (version, notes) => {
    expect(releaseNotes(CHANGELOG, version)).toBe(notes)
  })

  test.each(['1.0.0', '1.1', '2.0.0'])('%s: nothing is an error', (version) => {
    expect(() => releaseNotes(CHANGELOG, version)).toThrow(`no section [${version}]`)
  })
})
