import { message } from '../../../src/messages/message.js'
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { joinManifests } from '../../../src/dbt/artifacts/join-manifests.js'
import { readDbtProject } from '../../../src/dbt/artifacts/artifacts.js'
import { factsOf } from '../../../src/dbt/facts.js'
import { nodeStatuses } from '../../../src/dbt/health.js'
import { artifactNotices } from '../../../src/dbt/notices.js'
import type { NodeFacts, NodeKey } from '../../../src/dbt/types.js'
import { artifactsFolder, unpack } from '../../support/artifacts.js'
import { posixTest } from '../../support/posix.js'
import { at, manifestOf, rawManifest, rawResults, sourcesOf, uid } from '../../support/dbt.js'

const MANIFEST = rawManifest({ 'model.shop.orders': {} })
const RESULTS = rawResults('build', { 'model.shop.orders': { status: 'success', at: '06:05:00' } })

async function messageFor(files: Readonly<Record<string, unknown>>, patterns = ['target']): Promise<string> {
  return readDbtProject(patterns, artifactsFolder(files)).then(
    () => 'no error',
    (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : 'not an error'),
  )
}

describe('a wrong file is reported in one sentence with its name', () => {
  test.each<[string, Record<string, unknown>, RegExp]>([
    [
      'no manifest',
      { 'run_results.json': RESULTS },
      /no manifest\.json in target\. Run dbt build before this step/,
    ],
    [
      'a truncated manifest',
      { 'manifest.json': JSON.stringify(MANIFEST).slice(0, 200) },
      /target\/manifest\.json is incomplete JSON/,
    ],
    [
      'an archive in place of a manifest',
      { 'manifest.json': 'PK\u0003\u0004' },
      /target\/manifest\.json is not JSON \(This is no JSON at byte 0\)\. Unpack it if/,
    ],
    [
      'a Git LFS pointer in place of results',
      { 'manifest.json': MANIFEST, 'run_results.json': 'version https://git-lfs.github.com/spec/v1' },
      /target\/run_results\.json is not JSON .* fetch it if it is in Git LFS/,
    ],
    ['an empty file', { 'manifest.json': '' }, /target\/manifest\.json is incomplete JSON/],
    [
      'truncated results',
      { 'manifest.json': MANIFEST, 'run_results.json': JSON.stringify(RESULTS).slice(0, -3) },
      /target\/run_results\.json is incomplete JSON/,
    ],
    [
      'another kind of JSON file',
      { 'manifest.json': { hello: 'world' } },
      /target\/manifest\.json was not written by dbt/,
    ],
    [
      'a manifest of dbt 1.4',
      {
        'manifest.json': {
          ...MANIFEST,
          metadata: {
            ...MANIFEST.metadata,
            dbt_schema_version: 'https://schemas.getdbt.com/dbt/manifest/v8.json',
          },
        },
      },
      /dbt before 1\.5/,
    ],
    [
      'a node of another shape',
      { 'manifest.json': { ...MANIFEST, nodes: { 'model.shop.orders': { name: 7 } } } },
      /target\/manifest\.json is not what dbt writes there \(nodes: model\.shop\.orders: /,
    ],
    [
      'results without results',
      { 'manifest.json': MANIFEST, 'run_results.json': { ...RESULTS, results: null } },
      /target\/run_results\.json is not what dbt writes there \(results: /,
    ],
  ])('%s', async (_, files, message) => {
    const said = await messageFor(files)
    expect(said).toMatch(/^ConfigurationError: /)
    expect(said).toMatch(message)
    expect(said).not.toContain('\n')
  })
})

describe('files are found', () => {
  test('in a folder, not in its subfolders', async () => {
    const root = artifactsFolder({ 'manifest.json': MANIFEST, 'run_results.json': RESULTS })
    mkdirSync(join(root, 'target/run'))
    writeFileSync(join(root, 'target/run/run_results.json'), 'not read')
    const project = await readDbtProject(['target'], root)
    expect(project.builds[0]?.runResults.map((results) => results.path)).toEqual(['target/run_results.json'])
  })

  test('by a glob, which may match other files too', async () => {
    const root = artifactsFolder({
      'manifest.json': MANIFEST,
      'run_results.json': RESULTS,
      'catalog.json': { nodes: {} },
    })
    const project = await readDbtProject(['**/*.json'], root)
    expect(project.builds[0]?.runResults).toHaveLength(1)
  })

  test.each(['**', '**/*', 'target/*.json'])(
    'by %s, among code, archives and JSON with comments; a broken artifact is still an error',
    async (pattern) => {
      const root = artifactsFolder({
        'manifest.json': MANIFEST,
        'run_results.json': RESULTS,
        'tsconfig.json': '// words',
        'partial_parse.msgpack': 'x',
        'model.sql': 'select 1',
      })
      const project = await readDbtProject([pattern], root)
      expect(project.builds[0]?.runResults).toHaveLength(1)
      writeFileSync(join(root, 'target/run_results_1.json'), '{"metadata":')
      await expect(readDbtProject([pattern], root)).rejects.toThrow('run_results_1.json is incomplete JSON')
    },
  )

  test('nowhere at a path without artifacts, which a warning names', async () => {
    const root = artifactsFolder({ 'manifest.json': MANIFEST, 'run_results.json': RESULTS })
    mkdirSync(join(root, 'empty'))
    const { builds, notices } = await readDbtProject(
      ['target', 'crm/targte', 'frist/run_results.json', 'empty', '*/dist'],
      root,
    )
    expect(builds).toHaveLength(1)
    expect(notices).toEqual([
      expect.objectContaining({
        id: 'AE-ARTIFACTS-NOT-FOUND',
        level: 'warning',
        message: expect.stringContaining('in crm/targte, frist/run_results.json, empty, */dist, which'),
      }),
    ])
  })

  test.each(['manifest.json', 'run_results.json'])(
    'in the other folders if %s of one is cut off, which is reported',
    async (name) => {
      const root = artifactsFolder({ 'manifest.json': MANIFEST, 'run_results.json': RESULTS })
      write(root, { 'crm/manifest.json': MANIFEST, 'crm/run_results.json': RESULTS })
      writeFileSync(join(root, 'crm', name), '{"metadata":')
      const { builds, unreadable } = await readDbtProject(['target', 'crm'], root)
      expect(unreadable?.message).toMatch(`crm/${name} is incomplete JSON`)
      expect(builds.map(({ manifest, runResults }) => [manifest.path, runResults.length])).toEqual([
        ['target/manifest.json', 1],
      ])
    },
  )

  posixTest('but not in a pipe, which might block forever', async () => {
    const root = artifactsFolder({ 'manifest.json': MANIFEST })
    execFileSync('mkfifo', [join(root, 'target/run_results.json')])
    const project = await readDbtProject(['target', 'target/run_results.json'], root)
    expect(project.builds[0]?.runResults).toEqual([])
  })

  test('once, even if a link leads to them again', async () => {
    const root = artifactsFolder({ 'manifest.json': MANIFEST, 'run_results.json': RESULTS })
    symlinkSync('.', join(root, 'target/latest'))
    const project = await readDbtProject(['target', 'target/latest'], root)
    expect(project.builds.map(({ manifest }) => manifest.path)).toEqual(['target/manifest.json'])
  })

  test('also in a copy of the folder, with its own results', async () => {
    const root = artifactsFolder({ 'manifest.json': MANIFEST, 'run_results.json': RESULTS })
    cpSync(join(root, 'target'), join(root, 'copy'), { recursive: true })
    const project = await readDbtProject(['target', 'copy'], root)
    expect(project.builds.flatMap(({ runResults }) => runResults).map(({ path }) => path)).toEqual([
      'target/run_results.json',
      'copy/run_results.json',
    ])
  })

  test('once, however often they are listed', async () => {
    const root = artifactsFolder({ 'manifest.json': MANIFEST, 'run_results.json': RESULTS })
    const project = await readDbtProject(['target', 'target/run_results.json', join(root, 'target')], root)
    expect(project.builds[0]?.runResults).toHaveLength(1)
  })

  test('of two projects, each result with the manifest of its own command', async () => {
    const other = rawManifest({ 'model.hr.people': {} })
    const root = artifactsFolder({ 'manifest.json': MANIFEST, 'run_results.json': RESULTS })
    mkdirSync(join(root, 'hr'))
    writeFileSync(
      join(root, 'hr/manifest.json'),
      JSON.stringify({
        ...other,
        metadata: { ...other.metadata, invocation_id: 'build-2', project_name: 'hr' },
      }),
    )
    const results = rawResults('build', { 'model.hr.people': 'success' })
    writeFileSync(
      join(root, 'hr/run_results.json'),
      JSON.stringify({ ...results, metadata: { ...results.metadata, invocation_id: 'build-3' } }),
    )
    const project = await readDbtProject(['target', 'hr'], root)
    expect(project.builds.map((build) => build.runResults.map((file) => file.path))).toEqual([
      ['target/run_results.json'],
      ['hr/run_results.json'],
    ])
    expect([...project.manifest.nodes.keys()].sort()).toEqual(['model.hr.people', 'model.shop.orders'])
  })
})

/** Writes files below the root, and creates their folders. */
function write(root: string, files: Readonly<Record<string, unknown>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), JSON.stringify(content))
  }
}

