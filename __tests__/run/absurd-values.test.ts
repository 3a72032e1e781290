import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Http } from '../../src/base/http.js'
import { rowsSchema } from '../../src/report/outputs/rows-schema.js'
import { deserialise, serialise } from '../../src/state/state-file.js'
import type { StateStore } from '../../src/state/store.js'
import { workbook } from '../../simulators/tableau/index.js'
import { storeInMemory, use, type Used } from '../support/action.js'
import { artifactsFolder } from '../support/artifacts.js'
import { rawManifest, rawResults } from '../support/dbt.js'
import { onStage } from '../support/tableau.js'
import { runs } from '../support/runs.js'

const BUILT = '2026-08-20T06:30:00Z'

const INSTANTS: readonly string[] = [
  '',
  'now',
  '0',
  '0001-01-01T00:00:00Z',
  '1969-12-31T23:59:59.999Z',
  '1970-01-01T00:00:00Z',
  BUILT,
  '2026-02-30T00:00:00Z',
  '2026-08-20T25:00:00Z',
  '2026-08-20 06:30:00+25:00',
  '2999-12-31T23:59:59.999Z',
  '9999-12-31T23:59:59.999999999Z',
  '+275760-09-13T00:00:00.000Z',
  '+275760-09-14T00:00:00.000Z',
  '-271821-04-19T00:00:00.000Z',
]
const NUMBERS = [
  ...[0, 1, 1440, 576_000, 576_001, -1, 0.5, 2 ** 31, Number.MAX_SAFE_INTEGER, Number.MAX_VALUE, -1e300],
] as const
const WRITTEN = [...NUMBERS.map(String), '', '１２', '0x10', 'NaN', 'Infinity', '-Infinity', '9'.repeat(400)]

const instant = fc.constantFrom(...INSTANTS)
const number = fc.constantFrom(...NUMBERS)
const written = fc.constantFrom(...WRITTEN)
/** Absurd in a few cases only, because one absurd value often hides the others. */
const sometimes = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, value)
const period = fc.constantFrom('minute', 'hour', 'day')

const absurd = fc.record({
  // Most are rejected, and then nothing else of the run is tested.
  inputs: fc.oneof(
    { weight: 4, arbitrary: fc.constant({}) },
    fc.record(
      { 'build-after': written, 'build-after-tolerance': written, timeout: written, 'max-parallel': written },
      { requiredKeys: [] },
    ),
  ),
  variable: sometimes(written),
  window: fc.oneof(
    fc.record({ count: number, period }),
    fc.record({ count: number, period, at: fc.constant('06:30'), timezone: fc.constant('Europe/Berlin') }),
    fc.record(
      {
        count: written,
        period: fc.constantFrom('day', 'aeon'),
        at: fc.constantFrom('06:30', '24:00', '99:99', 630),
        timezone: fc.constantFrom('Europe/Berlin', '+25:00', 'Mars/Olympus', ''),
      },
      { requiredKeys: [] },
    ),
  ),
  built: sometimes(instant),
  generated: sometimes(instant),
  loaded: sometimes(instant),
  triggered: sometimes(instant),
  tableau: sometimes(instant),
  retryAfter: sometimes(fc.oneof(written, instant)),
  inState: sometimes(instant),
  seconds: sometimes(number),
})

type Absurd = typeof absurd extends fc.Arbitrary<infer Value> ? Value : never

const exposureOf = (name: string, settings: object) => ({
  name,
  package_name: 'shop',
  original_file_path: 'models/exposures.yml',
  depends_on: { nodes: [`model.shop.${name}`, 'source.shop.raw.orders'] },
  meta: { active_exposure: { extracts: [{ workbook: `Default/${name}` }], ...settings } },
})

/** A build of two dashboards. The absurd values are in the one called `odd`, and in what applies to all. */
function artifacts(
  { window, built, generated, loaded }: Pick<Absurd, 'built' | 'generated' | 'loaded'> & { window: object },
  day = BUILT,
): string {
  const nodes = ['plain', 'odd'].map((name) => `model.shop.${name}`)
  const manifest = rawManifest(
    {
      'source.shop.raw.orders': {},
      ...Object.fromEntries(nodes.map((id) => [id, { reads: ['source.shop.raw.orders'] }])),
    },
    {
      exposures: {
        'exposure.shop.plain': exposureOf('plain', {}),
        'exposure.shop.odd': exposureOf('odd', { build_after: window }),
      },
    },
  )
  const results = rawResults('build', Object.fromEntries(nodes.map((id) => [id, 'success'])))
  const timing = (at: string) => [{ name: 'execute', started_at: at, completed_at: at }]
  return artifactsFolder({
    'manifest.json': { ...manifest, metadata: { ...manifest.metadata, generated_at: generated ?? day } },
    'run_results.json': {
      ...results,
      metadata: { ...results.metadata, generated_at: generated ?? day },
      results: results.results.map((result) => ({
        ...result,
        timing: timing(result.unique_id === 'model.shop.odd' ? (built ?? day) : day),
      })),
    },
    'sources.json': {
      metadata: {
        dbt_schema_version: 'https://schemas.getdbt.com/dbt/sources/v3.json',
        generated_at: generated ?? day,
      },
      results: [
        {
          unique_id: 'source.shop.raw.orders',
          status: 'pass',
          max_loaded_at: loaded ?? day,
          snapshotted_at: loaded ?? day,
        },
      ],
    },
  })
}

