import { expect, test } from '@jest/globals'
import { dryRunVerdict, savedText } from '../../src/report/dry-run-text.js'
import type { Report } from '../../src/report/report.js'
import { anyMessage } from '../support/any-message.js'
import { report } from './stories.js'

const BRANCH = {
  kind: 'dry',
  why: 'this is branch kpis, not the production branch main',
  onProduction: false,
  byBranch: true,
} as const
const ASKED = { kind: 'dry', why: 'dry-run is true', onProduction: true } as const
const [BUILD] = report([]).builds
const NO_LANDING = BUILD === undefined ? [] : [{ ...BUILD, landed: 0 }]

test.each<[string, Partial<Report>, string]>([
  [
    'on another branch saves nothing',
    { mode: BRANCH },
    'Nothing was saved either, neither what this build landed nor a request.',
  ],
  [
    'on another branch without a build saves nothing',
    { mode: BRANCH, builds: [] },
    'Nothing was saved either.',
  ],
  [
    'that was asked for on another branch saves nothing, and says why',
    { mode: { ...ASKED, onProduction: false }, builds: [] },
    'Nothing was saved either, because this is not a run of the production branch.',
  ],
  [
    'on the production branch saves what landed',
    { mode: ASKED },
    'What this build landed was saved for the next run that refreshes.',
  ],
  ['on the production branch, whose build landed nothing', { mode: ASKED, builds: NO_LANDING }, ''],
  [
    'on the production branch that could not save',
    { mode: ASKED, notices: [{ ...anyMessage('warning', 'x'), id: 'AE-STATE-NOT-SAVED' }] },
    '',
  ],
])('a dry run %s', (_, more, text) => {
  expect(savedText(report([], more))).toBe(text)
})

test.each<[string, Partial<Report>, string, string]>([
  [
    'another branch',
    { mode: BRANCH },
    BRANCH.why,
    'Nothing was refreshed or saved: this is branch kpis, not the production branch main.',
  ],
  [
    'the production branch',
    { mode: ASKED },
    ASKED.why,
    'Nothing was refreshed: dry-run is true. What this build landed was saved for the next run that refreshes.',
  ],
  [
    'the production branch, whose build landed nothing',
    { mode: ASKED, builds: NO_LANDING },
    ASKED.why,
    'Nothing was refreshed: dry-run is true.',
  ],
])('the last line of a dry run on %s says what was saved', (_, more, why, line) => {
  expect(dryRunVerdict(report([], more), why)).toBe(line)
})