/** A node of another project as dbt or dbt-loom writes it. */
const STUB = { materialized: 'view', path: '' }

describe('two projects, one of which reads a node of the other', () => {
  const DATES = uid('model.platform.dates')
  const manifests = (ownerAt: string) => {
    const of = (name: string, generated_at: string, nodes: Parameters<typeof rawManifest>[0]) => {
      const raw = rawManifest(nodes)
      return {
        ...raw,
        metadata: { ...raw.metadata, project_name: name, invocation_id: `build-${name}`, generated_at },
      }
    }
    return {
      'platform/manifest.json': of('platform', ownerAt, {
        'seed.platform.days': {},
        [DATES]: { reads: ['seed.platform.days'], materialized: 'view' },
        'test.platform.unique_dates': { reads: [DATES] },
      }),
      'shop/manifest.json': of('shop', '2026-08-20T06:00:00Z', {
        [DATES]: STUB,
        'model.shop.orders': { reads: [DATES] },
      }),
    }
  }
  const results = (name: string, results: Parameters<typeof rawResults>[1]) => {
    const raw = rawResults('build', results)
    return { ...raw, metadata: { ...raw.metadata, invocation_id: `build-${name}` } }
  }
  const status = async (patterns: string[], ownerAt = '2026-08-20T05:00:00Z') => {
    const root = artifactsFolder({})
    write(root, {
      ...manifests(ownerAt),
      'platform/run_results.json': results('platform', {
        'seed.platform.days': { status: 'success', at: '05:01:00' },
        [DATES]: { status: 'success', at: '05:02:00' },
        'test.platform.unique_dates': { status: 'fail', at: '05:03:00' },
      }),
      'shop/run_results.json': results('shop', {
        'model.shop.orders': { status: 'success', at: '06:05:00' },
      }),
    })
    const { builds, manifest } = await readDbtProject(patterns, root)
    const facts = builds.reduce(
      (known, build) => new Map([...known, ...factsOf(build, known)]),
      new Map<NodeKey, NodeFacts>(),
    )
    return nodeStatuses([DATES], manifest, facts).get(DATES)
  }

  test.each([
    ['in this order', ['platform', 'shop'], '2026-08-20T05:00:00Z'],
    ['in the other order', ['shop', 'platform'], '2026-08-20T05:00:00Z'],
    ['also if that is newer', ['shop', 'platform'], '2026-08-20T07:00:00Z'],
  ])('the manifest of its own project counts, %s', async (_, patterns, ownerAt) => {
    expect(await status(patterns, ownerAt)).toMatchObject({
      landedAt: at('05:01:00'),
      problems: [{ node: 'test.platform.unique_dates' }],
    })
  })

  test('without that manifest, the build of the reading project counts', async () => {
    expect(await status(['shop'])).toMatchObject({ landedAt: at('06:05:00'), problems: [] })
  })
})

