import { describe, expect, test } from '@jest/globals'
import {
  type Answers,
  withKnownAnswers,
  type ContentPort,
  referenceKey,
} from '../../../src/exposures/tableau-answers.js'
import { declaredExposures } from '../../../src/exposures/declared.js'
import { resolveExposures, type Resolved } from '../../../src/exposures/resolve.js'
import { chooseExposures } from '../../../src/exposures/select/select.js'
import { parseSelectors, type SelectorPart } from '../../../src/exposures/select/syntax.js'
import { datasource, type SiteInput, workbook } from '../../../simulators/tableau/index.js'
import { message } from '../../../src/messages/message.js'
import { manifestOf } from '../../support/dbt.js'
import { ADDRESS, onStage } from '../../support/tableau.js'

const ORDERS = 'ANALYTICS.MARTS.ORDERS'
const CUSTOMERS = 'ANALYTICS.MARTS.CUSTOMERS'

/** KPIs and Orders read the data source Sales, and Orders also a table. Menu reads no data source. */
const SITE: Partial<SiteInput> = {
  datasources: [datasource('Finance/Sales', { tables: [ORDERS, CUSTOMERS] })],
  workbooks: [
    workbook('Finance/KPIs', { reads: ['Finance/Sales'] }),
    workbook('Finance/Orders', { reads: ['Finance/Sales'], embedded: [{ tables: [ORDERS] }] }),
    workbook('Kitchen/Menu (old), [2024]', { embedded: [{ tables: [CUSTOMERS] }] }),
  ],
}

const SHOP = manifestOf(
  { 'model.shop.orders': {}, 'model.shop.customers': {} },
  {
    exposures: Object.fromEntries(
      [
        ['kpis', 'Finance/KPIs', 'orders'],
        ['orders_board', 'Finance/Orders', 'customers'],
        ['menu', 'Kitchen/Menu (old), [2024]', 'customers'],
        ['gone', 'Finance/Gone', 'orders'],
      ].map(([name = '', path, model]) => [
        `exposure.shop.${name}`,
        {
          name,
          package_name: 'shop',
          original_file_path: 'models/e.yml',
          depends_on: { nodes: [`model.shop.${model ?? ''}`] },
          meta: { active_exposure: { extracts: [{ workbook: path }] } },
        },
      ]),
    ),
  },
)

function parts(text: string): readonly SelectorPart[] {
  const parsed = parseSelectors(text)
  if ('problem' in parsed) throw new Error(parsed.problem)
  return parsed.parts
}

interface ResolveInput {
  readonly select?: string
  readonly exclude?: string
  readonly known?: Answers
  readonly graph?: typeof SHOP
}

async function resolve({
  select = '',
  exclude = '',
  known,
  graph = SHOP,
}: ResolveInput): Promise<Resolved & { asked: string[] }> {
  const declared = declaredExposures(graph, ADDRESS, 1440)
  const chosen = chooseExposures(declared, graph, { select: parts(select), exclude: parts(exclude) })
  const { session } = onStage(SITE)
  const asked: string[] = []
  const resolved = await session((tableau) => {
    const seen: ContentPort = {
      ...tableau,
      find: (references) => {
        asked.push(...references.map(referenceKey))
        return tableau.find(references)
      },
      describe: (contents, prefetched) => {
        asked.push(...contents.map(({ name }) => name))
        return tableau.describe(contents, prefetched)
      },
    }
    const wanted = chosen.ours.flatMap(({ references }) => references)
    const port = known === undefined ? seen : withKnownAnswers(seen, known, wanted)
    return resolveExposures(chosen, port, { manifest: SHOP, relationMap: [] })
  })
  return { ...resolved, asked }
}

const names = ({ extracts }: Resolved): string[] => extracts.map(({ lineage }) => lineage.content.name).sort()

