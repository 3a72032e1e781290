import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { objectsIn, yamlOf } from '../../scripts/snippets.js'

/* The scripts of .github/workflows/release.yml that change something, with a `gh` that notes its calls. */

const steps = yamlOf(
  readFileSync(join(import.meta.dirname, '../../.github/workflows/release.yml'), 'utf8'),
).flatMap(objectsIn)

function scriptOf(name: string): string {
  const run = steps.find((step) => step['name'] === name && typeof step['run'] === 'string')?.['run']
  if (typeof run !== 'string') throw new Error(`release.yml has no step ${name}.`)
  return run
}

/** The calls of a step's script; `answers` is the body of a shell's `case "$*" in`. */
function callsOf(
  step: string,
  answers: string,
): { readonly calls: string[]; readonly status: number | null } {
  const folder = mkdtempSync(join(tmpdir(), 'release-'))
  writeFileSync(
    join(folder, 'gh'),
    `#!/usr/bin/env bash\necho "$*" >> calls\ncase "$*" in ${answers} esac\n`,
    { mode: 0o755 },
  )
  const { status } = spawnSync('bash', ['-e', '-c', `touch calls\n${scriptOf(step)}`], {
    cwd: folder,
    env: {
      PATH: `${folder}:${process.env['PATH'] ?? ''}`,
      GH_REPO: 'active-exposures/active-exposures',
      TAG: 'v1.2.3',
      COMMIT: 'c0ffee',
    },
  })
  return { calls: readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n'), status }
}

describe('the major tag', () => {
  const REFS = 'repos/active-exposures/active-exposures/git/refs'
  const ASKS = 'api repos/active-exposures/active-exposures/releases/latest --jq .tag_name'
  const MOVES = `api --method PATCH ${REFS}/tags/v1 --field sha=c0ffee --field force=true`
  const CREATES = `api --method POST ${REFS} --field ref=refs/tags/v1 --field sha=c0ffee`

  test.each([
    ['moves to the newest release', '*latest*) echo v1.2.3;;', [ASKS, MOVES]],
    ['is created by the first one', '*latest*) echo v1.2.3;; *PATCH*) exit 1;;', [ASKS, MOVES, CREATES]],
    ['never moves back to an older release', '*latest*) echo v1.3.0;;', [ASKS]],
  ])('%s', (_, answers, calls) => {
    expect(callsOf('Move the major tag', answers)).toEqual({ calls, status: 0 })
  })

  test('stays where GitHub does not say which release is the newest, and the step fails', () => {
    expect(callsOf('Move the major tag', '*latest*) exit 1;;')).toEqual({ calls: [ASKS], status: 1 })
  })
})