describe('one project built for two tenants', () => {
  const EXPOSURE = { package_name: 'shop', original_file_path: 'models/exposures.yml' }
  const on = (name: string, ...nodes: string[]) => ({
    [`exposure.shop.${name}`]: { ...EXPOSURE, name, depends_on: { nodes } },
  })
  /** Each tenant has its own schema; both share the calendar. */
  const target = (
    tenant: string,
    generated_at: string,
    exposures: object,
    more: Parameters<typeof rawManifest>[0] = {},
  ) => {
    const raw = rawManifest(
      {
        'model.shop.orders': { schema: tenant },
        'model.shop.kpis': { schema: tenant, reads: ['model.shop.orders'] },
        'seed.shop.calendar': { schema: 'shared' },
        ...more,
      },
      { exposures },
    )
    return { ...raw, metadata: { ...raw.metadata, invocation_id: `build-${tenant}`, generated_at } }
  }
  const read = async (files: Record<string, unknown>, patterns = ['one', 'two']) => {
    const root = artifactsFolder({})
    write(root, files)
    return readDbtProject(patterns, root)
  }
  const [EARLY, LATE] = ['2026-08-20T05:00:00Z', '2026-08-20T06:00:00Z']
  const names = ({ exposures }: { exposures: readonly { name: string }[] }) =>
    exposures.map(({ name }) => name)

  test.each([
    ['listed first', ['one', 'two']],
    ['listed last', ['two', 'one']],
  ])(
    'the exposures of the older one, %s, are left out with a warning; the newer one keeps its own',
    async (_, patterns) => {
      const project = await read(
        {
          'one/manifest.json': target('tenant_a', EARLY, {
            ...on('kpis', 'model.shop.kpis'),
            ...on('only_a', 'model.shop.orders'),
          }),
          'two/manifest.json': target('tenant_b', LATE, on('kpis', 'model.shop.kpis')),
        },
        patterns,
      )
      expect(names(project.manifest)).toEqual(['kpis'])
      expect(project.manifest.nodes.get(uid('model.shop.orders'))?.schema).toBe('tenant_b')
      expect(project.notices).toEqual([
        message('AE-TWO-TARGETS', {
          older: 'one/manifest.json',
          newer: 'two/manifest.json',
          node: 'model.shop.orders',
          place: 'analytics.tenant_a.orders',
          otherPlace: 'analytics.tenant_b.orders',
          exposures: 'kpis, only_a',
        }),
      ])
    },
  )

  test.each([
    ['listed first', ['one', 'two']],
    ['listed last', ['two', 'one']],
  ])(
    'if both have a node in the same schema, the newer manifest counts, with the older one %s',
    async (_, patterns) => {
      const shared = (type: string) => ({ 'model.shop.dates': { schema: 'shared', materialized: type } })
      const older = target('tenant_a', EARLY, {}, shared('view'))
      const newer = target('tenant_b', LATE, {}, shared('table'))
      const metric = (node: string) => ({
        'metric.shop.days': { name: 'days', package_name: 'shop', depends_on: { nodes: [node] } },
      })
      const files = {
        'one/manifest.json': { ...older, metrics: metric('model.shop.orders') },
        'two/manifest.json': { ...newer, metrics: metric('model.shop.dates') },
      }
      const { manifest } = await read(files, patterns)
      expect(manifest.nodes.get(uid('model.shop.dates'))?.materialized).toBe('table')
      expect(manifest.semantics.get(uid('metric.shop.days'))).toEqual(['model.shop.dates'])
      expect(manifest.invocationId).toBe('build-tenant_b')
    },
  )

  test('the warning names only the first exposures', async () => {
    const all = ['a', 'b', 'c', 'd', 'e'].map((name) => on(name, 'model.shop.orders'))
    const many = Object.fromEntries(all.flatMap((exposures) => Object.entries(exposures)))
    const { notices } = await read({
      'one/manifest.json': target('tenant_a', EARLY, many),
      'two/manifest.json': target('tenant_b', LATE, many),
    })
    expect(notices[0]?.message).toContain('left out of one/manifest.json: a, b, c and 2 more.')
  })

  test('exposures that read only tables that both share are kept', async () => {
    const { manifest, notices } = await read({
      'one/manifest.json': target('tenant_a', EARLY, on('holidays', 'seed.shop.calendar')),
      'two/manifest.json': target('tenant_b', LATE, on('kpis', 'model.shop.kpis')),
    })
    expect(names(manifest)).toEqual(['holidays', 'kpis'])
    expect(notices).toEqual([])
  })

  test('a failed test of one does not hold back the other', async () => {
    const test_ = { 'test.shop.only_a': { reads: ['model.shop.orders'] } }
    const { builds, manifest } = await read({
      'one/manifest.json': target('tenant_a', EARLY, on('kpis', 'model.shop.kpis'), test_),
      'one/run_results.json': {
        ...rawResults('build', { 'test.shop.only_a': { status: 'fail', at: '05:03:00' } }),
      },
      'two/manifest.json': target('tenant_b', LATE, on('kpis', 'model.shop.kpis')),
    })
    const facts = new Map(builds.flatMap((build) => [...factsOf(build, new Map())]))
    expect([...facts.keys()]).toEqual(['test.shop.only_a@analytics.tenant_a.orders'])
    expect(
      nodeStatuses([uid('model.shop.orders')], manifest, facts).get(uid('model.shop.orders')),
    ).toMatchObject({
      problems: [],
    })
  })

  test('both have their landings', async () => {
    const results = (tenant: string) => {
      const raw = rawResults('build', { 'model.shop.orders': { status: 'success', at: '05:03:00' } })
      return { ...raw, metadata: { ...raw.metadata, invocation_id: `build-${tenant}` } }
    }
    const { builds } = await read({
      'one/manifest.json': target('tenant_a', EARLY, {}),
      'one/run_results.json': results('tenant_a'),
      'two/manifest.json': target('tenant_b', LATE, {}),
      'two/run_results.json': results('tenant_b'),
    })
    expect(builds.flatMap((build) => [...factsOf(build, new Map()).keys()])).toEqual([
      'model.shop.orders@analytics.tenant_a.orders',
      'model.shop.orders@analytics.tenant_b.orders',
    ])
  })

  test('the same target twice, as after docs generate, is one project', async () => {
    const { manifest, notices } = await read({
      'one/manifest.json': target('prod', EARLY, on('kpis', 'model.shop.kpis')),
      'two/manifest.json': target('prod', LATE, on('kpis', 'model.shop.kpis')),
    })
    expect([names(manifest), notices]).toEqual([['kpis'], []])
  })
})