describe('content', () => {
  test.each<[ResolveInput, string[]]>([
    [{}, ['Menu (old), [2024]', 'Orders', 'Sales']],
    [{ select: 'workbook:Orders' }, ['Orders', 'Sales']],
    [{ select: 'workbook:orders' }, ['Orders', 'Sales']],
    // KPIs has no extract of its own: its data comes from the data source.
    [{ select: 'workbook:Finance/KPIs' }, ['Sales']],
    [{ select: 'datasource:Sales' }, ['Sales']],
    [{ select: 'workbook:Kitchen/*' }, ['Menu (old), [2024]']],
    [{ select: 'workbook:"Menu (old), [2024]"' }, ['Menu (old), [2024]']],
    [{ select: 'workbook:M*,exposure:menu' }, ['Menu (old), [2024]']],
    [{ select: 'menu datasource:*' }, ['Menu (old), [2024]', 'Sales']],
    [{ exclude: 'datasource:Sales' }, ['Menu (old), [2024]', 'Orders']],
    [{ exclude: 'workbook:Orders' }, ['Menu (old), [2024]', 'Sales']],
    // No remaining content reads the data source.
    [{ exclude: 'workbook:Orders workbook:KPIs' }, ['Menu (old), [2024]']],
    [{ select: 'orders_board', exclude: 'workbook:Orders' }, []],
  ])('%j', async (wanted, expected) => {
    expect(names(await resolve(wanted))).toEqual(expected)
  })

  test('that matches nothing is an error with the nearest names', async () => {
    await expect(resolve({ select: 'workbook:Order' })).rejects.toThrow(
      'select: workbook:Order matches nothing. Check its spelling; similar names are Orders.',
    )
    await expect(resolve({ select: 'menu,workbook:Orders' })).rejects.toThrow(
      'select: menu,workbook:Orders matches nothing',
    )
    await expect(resolve({ select: 'menu,workbook:Orders orders_board,workbook:Menu*' })).rejects.toThrow(
      'select: menu,workbook:Orders matches nothing, because no content matches all of its selectors. Separate the selectors with a space to select what matches any of them. select: orders_board,workbook:Menu* matches nothing',
    )
    await expect(resolve({ select: 'nothing workbook:None' })).rejects.toThrow(
      'select: nothing matches nothing. Check its spelling, or remove it. select: workbook:None matches nothing.',
    )
  })

  test('is only a warning if one of several parts matches nothing', async () => {
    const { unmatched, extracts } = await resolve({
      select: 'menu workbook:Ordrs',
      exclude: 'datasource:Salse',
    })
    expect(extracts).toHaveLength(1)
    expect(unmatched.map(({ message }) => message)).toEqual([
      'select: workbook:Ordrs matches nothing. Check its spelling; similar names are Orders.',
      'exclude: datasource:Salse matches nothing. Check its spelling; similar names are Sales.',
    ])
  })

  const off = (name: string, more: object) => [
    `exposure.shop.${name}`,
    { name, package_name: 'shop', original_file_path: 'models/e.yml', depends_on: { nodes: [] }, ...more },
  ]
  const switchedOff = manifestOf(
    {},
    {
      exposures: Object.fromEntries([
        off('tour', {
          url: `${ADDRESS.server}/#/site/acme/views/PlatformTour2024/Main`,
          meta: { active_exposure: { enabled: false } },
        }),
        off('targets', {
          meta: { active_exposure: { enabled: false, extracts: [{ datasource: 'Finance/Targets' }] } },
        }),
      ]),
      disabled: Object.fromEntries([
        ['exposure.shop.old', [off('old', { url: `${ADDRESS.server}/#/site/acme/views/Forecast/Main` })[1]]],
      ]),
    },
  )

  test.each([
    ['workbook:"Platform Tour (2024)"', 'tour', 'meta.active_exposure'],
    ['workbook:Platform*', 'tour', 'meta.active_exposure'],
    ['datasource:Targets', 'targets', 'meta.active_exposure'],
    ['datasource:Finance/Targets', 'targets', 'meta.active_exposure'],
    ['workbook:Sales/forecast', 'old', 'dbt'],
  ])('%s of an exposure that is switched off is a notice that says so', async (select, exposure, where) => {
    const { unmatched, extracts } = await resolve({ select, graph: switchedOff })
    expect(extracts).toEqual([])
    expect(unmatched).toEqual([
      message('AE-SELECTOR-SWITCHED-OFF', {
        selector: select,
        exposures: `${exposure} is switched off (enabled: false in ${where})`,
      }),
    ])
  })

  test('of another kind or name than that of an exposure that is switched off matches nothing', async () => {
    for (const select of ['datasource:Forecast', 'workbook:Fore', 'workbook:Targets'])
      await expect(resolve({ select, graph: switchedOff })).rejects.toThrow(
        `select: ${select} matches nothing`,
      )
  })

  test('whose exposures were not selected may be excluded without a warning', async () => {
    const { unmatched, extracts } = await resolve({ select: 'menu', exclude: 'workbook:Orders' })
    expect(extracts).toHaveLength(1)
    expect(unmatched).toEqual([])
  })

  test('exposures without selected content are left out; content that was not found is reported only if it was selected', async () => {
    const all = await resolve({})
    expect(all.unresolved.map(({ exposure }) => exposure)).toEqual(['gone'])
    const some = await resolve({ select: 'workbook:Orders' })
    expect(some.unresolved).toEqual([])
    expect(some.leftOut.map(({ exposure }) => exposure).sort()).toEqual(['gone', 'menu'])
    const named = await resolve({ select: 'gone menu' })
    expect(named.unresolved.map(({ exposure }) => exposure)).toEqual(['gone'])
  })
})

