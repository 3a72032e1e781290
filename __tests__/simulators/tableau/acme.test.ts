import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from '@jest/globals'

import { acme, TableauSimulator } from '../../../simulators/tableau/index.js'
import { hasOwnExtract } from '../../../simulators/tableau/content/model.js'

const PROJECT = join(import.meta.dirname, '../../../examples/acme-analytics')
const YAML = readFileSync(join(PROJECT, 'models/exposures.yml'), 'utf8')
const simulator = new TableauSimulator({ sites: [acme()] })
const { workbooks, datasources } = simulator.site('acme')

function allOf(pattern: RegExp): string[][] {
  return [...YAML.matchAll(pattern)].map((match) => match.slice(1))
}

test.each(allOf(/#\/site\/acme\/views\/([^/\s]+)\/(\S+)/g))(
  'the view %s/%s of an exposure exists',
  (contentUrl, view) => {
    const found = workbooks.filter((one) => one.contentUrl === contentUrl)
    expect(found).toHaveLength(1)
    expect(found[0]?.views.filter(({ urlName, hidden }) => urlName === view && !hidden)).toHaveLength(1)
  },
)

test.each(allOf(/#\/site\/acme\/workbooks\/(\d+)/g))(
  'the workbook number %s of an exposure exists',
  (number) => {
    expect(workbooks.filter((one) => one.number === Number(number))).toHaveLength(1)
  },
)

test.each(allOf(/- (datasource|workbook): (\S.*)/g))(
  'the %s %s named in meta exists, with an extract',
  (kind, name = '') => {
    const found = kind === 'workbook' ? simulator.workbook(name) : simulator.datasource(name)
    expect(hasOwnExtract(found)).toBe(true)
  },
)

test('every table is one that the project builds or reads', () => {
  const { tables } = simulator.site('acme')
  const known = new Set(tables.map(({ fullName, database }) => `${database?.name ?? ''} ${fullName}`))
  expect([...known].filter((name) => !name.startsWith(' ')).every((name) => name.startsWith('acme ['))).toBe(
    true,
  )
  expect(known).toContain('acme [analytics].[agg_weekly_kpis]')
})

test('the duration of all refreshes can be set at once', () => {
  const quick = new TableauSimulator({ sites: [acme({ seconds: 1 })] })
  const behaviours = quick.sites
    .flatMap((one) => [...one.workbooks, ...one.datasources])
    .map((one) => one.behaviour.seconds)
  expect(new Set(behaviours)).toEqual(new Set([1]))
  expect(datasources.map((one) => one.behaviour.seconds)).toEqual([73, 38])
})
