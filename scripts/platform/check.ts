import { ok, strictEqual } from 'node:assert'

/* Checks the results of two uses of the action in one job of .github/workflows/ci.yml, passed as environment variables. */

const { DRY = '', ROWS = '', REFRESHED = '', REFRESHED_AGAIN = '' } = process.env

const rows = JSON.parse(ROWS) as readonly { readonly decision: string }[]
const due = rows.filter(({ decision }) => decision === 'refresh').length
console.log(`${rows.length} rows, ${due} due, ${REFRESHED} refreshed, then ${REFRESHED_AGAIN}`)

ok(due > 0, 'nothing was due after a build of everything')
strictEqual(Number(REFRESHED), DRY === 'true' ? 0 : due)
strictEqual(Number(REFRESHED_AGAIN), 0)
