import { DBT } from './dbt.js'
import { EXPOSURES } from './exposures.js'
import { GITHUB } from './github.js'
import { INPUTS } from './inputs.js'
import { ROWS } from './rows.js'
import { RUN } from './run.js'
import { STATE } from './state.js'
import { TABLEAU } from './tableau.js'

/** Every message that people can see. Plain data, so that docs/messages.md is generated from it. */
export const CATALOGUE = {
  ...INPUTS,
  ...DBT,
  ...TABLEAU,
  ...EXPOSURES,
  ...ROWS,
  ...STATE,
  ...GITHUB,
  ...RUN,
}
