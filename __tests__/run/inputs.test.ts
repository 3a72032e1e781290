import { CATALOGUE } from '../../src/messages/catalogue.js'
import { message } from '../../src/messages/message.js'
import { describe, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { ConfigurationError } from '../../src/base/errors.js'
import { FREEZE_FORMS } from '../../src/exposures/freeze.js'
import { parseSettings } from '../../src/exposures/settings.js'
import { INPUT_NAMES, type Inputs, readInputs } from '../../src/run/inputs.js'
import { isSwitchedOff } from '../../src/run/switch.js'
import { settingsOf } from '../../src/plan/extract-settings.js'
import { exposure, extract } from '../plan/build.js'

type Given = Readonly<Record<string, string>>

function read(given: Given = {}, environment: NodeJS.ProcessEnv = {}): Inputs {
  return readInputs((name) => given[name] ?? '', environment)
}

/** The sentence of the ConfigurationError that these inputs cause. */
/** The sentence with what to do about a wrong value. */
const invalid = (sentence: string): string => `${sentence} ${CATALOGUE['AE-INPUT-INVALID'].remedy}`

function complaint(given: Given, environment: NodeJS.ProcessEnv = {}): string {
  try {
    read(given, environment)
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message
    throw error
  }
  throw new Error('nothing was wrong')
}

const minutes = (given: Given, environment: NodeJS.ProcessEnv = {}): number =>
  read(given, environment).policy.buildAfter.minutes

const DEFAULTS: Inputs = {
  tableau: { server: null, site: '', credentials: null },
  dbtArtifacts: ['target'],
  selection: { select: [], exclude: [] },
  relationMap: [],
  discover: null,
  exposuresFile: null,
  site: null,
  dataQualityWarning: false,
  notifyFile: null,
  policy: {
    buildAfter: { minutes: 1440, at: null, timezone: null },
    toleranceMinutes: null,
    updatesOn: 'any',
    onUpstreamFailure: 'skip',
    force: false,
    freezes: [],
    staleAfter: 0,
  },
  productionBranch: null,
  dryRun: 'auto',
  wait: true,
  timeout: 3_600_000,
  maxParallel: 10,
  onCancel: 'leave',
  failOn: ['failure'],
  stateScope: '',
  baseManifest: [],
  comment: 'auto',
  githubToken: '',
}

describe('defaults', () => {
  test('every input may be left out', () => {
    expect(read()).toEqual(DEFAULTS)
  })

  test('an input of blanks only counts as empty', () => {
    expect(read(Object.fromEntries(INPUT_NAMES.map((name) => [name, ' \n '])))).toEqual(DEFAULTS)
  })

  test('are the same as in action.yml, which has the same inputs', () => {
    const yaml = readFileSync(new URL('../../action.yml', import.meta.url), 'utf8')
    const block = /^inputs:\n([\s\S]*?)^\S/m.exec(yaml)?.[1] ?? ''
    const entries = [...block.matchAll(/^ {2}([\w-]+):\n((?: {4}.*\n|\n)*)/gm)]
    expect(entries.map(([, name]) => name).sort()).toEqual([...INPUT_NAMES].sort())
    const given = entries.flatMap(([, name = '', body = '']) => {
      const written = /^ {4}default: (.*)$/m.exec(body)?.[1]
      // The runner evaluates expressions.
      return written === undefined || written.startsWith('${{')
        ? []
        : [[name, written.replace(/^'(.*)'$/, '$1')]]
    })
    expect(given.length).toBeGreaterThan(8)
    expect(read(Object.fromEntries(given) as Given)).toEqual(DEFAULTS)
  })
})

describe('each input is read', () => {
  test.each<[Given, object]>([
    [{ 'tableau-site': 'acme' }, { tableau: { site: 'acme' } }],
    [
      { 'dbt-artifacts': 'a/target\n\n  b/**/manifest.json  \n' },
      { dbtArtifacts: ['a/target', 'b/**/manifest.json'] },
    ],
    [{ 'build-after': '0' }, { policy: { buildAfter: { minutes: 0, at: null, timezone: null } } }],
    [{ 'build-after-tolerance': '0' }, { policy: { toleranceMinutes: 0 } }],
    [{ 'build-after-tolerance': '15' }, { policy: { toleranceMinutes: 15 } }],
    [{ 'updates-on': 'all' }, { policy: { updatesOn: 'all' } }],
    [{ freeze: 'none' }, { policy: { freezes: 'none' } }],
    [{ 'notify-file': 'out/News.JSON' }, { notifyFile: 'out/News.JSON' }],
    [{ 'data-quality-warning': 'true' }, { dataQualityWarning: true }],
    [{ 'stale-after': '360' }, { policy: { staleAfter: 360 } }],
    [{ 'fail-on': 'failure, stale' }, { failOn: ['failure', 'stale'] }],
    [
      { freeze: '2026-12-24\n0 18 28 * * for 3d Europe/Berlin' },
      {
        policy: {
          freezes: [
            { kind: 'dates', firstDay: 20_811, lastDay: 20_811, timezone: null },
            { kind: 'cron', cron: '0 18 28 * *', minutes: 4320, timezone: 'Europe/Berlin' },
          ],
        },
      },
    ],
    [{ force: 'true' }, { policy: { force: true } }],
    [{ comment: 'never' }, { comment: 'never' }],
    [{ 'github-token': 'ghs_x' }, { githubToken: 'ghs_x' }],
    [
      { 'base-manifest': 'prod/a\nprod/b/manifest.json' },
      { baseManifest: ['prod/a', 'prod/b/manifest.json'] },
    ],
    [{ 'on-upstream-failure': 'refresh' }, { policy: { onUpstreamFailure: 'refresh' } }],
    [{ 'production-branch': ' release ' }, { productionBranch: 'release' }],
    [{ 'production-branch': 'refs/heads/release/1' }, { productionBranch: 'release/1' }],
    [{ 'dry-run': 'auto' }, { dryRun: 'auto' }],
    [{ 'dry-run': 'TRUE' }, { dryRun: true }],
    [{ 'dry-run': 'False' }, { dryRun: false }],
    [{ wait: 'false' }, { wait: false }],
    [{ 'build-after': '576000' }, { policy: { buildAfter: { minutes: 576_000 } } }],
    [{ timeout: '90' }, { timeout: 5_400_000 }],
    [{ 'max-parallel': '1' }, { maxParallel: 1 }],
    [{ 'on-cancel': 'cancel' }, { onCancel: 'cancel' }],
    [{ 'state-scope': 'eu' }, { stateScope: 'eu' }],
    [{ 'dbt-artifacts': 'none' }, { dbtArtifacts: 'none' }],
    [{ 'dbt-artifacts': './none' }, { dbtArtifacts: ['./none'] }],
    [{ select: 'a\nb' }, { selection: { select: [{ text: 'a' }, { text: 'b' }], exclude: [] } }],
    [{ exclude: 'tag:x,b+' }, { selection: { select: [], exclude: [{ text: 'tag:x,b+' }] } }],
    [{ 'fail-on': 'never' }, { failOn: [] }],
    [{ 'fail-on': 'unresolved' }, { failOn: ['unresolved'] }],
    [{ 'fail-on': 'failure,unresolved' }, { failOn: ['failure', 'unresolved'] }],
    [{ 'fail-on': 'failure\n unresolved\n' }, { failOn: ['failure', 'unresolved'] }],
  ])('%j', (given, inputs) => {
    expect(read(given)).toMatchObject(inputs)
  })
})

test.each<[keyof Given, string]>([
  ['dbt-artifacts', 'sales/target\nfinance/target\n'],
  ['relation-map', 'dev=prod\nraw.shop=raw.store\n'],
  ['base-manifest', 'sales\nfinance'],
  ['select', 'tag:finance\nweekly_kpis'],
  ['exclude', 'workbook:"Weekly KPIs"\nmenu'],
  ['fail-on', 'failure\ndrift'],
  ['build-after', '60\n'],
  ['tableau-site', 'acme\n'],
])('%s may have the line ends of Windows', (name, value) => {
  const given = { 'tableau-server-url': 'https://tableau.example.com' }
  expect(read({ ...given, [name]: value.replaceAll('\n', '\r\n') })).toEqual(
    read({ ...given, [name]: value }),
  )
})

test('discover may have the line ends of Windows', () => {
  const { discover } = read({ discover: 'Finance/**\r\n!Finance/Old\r\n' })
  expect(['Finance/New', 'Finance/Old', 'Ops/New'].map((project) => discover?.(project))).toEqual([
    true,
    false,
    false,
  ])
})

describe('a server address pasted from a browser', () => {
  test.each([
    ['https://10ax.online.tableau.com', 'https://10ax.online.tableau.com'],
    ['https://10ax.online.tableau.com/', 'https://10ax.online.tableau.com'],
    ['https://10ax.online.tableau.com/#/site/acme/home', 'https://10ax.online.tableau.com'],
    ['https://10AX.online.tableau.com/#/site/acme/views/K/O?:iid=1', 'https://10ax.online.tableau.com'],
    ['  https://tableau.example.com:8443/t/acme/views/K/O  ', 'https://tableau.example.com:8443'],
    ['http://tableau.intern', 'http://tableau.intern'],
    ['https://tableau.example.com:443', 'https://tableau.example.com'],
    // What browsers show without the scheme.
    ['10ax.online.tableau.com', 'https://10ax.online.tableau.com'],
    ['10ax.online.tableau.com/#/site/acme/home', 'https://10ax.online.tableau.com'],
    ['tableau.intern:8443/#/home', 'https://tableau.intern:8443'],
  ])('%s', (given, server) => {
    expect(read({ 'tableau-server-url': given }).tableau.server).toBe(server)
  })

  test.each([
    [{}, 'acme'],
    [{ 'tableau-site': 'sales' }, 'sales'],
    [{ 'tableau-site': 'https://10ax.online.tableau.com/#/site/sales/home' }, 'sales'],
  ])('names the site if %j does not', (given, site) => {
    const inputs = read({
      'tableau-server-url': 'https://10ax.online.tableau.com/#/site/acme/home',
      ...given,
    })
    expect(inputs.tableau.site).toBe(site)
  })

  test('a display name is not a site', () => {
    expect(() => read({ 'tableau-site': 'Acme Corp' })).toThrow(
      /^tableau-site "Acme Corp" is not the content URL/,
    )
  })

  test.each(['ftp://tableau.example.com', 'https://', 'not an address', 'javascript:alert(1)'])(
    'not %s',
    (given) => {
      expect(complaint({ 'tableau-server-url': given })).toBe(
        'tableau-server-url is not the address of a server. Set it to an address such as https://10ax.online.tableau.com.',
      )
    },
  )

  test.each(['https://ci:hunter2@tableau.example.com', 'ftp://ci:hunter2@tableau.example.com'])(
    'the error never shows its password',
    (given) => {
      const sentence = complaint({ 'tableau-server-url': given })
      expect(sentence).toMatch(/^tableau-server-url /)
      expect(sentence).not.toContain('hunter2')
    },
  )
})

describe('the error for a wrong value names the input, the allowed values and the given value', () => {
  const whole = (name: string, range: string, given: string): [Given, string] => [
    { [name]: given },
    invalid(`${name} must be a whole number from ${range}, not "${given}".`),
  ]
  const WINDOW = '0 to 576000 minutes (400 days)'
  const TIMEOUT = '1 to 7200 minutes (5 days)'
  test.each<[Given, string]>([
    ...['-1', '1.5', '1e3', 'daily', '0x10', '1 day', '576001', '9'.repeat(400)].map((given) =>
      whole('build-after', WINDOW, given),
    ),
    whole('build-after-tolerance', WINDOW, '-5'),
    whole('build-after-tolerance', WINDOW, '9007199254740993'),
    whole('timeout', TIMEOUT, '0'),
    whole('timeout', TIMEOUT, 'an hour'),
    whole('timeout', TIMEOUT, '7201'),
    whole('max-parallel', '1 to 1000', '0'),
    whole('max-parallel', '1 to 1000', '1001'),
    [
      { 'dbt-artifacts': 'target\nnone' },
      "dbt-artifacts has none next to other lines. Set it to either none or the paths of dbt's files.",
    ],
    [
      { select: 'tagg:x' },
      'select has "tagg:x": there is no tagg: (did you mean tag:?). Write selectors as in dbt: spaces separate alternatives, commas combine selectors.',
    ],
    [
      { exclude: 'workbook:"x' },
      'exclude has a double quote that is never closed. Write selectors as in dbt: spaces separate alternatives, commas combine selectors.',
    ],
    [{ 'updates-on': 'some' }, invalid('updates-on must be any or all, not "some".')],
    [{ 'updates-on': 'All' }, invalid('updates-on must be any or all, not "All".')],
    [
      { freeze: '2026-12-24\n0 18 * * * for 2d' },
      'freeze "0 18 * * * for 2d" never pauses: each stretch lasts until the next one begins. Choose a length that is shorter than the interval of the cron.',
    ],
    ...[
      ['month end', 'month end'],
      ['2026-12-24\nnone', 'none'],
      ['2026-12-24\n2026-13-01\n2026-12-26', '2026-13-01'],
    ].map(([freeze = '', line = '']): [Record<string, string>, string] => [
      { freeze },
      invalid(`freeze must be ${FREEZE_FORMS}, one per line, or none, not "${line}".`),
    ]),
    [{ force: 'yes' }, invalid('force must be true or false, not "yes".')],
    [{ wait: '1' }, invalid('wait must be true or false, not "1".')],
    [
      { 'on-upstream-failure': 'ignore' },
      invalid('on-upstream-failure must be skip or refresh, not "ignore".'),
    ],
    [{ 'dry-run': 'maybe' }, invalid('dry-run must be auto, true or false, not "maybe".')],
    [
      { 'fail-on': 'failure, drift!' },
      invalid('fail-on must be failure, unresolved, drift, stale or never, not "failure, drift!".'),
    ],
    [{ 'fail-on': 'failure never' }, 'fail-on has never next to other words. Use never alone, or remove it.'],
    [
      { 'relation-map': 'a=b\nanalytics -> prod' },
      'relation-map has the line "analytics -> prod", which is not a mapping. Write dbt_database[.schema]=tableau_database[.schema], with names that contain dots or spaces in double quotes.',
    ],
  ])('%j', (given, sentence) => {
    expect(complaint(given)).toBe(sentence)
  })
})

describe('the window', () => {
  const environment = { DBT_ACTIVE_EXPOSURES_BUILD_AFTER: '60' }

  test.each<[string, Given, NodeJS.ProcessEnv, number]>([
    ['the input before the environment variable', { 'build-after': '30' }, environment, 30],
    ['an input of 0 before the environment variable', { 'build-after': '0' }, environment, 0],
    ['the environment variable before the default', {}, environment, 60],
    ['an environment variable with blanks around', {}, { DBT_ACTIVE_EXPOSURES_BUILD_AFTER: ' 90\n' }, 90],
    ['an environment variable of 0, which means no window', {}, { DBT_ACTIVE_EXPOSURES_BUILD_AFTER: '0' }, 0],
    ['an environment variable with zeros in front', {}, { DBT_ACTIVE_EXPOSURES_BUILD_AFTER: '0060' }, 60],
    [
      'the default before an environment variable without characters',
      {},
      { DBT_ACTIVE_EXPOSURES_BUILD_AFTER: '' },
      1440,
    ],
    ['the default before an empty environment variable', {}, { DBT_ACTIVE_EXPOSURES_BUILD_AFTER: ' ' }, 1440],
    ['the default of the dbt platform, a day', {}, {}, 1440],
  ])('%s', (_, given, variables, expected) => {
    expect(minutes(given, variables)).toBe(expected)
  })

  test.each<[string, { exposure: object; given: Given; variables: NodeJS.ProcessEnv }, number]>([
    [
      'the exposure before all',
      { exposure: { count: 2, period: 'hour' }, given: { 'build-after': '30' }, variables: environment },
      120,
    ],
    [
      '0 in the exposure, too',
      { exposure: { count: 0, period: 'day' }, given: { 'build-after': '30' }, variables: environment },
      0,
    ],
    [
      'the input for an exposure that names only a time',
      { exposure: { at: '06:30' }, given: { 'build-after': '30' }, variables: environment },
      30,
    ],
    [
      'the environment for an exposure that names only a time',
      { exposure: { at: '06:30' }, given: {}, variables: environment },
      60,
    ],
    [
      'the environment for an exposure that names neither',
      { exposure: { updates_on: 'all' }, given: {}, variables: environment },
      60,
    ],
    ['the default for an exposure that says nothing', { exposure: {}, given: {}, variables: {} }, 1440],
  ])('%s', (_, { exposure: build_after, given, variables }, expected) => {
    const { policy } = read(given, variables)
    const parsed = parseSettings({ active_exposure: { build_after } }, policy.buildAfter.minutes)
    if (!('settings' in parsed)) throw new Error('the settings are wrong')
    const planned = extract('workbook:sales', { exposures: [exposure('kpis', parsed.settings)] })
    expect(settingsOf(planned, { ...policy, manual: false }).buildAfter.minutes).toBe(expected)
  })

  test('the error for a wrong environment variable names the variable', () => {
    expect(complaint({}, { DBT_ACTIVE_EXPOSURES_BUILD_AFTER: 'daily' })).toBe(
      invalid(
        'DBT_ACTIVE_EXPOSURES_BUILD_AFTER must be a whole number from 0 to 576000 minutes (400 days), not "daily".',
      ),
    )
    expect(complaint({}, { DBT_ACTIVE_EXPOSURES_BUILD_AFTER: '99999999999999' })).toBe(
      invalid(
        'DBT_ACTIVE_EXPOSURES_BUILD_AFTER must be a whole number from 0 to 576000 minutes (400 days), not "99999999999999".',
      ),
    )
  })

  test('a wrong environment variable is ignored if the input is given', () => {
    const wrong = { DBT_ACTIVE_EXPOSURES_BUILD_AFTER: 'daily' }
    expect(minutes({ 'build-after': '30' }, wrong)).toBe(30)
    expect(complaint({ 'build-after': 'x' }, wrong)).toBe(
      invalid('build-after must be a whole number from 0 to 576000 minutes (400 days), not "x".'),
    )
  })
})

describe('relation-map', () => {
  const side = (database: string, schema: string | null = null) => ({ database, schema })

  test.each([
    ['DEV=PROD', { dbt: side('dev'), tableau: side('prod') }],
    ['dev.marts=prod.public', { dbt: side('dev', 'marts'), tableau: side('prod', 'public') }],
    ['dev.marts = prod', { dbt: side('dev', 'marts'), tableau: side('prod') }],
    ['dev=prod.public', { dbt: side('dev'), tableau: side('prod', 'public') }],
    ['acme-1="Acme Production"', { dbt: side('acme-1'), tableau: side('acme production') }],
    [
      'orcl="orcl.example.com"."my ""x"""',
      { dbt: side('orcl'), tableau: side('orcl.example.com', 'my "x"') },
    ],
    ['"a=b"."c" = d', { dbt: side('a=b', 'c'), tableau: side('d') }],
    ['my-project-1=My_Project', { dbt: side('my-project-1'), tableau: side('my_project') }],
  ])('%s', (line, mapping) => {
    expect(read({ 'relation-map': line }).relationMap).toEqual([mapping])
  })

  test('has one mapping per line, in order', () => {
    expect(read({ 'relation-map': '\n  a=b \n\n c=d\n' }).relationMap).toEqual([
      { dbt: side('a'), tableau: side('b') },
      { dbt: side('c'), tableau: side('d') },
    ])
  })

  test.each(['a', '=b', 'a=', 'a.b.c=d', 'a=b=c', 'a.=b', 'a b=c', 'a="b', 'a=""', 'a=b"c"'])(
    'not %s',
    (line) => {
      expect(complaint({ 'relation-map': line })).toBe(
        `relation-map has the line "${line}", which is not a mapping. Write dbt_database[.schema]=tableau_database[.schema], with names that contain dots or spaces in double quotes.`,
      )
    },
  )
})

const TOKEN = { 'tableau-token-name': 'ci', 'tableau-token-secret': 'tok-s3cret' }
const APP = {
  'tableau-client-id': 'client',
  'tableau-secret-id': 'id',
  'tableau-secret-value': 'app-s3cret',
  'tableau-username': 'ci@example.com',
}

describe('credentials', () => {
  test('a personal access token', () => {
    expect(read(TOKEN).tableau.credentials).toEqual({ kind: 'token', name: 'ci', secret: 'tok-s3cret' })
  })

  test('a connected app', () => {
    expect(read(APP).tableau.credentials).toEqual({
      kind: 'connected-app',
      clientId: 'client',
      secretId: 'id',
      secretValue: 'app-s3cret',
      username: 'ci@example.com',
    })
  })

  test.each<[Given, string]>([
    [{ 'tableau-token-name': 'ci' }, 'tableau-token-secret'],
    [{ 'tableau-token-secret': 's3cret' }, 'tableau-token-name'],
    [{ ...APP, 'tableau-username': '' }, 'tableau-username'],
    [{ ...APP, 'tableau-secret-value': ' ' }, 'tableau-secret-value'],
    [{ 'tableau-client-id': 'client' }, 'tableau-secret-id, tableau-secret-value, tableau-username'],
    [{ 'tableau-secret-value': 's3cret' }, 'tableau-client-id, tableau-secret-id, tableau-username'],
  ])('the error for an incomplete %j names the missing inputs', (given, missing) => {
    const server = { 'tableau-server-url': 'https://tableau.example' }
    expect(complaint({ ...server, ...given })).toBe(message('AE-INPUT-EMPTY', { inputs: missing }).message)
    const inputs = `tableau-server-url, ${missing}`
    expect(complaint(given)).toBe(message('AE-INPUT-EMPTY', { inputs }).message)
  })

  test('several wrong inputs are reported at once: all that is wrong, then what to do, each once', () => {
    expect(complaint({ wait: 'maybe', timeout: 'soon', 'relation-map': 'a\nb' })).toBe(
      invalid(
        'relation-map has the line "a", which is not a mapping. relation-map has the line "b", which is not a mapping. wait must be true or false, not "maybe". timeout must be a whole number from 1 to 7200 minutes (5 days), not "soon". Write dbt_database[.schema]=tableau_database[.schema], with names that contain dots or spaces in double quotes.',
      ),
    )
  })

  test.each<[string, Given]>([
    ['both whole', { ...TOKEN, ...APP }],
    ['a token and half an app', { ...TOKEN, 'tableau-client-id': 'client' }],
    ['half of each', { 'tableau-token-secret': 'tok-s3cret', 'tableau-secret-value': 'app-s3cret' }],
  ])('both kinds at once are an error: %s', (_, given) => {
    expect(complaint(given)).toBe(
      'Both a personal access token (tableau-token-name, tableau-token-secret) and a connected app (tableau-client-id, tableau-secret-id, tableau-secret-value, tableau-username) are given. Keep one of them.',
    )
  })

  test('no error shows a secret', () => {
    for (const wrong of INPUT_NAMES) {
      const given = { ...TOKEN, ...(wrong in TOKEN ? {} : { [wrong]: '???' }), 'fail-on': '???' }
      expect(complaint(given)).not.toContain('s3cret')
    }
  })
})

describe('DBT_ACTIVE_EXPOSURES', () => {
  test.each([
    ['is not set', undefined, false],
    ['is empty', '', false],
    ['is 1', '1', false],
    ['is true', 'true', false],
    ['is True, with blanks', ' True ', false],
    ['is 0', '0', true],
    ['is false', 'false', true],
    ['is yes, which dbt does not accept', 'yes', true],
    ['is 2', '2', true],
    ['is TRUE', 'TRUE', false],
    ['is blanks', ' \t\n', false],
    ['is False', 'False', true],
    ['is FALSE, with blanks', ' FALSE ', true],
    ['is 0, with a line break', '0\n', true],
    ['is 01', '01', true],
    ['is "1" with the quotes', '"1"', true],
  ])('switches off, or not, when it %s', (_, value, off) => {
    expect(isSwitchedOff(value === undefined ? {} : { DBT_ACTIVE_EXPOSURES: value })).toBe(off)
  })
})

test.each([
  ['site/news.json', 'site', true],
  ['./site/../site/deep/news.json', 'site/', true],
  ['news.json', 'site', false],
  ['site-news.json', 'site', false],
  ['../site/news.json', 'site', false],
])('notify-file %s and site-folder %s: %s that the file would be published', (file, folder, isPublished) => {
  const given = { 'notify-file': file, 'site-folder': folder }
  if (isPublished) expect(complaint(given)).toBe(message('AE-NOTIFY-FILE-IN-SITE').message)
  else expect(read(given).notifyFile).toBe(file)
})