test('two projects with the same package in different schemas keep the exposures that do not read it', async () => {
  const root = artifactsFolder({})
  const of = (name: string, generated_at: string) => {
    const raw = rawManifest(
      { 'model.shared.dates': { schema: name }, [`model.${name}.orders`]: {} },
      {
        exposures: Object.fromEntries(
          [`model.${name}.orders`, 'model.shared.dates'].map((node, index) => [
            `exposure.${name}.e${index}`,
            { package_name: name, name: `${name}_${index}`, depends_on: { nodes: [node] } },
          ]),
        ),
      },
    )
    return { ...raw, metadata: { ...raw.metadata, project_name: name, invocation_id: name, generated_at } }
  }
  write(root, {
    'a/manifest.json': of('a', '2026-08-20T05:00:00Z'),
    'b/manifest.json': of('b', '2026-08-20T06:00:00Z'),
  })
  const { manifest, notices } = await readDbtProject(['a', 'b'], root)
  expect(manifest.exposures.map(({ name }) => name)).toEqual(['a_0', 'b_0', 'b_1'])
  expect(notices.map(({ message }) => message).join()).toContain('left out of a/manifest.json: a_1.')
})

const NOW = Date.parse('2026-08-21T07:00:00Z')

const COUNTED = { path: 'target/run_results.json', command: 'build', time: '06:30 UTC on 20 Aug 2026' }

