import { expect, test } from '@jest/globals'
import type { GitHub } from '../../src/github/client.js'
import { changesOf } from '../../src/impact/changes.js'
import { artifactsFolder } from '../support/artifacts.js'
import { rawManifest } from '../support/dbt.js'

/** A pull request that changes this file. */
function pullRequestWith(filename: string): Pick<GitHub, 'owner' | 'repo' | 'read'> {
  return {
    owner: 'acme',
    repo: 'shop',
    read: (schema) => Promise.resolve(schema.parse([{ filename, status: 'modified' }])),
  }
}

test('without a base manifest, a changed YAML file may have lost an exposure, and the caveat says that this cannot be seen', async () => {
  const exposure = { name: 'kpis', package_name: 'shop', original_file_path: 'models/exposures.yml' }
  const manifest = rawManifest({ 'model.shop.orders': {} }, { exposures: { 'exposure.shop.kpis': exposure } })
  const found = await changesOf({
    workspace: artifactsFolder({ 'manifest.json': manifest }),
    manifests: ['target/manifest.json'],
    baseManifest: [],
    pullNumber: 7,
    github: pullRequestWith('models/exposures.yml') as GitHub,
  })
  expect(found).toMatchObject({
    caveats: [
      expect.stringContaining(
        'What was deleted from it, such as an exposure, cannot be seen without base-manifest.',
      ),
    ],
  })
})
