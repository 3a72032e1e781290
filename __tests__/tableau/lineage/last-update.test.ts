import { expect, test } from '@jest/globals'
import { datasource, luidOf, workbook, type SiteInput } from '../../../simulators/tableau/index.js'
import type { Content, ContentKind } from '../../../src/tableau/types.js'
import { acmeWith, onStage, type Scene, type Stage } from '../stage.js'

const lastRefreshedAt = '2026-04-12T05:00:00Z'
const tables = ['DB.S.A']
const SITE: Partial<SiteInput> = {
  workbooks: [
    workbook('F/W', { embedded: [{ tables }, { tables, extract: false }], lastRefreshedAt }),
    workbook('F/Live', { embedded: [{ tables, extract: false }] }),
  ],
  datasources: [datasource('F/D', { tables, lastRefreshedAt })],
}
const SCENE: Scene = { sites: [acmeWith(SITE)] }

function contentAt({ simulator }: Stage, kind: ContentKind, path: string): Pick<Content, 'kind' | 'luid'> {
  const { luid } = kind === 'workbook' ? simulator.workbook(path) : simulator.datasource(path)
  return { kind, luid: luid as Content['luid'] }
}

test.each<[ContentKind, string, string | null]>([
  ['workbook', 'F/W', lastRefreshedAt],
  ['datasource', 'F/D', lastRefreshedAt],
  ['workbook', 'F/Live', null],
])('the last update of the %s %s is %s, in one call', async (kind, path, at) => {
  await onStage(SCENE, async (stage) => {
    const updatedAt = await stage.session((opened) => opened.lastUpdate(contentAt(stage, kind, path)))
    expect(updatedAt).toBe(at === null ? null : Date.parse(at))
    // Besides serverinfo, sign-in and sign-out.
    expect(stage.simulator.record.calls).toHaveLength(4)
  })
})

test('the last update is queried each time', async () => {
  await onStage(SCENE, async (stage) => {
    await stage.session(async (opened) => {
      const content = contentAt(stage, 'workbook', 'F/W')
      await opened.find([{ by: 'luid', of: 'workbook', luid: content.luid }])
      const requestedAt = stage.clock.now()
      stage.simulator.refresh(stage.simulator.workbook('F/W'))
      stage.clock.advance({ minutes: 60 })
      expect(await opened.lastUpdate(content)).toBeGreaterThanOrEqual(requestedAt)
    })
  })
})

test('the last update is unknown for content that the lineage does not show', async () => {
  await onStage(SCENE, async ({ session }) => {
    const content = { kind: 'workbook', luid: luidOf('nobody') as Content['luid'] } as const
    await expect(session((opened) => opened.lastUpdate(content))).resolves.toBeNull()
  })
})

test('without the Metadata API the last update is unknown, and there is no second call', async () => {
  await onStage({ ...SCENE, settings: { metadata: { service: 'feature-disabled' } } }, async (stage) => {
    await stage.session(async (opened) => {
      const content = contentAt(stage, 'workbook', 'F/W')
      await opened.find([{ by: 'luid', of: 'workbook', luid: content.luid }])
      expect(await opened.lastUpdate(content)).toBeNull()
      expect(await opened.lastUpdate(content)).toBeNull()
    })
    expect(stage.simulator.record.callsTo('metadata')).toHaveLength(1)
  })
})

test('without a response of the Metadata API the last update is unknown, but the next call queries it again', async () => {
  await onStage(SCENE, async (stage) => {
    await stage.session(async (opened) => {
      const content = contentAt(stage, 'workbook', 'F/W')
      stage.simulator.faults.add({ match: { path: 'graphql' }, times: 4, effect: { kind: 'reset' } })
      expect(await opened.lastUpdate(content)).toBeNull()
      expect(await opened.lastUpdate(content)).toBe(Date.parse(lastRefreshedAt))
    })
  })
})

test('a lost session is an error', async () => {
  await onStage(SCENE, async (stage) => {
    stage.simulator.faults.add({ match: { path: 'graphql' }, times: 2, effect: { kind: 'end-session' } })
    const asked = stage.session((opened) => opened.lastUpdate(contentAt(stage, 'datasource', 'F/D')))
    await expect(asked).rejects.toMatchObject({ problem: 'lost' })
  })
})