describe('artifacts that cannot show landings cause a warning', () => {
  const read = async (files: Readonly<Record<string, unknown>>) => {
    const [build] = (await readDbtProject(['target'], artifactsFolder(files))).builds
    if (build === undefined) throw new Error('no build')
    return build
  }

  test('no results at all', async () => {
    expect(artifactNotices(await read({ 'manifest.json': MANIFEST }), { news: false, now: NOW })).toEqual([
      message('AE-NO-RUN-RESULTS', { manifest: 'target/manifest.json' }),
    ])
  })

  test('empty results', async () => {
    const build = await read({ 'manifest.json': MANIFEST, 'run_results.json': { ...RESULTS, results: [] } })
    expect(
      artifactNotices(build, { news: true, now: NOW })
        .map((notice) => notice.message)
        .join(),
    ).toContain('selected nothing')
  })

  test.each([
    ['of another project', 'model.store.orders', /has no result of any node in target\/manifest\.json/],
    ['of hooks only', 'operation.shop.shop-on-run-start-0', /selected nothing/],
  ])('results %s', async (_, id, says) => {
    const other = rawResults('build', { [id]: { status: 'success', at: '06:05:00' } })
    const build = await read({ 'manifest.json': MANIFEST, 'run_results.json': other })
    const messages = artifactNotices(build, { news: true, now: NOW }).map((notice) => notice.message)
    expect(messages).toEqual([expect.stringMatching(says)])
  })

  test('empty results of a project with only exposures cause none', async () => {
    const raw = rawManifest({ 'source.shop.raw.orders': {}, 'model.platform.dates': STUB })
    const build = await read({ 'manifest.json': raw, 'run_results.json': { ...RESULTS, results: [] } })
    expect(artifactNotices(build, { news: true, now: NOW })).toEqual([])
  })

  test('results of dbt test are a warning only if no run has read a build for a week', async () => {
    const results = rawResults('test', { 'model.shop.orders': { status: 'pass', at: '06:05:00' } })
    const build = await read({ 'manifest.json': MANIFEST, 'run_results.json': results })
    const [node] = build.manifest.nodes.values()
    const day = 24 * 60 * 60_000
    const noticesFor = (daysAgo: number) => {
      const known = new Map(
        node === undefined ? [] : [[node.key, { landedAt: NOW - daysAgo * day }] as const],
      )
      return artifactNotices(build, { news: true, now: NOW, known }).map(({ id, level }) => `${level} ${id}`)
    }
    expect([noticesFor(1), noticesFor(8)]).toEqual([
      ['notice AE-RESULTS-OF-TEST'],
      ['warning AE-RESULTS-OF-TEST'],
    ])
  })

  test('for an exposures-file, dbt compile is enough, and dbt docs generate has overwritten results', async () => {
    const noticesFor = async (command: string) => {
      const results = rawResults(command, { 'model.shop.orders': { status: 'success', at: '06:05:00' } })
      const build = await read({ 'manifest.json': MANIFEST, 'run_results.json': results })
      return artifactNotices(build, { news: true, now: NOW, writesExposures: true }).map(
        ({ id, level }) => `${level} ${id}`,
      )
    }
    expect(await noticesFor('compile')).toEqual(['notice AE-RESULTS-OF-COMPILE'])
    expect(await noticesFor('generate')).toEqual(['warning AE-RESULTS-OVERWRITTEN'])
  })

  test('a sources.json from an earlier job', async () => {
    const build = await read({ 'manifest.json': MANIFEST, 'run_results.json': RESULTS })
    const notices = (generated: string) =>
      artifactNotices({ ...build, sources: [sourcesOf({}, generated)] }, { news: true, now: NOW })
    expect(notices('2026-08-20T05:05:00Z')).toEqual([])
    expect(notices('2026-08-20T05:04:59Z')).toEqual([
      message('AE-SOURCES-OUTDATED', { path: 'target/sources.json', time: '05:04 UTC on 20 Aug 2026' }),
    ])
  })

  test('results that an earlier run already counted, as in a re-run', async () => {
    const build = await read({ 'manifest.json': MANIFEST, 'run_results.json': RESULTS })
    expect(artifactNotices(build, { news: false, now: NOW })).toEqual([message('AE-RESULTS-KNOWN', COUNTED)])
  })

  test('results from the future by the clock of this runner', async () => {
    const build = await read({ 'manifest.json': MANIFEST, 'run_results.json': RESULTS })
    const said = (now: string) => artifactNotices(build, { news: true, now: Date.parse(now) })
    expect(said('2026-08-20T05:00:00Z')).toEqual([
      message('AE-CLOCK-OF-DBT', {
        path: 'target/run_results.json',
        time: '06:30 UTC on 20 Aug 2026',
        now: '05:00 UTC on 20 Aug 2026',
      }),
    ])
    expect(said('2026-08-20T06:27:00Z')).toEqual([])
  })

  test('results of an earlier command, because dbt ended before it wrote its own', async () => {
    const manifest = {
      ...MANIFEST,
      metadata: { ...MANIFEST.metadata, invocation_id: 'build-2', generated_at: '2026-08-21T06:00:00Z' },
    }
    const build = await read({ 'manifest.json': manifest, 'run_results.json': RESULTS })
    expect(artifactNotices(build, { news: false, now: NOW })).toEqual([
      message('AE-RESULTS-OUTDATED', {
        ...COUNTED,
        manifest: 'target/manifest.json',
        manifestTime: '06:00 UTC on 21 Aug 2026',
      }),
    ])
  })
})

