import fc from 'fast-check'
import { storeInMemory } from '../../support/action.js'
import { charactersOf, someText } from '../edits.js'
import { fuzzedRun, hasWholeState, refreshesOnlyWhatItMay } from '../rules.js'
import { artifactFiles, NEVER_REFRESHED, stageOfShop, workspaceWith } from '../shop.js'
import { PUSH, type Target, TWO_TRIES } from './target.js'

const selector = fc.oneof(
  someText,
  fc.string({ unit: charactersOf('abmodel:+,.*?[]{}()!@|/\\" \n-^$0123456789'), maxLength: 60 }),
  fc.constantFrom(
    ...[
      '+fresh+',
      'fresh+99999999999999999999',
      'tag:board,owner:Ada',
      'exposure:*',
      '**/**/**/**/**/**/x',
      'a*'.repeat(60),
    ],
    ...[
      '[[[[[',
      '[!a-',
      '*'.repeat(2000),
      '?'.repeat(2000),
      `${'+'.repeat(2000)}a`,
      '"'.repeat(2000),
      ','.repeat(2000),
    ],
    ...[
      '(a+)+$',
      '+(a|b)',
      '@(a)',
      `${'"a",'.repeat(500)}"a"`,
      'workbook:"Default/**"',
      'path:../..',
      `${'a,'.repeat(3000)}a`,
    ],
  ),
)

const mapping = fc.oneof(
  someText,
  fc.string({ unit: charactersOf('abc.="\' \n'), maxLength: 60 }),
  fc.constantFrom(
    ...[
      'analytics=prod',
      'analytics.marts=prod.marts',
      '"a"".b"."c"=x',
      `${'"'.repeat(5001)}=a`,
      `${'"a'.repeat(3000)}=b`,
    ],
    ...[
      'a=b'.repeat(1000),
      Array.from({ length: 2000 }, (_, index) => `a${index}=b`).join('\n'),
      '__proto__=a',
      '=',
    ],
  ),
)

const INPUTS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  select: selector,
  exclude: selector,
  'relation-map': mapping,
  discover: selector,
  'tableau-server-url': fc.oneof(
    someText,
    fc.constantFrom(
      '10ax.online.tableau.com',
      'https://10ax.online.tableau.com/#/site/acme/home',
      'https://[::1',
      'https://a:b@c',
    ),
  ),
  'tableau-site': someText,
  'tableau-token-name': someText,
  'dbt-artifacts': fc.oneof(
    someText,
    fc.constantFrom('**', 'target/**/*', '{a,b}'.repeat(200), '/'.repeat(500), 'target\nnone'),
  ),
  'exposures-file': fc.oneof(
    someText,
    fc.constantFrom('../x.yml', '/etc/x.yml', 'target', `${'a/'.repeat(300)}x.yml`),
  ),
  'build-after': someText,
  'build-after-tolerance': someText,
  timeout: someText,
  'max-parallel': someText,
  'fail-on': fc.oneof(someText, fc.constantFrom('failure,unresolved', 'failure never', 'drift')),
  'production-branch': someText,
  'state-scope': someText,
  'dry-run': someText,
  'base-manifest': someText,
  'updates-on': someText,
}

export const inputs: Target<{
  readonly inputs: Readonly<Record<string, string>>
  readonly buildAfter: string | null
}> = {
  name: 'inputs',
  usual: 70,
  cases: fc.record({
    // Nearly every wrong input ends the run, so mostly one at a time.
    inputs: fc.oneof(
      ...Object.entries(INPUTS).map(([name, value]) => value.map((text) => ({ [name]: text }))),
      fc.record({ ...INPUTS }, { requiredKeys: [] }) as fc.Arbitrary<Record<string, string>>,
    ),
    buildAfter: fc.option(someText, { freq: 8 }),
  }),
  async holds({ inputs: given, buildAfter }) {
    const stage = stageOfShop()
    const store = storeInMemory()
    const workspace = workspaceWith({ ...artifactFiles() })
    const environment = buildAfter === null ? {} : { DBT_ACTIVE_EXPOSURES_BUILD_AFTER: buildAfter }
    await fuzzedRun({ ...stage, store, workspace, inputs: given, event: PUSH, environment })
    const mayDiscover = 'discover' in given
    refreshesOnlyWhatItMay(
      stage,
      NEVER_REFRESHED.filter((path) => !(mayDiscover && path === 'Default/stranger')),
      TWO_TRIES,
    )
    hasWholeState(store)
  },
}
