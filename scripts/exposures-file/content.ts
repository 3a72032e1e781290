import type { Manifest } from '../../src/dbt/manifest.js'
import {
  type DiscoveredDashboard,
  type Discovery,
  NOTHING_DISCOVERED,
} from '../../src/exposures/discovery/types.js'
import type { Luid } from '../../src/tableau/types.js'

/** One dashboard on every data node of the project, and one for each name that is hard to quote. */
export function discoveryFor({ nodes }: Manifest): Discovery {
  const readable = [...nodes.values()].filter(
    ({ resourceType, materialized }) =>
      ['model', 'seed', 'snapshot', 'source'].includes(resourceType) && materialized !== 'ephemeral',
  )
  const upstream = readable.map(({ id }) => ({ node: id, through: 'table' as const, certain: true }))
  const names = ['All of it', ...HARD]
  return {
    ...NOTHING_DISCOVERED,
    dashboards: names.map((name, index): DiscoveredDashboard => ({
      workbook: {
        luid: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}` as Luid,
        name,
        projectPath: ['Finance', name],
        url: `https://10ax.online.tableau.com/#/site/acme/workbooks/${900_000 + index}`,
        description: name,
        sheets: [],
      },
      owner: { name, email: null },
      upstream: index === 0 ? upstream : upstream.slice(0, 1),
      extracts: [],
    })),
  }
}

/** Jinja, YAML values that are not text, and line breaks. */
const HARD: readonly string[] = [
  "{{ ref('gone') }} {% raw %} {# c",
  "{{{ env_var('HOME') }}}",
  '{% docs x %}',
  'yes',
  '12:30',
  '2026-01-01',
  '1e3',
  'null',
  '- a: [b',
  'It\'s "quoted": \\ # and & * ! | > % @ `',
  'two\nlines\n\nand a third',
  'Umsätze 売上 📈',
]