test('unknown fields are ignored, and a missing object is the same as null', async () => {
  const root = artifactsFolder({
    'manifest.json': { ...MANIFEST, exposures: null, brand_new: { x: 1 }, disabled: null },
  })
  const { manifest } = await readDbtProject(['target'], root)
  expect(manifest.exposures).toEqual([])
  expect(manifest.nodes.size).toBe(1)
})

test('the project of a v9 manifest is found by the MD5 of its name', async () => {
  const exposure = (packageName: string) => ({
    name: 'kpis',
    package_name: packageName,
    type: 'dashboard',
    owner: {},
    depends_on: { nodes: [] },
  })
  const v9 = {
    ...MANIFEST,
    metadata: {
      ...MANIFEST.metadata,
      project_name: undefined,
      project_id: '3eadf4cf9e7b2c0c1b35cd5ef8c1a6b0',
      dbt_schema_version: 'https://schemas.getdbt.com/dbt/manifest/v9.json',
    },
    exposures: { 'exposure.shop.kpis': exposure('shop'), 'exposure.other.kpis': exposure('other') },
  }
  const { createHash } = await import('node:crypto')
  v9.metadata.project_id = createHash('md5').update('shop').digest('hex')
  const { manifest } = await readDbtProject(['target'], artifactsFolder({ 'manifest.json': v9 }))
  expect(manifest.projectName).toBe('shop')
  expect(manifest.exposures.map((found) => found.id)).toEqual(['exposure.shop.kpis'])
})

