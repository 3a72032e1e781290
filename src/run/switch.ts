/**
 * `DBT_ACTIVE_EXPOSURES` as dbt users set it: anything but `1` or `true` switches the action off.
 * Unset or empty means on.
 */
export function isSwitchedOff(environment: NodeJS.ProcessEnv): boolean {
  const value = environment['DBT_ACTIVE_EXPOSURES']?.trim().toLowerCase() ?? ''
  return !['', '1', 'true'].includes(value)
}
