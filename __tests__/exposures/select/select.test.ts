import { message } from '../../../src/messages/message.js'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readDbtProject } from '../../../src/dbt/artifacts/artifacts.js'
import type { Manifest } from '../../../src/dbt/manifest.js'
import { declaredExposures } from '../../../src/exposures/declared.js'
import {
  chooseExposures,
  type ChosenExposures,
  type Selection,
} from '../../../src/exposures/select/select.js'
import { parseSelectors, type SelectorPart } from '../../../src/exposures/select/syntax.js'
import { ENGINES, unpack } from '../../support/artifacts.js'
import { manifestOf } from '../../support/dbt.js'
import { ADDRESS } from '../../support/tableau.js'

function parts(text: string): readonly SelectorPart[] {
  const parsed = parseSelectors(text)
  if ('problem' in parsed) throw new Error(parsed.problem)
  return parsed.parts
}

function problem(text: string): string {
  const parsed = parseSelectors(text)
  return 'problem' in parsed ? parsed.problem : 'none'
}

/** Each part as its selectors, each selector as `method value +steps`. */
function read(text: string): string[][] {
  return parts(text).map(({ dbt, content }) =>
    [...dbt, ...content].map((term) => {
      const steps = 'steps' in term && term.steps !== null ? ` +${term.steps}` : ''
      return `${term.method} ${term.value}${steps}`
    }),
  )
}

describe('an expression', () => {
  test.each([
    ['', []],
    [' \n\t ', []],
    ['weekly_kpis', [['name weekly_kpis']]],
    ['a b\nc', [['name a'], ['name b'], ['name c']]],
    ['tag:finance,owner:Ana', [['tag finance', 'owner Ana']]],
    ['a tag:x,path:models/marts b', [['name a'], ['tag x', 'path models/marts'], ['name b']]],
    ['fct_orders+', [['name fct_orders +Infinity']]],
    ['fct_orders+2', [['name fct_orders +2']]],
    ['source:shop.payments+ package:shop+', [['source shop.payments +Infinity'], ['package shop +Infinity']]],
    ['+exposure:weekly_kpis 2+menu', [['exposure weekly_kpis'], ['name menu']]],
    ['workbook:"Weekly KPIs"', [['workbook Weekly KPIs']]],
    ['workbook:"A, B",tag:x "tag:y"', [['tag x', 'workbook A, B'], ['name tag:y']]],
    ['workbook:"C+" workbook:C+', [['workbook C+'], ['workbook C']]],
    ['owner:"Ines Quispe"', [['owner Ines Quispe']]],
  ])('%j', (text, expected) => {
    expect(read(text)).toEqual(expected)
  })

  test.each([
    ['workbook:"KPIs', 'has a double quote that is never closed'],
    ['a, b', 'has "a,": commas join selectors without blanks, as in tag:finance,owner:Ana'],
    ['@fct_orders', 'has "@fct_orders": write fct_orders+ for everything downstream of it'],
    ['tags:finance', 'has "tags:finance": there is no tags: (did you mean tag:?)'],
    ['workbok:x', 'has "workbok:x": there is no workbok: (did you mean workbook:?)'],
    ['tag:', 'has "tag:": a name is missing'],
    ['+', 'has "+": a name is missing'],
  ])('%j is rejected: %s', (text, sentence) => {
    expect(problem(text)).toBe(sentence)
  })

  test('any text is parsed or rejected', () => {
    fc.assert(fc.property(fc.string(), (text) => expect(parseSelectors(text)).toBeDefined()))
  })
})

const NOTHING: Selection = { select: [], exclude: [] }

function choose(
  manifest: Manifest,
  { select = '', exclude = '' }: { select?: string; exclude?: string },
): ChosenExposures {
  const declared = declaredExposures(manifest, ADDRESS, 1440)
  return chooseExposures(declared, manifest, { select: parts(select), exclude: parts(exclude) })
}

function names({ ours }: ChosenExposures): string[] {
  return ours.map(({ exposure }) => exposure.name).sort()
}

const example = (engine: (typeof ENGINES)[number]): Promise<Manifest> =>
  readDbtProject(['target'], unpack(engine, 'build-ok')).then(({ builds }) => {
    const [build] = builds
    if (build === undefined) throw new Error('no build')
    return build.manifest
  })

const FINANCE = ['order_details', 'order_overview', 'payments_monitor', 'revenue_explorer']