test('reading the same artifacts twice gives the same facts', async () => {
  const project = await readDbtProject(['target'], unpack('core-1.8', 'build-ok'))
  const [build] = project.builds
  if (build === undefined) throw new Error('no build')
  const facts = factsOf(build, new Map())
  expect(factsOf(build, facts)).toEqual(facts)
})

test('a byte order mark, as PowerShell writes it, is ignored', async () => {
  const root = artifactsFolder({
    'manifest.json': `\ufeff${JSON.stringify(MANIFEST)}`,
    'run_results.json': RESULTS,
  })
  const { manifest } = await readDbtProject(['target'], root)
  expect(manifest.nodes.size).toBe(1)
})

test.each([
  ['little', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['big', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
])('a file in UTF-16, %s end first, is reported in one sentence', async (_, encode) => {
  const root = artifactsFolder({ 'manifest.json': MANIFEST })
  writeFileSync(join(root, 'target/run_results.json'), encode(JSON.stringify(RESULTS)))
  await expect(readDbtProject(['target'], root)).rejects.toThrow(
    'target/run_results.json is UTF-16, not UTF-8, as PowerShell writes it with > and Out-File. Keep the file that dbt wrote, or add -Encoding utf8.',
  )
})

test.each<[string | null, string | null, string | null]>([
  ['snowflake', 'snowflake', 'snowflake'],
  ['snowflake', 'bigquery', 'snowflake and bigquery'],
  ['snowflake and bigquery', 'bigquery', 'snowflake and bigquery'],
  ['snowflake', null, null],
])('projects on %s and on %s are one on %s', (older, newer, expected) => {
  const on = (adapterType: string | null) => ({ ...manifestOf({}), adapterType })
  expect(joinManifests([on(older), on(newer)]).manifest.adapterType).toBe(expected)
})
