import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { exposureLines } from '../../src/dbt/exposure-lines.js'

async function linesOf(text: string): Promise<object> {
  const root = mkdtempSync(join(tmpdir(), 'yaml-'))
  writeFileSync(join(root, 'exposures.yml'), text)
  return Object.fromEntries(await exposureLines(root, 'exposures.yml'))
}

test('the line of an exposure is that of its name, in block style, flow style and with anchors', async () => {
  const yaml = `version: 2
models:
  - name: kpis
exposures:
  # the first
  - &first
    type: dashboard
    name: kpis
  - { name: "menu", type: dashboard }
`
  expect(await linesOf(yaml)).toEqual({ kpis: 8, menu: 9 })
  expect(await linesOf(yaml.replaceAll('\n', '\r\n'))).toEqual({ kpis: 8, menu: 9 })
})

test.each(['', 'exposures: 7', 'exposures:\n  - 7\n  - name: [x]', ': : {', '- a', '\u0000'])(
  'no lines in %j',
  async (text) => {
    expect(await linesOf(text)).toEqual({})
  },
)

test('files outside the workspace and missing files have no lines', async () => {
  for (const file of ['../../../etc/passwd', '/etc/passwd', 'missing.yml', ''])
    expect(await exposureLines(import.meta.dirname, file)).toEqual(new Map())
})
