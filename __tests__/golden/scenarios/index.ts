import type { Scenario } from '../scenario.js'
import { BAD_DATA } from './bad-data.js'
import { DISCOVERY } from './discovery.js'
import { FAILED_REFRESHES } from './failed-refreshes.js'
import { GOOD_DAYS } from './good-days.js'
import { MISTAKES } from './mistakes.js'
import { PULL_REQUESTS } from './pull-requests.js'

export const SCENARIOS: readonly Scenario[] = [
  ...GOOD_DAYS,
  ...BAD_DATA,
  ...FAILED_REFRESHES,
  ...MISTAKES,
  ...PULL_REQUESTS,
  ...DISCOVERY,
]