describe.each(ENGINES)('in the example project of %s', (engine) => {
  test.each([
    ['weekly_kpis', ['weekly_kpis']],
    ['acme.weekly_kpis exposure:menu', ['menu', 'weekly_kpis']],
    ['*_orders', ['open_orders']],
    ['order_*', ['order_details', 'order_overview']],
    ['tag:finance', FINANCE],
    ['tag:fin*', FINANCE],
    ['owner:finance', FINANCE],
    ['owner:*@example.com,tag:operations', ['menu', 'open_orders']],
    ['tag:finance,owner:Finance,order_*', ['order_details', 'order_overview']],
    ['rpt_menu+', ['menu']],
    ['dim_customers+', ['customer_360', 'order_details', 'weekly_kpis']],
    ['dim_customers.v2+', ['customer_360', 'weekly_kpis']],
    ['source:shop.payments+1', ['payments_monitor']],
    ['source:finance+', ['board_targets']],
    ['agg_weekly_kpis+ weekly_kpis', ['weekly_kpis']],
    ['fct_orders+1', ['customer_360', 'order_details', 'order_overview', 'revenue_metrics']],
    ['fct_orders+0 menu', ['menu']],
  ])('%s', async (select, expected) => {
    expect(names(choose(await example(engine), { select }))).toEqual(expected)
  })

  test('path: matches a file, a folder or a glob; package: matches the whole project', async () => {
    const manifest = await example(engine)
    const all = names(choose(manifest, {}))
    for (const select of [
      'path:models/exposures.yml',
      'path:models',
      'path:./models/',
      'path:**/*.yml',
      'package:acme',
    ]) {
      expect(names(choose(manifest, { select }))).toEqual(all)
    }
    expect(names(choose(manifest, { select: 'path:models/marts+,tag:executive' }))).toContain('weekly_kpis')
  })

  test('exposures that are not selected, or excluded, are left out with that reason', async () => {
    const manifest = await example(engine)
    const chosen = choose(manifest, { select: 'tag:finance', exclude: 'order_* owner:Nobody' })
    expect(names(chosen)).toEqual(['payments_monitor', 'revenue_explorer'])
    expect(chosen.leftOut).toContainEqual({
      exposure: 'order_details',
      reason: 'not-selected',
      why: 'by select or exclude',
    })
    expect([...chosen.unmatched.values()]).toEqual([
      message('AE-SELECTOR-UNKNOWN', { input: 'exclude', selector: 'owner:Nobody' }),
    ])
    // It is misconfigured, but not selected.
    expect(chosen.unresolved).toEqual([])
    expect(choose(manifest, { select: 'customer_history' }).unresolved).toHaveLength(1)
  })
})

describe('an expression that matches nothing is an error with the nearest names', () => {
  test.each([
    [
      'weakly_kpis',
      'select: weakly_kpis matches nothing. Check its spelling; similar names are weekly_kpis.',
    ],
    [
      'kpis',
      'select: kpis matches nothing. Check its spelling; similar names are sandbox_kpis, weekly_kpis.',
    ],
    [
      'tag:executives',
      'select: tag:executives matches nothing. Check its spelling; similar names are executive.',
    ],
    [
      'owner:"Ines Quisp"',
      'select: owner:"Ines Quisp" matches nothing. Check its spelling; similar names are Ines Quispe',
    ],
    ['zzzzzzzz', 'select: zzzzzzzz matches nothing.'],
    [
      'fct_orders',
      'select: fct_orders is a model, not an exposure. Write fct_orders+ to select the exposures downstream of it.',
    ],
    ['fct_order+', 'select: fct_order+ matches nothing. Check its spelling; similar names are fct_orders'],
    [
      'menu,tag:finance',
      'select: menu,tag:finance matches nothing, because no exposure matches all of its selectors.',
    ],
    [
      'nope nada',
      'select: nope matches nothing. Check its spelling, or remove it. select: nada matches nothing',
    ],
  ])('%s', async (select, sentence) => {
    const manifest = await example('core-1.12')
    expect(() => choose(manifest, { select })).toThrow(sentence)
  })

  test('an expression that matches only a disabled exposure is valid', async () => {
    const manifest = await example('core-1.12')
    for (const select of ['retired_forecast', 'sandbox_kpis', 'marketing_funnel']) {
      expect(choose(manifest, { select }).ours).toEqual([])
    }
  })

  test.each([
    [
      'retired_forecast',
      ['retired_forecast selects nothing, because retired_forecast is switched off (enabled: false in dbt).'],
    ],
    [
      'sandbox_kpis',
      [
        'sandbox_kpis selects nothing, because sandbox_kpis is switched off (enabled: false in meta.active_exposure).',
      ],
    ],
    [
      'retired_forecast weekly_kpis',
      ['retired_forecast selects nothing, because retired_forecast is switched off (enabled: false in dbt).'],
    ],
    ['marketing_funnel', []],
    ['*', []],
  ])('a disabled exposure that %s names is reported as switched off', async (select, told) => {
    const { switchedOff } = choose(await example('core-1.12'), { select })
    expect(switchedOff.map(({ id, message: text }) => [id, text])).toEqual(
      told.map((sentence) => [
        'AE-SELECTOR-SWITCHED-OFF',
        `select: ${sentence} Set enabled to true to refresh it, or remove the selector.`,
      ]),
    )
  })

  test('one of several parts that matches nothing is only a warning', async () => {
    const chosen = choose(await example('core-1.12'), { select: 'weekly_kpis mennu' })
    expect(names(chosen)).toEqual(['weekly_kpis'])
    expect([...chosen.unmatched.values()]).toEqual([
      message('AE-SELECTOR-MISSPELT', { input: 'select', selector: 'mennu', names: 'menu' }),
    ])
  })
})

test('tags are found next to config, where Core 1.8 writes them, and in it', () => {
  const exposure = (name: string, more: object) => ({
    name,
    package_name: 'shop',
    original_file_path: 'models/e.yml',
    url: `${ADDRESS.server}/#/site/acme/views/A/B`,
    ...more,
  })
  const manifest = manifestOf(
    {},
    {
      exposures: {
        'exposure.shop.old': exposure('old', { tags: ['x'], config: { enabled: true } }),
        'exposure.shop.new': exposure('new', { tags: [], config: { tags: ['x'] } }),
        'exposure.shop.one': exposure('one', { config: { tags: 'x' } }),
        'exposure.shop.none': exposure('none', {}),
      },
    },
  )
  expect(names(choose(manifest, { select: 'tag:x' }))).toEqual(['new', 'old', 'one'])
})

test('without an expression everything is selected', async () => {
  const manifest = await example('core-1.12')
  const declared = declaredExposures(manifest, ADDRESS, 1440)
  expect(chooseExposures(declared, manifest, NOTHING)).toMatchObject({ ...declared, others: [] })
})
