import { describe, expect, test } from '@jest/globals'

import { datasource, workbook, type SettingsChange } from '../../../simulators/tableau/index.js'
import { attribute, child } from '../../../simulators/tableau/wire/element.js'
import { ask, FORMATS, type Format, signedIn, tableau } from './kit.js'

const SITE = {
  datasources: [datasource('Finance/Orders', {})],
  workbooks: [workbook('Finance/KPIs', { embedded: [{}] })],
}

function opened(format: Format, settings: SettingsChange = {}) {
  const { simulator, clock } = tableau(SITE, settings)
  const { token, siteId } = signedIn(simulator, { format })
  const { luid } = simulator.datasource('Finance/Orders')
  const call = (method: string, path: string, body = '') =>
    ask(simulator, `/sites/${siteId}/dataQualityWarnings/${path}`, { method, body, format, token })
  return { simulator, clock, call, onOrders: `datasource/${luid}` }
}

const xml = (attributes: string) => `<tsRequest><dataQualityWarning ${attributes}/></tsRequest>`

describe.each(FORMATS)('data-quality warnings in %s', (format) => {
  test('are added, listed, changed and removed, by content and by id', () => {
    const { simulator, call, onOrders } = opened(format)
    expect(child(call('GET', onOrders).root, 'dataQualityWarningList')?.children).toEqual([])
    const added = call('POST', onOrders, xml('type="WARNING" isActive="true" message="a &amp; b"'))
    expect([added.status, simulator.qualityWarnings.all.map(({ message }) => message)]).toEqual([
      200,
      ['a & b'],
    ])
    const id = simulator.qualityWarnings.all[0]?.id ?? ''
    expect(call('PUT', id, xml('type="STALE"')).status).toBe(200)
    const [listed] = child(call('GET', onOrders).root, 'dataQualityWarningList')?.children ?? []
    expect(['type', 'message', 'isActive', 'isSevere'].map((name) => attribute(listed, name))).toEqual([
      'STALE',
      'a & b',
      'true',
      'false',
    ])
    expect(attribute(child(listed, 'owner'), 'id')).toBeDefined()
    expect([call('DELETE', id).status, call('DELETE', id).status]).toEqual([204, 404])
  })
})

test.each([
  ['one', '409004'],
  ['one-per-type', undefined],
] as const)('with %s warning per content, one of another type gets %s', (perContent, code) => {
  const { call, onOrders } = opened('json', { qualityWarnings: { perContent } })
  call('POST', onOrders, xml('type="MAINTENANCE"'))
  expect(call('POST', onOrders, xml('type="WARNING"')).code).toBe(code)
})

test('neither a workbook nor a site without Data Management takes one', () => {
  const { simulator, call, onOrders } = opened('json')
  expect(call('POST', `workbook/${simulator.workbook('Finance/KPIs').luid}`, xml('')).code).toBe('400000')
  simulator.configure({ qualityWarnings: { licensed: false } })
  expect(['GET', 'POST'].map((method) => call(method, onOrders, xml('')).code)).toEqual(['403157', '403157'])
})