describe('an extract that a selected exposure shares with another one', () => {
  const upstream = ({ extracts }: Resolved): string[] =>
    extracts.flatMap((extract) => extract.upstream.map(({ node }) => node)).sort()

  test('keeps all its exposures and its full upstream', async () => {
    const { extracts, ...resolved } = await resolve({ select: 'kpis' })
    expect(extracts.map(({ exposures }) => exposures.map(({ name }) => name))).toEqual([
      ['kpis', 'orders_board'],
    ])
    expect(upstream({ ...resolved, extracts })).toEqual(['model.shop.customers', 'model.shop.orders'])
    expect(resolved.others.map(({ lineage }) => lineage.content.name).sort()).toEqual([
      'Menu (old), [2024]',
      'Orders',
    ])
  })

  test('does so with answers of an earlier run, and Tableau is queried only for the selected exposure', async () => {
    const { answers } = await resolve({})
    const sparing = await resolve({ select: 'kpis', known: answers })
    expect(upstream(sparing)).toEqual(['model.shop.customers', 'model.shop.orders'])
    expect(sparing.asked).toEqual(['path workbook Finance/KPIs', 'KPIs'])
    // New and known answers together are all answers.
    expect([...sparing.answers.findings.keys()].sort()).toEqual([...answers.findings.keys()].sort())
    expect(sparing.answers.lineages).toHaveLength(answers.lineages.length)
  })

  test('content without a known answer is queried', async () => {
    const { answers } = await resolve({})
    const findings = new Map([...answers.findings].filter(([name]) => !name.includes('Orders')))
    const { asked, extracts } = await resolve({ select: 'kpis', known: { ...answers, findings } })
    expect(asked).toEqual(['path workbook Finance/KPIs', 'path workbook Finance/Orders', 'KPIs', 'Orders'])
    expect(extracts[0]?.exposures).toHaveLength(2)
  })

  test('fresh answers take precedence over known ones', async () => {
    const { answers } = await resolve({})
    const stale = answers.lineages.map((lineage) => ({ ...lineage, hasExtract: false }))
    const { extracts } = await resolve({ select: 'kpis', known: { ...answers, lineages: stale } })
    expect(extracts.map(({ lineage }) => lineage.hasExtract)).toEqual([true])
  })
})
