import { describe, expect, test } from '@jest/globals'
import { withKnownAnswers, NO_TABLEAU } from '../../../src/exposures/tableau-answers.js'
import { declaredExposures } from '../../../src/exposures/declared.js'
import { readCatalogue, writeCatalogue } from '../../../src/exposures/catalogue.js'
import { resolveExposures, type Resolved } from '../../../src/exposures/resolve.js'
import { chooseExposures } from '../../../src/exposures/select/select.js'
import { parseSelectors } from '../../../src/exposures/select/syntax.js'
import { contentPath } from '../../../src/tableau/content-names.js'
import { datasource, type SiteInput, workbook } from '../../../simulators/tableau/index.js'
import { manifestOf } from '../../support/dbt.js'
import { ADDRESS, onStage, type Stage } from '../../support/tableau.js'

const ORDERS = 'ANALYTICS.MARTS.ORDERS'

/** Two projects with the same name; the Metadata API gives their paths for workbooks only. */
const SITE: Partial<SiteInput> = {
  datasources: [
    datasource('Finance/Monthly/Sales', { tables: [ORDERS] }),
    datasource('Ops/Monthly/Sales', { tables: [ORDERS] }),
  ],
  workbooks: [
    workbook('Finance/Monthly/KPIs', { reads: ['Finance/Monthly/Sales'], embedded: [{ tables: [ORDERS] }] }),
    workbook('Ops/Monthly/KPIs', { reads: ['Ops/Monthly/Sales'], embedded: [{ tables: [ORDERS] }] }),
    workbook('Ops/Menu', { embedded: [{ tables: [ORDERS] }] }),
  ],
}
const PATHS = ['Finance/Monthly/KPIs', 'Ops/Monthly/KPIs', 'Ops/Menu']

const url = (rest: string): object => ({ url: `${ADDRESS.server}/#/site/${ADDRESS.site}/${rest}` })
const named = (name: string): object => ({ meta: { active_exposure: { extracts: [{ workbook: name }] } } })

/** The ways in which an exposure references its workbook. */
const WAYS: Record<string, (path: string, stage: Stage) => object> = {
  'the address of a view': (path, { simulator }) =>
    url(`views/${simulator.workbook(path).contentUrl}/Overview`),
  'the number in its address': (path, { simulator }) => url(`workbooks/${simulator.workbook(path).number}`),
  'its LUID': (path, { simulator }) => named(simulator.workbook(path).luid),
  'its path': (path) => named(path),
}

interface Selecting {
  readonly select: string
  readonly way: string
  readonly from: 'files' | 'catalogue'
}

async function selected({ select, way, from }: Selecting): Promise<string[]> {
  const stage = onStage(SITE)
  const exposures = PATHS.map((path, index) => [
    `exposure.shop.e${index}`,
    {
      name: `e${index}`,
      package_name: 'shop',
      original_file_path: 'models/e.yml',
      depends_on: { nodes: ['model.shop.orders'] },
      ...WAYS[way]?.(path, stage),
    },
  ])
  const manifest = manifestOf({ 'model.shop.orders': {} }, { exposures: Object.fromEntries(exposures) })
  const parsed = parseSelectors(select)
  if ('problem' in parsed) throw new Error(parsed.problem)
  const chosen = (parts: typeof parsed.parts) =>
    chooseExposures(declaredExposures(manifest, ADDRESS, 1440), manifest, { select: parts, exclude: [] })
  const surroundings = { ...manifest, manifest, relationMap: [] }
  return stage.session(async (tableau) => {
    if (from === 'files') return pathsOf(await resolveExposures(chosen(parsed.parts), tableau, surroundings))
    const { answers, discovery } = await resolveExposures(chosen([]), tableau, surroundings)
    const kept = readCatalogue(writeCatalogue({ project: manifest, answers, discovery }), ADDRESS.server)
    if (kept === null) throw new Error('the catalogue cannot be read back')
    const port = withKnownAnswers(NO_TABLEAU, kept.answers, [])
    return pathsOf(await resolveExposures(chosen(parsed.parts), port, surroundings))
  })
}

function pathsOf({ extracts }: Resolved): string[] {
  return extracts.map(({ lineage: { content } }) => `${content.kind}:${contentPath(content)}`).sort()
}

const FINANCE = ['datasource:Finance/Monthly/Sales', 'workbook:Finance/Monthly/KPIs']
const OPS = ['datasource:Ops/Monthly/Sales', 'workbook:Ops/Monthly/KPIs']
const MENU = 'workbook:Ops/Menu'

const both = (['files', 'catalogue'] as const).flatMap((from) =>
  Object.keys(WAYS).map((way) => [from, way] as const),
)

describe.each(both)('from %s, if exposures name their workbooks by %s', (from, way) => {
  test.each<[string, string[]]>([
    ['workbook:Finance/Monthly/KPIs', FINANCE],
    ['workbook:finance/monthly/kpis', FINANCE],
    ['workbook:Finance/Monthly/*', FINANCE],
    ['workbook:Finance/**', FINANCE],
    ['workbook:**/KPIs', [...FINANCE, ...OPS].sort()],
    ['workbook:*/Monthly/KPIs', [...FINANCE, ...OPS].sort()],
    ['workbook:KPIs', [...FINANCE, ...OPS].sort()],
    ['workbook:Ops/*', [MENU]],
    ['workbook:Ops/**', [...OPS, MENU].sort()],
    ['datasource:Finance/Monthly/Sales', ['datasource:Finance/Monthly/Sales']],
    ['datasource:Ops/**', ['datasource:Ops/Monthly/Sales']],
    ['datasource:*/Monthly/S?les', ['datasource:Finance/Monthly/Sales', 'datasource:Ops/Monthly/Sales']],
  ])('%s', async (select, expected) => {
    expect(await selected({ select, way, from })).toEqual(expected)
  })

  test('part of a path matches nothing, and the error has the full paths', async () => {
    await expect(selected({ select: 'workbook:Monthly/KPIs', way, from })).rejects.toThrow(
      'select: workbook:Monthly/KPIs matches nothing. Check its spelling; similar names are Finance/Monthly/KPIs, Ops/Monthly/KPIs.',
    )
    await expect(selected({ select: 'workbook:*/KPIs', way, from })).rejects.toThrow(
      /^Nothing is selected\. select: workbook:\*\/KPIs matches nothing/,
    )
  })
})
