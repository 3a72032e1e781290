import type { NearMiss, Search } from '../../exposures/discovery/types.js'
import { oneLine } from '../../base/untrusted-text.js'
import { list } from '../lists.js'

const NEAR_MISSES_SHOWN = 3

/** `12 tables and views of this run (fct_orders, dim_customers, rpt_menu and 9 more)`. */
export function askedText({ tables }: Search): string {
  const noun = tables.length === 1 ? 'table or view' : 'tables and views'
  return `${tables.length} ${noun} of this run (${list(tables)})`
}

/** The near misses of a search that found nothing, first those that relation-map may correct; null if there are none. */
export function nearMissesText({ nearMisses }: Search, adapterType: string | null): string | null {
  const misses = [...nearMisses.flatMap(elsewhereText), ...connectorTexts(nearMisses, adapterType)]
  if (misses.length === 0) return null
  const left = misses.length - NEAR_MISSES_SHOWN
  return `${misses.slice(0, NEAR_MISSES_SHOWN).join('; ')}${left > 0 ? ` and ${left} more` : ''}`
}

/** `3 tables of these names are read through connector snowflake, which dbt's duckdb cannot have built`. */
function connectorTexts(nearMisses: readonly NearMiss[], adapterType: string | null): string[] {
  const counts = new Map<string, number>()
  for (const miss of nearMisses)
    if (miss.kind === 'other-connector') counts.set(miss.connector, (counts.get(miss.connector) ?? 0) + 1)
  const dbt = adapterType === null ? 'dbt' : `dbt's ${oneLine(adapterType, 40)}`
  return [...counts].map(([connector, count]) => {
    const tables = count === 1 ? '1 table of these names is' : `${count} tables of these names are`
    return `${tables} read through connector ${oneLine(connector, 40)}, which ${dbt} cannot have built`
  })
}

function elsewhereText(miss: NearMiss): string[] {
  return miss.kind === 'elsewhere'
    ? [`${oneLine(miss.tableau)} is read, and dbt builds ${oneLine(miss.dbt)}`]
    : []
}