/** All instants of Tableau's answers, and a rate limit. */
function around({ tableau, retryAfter }: Absurd): (http: Http) => Http {
  return (http) => {
    let limited = retryAfter !== null
    return async (request) => {
      if (limited && request.url.endsWith('/refresh')) {
        limited = false
        return {
          status: 429,
          headers: { 'content-type': 'application/json', 'retry-after': retryAfter ?? '' },
          body: JSON.stringify({
            error: {
              code: '429000',
              summary: 'Too Many Requests',
              detail: `Retry after ${retryAfter} minutes.`,
            },
          }),
        }
      }
      const response = await http(request)
      if (tableau === null) return response
      return {
        ...response,
        body: response.body.replaceAll(/"\d{4}-\d\d-\d\dT[^"]*"/g, JSON.stringify(tableau)),
      }
    }
  }
}

/** The state of an earlier run, with other instants and numbers. */
function spoilt(store: ReturnType<typeof storeInMemory>, { inState, seconds }: Absurd): StateStore {
  const spoil = (text: string): string => {
    const instants =
      inState === null ? text : text.replaceAll(/"\d{4}-\d\d-\d\dT[^"]*"/g, JSON.stringify(inState))
    return seconds === null ? instants : instants.replaceAll(/"seconds": [\d.]+/g, `"seconds": ${seconds}`)
  }
  return {
    load: async () => {
      const { state, found } = await store.load()
      return { ...deserialise(spoil(serialise(state))), found }
    },
    save: (state) => store.save(state),
  }
}

function readable({ exitCode, summary, log, outputs }: Used): void {
  expect([0, 1]).toContain(exitCode)
  for (const text of [summary, log]) {
    // Values of inputs are quoted, and so is Tableau's message about its quota.
    const own = text.replaceAll(/\\?"[^"]*"|Retry after .*? minutes\./g, '')
    expect(own).not.toMatch(/Invalid time value|RangeError|TypeError|NaN|\binfinity\b|[+-]\d{6}-\d\d/)
  }
  expect(summary.length).toBeGreaterThan(100)
  rowsSchema.parse(JSON.parse(readFileSync(outputs['plan-file'] ?? '', 'utf8')))
}

const isSound = ({ inputs, variable }: Pick<Absurd, 'inputs' | 'variable'>): boolean =>
  Object.values({ ...(variable !== null && !('build-after' in inputs) && { variable }), ...inputs }).every(
    (value) => value === '' || value === '1',
  )

describe('absurd instants and numbers from outside', () => {
  test('every run writes its report, and an absurd value in one exposure does not affect the others', async () => {
    await fc.assert(
      fc.asyncProperty(absurd, async (values) => {
        const cube = { embedded: [{ tables: ['ANALYTICS.MARTS.PLAIN'] }] }
        const stage = onStage(
          { workbooks: [workbook('Default/plain', cube), workbook('Default/odd', cube)] },
          { start: '2026-08-20T06:31:00Z' },
        )
        const kept = storeInMemory()
        const event =
          values.triggered === null
            ? { name: 'push' }
            : {
                name: 'workflow_run',
                workflow_run: {
                  created_at: values.triggered,
                  event: 'push',
                  head_branch: 'main',
                  head_repository: { full_name: 'a/b' },
                },
              }
        const common = {
          ...stage,
          event,
          inputs: { ...values.inputs },
          environment: values.variable === null ? {} : { DBT_ACTIVE_EXPOSURES_BUILD_AFTER: values.variable },
          around: around(values),
        }
        const first = await use({ ...common, store: kept, workspace: artifacts(values) })
        readable(first)
        stage.clock.advance({ seconds: 86_400 })
        const second = await use({
          ...common,
          store: spoilt(kept, values),
          workspace: artifacts(values, '2026-08-21T06:30:00Z'),
        })
        readable(second)
        stage.clock.advance({ seconds: 86_400 })
        const drain = await use({
          ...common,
          inputs: { ...common.inputs, 'dbt-artifacts': 'none' },
          store: spoilt(kept, values),
          workspace: mkdtempSync(join(tmpdir(), 'empty-')),
        })
        readable(drain)
        if (
          isSound(values) &&
          values.retryAfter === null &&
          values.generated === null &&
          values.tableau === null
        ) {
          expect(first.counts['refreshed'] ?? 0).toBeGreaterThan(0)
        }
      }),
      { numRuns: runs(100, 15) },
    )
  }, 300_000)

  test('a window of a billion days is misconfigured in every run, and the other dashboard is refreshed', async () => {
    const stage = onStage(
      {
        workbooks: ['plain', 'odd'].map((name) =>
          workbook(`Default/${name}`, { embedded: [{ tables: [`ANALYTICS.MARTS.${name.toUpperCase()}`] }] }),
        ),
      },
      { start: '2026-08-20T06:31:00Z' },
    )
    const store = storeInMemory()
    for (const day of [BUILT, '2026-08-22T06:30:00Z']) {
      const window = { count: 1e9, period: 'day' }
      const workspace = artifacts({ window, built: null, generated: null, loaded: null }, day)
      const { exitCode, log } = await use({ ...stage, store, workspace, inputs: {}, event: { name: 'push' } })
      expect(exitCode).toBe(0)
      expect(log).toContain('models/exposures.yml: meta.active_exposure.build_after is longer than 400 days.')
      stage.clock.advance({ seconds: 2 * 86_400 })
    }
    expect(stage.simulator.record.jobs.map(({ target }) => target)).toHaveLength(2)
  })
})
