import { expect, test } from '@jest/globals'
import { lineageOf, reach } from '../../src/dbt/lineage.js'
import { isEphemeral } from '../../src/dbt/manifest.js'
import { failedTests, problemOf } from '../../src/dbt/problems.js'
import { readProject } from '../../src/run/project.js'
import { ENGINES, unpack } from '../support/artifacts.js'

test.each(ENGINES)(
  'what a failed test read, and everything downstream, is all that dbt skipped: %s',
  async (engine) => {
    const { manifest, builds } = await readProject(['target'], unpack(engine, 'build-test-failure'))
    const results = builds.flatMap(({ runResults }) => runResults.flatMap(({ results: all }) => all))
    const failed = results.flatMap(({ id, status }) =>
      status === 'fail' ? (manifest.nodes.get(id) ?? []) : [],
    )
    const facts = new Map(failed.map(({ key }) => [key, { failedAt: 1 }]))
    const lineage = lineageOf(manifest)
    const tested = failedTests(manifest, lineage, facts, problemOf).flatMap(
      ({ problem }) => problem.tested ?? [],
    )
    expect(tested).toEqual(['model.acme.fct_orders'])
    const rebuilt = reach(tested, lineage.children)
    const skipped = results.flatMap(({ id, status }) => {
      const node = manifest.nodes.get(id)
      // dbt v2 calls each ephemeral model skipped.
      return status === 'skipped' && node?.resourceType === 'model' && !isEphemeral(node) ? [id] : []
    })
    expect(skipped).not.toEqual([])
    expect(skipped.filter((id) => !rebuilt.has(id))).toEqual([])
  },
)
