import type { Search } from '../../exposures/discovery/types.js'
import { oneLine } from '../../base/untrusted-text.js'
import { list, plural } from '../reason-text.js'

const NEAR_MISSES_SHOWN = 3

/** What a search that found nothing has asked Tableau for, and what came close. */
export function nothingDiscoveredLine({ tables, nearMisses }: Search, adapterType: string | null): string {
  const asked = `Discovery: in Tableau nothing reads the ${plural(tables.length, 'table')} of this run (${list(tables)}).`
  const connectors = new Map<string, number>()
  for (const miss of nearMisses)
    if (miss.kind === 'other-connector')
      connectors.set(miss.connector, (connectors.get(miss.connector) ?? 0) + 1)
  const misses = [
    ...[...connectors].map(([connector, count]) => connectorText(connector, count, adapterType)),
    ...nearMisses.flatMap((miss) =>
      miss.kind === 'elsewhere'
        ? [
            `${oneLine(miss.tableau)} is read, and dbt builds ${oneLine(miss.dbt)}: set relation-map if both are the same`,
          ]
        : [],
    ),
  ]
  if (misses.length === 0) return asked
  const left = misses.length - NEAR_MISSES_SHOWN
  const shown = misses.slice(0, NEAR_MISSES_SHOWN).join('; ')
  return `${asked} Near misses: ${shown}${left > 0 ? ` and ${left} more` : ''}.`
}

/** `3 tables of these names are read through connector snowflake, which dbt's duckdb cannot have built`. */
function connectorText(connector: string, count: number, adapterType: string | null): string {
  const tables = count === 1 ? '1 table of these names is' : `${count} tables of these names are`
  const dbt = adapterType === null ? 'dbt' : `dbt's ${oneLine(adapterType, 40)}`
  return `${tables} read through connector ${oneLine(connector, 40)}, which ${dbt} cannot have built`
}
