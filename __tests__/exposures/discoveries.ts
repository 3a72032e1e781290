import type { UniqueId } from '../../src/dbt/types.js'
import {
  type DiscoveredDashboard,
  type DiscoveredDatasource,
  type Discovery,
  NOTHING_DISCOVERED,
} from '../../src/exposures/discovery/types.js'
import type { ExtractKey, Luid } from '../../src/tableau/types.js'

interface Sketch {
  readonly name: string
  readonly luid?: string
  readonly project?: string
  readonly url?: string
  readonly description?: string | null
  readonly owner?: DiscoveredDashboard['owner']
  /** Unique ids, or names of models of `shop`. A trailing `?` means uncertain. */
  readonly reads?: readonly string[]
  readonly sheets?: DiscoveredDashboard['workbook']['sheets']
}

function contentOf({ name, luid, project = 'Finance', url, description = null }: Sketch, kind: string) {
  const id = luid ?? luidOf(name)
  return {
    luid: id as Luid,
    name,
    projectPath: project === '' ? [] : project.split('/'),
    url: url ?? `https://10ax.online.tableau.com/#/site/acme/${kind}s/${parseInt(id.slice(0, 6), 16)}`,
    description,
  }
}

function readOf({
  reads = ['fct_orders'],
  owner = { name: 'Ann Analyst', email: 'ann@example.com' },
}: Sketch) {
  return {
    owner,
    upstream: reads.map((each) => {
      const name = each.replace(/\?$/, '')
      return {
        node: (name.includes('.') ? name : `model.shop.${name}`) as UniqueId,
        through: 'table' as const,
        certain: name === each,
      }
    }),
  }
}

/** A LUID derived from the name. */
export function luidOf(name: string): string {
  const hex = Buffer.from(name.normalize()).toString('hex').padEnd(32, '0').slice(0, 32)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

export function dashboard(sketch: Sketch): DiscoveredDashboard {
  const workbook = { ...contentOf(sketch, 'workbook'), sheets: sketch.sheets ?? [] }
  return { workbook, ...readOf(sketch), extracts: [`workbook:${workbook.luid}` as ExtractKey] }
}

export function dataSource(sketch: Sketch): DiscoveredDatasource {
  const datasource = contentOf(sketch, 'datasource')
  return { datasource, ...readOf(sketch), extracts: [`datasource:${datasource.luid}` as ExtractKey] }
}

export function discoveryOf(
  dashboards: readonly DiscoveredDashboard[],
  more: Partial<Discovery> = {},
): Discovery {
  return { ...NOTHING_DISCOVERED, dashboards, ...more }
}
